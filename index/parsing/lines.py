"""The lines of a source: what stands where, before anything is known about what it means."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from index.parsing.folding import fold
from index.readers.source import SourceText, StyleKind
from index.resolution import Span

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE_END = '.;:,!?»"”)]'


@dataclass(slots=True)
class Line:
    """A line that is not blank: its raw range without the white space around it, its text and folded text.

    `gap` tells that a blank line stands before it; `role` what it was found to be, "" for text; `page` its page;
    `label` that it is the number of the paragraph below, its full stop on a line of its own.
    """

    start: int
    end: int
    text: str
    folded: str
    gap: bool
    page: int
    role: str = ""
    label: bool = False

    @property
    def span(self) -> Span:
        """The raw range."""
        return Span(self.start, self.end)


@dataclass(slots=True)
class Page:
    """The lines of a source, and whether they are the lines of a printed page (wrapped) or whole paragraphs."""

    lines: list[Line] = field(default_factory=list)
    wrapped: bool = False


def read_lines(source: SourceText) -> Page:
    """The lines of `source` in order; those inside a style that proves furniture or a footnote carry that role."""
    folded = fold(source.text)
    starts = [page.start for page in source.pages]
    lines: list[Line] = []
    last = 0
    for found in _LINE.finditer(source.text):
        text = found[0].strip()
        if not text:
            continue
        start = found.start() + found[0].index(text[0])
        gap = source.text.count("\n", last, start) > 1 or source.text.count("\r", last, start) > 2
        page = bisect_right(starts, start) if starts else 0
        lines.append(Line(start, start + len(text), text, folded[start : start + len(text)], gap, page))
        last = start + len(text)
    _take_proven_roles(lines, source)
    return Page(lines, _is_wrapped(lines))


def _take_proven_roles(lines: list[Line], source: SourceText) -> None:
    """Give lines that lie wholly inside a FOOTNOTE_BODY or FURNITURE style that role."""
    proven = {StyleKind.FOOTNOTE_BODY: "note", StyleKind.FURNITURE: "page furniture"}
    starts = [line.start for line in lines]
    for style in source.styles:
        if role := proven.get(style.kind):
            first = bisect_right(starts, style.span.start - 1)
            for index in range(max(0, first), len(lines)):
                line = lines[index]
                if line.start >= style.span.end:
                    break
                if line.end <= style.span.end:
                    line.role = role


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether sentences run on from line to line, as in text taken from a printed page.

    True when at least two in ten of the lines that follow another directly begin in lower case while the line before
    ends in the middle of a sentence, or in a figure behind a word (« … du 19 décembre » « 2016, 72/153 »), and there
    are enough such lines to tell.
    """
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not b.gap]
    running = sum(
        a.text[-1] not in ".;:»" and (b.text[0].islower() or (a.text[-1].isalpha() and b.text[0].isdigit()))
        for a, b in pairs
    )
    return running >= 3 and running >= 0.2 * len(pairs) and len(pairs) >= 0.3 * len(lines)
