"""A draft as text: its paragraphs and footnotes, each footnote tied to the place of its mark.

Word drafts are read with their footnotes and endnotes, without deleted revisions; PDF and HTML drafts become plain
text. In that, footnotes are lines that begin with `[^1]:` or `[1]` when that mark also stands earlier in the text.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from enum import Enum

from assistant.errors import DraftError
from index.resolution import Span

LIMIT = 50_000_000
"""Bytes of a draft file, and of what its parts unpack to."""
_NOTE = re.compile(r"\s*\[\^?(?P<mark>\w{1,6})\]:?\s+(?P<text>\S.*)")


class SetOff(Enum):
    """Whether a paragraph's looks say that its words are quoted."""

    NO = "no"
    PERHAPS = "perhaps"
    """Indented: a quotation, or a point of the writer's own."""
    SURELY = "surely"
    """A style for quotations, a Markdown `>`."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a draft, as a span of its text. A footnote has the `anchor` of its mark, an offset in the text.

    `number` is the place of its paragraph in the Word file, None for footnotes.
    """

    span: Span
    anchor: int | None = None
    number: int | None = None
    set_off: SetOff = SetOff.NO

    @property
    def is_note(self) -> bool:
        """Whether it is a footnote."""
        return self.anchor is not None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: its text, paragraphs divided by line breaks and footnotes at the end; `word` is its file, if one."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    sha256: str
    word: bytes | None = None

    def block_at(self, offset: int) -> int:
        """The place in `blocks` of the one that holds this offset."""
        return next((n for n, block in enumerate(self.blocks) if offset <= block.span.end), len(self.blocks) - 1)


def read_draft(data: bytes, name: str) -> Draft:
    """A draft from a file's bytes: Word, PDF or HTML where they are such a file, else text. Raises DraftError."""
    if len(data) > LIMIT:
        raise DraftError(f"{name}: larger than {LIMIT // 1_000_000} MB.", hint="Check its parts one by one.")
    if data[:4] == b"PK\x03\x04":
        from assistant.citation_check.word_drafts import word_draft

        return word_draft(data, name)
    if suffix := _suffix_of_pages(data):
        from assistant.citation_check.page_drafts import text_of_pages

        return text_draft(text_of_pages(data, name, suffix), name)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise DraftError(f"{name}: only .docx, PDF, HTML and text can be checked.", hint="Save the draft as .docx.")
    return text_draft(_decoded(data, name), name)


def _suffix_of_pages(data: bytes) -> str:
    """`.pdf` or `.html` where the first bytes say so, else ""."""
    if data[:5] == b"%PDF-":
        return ".pdf"
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:14].lower()
    return ".html" if start.startswith((b"<!doctype html", b"<html")) else ""


def text_draft(text: str, name: str = "") -> Draft:
    """A draft from pasted text: paragraphs are divided by empty lines, footnotes are lines of their own."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks: list[Block] = []
    joins = False
    for found in re.finditer(r"[^\n]*(?:\n|$)", text):
        line = Span(found.start(), found.start() + len(found[0].rstrip()))
        note = _note(text, line)
        if note:
            blocks.append(Block(*note))
        elif found[0].strip() and joins:
            blocks[-1] = replace(blocks[-1], span=Span(blocks[-1].span.start, line.end))
        elif found[0].strip():
            blocks.append(Block(line, set_off=_set_off_in_text(found[0])))
        joins = bool(found[0].strip()) and not note
    return Draft(name, text, tuple(blocks), hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def _set_off_in_text(line: str) -> SetOff:
    if re.match(r"[ \t]{0,3}>", line):
        return SetOff.SURELY
    return SetOff.PERHAPS if re.match(r"(?: {3}|\t)", line) else SetOff.NO


def _note(text: str, line: Span) -> tuple[Span, int] | None:
    """A line that is a footnote: the span of its words and the offset of its mark, earlier in the text."""
    found = _NOTE.match(text, line.start, line.end)
    if not found:
        return None
    marks = [f"[^{found['mark']}]", f"[{found['mark']}]"]
    anchor = max(text.rfind(mark, 0, line.start) for mark in marks)
    return (Span(found.start("text"), line.end), anchor) if anchor >= 0 else None


def _decoded(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DraftError(f"{name}: not text in a known encoding.", hint="Save it as UTF-8 or as .docx.")
