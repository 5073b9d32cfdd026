"""Places inside a resolution as a question names them: paragraphs, lists and ranges, sub-paragraphs, the preamble,
sections, annexes, articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from assistant.lexicon import Lexicon, lexicon
from assistant.understanding.reading import Part, PlaceAsked

_SUBS = r"(?:\s*\(?[a-z]{1,4}\)|\.[a-z]{1,4}\b)*"
_NUMBER = rf"\d{{1,3}}{_SUBS}"
_ROMAN_OR_DIGITS = r"(?:[ivxl]+|\d{1,2})\b"
_MOST_OF_A_RANGE = 40


def find_places(text: str, words: Lexicon) -> tuple[list[PlaceAsked], list[tuple[int, int]]]:
    """The places named in `text` (folded by `plain`, symbols blanked), in order, and where each was read."""
    rules = _rules(words.language)
    found: list[tuple[int, int, list[PlaceAsked]]] = []
    for name, pattern in rules.items():
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), list(_READ[name](match, words))))
    found.sort(key=lambda row: row[0])
    places = [place for _, _, several in found for place in several]
    spans = [(start, end) for start, end, _ in found]
    containers, container_spans = _containers(text, words)
    return _put_in(places, containers), spans + container_spans


@cache
def _rules(language: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a language, the more telling first."""
    words = lexicon(language)
    parts, one = words.parts, words.ordinal
    article = rf"(?:{parts['the']}\s*)?"  # « le paragraphe 5 et le 7 »
    joined = rf"(?:\s*{parts['list_and']}\s*|\s*{parts['range_to']}\s*){article}"
    numbers = rf"{_NUMBER}(?:{joined}{_NUMBER})*"
    ends = rf"{parts['before_last']}|{parts['last']}"
    ordinals = rf"(?:{ends}|{one})(?:\s*{parts['list_and']}\s*{one}|\s*{parts['range_to']}\s*{one})*"
    return {
        "sub_of": re.compile(
            rf"\b{parts['sub_of']}\s+\(?([a-z]{{1,4}})\)?\s*(?:\(?([ivx]+)\)\s*)?{parts['of_paragraph']}"
            rf"{parts['paragraph']}\s*(\d{{1,3}})\b"
        ),
        "preamble_ordinal": re.compile(rf"\b({ordinals})\s+(?:{parts['preamble_part']})"),
        "preamble_number": re.compile(
            rf"\b(?:{parts['preamble_after']})({numbers})\s*(?!\))|\b{parts['preambular']}\s?({numbers})"
        ),
        "operative_number": re.compile(
            rf"(?:(?<!\w){parts['paragraph']}\s*(?:n[o°]\.?\s*)?|\b{parts['operative']}\s?)({numbers})(?!\d)"
        ),
        "operative_ordinal": re.compile(
            rf"\b({ordinals})\s+{parts['operative_part']}|\b{parts['operative_part']}\s+({one})(?=\W|$)"
        ),
        # « le 5 et le 7 de la … »: a number that stands for a paragraph, before the document's own (blanked to spaces)
        "bare_number": re.compile(rf"\b{parts['the']}\s*({numbers})\s+{parts['of_document']}(?=\s{{3}})"),
    }


def _sub_of(match: re.Match[str], words: Lexicon) -> Iterator[PlaceAsked]:
    subs = tuple(label for label in (match[1], match[2]) if label)
    yield PlaceAsked(Part.OPERATIVE, match[3], subs)


def _ordinals(text: str, words: Lexicon) -> Iterator[str]:
    """The numbers of ordinals in a list or range: `premier et deuxieme`, `troisieme a cinquieme`, `dernier`."""
    if re.match(words.parts["before_last"], text):
        yield "before-last"
        return
    if re.match(words.parts["last"], text):
        yield "last"
        return
    matches = list(re.finditer(words.ordinal, text))
    numbers = [n for m in matches if (n := words.number_of(m[0])) is not None]
    between = text[matches[0].end() : matches[1].start()].strip() if len(matches) == 2 else ""
    if between and len(numbers) == 2 and re.fullmatch(words.parts["range_to"], between):
        numbers = list(range(numbers[0], min(numbers[1], numbers[0] + _MOST_OF_A_RANGE) + 1))
    yield from (str(n) for n in numbers)


