"""Word files: automatic numbers as Word prints them, notes, styles, and what is refused (invented text)."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from index.errors import UnreadableSource
from index.readers.source import StyleKind
from index.readers.word import read
from tests.index.readers.files import docx, levels, num, p, r, styled

UN = levels(("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))


def _lines(body: str, **parts: str) -> list[str]:
    return read("a.docx", docx(body, **parts)).text.split("\n\n")[:-1]


def test_automatic_numbers_stand_as_word_prints_them() -> None:
    body = "".join(
        [
            p("Requests:", level=0),
            *(p(text, level=1) for text in ("To do;", "To say;")),
            p("At once;", level=2),
            p("Later;", level=2),
            p("Decides;", level=0),
            p("To end.", level=1),  # begins again under a new number
        ]
    )
    assert _lines(body, numbering=UN) == [
        *("1. Requests:", "(a) To do;", "(b) To say;", "(i) At once;", "(ii) Later;", "2. Decides;", "(a) To end."),
    ]


def test_typed_numbers_stay_as_they_are() -> None:
    assert _lines(p("7.\tDecides") + p("(a) To end.")) == ["7.\tDecides", "(a) To end."]


@pytest.mark.parametrize(
    ("format", "text", "labels"),
    [
        ("upperRoman", "%1", ["I", "II", "III", "IV"]),
        ("lowerRoman", "%1)", ["i)", "ii)", "iii)", "iv)"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)", "d)"]),
        ("upperLetter", "%1.", ["A.", "B.", "C.", "D."]),
        ("decimalZero", "%1", ["01", "02", "03", "04"]),
        ("bullet", "", ["•", "•", "•", "•"]),
        ("none", "Article", ["Article"] * 4),
    ],
)
def test_every_format_of_numbers(format: str, text: str, labels: list[str]) -> None:
    body = "".join(p("x", level=0) for _ in labels)
    assert _lines(body, numbering=levels((format, text))) == [f"{label} x" for label in labels]


def test_the_letters_after_z_are_doubled() -> None:
    body = "".join(p("x", level=0) for _ in range(28))
    assert _lines(body, numbering=levels(("lowerLetter", "%1)")))[25:] == ["z) x", "aa) x", "bb) x"]


def test_a_level_may_show_those_above_it() -> None:
    body = p("x", level=0) + p("y", level=1) + p("z", level=1)
    assert _lines(body, numbering=levels(("upperRoman", "%1."), ("decimal", "%1.%2"))) == ["I. x", "I.1 y", "I.2 z"]


def test_lists_of_one_definition_count_on_unless_they_say_otherwise() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = UN + num(2, 0) + num(3, 0, start)
    body = "".join(p("x", level=0, list_id=list_id) for list_id in (1, 2, 3, 3, 1))
    assert _lines(body, numbering=numbering) == ["1. x", "2. x", "5. x", "6. x", "7. x"]


def test_numbers_come_from_paragraph_styles_and_can_be_taken_away() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="Par">{numbered}</w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Par"/></w:style>'
    body = p("x", style="Par") + p("y", style="Sub") + p("z", style="Par", level=0, list_id=0)
    assert _lines(body, numbering=UN, styles=styles) == ["1. x", "2. y", "z"]


def test_footnotes_follow_the_paragraph_that_cites_them() -> None:
    reference = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    notes = f'<w:footnote w:id="-1" w:type="separator">{p("---")}</w:footnote>'
    notes += f'<w:footnote w:id="7">{p(r(" See A/99/1."))}</w:footnote>'
    source = read("a.docx", docx(p("the Charter,", reference, " and") + p("Next"), footnotes=notes))
    assert source.text == "the Charter,1 and\n\n1  See A/99/1.\n\nNext\n\n"
    assert styled(source, StyleKind.FOOTNOTE_BODY) == ["1  See A/99/1."]
    assert styled(source, StyleKind.SUPERSCRIPT) == ["1", "1"]


def test_italics_superscripts_and_headings_are_marked() -> None:
    styles = '<w:style w:type="character" w:styleId="Em"><w:rPr><w:i/></w:rPr></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    body = p("Annex", style="H1") + p(
        r("Requests", "<w:i/>"),
        r(" the "),
        r("Council", '<w:rStyle w:val="Em"/>'),
        r("not", '<w:i w:val="0"/>'),
        r("4", '<w:vertAlign w:val="superscript"/>'),
        r("th", '<w:vertAlign w:val="superscript"/>'),
    )
    source = read("a.docx", docx(body, styles=styles))
    assert styled(source, StyleKind.ITALIC) == ["Requests", "Council"]
    assert styled(source, StyleKind.SUPERSCRIPT) == ["4"]
    assert styled(source, StyleKind.HEADING) == ["Annex"]


def test_what_is_deleted_hidden_or_of_the_page_is_left_out() -> None:
    deleted = "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{r('new')}</w:ins>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    body = p(deleted, inserted, field, r("secret", "<w:vanish/>"), f"<w:hyperlink>{r(' link')}</w:hyperlink>")
    assert _lines(body, header1=p("A/RES/99/1")) == ["new link"]


def test_cells_of_tables_and_text_boxes_are_read_once() -> None:
    row = f"<w:tr><w:tc>{p('one')}</w:tc><w:tc>{p('two')}</w:tc></w:tr>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert _lines(f"<w:tbl>{row}</w:tbl>" + p("text", f"<w:r>{both}</w:r>")) == ["one", "two", "text", "boxed"]


def test_a_file_of_python_docx_is_read() -> None:
    import docx as python_docx

    document = python_docx.Document()
    document.add_heading("An invented title", level=1)
    document.add_paragraph("Decides to wait;", style="List Number")
    document.add_paragraph("Requests an answer.", style="List Number")
    out = io.BytesIO()
    document.save(out)
    source = read("a.docx", out.getvalue())
    assert source.text == "An invented title\n\n1. Decides to wait;\n\n2. Requests an answer.\n\n"
    assert styled(source, StyleKind.HEADING) == ["An invented title"]


def _package(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(f"word/{name}.xml", data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 nothing more", "damaged"),
        (docx(p("x"))[:-40], "damaged"),
        (b"\xd0\xcf\x11\xe0 old", "encrypted or in the old .doc format"),
        (_package(other=b"<a/>"), "no Word document"),
        (_package(document=b"<w:document"), "damaged"),
        (docx(p("")), "no text"),
        (_package(document=b" " * (260 * 2**20)), "unpacks to more than"),  # a zip bomb
        (  # an entity bomb
            _package(document=b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'),
            "declares a document type",
        ),
        (  # an entity that reads another file
            _package(document=b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'),
            "declares a document type",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource, match=words):
        read("bad.docx", data)


def test_wrong_bytes_anywhere_give_a_text_or_a_refusal() -> None:
    whole = docx("".join(p(f"Decides {n};", level=0) for n in range(9)), numbering=UN, footnotes=p("x"))
    chance = random.Random(7)
    refused = 0
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read("bad.docx", bytes(data))
        except UnreadableSource:
            refused += 1
    assert refused > 0
