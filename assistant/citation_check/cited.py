"""References to resolutions in a draft, with the paragraphs they name, and which of them a quotation belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.brief_words import table
from assistant.citation_check.drafts import Block, Draft
from assistant.citation_check.quoted import Quoted, blanked
from assistant.citation_check.respelt import filled, listed_articles, respelt
from assistant.folding import plain
from assistant.lexicon import lexicon
from assistant.reference_words import LANGUAGES, reference_words
from assistant.understanding.language import language_of
from assistant.understanding.places import find_places
from assistant.understanding.reading import Part, PlaceAsked
from index.errors import SymbolError
from index.references import references_of
from index.symbols import Symbol

# The draft itself is no resolution: what it calls its own is left alone.
_NOBODY = Symbol("A/RES", "0", "0")
_SENTENCE_END = re.compile(r"(?P<word>\b\w+)?[.!?]\s*[»”\")\]]*(?:\[\^?\d{1,3}\])?\s+(?=[A-ZÀ-ÖØ-Ý«“\"])")
# A letter of a composite resolution right behind its symbol, as ids have it: `A/RES/50/221B`.
_GLUED = re.compile(r"(?<![\w/])A/RES/\d{1,3}/\d{1,3}[A-Z](?![\w'’])")
_TWICE = 60
"""Characters between two mentions of one resolution that make one reference."""
_ANOTHER = re.compile(r"\d\s?/\s?\d+|\d\s?\((?:(?:19|20)\d\d|(?:e?s-)?[ivxl]+)\)")
"""The number of another document, at which what goes with a resolution ends."""
_BEFORE, _AFTER, _FURTHEST = 70, 75, 200
"""Characters around a number, its organ and its date, in which the paragraph it goes with may stand; and
where those that follow it end at the latest."""


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A resolution named in a draft: `text[start:end]` is its number as printed, `symbol` canonical, `paths` the
    paragraphs named with it (`op5`, `annex.p8`), () for the whole resolution. `back` tells « cette résolution »."""

    start: int
    end: int
    symbol: str
    printed: str
    paths: tuple[str, ...] = ()
    back: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A draft with its quotations and references, and its text without the quoted words, also folded."""

    draft: Draft
    language: str
    quotations: tuple[Quoted, ...]
    bare: str
    folded: str
    cited: tuple[CitedPlace, ...]


def read_setting(draft: Draft, language: str, quotations: list[Quoted]) -> Setting:
    """The references of a draft outside its quotations, in order."""
    long = [one for one in quotations if one.length >= 4]
    bare = blanked(draft.text, long)
    cited: list[CitedPlace] = []
    for block in draft.blocks:
        text = bare[block.span.start : block.span.end]
        spoken = language_of(text, language)
        found = [_shifted(place, block.span.start) for place in named(text, spoken)]
        last = next((place.symbol for place in reversed(cited) if not place.back), None)
        found += _pointing_back(text, spoken, block.span.start, found, last)
        cited += _once(sorted(found, key=lambda place: place.start), bare)
    return Setting(draft, language, tuple(quotations), bare, plain(bare), tuple(cited))


def _once(found: list[CitedPlace], bare: str) -> list[CitedPlace]:
    """Without the first of two mentions that are one: "UNGA Res 62/27 (5 December 2007) UN Doc A/RES/62/27, para 5"."""
    return [
        place
        for place, after in zip(found, [*found[1:], None], strict=False)
        if not (
            after
            and place.symbol == after.symbol
            and after.paths
            and not place.paths
            and 0 <= after.start - place.end <= _TWICE
            and not re.search(r"[;.](?!\s?A/)", bare[place.end : after.start].replace("Doc.", "Doc"))
        )
    ]


def candidates(setting: Setting, quoted: Quoted) -> list[CitedPlace]:
    """The references a quotation may belong to, the likeliest first; [] where none is near.

    In this order: in a footnote marked at its end, in brackets right behind it, before it in its sentence, behind it
    in its sentence, the last one before it in its paragraph or, for a quotation that begins a paragraph, in the one
    before; else that of the quotation right before it.
    """
    if quoted.group:
        quoted = replace(quoted, start=quoted.group[0], end=quoted.group[1], group=None)
    draft, bare = setting.draft, setting.bare
    block = draft.blocks[draft.block_at(quoted.start)]
    begin, end = _sentence(bare, block, quoted)
    inside = [c for c in setting.cited if begin <= c.start < end]
    behind = [c for c in inside if c.start >= quoted.end]
    before = [c for c in reversed(inside) if c.end <= quoted.start]
    found = [
        *_in_notes(setting, quoted.end - 1, quoted.end + 3),
        *[c for c in behind if _in_brackets(bare, quoted.end, c.start)],
        *before,
        *[c for c in behind if not any(quoted.end <= q.start < c.start for q in setting.quotations)],
        *_in_notes(setting, quoted.end, end),
    ] or _earlier(setting, block, quoted)
    if not found and (beside := _right_before(setting, quoted)):
        return candidates(setting, beside)
    place = _bare_place(setting, begin, end, quoted, found)
    if place and found:
        found = [replace(found[0], paths=place), *found]
    return list(dict.fromkeys(found))


def named(text: str, language: str) -> list[CitedPlace]:
    """The resolutions named in a paragraph, each once with all the places named with it. Drafts mix languages: what the
    words of the paragraph's own do not find, or find less of, those of the others may."""
    found: list[CitedPlace] = []
    for spoken in dict.fromkeys((language, *LANGUAGES)):
        found = _together(found, _named_in(text, spoken))
    return found


