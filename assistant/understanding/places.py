"""Places inside a resolution as a question names them: paragraphs, lists and ranges, sub-paragraphs, the preamble,
sections, annexes, articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.lexicon import Lexicon, lexicon
from assistant.understanding.numbers import (
    between,
    counted_ends_pattern,
    in_figures,
    list_pattern,
    ordinals_pattern,
    read_counted_ends,
    read_numbers,
    read_ordinals,
)
from assistant.understanding.reading import Part, PlaceAsked

_LABEL = r"(?:\(?[a-z]{1,4}\)|[a-z]\b(?!')|[ivx]{1,4}\b)"
_DECIMAL = r"\d{1,2}\.\d{1,2}"
_TARGET = r"\d{1,2}\.(?:\d{1,2}|[a-d])"
"""A number in two parts, as the targets of the 2030 Agenda have: `6.1`, `6.a`; « paragraphe 8.c » is 8 c)."""
_ROMAN_OR_DIGITS = r"(?:[ivxl]+|\d{1,2})\b(?!')"

_PARTS = (Part.PREAMBLE.value, Part.OPERATIVE.value)
"""The parts of a resolution that are named as wholes."""
_NEXT_WORD = 8
"""Characters between a place and the part that it is said to be of: « 5 du dispositif », "5 of the operative part"."""


@dataclass(frozen=True, slots=True)
class Located:
    """Places read together at `start`/`end` of a question."""

    start: int
    end: int
    places: tuple[PlaceAsked, ...]


@dataclass(frozen=True, slots=True)
class _Container:
    """A section, annex or article named, or the whole preamble or operative part."""

    start: int
    end: int
    what: str
    number: str
    subs: tuple[str, ...] = ()
    """Labels of what is asked for in an article: « l'article 7 b) »."""


def find_places(text: str, words: Lexicon) -> tuple[list[PlaceAsked], list[tuple[int, int]]]:
    """The places named in `text` (folded by `plain`, symbols blanked), in order, and where each was read."""
    located, spans = locate_places(text, words)
    return [place for one in located for place in one.places], spans


def locate_places(text: str, words: Lexicon) -> tuple[list[Located], list[tuple[int, int]]]:
    """The places named in `text`, in order, with where they stand; and every span that was read."""
    text = in_figures(text, words)
    rules = _rules(words.language)
    found: list[Located] = []
    for name, pattern in rules.items():
        for match in pattern.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(Located(match.start(), match.end(), tuple(_READ[name](match, words))))
    found = _filled(sorted((_of_preamble(one, text, words) for one in found), key=lambda one: one.start), text, words)
    containers = _containers(text, words)
    spans = [(one.start, one.end) for one in found] + [(c.start, c.end) for c in containers]
    return _put_in(found, containers, text, words), spans


