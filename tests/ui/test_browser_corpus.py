"""Journeys through the corpus in a real browser, over the fakes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.ui.browser import Chat
from tests.ui.test_browser_chat import shown
from ui.i18n import messages

pytestmark = pytest.mark.browser
FR = messages("fr")


@pytest.fixture
def corpus(visitor: Callable[..., Chat], fake_server: str) -> Chat:
    """A French reader before the corpus."""
    return visitor(fake_server).open("/corpus")


def section(reader: Chat, name: str) -> None:
    """Go to a section of the view."""
    reader.page.get_by_role("radio", name=FR.say(f"corpus.{name}"), exact=True).click()
    reader.settled()


def search(reader: Chat, words: str) -> None:
    """Search the paragraphs."""
    field = reader.page.get_by_label(FR.say("corpus.search"))
    field.fill(words)
    field.press("Enter")


def choose(reader: Chat, facet: str, value: str) -> None:
    """Choose a value in the menu of a facet."""
    reader.page.locator(f".st-key-facet_{facet} button").first.click()
    reader.page.get_by_test_id("stPopoverBody").get_by_role("button", name=re.compile(f"^{value}")).click()
    reader.page.keyboard.press("Escape")


def test_resolutions_are_listed_and_open(corpus: Chat) -> None:
    rows = corpus.page.locator(".hits > li")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("77/96")  # the newest first
    rows.first.get_by_role("link").click()
    expect(corpus.page.locator(".pane .res-title")).to_contain_text("coopération internationale")
    corpus.page.get_by_text(FR.say("corpus.oldest_first")).click()
    expect(rows.first).to_contain_text("62/27")
    corpus.picture("desktop-light-corpus")


def test_words_find_paragraphs_with_the_words_marked(corpus: Chat) -> None:
    search(corpus, "multilatéralisme négociations")
    expect(corpus.page.locator(".hits mark").first).to_have_text(re.compile("multilat|négoci", re.IGNORECASE))
    corpus.page.locator(".hits a").first.click()
    expect(corpus.marked).to_be_in_viewport()
    search(corpus, "tarte pommes")
    expect(corpus.page.get_by_text(FR.say("corpus.nothing"))).to_be_visible()


def test_parts_narrow_the_search_down(corpus: Chat) -> None:
    search(corpus, "multilatéralisme")
    expect(corpus.page.locator('.hits a[data-ref*="#pp"]').first).to_be_visible()
    choose(corpus, "kinds", FR.say("kind.operative"))
    expect(corpus.page.locator('.hits a[data-ref*="#pp"]')).to_have_count(0)
    expect(corpus.page.locator('.hits a[data-ref*="#op"]').first).to_be_visible()
    corpus.page.get_by_role("link", name=FR.say("nav.chat")).click()
    expect(corpus.page.locator(".welcome")).to_be_visible()
    corpus.page.get_by_role("link", name=FR.say("nav.corpus")).click()
    expect(corpus.page.get_by_label(FR.say("corpus.search"))).to_have_value("multilatéralisme")
    corpus.button(FR.say("corpus.lift", name=FR.say("kind.operative"))).click()
    expect(corpus.page.locator('.hits a[data-ref*="#pp"]').first).to_be_visible()


def test_a_resolution_shows_its_parts_and_relations(corpus: Chat) -> None:
    corpus.page.locator(".hits a").last.click()
    pane = corpus.page.locator(".pane")
    pane.get_by_text(FR.say("source.contents")).click()
    pane.locator('.contents a[data-jump="par-op1"]').click()
    expect(pane.locator("#par-op1")).to_be_in_viewport()
    pane.locator("details.extra > summary").first.click()
    expect(pane.locator(".graph .self")).to_have_text("62/27")
    corpus.picture("desktop-light-relations")
    expect(pane.locator(".extra li").filter(has_text="57/63").last).to_contain_text(FR.say("source.not_indexed"))


def test_the_whole_at_a_glance(corpus: Chat) -> None:
    section(corpus, "overview")
    expect(corpus.page.locator(".bars li").first).to_contain_text(FR.say("body.A"))
    expect(corpus.page.locator(".bars")).to_have_count(3)
    expect(corpus.page.locator(".columns")).to_have_count(2)
    corpus.picture("desktop-light-overview")
    corpus.button(FR.say("corpus.in_years", n=1, value="2007")).click()
    expect(corpus.page.locator(".hits > li")).to_have_count(1)
    expect(corpus.page.locator(".hits > li")).to_contain_text("62/27")
    expect(corpus.page.locator(".filters")).to_contain_text(FR.say("filter.year", value="2007"))
    corpus.page.get_by_text(FR.say("corpus.lift_all")).click()
    expect(corpus.page.locator(".hits > li")).to_have_count(2)
    section(corpus, "doubts")
    expect(corpus.page.get_by_text(FR.say("corpus.no_doubts"))).to_be_visible()


def test_documents_are_added_with_a_report(corpus: Chat) -> None:
    section(corpus, "add")
    files = [
        {"name": "<b>nouveau</b>.txt", "mimeType": "text/plain", "buffer": b"62/28. Titre"},
        {"name": "bad.txt", "mimeType": "text/plain", "buffer": b"rien"},
    ]
    corpus.page.locator("input[type=file]").set_input_files(files)
    corpus.button(FR.say("add.start")).click()
    report = corpus.page.locator(".report")
    expect(report).to_contain_text("1 fichier ajouté, 1 fichier écarté")
    expect(report.locator("li")).to_have_text("bad.txt" + FR.say("unread.nothing"))
    corpus.page.get_by_label(FR.say("add.folder"), exact=True).fill("/nulle/part")
    corpus.button(FR.say("add.folder_start")).click()
    expect(corpus.page.get_by_text(FR.say("add.folder_missing", path="/nulle/part"))).to_be_visible()


def test_what_was_asked_and_opened_survives_a_look_at_the_corpus(chat: Chat) -> None:
    chat.ask("Que dit l'Assemblée ?")
    chat.cite(2).click()
    expect(chat.marked).to_be_visible()
    chat.page.get_by_role("link", name=FR.say("nav.corpus")).click()
    expect(chat.page.locator(".hits")).to_be_visible()
    chat.page.get_by_role("link", name=FR.say("nav.chat")).click()
    expect(chat.page.locator(".ask")).to_contain_text(shown("Que dit l'Assemblée ?"))
    expect(chat.marked).to_have_attribute("id", "par-op5")


def test_the_browsers_own_buttons_go_back_and_forth(chat: Chat) -> None:
    chat.ask("Que dit l'Assemblée ?")
    for n in (1, 2):
        chat.cite(n).click()
        expect(chat.page).to_have_url(re.compile(rf"n=\d+\.{n}$"))
    chat.page.wait_for_timeout(2100)  # sooner, an old address may be one that the new one has not caught up with
    chat.page.go_back()
    expect(chat.marked).to_have_attribute("id", "par-pp9")
    chat.page.go_back()
    expect(chat.page.locator(".pane")).to_have_count(0)
    expect(chat.page.locator(".ask")).to_have_count(1)
    chat.page.go_forward()
    expect(chat.marked).to_have_attribute("id", "par-pp9")
    chat.page.get_by_role("link", name=FR.say("nav.corpus")).click()
    expect(chat.page.locator(".hits")).to_be_visible()
    expect(chat.marked).to_have_attribute("id", "par-pp9")


def test_the_shortcuts_are_listed(chat: Chat) -> None:
    chat.page.locator(".welcome h1").click()
    chat.page.keyboard.press("?")
    dialog = chat.page.get_by_role("dialog", name=FR.say("shortcut.title"))
    expect(dialog).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
