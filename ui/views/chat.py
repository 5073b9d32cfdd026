"""The chat: the conversation on the left, the source panel on the right."""

from __future__ import annotations

import streamlit as st

from ui import chatting, escape
from ui.components.source import source_panel
from ui.components.suggestions import first_questions
from ui.components.turns import draw_turn, questions_html
from ui.resources import rooms
from ui.state import state, widget
from ui.words import catalogue, t

_SHOWN_AT_FIRST = 30
_LONGEST_QUESTION = 4000


def draw() -> None:
    """The whole view."""
    conversation, source = st.columns([11, 9], gap="medium")
    with conversation, st.container(key="conversation"):
        turns = chatting.turns()
        if not turns:
            _welcome()
        hidden = max(0, len(turns) - _SHOWN_AT_FIRST - state().turns_shown)
        if hidden:
            st.button(t("chat.older"), key="older", on_click=_show_older)
        for turn in turns[hidden:]:
            draw_turn(turn, last=turn is turns[-1])
    with source:
        source_panel(answers=True)
    # In a container, the field does not make Streamlit run to the end of the page with every answer.
    with st.container(key="ask"):
        st.chat_input(t("chat.placeholder"), key="question", max_chars=_LONGEST_QUESTION, on_submit=_asked)


def _asked() -> None:
    chatting.ask(str(widget("question") or ""))


def _show_older() -> None:
    state().turns_shown += _SHOWN_AT_FIRST


def _welcome() -> None:
    coverage = rooms().library.coverage()
    held = t(
        "coverage.all",
        resolutions=t("coverage.resolutions", n=coverage.resolutions),
        paragraphs=t("coverage.paragraphs", n=coverage.paragraphs),
    )
    said = held if coverage.paragraphs else t("coverage.empty")
    questions = questions_html(first_questions(rooms().library, catalogue()), t("chat.examples"))
    st.html(
        f'<div class="welcome"><h1>{escape.text(catalogue().typeset(t("chat.title")))}</h1>'
        f"<p>{escape.text(catalogue().typeset(t('chat.lead')))}</p>"
        f'<p class="coverage">{escape.text(said)}</p>{questions}</div>'
    )
