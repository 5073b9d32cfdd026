"""The side panel: language, new conversation, history."""

from __future__ import annotations

import streamlit as st

from assistant.conversation import Conversation
from ui import chatting, escape
from ui.components.history import manage
from ui.components.model import model_control
from ui.components.shortcuts import shortcuts_html
from ui.i18n import LANGUAGES, messages
from ui.resources import rooms
from ui.state import state, widget
from ui.words import catalogue, t

_LISTED = 40


def sidebar() -> None:
    """Draw the side panel."""
    with st.sidebar:
        st.html(f'<p class="brand">{escape.text(t("app.name"))}<small>{escape.text(t("app.tagline"))}</small></p>')
        names = {code: messages(code).rules["name"] for code in LANGUAGES}
        st.segmented_control(
            t("app.language"),
            LANGUAGES,
            format_func=names.__getitem__,
            default=state().lang,
            required=True,
            key="language",
            on_change=_language,
        )
        model_control()
        st.button(t("chat.new"), key="new", icon=":material/add:", width="stretch", on_click=chatting.new_conversation)
        _history()
        st.html(shortcuts_html(catalogue()))
        if rooms().settings.sign_in_url:
            st.button(t("sign_in.leave"), key="sign_out", type="tertiary", on_click=st.logout)


def _language() -> None:
    state().lang = widget("language")


def _history() -> None:
    st.html(f'<h2 class="side-title">{escape.text(t("chat.history"))}</h2>')
    store, user = rooms().conversations, state().user
    words = st.text_input(
        t("chat.search_history"),
        key="history_words",
        label_visibility="collapsed",
        placeholder=t("chat.search_history"),
    )
    found = store.conversations(user, words or "", limit=_LISTED)
    if not found:
        said = t("chat.no_history_found") if words else t("chat.empty_history")
        st.html(f'<p class="hint">{escape.text(said)}</p>')
    for conversation in found:
        _row(conversation)


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
