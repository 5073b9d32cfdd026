"""What stands around every view: page set-up, style sheet, the tab's state, what the address asks for, errors; the
frame of a view beside the source panel."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from assistant.errors import AssistantError
from index.errors import IndexingError
from ui import chatting, escape, links
from ui.components.source import source_panel
from ui.i18n import LANGUAGES, messages
from ui.resources import settings
from ui.server import USER_COOKIE
from ui.state import begin as begin_state
from ui.state import started, state
from ui.words import catalogue, t

_HERE = Path(__file__).parent
_ICON = _HERE.parent / "icon.png"


def begin() -> None:
    """Set the page up and make sure of the tab's state."""
    if not started():
        begin_state(_language(), _user())
    st.set_page_config(t("app.name"), str(_ICON), layout="wide")
    sheet = (_HERE / "style.css").read_text(encoding="utf-8")
    theme = "dark" if st.context.theme.type == "dark" else "light"
    st.html(f"<style>{sheet}\n{(_HERE / f'{theme}.css').read_text(encoding='utf-8')}</style>")


def signed_in() -> bool:
    """Whether the reader may go on: where people sign in, who has not is shown the door to it and nothing else."""
    if not settings().sign_in_url or st.user.is_logged_in:
        return True
    lead = escape.text(catalogue().typeset(t("sign_in.lead")))
    with st.container(key="door"):
        st.html(f'<div class="welcome"><h1>{escape.text(t("app.name"))}</h1><p>{lead}</p></div>')
        st.button(t("sign_in.enter"), key="sign_in", type="primary", on_click=st.login)
    return False


def _user() -> str:
    """Whose conversations these are: who signed in, else whoever holds this browser's cookie."""
    if settings().sign_in_url and st.user.is_logged_in:
        return f"{st.user.get('iss', '')} {st.user['sub']}"
    return st.context.cookies.to_dict().get(USER_COOKIE, "local")


def follow_address(view: str) -> None:
    """Open what the address names: at the tab's first run, and when the reader went to another address with the
    browser's own buttons. A change of view alone, which leaves the address bare, keeps everything as it is."""
    current, asked = state(), st.query_params.to_dict()
    before, current.own["view"] = current.own.get("view"), view
    if before is not None and (links.written(current) or (before != view and not asked)):
        return
    conversation = asked.get("conv")
    if conversation and conversation != current.conversation:
        chatting.open_conversation(conversation)
    elif before is not None and not conversation:
        chatting.new_conversation()
    chatting.close_source()
    if opened := links.opened_in_address():
        chatting.open_source(opened.id, opened.turn, opened.n)


def view(name: str, sections: Mapping[str, Callable[[], None]]) -> None:
    """A view on the left, under its title, the source panel on the right; several sections have a switch."""
    left, source = st.columns([11, 9], gap="medium")
    with left, st.container(key=name):
        st.html(f'<h1 class="view-title">{escape.text(t(f"{name}.title"))}</h1>')
        sections[_section(name, list(sections))]()
    with source:
        source_panel()


def _section(name: str, sections: list[str]) -> str:
    """The section chosen, the first one at first."""
    if len(sections) == 1:
        return sections[0]
    chosen = st.segmented_control(
        t(f"{name}.section"),
        sections,
        format_func=lambda section: t(f"{name}.{section}"),
        default=sections[0],
        required=True,
        key=f"{name}_section",
        label_visibility="collapsed",
    )
    return chosen or sections[0]


def show_error(error: IndexingError | AssistantError) -> None:
    """An error as words: what is wrong and how to mend it."""
    with st.container(key="failure"):
        st.html(
            f'<div class="error" role="alert"><h1>{escape.text(t("error.title"))}</h1>'
            f"<p>{_with_code(error.message)}</p><p>{_with_code(error.hint)}</p></div>"
        )
        st.button(t("error.retry"), key="retry")


def _with_code(sentence: str) -> str:
    """A sentence of an error as HTML, what stands between grave accents as something to type."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape.text(catalogue().typeset(sentence)))


def show_unexpected() -> None:
    """An error that nobody foresaw: its details are in the server's log, not on the page."""
    known = [catalogue()] if started() else [messages(language) for language in LANGUAGES]
    said = " ".join(words.say("error.unexpected") for words in known)
    st.html(f'<div class="error" role="alert"><p>{escape.text(said)}</p></div>')


def _language() -> str:
    """The language that the address asks for, else the browser's, else the settings'."""
    asked = (st.query_params.get("lang"), (st.context.locale or "")[:2], settings().lang)
    return next((language for language in asked if language in LANGUAGES), "fr")
