"""The evaluation: ask a question set in the background, read what came of it, put a failed question to the chat."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from assistant.errors import EvaluationError
from assistant.evaluation.reports.files import write_reports
from assistant.evaluation.reports.words import Words
from assistant.evaluation.rows import Fault, Row
from assistant.evaluation.runs import Run, open_run
from assistant.evaluation.sample import sample_questions
from assistant.evaluation.session import Options, Outcome, outcome
from ui import chatting, escape
from ui.components.frame import view
from ui.components.run_report import figures_html, question_html, types_html
from ui.evaluating import Trial, bench_of, trials
from ui.resources import rooms
from ui.state import state
from ui.words import catalogue, t

_TYPES = ["jsonl", "json", "csv", "tsv", "xlsx", "yaml", "yml"]
_SHOWN = 20
_RUNS = 50


def draw() -> None:
    """The whole view: the evaluation on the left, the source panel on the right."""
    view("evaluation", {"runs": _runs})


def _runs() -> None:
    _start()
    _progress()
    _result()


def _start() -> None:
    """Choose a set and begin."""
    with st.expander(t("evaluation.new"), expanded=not _names()):
        st.html(f'<p class="hint">{escape.text(catalogue().typeset(t("evaluation.lead")))}</p>')
        with st.form("evaluation_form", border=False, enter_to_submit=False):  # begins once the file has arrived
            uploaded = st.file_uploader(t("evaluation.upload"), type=_TYPES, key="evaluation_file")
            limit = st.number_input(t("evaluation.limit"), min_value=0, value=0, step=10, key="evaluation_limit")
            started = st.form_submit_button(t("evaluation.start"), key="evaluation_start", type="primary")
        if not started:
            return
        shared = rooms()
        path = _kept(uploaded.name, uploaded.getvalue()) if uploaded else sample_questions()
        begun = trials().start(shared.settings, bench_of(shared), path, Options(limit=int(limit) or None))
        if not begun:
            st.html(f'<p class="notice">{escape.text(t("evaluation.busy"))}</p>')


def _kept(name: str, content: bytes) -> Path:
    """The uploaded set in the home, under its own name without any folder."""
    folder = rooms().settings.home / "question-sets"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / Path(name.replace("\\", "/")).name
    path.write_bytes(content)
    return path


@st.fragment(run_every=1.0)
def _progress() -> None:
    """How far the running evaluation has come; when it ends, the page is drawn anew with its result."""
    trial = trials().latest
    if trial is None or (trial.finished.is_set() and state().own.get("evaluation_seen") is trial):
        return
    if trial.finished.is_set():
        state().own["evaluation_seen"] = trial
        if trial.error is None:
            state().own["evaluation_run"] = trial.run
        st.rerun()
    st.progress(trial.done / max(1, trial.total), t("evaluation.progress", done=trial.done, total=trial.total))
    st.button(t("evaluation.stop"), key="evaluation_stop", on_click=trial.stop.set)


def _result() -> None:
    trial = trials().latest
    if trial and trial.finished.is_set() and trial.error is not None:
        _say_failed(trial)
    names = _names()
    if not names:
        st.html(f'<p class="hint">{escape.text(t("evaluation.none"))}</p>')
        return
    chosen = state().own.get("evaluation_run")
    left, right = st.columns(2) if len(names) > 1 else (st, st)
    index = names.index(chosen) if chosen in names else 0
    name = left.selectbox(t("evaluation.run"), names, index=index)
    others = [other for other in names if other != name]
    compared = right.selectbox(t("evaluation.compare"), others, index=None, placeholder="–") if others else None
    state().own["evaluation_run"] = name
    try:
        found = outcome(_run(name), _run(compared) if compared else None)
    except EvaluationError as error:
        st.html(f'<p class="notice">{escape.text(str(error))}</p>')
        return
    _show(found)


def _say_failed(trial: Trial) -> None:
    said = trial.error or t("evaluation.failed", questions=trial.questions)
    st.html(f'<p class="notice" role="alert">{escape.text(said)}</p>')


def _names() -> list[str]:
    """The runs of the home, newest first."""
    folder = rooms().settings.home / "runs"
    return sorted((f.parent.name for f in folder.glob("*/run.json")), reverse=True)[:_RUNS]


def _run(name: str) -> Run:
    return open_run(rooms().settings.home / "runs" / name)


def _show(found: Outcome) -> None:
    words, summary = Words(state().lang, found.run.about.currency), found.summary
    said = t("evaluation.passed", passed=summary.passed, total=summary.questions)
    about = found.run.about
    index = words("index_told", resolutions=about.resolutions, paragraphs=about.paragraphs, generation=about.generation)
    told = f"{about.model} · {index}"
    st.html(f'<p class="overall"><b>{escape.text(said)}</b> <span class="soft">{escape.text(told)}</span></p>')
    _downloads(found)
    questions, figures = st.tabs([t("evaluation.questions"), t("evaluation.figures")])
    with figures:
        st.html(types_html(found, words))
        st.html(figures_html(found, words))
    with questions:
        _questions(found.run.rows, words)


def _downloads(found: Outcome) -> None:
    """The report files, written when they are asked for."""
    if not st.toggle(t("evaluation.files"), key="evaluation_files"):
        return
    with st.container(horizontal=True):
        for path in write_reports(found, state().lang):
            st.download_button(escape.label(path.name), path.read_bytes(), file_name=f"{found.run.name}-{path.name}")


def _questions(rows: Sequence[Row], words: Words) -> None:
    """The questions under the filters, failed ones first when asked for; a page at a time."""
    chosen = _filtered(rows, words)
    title, told = t("evaluation.questions"), t("evaluation.shown", n=len(chosen), total=len(rows))
    st.html(f'<h2 class="vh">{escape.text(title)}</h2><p class="hint">{escape.text(told)}</p>')
    pages = max(1, -(-len(chosen) // _SHOWN))
    page = st.number_input(t("evaluation.page", pages=pages), 1, pages, 1, key="evaluation_page") if pages > 1 else 1
    for row in chosen[(page - 1) * _SHOWN : page * _SHOWN]:
        st.html(question_html(row, words))
        key = f"evaluation_ask_{row.question.id}"
        if not row.passed and st.button(t("evaluation.ask"), key=key, type="tertiary", icon=":material/forum:"):
            _to_chat(row)


def _filtered(rows: Sequence[Row], words: Words) -> list[Row]:
    kinds = list(dict.fromkeys(row.question.type for row in rows))
    faults = list(dict.fromkeys(failing.code for row in rows for failing in row.reasons))
    columns = st.columns([5, 4, 4])
    verdict = columns[0].segmented_control(
        words("verdict"),
        [True, False],
        format_func=lambda p: words("pass") if p else words("fail"),
        key="evaluation_verdict",
    )
    kind = columns[1].selectbox(words("type"), kinds, index=None, placeholder=words("any"), format_func=words.kind)
    fault = columns[2].selectbox(
        words("why"), faults, index=None, placeholder=words("any"), format_func=lambda f: words.fault(Fault(f).value)
    )
    return [
        row
        for row in rows
        if (verdict is None or row.passed is verdict)
        and (kind is None or row.question.type == kind)
        and (fault is None or any(failing.code is fault for failing in row.reasons))
    ]


def _to_chat(row: Row) -> None:
    """Ask the question in a new conversation, after its earlier ones, and go there."""
    from ui.views import chat

    chatting.new_conversation()
    for question in (*row.question.history, row.question.q):
        chatting.ask(question)
    st.switch_page(st.Page(chat.draw, url_path="chat", default=True))
