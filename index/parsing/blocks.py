"""Blocks: the lines of one printed paragraph put together, whatever the paragraph is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.parsing.lines import Line, Page
from index.parsing.openings import is_closing_text, is_opening
from index.parsing.words import Words
from index.resolution import Span

# How a line begins that may open a paragraph: `12. `, `(a) `, `a) `, `ii) `, `IV`, `Article 3`
_LABEL = re.compile(r"(?:\d{1,3}\s?\.(?!\d)|\(?[a-z]{1,4}\s?\))\s+\S|[IVXL]{1,6}\.?$|[A-Z]\.\s+[A-Z]")
# `65. Strengthened`, `(c) Invest`: behind a line that ends short these begin a paragraph though no stop stands before
_STRONG_LABEL = re.compile(r"\d{1,3}\.\s+[A-ZÀ-Ý]|\([a-z]{1,4}\)\s+[A-ZÀ-Ý]")
# The number of a section or the letter of a part; its title stands on the next line
_NUMERAL_ALONE = re.compile(r"[IVXL]{1,6}\.?|[A-Z]\.?")
# A number alone on its line; what it numbers stands on the next
_LABEL_ALONE = re.compile(r"\d{1,3}\s?\.|\(?[a-z]{1,3}\)")
# `III. Responsibilities`: the title of a section
_NUMERAL_TITLE = re.compile(r"(?:[IVXL]{1,6}|[A-Z])\.\s+[A-ZÀ-Ý]")
_NUMBERED = re.compile(r"\d{1,3}\.\s+[A-ZÀ-Ý]")
_STOPS = tuple(".;:,")
_MARK_CHARACTERS = " \t\n0123456789⁰¹²³⁴⁵⁶⁷⁸⁹*\u00a0"


@dataclass
class Block:
    """Consecutive lines read as one paragraph. `broken` tells that page furniture or a footnote stands before it."""

    lines: list[Line]
    broken: bool = False

    @cached_property
    def text(self) -> str:
        """The lines joined by spaces."""
        return " ".join(line.text for line in self.lines)

    @cached_property
    def folded(self) -> str:
        """The folded lines joined by spaces; as long as `text`."""
        return " ".join(line.folded for line in self.lines)

    @property
    def start(self) -> int:
        """Where it starts in the raw text."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where it ends in the raw text."""
        return self.lines[-1].end

    @property
    def spans(self) -> list[Span]:
        """The raw ranges of its lines."""
        return [line.span for line in self.lines]


def ends_sentence(text: str) -> bool:
    """Whether `text` ends where a paragraph may end: in punctuation, perhaps with a footnote mark behind it."""
    bare = text[-40:].rstrip(_MARK_CHARACTERS)
    return bare.endswith((".", ";", ":", ",", "?", "!", "»", "”", '"', "…", ".]", ".)")) or (
        bool(bare) and bare[-1] in "'*)]" and bare[-2:-1] in tuple(".;!?»”")
    )


def make_blocks(page: Page, words: Words) -> list[Block]:
    """The text lines of `page` as blocks: one each where lines are whole paragraphs, else joined."""
    blocks: list[Block] = []
    broken = False
    last: Line | None = None
    sparse = page.wrapped and _is_sparse(page.lines, words)
    width = _width(page.lines)
    for line in page.lines:
        if line.text.isdecimal() and line.gap and blocks and _awaits_text(blocks[-1]):
            line.role = "page number"  # no text is a number alone
        if line.role:
            broken = True
            continue
        joins = page.wrapped and last is not None and not broken and not _opens(last, line, words, sparse, width)
        joins = joins and not (_NUMBERED.match(line.text) and _is_section_title(blocks))
        joins = joins or (bool(blocks) and _awaits_text(blocks[-1]) and not _LABEL.match(line.text))
        if joins:
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block([line], broken))
        broken = False
        last = line
    return blocks


def _is_section_title(blocks: list[Block]) -> bool:
    """Whether the last block is the title of a section, its number in the same line or in the block before."""
    lines = blocks[-1].lines
    before = blocks[-2].lines if len(blocks) > 1 else []
    above = len(before) == 1 and _NUMERAL_ALONE.fullmatch(before[0].text) is not None
    return len(lines) < 4 and (above or _NUMERAL_TITLE.match(lines[0].text) is not None)


def _awaits_text(block: Block) -> bool:
    """Whether a block is a label and nothing else so far (the lines are looked at: `text` is not final yet)."""
    return len(block.lines) < 3 and _LABEL_ALONE.fullmatch(" ".join(line.text for line in block.lines)) is not None


def _is_sparse(lines: list[Line], words: Words) -> bool:
    """Whether paragraphs follow each other without a blank line: most that surely begin one stand close to the last."""
    close = apart = 0
    for last, line in pairwise(lines):
        if line.role or last.role or not line.text[0].isupper() or not last.text.rstrip("0123456789 ").endswith(","):
            continue
        if words.preambular.match(line.folded):
            close += not line.gap
            apart += line.gap
    return close > apart


def _width(lines: list[Line]) -> int:
    """How long a full line of the page is: nine lines in ten are no longer."""
    lengths = sorted(len(line.text) for line in lines if not line.role)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _opens(last: Line, line: Line, words: Words, sparse: bool, width: int) -> bool:
    """Whether `line` opens a new block after `last` in wrapped text."""
    if line.gap or _LABEL_ALONE.fullmatch(line.text) or (line.text.isdigit() and line.label):
        return True
    if _NUMERAL_ALONE.fullmatch(last.text) and last.gap:
        return True
    if is_opening(last.text, last.folded, words) or is_opening(line.text, line.folded, words):
        return True
    ended = ends_sentence(last.text) or (len(last.text) < 0.75 * width and _STRONG_LABEL.match(line.text) is not None)
    if _LABEL.match(line.text) and (ended or words.conjunction.search(last.folded) is not None):
        return True
    if last.text.endswith((";", ".")) and len(last.text) < 0.6 * width and line.text[0].isupper():
        return True
    if ended and len(line.text) < 60 and line.text[0].isdigit() and is_closing_text(line.text, line.folded, words):
        return True
    if not sparse:
        return False
    return (ended and line.text[0].isupper() and len(last.text) < 60) or bool(
        ended
        and last.text.rstrip("0123456789 ").endswith(_STOPS)
        and words.preambular.match(line.folded)
        and line.text[0].isupper()
    )
