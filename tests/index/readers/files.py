"""Small files of every format, made by hand so that each test shows what its file holds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from index.readers.source import SourceText, StyleKind

FONTS = {"": "Times-Roman", "i": "Times-Italic", "b": "Times-Bold"}


@dataclass(frozen=True)
class Words:
    """Words at a place of a PDF page: points from the lower left corner, font "" / "i" / "b", size, raised or not."""

    x: float
    y: float
    text: str
    font: str = ""
    size: float = 10


def styled(source: SourceText, kind: StyleKind) -> list[str]:
    """The texts that carry a style, in order."""
    return [source.text[slice(*style.span)] for style in source.styles if style.kind is kind]


def column(x: float, top: float, lines: Sequence[str], *, size: float = 10, pitch: float = 11.5) -> list[Words]:
    """Lines one below the other."""
    return [Words(x, top - pitch * n, line, size=size) for n, line in enumerate(lines)]


def pdf(pages: Sequence[Sequence[Words]], drawings: Sequence[str] = (), trailer: str = "") -> bytes:
    """A PDF of A4 pages; `drawings` are content operators added to each page (a rule: `72 100 m 172 100 l S`)."""
    names = {"": "R", "i": "I", "b": "B"}
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    for font in FONTS.values():
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>")
    kids = []
    for words in pages:
        shown = "".join(
            f"BT /{names[w.font]} {w.size} Tf {w.x} {w.y} Td ({_pdf_text(w.text)}) Tj ET\n" for w in words
        ) + "".join(f"{drawing}\n" for drawing in drawings)
        objects.append(f"<< /Length {len(shown.encode('cp1252'))} >>\nstream\n{shown}endstream")
        fonts = "/R 3 0 R /I 4 0 R /B 5 0 R"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            f" /Resources << /Font << {fonts} >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _assemble(objects, trailer)


def _assemble(objects: list[str], trailer: str) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def _pdf_text(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: str) -> bytes:
    """A .docx with this body and further parts: `numbering=`, `footnotes=`, `styles=`, `header1=`."""
    roots = {"numbering": "numbering", "footnotes": "footnotes", "styles": "styles", "header1": "hdr"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            root = roots[name]
            package.writestr(f"word/{name}.xml", f"<w:{root} {_W}>{content}</w:{root}>")
    return out.getvalue()


def p(*runs: str, level: int | None = None, list_id: int = 1, style: str = "") -> str:
    """A Word paragraph of runs; plain strings become runs; with a level it is numbered."""
    numbered = "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{named}{numbered}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A Word run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def levels(*formats: tuple[str, str], abstract: int = 0) -> str:
    """An abstract numbering of (format, text) levels, and list 1 + abstract that uses it."""
    made = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (format, text) in enumerate(formats)
    )
    return f'<w:abstractNum w:abstractNumId="{abstract}">{made}</w:abstractNum>' + num(1 + abstract, abstract)


def num(list_id: int, abstract: int, override: str = "") -> str:
    """A list that uses an abstract numbering."""
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
