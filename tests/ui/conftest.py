"""Browsers and servers for the tests of the interface, started once and ended when this folder's tests end: a
Playwright left open would stand in the way of the asynchronous tests of other folders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.ui import chromium
from tests.ui.browser import DESKTOP, Chat, Watch, command, server


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.HELP)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def fake_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The chat over the fakes: everything is instant but what the question asks to be slow."""
    folder = tmp_path_factory.mktemp("fake-chat")
    with server("tests.ui.fake_server", folder / "home", folder / "server.log") as address:
        yield address


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Chat]]:
    """Makes people at the chat, each with a browser profile of their own. In the end nobody's page may have asked
    another host for anything, or broken the policy (but where a test provokes `faults`)."""
    opened, watches = [], []

    def make(address: str, *, faults: bool = False, **options: Any) -> Chat:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "fr-FR"} | options)
        watch = Watch(faults=faults)
        watch.over(context)
        opened.append(context)
        watches.append(watch)
        return Chat(context.new_page(), address)

    yield make
    workers = [worker.url for context in opened for worker in context.service_workers]
    for context in opened:
        context.close()
    assert not workers
    assert not [url for watch in watches for url in watch.foreign]
    assert not [text for watch in watches for text in watch.complaints if not watch.faults]


@pytest.fixture
def chat(visitor: Callable[..., Chat], fake_server: str) -> Chat:
    """A French reader at a desk, the chat open before them."""
    return visitor(fake_server).open()


@pytest.fixture(scope="package")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the real server: empty at first, it gets the index of the sample."""
    return tmp_path_factory.mktemp("real-chat") / "home"


@pytest.fixture(scope="package")
def real_server(real_home: Path) -> Iterator[str]:
    """The chat as a user starts it: `alinea chat` in an empty home, over the real assistant and the sample."""
    with command(real_home, real_home.parent / "server.log") as started:
        yield started.address
