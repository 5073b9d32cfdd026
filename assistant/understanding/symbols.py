"""Symbols of resolutions and of other documents in a question, in every spelling people type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.folding import plain
from assistant.lexicon import Lexicon
from assistant.shelf import Shelf
from assistant.understanding.organs import is_of
from index.errors import SymbolError
from index.symbols import Symbol

# With its series: A/RES/62/27, s/res/1325 (2000), A/HRC/RES/S-21/1, UNEP/EA.5/RES.14, A/RES/217 A (III).
_FULL = re.compile(
    r"(?<![\w/])(?:[a-z]+/(?:[a-z][a-z0-9.]*/)*|)(?:hrc/)?res[/.][\w/.-]*[\w)]"
    r"(?:\s?[a-z](?=\s?\())?(?:\s?\([\w.-]+\))?(?-i:\s?-?[A-Z](?![\w']))?",
    re.IGNORECASE,
)
# Without: 217 A (III), 2341 (2017), 62/27, 50/221 B, S-30/1, 2015/23.
_BARE = re.compile(
    r"(?<![\w/.,])(?<![A-Za-z]-)(?:"
    r"\d{1,4}(?:\s?[A-Z])?\s?\((?:E?S-)?[IVXLC]+\)(?:\s?[A-Z](?![\w']))?"
    r"|\d{1,4}\s?\((?:19|20)\d\d\)"
    r"|(?:(?:E?S)[-/])?\d{1,4}\s?/\s?\d{1,4}(?:\s?-?\[?[A-Z]\]?(?![\w'/]))?(?![\w/])"
    r")"
)
# « 2021/22 »: two years that follow each other.
_PERIOD = re.compile(r"(?<![\w/])(?:19|20)(\d\d)[/-](\d\d)(?![\w/])")
# Other documents: A/62/133, S/2014/669, A/C.1/62/L.5, A/CONF.157/23.
_DOCUMENT = re.compile(
    r"(?<![\w/])(?:[A-Z]{1,5}|a|s|e)(?:/[A-Za-z0-9][A-Za-z0-9.\-]*){2,}(?:/(?:Add|Rev|Corr)\.\d+)?"
    r"|(?<![\w/])[A-Z]{1,4}/\d{1,4}/\d+|(?<![\w/])[A-Z]{1,4}/\d{3,5}(?![\w/])",
)
_NUMBER_ALONE = r"{resolution}\s*(?:n[o°]\.?\s*)?(\d{{3,4}})(?:\s+(?:de|of|from)\s+((?:19|20)\d\d)\b)?(?![\d/]|\s?[(/])"
# « la 1325 »: only one that is indexed.
_NUMBER_ITSELF = r"{the_resolution}\s+(\d{{3,4}})\b(?![\d%°]|\s?[(/]|[.,]\d|-\d)"
# « résolution 62-27 »
_WITH_DASH = r"{resolution}\s*(?:n[o°]\.?\s*)?(\d{{2,3}})-(\d{{1,4}})(?![\d-])"
# A Council's number with its series and no year.
_COUNCIL = re.compile(r"s/res[/.](\d{1,4})", re.IGNORECASE)
_DASHES = re.compile("[\u2010-\u2015\u2212]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named at `start`/`end` of the question: the `readings` of its symbol, likeliest first.

    `resolution` tells a resolution from another document.
    """

    start: int
    end: int
    readings: tuple[str, ...]
    resolution: bool = True


