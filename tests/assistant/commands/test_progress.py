"""A build's progress bar: rate and time left from the first batch on."""

from __future__ import annotations

import io
import re
import time

import pytest

from assistant.commands.progress import Progress
from index.build import Event


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_the_rate_and_the_time_left_stand_there_once_the_first_batch_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    stream = Terminal()
    with Progress("fr", stream) as progress:
        progress(Event("embedding", 0, 300))
        time.sleep(0.05)
        progress(Event("embedding", 128, 300))
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", stream.getvalue())
    assert re.search(r"128/300 \d+/s \d:\d\d:\d\d", shown), shown
