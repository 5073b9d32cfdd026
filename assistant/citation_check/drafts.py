"""A draft as text: its paragraphs and footnotes, each footnote tied to the place of its mark.

Word drafts are read with their footnotes and endnotes, without deleted revisions. In plain text, footnotes are lines
that begin with `[^1]:` or `[1]` when that mark also stands earlier in the text.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from assistant.errors import DraftError
from index.resolution import Span

LIMIT = 50_000_000
"""Bytes of a draft file, and of what its parts unpack to."""
_NOTE = re.compile(r"\s*\[\^?(?P<mark>\w{1,6})\]:?\s+(?P<text>\S.*)")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a draft, as a span of its text. A footnote has the `anchor` of its mark, an offset in the text.

    `number` is the place of its paragraph in the Word file, None for footnotes.
    """

    span: Span
    anchor: int | None = None
    number: int | None = None

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
    """A draft from a file's bytes: Word where they are a Word file, else text. Raises DraftError."""
    if len(data) > LIMIT:
        raise DraftError(f"{name}: larger than {LIMIT // 1_000_000} MB.", hint="Check its parts one by one.")
    if data[:4] == b"PK\x03\x04":
        return _word_draft(data, name)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" or data[:5] == b"%PDF-":
        raise DraftError(f"{name}: only .docx and text can be checked.", hint="Save the draft as .docx.")
    return text_draft(_decoded(data, name), name)


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
            blocks[-1] = Block(Span(blocks[-1].span.start, line.end))
        elif found[0].strip():
            blocks.append(Block(line))
        joins = bool(found[0].strip()) and not note
    return Draft(name, text, tuple(blocks), hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


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


def _word_draft(data: bytes, name: str) -> Draft:
    document = open_word(data, name)
    pieces: list[str] = []
    blocks: list[Block] = []
    anchors: dict[tuple[str, str], int] = {}
    at = 0
    for number, paragraph in enumerate(document.element.body.iter(f"{_W}p")):
        text, marks = paragraph_text(paragraph)
        for kind, note_id, offset in marks:
            anchors[kind, note_id] = at + offset
        if text.strip():
            blocks.append(Block(Span(at, at + len(text)), None, number))
        pieces.append(text)
        at += len(text) + 1
    for kind, note_id, text in _word_notes(document):
        if text.strip() and (kind, note_id) in anchors:
            blocks.append(Block(Span(at, at + len(text)), anchors[kind, note_id]))
            pieces.append(text)
            at += len(text) + 1
    return Draft(name, "\n".join(pieces), tuple(blocks), hashlib.sha256(data).hexdigest(), data)


def open_word(data: bytes, name: str) -> Any:
    """The Word document in these bytes. Raises DraftError where it cannot be read or would unpack too large."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > 4 * LIMIT:
                raise DraftError(f"{name}: unpacks to more than {4 * LIMIT // 1_000_000} MB.")
        return Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, XMLSyntaxError) as error:
        raise DraftError(f"{name}: not a readable Word file ({error}).", hint="Save it again as .docx.") from error


def paragraph_text(paragraph: Any) -> tuple[str, list[tuple[str, str, int]]]:
    """The text of a Word paragraph, and its note marks as (footnote or endnote, id, offset)."""
    pieces: list[str] = []
    marks: list[tuple[str, str, int]] = []
    at = 0
    for run in runs_of(paragraph):
        for child in run:
            text = run_child_text(child)
            if child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                kind = "footnote" if "footnote" in child.tag else "endnote"
                marks.append((kind, child.get(f"{_W}id"), at))
            pieces.append(text)
            at += len(text)
    return "".join(pieces), marks


def runs_of(paragraph: Any) -> list[Any]:
    """The runs of a paragraph in order, those inside links and insertions too, not those of nested paragraphs."""
    return [run for run in paragraph.iter(f"{_W}r") if next(run.iterancestors(f"{_W}p")) is paragraph]


def run_child_text(child: Any) -> str:
    """The text of one child of a run; deleted text has none."""
    if child.tag == f"{_W}t":
        return child.text or ""
    if child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
        return " "
    return "-" if child.tag == f"{_W}noBreakHyphen" else ""


def _word_notes(document: Any) -> list[tuple[str, str, str]]:
    """The notes of a Word document as (kind, id, text)."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    notes = []
    for relation in document.part.rels.values():
        for name, kind in _NOTES:
            if relation.is_external or not relation.reltype.endswith(f"/{name}"):
                continue
            root = etree.fromstring(relation.target_part.blob, parser)
            for note in root.iter(f"{_W}{kind}"):
                text = " ".join(paragraph_text(p)[0].strip() for p in note.iter(f"{_W}p"))
                notes.append((kind, str(note.get(f"{_W}id")), text))
    return notes
