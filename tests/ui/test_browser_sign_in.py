"""Signing in with OpenID Connect, against a small real provider on loopback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.ui.browser import ROOT, Chat, free_port, server, wait_for
from tests.ui.oidc_provider import CLIENT, SECRET
from ui.i18n import messages

pytestmark = pytest.mark.browser
FR = messages("fr")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The chat over the fakes, where people sign in."""
    folder, port, chat_port = tmp_path_factory.mktemp("sign-in"), free_port(), free_port()
    issuer = f"http://127.0.0.1:{port}"
    log = folder / "provider.log"
    with log.open("w", encoding="utf-8") as out:
        line = [sys.executable, "-m", "tests.ui.oidc_provider", str(port)]
        process = subprocess.Popen(line, cwd=ROOT, stdout=out, stderr=out)
        settings = {
            "ALINEA_PORT": str(chat_port),
            "ALINEA_SIGN_IN_URL": f"{issuer}/.well-known/openid-configuration",
            "ALINEA_SIGN_IN_CLIENT": CLIENT,
            "ALINEA_SIGN_IN_SECRET": SECRET,
            "ALINEA_SIGN_IN_REDIRECT": f"http://127.0.0.1:{chat_port}/oauth2callback",
        }
        try:
            wait_for(issuer, process, log)
            with server("tests.ui.fake_server", folder / "home", folder / "server.log", **settings) as address:
                yield address
        finally:
            process.terminate()
            process.wait(20)


def enter(reader: Chat, person: str) -> None:
    """Go to the chat and sign in."""
    reader.page.goto(reader.address)
    reader.button(FR.say("sign_in.enter")).click()
    reader.page.get_by_role("link", name=person).click()
    reader.settled()


def test_nothing_is_shown_before_signing_in_and_people_are_kept_apart(
    visitor: Callable[..., Chat], guarded: str
) -> None:
    stranger = visitor(guarded)
    stranger.page.goto(f"{guarded}/?c=A/RES/62/27&p=op5")
    expect(stranger.button(FR.say("sign_in.enter"))).to_be_visible()
    expect(stranger.page.locator(".pane, [data-testid=stChatInput]")).to_have_count(0)
    anne = visitor(guarded)
    enter(anne, "anne")
    anne.ask("Une question d'Anne ?")
    again, bob = visitor(guarded), visitor(guarded)
    enter(again, "anne")
    expect(again.page.locator("[class*=st-key-conversation_]")).to_have_count(1)
    enter(bob, "bob")
    expect(bob.page.locator("[class*=st-key-conversation_]")).to_have_count(0)
    anne.button(FR.say("sign_in.leave")).click()
    expect(anne.button(FR.say("sign_in.enter"))).to_be_visible()
