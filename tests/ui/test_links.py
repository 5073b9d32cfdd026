"""The address and what is open: each follows the other, also while a new address is still on its way."""

from __future__ import annotations

import time
from typing import Any

import pytest
import streamlit as st

from ui import links
from ui.state import Opened, State


class Bar:
    """The browser's address bar, as the server hears of it: `heard` lags behind `told`."""

    def __init__(self) -> None:
        self.heard: dict[str, str] = {}
        self.told: list[dict[str, str]] = []

    def to_dict(self) -> dict[str, str]:
        return dict(self.heard)

    def from_dict(self, params: dict[str, str]) -> None:
        self.told.append(dict(params))

    def arrive(self) -> None:
        """The last address told has reached the browser."""
        self.heard = self.told[-1]


@pytest.fixture
def bar(monkeypatch: pytest.MonkeyPatch) -> Bar:
    made = Bar()
    monkeypatch.setattr(st, "query_params", made)
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def opened(path: str) -> dict[str, Any]:
    return {"c": "A/RES/62/27", "p": path}


def test_an_old_address_on_its_way_is_not_taken_for_the_back_button(bar: Bar, clock: list[float]) -> None:
    tab = State("fr", "anne")
    links.write(tab)
    assert bar.told == []
    tab.opened = Opened("A/RES/62/27#op5")
    links.write(tab)
    assert bar.told == [opened("op5")]
    assert links.written(tab)  # an event that left before the browser heard of it
    links.write(tab)
    assert bar.told == [opened("op5")]  # told once
    bar.arrive()
    assert links.written(tab)
    clock[0] += 5
    bar.heard = {}
    assert not links.written(tab)  # the reader went back


def test_back_and_forth_at_once_is_followed(bar: Bar, clock: list[float]) -> None:
    tab = State("fr", "anne")
    for path in ("op5", "op8"):
        tab.opened = Opened(f"A/RES/62/27#{path}")
        links.write(tab)
        bar.arrive()
        clock[0] += 5
    bar.heard = opened("op5")
    assert not links.written(tab)
    tab.opened = Opened("A/RES/62/27#op5")
    links.write(tab)
    assert links.written(tab)
    bar.heard = opened("op8")  # forward again, at once
    assert not links.written(tab)
