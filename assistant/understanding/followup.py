"""Follow-ups made standalone: « Et le suivant ? » becomes a question that can be asked by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.citations import mention, running_text
from assistant.folding import plain
from assistant.lexicon import Lexicon
from assistant.understanding.reading import Part, PlaceAsked, Reading
from index.errors import SymbolError
from index.symbols import Locator, Symbol

_YEAR = re.compile(r"\b(?:19[4-9]\d|20\d\d)\b")


def leans(question: str, words: Lexicon) -> bool:
    """Whether a question leans on what was asked before."""
    text = plain(question).strip()
    return bool(words.followup["leans"].search(text)) or len(text.split()) <= words.short


def standalone(question: str, own: Reading, before: Reading, words: Lexicon) -> str:
    """The question with what it takes from the one `before` it; `own` is its reading by itself.

    A question that names its own resolution and asks something of it stands already and is given back.
    """
    text = plain(question)
    asks = bool(own.terms or own.places or own.fields)
    if own.symbols or own.documents:
        whole = asks or not (before.symbols or before.documents) or _stands(text, own, before, words)
        return question if whole else _with_symbol(own, before)
    if (number := words.followup["number"].search(text)) and (place := _numbered(before, number[1])):
        return words.templates["lookup"].format(place=place)
    if not own.places and not own.fields and (step := _step(text, words)) and (place := _moved(before, step)):
        return words.templates["lookup"].format(place=place)
    years = _YEAR.findall(text)
    if years and not own.places and all(term.isdigit() for term in own.terms):
        return _with_year(before.understood.standalone, years[0], words)
    symbols = [s for s in before.symbols if _parsed(s)]
    if symbols:
        named = ", ".join(mention(Symbol.parse(s), words.language) for s in symbols)
        return f"{question.strip()} ({named})"
    if own.fields and not own.terms:
        return f"{before.understood.standalone} {question.strip()}"
    return question


def _stands(text: str, own: Reading, before: Reading, words: Lexicon) -> bool:
    """Whether a question about a document asks something by itself: « Que dit la résolution 77/96 ? ».

    One that is joined to the question before (« Et que dit la 77/96 ? ») takes its subject over, never its paragraph.
    """
    if words.followup["elliptical"].search(plain(own.content)):
        return False
    return bool(before.places) or not words.followup["joined"].search(text)


def _with_symbol(own: Reading, before: Reading) -> str:
    """The question before, asked of another resolution."""
    text = before.understood.standalone
    new = ", ".join(own.symbols or own.documents)
    for old in (*before.symbols, *before.documents):
        for spelling in (old, Symbol.parse(old).short if _parsed(old) else old):
            if spelling in text:
                return text.replace(spelling, new)
    return f"{text} ({new})"


def _with_year(text: str, year: str, words: Lexicon) -> str:
    if _YEAR.search(text):
        return _YEAR.sub(year, text)
    return f"{text.rstrip(' ?')} {words.templates['in_year'].format(year=year)} ?".replace("  ", " ")


def _step(text: str, words: Lexicon) -> int:
    """1 for the next place, -1 for the one before, 0 for neither."""
    if words.followup["next"].search(text):
        return 1
    return -1 if words.followup["previous"].search(text) else 0


def _moved(before: Reading, step: int) -> str | None:
    """The place after or before the last one asked for, in words; None where there is none."""
    number = before.places[-1].number if before.places else ""
    if not number.isdigit() or int(number) + step < 1:
        return None
    return _numbered(before, str(int(number) + step))


def _numbered(before: Reading, number: str) -> str | None:
    """The place with this number beside the last one asked for, in words; None where none was."""
    if not before.places or not before.symbols or not _parsed(before.symbols[0]):
        return None
    place = before.places[-1]
    if not place.number.isdigit():
        return None
    steps = _steps(place, number)
    return running_text(Locator(Symbol.parse(before.symbols[0]), steps), before.language)


def _steps(place: PlaceAsked, number: str) -> tuple[str, ...]:
    containers: Sequence[str] = [
        *((f"annex{place.annex}",) if place.annex is not None else ()),
        *((f"s{place.section}",) if place.section is not None else ()),
        *((f"art{place.article}",) if place.article is not None else ()),
    ]
    prefix = "pp" if place.part is Part.PREAMBLE else ("p" if place.annex is not None else "op")
    return (*containers, f"{prefix}{number}")


def _parsed(symbol: str) -> bool:
    try:
        Symbol.parse(symbol)
    except SymbolError:
        return False
    return True
