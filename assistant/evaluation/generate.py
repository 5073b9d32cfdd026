"""A first set made from the corpus by rule: look-ups, headers, references, addressees, paragraphs that are not there.

What a rule can ask it can also check, so these questions are easy; they show that nothing is broken, not that answers
are good. Each is marked `generated`. The same index gives the same questions.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from assistant.citations import running_text
from assistant.evaluation.questions import LANGUAGES, Question
from assistant.ports import Library
from assistant.reference_words import NBSP, date_words
from index.grammar.forms import load
from index.resolution import Kind, Paragraph, Resolution
from index.symbols import Locator

ORIGIN = "generated"
_FEW = 3  # a document cited, or an organ addressed, more often than this makes a poor question

_VARIANTS = 6
_BEYOND = 2
_Maker = Callable[[Resolution, int, Library], Question | None]


def generate(library: Library, number: int) -> list[Question]:
    """Up to `number` questions, spread over the resolutions of the index and over the kinds of question."""
    summaries = [s for s in library.summaries() if s.language in LANGUAGES]
    step = max(1, len(summaries) // max(1, number))
    chosen = [library.resolution(s.symbol, s.language) for s in summaries[::step][:number]]
    made: dict[str, Question] = {}
    for turn in range(len(_MAKERS) * _VARIANTS):
        for n, resolution in enumerate(chosen):
            maker = _MAKERS[(n + turn) % len(_MAKERS)]
            question = maker(resolution, n + turn // len(_MAKERS), library)
            if question:
                made.setdefault(question.q, question)
            if len(made) == number:
                return _numbered(made.values())
    return _numbered(made.values())


def _numbered(questions: Iterable[Question]) -> list[Question]:
    return [replace(q, id=f"g{n:03}", origin=ORIGIN) for n, q in enumerate(questions, 1)]


def _lookup(resolution: Resolution, variant: int, library: Library) -> Question | None:
    paragraph = _pick(resolution, Kind.OPERATIVE, variant)
    return _about_place("lookup", resolution, paragraph) if paragraph else None


def _preamble(resolution: Resolution, variant: int, library: Library) -> Question | None:
    paragraph = _pick(resolution, Kind.PREAMBULAR, variant)
    return _about_place("preamble", resolution, paragraph) if paragraph else None


def _header(resolution: Resolution, variant: int, library: Library) -> Question | None:
    if resolution.adopted is None:
        return None
    day = date_words(resolution.adopted, resolution.language).replace(NBSP, " ")
    return _question("header", "meta", resolution, all=(str(resolution.symbol),), contains=(day,))


def _count(resolution: Resolution, variant: int, library: Library) -> Question | None:
    numbered = [p for p in resolution.paragraphs if p.kind is Kind.OPERATIVE and p.level == 0 and p.printed_number]
    # Where numbering restarts by section, or paragraphs are missing, the count is a matter of opinion.
    if [p.number for p in numbered] != [str(n) for n in range(1, len(numbered) + 1)] or len(numbered) < 2:
        return None
    return _question("count", "meta", resolution, all=(str(resolution.symbol),), contains=(str(len(numbered)),))


def _reference(resolution: Resolution, variant: int, library: Library) -> Question | None:
    by_symbol: dict[str, list[str]] = {}
    for paragraph in resolution.paragraphs:
        for reference in paragraph.references:
            by_symbol.setdefault(reference.symbol, []).append(paragraph.id)
    # A symbol with a space in it is a treaty series or the like: nobody asks for it in that form.
    rare = [(symbol, ids) for symbol, ids in by_symbol.items() if len(set(ids)) <= _FEW and " " not in symbol]
    if not rare:
        return None
    symbol, ids = rare[variant % len(rare)]
    return _question("reference", "reference", resolution, all=tuple(dict.fromkeys(ids)), symbol=symbol)


def _addressee(resolution: Resolution, variant: int, library: Library) -> Question | None:
    by_name: dict[str, list[str]] = {}
    for paragraph in resolution.paragraphs:
        for name in paragraph.addressees if paragraph.level == 0 else ():
            by_name.setdefault(name, []).append(paragraph.id)
    rare = [(name, ids) for name, ids in by_name.items() if len(ids) <= _FEW]
    if not rare:
        return None
    name, ids = rare[variant % len(rare)]
    named = _name_of(name, resolution.language)
    return _question("addressee", "addressee", resolution, all=tuple(ids), name=named)


def _beyond(resolution: Resolution, variant: int, library: Library) -> Question | None:
    numbers = [int(p.number) for p in resolution.paragraphs if p.kind is Kind.OPERATIVE and p.number.isdecimal()]
    if not numbers or variant >= _BEYOND:
        return None
    return _question("beyond", "unanswerable", resolution, number=max(numbers) + 2 + 3 * variant)


_MAKERS: tuple[_Maker, ...] = (_lookup, _header, _addressee, _reference, _preamble, _beyond, _count)


def _pick(resolution: Resolution, kind: Kind, variant: int) -> Paragraph | None:
    top = [p for p in resolution.paragraphs if p.kind is kind and p.level == 0]
    return top[variant * 3 % len(top)] if top else None


def _about_place(template: str, resolution: Resolution, paragraph: Paragraph) -> Question:
    named = running_text([paragraph.locator], resolution.language)
    return _question(template, "lookup", resolution, all=(paragraph.id,), place=named)


def _question(
    template: str,
    kind: str,
    resolution: Resolution,
    *,
    all: tuple[str, ...] = (),
    contains: tuple[str, ...] = (),
    **named: object,
) -> Question:
    language = resolution.language
    about = running_text([Locator(resolution.symbol)], language)
    asked = _templates()[language][template].format(resolution=about, **named)
    return Question("", asked, language, kind, all=all, contains=contains, abstain=not (all or contains))


def _name_of(canonical: str, language: str) -> str:
    """An addressee as the language names it: the first of its names, without the marks of other forms."""
    names = load(language, "addressees").get("names", {}).get(canonical)
    return re.sub(r"\([^)]*\)", "", names[0]) if names else canonical


@lru_cache(maxsize=1)
def _templates() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("assistant.evaluation").joinpath("generate.toml").read_text(encoding="utf-8"))
