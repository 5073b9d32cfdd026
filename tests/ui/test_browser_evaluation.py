"""The evaluation view in a real browser, over the fake assistant."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from playwright.sync_api import expect

from assistant.evaluation.sample import sample_questions
from tests.ui.browser import DESKTOP, PHONE, Chat
from tests.ui.test_browser_access import violations
from ui.i18n import messages

pytestmark = pytest.mark.browser
FR = messages("fr")
FIRST = json.loads(sample_questions().read_text(encoding="utf-8").splitlines()[0])


def _beginning(chat: Chat) -> None:
    """Go to the evaluation and open its form."""
    chat.open("/evaluation")
    _opened(chat)


def _opened(chat: Chat) -> None:
    """Open the form of the evaluation, which is closed once there is a run."""
    form = chat.page.locator("details").filter(has_text=FR.say("evaluation.new")).first
    expect(form).to_be_visible()
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    expect(chat.page.get_by_label(FR.say("evaluation.limit"))).to_be_visible()
    expect(chat.page.locator("input[type=file]")).to_be_attached()
    chat.settled()


def _run(chat: Chat, questions: int) -> None:
    """Ask the first bundled questions of the fake assistant and wait for the result."""
    _beginning(chat)
    page = chat.page
    limit = page.get_by_label(FR.say("evaluation.limit"))
    limit.fill(str(questions))
    limit.press("Tab")
    expect(limit).to_have_value(str(questions))
    page.get_by_role("button", name=FR.say("evaluation.start"), exact=True).click()
    expect(page.locator(".overall").filter(has_text=re.compile(rf"sur {questions}$|sur {questions} "))).to_be_visible()


def test_a_set_is_run_read_filtered_and_a_failed_question_put_to_the_chat(chat: Chat) -> None:
    _run(chat, 3)
    page = chat.page
    questions = page.locator(".trial details")
    expect(questions).to_have_count(3)
    expect(questions.first).to_contain_text(FIRST["q"])
    expect(questions.first).to_contain_text("A/RES/62/27#op6")  # expected, beside what the fake cites
    expect(questions.first).to_contain_text("A/RES/62/27#op8")
    assert page.locator(".trial mark").count() > 0
    chat.picture("desktop-light-evaluation")
    page.get_by_role("tab", name=FR.say("evaluation.figures")).click()
    expect(page.locator(".trial table")).to_contain_text("Paragraphes attendus cités")
    expect(page.locator(".trial .bars").first).to_be_visible()
    page.get_by_role("tab", name=FR.say("evaluation.questions")).click()
    page.get_by_role("radio", name="Réussie").click()
    expect(page.locator(".trial details")).to_have_count(0)
    page.get_by_role("radio", name="Échouée").click()
    expect(page.locator(".trial details")).to_have_count(3)
    page.get_by_role("button", name=FR.say("evaluation.ask")).first.click()
    expect(page.locator(".ask").first).to_contain_text(FIRST["q"])
    expect(page.locator(".answer").first).to_be_visible()


def test_two_runs_are_compared_and_reports_are_there_to_take(chat: Chat) -> None:
    _run(chat, 2)
    _run(chat, 4)
    page = chat.page
    page.get_by_role("combobox", name=FR.say("evaluation.compare")).click()
    page.get_by_role("option").first.click()
    page.get_by_role("tab", name=FR.say("evaluation.figures")).click()
    expect(page.locator(".trial table")).to_contain_text("±0,0")
    page.get_by_text(FR.say("evaluation.files")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="report.html").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert FIRST["q"] in unescape(text)


def test_a_mistake_in_a_set_is_told_with_line_and_field(chat: Chat) -> None:
    _beginning(chat)
    page = chat.page
    wrong = {"name": "mine.jsonl", "mimeType": "text/plain", "buffer": b'{"q": "Qui ?", "al": []}'}
    page.locator("input[type=file]").set_input_files(wrong)  # type: ignore[arg-type]
    expect(page.get_by_test_id("stFileChip")).to_contain_text("mine.jsonl")
    page.get_by_role("button", name=FR.say("evaluation.start"), exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="line 1, field “al”")).to_be_visible(timeout=15_000)


def test_a_refused_file_is_told_in_the_readers_language(chat: Chat) -> None:
    _beginning(chat)
    page = chat.page
    wrong = {"name": "mine.exe", "mimeType": "text/plain", "buffer": b"x"}
    page.locator("input[type=file]").set_input_files(wrong)  # type: ignore[arg-type]
    chip = page.get_by_test_id("stFileChip")
    expect(chip.get_by_role("alert")).to_have_text(FR.say("add.refused"))
    expect(chip.get_by_role("button")).to_have_accessible_name(FR.say("add.remove"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_evaluation_has_no_fault(
    visitor: Callable[..., Chat], fake_server: str, scheme: str, size: dict[str, int]
) -> None:
    reader = visitor(fake_server, viewport=size, color_scheme=scheme)
    _run(reader, 2)
    page = reader.page
    _opened(reader)
    page.locator(".trial details summary").first.click()
    assert not violations(reader)
    page.get_by_role("tab", name=FR.say("evaluation.figures")).click()
    expect(page.locator(".trial table")).to_be_visible()
    assert not violations(reader)
