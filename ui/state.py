"""What one browser tab remembers: the only file that touches Streamlit's session state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from assistant.settings import Settings
from ui.jobs import Asker

_KEY = "alinea"


@dataclass(frozen=True, slots=True)
class Opened:
    """The paragraph (or whole resolution) open in the source panel.

    `start`/`end` mark the quoted words in the paragraph's text; `turn` is the answer whose citation `n` it is."""

    id: str
    language: str | None = None
    start: int = 0
    end: int = 0
    quote: str = ""
    turn: int | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A language model chosen in this tab: the settings that name it (its key among them, kept nowhere else) and the
    assistant that answers with it."""

    settings: Settings
    asker: Asker


@dataclass(slots=True)
class State:
    """One tab. Everything else is in the store or in the address."""

    lang: str
    user: str
    conversation: str | None = None
    opened: Opened | None = None
    visits: int = 0
    """How often something was opened: the page moves to the cited words once for each."""
    turns_shown: int = 0
    editing: int | None = None
    managing: str | None = None
    notice: str = ""
    redraw: bool = False
    """A fragment's event changed what stands outside the fragment."""
    chosen: Chosen | None = None
    """Another language model than the server's."""
    own: dict[str, Any] = field(default_factory=dict)
    """Small values that a view keeps for itself, under its own name."""


def begin(lang: str, user: str) -> State:
    """The tab's state, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = State(lang, user)
    return state()


def started() -> bool:
    """Whether this tab has a state yet."""
    return _KEY in st.session_state


def state() -> State:
    """The tab's state. `begin` must have been called."""
    current = st.session_state[_KEY]
    assert isinstance(current, State)
    return current


def widget(key: str) -> Any:
    """The value of the widget with this key, for its own callback; None when it is not there."""
    return st.session_state.get(key)


def put(key: str, value: Any) -> None:
    """Give the widget with this key a value, before it is drawn again; None: the one it begins with."""
    if value is None:
        st.session_state.pop(key, None)
    else:
        st.session_state[key] = value


def empty(key: str) -> None:
    """Empty the text field with this key, from a callback: before it is drawn again."""
    st.session_state[key] = ""
