"""An answer's text taken apart: its statements with their citation keys, and what stands in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_KEY = re.compile(r"\[(\d+)\]")
_OPENING, _CLOSING = "«“", "»”"
# The end of a sentence: its sign, closing marks, then the keys that belong to it.
_END = re.compile(r"[.?!…](?:[.?!…\s»”\"')]|\[\d+\])*(?=\s|$)")
# A dot after a single letter or one of these is an abbreviation ("M. Annan", "art. 5"), not an end.
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]|\b(?:par|paras|art|arts|sect|vol|cf|etc|mr|mrs|ms|dr|mme|mm|res|rés|no|nos|pp|op|cit|ed))$",
    re.IGNORECASE,
)
_STRAIGHT = re.compile(r'"([^"]*)"')
_ELISION = re.compile(r"\[\s*(?:\.\.\.|…)\s*\]|\.\.\.|…")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer without its keys, and the keys, in order."""

    text: str
    keys: tuple[int, ...]


def statements(text: str) -> list[Statement]:
    """The sentences of an answer. Lines are units; a line that ends in a colon leads in to the next and belongs to it.

    A sentence does not end inside quotation marks. A key after the full stop belongs to the sentence before it.
    """
    return [s for unit in _units(text) for s in map(_statement, _sentences(unit)) if re.search(r"\w", s.text)]


def quotations(text: str) -> list[str]:
    """What stands in quotation marks, outermost marks only: « », “ ” and straight ones, without their spaces.

    A mark that is never closed opens nothing.
    """
    found, depth, start = [], 0, 0
    rest: list[str] = []
    for at, char in enumerate(text):
        if char in _OPENING:
            start = at + 1 if depth == 0 else start
            depth += 1
        elif char in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                found.append(text[start:at])
        elif depth == 0:
            rest.append(char)
    found += _STRAIGHT.findall("".join(rest))
    return [stripped for quotation in found if (stripped := quotation.strip())]


def elided_parts(quotation: str) -> list[str]:
    """The pieces of a quotation between marks of omission, without them; one piece where nothing is left out."""
    return [part for piece in _ELISION.split(quotation) if (part := piece.strip())]


def _units(text: str) -> Iterator[str]:
    lead = ""
    for line in text.splitlines():
        unit = line.strip().removeprefix("- ").strip()
        if not unit:
            continue
        whole = f"{lead} {unit}" if lead else unit
        if _KEY.sub("", unit).rstrip().endswith(":"):
            lead = whole
        else:
            lead = ""
            yield whole
    if lead:
        yield lead


def _sentences(unit: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(unit):
        before = unit[start : end.start()]
        inside = sum(before.count(c) for c in _OPENING) > sum((before + end[0]).count(c) for c in _CLOSING)
        after = unit[end.end() :].lstrip()
        goes_on = after[:1].islower() or _ABBREVIATION.search(before) is not None
        if not inside and not (goes_on and after):
            yield unit[start : end.end()]
            start = end.end()
    if unit[start:].strip():
        yield unit[start:]


def _statement(sentence: str) -> Statement:
    keys = tuple(dict.fromkeys(int(key) for key in _KEY.findall(sentence)))
    return Statement(" ".join(re.sub(rf"\s*{_KEY.pattern}", "", sentence).split()), keys)
