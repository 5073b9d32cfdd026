"""What can be done with the open conversation: rename, export, delete."""

from __future__ import annotations

import json
import zlib

import streamlit as st

from assistant import transcript
from assistant.conversation import Conversation
from ui import chatting, escape
from ui.resources import rooms
from ui.state import state
from ui.words import t


def manage(conversation: Conversation) -> None:
    """The menu of a conversation. Its key holds the title: a renamed conversation has a new, closed menu."""
    store, user = rooms().conversations, state().user
    with (
        st.container(key=f"icon_manage_{zlib.crc32(conversation.title.encode())}", width="content"),
        st.popover(t("chat.manage"), icon=":material/more_horiz:", type="tertiary"),
    ):
        with st.form("renaming", border=False):
            title = st.text_input(t("chat.new_title"), conversation.title, max_chars=200)
            if st.form_submit_button(t("chat.rename"), width="stretch") and title.strip():
                store.rename(user, conversation.id, title.strip())
                st.rerun()
        for form in ("markdown", "json"):
            _export(conversation, form)
        _deletion(conversation)


_FORMS = {"markdown": ("md", "text/markdown"), "json": ("json", "application/json")}


def _export(conversation: Conversation, form: str) -> None:
    """A button that makes the file when it is pressed: a long conversation is not written out with every click."""
    store, user, language = rooms().conversations, state().user, state().lang
    ending, kind = _FORMS[form]

    def content() -> str:
        turns = store.turns(user, conversation.id)
        if form == "markdown":
            return transcript.to_markdown(conversation, turns, language)
        return json.dumps(transcript.to_json(conversation, turns), ensure_ascii=False, indent=2)

    st.download_button(
        t(f"chat.export_{form}"),
        content,
        f"conversation-{conversation.updated:%Y-%m-%d}.{ending}",
        kind,
        key=f"export_{form}",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )


def _deletion(conversation: Conversation) -> None:
    """Deleting takes two clicks: there is no way back."""
    own = state().own
    if own.get("deleting") != conversation.id:
        if st.button(t("chat.delete"), key="delete", icon=":material/delete:", width="stretch"):
            own["deleting"] = conversation.id
            st.rerun()
        return
    st.html(f'<p class="notice">{escape.text(t("chat.delete_sure"))}</p>')
    with st.container(horizontal=True, gap="small"):
        sure, kept = t("chat.delete_for_good"), t("chat.cancel")
        st.button(sure, key="delete_sure", type="primary", on_click=_delete, args=(conversation.id,))
        st.button(kept, key="delete_not", type="tertiary", on_click=own.pop, args=("deleting", None))


def _delete(id: str) -> None:
    current = state()
    current.own.pop("deleting", None)
    rooms().conversations.delete(current.user, id)
    chatting.new_conversation()
