"""Addresses of the chat: `?c=A/RES/62/27&p=op5` opens a paragraph, `?conv=…` a conversation, `n=12.2` with both the
second citation of its turn 12."""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import streamlit as st

from index.errors import SymbolError
from index.symbols import Locator
from ui.state import Opened, State

_WRITTEN = "address"
_ON_ITS_WAY = 2.0
"""Seconds in which an event may still bring the address from before the last change."""


@dataclass(frozen=True, slots=True)
class _Written:
    """The address that was written last, the one before, and when (monotonic seconds)."""

    now: dict[str, str]
    before: dict[str, str]
    at: float


def paragraph(id: str) -> str:
    """The link to a paragraph, relative to the server's root."""
    symbol, _, path = id.partition("#")
    return f"./?c={quote(symbol, safe='/()')}" + (f"&p={quote(path)}" if path else "")


def absolute(id: str) -> str:
    """The whole permanent address of a paragraph on this server, to be put in a text or a mail."""
    symbol, _, path = id.partition("#")
    server = urlsplit(st.context.url or "")
    return f"{server.scheme}://{server.netloc}/r/{quote(symbol, safe='/()')}" + (f"?p={quote(path)}" if path else "")


def official(symbol: str, language: str) -> str:
    """The address of the official document at the United Nations."""
    return f"https://docs.un.org/{language}/{quote(symbol, safe='/()')}"


def opened_in_address() -> Opened | None:
    """The paragraph that the address names, or None; a spelling that is no symbol counts as none."""
    symbol, path = st.query_params.get("c", ""), st.query_params.get("p", "")
    turn, _, n = st.query_params.get("n", "").partition(".")
    cited = (int(turn), int(n)) if turn.isdecimal() and n.isdecimal() and len(turn + n) < 18 else (None, None)
    try:
        id = str(Locator.parse(f"{symbol}#{path}" if path else symbol)) if symbol else ""
    except SymbolError:
        return None
    return Opened(id, turn=cited[0], n=cited[1]) if id else None


def write(current: State) -> None:
    """Let the address say what is open, so that it can be kept, shared and reloaded."""
    wanted: dict[str, str] = {}
    if current.conversation:
        wanted["conv"] = current.conversation
    if current.opened:
        symbol, _, path = current.opened.id.partition("#")
        wanted |= {"c": symbol} | ({"p": path} if path else {})
        if current.opened.n is not None:
            wanted["n"] = f"{current.opened.turn}.{current.opened.n}"
    last, asked = current.own.get(_WRITTEN), st.query_params.to_dict()
    if asked == wanted:
        current.own[_WRITTEN] = _Written(wanted, wanted, 0.0)
    elif last is None or last.now != wanted or not written(current):
        current.own[_WRITTEN] = _Written(wanted, asked, time.monotonic())
        st.query_params.from_dict(wanted)


def written(current: State) -> bool:
    """Whether the address is one that we wrote: the last, or the one before while the browser cannot have heard of the
    last. Else the reader came from elsewhere."""
    last: _Written | None = current.own.get(_WRITTEN)
    asked = st.query_params.to_dict()
    if last is None:
        return False
    return asked == last.now or (asked == last.before and time.monotonic() - last.at < _ON_ITS_WAY)
