"""Every format, read back by a program that reads it."""

# ruff: noqa: E501 - one case a line, whatever its length

from __future__ import annotations

import html.parser
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from lxml import etree
from markdown_it import MarkdownIt

from assistant.brief import Brief, new_brief
from assistant.brief_items import Heading, Mention, Note, Passage, Quotation, Version, new_key
from assistant.brief_store import brief_from_json
from assistant.citation_check.drafts import read_draft
from assistant.citation_check.judging import check_draft
from assistant.citation_check.verdicts import Verdict
from assistant.citation_check.word_drafts import paragraph_text
from assistant.errors import BriefError
from assistant.export.footnotes import Footnotes
from assistant.export.formats import FORMATS, export, file_name
from assistant.export.html import html as to_html
from assistant.export.layout import Layout, QuoteBlock, TextBlock
from assistant.export.markdown import escape, markdown
from assistant.export.pdf import pdf
from assistant.export.text import text
from assistant.export.word import word
from assistant.folding import fold
from index.resolution import Span
from tests.assistant.export.made import HOSTILE, LIBRARY, TODAY, full_brief, laid_out, notes, with_quotation

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ARABIC = "مرحبا بالعالم"


def _words(layout: Layout) -> list[str]:
    """The words of each paragraph of a layout, without its footnote marks."""
    found = []
    for block in layout.blocks:
        match block:
            case TextBlock():
                found.append("".join(run.text for run in block.runs))
            case QuoteBlock():
                found += ["".join(run.text for run in line.runs) for c in block.columns for line in c.lines]
            case _:
                found.append(block.text)
    return found


def _stretches(layout: Layout) -> list[str]:
    """The words between footnote marks, which a PDF shows as digits."""
    return [run.text for block in layout.blocks if isinstance(block, TextBlock) for run in block.runs] + [
        "".join(run.text for run in line.runs)
        for block in layout.blocks
        if isinstance(block, QuoteBlock)
        for column in block.columns
        for line in column.lines
    ]


