"""What the browser tests share: servers on loopback, a watch over what pages ask for, the chat's gestures."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "artefacts"
PATIENCE = 30_000  # milliseconds: the machine may be busy
expect.set_options(timeout=PATIENCE)
DESKTOP, PHONE = {"width": 1360, "height": 860}, {"width": 390, "height": 844}


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(module: str, home: Path, log: Path, **environment: str) -> Iterator[str]:
    """A chat server in a process of its own; gives its address. `module` is run with `python -m`."""
    port = int(environment.get("ALINEA_PORT") or free_port())
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("ALINEA_", "STREAMLIT_"))}
    variables |= {"ALINEA_HOME": str(home), "ALINEA_PORT": str(port)} | environment
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen([sys.executable, "-m", module], cwd=ROOT, env=variables, stdout=out, stderr=out)
        try:
            wait_for(f"http://127.0.0.1:{port}", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


@dataclass(frozen=True)
class Started:
    """A running `alinea chat`: its address, its process, what it said on standard error."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def command(home: Path, log: Path, *arguments: str, port: int | None = None) -> Iterator[Started]:
    """`alinea chat --json` in a home, until the block ends."""
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("ALINEA_", "STREAMLIT_"))}
    words = ["--home", str(home), "--port", str(port or free_port()), "--json", *arguments]
    line = [sys.executable, "-m", "assistant", "chat", *words]
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(line, cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=errors)
        assert process.stdout is not None
        try:
            said = b"".join(iter(lambda: process.stdout.readline(), b"}\n"))  # type: ignore[union-attr]
            yield Started(json.loads(said + b"}")["address"], process, log)
        finally:
            process.terminate()
            process.stdout.close()
            process.wait(20)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    """Wait until a server answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, f"the server ended: {log.read_text(encoding='utf-8')}"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address}: {log.read_text(encoding='utf-8')}")


@dataclass
class Watch:
    """What a browser context did that it must not: requests to other hosts, complaints of the policy, script errors."""

    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    faults: bool = False

    def over(self, context: BrowserContext) -> None:
        """Watch a context. Foreign requests are recorded and cut, so that a failing test sends nothing either."""
        context.on("request", lambda request: self._note(request.url))
        context.on("serviceworker", lambda worker: self._note(worker.url))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("console", lambda message: self._heard(message.type, message.text))
        context.route(lambda url: not _ours(url), self._cut)

    def _note(self, url: str) -> None:
        if not _ours(url):
            self.foreign.append(url)

    def _cut(self, route: Route) -> None:
        self._note(route.request.url)
        route.abort()

    def _heard(self, kind: str, text: str) -> None:
        if "Content Security Policy" in text or (kind == "error" and "Failed to fetch" in text):
            self.complaints.append(text)


def _ours(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname in ("127.0.0.1", "localhost")


# The state of the script alone says too little: between two runs that follow upon one another it is "not running" too.
_QUIET = """() => {
  const there = (what) => document.querySelector(what)
  const quiet = there('[data-test-script-state=notRunning]') && there('[role=main], main')
    && there('html[data-bridge=ready]') && !there('[data-stale=true]')
  window.__quietSince = quiet ? window.__quietSince ?? performance.now() : null
  return quiet && performance.now() - window.__quietSince > 200
}"""


class Chat:
    """A person at the chat."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        page.set_default_timeout(PATIENCE)

    def open(self, path: str = "/") -> Chat:
        """Go to the chat and wait until it stands."""
        self.page.goto(self.address + path)
        self.settled()
        return self

    def settled(self) -> None:
        """Wait until the script has run to its end, what it drew stands, and nothing has moved since for a moment."""
        self.page.evaluate("window.__quietSince = null")
        self.page.wait_for_function(_QUIET)

    def ask(self, question: str) -> Locator:
        """Ask and wait for the end of the answer."""
        before = self.page.locator(".ask").count()
        self.send(question)
        expect(self.page.locator(".ask")).to_have_count(before + 1)
        answer = self.page.locator("article.answer:not(.running)").last
        expect(self.page.locator("article.answer.running")).to_have_count(0)
        expect(answer).to_be_visible()
        self.settled()
        return answer

    def send(self, question: str) -> None:
        """Type a question and send it."""
        field = self.page.get_by_test_id("stChatInputTextArea")
        field.fill(question)
        field.press("Enter")

    def cite(self, n: int) -> Locator:
        """The chip of citation `n` in the last answer."""
        return self.page.locator(f'article.answer a.cite[data-n="{n}"]').last

    @property
    def marked(self) -> Locator:
        """The marked paragraph in the source panel."""
        return self.page.locator(".pane .hit")

    def button(self, name: str) -> Locator:
        """A button by its whole spoken name, once what an earlier run of the script drew under that name is gone."""
        found = self.page.get_by_role("button", name=name, exact=True)
        expect(found).to_have_count(1)
        return found

    def picture(self, name: str) -> None:
        """Keep a picture of the window."""
        ARTEFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png")