def _preamble_ordinal(match: re.Match[str], words: Lexicon) -> Iterator[PlaceAsked]:
    yield from (PlaceAsked(Part.PREAMBLE, number) for number in _ordinals(match[1], words))


def _operative_ordinal(match: re.Match[str], words: Lexicon) -> Iterator[PlaceAsked]:
    yield from (PlaceAsked(Part.OPERATIVE, number) for number in _ordinals(match[1] or match[2], words))


def _numbers(text: str, words: Lexicon) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The numbers of a list or range with their sub-labels: `9 et 10`, `35 a 37`, `52 d)`, `5 a) ii)`."""
    matches = list(re.finditer(_NUMBER, text))
    last_end, last = 0, 0
    for match in matches:
        digits = re.match(r"\d+", match[0])
        assert digits
        number = int(digits[0])
        joint = rf"\s*{words.parts['range_to']}\s*(?:{words.parts['the']}\s*)?"
        if last and re.fullmatch(joint, text[last_end : match.start()]):
            yield from ((str(n), ()) for n in range(last + 1, min(number, last + _MOST_OF_A_RANGE)))
        yield str(number), tuple(re.findall(r"[a-z]+", match[0][digits.end() :]))
        last_end, last = match.end(), number


def _preamble_number(match: re.Match[str], words: Lexicon) -> Iterator[PlaceAsked]:
    yield from (PlaceAsked(Part.PREAMBLE, n, subs) for n, subs in _numbers(match[1] or match[2], words))


def _operative_number(match: re.Match[str], words: Lexicon) -> Iterator[PlaceAsked]:
    yield from (PlaceAsked(Part.OPERATIVE, n, subs) for n, subs in _numbers(match[1], words))


_READ = {
    "sub_of": _sub_of,
    "preamble_ordinal": _preamble_ordinal,
    "preamble_number": _preamble_number,
    "operative_number": _operative_number,
    "operative_ordinal": _operative_ordinal,
    "bare_number": _operative_number,
}


def _containers(text: str, words: Lexicon) -> tuple[PlaceAsked, list[tuple[int, int]]]:
    """The section, annex and article named, as a place without number, and where they were read."""
    parts = words.parts
    place, spans = PlaceAsked(Part.WHOLE), []
    if match := re.search(rf"\b{parts['section']}\s*({_ROMAN_OR_DIGITS}|[a-h]\b(?!'))", text):
        place = replace(place, section=_number(match[1]))
        spans.append(match.span())
    if match := re.search(parts["annex"], text):
        numbered = re.match(rf"{parts['annex_number']}\s+({_ROMAN_OR_DIGITS})", text[match.start() :])
        place = replace(place, annex=_number(numbered[1]) if numbered else "")
        spans.append((match.start(), match.start() + numbered.end()) if numbered else match.span())
    one = rf"(?:{_ROMAN_OR_DIGITS}|{words.ordinal})"
    if match := re.search(rf"{parts['article']}\s+({one})", text):
        place = replace(place, article=_number(match[1], words))
        spans.append(match.span())
    for of, name in ((Part.PREAMBLE, "whole_preamble"), (Part.OPERATIVE, "whole_operative")):
        if match := re.search(parts[name], text):
            place = replace(place, of=of, number="*")
            spans.append(match.span())
    return place, spans


def _put_in(places: list[PlaceAsked], container: PlaceAsked) -> list[PlaceAsked]:
    """The places inside the containers named; a container alone is a place itself."""
    named = container.section is not None or container.annex is not None or container.article is not None
    if places:
        inside = (container.section, container.annex, container.article)
        return [replace(p, section=inside[0], annex=inside[1], article=inside[2]) for p in places]
    if named or container.number:
        return [replace(container, number="")]
    return []


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
