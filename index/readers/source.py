"""What a reader gives: the raw text of a file with its pages and style marks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.resolution import Span, Warning


class StyleKind(StrEnum):
    """What a run of raw characters is, beyond its letters."""

    ITALIC = "italic"
    SUPERSCRIPT = "superscript"
    MARKUP = "markup"
    """Characters of the file format, not of the text: the asterisks of `*Réaffirme*`, the caret of `61^e`."""
    FOOTNOTE_BODY = "footnote body"
    """A footnote's text where the format says so (Word) or the layout proves it (below a PDF page's footnote rule)."""
    FURNITURE = "page furniture"
    """Running headers, page and job numbers, where the layout proves it."""
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Style:
    """One style mark over a range of raw characters."""

    kind: StyleKind
    span: Span


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as text. `text` is stored once and never rewritten; all offsets of a resolution point into it.

    `pages` are the spans of its pages in order, () where the format has none; `styles` are ordered by start.
    """

    path: str
    sha256: str
    format: str
    text: str
    pages: tuple[Span, ...] = ()
    styles: tuple[Style, ...] = ()
    warnings: tuple[Warning, ...] = ()
