"""From a question to a signed document: the brief and the checker in a real browser."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from playwright.sync_api import expect

from tests.ui.browser import Chat
from tests.ui.test_browser_access import violations
from ui.i18n import messages

pytestmark = pytest.mark.browser
QUESTION = "Que dit l'Assemblée générale du multilatéralisme ?"
FR = messages("fr")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def writer(visitor: Callable[..., Chat], fake_server: str) -> Chat:
    """A French reader with an empty brief of their own before them."""
    chat = visitor(fake_server).open()
    _go(chat, "brief")
    chat.button(FR.say("brief.manage")).click()
    chat.page.get_by_label(FR.say("brief.new_title")).fill("Un dossier")
    chat.button(FR.say("brief.new")).click()
    expect(chat.page.get_by_text(FR.say("brief.empty"))).to_be_visible()
    chat.page.keyboard.press("Escape")
    chat.settled()
    return chat


def _go(chat: Chat, view: str) -> None:
    chat.page.get_by_role("link", name=FR.say(f"nav.{view}"), exact=True).click()
    chat.settled()


def _tool(chat: Chat, action: str, place: int) -> None:
    chat.button(FR.say(f"brief.{action}", place=place)).click()
    chat.settled()


def _quote(chat: Chat, reference: str) -> None:
    before = chat.page.locator(".brief-items .item").count()
    chat.page.get_by_label(FR.say("brief.reference"), exact=True).fill(reference)
    chat.button(FR.say("brief.add_quotation")).click()
    expect(chat.page.locator(".brief-items .item")).to_have_count(before + 1)
    chat.settled()


def _download(chat: Chat, name: str, folder: Path) -> bytes:
    with chat.page.expect_download() as started:
        chat.button(name).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path.read_bytes()


def _footnotes(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/footnotes.xml"))
    notes = [n for n in root.iter(f"{W}footnote") if n.get(f"{W}type") is None]
    return ["".join(t.text or "" for t in n.iter(f"{W}t")).strip().replace("\u00a0", " ") for n in notes]


def test_from_a_question_to_a_word_file_whose_footnotes_are_read_back(writer: Chat, tmp_path: Path) -> None:
    _go(writer, "chat")
    writer.ask(QUESTION)
    writer.cite(3).click()
    expect(writer.marked).to_have_attribute("id", "par-op8")
    writer.button(FR.say("source.add")).click()
    expect(writer.page.get_by_text(FR.say("source.added"))).to_be_visible()
    writer.settled()
    _go(writer, "brief")
    expect(writer.page.locator(".brief-items blockquote")).to_have_count(1)
    _quote(writer, "62/27 PP5")
    _quote(writer, "résolution 62/27, par. 9")
    expect(writer.page.get_by_text(FR.say("brief.verified", n=3))).to_be_visible()
    writer.picture("brief-compose")
    content = _download(writer, FR.say("brief.as_word"), tmp_path)
    assert _footnotes(content) == [
        "Résolution 62/27, par. 8.",
        "Résolution 62/27, cinquième alinéa du préambule.",
        "Résolution 62/27, par. 9.",
    ]
    texts = [p.text.replace("\u00a0", " ") for p in Document(io.BytesIO(content)).paragraphs]
    assert texts[0] == "Un dossier"
    assert texts[1] == "Résolution 62/27 de l'Assemblée générale, en date du 5 décembre 2007 :"
    assert any(text.startswith("« Décide d'inscrire") for text in texts)


def test_a_whole_answer_is_added_with_its_citations(writer: Chat) -> None:
    _go(writer, "chat")
    writer.ask(QUESTION)
    writer.button(FR.say("brief.add_answer")).click()
    writer.settled()
    _go(writer, "brief")
    items = writer.page.locator(".brief-items .item")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("multilatéralisme")
    expect(items.last.locator('a[data-ref="A/RES/62/27#op8"]')).to_be_visible()


def test_items_are_ordered_edited_and_undone(writer: Chat) -> None:
    _quote(writer, "62/27, par. 8")
    _quote(writer, "62/27, par. 9")
    quotations = writer.page.locator(".brief-items blockquote")
    _tool(writer, "up", 2)
    expect(quotations.first).to_contain_text(re.compile("Décide"))
    writer.button(FR.say("brief.undo")).click()
    expect(quotations.first).to_contain_text(re.compile("Prie"))
    writer.settled()
    _tool(writer, "copy", 1)
    expect(quotations).to_have_count(3)
    _tool(writer, "remove", 3)
    expect(quotations).to_have_count(2)
    _tool(writer, "edit", 1)
    writer.page.get_by_label(FR.say("brief.select"), exact=True).fill("solliciter les vues\nsoixante-troisième session")
    writer.button(FR.say("brief.keep")).click()
    expect(quotations.first).to_contain_text("[…] solliciter les vues […] soixante-troisième session")
    writer.settled()
    _tool(writer, "edit", 1)
    writer.page.get_by_label(FR.say("brief.select"), exact=True).fill("des mots qui n'y sont pas")
    writer.button(FR.say("brief.keep")).click()
    expect(writer.page.get_by_role("alert")).to_contain_text("n'y sont pas")


def test_a_reference_opens_its_paragraph_in_the_panel(writer: Chat) -> None:
    _quote(writer, "62/27, par. 8")
    writer.page.locator(".brief-items a.near").click()
    expect(writer.marked).to_have_attribute("id", "par-op8")


def test_the_brief_is_there_again_after_a_reload(writer: Chat) -> None:
    _quote(writer, "62/27, par. 8")
    writer.page.reload()
    expect(writer.page.locator(".brief-items blockquote")).to_have_count(1)


def test_a_draft_is_checked_and_given_back_with_comments(writer: Chat, tmp_path: Path) -> None:
    writer.page.get_by_text(FR.say("brief.check"), exact=True).click()
    words = "« Prie le Secrétaire général de solliciter les vues des États Membres »"
    draft = f"Au paragraphe 5 de la résolution 62/27, l'Assemblée {words}. Voir la résolution 64/12."
    writer.page.get_by_label(FR.say("checker.paste")).fill(draft)
    writer.button(FR.say("checker.check")).click()
    expect(writer.page.locator(".draft-text mark")).to_have_count(3)
    expect(writer.page.locator(".draft-text")).to_have_text(draft)
    expect(writer.page.locator(".draft-text mark.wrong")).to_have_text(words)
    expect(writer.page.locator(".judgements li.wrong")).to_contain_text(re.compile(r"par\.\s8"))
    expect(writer.page.locator(".judgements li.unchecked")).to_contain_text("64/12")
    writer.picture("brief-checker")
    content = _download(writer, FR.say("checker.annotated"), tmp_path)
    assert len(list(Document(io.BytesIO(content)).comments)) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_brief_and_the_checker_have_no_fault(visitor: Callable[..., Chat], fake_server: str, scheme: str) -> None:
    chat = visitor(fake_server, color_scheme=scheme).open("/brief")
    if not chat.page.get_by_label(FR.say("brief.reference"), exact=True).count():
        chat.button(FR.say("brief.manage")).click()
        chat.button(FR.say("brief.new")).click()
        chat.settled()
        chat.page.keyboard.press("Escape")
    _quote(chat, "62/27, par. 8")
    assert not violations(chat)
    _tool(chat, "edit", chat.page.locator(".brief-items .item").count())
    assert not violations(chat)
    chat.picture(f"brief-{scheme}")
    chat.page.get_by_text(FR.say("brief.check"), exact=True).click()
    chat.page.get_by_label(FR.say("checker.paste")).fill("La résolution 62/27, par. 1, « Prie le Secrétaire général ».")
    chat.button(FR.say("checker.check")).click()
    expect(chat.page.locator(".draft-text mark")).to_have_count(2)
    assert not violations(chat)
    chat.picture(f"checker-{scheme}")