def _footnotes(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/footnotes.xml"))
    notes = [n for n in root.iter(f"{W}footnote") if n.get(f"{W}type") is None]
    return ["".join(t.text or "" for t in n.iter(f"{W}t")).strip() for n in notes]


def _long_brief() -> Brief:
    brief = new_brief("Deux cents", "fr")
    for n in range(200):
        brief = with_quotation(brief, f"70/900#op{n % 4 + 1}")
    return brief


# --- Word


def test_word_has_every_paragraph_and_real_footnotes() -> None:
    layout = laid_out(full_brief())
    content = word(layout)
    document = Document(io.BytesIO(content))
    paragraphs = [paragraph_text(p)[0] for p in document.element.body.iter(f"{W}p")]
    assert paragraphs[1 : 1 + len(_words(layout))] == _words(layout)
    assert _footnotes(content) == list(layout.notes)
    marks = [m.get(f"{W}id") for m in document.element.body.iter(f"{W}footnoteReference")]
    assert marks == [str(n) for n in range(1, len(layout.notes) + 1)]


def test_word_has_styles_to_restyle_and_a_language() -> None:
    document = Document(io.BytesIO(word(laid_out(full_brief()))))
    used = {p.style.name for p in document.paragraphs if p.style}
    assert used >= {"Title", "Heading 1", "Heading 2", "Normal", "Quote", "Cited Document", "Source Detail"}
    cells = [p.style.name for t in document.tables for c in t.rows[0].cells for p in c.paragraphs if p.style]
    assert cells == ["Quote Beside", "Quote Beside Sub 1", "Quote Beside Sub 1"] * 2
    assert b'w:lang w:val="fr-FR"' in _part(document, "styles.xml")
    assert _part(document, "document.xml").count(b'w:lang w:val="en-GB"') >= 3  # the quotation beside
    english = Document(io.BytesIO(word(laid_out(full_brief("en")))))
    assert b'w:lang w:val="en-GB"' in _part(english, "styles.xml")
    assert document.core_properties.author == ""


def test_word_keeps_italics_and_direction() -> None:
    brief = with_quotation(new_brief("T", "fr"), "70/900#op1").with_item(Note(new_key(), ARABIC))
    document = Document(io.BytesIO(word(laid_out(brief))))
    runs = [run for p in document.paragraphs for run in p.runs]
    assert [run.text for run in runs if run.italic] == ["Réaffirme"]
    assert [run.text for run in runs if run.font.rtl] == [ARABIC]


def test_word_takes_anything() -> None:
    long = "mot " * 20_000
    version = Version("fr", (Passage("A/RES/1/1#op1", long, (Span(0, len(long)),)),), "0", "x", TODAY)
    brief = notes(HOSTILE, ARABIC).with_item(Quotation(new_key(), "A/RES/1/1#op1", (version,)))
    content = word(laid_out(brief.with_item(Heading(new_key(), HOSTILE, 9)).renamed(HOSTILE)))
    assert long.strip() in "\n".join(p.text for p in Document(io.BytesIO(content)).paragraphs)


def test_markup_in_words_and_notes_is_words() -> None:
    nasty = '<b>&amp; & "x"</b>'
    version = Version(
        "fr", (Passage("A/RES/1/1#op1", nasty, (Span(0, len(nasty)),), emphasis=(Span(0, 9),)),), "0", "x", TODAY
    )
    layout = laid_out(notes(nasty).with_item(Quotation(new_key(), "A/RES/1/1#op1", (version,))))
    assert nasty in "\n".join(p.text for p in Document(io.BytesIO(word(layout))).paragraphs)
    reader = _Reader()
    reader.feed(to_html(layout))
    assert sum(nasty in line for line in reader.lines) == 2
    document = Document(io.BytesIO(word(laid_out(notes("Mots.")))))
    marked = Footnotes(document)
    marked.mark(document.add_paragraph(), nasty)
    marked.write()
    file = io.BytesIO()
    document.save(file)
    assert nasty in _footnotes(file.getvalue())


def test_two_hundred_quotations() -> None:
    layout = laid_out(_long_brief())
    assert len(_footnotes(word(layout))) == 200
    assert markdown(layout).count("[^200]") == 2
    assert '<li id="note-200">' in to_html(layout)
    assert "[200] Résolution\u00a070/900" in text(layout)
    assert len(pypdfium2.PdfDocument(pdf(layout))) > 5


def test_a_word_file_without_footnotes_has_no_such_part() -> None:
    with zipfile.ZipFile(io.BytesIO(word(laid_out(notes("Mots."))))) as archive:
        assert "word/footnotes.xml" not in archive.namelist()


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("left out: LibreOffice is not installed (apt-get install libreoffice-writer)")
    layout = laid_out(full_brief())
    (tmp_path / "brief.docx").write_bytes(word(layout))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "brief.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    shown = _pdf_words((tmp_path / "brief.pdf").read_bytes())
    assert all(_bare(words) in shown for words in _stretches(layout))
    assert all(_bare(note) in shown for note in layout.notes)


# --- Markdown


def test_markdown_rendered_is_the_text() -> None:
    layout = laid_out(full_brief())
    body = re.sub(r"^\[\^\d+\]: .*$", "", markdown(layout), flags=re.MULTILINE)
    rendered = _rendered(re.sub(r"\[\^\d+\]", "", body))
    shown = [fold(line) for line in rendered]
    assert all(fold(words) in shown for words in _words(layout))
    assert [line for line in markdown(layout).splitlines() if line.startswith("[^")] == [
        f"[^{n}]: {escape(note)}" for n, note in enumerate(layout.notes, start=1)
    ]


# Text that Markdown would take for markup
MARKUP = [
    "*a* _b_ **c** `d` ~~e~~ ==f== $g$ :h:",
    "# titre", "- liste", "+ liste", "1. liste", "2) liste", "> cité", "---", "===", "    code", "| a | b |",
    "[lien](http://exemple.org) ![image](x.png) <b>gras</b> <http://exemple.org>", "&copy; &#65;", "a\\b \\* \\\\",
    "https://exemple.org et www.exemple.org et nom@exemple.org", "[^1] et [^1]: note", "``` code", "fin  ", "<!-- x -->",
]  # fmt: skip


@pytest.mark.parametrize("words", MARKUP)
def test_markdown_shows_markup_as_words(words: str) -> None:
    assert fold(_rendered(markdown(laid_out(notes(words))))[1]) == fold(words)


# --- HTML, text, PDF


def test_html_holds_the_text_and_loads_nothing() -> None:
    layout = laid_out(full_brief())
    made = to_html(layout)
    reader = _Reader()
    reader.feed(made)
    shown = [fold(line) for line in reader.lines]
    assert all(fold(words) in shown for words in _words(layout))
    assert reader.tags.isdisjoint({"script", "img", "link", "iframe", "object", "b"})
    assert all(target.startswith("#") for target in reader.targets)
    assert {target[1:] for target in reader.targets} <= reader.ids
    assert "default-src 'none'" in made
    assert '<html lang="fr">' in made
    assert '<blockquote lang="en">' in made


def test_text_holds_everything_and_its_citations_check_out() -> None:
    layout = laid_out(full_brief())
    made = text(layout)
    assert all(words in re.sub(r"\[\d+\]", "", made) for words in _words(layout))
    report = check_draft(read_draft(made.encode(), "brief.txt"), LIBRARY)
    assert report.problems == []
    assert report.counts["verbatim"] == 8  # six quotations, one of them in English, and two titles


def test_pdf_holds_the_text_with_footnotes_and_is_plain_data() -> None:
    layout = laid_out(full_brief().with_item(Note(new_key(), '#panic("x") $x$ *gras* \\ " ' + ARABIC)))
    shown = _pdf_words(pdf(layout))
    assert all(_bare(words) in shown for words in _stretches(layout) if ARABIC not in words)
    assert all(_bare(note) in shown for note in layout.notes)
    assert _bare('#panic("x") $x$ *gras*') in shown


# --- all of them


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_format_is_made_and_says_what_was_verified(name: str, language: str) -> None:
    exported = export(full_brief(language), name, LIBRARY)
    assert len(exported.content) > 100
    assert exported.file_name == f"Phares-et-bouees-etat-b-x-b{FORMATS[name].suffix}"
    assert {f.state.value for f in exported.findings or ()} == {"unchanged"}
    assert export(new_brief("", language), name, None).file_name.startswith("brief.")


def test_an_exported_json_comes_back() -> None:
    brief = full_brief()
    assert brief_from_json(export(brief, "json", None).content.decode(), "x") == brief


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(BriefError, match="word"):
        export(full_brief(), "odt", None)


def test_an_exported_word_file_checks_out() -> None:
    brief = full_brief().with_item(Mention(new_key(), "A/RES/72/902#annex.p2"))
    report = check_draft(read_draft(export(brief, "word", LIBRARY).content, "brief.docx"), LIBRARY)
    assert report.problems == []
    assert report.counts["verbatim"] == 8  # six quotations, one of them in English, and two titles


@pytest.mark.parametrize(
    ("title", "name"), [("Été à Genève", "Ete-a-Geneve"), ("../../x", "x"), ("مرحبا", "brief"), ("a" * 99, "a" * 60)]
)
def test_file_names(title: str, name: str) -> None:
    assert file_name(title) == name


class _Reader(html.parser.HTMLParser):
    """The lines of text, tags, links and ids of an HTML document."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self.tags: set[str] = set()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self._skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._skip += tag == "sup"
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        if "href" in given:
            self.targets.append(given["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._skip -= tag == "sup"
        if tag not in ("em", "sup", "a"):
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.lines[-1] += data


def _rendered(source: str) -> list[str]:
    """The lines that a Markdown reader shows."""
    reader = _Reader()
    reader.feed(MarkdownIt("gfm-like", {"linkify": False}).render(source))
    assert reader.tags <= {"h1", "h2", "h3", "p", "blockquote", "em", "ul", "li", "strong"}
    return [line.strip("\n") for line in reader.lines if line.strip()]


def _part(document: object, name: str) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    with zipfile.ZipFile(file) as archive:
        return archive.read(f"word/{name}")


def _pdf_words(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return _bare("".join(page.get_textpage().get_text_range() for page in pages))


def _bare(words: str) -> str:
    """Words without spaces, line ends, and the marks and ligatures that a PDF shows otherwise."""
    return re.sub(r"\s+", "", words.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("\ufffe", "-"))


def test_json_of_findings_is_plain() -> None:
    exported = export(full_brief(), "json", LIBRARY)
    assert json.loads(exported.content)["format"] == "alinea-brief"


# what a brief leaves as, and comes back from as a draft
DRAFTS = [name for name in FORMATS if name not in ("ris", "bibtex", "csl", "json")]


@pytest.mark.parametrize("name", DRAFTS)
def test_the_checker_finds_every_quotation_of_an_exported_brief_word_for_word(name: str) -> None:
    """Whatever the format: references tied to their quotations, languages side by side, sub-paragraphs."""
    brief = with_quotation(with_quotation(new_brief("Phares", "fr"), "70/900#op1"), "70/900#op2")
    if name != "pdf":  # two columns of a PDF are read line by line across
        brief = with_quotation(brief, "70/900#op3", beside="en")
    exported = export(brief, name, LIBRARY)
    report = check_draft(read_draft(exported.content, exported.file_name), LIBRARY)
    quotations = [one.verdict for one in report.judgements if one.kind == "quotation"]
    assert quotations[:2] == [Verdict.VERBATIM] * 2
    assert set(quotations) == {Verdict.VERBATIM}
    assert report.problems == []
