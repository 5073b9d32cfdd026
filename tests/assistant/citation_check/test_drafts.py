"""Drafts read: text in any encoding, Word with its notes, tables and revisions; the annotated copy."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.shared import Cm
from lxml import etree

from assistant.citation_check.annotate import annotated
from assistant.citation_check.drafts import Draft, read_draft, text_draft
from assistant.citation_check.judging import check_draft
from assistant.citation_check.report import message, report_as_text, report_to_json
from assistant.citation_check.verdicts import Report, Verdict
from assistant.errors import DraftError
from assistant.export.footnotes import Footnotes
from assistant.reference_words import LANGUAGES
from tests.assistant.made import MemoryLibrary

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OP1 = "Réaffirme que chaque phare en service est un bien commun des gens de mer"


def _word(*paragraphs: str, note: str = "", table: str = "") -> bytes:
    """A Word draft: each paragraph in two runs, the first with a footnote at its end."""
    document = Document()
    document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    notes = Footnotes(document)
    for n, text in enumerate(paragraphs):
        paragraph = document.add_paragraph()
        half = len(text) // 2
        paragraph.add_run(text[:half]).italic = True
        paragraph.add_run(text[half:])
        if note and n == 0:
            notes.mark(paragraph, note)
    if table:
        document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run(table)
    notes.write()
    return _bytes(document)


def _bytes(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _report(draft: Draft) -> Report:
    return check_draft(draft, MemoryLibrary())


# what it is · bytes of « é »
ENCODINGS = [
    ("utf-8", "é".encode()),
    ("utf-8 with its mark", "é".encode("utf-8-sig")),
    ("utf-16", "é".encode("utf-16")),
    ("western", b"\xe9"),
]


@pytest.mark.parametrize(("why", "data"), ENCODINGS, ids=[row[0] for row in ENCODINGS])
def test_encodings(why: str, data: bytes) -> None:
    assert read_draft(data, "x.txt").text == "é"


REFUSED = [
    ("a PDF", b"%PDF-1.7 ..."),
    ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..."),
    ("a broken archive", b"PK\x03\x04broken"),
    ("bytes that are no text", b"\x81\x8d\x8f\x90"),
]


@pytest.mark.parametrize(("why", "data"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_cannot_be_read_is_refused_by_name(why: str, data: bytes) -> None:
    with pytest.raises(DraftError, match=r"x\.bin"):
        read_draft(data, "x.bin")


def test_a_zip_that_is_no_word_file_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(DraftError):
        read_draft(file.getvalue(), "x.docx")


def test_text_has_paragraphs_and_footnotes_tied_to_their_marks() -> None:
    draft = text_draft("Un[1]\nsuite.\n\nDeux[^b].\n\n[1] Note une.\n[^b]: Note deux.\n[2] Pas une note.")
    assert [draft.text[b.span.start : b.span.end] for b in draft.blocks] == [
        "Un[1]\nsuite.",
        "Deux[^b].",
        "Note une.",
        "Note deux.",
        "[2] Pas une note.",
    ]
    assert [b.anchor for b in draft.blocks] == [None, None, 2, 18, None]


def test_word_is_read_with_notes_and_tables() -> None:
    draft = read_draft(_word("Un début.", "Deux.", note="Note.", table="Case."), "x.docx")
    assert draft.text == "Un début.\nDeux.\nCase.\nNote."
    assert [(b.is_note, b.anchor) for b in draft.blocks] == [(False, None)] * 3 + [(True, 9)]


def test_deleted_words_are_not_read() -> None:
    document = Document()
    paragraph = document.add_paragraph("Reste")
    deleted = OxmlElement("w:del")
    deleted.append(run := OxmlElement("w:r"))
    run.append(text := OxmlElement("w:delText"))
    text.text = "parti"
    paragraph._p.append(deleted)
    assert read_draft(_bytes(document), "x.docx").text == "Reste"


def test_a_quotation_in_word_belongs_to_its_footnote() -> None:
    draft = read_draft(_word(f"L'Assemblée « {OP1} »", note="Résolution 70/900, par. 1."), "x.docx")
    assert [one.verdict for one in _report(draft).judgements] == [Verdict.VERBATIM, Verdict.EXISTS]


# --- the annotated copy


def _commented(content: bytes) -> list[tuple[str, str]]:
    """Each comment with the words it stands on."""
    document = Document(io.BytesIO(content))
    found = []
    for comment in document.comments:
        start = document.element.body.find(f".//{W}commentRangeStart[@{W}id='{comment.comment_id}']")
        assert start is not None
        words, at = "", start.getnext()
        while at.tag != f"{W}commentRangeEnd":
            words += "".join(t.text or "" for t in at.iter(f"{W}t"))
            at = at.getnext()
        found.append((words, comment.text))
    return found


def test_comments_stand_on_the_words_they_speak_of() -> None:
    wrong = "La résolution 71/901, par. 9, dit « tout autre chose que cela, et bien plus encore ». Fin."
    data = _word("Rien ici.", wrong)
    report = _report(read_draft(data, "x.docx"))
    content = annotated(report, "fr")
    assert [words for words, _ in _commented(content)] == [
        "71/901",
        "« tout autre chose que cela, et bien plus encore »",
    ]
    assert "n'existe pas" in _commented(content)[0][1]
    before, after = (Document(io.BytesIO(one)) for one in (data, content))
    assert [p.text for p in before.paragraphs] == [p.text for p in after.paragraphs]
    italics = ["".join(r.text for r in p.runs if r.italic) for p in after.paragraphs]
    assert italics == ["".join(r.text for r in p.runs if r.italic) for p in before.paragraphs]


def test_a_comment_on_a_footnote_stands_at_its_mark() -> None:
    data = _word("Un phare est un phare.", note="Résolution 70/900, par. 99.")
    content = annotated(_report(read_draft(data, "x.docx")), "fr")
    ((words, text),) = _commented(content)
    assert words == "."
    assert "par.\u00a099" in text
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "par. 99" in "".join(etree.fromstring(archive.read("word/footnotes.xml")).itertext())


def test_pasted_text_becomes_word_with_comments() -> None:
    draft = text_draft("Résolution 64/12.\n\n\x07 Résolution 70/900, par. 99.", "x.txt")
    content = annotated(_report(draft), "en")
    assert [words for words, _ in _commented(content)] == ["64/12", "70/900"]
    assert next(p.text for p in Document(io.BytesIO(content)).paragraphs) == "Résolution 64/12."


def test_what_is_sound_is_commented_on_request_only() -> None:
    report = _report(text_draft("Résolution 70/900, par. 1."))
    assert _commented(annotated(report, "fr")) == []
    assert len(_commented(annotated(report, "fr", all_of_them=True))) == 1


# --- the report


def test_every_verdict_has_words_in_every_language() -> None:
    texts = [
        f"La résolution 70/900, par. 1, « {OP1} ».",
        f"La résolution 71/901 du 3 mai 1999, par. 1, « {OP1} ».",
        f"La résolution 64/12 « {OP1} ».",
        "La résolution 64/12 « ne parle pas de tout cela ».",
        "La résolution 70/900, par. 99, « interdit la pêche au lamparo partout ».",
        "La résolution 70/900, par. 3, « réaffirme que chaque phare éteint est un bien commun des gens de mer ».",
        f"On dit « {OP1} » et « la mer est plus grande que tous les ports ».",
    ]
    judgements = [one for text in texts for one in _report(text_draft(text)).judgements]
    for language in LANGUAGES:
        for one in judgements:
            assert "{" not in message(one, language)
            assert len(message(one, language)) > 10


def test_the_report_names_file_problems_and_what_was_not_verified() -> None:
    report = _report(text_draft(f"Résolution 64/12. La résolution 70/900, par. 3, « {OP1} ».", "note.txt"))
    said = report_as_text(report, "fr").replace("\u00a0", " ")
    assert said.startswith("note.txt : 2 référence(s), 1 citation(s).")
    assert "Ils sont dans : résolution 70/900, par. 1." in said
    assert "À corriger : 1." in said
    assert "Hors du corpus, non vérifié : 1." in said
    data = report_to_json(report, "en")
    assert (data["problems"], data["counts"]["wrong_paragraph"]) == (1, 1)
    assert data["judgements"][-1]["found"] == ["A/RES/70/900#op1"]
    assert "They are in" in data["judgements"][-1]["message"]


def test_a_clean_draft_is_said_to_be(tmp_path: Path) -> None:
    assert report_as_text(_report(text_draft("Rien.", "x")), "en").endswith("Nothing to mend.")


# --- quotations set off by their looks

LEAD = "Le paragraphe 1 de la résolution 70/900 se lit ainsi :"


def _looking(style: str | None = None, indent: float = 0, words: str = OP1) -> bytes:
    """A Word draft with a lead-in and a paragraph of that style or indentation, in centimetres."""
    document = Document()
    document.add_paragraph(LEAD)
    document.add_paragraph("Rien encore.")
    paragraph = document.add_paragraph(f"{words} (résolution 70/900, par. 1).", style=style)
    if indent:
        paragraph.paragraph_format.left_indent = Cm(indent)
    return _bytes(document)


# what it is · style · indentation · words · whether they are a quotation
LOOKS = [
    ("style for quotations", "Quote", 0.0, OP1, True),
    ("a style based on it", "Intense Quote", 0.0, OP1, True),
    ("indented", None, 1.0, OP1, True),
    ("hardly indented", None, 0.3, OP1, False),
    ("an indented point of the writer's", None, 1.0, "Le port est fermé depuis dix ans déjà", False),
    ("a list", "List Bullet", 1.0, OP1, False),
    ("as any other", None, 0.0, OP1, False),
]


@pytest.mark.parametrize(("why", "style", "indent", "words", "quoted"), LOOKS, ids=[row[0] for row in LOOKS])
def test_word_says_by_its_looks_what_is_quoted(
    why: str, style: str | None, indent: float, words: str, quoted: bool
) -> None:
    found = list(_report(read_draft(_looking(style, indent, words), "x.docx")).judgements)
    assert [one.verdict for one in found if one.kind == "quotation"] == [Verdict.VERBATIM] * quoted


# --- drafts as PDF


def _pdf(pages: str) -> bytes:
    typst = pytest.importorskip("typst")
    return bytes(typst.compile(pages.encode()))


def test_a_pdf_is_read_with_its_footnotes_and_without_its_furniture() -> None:
    """Paragraphs whole over a page break, a note tied to its mark, page numbers gone."""
    data = _pdf(
        '#set page(height: 9cm, numbering: "1/1")\n'
        f"Avant le saut. L'Assemblée « {OP1} ».#footnote[Résolution 70/900, par. 1.]\n\n"
        + "Une ligne de plus, sans rien de cité. " * 12
        + "\n\nVoir la résolution 70/900, par. 99.\n"
    )
    draft = read_draft(data, "note.pdf")
    report = _report(draft)
    references = [one for one in report.judgements if one.kind == "reference"]
    assert {one.cited: one.verdict for one in references} == {
        ("A/RES/70/900#op1",): Verdict.EXISTS,
        ("A/RES/70/900#op99",): Verdict.NO_SUCH_PARAGRAPH,
    }
    assert [one.verdict for one in report.judgements if one.kind == "quotation"] == [Verdict.VERBATIM]
    assert "1/2" not in draft.text
    assert [block.is_note for block in draft.blocks].count(True) == 1
    assert _commented(annotated(report, "fr"))[0][0] == "70/900"


def test_a_pdf_without_text_is_refused_by_name() -> None:
    with pytest.raises(DraftError, match=r"note\.pdf"):
        read_draft(_pdf("#rect(width: 5cm, height: 5cm)"), "note.pdf")
