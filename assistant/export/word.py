"""A brief as a Word document with real footnotes.

Every look is a named style (Title, Heading 1, Normal, Lead-in, Quote, Quote Sub, Quote Beside, Footnote Text, …):
restyle the document by changing those. python-docx has no footnotes, so `footnotes` writes their part.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from assistant.brief_words import say
from assistant.export.footnotes import Footnotes
from assistant.export.layout import (
    Block,
    CautionBlock,
    CitedDocument,
    Column,
    HeadingBlock,
    Layout,
    QuoteBlock,
    Run,
    TextBlock,
    is_right_to_left,
)

_LOCALES = {"fr": "fr-FR", "en": "en-GB"}
_FONT = "Times New Roman"


def word(layout: Layout) -> bytes:
    """The .docx file of a laid-out brief."""
    document = Document()
    _styles(document, layout.language)
    _properties(document, layout)
    notes = Footnotes(document)
    _paragraph(document, "Title", (Run(layout.title),), layout, notes)
    for block, after in zip(layout.blocks, [*layout.blocks[1:], None], strict=False):
        _block(document, block, layout, notes, leads_in=isinstance(after, QuoteBlock))
    _cited(document, layout.cited, layout, notes)
    for text in layout.closing:
        _paragraph(document, "Verification", (Run(text),), layout, notes)
    notes.write()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _block(document: WordDocument, block: Block, layout: Layout, notes: Footnotes, *, leads_in: bool) -> None:
    match block:
        case HeadingBlock():
            _paragraph(document, f"Heading {min(max(block.level, 1), 3)}", (Run(block.text),), layout, notes)
        case TextBlock():
            _paragraph(document, "Lead-in" if leads_in else "Normal", block.runs, layout, notes)
        case CautionBlock():
            _paragraph(document, "Caution", (Run(block.text),), layout, notes)
        case QuoteBlock(columns=(column,)):
            _quote(document, column, layout, notes)
        case QuoteBlock():
            _side_by_side(document, block, layout, notes)


def _quote(container: Any, column: Column, layout: Layout, notes: Footnotes, name: str = "Quote") -> None:
    for line in column.lines:
        style = f"{name} Sub {min(line.level, 3)}" if line.level else name
        _paragraph(container, style, line.runs, layout, notes, language=column.language)


def _side_by_side(document: WordDocument, block: QuoteBlock, layout: Layout, notes: Footnotes) -> None:
    table = document.add_table(rows=1, cols=len(block.columns))
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        _quote(cell, column, layout, notes, "Quote Beside")
        empty = cell.paragraphs[0]._p  # every new cell begins with one
        empty.getparent().remove(empty)


def _cited(document: WordDocument, cited: tuple[CitedDocument, ...], layout: Layout, notes: Footnotes) -> None:
    if not cited:
        return
    heading = say("briefs", layout.language, "cited_documents")
    _paragraph(document, "Heading 1", (Run(heading),), layout, notes)
    for entry in cited:
        _paragraph(document, "Cited Document", (Run(entry.text),), layout, notes)
        for detail in entry.details:
            _paragraph(document, "Source Detail", (Run(detail),), layout, notes)


def _paragraph(
    container: Any, style: str, runs: tuple[Run, ...], layout: Layout, notes: Footnotes, language: str = ""
) -> None:
    paragraph: Paragraph = container.add_paragraph(style=style)
    right_to_left = is_right_to_left("".join(run.text for run in runs))
    if right_to_left:
        _child(paragraph._p.get_or_add_pPr(), "w:bidi")
    for run in runs:
        if run.note:
            notes.mark(paragraph, layout.notes[run.note - 1])
            continue
        made = paragraph.add_run(run.text)
        if run.italic:
            made.italic = True
        if right_to_left:
            made.font.rtl = True
        if language and language != layout.language:
            _child(made._r.get_or_add_rPr(), "w:lang", val=_LOCALES.get(language, language))


def _styles(document: WordDocument, language: str) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    for name, size in (("Title", 18), ("Heading 1", 14), ("Heading 2", 12), ("Heading 3", 11)):
        style = styles[name]
        style.font.name, style.font.color.rgb = _FONT, RGBColor(0, 0, 0)
        style.font.size, style.font.bold, style.paragraph_format.space_after = Pt(size), True, Pt(6)
        for line in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(line)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    quote = styles["Quote"]
    quote.font.italic, quote.font.color.rgb = False, RGBColor(0, 0, 0)
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Cm(1)
    beside = _style(document, "Quote Beside", "Quote").paragraph_format
    beside.left_indent = beside.right_indent = Cm(0)
    for level in (1, 2, 3):
        _style(document, f"Quote Sub {level}", "Quote").paragraph_format.left_indent = Cm(1 + 0.75 * level)
        _style(document, f"Quote Beside Sub {level}", "Quote Beside").paragraph_format.left_indent = Cm(0.5 * level)
    _style(document, "Lead-in", "Normal").paragraph_format.keep_with_next = True
    _style(document, "Caution", "Normal").font.bold = True
    cited = _style(document, "Cited Document", "Normal").paragraph_format
    cited.space_before, cited.space_after, cited.keep_with_next = Pt(6), Pt(0), True
    detail = _style(document, "Source Detail", "Normal")
    detail.font.size, detail.paragraph_format.left_indent, detail.paragraph_format.space_after = Pt(8), Cm(0.75), Pt(2)
    verification = _style(document, "Verification", "Normal")
    verification.font.size, verification.paragraph_format.space_before = Pt(9), Pt(12)
    note = _style(document, "footnote text", "Normal")
    note.font.size, note.paragraph_format.space_after = Pt(9), Pt(0)
    styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    locale = defaults.find(qn("w:lang"))
    locale = _child(defaults, "w:lang") if locale is None else locale
    locale.set(qn("w:val"), _LOCALES.get(language, language))


def _style(document: WordDocument, name: str, base: str) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[base]
    return style


def _properties(document: WordDocument, layout: Layout) -> None:
    properties = document.core_properties
    properties.title, properties.language = layout.title[:255], layout.language
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = dt.datetime.now(dt.UTC)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        number = section.footer.paragraphs[0]
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _child(number._p, "w:fldSimple", instr="PAGE")


def _child(parent: Any, name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    parent.append(element)
    return element