@cache
def _rules(language: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a language, the more telling first."""
    words = lexicon(language)
    parts = words.parts
    numbers, ordinals, counted = list_pattern(words), ordinals_pattern(words), counted_ends_pattern(words)
    joint = rf"(?:\s*{parts['list_and']}\s*|\s*{parts['range_to']}\s*)"
    labels = rf"{_LABEL}(?:\s*\([ivx]+\))*(?:{joint}{_LABEL})*"
    operative = rf"(?:{parts['operative_part']}|{parts['paragraph']}|{parts['operative']}(?!\w))"
    return {
        "as_printed": re.compile(
            rf"{parts['target']}\s*({_TARGET}(?:{joint}{_TARGET})*)(?![\w%])"
            rf"|(?<!\w){parts['paragraph']}\s*(?:n[o°]\.?\s*)?({_DECIMAL}(?:{joint}{_DECIMAL})*)(?![\w%])"
        ),
        "sub_of": re.compile(
            rf"\b{parts['sub_of']}\s+(?P<labels>{labels})\s*"
            rf"(?:{parts['of_paragraph']}{parts['sub_of']}\s+(?P<above>{_LABEL})\s*)?{parts['of_paragraph']}"
            rf"(?:{parts['operative_part']}|{parts['paragraph']})\s*(?P<number>\d{{1,3}})\b"
        ),
        "preamble_counted": re.compile(rf"\b{counted}\s+(?:{parts['preamble_part']})"),
        "operative_counted": re.compile(rf"\b{counted}\s+{operative}"),
        "preamble_ordinal": re.compile(rf"\b({ordinals})\s+(?:{parts['preamble_part']})"),
        "preamble_number": re.compile(
            rf"\b(?:{parts['preamble_after']})({numbers})\s*(?!\))|\b{parts['preambular']}\s?({numbers})"
        ),
        "operative_number": re.compile(
            rf"(?:(?<!\w){parts['paragraph']}\s*(?:n[o°]\.?\s*)?|\b{parts['operative']}\s?)({numbers})(?!\d)"
        ),
        "operative_ordinal": re.compile(
            rf"\b({ordinals})\s+{operative}|\b{parts['operative_part']}\s+({ordinals})(?=\W|$)"
        ),
        # « le 5 et le 7 de la … »: a number that stands for a paragraph, before the document's own (blanked to spaces)
        "bare_number": re.compile(rf"\b{parts['the']}\s*({numbers})\s+{parts['of_document']}(?=\s{{3}})"),
    }


def _sub_of(match: re.Match[str], words: Lexicon) -> Iterator[PlaceAsked]:
    above = (match["above"].strip("()"),) if match["above"] else ()
    labels = re.findall(r"\(?\b([a-z]{1,4})\b\)?(?:\s*\(([ivx]+)\))?", match["labels"])
    subs = [tuple(label for label in pair if label) for pair in labels if not _joins(pair[0], words)]
    letters = [s[0] for s in subs]
    if len(subs) == 2 and all(len(x) == 1 for x in letters) and _is_range(match["labels"], letters, words):
        subs = [(chr(c),) for c in range(ord(letters[0]), ord(letters[1]) + 1)]
    yield from (PlaceAsked(Part.OPERATIVE, match["number"], (*above, *sub)) for sub in subs)


def _joins(word: str, words: Lexicon) -> bool:
    """Whether a word between labels only joins them."""
    joints = (words.parts["list_and"], words.parts["range_to"])
    return word not in ("i", "v", "x") and len(word) > 1 and any(re.fullmatch(j, word) for j in joints)


def _is_range(text: str, letters: Sequence[str], words: Lexicon) -> bool:
    first, last = (rf"\(?{letter}\)?" for letter in letters)
    return bool(re.fullmatch(rf"{first}\s*{words.parts['range_to']}\s*{last}", text))


def _counted(part: Part, match: re.Match[str], words: Lexicon) -> Iterator[PlaceAsked]:
    yield from (PlaceAsked(part, number) for number in read_counted_ends(match, words))


def _ordinals(part: Part, match: re.Match[str], words: Lexicon) -> Iterator[PlaceAsked]:
    text = next(group for group in match.groups() if group)
    yield from (PlaceAsked(part, number) for number in read_ordinals(text, words))


def _numbers(part: Part, match: re.Match[str], words: Lexicon) -> Iterator[PlaceAsked]:
    text = next(group for group in match.groups() if group)
    yield from (PlaceAsked(part, n, subs) for n, subs in read_numbers(text, words))


def _as_printed(match: re.Match[str], words: Lexicon) -> Iterator[PlaceAsked]:
    listed = match[1] or match[2]
    last, behind = PlaceAsked(Part.OPERATIVE), 0
    for found in re.finditer(_TARGET, listed):
        (goal, _, number), (before, _, first) = found[0].partition("."), last.number.partition(".")
        if goal == before and re.fullmatch(rf"\s*{words.parts['range_to']}\s*", listed[behind : found.start()]):
            yield from (PlaceAsked(Part.OPERATIVE, f"{goal}.{n}") for n in between(first, number))
        last, behind = PlaceAsked(Part.OPERATIVE, found[0]), found.end()
        yield last


_READ: dict[str, Callable[[re.Match[str], Lexicon], Iterator[PlaceAsked]]] = {
    "as_printed": _as_printed,
    "sub_of": _sub_of,
    "preamble_counted": lambda match, words: _counted(Part.PREAMBLE, match, words),
    "operative_counted": lambda match, words: _counted(Part.OPERATIVE, match, words),
    "preamble_ordinal": lambda match, words: _ordinals(Part.PREAMBLE, match, words),
    "preamble_number": lambda match, words: _numbers(Part.PREAMBLE, match, words),
    "operative_number": lambda match, words: _numbers(Part.OPERATIVE, match, words),
    "operative_ordinal": lambda match, words: _ordinals(Part.OPERATIVE, match, words),
    "bare_number": lambda match, words: _numbers(Part.OPERATIVE, match, words),
}


def _of_preamble(one: Located, text: str, words: Lexicon) -> Located:
    """« le paragraphe 2 du préambule » names a preambular paragraph, whatever it is called."""
    behind = re.compile(rf"\s*{words.parts['of_preamble']}").match(text, one.end)
    if not behind:
        return one
    return Located(one.start, behind.end(), tuple(replace(p, part=Part.PREAMBLE) for p in one.places))


def _filled(found: list[Located], text: str, words: Lexicon) -> list[Located]:
    """Ranges that repeat the word: « du paragraphe 3 au paragraphe 5 », « PP1 à PP3 »."""
    filled: list[Located] = []
    for one in found:
        if filled and re.fullmatch(rf"\s*{words.parts['range_to']}\s*", text[filled[-1].end : one.start]):
            first, last = filled[-1].places[-1], one.places[0]
            if first.part is last.part:
                missing = tuple(PlaceAsked(last.part, n) for n in between(first.number, last.number))
                one = Located(filled[-1].start, one.end, (*filled.pop().places, *missing, *one.places))
        filled.append(one)
    return filled


def _containers(text: str, words: Lexicon) -> list[_Container]:
    """The sections, annexes and articles named, and the parts named as wholes, in order."""
    parts, found = words.parts, []
    one = rf"(?:{_ROMAN_OR_DIGITS}|\b[a-h]\b(?!['\)])|{words.ordinal})"
    another = rf"{one}(?!\s+{parts['operative_part']})"  # « article X, premier paragraphe » is one article
    several = rf"{one}(?:(?:\s*{parts['list_and']}\s*|\s*{parts['range_to']}\s*){another})*"
    named = {
        "section": rf"\b{parts['section']}\s*({several})|\b({words.ordinal})\s+{parts['section']}",
        "annex": rf"{parts['annex_number']}s?\s+({_ROMAN_OR_DIGITS}(?:\s*{parts['list_and']}\s*{_ROMAN_OR_DIGITS})*)",
        "article": rf"(?:{parts['sub_of']}\s+(?P<above>{_LABEL})\s*{parts['of_paragraph']})?"
        rf"{parts['article']}\s+(?P<listed>{several})(?P<below>(?:,?\s*\(?[a-z]{{1,4}}\))*)",
    }
    for what, pattern in named.items():
        for match in re.finditer(pattern, text):
            if what == "section" and re.search(parts["told_of"], text[: match.start()]):
                continue  # « la destruction visée à la section C »
            groups = match.groupdict()
            listed = groups.get("listed") or next(group for group in match.groups() if group)
            subs = tuple(re.findall(r"[a-z]+", " ".join(groups.get(name) or "" for name in ("above", "below"))))
            found += [_Container(*match.span(), what, n, subs) for n in _listed(listed, one, words)]
    taken = [(c.start, c.end) for c in found if c.what == "annex"]
    for match in re.finditer(parts["annex"], text):
        if not any(start <= match.start() < end for start, end in taken):
            found.append(_Container(*match.span(), "annex", ""))
    for of, name in ((Part.PREAMBLE, "whole_preamble"), (Part.OPERATIVE, "whole_operative")):
        found += [_Container(*match.span(), of.value, "") for match in re.finditer(parts[name], text)]
    return sorted(found, key=lambda c: c.start)


def _put_in(found: list[Located], containers: list[_Container], text: str, words: Lexicon) -> list[Located]:
    """The places inside the containers named; a container alone is a place itself."""
    if not found:
        return _wholes(containers)
    behind = bool(containers) and containers[-1].start > found[-1].start
    given = _beside_places(found, containers, text, words)
    for one in found:
        inside: dict[str, str] = {}
        for what in ("section", "annex", "article"):
            named = [c for c in containers if c.what == what]
            if what == "annex" and _of_body(one, containers):
                continue
            chosen = named[:1] if len(named) == 1 else _beside(one.start, named, behind=behind)
            if chosen:
                inside[what] = chosen[0].number
        given.append(replace(one, places=tuple(_inside(p, inside) for p in one.places)))
    return sorted(given, key=lambda one: one.start)


def _beside_places(found: list[Located], containers: list[_Container], text: str, words: Lexicon) -> list[Located]:
    """The parts named as wholes that a word joins to a place: « le préambule et le paragraphe 1 »."""
    joint = re.compile(rf"\s*{words.parts['list_and']}\s*(?:{words.parts['the']}\s*)?")

    def joined(c: _Container) -> bool:
        before = [text[one.end : c.start] for one in found if one.end <= c.start]
        if any(len(said) <= _NEXT_WORD and not joint.fullmatch(said) for said in before):
            return False  # « le 5 du dispositif et … »: what the place is of
        behind = [text[c.end : one.start] for one in found if c.end <= one.start]
        return any(joint.fullmatch(said) for said in (*before, *behind))

    return [_whole_part(c) for c in containers if c.what in _PARTS and joined(c)]


def _whole_part(container: _Container) -> Located:
    return Located(container.start, container.end, (PlaceAsked(Part.WHOLE, of=Part(container.what)),))


def _beside(start: int, named: list[_Container], *, behind: bool) -> list[_Container]:
    """Of several containers of one sort, the one that stands by a place: behind it, or before it."""
    if behind:
        return [c for c in named if c.start > start][:1]
    return [c for c in named if c.start < start][-1:]


def _of_body(one: Located, containers: list[_Container]) -> bool:
    """Whether a place is said to be of the resolution itself: « le 5 du dispositif et le 2 de l'annexe »."""
    return any(c.what in _PARTS and 0 <= c.start - one.end <= _NEXT_WORD for c in containers)


def _wholes(containers: list[_Container]) -> list[Located]:
    """The containers as places: those of one sort side by side, those of different sorts one inside the other."""
    inside = {what: [c for c in containers if c.what == what] for what in ("section", "annex", "article")}
    parts = [c for c in containers if c.what in _PARTS]
    sorts = [what for what, named in inside.items() if named]
    if not sorts:
        return [_whole_part(c) for c in parts]
    several = max(sorts, key=lambda what: (len(inside[what]), any(c.subs for c in inside[what])))
    around = {what: inside[what][0].number for what in sorts if what != several}
    of = Part(parts[0].what) if parts else Part.OPERATIVE
    whole = PlaceAsked(Part.WHOLE, of=of)
    return [
        Located(c.start, c.end, (replace(_inside(whole, {**around, several: c.number}), subs=c.subs),))
        for c in inside[several]
    ]


def _inside(place: PlaceAsked, numbers: Mapping[str, str]) -> PlaceAsked:
    return replace(place, section=numbers.get("section"), annex=numbers.get("annex"), article=numbers.get("article"))


def _listed(text: str, one: str, words: Lexicon) -> list[str]:
    """The numbers of a list or range of containers: `II et III`, `I to IV`."""
    listed: list[str] = []
    behind = 0
    for match in re.finditer(one, text):
        number = _number(match[0], words)
        joint = text[behind : match.start()].strip()
        if listed and joint and re.fullmatch(words.parts["range_to"], joint):
            listed += between(listed[-1], number)
        listed.append(number)
        behind = match.end()
    return listed


def _number(text: str, words: Lexicon | None = None) -> str:
    """Roman numerals as digits; digits and letters as they are."""
    if text.isdigit():
        return text
    if words and (number := words.number_of(text)) is not None:
        return str(number)
    values = {"i": 1, "v": 5, "x": 10, "l": 50}
    if all(c in values for c in text):
        numbers = [values[c] for c in text]
        return str(sum(-a if a < b else a for a, b in zip(numbers, [*numbers[1:], 0], strict=True)))
    return text.upper()
