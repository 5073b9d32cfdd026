"""A brief laid out: what every format writes, in order, with its footnotes numbered. The formats only render it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Not allowed in XML 1.0, lone halves of surrogate pairs included.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style, or (with `note`) the mark of a footnote, counted from 1."""

    text: str
    italic: bool = False
    note: int = 0


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading; level 1 is the highest below the title."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph of the user's words, of a lead-in or of a reference."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph inside a quotation; `level` 1 and more are sub-paragraphs, their labels in the runs."""

    runs: tuple[Run, ...]
    level: int


@dataclass(frozen=True, slots=True)
class Column:
    """A quotation in one language."""

    language: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """A quotation; two languages stand side by side."""

    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class CautionBlock:
    """A remark on the quotation before it: it no longer stands as it was taken."""

    text: str


Block = HeadingBlock | TextBlock | QuoteBlock | CautionBlock


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A line of the list of cited documents, and the files it was quoted from."""

    text: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A brief ready for any format. `notes[n - 1]` is the text of footnote n."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    cited: tuple[CitedDocument, ...]
    closing: tuple[str, ...]


def clean(text: str) -> str:
    """The text without what no document can hold; every kind of line break becomes a plain one."""
    return _FORBIDDEN.sub("", _LINE_BREAKS.sub("\n", text))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction of its own runs from right to left."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"
