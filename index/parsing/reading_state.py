"""The state of reading a body: what was read last, under which headings, and how a paragraph is begun."""

from __future__ import annotations

import re
from collections import Counter

from index.parsing.blocks import Block
from index.parsing.drafts import Doubt, Draft, Reading, Role
from index.parsing.labels import SubLevels, number_label
from index.parsing.lines import Line
from index.parsing.words import Words
from index.resolution import Span

# `II. Titre`: without it `I. Accueille` is a scan's first paragraph
_SECOND = re.compile(r"II\s?(?:[.\-–:]\s|$)")


class ReadingState:
    """What the steps of reading share. `closing`, `votes`, `misplaced` and `strays` are lines of no paragraph."""

    def __init__(self, blocks: list[Block], language: Words) -> None:
        self._blocks = blocks
        self._words = language
        self._numbers = [number_label(block.text, -1) for block in blocks]
        self._reading = Reading()
        self._current: Draft | None = None
        self._top: Draft | None = None
        self._subs = SubLevels()
        self._last: dict[tuple[int, str, str], int] = {}
        self._unlabelled: Counter[tuple[int, str, str]] = Counter()
        self._part = 0
        self._article = ""
        self._section = ""
        self._implicit = 0
        self._roman = False
        self._in_list = 0
        self._interrupted: list[tuple[str, int, int]] = []
        self._before_tail: tuple[Draft, SubLevels] | None = None
        self._suspended: tuple[Draft, SubLevels] | None = None
        self._letters = {
            block.text[0] for block in blocks if len(block.text.rstrip(" .*")) == 1 and block.text[0].isupper()
        }
        self._has_second_section = any(_SECOND.match(block.text) for block in blocks)
        self._running: dict[tuple[int, str], int] = {}
        self._headings: dict[int, str] = {}
        self._fresh_heading = False
        self._open_heading: Draft | None = None
        self._operative = False
        self._voting = False
        self._target = ""
        self.closed = False
        self.closing: list[Line] = []
        self.votes: list[Line] = []
        self.misplaced: list[Line] = []
        self.strays: list[Line] = []

    def _following(self, index: int) -> Block | None:
        return self._blocks[index + 1] if index + 1 < len(self._blocks) else None

    @property
    def _last_number(self) -> int:
        """The number before the next: of this section, or, where it has none yet, of the text above it."""
        return self._last.get(self._key, self._running.get((self._part, self._article), 0))

    @property
    def _key(self) -> tuple[int, str, str]:
        return (self._part, self._article, self._section)

    def _draft(self, role: Role, block: Block, label_end: int) -> Draft:
        first = block.lines[0]
        spans = block.spans
        label = None
        if label_end:
            label = Span(first.start, min(first.start + len(first.text[:label_end].rstrip()), first.end))
            spans = [Span(min(first.start + label_end, first.end), first.end), *spans[1:]]
        headings = tuple(self._headings[level] for level in sorted(self._headings))
        return Draft(
            role,
            [span for span in spans if span.end > span.start],
            block.text[label_end:],
            self._part,
            self._section,
            self._article,
            label=label,
            heading=headings,
        )

    def _add(self, role: Role, block: Block, label_end: int) -> Draft:
        draft = self._draft(role, block, label_end)
        self._reading.drafts.append(draft)
        self._unlabelled[self._key] += role is Role.UNNUMBERED
        self._current = draft
        self._open_heading = None
        self._fresh_heading = False
        if role is not Role.SUB:
            self._suspended = None
            self._in_list = 0
            self._top = draft
            self._subs.reset()
        return draft

    def _doubt(self, code: str, message: str, draft: Draft) -> None:
        self._reading.doubts.append(Doubt(code, message, draft.label, draft))
