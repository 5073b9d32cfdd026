"""Evaluations run in the background: one at a time in a server process, and they outlive the page that began them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from assistant.answer import Answer, Done
from assistant.errors import AssistantError
from assistant.evaluation.session import Bench, Options, entailment_of, evaluate
from assistant.ports import Library
from assistant.settings import Settings
from index.errors import IndexingError
from index.search import Filters, Query
from ui.jobs import Asker
from ui.resources import Rooms

_LOG = logging.getLogger("alinea.evaluation")


@dataclass(slots=True)
class Trial:
    """One evaluation under way or ended. `run` is the name of its folder once it has ended well, `error` what ended it
    otherwise ("" where the message is not for people)."""

    questions: str
    done: int = 0
    total: int = 0
    run: str = ""
    error: str | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    finished: threading.Event = field(default_factory=threading.Event)


class Trials:
    """The evaluations of this server process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.latest: Trial | None = None

    def start(self, settings: Settings, bench: Bench, questions: Path, options: Options) -> bool:
        """Begin an evaluation; False when one is running already."""
        with self._lock:
            if self.latest and not self.latest.finished.is_set():
                return False
            self.latest = trial = Trial(questions.name)
        threading.Thread(target=_run, args=(trial, settings, bench, questions, options), daemon=True).start()
        return True


def _run(trial: Trial, settings: Settings, bench: Bench, questions: Path, options: Options) -> None:
    def advance(done: int, total: int, _: object) -> None:
        trial.done, trial.total = done, total

    try:
        ended = evaluate(settings, questions, options, lambda _: bench, on_row=advance, stop=trial.stop.is_set)
        trial.run = ended.run.name
    except (IndexingError, AssistantError) as error:
        trial.error = str(error)
    except Exception:  # noqa: BLE001 - the thread's outer edge: the page must not wait for ever
        _LOG.exception("The evaluation of %s failed", questions)
        trial.error = ""
    finally:
        trial.finished.set()


@st.cache_resource(show_spinner=False)
def trials() -> Trials:
    """The evaluations that all tabs share."""
    return Trials()


def bench_of(rooms: Rooms) -> Bench:
    """What the chat answers with, as evaluations ask it."""
    from assistant.chain import Assistant
    from assistant.evaluation.remembered import Remembered
    from assistant.evaluation.subject import LiveSubject
    from index.library import Library as IndexedLibrary

    library = rooms.library
    embedder = Remembered(library.embedder) if isinstance(library, IndexedLibrary) else None
    if isinstance(rooms.asker, Assistant):
        return Bench(LiveSubject(rooms.asker), library, embedder, entailment_of(rooms.settings))
    return Bench(_Streamed(rooms.asker, library), library, embedder)


class _Streamed:
    """Any assistant that a server was started with; its retrieval is the search of the library."""

    def __init__(self, asker: Asker, library: Library) -> None:
        self._asker = asker
        self._library = library

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        """The answer at the end of the stream."""
        for event in self._asker.stream(question, history):
            if isinstance(event, Done):
                return event.answer
        raise AssertionError("the stream ended without an answer")

    def ranking(self, question: str, history: Sequence[str], answer: Answer, k: int) -> Sequence[str]:
        """What the library's search gives under the filters understood."""
        filters = answer.understood.filters if answer.understood else Filters()
        return [hit.id for hit in self._library.search(Query(answer.standalone, k, answer.language, filters)).hits]
