"""Numbers that an extraction put behind the first line of the paragraph they number.

A converter that writes a page line by line, but takes a hanging number for a piece of its own, gives « Prie le Comité
de\\n2.\\ntenir compte… » and, where a word is divided, « les ordi1.\\nnateurs », the hyphen lost.
The number's line is put before the paragraph's first line; no character moves in the text itself.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.parsing.blocks import ends_sentence
from index.parsing.lines import Line, Page

_ALONE = re.compile(r"(?P<n>\d{1,3})\s?\.")
_GLUED = re.compile(r"(?P<text>.*[^\W\d_]{2})(?P<label>(?P<n>\d{1,2})\.)")
_ENOUGH = 3
"""So many numbers in such a place, rising, show the habit of an extraction; one or two may be anything."""


def put_numbers_first(page: Page) -> int:
    """Put each number that stands behind the first line of its paragraph before that line; says how many were moved."""
    if not page.wrapped:
        return 0
    found = [(at, number) for at in range(len(page.lines)) if (number := _displaced(page.lines, at)) is not None]
    rising = _rising(found)
    if len(rising) < _ENOUGH:
        return 0
    for at in reversed(rising):
        _move(page.lines, at)
    return len(rising)


def _displaced(lines: list[Line], at: int) -> int | None:
    """The number that stands at, or at the end of, line `at` and numbers the paragraph begun on the line before."""
    line = lines[at]
    if line.role or at + 1 >= len(lines) or not _runs_on(lines[at + 1]):
        return None
    if (found := _ALONE.fullmatch(line.text)) and at >= 2:
        first, before = lines[at - 1], lines[at - 2]
        return int(found["n"]) if not ends_sentence(first.text) and _begins(first, before) else None
    if (found := _GLUED.fullmatch(line.text)) and at >= 1:
        return int(found["n"]) if _begins(line, lines[at - 1]) else None
    return None


def _begins(line: Line, before: Line) -> bool:
    """Whether `line` may be the first of a paragraph."""
    return not line.role and line.text[0].isupper() and (line.gap or bool(before.role) or ends_sentence(before.text))


def _runs_on(line: Line) -> bool:
    return not line.role and not line.gap and (line.text[0].islower() or line.text[0] == "(")


def _rising(found: list[tuple[int, int]]) -> list[int]:
    """The lines of the longest run of numbers, each one more than the last."""
    best: list[int] = []
    run: list[tuple[int, int]] = []
    for at, number in found:
        run = [*run, (at, number)] if run and number == run[-1][1] + 1 else [(at, number)]
        if len(run) > len(best):
            best = [place for place, _ in run]
    return best


def _move(lines: list[Line], at: int) -> None:
    line = lines[at]
    if found := _GLUED.fullmatch(line.text):
        cut = found.start("label")
        label = replace(line, start=line.start + cut, text=line.text[cut:], folded=line.folded[cut:], gap=True)
        rest = replace(line, end=line.start + cut, text=line.text[:cut], folded=line.folded[:cut], gap=False)
        lines[at : at + 1] = [label, rest]
        return
    first = lines[at - 1]
    lines[at - 1 : at + 1] = [replace(line, gap=True), replace(first, gap=False)]