def find_mentions(
    text: str, words: Lexicon, shelf: Shelf, organs: Sequence[tuple[int, int, str]], terms: tuple[str, ...]
) -> list[Mention]:
    """The documents named in a question, in order. `organs` are those named, `terms` its content words."""
    text = _DASHES.sub("-", text)
    bodies = tuple(body for _, _, body in organs)
    found: list[Mention] = []
    for pattern in (_FULL, _BARE):
        for match in pattern.finditer(text):
            if not any(m.start < match.end() and match.start() < m.end for m in found):
                whose = tuple(organ[2] for organ in organs if is_of(organ, *match.span(), plain(text), words))
                mention = _mention(match, words, shelf, whose or bodies, terms, beside=bool(whose))
                found += [_decision(mention, text, words, shelf)] if mention else []
    found = _without_periods(found, text, shelf)
    taken = found[:]
    for match in _DOCUMENT.finditer(text):
        if any(c.isdigit() for c in match[0]) and not _overlaps(match, taken):
            spelt = match[0].rstrip(".-")
            typed = spelt if spelt[0].isupper() else re.sub(r"(?<=/)(ADD|REV|CORR)\b", _title, spelt.upper())
            found.append(Mention(match.start(), match.start() + len(spelt), (typed,), False))
    found += _with_dashes(text, words, shelf, bodies, terms, found)
    found += _numbers_alone(text, words, shelf, bodies, found)
    found = [_lettered(m, text, words, shelf) for m in found]
    return sorted((_dated(m, text, words) for m in found), key=lambda mention: mention.start)


def _without_periods(mentions: list[Mention], text: str, shelf: Shelf) -> list[Mention]:
    """The mentions without financial periods, which look like a number of the Economic and Social Council: in brackets
    behind another (« 75/250 B (2021/22) »), or anywhere beside another where none of that number is indexed."""
    periods = {(m.start(), m.end()) for m in _PERIOD.finditer(text) if int(m[2]) == (int(m[1]) + 1) % 100}
    others = [m for m in mentions if (m.start, m.end) not in periods]

    def is_period(m: Mention) -> bool:
        bracketed = text[m.start - 1 : m.start] == "(" and any(not text[o.end : m.start - 1].strip() for o in others)
        return (m.start, m.end) in periods and bool(others) and (bracketed or m.readings[0] not in shelf)

    return [m for m in mentions if not is_period(m)]


def _decision(mention: Mention, text: str, words: Lexicon, shelf: Shelf) -> Mention:
    """The mention as a decision where it is called one (« la décision 78/501 ») and no resolution has its number."""
    called = re.search(rf"{words.parts['decision']}\s*(?:n[o°]\.?\s*)?$", plain(text)[: mention.start])
    if not called or mention.readings[0] in shelf or "/RES/" not in mention.readings[0]:
        return mention
    return replace(mention, readings=(mention.readings[0].replace("/RES/", "/DEC/"),), resolution=False)


def _lettered(mention: Mention, text: str, words: Lexicon, shelf: Shelf) -> Mention:
    """The mention as the part of a composite resolution where its letter is named apart: « la partie B de la 43/59 »,
    "43/59, part B"."""
    parts, of = shelf.parts(mention.readings[0]), words.parts["of_document"]
    before = re.compile(rf"\b{words.parts['part']}\s+([A-Z])\s+{of}(?:{words.parts['resolution']}\s*)?$", re.IGNORECASE)
    behind = re.compile(rf"\s*,?\s*(?:\(\s*)?{words.parts['part']}\s+([A-Z])\b(?!['’])\s*\)?", re.IGNORECASE)
    for found in (before.search(plain(text)[: mention.start]), behind.match(plain(text), mention.end)):
        letter = found[1].upper() if found else ""
        part = next((symbol for symbol in parts if letter and Symbol.parse(symbol).letter == letter), None)
        if found and part:
            return replace(
                mention,
                start=min(mention.start, found.start()),
                end=max(mention.end, found.end()),
                readings=(part,),
            )
    return mention


def _dated(mention: Mention, text: str, words: Lexicon) -> Mention:
    """The mention with the date that follows it: « 62/27 du 5 décembre 2007 » asks for no other day."""
    date = rf"\s*{words.times['dated']}\s*\d{{1,2}}(?:er|st|nd|rd|th)?\s+(?:{'|'.join(words.months)})\s+\d{{4}}\b"
    match = re.compile(date).match(plain(text), mention.end)
    return replace(mention, end=match.end()) if match else mention


def blank(text: str, mentions: Sequence[Mention]) -> str:
    """The text with every mention made spaces: offsets stay."""
    for m in mentions:
        text = text[: m.start] + " " * (m.end - m.start) + text[m.end :]
    return text


