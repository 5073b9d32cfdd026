"""Whether people who see, hear or move otherwise can use every view: axe-core finds nothing, in both themes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest

from tests.ui.browser import DESKTOP, PHONE, Chat
from tests.ui.test_browser_chat import QUESTION
from ui.i18n import messages

pytestmark = pytest.mark.browser
FR = messages("fr")
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(chat: Chat) -> list[str]:
    """What axe-core finds wrong once the page stands still, each with the first element concerned.

    A field drawn a moment ago has its own names and roles a tenth of a second later.
    """
    chat.settled()
    chat.page.evaluate(AXE)
    result: dict[str, Any] = chat.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['help']}: {node['html'][:200]} {node['any'][0]['message'] if node['any'] else ''}"
        for v in result["violations"]
        for node in v["nodes"][:2]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_chat_has_no_fault(
    visitor: Callable[..., Chat], fake_server: str, scheme: str, size: dict[str, int]
) -> None:
    reader = visitor(fake_server, viewport=size, color_scheme=scheme).open()
    assert not violations(reader)
    reader.ask(QUESTION)
    reader.ask("Quelle est la recette de la tarte ?")
    assert not violations(reader)
    reader.page.locator('a.cite[data-n="2"]').first.click()
    reader.marked.wait_for()
    assert not violations(reader)
    name = f"{'phone' if size is PHONE else 'desktop'}-{scheme}"
    reader.picture(f"{name}-conversation")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_corpus_has_no_fault(visitor: Callable[..., Chat], fake_server: str, scheme: str) -> None:
    reader = visitor(fake_server, color_scheme=scheme).open("/corpus")
    reader.page.locator(".hits a").first.click()
    reader.page.locator(".pane").wait_for()
    for details in reader.page.locator(".pane details > summary").all():
        details.click()
    assert not violations(reader)
    for name in ("overview", "doubts", "add"):
        reader.page.get_by_role("radio", name=FR.say(f"corpus.{name}"), exact=True).click()
        reader.settled()
        if name == "add":  # the browser fetches the code of the file field when it is first shown
            reader.page.locator("[data-testid=stFileUploaderDropzone][role=group]").wait_for()
        assert not violations(reader)
