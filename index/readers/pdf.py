"""PDF with a text layer: reading order, italics, superscripts, footnotes and page furniture from the layout.

Guarantees: every character of the text layer is in the text, in reading order; what is added between them is white
space only. Nothing of the file is run or fetched: forms, scripts and links are not looked at. A scan without a text
layer is refused, never read as an empty document.
"""

from __future__ import annotations

import threading
from typing import Any

from index.errors import UnreadableSource
from index.readers.doubts import doubts
from index.readers.layout import Line, lines_of
from index.readers.limits import MAX_CHARACTERS, MAX_PAGES
from index.readers.pdf_glyphs import glyphs_of
from index.readers.regions import PageLines, Region, divide
from index.readers.source import SourceText, Style, StyleKind
from index.readers.writer import TextWriter
from index.resolution import Span, Warning

_MIN_CHARACTERS_PER_PAGE = 16
"""Fewer on average, and the pages are pictures with at most a stamp or number of text."""
_TITLE_BLOCK = 0.35
"""Share of the first page in which the organ stands left and the symbol and date right."""
# PDFium may be entered by one thread at a time.
_PDFIUM = threading.Lock()


def read(path: str, data: bytes) -> SourceText:
    """The text of a PDF. Raises UnreadableSource when it is damaged, encrypted, over a limit or a scan."""
    with _PDFIUM:
        pages = _pages(path, data)
    characters = sum(len(line.text) for page in pages for line in page.lines)
    if characters < _MIN_CHARACTERS_PER_PAGE * len(pages):
        raise UnreadableSource(
            f"{path}: the PDF has no text layer (its pages are pictures).",
            hint="Run it through text recognition (OCR) first, for example with ocrmypdf.",
        )
    writer = TextWriter(path)
    spans = tuple(_write_page(writer, regions) for regions in divide(pages))
    writer.warnings += [*_warnings(pages, spans), *doubts("".join(writer.pieces))]
    return writer.source(data, "pdf", spans)


def _write_page(writer: TextWriter, regions: list[Region]) -> Span:
    """Append one page: its regions in reading order, a blank line between them."""
    start = writer.end
    for region in regions:
        begin = writer.end
        for number, line in enumerate(region.lines):
            if number:
                writer.add("\n\n" if line.apart else "\n")
            _write_line(writer, line)
        if region.style:
            writer.styles.append(Style(region.style, Span(begin, writer.end)))
        writer.add("\n\n")
    return Span(start, writer.end)


def _write_line(writer: TextWriter, line: Line) -> None:
    base = writer.end
    writer.add(line.text)
    writer.styles += [Style(StyleKind.ITALIC, Span(base + a, base + b)) for a, b in line.italics]
    writer.styles += [Style(StyleKind.SUPERSCRIPT, Span(base + a, base + b)) for a, b in line.superscripts]


def _pages(path: str, data: bytes) -> list[PageLines]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(path, str(error)) from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableSource(f"{path}: the PDF has {count} pages, more than the limit of {MAX_PAGES}.")
        pages, characters = [], 0
        for number in range(count):
            pages.append(_page(document, number))
            characters += sum(len(line.text) for line in pages[-1].lines)
            if characters > MAX_CHARACTERS:
                raise UnreadableSource(f"{path}: the PDF has more than {MAX_CHARACTERS} characters, the limit.")
        return pages
    except pypdfium2.PdfiumError as error:
        raise _refusal(path, str(error)) from error
    finally:
        document.close()


def _page(document: Any, number: int) -> PageLines:
    page = document[number]
    try:
        width, height = page.get_size()
        glyphs, rules = glyphs_of(page)
        head = (1 - _TITLE_BLOCK) * height if number == 0 else height
        return PageLines(width, height, lines_of(glyphs, width, head), rules)
    finally:
        page.close()


def _refusal(path: str, reason: str) -> UnreadableSource:
    if "password" in reason.lower():
        return UnreadableSource(f"{path}: the PDF is encrypted.", hint="Save a copy without a password.")
    return UnreadableSource(f"{path}: the PDF is damaged ({reason.rstrip('.')}).", hint="Fetch or save it again.")


def _warnings(pages: list[PageLines], spans: tuple[Span, ...]) -> list[Warning]:
    found = []
    for number, (page, span) in enumerate(zip(pages, spans, strict=True), 1):
        if not page.lines:
            found.append(Warning("page-without-text", f"Page {number} has no text layer; nothing of it is read.", span))
    return found