def _mention(
    match: re.Match[str],
    words: Lexicon,
    shelf: Shelf,
    bodies: tuple[str, ...],
    terms: tuple[str, ...],
    *,
    beside: bool,
) -> Mention | None:
    """The longest beginning of what was matched that is a symbol."""
    spelling = match[0] if match[0].count("(") >= match[0].count(")") else match[0].rstrip(")")
    while spelling:
        readings = shelf.resolve(spelling, bodies, terms, words.language, beside=beside)
        if readings and (
            is_symbol(spelling)
            or _called_resolution(match, words, bodies)
            or (readings[0] in shelf and _stands_as_a_name(match, words))
        ):
            return Mention(match.start(), match.start() + len(spelling), tuple(readings))
        if without_year := _COUNCIL.fullmatch(spelling):
            return Mention(match.start(), match.start() + len(spelling), (without_year[1],))
        shorter = re.sub(r"\s*(?:\([^)]*\)|[A-Z]|[./-]\w*|\w+|\W)$", "", spelling)
        spelling = shorter if shorter != spelling else ""
    return None


def _called_resolution(match: re.Match[str], words: Lexicon, bodies: tuple[str, ...]) -> bool:
    """Whether a fraction such as 22/1 is said to be a resolution's number, or an organ beside it numbers so."""
    return "HRC" in bodies or bool(re.search(words.parts["resolution"], plain(match.string)))


def _stands_as_a_name(match: re.Match[str], words: Lexicon) -> bool:
    """Whether a fraction stands where the name of a resolution does: « la 22/1 », « 22/1 : … », « (22/1) »."""
    before, behind = plain(match.string[: match.start()]), match.string[match.end() :]
    if re.search(rf"{words.parts['the_resolution']}\s+$", before):
        return True
    return (not before.strip() and bool(re.match(r"\s*[:,;–-]", behind))) or (
        before.endswith("(") and behind.startswith(")")
    )


def _title(match: re.Match[str]) -> str:
    return match[0].title()


def _with_dashes(
    text: str, words: Lexicon, shelf: Shelf, bodies: tuple[str, ...], terms: tuple[str, ...], taken: list[Mention]
) -> list[Mention]:
    """« la résolution 62-27 »: a session and a number joined by a dash, where that is said to be a resolution."""
    found = []
    for match in re.finditer(_WITH_DASH.format(resolution=words.parts["resolution"]), plain(text)):
        readings = shelf.resolve(f"{match[1]}/{match[2]}", bodies, terms, words.language)
        if readings and not _overlaps(match, taken):
            found.append(Mention(match.start(1), match.end(2), tuple(readings)))
    return found


def _numbers_alone(
    text: str, words: Lexicon, shelf: Shelf, bodies: tuple[str, ...], taken: list[Mention]
) -> list[Mention]:
    """« la résolution 1325 »: a number without its year, where one is indexed or the organ named numbers so."""
    found = []
    for match in re.finditer(_NUMBER_ALONE.format(resolution=words.parts["resolution"]), plain(text)):
        if _overlaps(match, taken):
            continue
        if match[2]:  # « la résolution 2538 de 2020 »
            found.append(Mention(match.start(1), match.end(2), (f"S/RES/{match[1]}({match[2]})",)))
            continue
        known = shelf.numbered(match[1])
        known = [s for s in known if not bodies or Symbol.parse(s).body in bodies] or known
        like_a_year = 1945 <= int(match[1]) <= 2100
        if known:
            found.append(Mention(match.start(1), match.end(1), tuple(known)))
        elif not like_a_year or "S" in bodies:
            found.append(Mention(match.start(1), match.end(1), (f"{match[1]}",)))
    for match in re.finditer(_NUMBER_ITSELF.format(**words.parts), plain(text)):
        if (known := shelf.numbered(match[1])) and not _overlaps(match, [*taken, *found]):
            found.append(Mention(match.start(1), match.end(1), tuple(known)))
    return found


def _overlaps(match: re.Match[str], mentions: list[Mention]) -> bool:
    return any(m.start < match.end() and match.start() < m.end for m in mentions)


def is_symbol(text: str) -> bool:
    """Whether a mention's reading is a full symbol; a Council resolution's number alone is none."""
    try:
        Symbol.parse(text)
    except SymbolError:
        return False
    return True
