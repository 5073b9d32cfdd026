"""A draft that comes as a Word file: its paragraphs, those of tables too, its notes, what looks like a quotation."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.citation_check.drafts import LIMIT, Block, Draft, SetOff
from assistant.errors import DraftError
from index.resolution import Span

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
# Names of styles for quotations: "Quote", "Intense Quote", "Quotations", "Block Text", « Citation longue ».
_QUOTING = re.compile(r"quot|citation|block ?text", re.IGNORECASE)
_INDENTED = 400
"""Twentieths of a point from which a paragraph is indented: 0.7 cm."""


def word_draft(data: bytes, name: str) -> Draft:
    """The draft in a Word file's bytes. Raises DraftError."""
    document = open_word(data, name)
    styles = {style.style_id: style for style in document.styles}
    pieces: list[str] = []
    blocks: list[Block] = []
    anchors: dict[tuple[str, str], int] = {}
    at = 0
    for number, paragraph in enumerate(document.element.body.iter(f"{_W}p")):
        text, marks = paragraph_text(paragraph)
        for kind, note_id, offset in marks:
            anchors[kind, note_id] = at + offset
        if text.strip():
            blocks.append(Block(Span(at, at + len(text)), None, number, _set_off(paragraph, styles)))
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


def _set_off(paragraph: Any, styles: Mapping[str, Any]) -> SetOff:
    """Whether the looks of a paragraph say that it is quoted; points of a list say nothing."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return SetOff.NO
    named = list(_named_styles(properties, styles))
    if any(_QUOTING.search(style.name or "") for style in named):
        return SetOff.SURELY
    looks = [properties, *(found for style in named if (found := style.element.find(f"{_W}pPr")) is not None)]
    if any(look.find(f"{_W}numPr") is not None for look in looks):
        return SetOff.NO
    indent = next((found for look in looks if (found := look.find(f"{_W}ind")) is not None), None)
    left = (indent.get(f"{_W}left") or indent.get(f"{_W}start") or "0") if indent is not None else "0"
    return SetOff.PERHAPS if left.lstrip("-").isdecimal() and int(left) >= _INDENTED else SetOff.NO


def _named_styles(properties: Any, styles: Mapping[str, Any]) -> Iterator[Any]:
    """The paragraph's style and those it is based on."""
    named = properties.find(f"{_W}pStyle")
    style = styles.get(named.get(f"{_W}val")) if named is not None else None
    while style is not None:
        yield style
        style = style.base_style