def _together(found: list[CitedPlace], others: list[CitedPlace]) -> list[CitedPlace]:
    """What two languages found: where they read the same words, the reading that goes deeper, else the first."""
    both = list(found)
    for place in others:
        same = [other for other in found if other.start < place.end and place.start < other.end]
        if not same:
            both.append(place)
        elif _depth(place) > max(_depth(other) for other in same):
            both = [one for one in both if one not in same]
            both.append(place)
    return both


def _depth(place: CitedPlace) -> int:
    """How much a reading says: the steps of its deepest path."""
    return max((path.count(".") + 1 for path in place.paths), default=0)


def _named_in(text: str, language: str) -> list[CitedPlace]:
    by_span: dict[tuple[int, int, str], list[str]] = {}
    read = respelt(text, language)
    for reference in references_of(language).find(read, _NOBODY):
        if "/RES" in reference.symbol and reference.symbol != str(_NOBODY) and _stands_for_itself(reference.symbol):
            paths = by_span.setdefault((reference.start, reference.end, reference.symbol), [])
            paths += [reference.paragraph] if reference.paragraph else []
    for glued in _GLUED.finditer(text):
        by_span[glued.start(), glued.end(), str(Symbol.parse(glued[0]))] = []
    found = [CitedPlace(s, e, symbol, text[s:e], tuple(paths)) for (s, e, symbol), paths in by_span.items()]
    spans = [(place.start, place.end) for place in found]
    return [replace(place, paths=_completed(read, place, spans, language)) for place in found]


def _stands_for_itself(symbol: str) -> bool:
    """Whether a canonical symbol reads as one: a fragment such as `A/RES/50` does not."""
    try:
        return str(Symbol.parse(symbol)) == symbol
    except SymbolError:
        return False


def _completed(text: str, place: CitedPlace, spans: Sequence[tuple[int, int]], language: str) -> tuple[str, ...]:
    """The paths of a place; where the words name the sole paragraph or one without number, several articles or
    targets, those in its container."""
    paths = place.paths or _near(text, place, spans, language)
    around = _around(text, place, spans)
    for stretch in around:
        own = _uncounted(stretch, language)
        steps = [own] if own else [f"art{number}" for number in listed_articles(stretch, language)]
        if not steps and all(path.startswith("annex") for path in place.paths):
            steps = [".".join(one.target) for one in find_places(stretch, lexicon(language))[0] if one.target]
        if steps:
            containers = [path for path in paths if re.fullmatch(r"(?:annex\d*|s\w+|art\w+)(?:\.\w+)?", path)]
            within = containers[0].partition(".art")[0] if containers else ""
            return tuple(f"{within}.{step}" if within and not within.startswith("art") else step for step in steps)
    return filled(paths, " ; ".join(around), language)


