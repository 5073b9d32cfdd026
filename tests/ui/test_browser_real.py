"""The whole house in a browser: `alinea chat` in an empty home, the real assistant over the bundled sample."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ui.browser import PHONE, ROOT, Chat, command, free_port
from ui.i18n import messages

pytestmark = pytest.mark.browser

# A question, the resolution and the place that its answer must cite.
QUESTIONS = [
    ("Que dit le paragraphe 4 de la résolution 62/27 ?", "A/RES/62/27", "op4"),
    ("Quel est le troisième alinéa du préambule de la résolution 77/96 ?", "A/RES/77/96", "pp3"),
    ("What does 77/96 OP2 say?", "A/RES/77/96", "op2"),
]


@pytest.mark.parametrize(("question", "symbol", "path"), QUESTIONS)
def test_a_question_finds_its_paragraph_and_shows_it_marked(
    visitor: Callable[..., Chat], real_server: str, question: str, symbol: str, path: str
) -> None:
    reader = visitor(real_server).open()
    reader.ask(question)
    chip = reader.page.locator(f'a.cite[data-ref="{symbol}#{path}"]').first
    chip.click()
    expect(reader.marked).to_have_attribute("id", f"par-{path}")
    expect(reader.marked).to_be_in_viewport()
    expect(reader.marked.locator("mark.quoted").first).to_be_visible()
    reader.picture(f"real-{symbol.replace('/', '_')}-{path}")


def test_what_is_not_in_the_corpus_is_refused(visitor: Callable[..., Chat], real_server: str) -> None:
    reader = visitor(real_server, viewport=PHONE, color_scheme="dark").open()
    answer = reader.ask("Quelle est la recette de la tarte aux pommes ?")
    expect(answer.locator("a.cite")).to_have_count(0)
    expect(answer).to_have_class(re.compile("refusal"))
    reader.picture("real-phone-refusal")


def test_the_command_says_which_port_it_took_and_ends_its_server(
    real_server: str, real_home: Path, tmp_path: Path
) -> None:
    taken = int(real_server.rpartition(":")[2])
    with command(real_home, tmp_path / "log", port=taken) as second:
        assert second.address != real_server
        assert str(taken) in second.log.read_text(encoding="utf-8")
        with urllib.request.urlopen(second.address, timeout=10) as page:
            policy = page.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "http:" not in policy
        second.process.send_signal(signal.SIGTERM)
        second.process.wait(20)
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", int(second.address.rpartition(":")[2]))) != 0


def test_another_address_is_refused_unless_told_so(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "assistant", "chat", "--home", str(tmp_path), "--address", "0.0.0.0"]
    ended = subprocess.run([*line, "--port", str(free_port())], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert "--expose" in ended.stderr


def test_the_interface_follows_the_browsers_language(visitor: Callable[..., Chat], real_server: str) -> None:
    for locale, language in (("fr-CH", "fr"), ("en-US", "en"), ("de-DE", "fr")):
        reader = visitor(real_server, locale=locale).open()
        expect(reader.page.locator(".welcome h1")).to_have_text(
            re.compile(messages(language).say("chat.title").replace(" ", r"\s").replace("?", r"\?"))
        )
