"""Real footnotes for python-docx, which has none: the part `word/footnotes.xml`, its marks and its settings.

ECMA-376 part 1, 17.11: the separators have the ids -1 and 0 and are named in the settings; notes count from 1.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
# Elements that follow footnotePr in the schema's order of settings; the first one there marks the place.
_AFTER = ("endnotePr", "compat", "docVars", "rsids", "mathPr", "themeFontLang", "clrSchemeMapping", "decimalSymbol")


class Footnotes:
    """The footnotes of one document: mark them in order, then write once."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._texts: list[str] = []

    def mark(self, paragraph: Paragraph, text: str) -> None:
        """Put the mark of a new footnote at the end of a paragraph."""
        self._texts.append(text)
        run = paragraph.add_run()
        run.style = self._document.styles["footnote reference"]
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self._texts)))
        run._r.append(reference)

    def write(self) -> None:
        """Add the part to the package; without footnotes, none."""
        if not self._texts:
            return
        notes = [_separator(name, number) for name, number in _SEPARATORS]
        notes += [self._note(number, text) for number, text in enumerate(self._texts, start=1)]
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>{"".join(notes)}'
        blob = f"{xml}</w:footnotes>".encode()
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, self._document.part.package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._declare()

    def _note(self, number: int, text: str) -> str:
        styles = self._document.styles
        paragraph, character = styles["footnote text"].style_id, styles["footnote reference"].style_id
        return (
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{character}"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        )

    def _declare(self) -> None:
        settings: Any = self._document.settings.element
        properties = OxmlElement("w:footnotePr")
        for _, number in _SEPARATORS:
            separator = OxmlElement("w:footnote")
            separator.set(qn("w:id"), str(number))
            properties.append(separator)
        names = {qn(f"w:{name}") for name in _AFTER} | {qn("m:mathPr")}
        following = next((child for child in settings if child.tag in names), None)
        if following is None:
            settings.append(properties)
        else:
            following.addprevious(properties)


def _separator(name: str, number: int) -> str:
    return f'<w:footnote w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:footnote>'
