"""Word (.docx): the text of the document with its automatic numbers, footnotes, italics and superscripts.

Guarantees: nothing is run or fetched: macros, links, embedded objects and other parts are never opened; headers and
footers are left out; an automatic number stands in the text as Word prints it; a deleted (tracked) word does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.errors import UnreadableSource
from index.readers.doubts import doubts
from index.readers.numbering import Numbering
from index.readers.source import SourceText, StyleKind
from index.readers.word_parts import Parts, W, WordStyles, is_on
from index.readers.writer import TextWriter

_SKIPPED = frozenset(W + tag for tag in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr"))
_PLAIN = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
_REFERENCES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(path: str, data: bytes) -> SourceText:
    """The text of a .docx file. Raises UnreadableSource when it is damaged, encrypted, over a limit or empty."""
    parts = Parts(path, data)
    body = parts.tree("word/document.xml")
    if body is None:
        raise UnreadableSource(f"{path}: the file is no Word document (it has no word/document.xml).")
    writer = TextWriter(path)
    _Reader(parts, writer).write(body)
    if not writer.end:
        raise UnreadableSource(f"{path}: the Word document holds no text.")
    writer.warnings += doubts("".join(writer.pieces))
    return writer.source(data, "word")


class _Reader:
    """Goes through the paragraphs of a document."""

    def __init__(self, parts: Parts, writer: TextWriter) -> None:
        self._writer = writer
        self._styles = WordStyles(parts.tree("word/styles.xml"))
        self._numbering = Numbering(parts.tree("word/numbering.xml"))
        self._notes = {kind: _notes(parts.tree(f"word/{kind}.xml"), kind) for kind in ("footnotes", "endnotes")}
        self._marks: dict[str, int] = {"footnotes": 0, "endnotes": 0}
        self._pending: list[tuple[str, Any]] = []  # mark and element of the notes that the paragraph refers to

    def write(self, body: Any) -> None:
        """Write every paragraph of the body, those of tables and text boxes in their place, notes after theirs."""
        for paragraph in body.iter(W + "p"):
            if _is_left_out(paragraph):
                continue
            self._write_paragraph(paragraph)
            for mark, note in self._pending:
                self._write_note(mark, note)
            self._pending.clear()

    def _write_paragraph(self, paragraph: Any) -> None:
        writer = self._writer
        start = writer.end
        style = self._styles.of_paragraph(paragraph)
        if label := self._numbering.label(paragraph, style.numbering):
            writer.add(label + " ")
        self._write_runs(paragraph, style.italic)
        if writer.end > start:
            if style.heading:
                writer.mark(StyleKind.HEADING, start)
            writer.break_line(2)

    def _write_runs(self, paragraph: Any, italic: bool) -> None:
        for run in _runs(paragraph):
            properties = run.find(W + "rPr")
            if properties is not None and is_on(properties.find(W + "vanish")):
                continue
            start = self._writer.end
            raised = self._write_run(run, properties)
            if self._styles.is_italic(run, italic):
                self._writer.mark(StyleKind.ITALIC, start)
            if raised:
                self._writer.mark(StyleKind.SUPERSCRIPT, start)

    def _write_run(self, run: Any, properties: Any) -> bool:
        """Write the text of a run; whether it is raised and may be a footnote's mark."""
        text = ""
        for child in run:
            if child.tag == W + "t":
                text += child.text or ""
            elif child.tag in _PLAIN:
                text += _PLAIN[child.tag]
            elif child.tag in _REFERENCES and not is_on(child, "customMarkFollows", missing=False):
                self._writer.add(text)
                text = ""
                self._refer(_REFERENCES[child.tag], child.get(W + "id", ""))
            elif child.tag in _REFERENCES:
                self._pending += self._note("", _REFERENCES[child.tag], child.get(W + "id", ""))
        self._writer.add(text)
        aligned = properties.find(W + "vertAlign") if properties is not None else None
        raised = aligned is not None and aligned.get(W + "val") == "superscript"
        return raised and bool(text.strip()) and all(c.isdigit() or c in "*†‡ ," for c in text)

    def _refer(self, kind: str, note: str) -> None:
        self._marks[kind] += 1
        mark = str(self._marks[kind])
        self._writer.add_styled(mark, StyleKind.SUPERSCRIPT)
        self._pending += self._note(mark, kind, note)

    def _note(self, mark: str, kind: str, note: str) -> list[tuple[str, Any]]:
        found = self._notes[kind].get(note)
        return [(mark, found)] if found is not None else []

    def _write_note(self, mark: str, note: Any) -> None:
        writer = self._writer
        start = writer.end
        if mark:
            writer.add_styled(mark, StyleKind.SUPERSCRIPT)
            writer.add(" ")
        for number, paragraph in enumerate(note.iter(W + "p")):
            if number:
                writer.break_line()
            self._write_runs(paragraph, italic=False)
        writer.mark(StyleKind.FOOTNOTE_BODY, start)
        writer.break_line(2)


def _notes(tree: Any, kind: str) -> dict[str, Any]:
    """Id → element of the footnotes or endnotes, without the separators, which have a type."""
    if tree is None:
        return {}
    notes = tree.iter(W + kind[:-1])
    return {note.get(W + "id", ""): note for note in notes if note.get(W + "type", "normal") == "normal"}


def _runs(paragraph: Any) -> Iterator[Any]:
    """The runs of a paragraph in order: those in links, fields and insertions too, not deletions or text boxes."""
    todo = list(reversed(paragraph))
    while todo:
        element = todo.pop()
        if element.tag == W + "r":
            yield element
        elif element.tag not in _SKIPPED and element.tag not in (W + "p", _FALLBACK):
            todo += reversed(element)


def _is_left_out(paragraph: Any) -> bool:
    """Whether a paragraph lies in the second rendering of a text box, or was moved away."""
    return any(above.tag in (_FALLBACK, W + "moveFrom", W + "del") for above in paragraph.iterancestors())