def _uncounted(folded: str, language: str) -> str:
    """The step of a paragraph that bears no number: `op` for the sole one, `u2` for the second without number."""
    if _pattern(language, "sole").search(folded):
        return "op"
    words = lexicon(language)
    found = re.search(rf"({words.ordinal})\s+{table('checks', language)['unnumbered']}", folded)
    number = words.ordinals.get(found[1]) if found else None
    return f"u{number}" if number else ""


def _near(text: str, place: CitedPlace, spans: Sequence[tuple[int, int]], language: str) -> tuple[str, ...]:
    """Places named around a number in other words than running text uses: OP5, § 5, alinéa 3 du préambule."""
    for stretch in _around(text, place, spans):
        if paths := _paths(stretch, language):
            return paths
    return ()


def _around(text: str, place: CitedPlace, spans: Sequence[tuple[int, int]]) -> tuple[str, str]:
    """What stands behind and before a number in its clause, folded, up to its neighbours."""
    base, stop = max(0, place.start - _BEFORE), min(len(text), place.end + _FURTHEST)
    folded = plain(text[base:stop])
    first, last = place.start - base, place.end - base
    start = max([0, *(e - base for _, e in spans if base < e <= place.start)])
    behind = named_behind(folded, last)
    end = min([behind + _AFTER, len(folded), *(s - base for s, _ in spans if place.end <= s < stop)])
    others = [found.span() for found in _ANOTHER.finditer(folded, start, end)]
    start = max([start, *(e for _, e in others if e <= first)])
    end = min([end, *(s for s, _ in others if s >= last)])
    return _clauses(folded[behind:end])[0], _clauses(folded[start:first])[-1]


def named_behind(folded: str, end: int) -> int:
    """Where the organ and the date that follow a resolution's number end; `end` where no date does."""
    found = date_pattern().match(folded, end)
    return found.end() if found else end


@cache
def date_pattern() -> re.Pattern[str]:
    """The date that follows a resolution's number, its organ between: « de l'Assemblée générale, en date du … »."""
    names = "|".join(sorted({name for names in months() for name in names}, key=len, reverse=True))
    organs = "|".join(plain(one.name) for language in LANGUAGES for one in reference_words(language).organs.values())
    before = "|".join(table("checks", language)["date_before"] for language in LANGUAGES)
    # Nothing but the organ stands between: « la résolution 62/27 et le rapport du 3 mai 2008 » dates the report.
    organ = rf"(?:,?\s*(?:de|of|du)?\s*(?:the\s+|la\s+|l')?(?:{organs}))?"
    return re.compile(
        rf"{organ}[\s,]*?\b(?:{before})\s*(?P<day>\d{{1,2}}(?:er)?)\s+(?P<month>{names})\s+(?P<year>\d{{4}})"
    )


@cache
def months() -> tuple[tuple[str, ...], ...]:
    """The names of the months in each language, folded."""
    return tuple(tuple(plain(name) for name in reference_words(language).months) for language in LANGUAGES)


def _clauses(folded: str) -> list[str]:
    """Parted where a clause may end: at a semicolon, a line break, or a stop that ends no abbreviation."""
    return re.split(r"[;\n]|\.\s+(?=[a-z]{4})", folded)


def _paths(folded: str, language: str) -> tuple[str, ...]:
    words = lexicon(language)
    own = _of_others(language).sub(lambda match: " " * len(match[0]), folded)
    places, _ = find_places(own, words)
    return tuple(dict.fromkeys(path for place in places if (path := _path(place))))


@cache
def _of_others(language: str) -> re.Pattern[str]:
    """Places in other documents: « article 51 de la Charte », « paragraphe 12 du rapport »."""
    parts = lexicon(language).parts
    number = r"\d{1,3}(?:\s?\(?[a-z]{1,4}\))*"
    numbers = rf"(?:{number}|[ivx]+\b)(?:\s*{parts['list_and']}\s*{number})*"
    elsewhere = "|".join(table("checks", one)["elsewhere"] for one in LANGUAGES)
    return re.compile(rf"(?:{parts['paragraph']}|{parts['article']})\s*{numbers}\s+(?:{elsewhere})")


