"""The turns of a conversation: those ended, and the one being answered."""

from __future__ import annotations

import streamlit as st

from assistant.answer import Answer, Progress
from assistant.conversation import Turn, TurnState
from index.search import Filters
from ui import basket, chatting, escape
from ui import filters as chips
from ui.components.answer import answer_html, question_html
from ui.components.suggestions import suggestions
from ui.jobs import Job
from ui.resources import rooms
from ui.state import state
from ui.words import catalogue, t

_LOOK_EVERY = 0.3


def draw_turn(turn: Turn, last: bool) -> None:
    """One question with its answer; under the last one, what can be done with it."""
    job = rooms().jobs.get(turn.id)
    if turn.state is TurnState.RUNNING and job is not None and not job.finished.is_set():
        _running(turn.id, turn.question)
        return
    st.html(question_html(turn.id, turn.question, catalogue()) + _ended(turn, last))
    if last:
        _actions(turn)


@st.fragment(run_every=_LOOK_EVERY)
def _running(turn: int, question: str) -> None:
    """The turn being answered: drawn again and again until its job has finished, then everything is."""
    job = rooms().jobs.get(turn)
    if job is None or job.finished.is_set():
        st.rerun()
    else:
        st.html(question_html(turn, question, catalogue()) + _progress(job))
        if st.button(t("chat.stop"), key=f"stop_{turn}", icon=":material/stop_circle:"):
            rooms().jobs.stop(turn)
            st.rerun()


def _progress(job: Job) -> str:
    stage = escape.text(_stage(job.progress))
    chips_html = _chips(job.turn, job.understood.filters, removable=False) if job.understood else ""
    draft = ""
    if job.draft:
        label = escape.text(t("chat.draft"))
        draft = f'<div class="draft"><p class="draft-label">{label}</p><p>{escape.text(job.draft)}</p></div>'
    return (
        f'<article class="answer running">{chips_html}<p class="stage" role="status">'
        f'<span class="pulse" aria-hidden="true"></span>{stage}…</p>{draft}</article>'
    )


def _stage(progress: Progress | None) -> str:
    if progress is None:
        return t("stage.waiting")
    count = progress.detail.get("resolutions")
    if progress.stage == "searching" and isinstance(count, int):
        return t("stage.searching_in", n=count)
    key = f"stage.{progress.stage}"
    return t(key) if catalogue().has(key) else progress.stage


def _ended(turn: Turn, last: bool) -> str:
    if turn.answer:
        return _understood(turn, turn.answer) + answer_html(turn, turn.answer, catalogue()) + _further(turn, last)
    match turn.state:
        case TurnState.STOPPED:
            said = t("chat.stopped")
        case TurnState.RUNNING:
            said = t("chat.interrupted")
        case _:
            said = f"{t('chat.failed')} {turn.detail}"
    return f'<article class="answer"><p class="notice" role="status">{escape.text(said.strip())}</p></article>'


def _understood(turn: Turn, answer: Answer) -> str:
    return _chips(turn.id, answer.understood.filters, removable=True) if answer.understood else ""


def _chips(turn: int, filters: Filters, *, removable: bool) -> str:
    """The filters understood from a question; a click on one asks again without it."""
    names = chips.in_force(filters)
    if not names:
        return ""
    rows = "".join(f"<li>{_chip(turn, filters, name, removable)}</li>" for name in names)
    title = escape.text(t("filter.understood"))
    return f'<div class="filters"><span>{title}</span><ul aria-label="{title}">{rows}</ul></div>'


def _chip(turn: int, filters: Filters, name: str, removable: bool) -> str:
    shown = chips.in_words(filters, name, catalogue())
    if not removable:
        return f'<span class="filter">{escape.text(shown)}</span>'
    remove = escape.text(t("filter.remove", name=shown))
    return (
        f'<button type="button" class="filter" data-send="lift" data-turn="{turn}" data-value="{name}" '
        f'aria-label="{remove}" title="{remove}">{escape.text(shown)} <span aria-hidden="true">×</span></button>'
    )


def _further(turn: Turn, last: bool) -> str:
    asked = suggestions(turn.answer, rooms().library, catalogue()) if last and turn.answer else []
    return questions_html(asked, t("chat.suggestions"))


def questions_html(questions: list[str], title: str) -> str:
    """Questions to be asked with a click."""
    if not questions:
        return ""
    rows = "".join(
        f'<li><button type="button" class="suggestion" data-send="ask" data-value="{escape.text(q)}">'
        f"{escape.text(catalogue().typeset(q))}</button></li>"
        for q in questions
    )
    return f'<div class="suggestions"><p>{escape.text(title)}</p><ul>{rows}</ul></div>'


def _actions(turn: Turn) -> None:
    current = state()
    if current.editing == turn.id:
        _edit(turn)
        return
    with st.container(key="turn_actions", horizontal=True, gap="small"):
        again = st.button(t("chat.again"), key=f"again_{turn.id}", icon=":material/refresh:", type="tertiary")
        edit = st.button(t("chat.edit"), key=f"edit_{turn.id}", icon=":material/edit:", type="tertiary")
        if basket.available() and turn.answer and turn.answer.citations:
            name, icon = t("brief.add_answer"), ":material/bookmark_add:"
            st.button(name, key=f"keep_{turn.id}", icon=icon, type="tertiary", on_click=_add, args=(turn.answer,))
    if again:
        chatting.ask_again(turn.id)
        st.rerun()
    if edit:
        current.editing = turn.id
        st.rerun()


def _add(answer: Answer) -> None:
    basket.add_answer(answer)
    state().notice = "source.added"


def _edit(turn: Turn) -> None:
    with st.container(key="editing"), st.form(f"editing_{turn.id}"):
        asked = st.text_area(t("chat.edit_question"), turn.question, max_chars=4000)
        with st.container(horizontal=True, gap="small"):
            sent = st.form_submit_button(t("chat.ask_edited"), type="primary")
            left = st.form_submit_button(t("chat.cancel"), type="tertiary")
    if sent:
        chatting.ask_again(turn.id, asked)
    if sent or left:
        state().editing = None
        st.rerun()
