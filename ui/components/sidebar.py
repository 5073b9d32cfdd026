"""The side panel: new conversation, history by day, and at its foot the language, the model, the shortcuts."""

from __future__ import annotations

import datetime as dt
from functools import partial
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from assistant.conversation import Conversation
from ui import chatting, escape
from ui.components.history import manage
from ui.components.model import model_control
from ui.components.shortcuts import shortcuts_html
from ui.components.theme import theme_html
from ui.i18n import LANGUAGES, messages
from ui.resources import rooms
from ui.state import state, widget
from ui.words import catalogue, t

_LISTED = 30
_WEEK = 7


def sidebar() -> None:
    """Draw the side panel."""
    with st.sidebar:
        st.html(f'<p class="brand">{escape.text(t("app.name"))}<small>{escape.text(t("app.tagline"))}</small></p>')
        st.button(t("chat.new"), key="new", icon=":material/add:", width="stretch", on_click=chatting.new_conversation)
        _history()
        with st.container(key="side_foot", gap="xsmall"):
            _foot()


def _foot() -> None:
    names = {code: messages(code).rules["name"] for code in LANGUAGES}
    st.segmented_control(
        t("app.language"),
        LANGUAGES,
        format_func=names.__getitem__,
        default=state().lang,
        required=True,
        key="language",
        on_change=_language,
        label_visibility="collapsed",
    )
    model_control()
    st.html(shortcuts_html(catalogue(), theme_html(catalogue())))
    if rooms().settings.sign_in_url:
        st.button(t("sign_in.leave"), key="sign_out", type="tertiary", on_click=st.logout)


def _language() -> None:
    state().lang = widget("language")


def _history() -> None:
    st.html(f'<h2 class="vh">{escape.text(t("chat.history"))}</h2>')
    own, words = state().own, str(widget("history_words") or "")
    listed = _LISTED + own.get("history_more", 0)
    found = rooms().conversations.conversations(state().user, words, limit=listed + 1)
    if found or words:
        st.text_input(
            t("chat.search_history"),
            key="history_words",
            label_visibility="collapsed",
            placeholder=t("chat.search_history"),
            icon=":material/search:",
        )
    if not found:
        said = t("chat.no_history_found") if words else t("chat.empty_history")
        st.html(f'<p class="hint">{escape.text(said)}</p>')
    with st.container(key="history", gap=None):
        for day, rows in groupby(found[:listed], key=partial(_since, _zone())):
            st.html(f'<h3 class="side-day">{escape.text(t(f"day.{day}"))}</h3>')
            for conversation in rows:
                _row(conversation)
        if len(found) > listed:
            st.button(t("chat.more_history"), key="history_more", type="tertiary", on_click=_more)


def _more() -> None:
    own = state().own
    own["history_more"] = own.get("history_more", 0) + _LISTED


def _since(reader: dt.tzinfo, conversation: Conversation) -> str:
    """How long ago, on the reader's calendar, a conversation was last touched."""
    today, touched = dt.datetime.now(reader).date(), conversation.updated.astimezone(reader).date()
    days = (today - touched).days
    return "today" if days <= 0 else "yesterday" if days == 1 else "week" if days <= _WEEK else "older"


def _zone() -> dt.tzinfo:
    """The reader's time zone, as the browser tells it."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):  # a name that this machine does not know
        return dt.UTC


def _row(conversation: Conversation) -> None:
    opened = conversation.id == state().conversation
    key = f"history_{'open_' if opened else ''}{conversation.id}"
    with st.container(key=key, horizontal=True, vertical_alignment="center", gap=None, wrap=False):
        st.button(
            escape.label(conversation.title, 60),
            key=f"conversation_{conversation.id}",
            type="tertiary",
            width="stretch",
            wrap=False,
            on_click=chatting.open_conversation,
            args=(conversation.id,),
        )
        if opened:
            manage(conversation)