def _path(place: PlaceAsked) -> str | None:
    """The id path of a place that names a paragraph, None for another."""
    steps = []
    if place.annex is not None:
        steps.append(f"annex{'' if place.annex in ('', '1') else place.annex}")
    if place.section:
        steps.append(f"s{place.section}")
    if place.article:
        steps.append(f"art{place.article}")
    if place.target:
        return ".".join([*steps, *place.target, *place.subs])
    if place.part is Part.WHOLE or not place.number.isdigit():
        return ".".join(steps) or None
    letter = {Part.PREAMBLE: "pp", Part.ARTICLE: "art"}.get(
        place.part, "p" if steps and place.section is None else "op"
    )
    return ".".join([*steps, letter + place.number, *place.subs])


def _pointing_back(
    text: str, language: str, offset: int, found: Sequence[CitedPlace], before: str | None
) -> Iterator[CitedPlace]:
    """« paragraphe 8 de cette résolution »: places in the resolution named last."""
    for match in _pattern(language, "back_reference").finditer(plain(text)):
        at = offset + match.start()
        symbol = next((place.symbol for place in reversed(found) if place.end <= at), before)
        if symbol:
            place = CitedPlace(match.start(), match.end(), symbol, text[match.start() : match.end()], (), True)
            paths = _near(text, place, [(c.start - offset, c.end - offset) for c in found], language)
            yield _shifted(replace(place, paths=paths), offset)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for language in LANGUAGES for word in table("checks", language)["abbreviations"].split())


@cache
def _pattern(language: str, name: str) -> re.Pattern[str]:
    return re.compile(table("checks", language)[name])


def _shifted(place: CitedPlace, by: int) -> CitedPlace:
    return replace(place, start=place.start + by, end=place.end + by)


def _sentence(bare: str, block: Block, quoted: Quoted) -> tuple[int, int]:
    """The sentence around a quotation, within its paragraph; it may run on behind the quotation's own stop."""
    begin, end = block.span.start, max(block.span.end, quoted.end)
    for match in _SENTENCE_END.finditer(bare, block.span.start, block.span.end):
        if (match["word"] or "").lower() in _abbreviations():
            continue
        if match.end() <= quoted.start:
            begin = match.end()
        elif match.start() >= quoted.end - 2:
            end = match.end()
            break
    return begin, end


def _in_brackets(bare: str, start: int, end: int) -> bool:
    return bool(re.fullmatch(r"(?:\[\^?\d+\])?[\s.,;]{0,2}[(\[][^)\]]*", bare[start:end]))


def _in_notes(setting: Setting, start: int, end: int) -> list[CitedPlace]:
    """The references of the footnotes whose marks stand between two offsets."""
    notes = [b.span for b in setting.draft.blocks if b.anchor is not None and start <= b.anchor <= end]
    return [c for note in notes for c in setting.cited if note.start <= c.start < note.end]


def _earlier(setting: Setting, block: Block, quoted: Quoted) -> list[CitedPlace]:
    body = [b for b in setting.draft.blocks if not b.is_note]
    place = body.index(block) if block in body else 0
    begin = block.span.start
    if place and not setting.bare[begin : quoted.start].strip():
        begin = body[place - 1].span.start
    earlier = [c for c in setting.cited if begin <= c.start and c.end <= quoted.start]
    return earlier[-1:]


def _right_before(setting: Setting, quoted: Quoted) -> Quoted | None:
    """The quotation that ends where this one begins, as where two languages stand side by side."""
    ends = {one.end: one for one in setting.quotations}
    before = re.search(r"(?:[.,;>]|\[\^?\d+\]|\s)*$", setting.bare[: quoted.start])
    return ends.get(before.start()) if before else None


def _bare_place(setting: Setting, begin: int, end: int, quoted: Quoted, found: Sequence[CitedPlace]) -> tuple[str, ...]:
    """« Au paragraphe 8, elle « prie … » » or « … » (par. 8): a place that its sentence names without a resolution."""
    if not found or (found[0].paths and begin <= found[0].start < end) or _is_note(setting, found[0]):
        return ()
    text = setting.folded
    language = language_of(setting.bare[begin:end], setting.language)
    for stretch in (text[quoted.end : min(end, quoted.end + _AFTER)], text[begin : quoted.start]):
        if paths := _paths(stretch, language):
            return paths
    return ()


def _is_note(setting: Setting, place: CitedPlace) -> bool:
    return bool(place.paths) and setting.draft.blocks[setting.draft.block_at(place.start)].is_note
