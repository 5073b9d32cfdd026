"""Journeys through the chat in a real browser, over the fake assistant."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.ui.browser import PHONE, Chat
from tests.ui.fakes import sample
from ui.i18n import messages

pytestmark = pytest.mark.browser
QUESTION = "Que dit l'Assemblée générale du multilatéralisme ?"
PARAGRAPHS = {p.id: p.text for r in sample() for p in r.paragraphs}
FR = messages("fr")


def shown(text: str) -> re.Pattern[str]:
    """The text as it stands on a page: no-break spaces may stand for spaces."""
    return re.compile(r"\s".join(re.escape(part) for part in text.split(" ")))


def test_a_citation_opens_its_paragraph_with_the_quoted_words_marked(chat: Chat) -> None:
    answer = chat.ask(QUESTION)
    expect(answer.locator("a.cite")).to_have_count(3)
    chat.cite(2).click()
    expect(chat.marked).to_have_attribute("id", "par-op5")
    expect(chat.marked).to_contain_text(shown(PARAGRAPHS["A/RES/62/27#op5"]))
    marks = chat.marked.locator("mark.quoted").all_inner_texts()
    assert shown(PARAGRAPHS["A/RES/62/27#op5"][:90]).fullmatch("".join(marks))
    expect(chat.marked).to_be_in_viewport()
    expect(chat.cite(2)).to_have_attribute("aria-current", "true")
    expect(chat.page).to_have_url(re.compile(r"c=A%2FRES%2F62%2F27&p=op5"))
    chat.picture("desktop-light-source")


def test_next_previous_and_close(chat: Chat) -> None:
    chat.ask(QUESTION)
    chat.cite(1).click()
    expect(chat.marked).to_have_attribute("id", "par-pp9")
    expect(chat.button(FR.say("source.previous"))).to_be_disabled()
    chat.button(FR.say("source.next")).click()
    expect(chat.marked).to_have_attribute("id", "par-op5")
    chat.button(FR.say("source.next")).click()
    expect(chat.marked).to_have_attribute("id", "par-op8")
    expect(chat.button(FR.say("source.next"))).to_be_disabled()
    chat.button(FR.say("source.close")).click()
    expect(chat.page.locator(".pane")).to_have_count(0)
    expect(chat.page.locator(".overview li")).to_have_count(3)


def test_the_same_citation_is_shown_again_after_scrolling_away(chat: Chat) -> None:
    chat.ask(QUESTION)
    chat.cite(3).click()
    expect(chat.marked).to_be_in_viewport()
    chat.page.locator(".pane").evaluate("pane => { pane.scrollTop = 0 }")
    expect(chat.marked).not_to_be_in_viewport()
    chat.cite(3).click()
    expect(chat.marked).to_be_in_viewport()


def test_a_permanent_link_opens_cold_and_survives_a_reload(visitor: Callable[..., Chat], fake_server: str) -> None:
    for path in ("/?c=A/RES/77/96&p=op2", "/r/A/RES/77/96?p=op2", "/?c=77/96&p=op2"):
        reader = visitor(fake_server).open(path)
        expect(reader.marked).to_have_attribute("id", "par-op2")
        expect(reader.marked).to_be_in_viewport()
    reader.page.reload()
    expect(reader.marked).to_have_attribute("id", "par-op2")


def test_a_reload_keeps_conversation_source_and_quoted_words(chat: Chat) -> None:
    chat.ask(QUESTION)
    chat.cite(2).click()
    expect(chat.marked.locator("mark.quoted").first).to_be_visible()
    chat.page.reload()
    expect(chat.page.locator(".ask")).to_contain_text(shown(QUESTION))
    expect(chat.marked.locator("mark.quoted").first).to_be_visible()
    expect(chat.cite(2)).to_have_attribute("aria-current", "true")


def test_a_link_to_nothing_says_so(visitor: Callable[..., Chat], fake_server: str) -> None:
    for path in ("/?c=A/RES/62/27&p=op99", "/?c=A/RES/75/240&p=op1"):
        reader = visitor(fake_server).open(path)
        notice = reader.page.locator(".st-key-source_panel .notice")
        expect(notice).to_contain_text(FR.say("source.missing", id=path[4:].replace("&p=", "#")))


def test_an_answer_in_the_making_can_be_watched_and_stopped(chat: Chat) -> None:
    chat.send("Une question lente, lent comme un modèle")
    expect(chat.page.locator(".draft")).to_contain_text("Un brouillon qui")
    expect(chat.page.locator(".answer.running [role=status]")).to_be_visible()
    chat.button(FR.say("chat.stop")).click()
    expect(chat.page.locator("article.answer.running")).to_have_count(0)
    expect(chat.page.locator(".notice").last).to_contain_text(FR.say("chat.stopped"))
    chat.ask(QUESTION)
    chat.cite(1).click()
    expect(chat.marked).to_be_in_viewport()


def test_an_answer_goes_on_while_its_page_is_away(chat: Chat) -> None:
    chat.send("Une question lente, lent comme un modèle")
    expect(chat.page.locator("article.answer.running")).to_be_visible()
    chat.page.reload()
    expect(chat.page.locator("article.answer.answered")).to_be_visible()


def test_a_refusal_shows_what_is_near_and_opens_it(chat: Chat) -> None:
    answer = chat.ask("Quelle est la recette de la tarte aux pommes ?")
    expect(answer.locator("a.cite")).to_have_count(0)
    expect(answer.locator(".nearest h3")).to_have_text(FR.say("refusal.nearest"))
    answer.locator(".nearest a").first.click()
    expect(chat.marked).to_have_attribute("id", "par-op3")
    chat.picture("desktop-light-refusal")


def test_a_failure_says_what_and_how_to_mend_it(chat: Chat) -> None:
    answer = chat.ask("Une panne ?")
    expect(answer).to_contain_text("Rien ne va plus. Réindexez.")
    expect(chat.button(FR.say("chat.again"))).to_be_visible()


def test_a_filter_understood_can_be_lifted(chat: Chat) -> None:
    chat.ask(QUESTION)
    filter = chat.page.locator("button.filter")
    expect(filter).to_contain_text("Résolution A/RES/62/27")
    filter.click()
    expect(filter).to_have_count(0)
    expect(chat.page.locator(".ask")).to_have_count(1)
    expect(chat.page.locator("article.answer.answered")).to_be_visible()


def test_the_last_question_can_be_edited(chat: Chat) -> None:
    chat.ask("Première question ?")
    chat.ask(QUESTION)
    chat.button(FR.say("chat.edit")).click()
    field = chat.page.get_by_label(FR.say("chat.edit_question"))
    expect(field).to_have_value(QUESTION)
    expect(field).to_be_focused()
    field.fill("Quelle est la recette de la tarte ?")
    chat.button(FR.say("chat.ask_edited")).click()
    expect(chat.page.locator(".ask").last).to_contain_text("tarte")
    expect(chat.page.locator(".ask")).to_have_count(2)
    expect(chat.page.locator("article.answer.refusal")).to_be_visible()


def test_a_suggestion_is_asked_with_a_click(chat: Chat) -> None:
    chat.page.locator(".suggestions button").first.click()
    expect(chat.page.locator(".ask")).to_have_count(1)
    expect(chat.page.locator("article.answer.answered")).to_be_visible()
    expect(chat.page.locator(".suggestions button").first).to_be_visible()


def test_the_answer_is_copied_with_its_references(visitor: Callable[..., Chat], fake_server: str) -> None:
    reader = visitor(fake_server, permissions=["clipboard-read", "clipboard-write"]).open()
    reader.ask(QUESTION)
    reader.page.locator("[data-copy]").first.click()
    expect(reader.page.locator("[data-copy]").first).to_have_text(FR.say("chat.copied"))
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert "[2] résolution 62/27, par. 5 (A/RES/62/27#op5)" in copied.replace("\u00a0", " ")
    assert PARAGRAPHS["A/RES/62/27#op5"][:90] in copied
    rich = reader.page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then(blob => blob.text())"
    )
    official = "https://docs.un.org/fr/A/RES/62/27"
    assert f'<sup><a href="{official}">[2]</a></sup>' in rich
    reference = f'<p>[2] <a href="{official}">résolution 62/27, par. 5</a> (A/RES/62/27#op5)</p>'
    assert reference in rich.replace("&nbsp;", " ")
    assert "<li>" in rich
    assert "<button" not in rich


def test_what_people_type_is_shown_and_never_run(chat: Chat) -> None:
    attack = '<img src=x onerror="fetch(`https://evil.invalid`)"> ![x](https://evil.invalid/a.png) -- $x$ :smile:'
    chat.ask(attack)
    expect(chat.page.locator(".ask p").last).to_have_text(attack)
    assert chat.page.locator("img[src*=evil], img[src=x]").count() == 0
    row = chat.page.locator("[class*=st-key-history_open_] button").first
    assert row.inner_text().replace("\u2060", "").startswith(attack[:40])


def test_conversations_are_found_renamed_exported_and_deleted(chat: Chat) -> None:
    chat.ask("Une question sur les océans ?")
    chat.button(FR.say("chat.new")).click()
    expect(chat.page.locator(".welcome")).to_be_visible()
    chat.ask("Une question sur les forêts ?")
    rows = chat.page.locator("[class*=st-key-conversation_] button")
    expect(rows).to_have_count(2)
    search = chat.page.get_by_label(FR.say("chat.search_history"))
    search.fill("OCEANS")
    search.press("Enter")
    expect(rows).to_have_count(1)
    rows.first.click()
    expect(chat.page.locator(".ask")).to_contain_text("océans")
    chat.button(FR.say("chat.manage")).click()
    with chat.page.expect_download() as download:
        chat.button(FR.say("chat.export_json")).click()
    exported = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert [turn["question"] for turn in exported["turns"]] == ["Une question sur les océans ?"]
    title = chat.page.get_by_label(FR.say("chat.new_title"))
    title.fill("Mer")
    chat.button(FR.say("chat.rename")).click()
    chat.settled()
    expect(title).to_have_count(0)  # the renamed conversation has a new, closed menu
    search.fill("")
    search.press("Enter")
    expect(chat.page.locator("[class*=st-key-history_open_]")).to_contain_text("Mer")
    chat.settled()
    chat.button(FR.say("chat.manage")).click()
    chat.button(FR.say("chat.delete")).click()
    expect(chat.page.get_by_text(FR.say("chat.delete_sure"))).to_be_visible()
    chat.button(FR.say("chat.delete_for_good")).click()
    expect(rows).to_have_count(1)
    expect(chat.page.locator(".welcome")).to_be_visible()


def test_a_second_tab_shares_the_history_and_another_person_does_not(
    visitor: Callable[..., Chat], fake_server: str
) -> None:
    reader = visitor(fake_server).open()
    reader.ask("Une question qui m'appartient ?")
    address = reader.page.url.removeprefix(fake_server)
    tab = Chat(reader.page.context.new_page(), fake_server).open(address)
    expect(tab.page.locator(".ask")).to_contain_text("m'appartient")
    other = visitor(fake_server).open(address)
    expect(other.page.locator(".welcome")).to_be_visible()
    expect(other.page.locator(".ask")).to_have_count(0)


def test_a_citation_can_be_reported(chat: Chat) -> None:
    chat.ask(QUESTION)
    chat.cite(1).click()
    chat.button(FR.say("source.feedback")).click()
    chat.button(FR.say("verdict.wrong")).click()
    expect(chat.page.get_by_test_id("stToast")).to_contain_text(FR.say("source.feedback_thanks"))


def test_everything_is_reached_with_the_keyboard_alone(chat: Chat) -> None:
    page = chat.page
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("a.cite").first).to_be_visible()
    chat.settled()
    page.locator("a.cite").first.focus()
    expect(page.locator(".card").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(chat.cite(2)).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.marked).to_have_attribute("id", "par-op5")
    expect(chat.marked).to_be_focused()
    page.keyboard.press("n")
    expect(chat.marked).to_have_attribute("id", "par-op8")
    page.keyboard.press("Escape")
    expect(page.locator(".pane")).to_have_count(0)
    expect(chat.cite(2)).to_be_focused()
    expect(page.locator(".card:visible")).to_have_count(0)  # its work is done
    page.keyboard.press("o")
    expect(chat.marked).to_have_attribute("id", "par-pp9")
    page.keyboard.press("b")
    expect(page.get_by_test_id("stToast")).to_contain_text(FR.say("source.added"))
    page.keyboard.press("Shift+N")
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_focused()


def test_an_answer_is_read_from_its_beginning_with_its_sources_beside_it(
    visitor: Callable[..., Chat], fake_server: str
) -> None:
    """However long the conversation, and wherever on the page the reader was."""
    reader = visitor(fake_server, viewport={"width": 1280, "height": 460}).open()
    for _ in range(3):
        reader.ask(QUESTION)
        box = reader.page.locator(".ask").last.bounding_box()
        assert box is not None
        assert 56 <= box["y"] < 160
    expect(reader.page.locator(".overview h2")).to_be_in_viewport()
    reader.cite(3).click()
    expect(reader.marked).to_be_in_viewport()
    reader.page.locator(".ask").first.scroll_into_view_if_needed()
    expect(reader.marked).to_be_in_viewport()


def test_the_theme_can_be_chosen_for_all_views(visitor: Callable[..., Chat], fake_server: str) -> None:
    reader = visitor(fake_server, color_scheme="dark").open()
    light, dark = "rgb(255, 255, 255)", "rgb(17, 24, 31)"
    expect(reader.page.locator(".stApp")).to_have_css("background-color", dark)
    reader.page.get_by_text(FR.say("theme.system")).click()
    expect(reader.page.get_by_text(FR.say("theme.light"))).to_be_visible()
    expect(reader.page.locator(".stApp")).to_have_css("background-color", light)
    reader.open("/corpus")
    expect(reader.page.locator(".stApp")).to_have_css("background-color", light)


def test_the_phone_shows_the_source_as_a_sheet(visitor: Callable[..., Chat], fake_server: str) -> None:
    reader = visitor(fake_server, viewport=PHONE, has_touch=True, is_mobile=True, color_scheme="dark").open()
    reader.ask(QUESTION)
    reader.cite(2).tap()
    expect(reader.marked).to_be_in_viewport()
    box = reader.page.locator(".st-key-source_panel").bounding_box()
    assert box is not None
    assert box["y"] > PHONE["height"] * 0.2
    assert box["y"] + box["height"] == pytest.approx(PHONE["height"], abs=2)
    assert box["width"] == pytest.approx(PHONE["width"], abs=2)
    reader.picture("phone-dark-source")
    reader.button(FR.say("source.close")).tap()
    expect(reader.page.locator(".st-key-source_panel")).to_be_hidden()
    reader.page.get_by_test_id("stExpandSidebarButton").tap()
    reader.button(FR.say("chat.new")).tap()  # what was chosen is seen: the side panel folds
    expect(reader.page.get_by_test_id("stSidebarCollapseButton")).not_to_be_in_viewport()
    expect(reader.page.locator(".welcome h1")).to_be_in_viewport()


def test_the_language_of_the_interface_changes_as_a_whole(chat: Chat) -> None:
    chat.ask(QUESTION)
    chat.cite(2).click()
    expect(chat.marked).to_be_visible()
    chat.page.get_by_role("radio", name="English").click()
    expect(chat.page.locator("html")).to_have_attribute("lang", "en")
    expect(chat.page.locator(".source-title")).to_contain_text(shown("resolution 62/27, para. 5"))
    expect(chat.page.locator(".coverage").last).to_contain_text("Searched")
    chat.settled()
    english = messages("en").table
    own = {text for key, text in FR.table.items() if text != english[key] and len(text) > 5 and "{" not in text}
    left = chat.page.evaluate(
        """() => [...document.querySelectorAll('#root *')].flatMap(el => el.closest('[lang=fr]') ? [] :
            [el.getAttribute('aria-label'), el.getAttribute('title'), el.getAttribute('placeholder'),
             ...[...el.childNodes].filter(n => n.nodeType === 3).map(n => n.data)]).filter(Boolean)"""
    )
    assert not own & {text.strip() for text in left}
    chat.picture("desktop-light-english")


def test_the_policy_stops_scripts_and_requests_that_are_not_ours(
    visitor: Callable[..., Chat], fake_server: str
) -> None:
    """Even if some text became markup by mistake, the browser would run nothing of it and ask nobody for anything."""
    page = visitor(fake_server, faults=True).open().page
    page.evaluate(
        """() => {
            window.heard = []
            document.addEventListener('securitypolicyviolation', e => window.heard.push(e.effectiveDirective))
            const div = document.createElement('div')
            div.innerHTML = '<img src="data:," onerror="window.ran = true">'
            document.body.append(div)
            const script = document.createElement('script')
            script.textContent = 'window.ran = true'
            document.body.append(script)
        }"""
    )
    page.wait_for_timeout(500)
    assert page.evaluate("window.ran") is None
    assert set(page.evaluate("window.heard")) == {"script-src-attr", "script-src-elem"}


def test_nothing_jumps_while_an_answer_is_written(chat: Chat) -> None:
    chat.page.evaluate(
        """() => {
            window.shifts = 0
            new PerformanceObserver(list => list.getEntries().forEach(e => { window.shifts += e.value }))
                .observe({type: 'layout-shift', buffered: false})
        }"""
    )
    chat.send("Une question interminable, lent comme un modèle")
    expect(chat.page.locator(".draft")).to_contain_text("arrive mot")
    before = chat.page.evaluate("window.shifts")
    chat.page.wait_for_timeout(2000)
    expect(chat.page.locator(".draft")).to_be_visible()
    assert chat.page.evaluate("window.shifts") - before < 0.02
