"""One invented resolution in every format: the parser finds the same paragraphs in all of them."""

from __future__ import annotations

import re
from html import escape

import pytest

from index.parser import parse
from index.readers import read_bytes
from index.resolution import Kind, Resolution
from tests.index.readers.files import Words, docx, levels, p, pdf, r

HEADER = [
    "General Assembly",
    "Distr.: General",
    "12 January 2099",
    "Resolution adopted by the General Assembly on 5 December 2098",
]
TITLE = "99/1. An invented title"
OPENING = "The General Assembly,"
PREAMBLE = [
    ("Recalling", " its resolution 98/2 of 5 December 2097 on matters that were invented for this test alone,"),
    ("Aware", " of what is invented,"),
]
NOTE = "See A/99/7, para. 4."
OPERATIVE = [
    ("1.", "Requests", " the Secretary-General, in the light of what is said above and of what is not said at all:"),
    ("(a)", "", "To report to it at its hundredth session;"),
    ("(b)", "", "To publish the report;"),
    ("2.", "Decides", " to conclude."),
]
CLOSING = ["61st plenary meeting", "5 December 2098"]


def _text() -> bytes:
    lines = [*HEADER, TITLE, OPENING, *(f"*{verb}*{rest}" for verb, rest in PREAMBLE)]
    lines[-1] = lines[-1].replace("invented,", "invented,¹")
    lines += [
        "¹ " + NOTE,
        *(f"{label} *{verb}*{rest}" if verb else f"{label} {rest}" for label, verb, rest in OPERATIVE),
    ]
    return "\n\n".join([*lines, "\n".join(CLOSING)]).encode()


def _word() -> bytes:
    numbering = levels(("decimal", "%1."), ("lowerLetter", "(%2)"))
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = "".join(p(line) for line in [*HEADER, TITLE, OPENING])
    body += p(r("Recalling", "<w:i/>"), PREAMBLE[0][1]) + p(r("Aware", "<w:i/>"), PREAMBLE[1][1], reference)
    for label, verb, rest in OPERATIVE:
        body += p(*([r(verb, "<w:i/>")] if verb else []), rest, level=0 if label[0].isdigit() else 1)
    body += "".join(p(line) for line in CLOSING)
    return docx(body, numbering=numbering, footnotes=f'<w:footnote w:id="2">{p(NOTE)}</w:footnote>')


def _html() -> bytes:
    parts = [f"<p>{escape(line)}</p>" for line in [*HEADER, TITLE, OPENING]]
    parts += [f"<p><em>{verb}</em>{escape(rest)}</p>" for verb, rest in PREAMBLE]
    parts[-1] = parts[-1].replace("</p>", "<sup>1</sup></p>")
    items = "".join(f"<li>{text}</li>" for _, _, text in OPERATIVE[1:3])
    # A page may write « (a) » only by hand: lists write « a) ».
    first, last = OPERATIVE[0], OPERATIVE[3]
    parts.append(
        f"<ol><li><em>{first[1]}</em>{first[2]}<ol type='a'>{items}</ol></li><li><em>{last[1]}</em>{last[2]}</li></ol>"
    )
    parts += [f"<p>{line}</p>" for line in CLOSING]
    parts.append(f"<section role='doc-endnotes'><ol><li>{NOTE}</li></ol></section>")
    return "".join(parts).encode()


def _pdf() -> bytes:
    words: list[Words] = []
    y = 780.0
    for line in [*HEADER, TITLE, OPENING]:
        y -= 24
        words.append(Words(72, y, line))
    for verb, rest in PREAMBLE:
        y -= 20
        words += [Words(100, y, verb, "i"), *_wrapped(100 + 5.5 * len(verb), y, rest)]
        y -= 12 * (len(rest) > 60)
    words.append(Words(100 + 27 + 88, y + 3.5, "1", size=6))
    for label, verb, rest in OPERATIVE:
        y -= 20
        words += [Words(100, y, label), Words(120, y, verb, "i"), *_wrapped(120 + 5.5 * len(verb), y, rest)]
        y -= 12 * (len(rest) > 60)
    for line in CLOSING:
        y -= 20
        words.append(Words(400, y, line, "i"))
    notes = [Words(72, 110, "__________________"), Words(72, 98, "1", size=6), Words(80, 95, NOTE, size=8)]
    return pdf([[*(w for w in words if w.text), *notes, Words(72, 40, "1/1", size=8)]])


def _wrapped(x: float, y: float, text: str) -> list[Words]:
    if len(text) <= 60:
        return [Words(x, y, text.strip())]
    cut = text.rindex(" ", 0, 60)
    return [Words(x, y, text[:cut].strip()), Words(72, y - 12, text[cut:].strip())]


@pytest.fixture(scope="module")
def from_text() -> Resolution:
    """What the parser makes of the plain text."""
    return parse(read_bytes("A_RES_99_1.txt", _text())).resolutions[0]


def test_the_text_has_every_paragraph(from_text: Resolution) -> None:
    kinds = [(p.kind, p.printed_number) for p in from_text.paragraphs]
    assert kinds == [
        *((Kind.PREAMBULAR, None),) * 2,
        *((Kind.OPERATIVE, label) for label in ("1.", "(a)", "(b)", "2.")),
    ]
    assert [f.text for p in from_text.paragraphs for f in p.footnotes] == [NOTE]


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", _word()), ("a.html", _html()), ("a.pdf", _pdf())], ids=["word", "html", "pdf"]
)
def test_other_formats_have_the_same_paragraphs(from_text: Resolution, name: str, data: bytes) -> None:
    [resolution] = parse(read_bytes(name, data)).resolutions
    for field in ("symbol", "title", "adopted", "language"):
        assert getattr(resolution, field) == getattr(from_text, field), field
    assert _summary(resolution) == _summary(from_text)
    assert not resolution.warnings


def _summary(resolution: Resolution) -> list[tuple[object, ...]]:
    """Everything of the paragraphs that the format must not change; spaces do not count."""
    return [
        (
            p.id,
            re.sub(r"\s", "", p.text),
            p.action,
            p.act,
            p.addressees,
            [(r.symbol, r.paragraph) for r in p.references],
            [(f.mark, f.text) for f in p.footnotes],
            [re.sub(r"\s", "", p.text[a:b]) for a, b in p.emphasis],
        )
        for p in resolution.paragraphs
    ]
