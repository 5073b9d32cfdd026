"""Answers made in the background: they outlive the page that asked, and never hold up a click.

Plain threads, no Streamlit in them. A job writes how its turn ended into the store, once, whatever happens.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from assistant.answer import Answer, Done, Draft, Event, Progress, Understood
from assistant.conversation import Conversations, Turn, TurnState
from assistant.errors import AssistantError
from assistant.settings import Settings
from index.errors import IndexingError
from index.search import Filters

_LOG = logging.getLogger("alinea.chat")
_AT_ONCE = 8
_KEPT = 500


class Asker(Protocol):
    """What the chat asks of the assistant."""

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        filters: Filters | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        """The events of one question, `Done` last. `filters`, when given, replace those understood; `stop`, when set,
        ends the answer early."""


@runtime_checkable
class Choosing(Protocol):
    """An assistant that can be had with another language model."""

    def using(self, settings: Settings) -> Asker:
        """The same assistant, answering with the model that `settings` name."""


@dataclass(slots=True)
class Job:
    """One running answer. `draft` is unchecked text so far; `finished` is set once the store knows the end."""

    turn: int
    progress: Progress | None = None
    understood: Understood | None = None
    draft: str = ""
    finished: threading.Event = field(default_factory=threading.Event)
    stopped: threading.Event = field(default_factory=threading.Event)
    once: threading.Lock = field(default_factory=threading.Lock)


class Jobs:
    """The running answers of this server process."""

    def __init__(self, asker: Asker, store: Conversations) -> None:
        self._asker = asker
        self._store = store
        self._jobs: dict[int, Job] = {}
        self._lock = threading.Lock()
        self._seats = threading.BoundedSemaphore(_AT_ONCE)

    def start(
        self, turn: Turn, history: Sequence[str], filters: Filters | None = None, asker: Asker | None = None
    ) -> Job:
        """Begin to answer a turn, with another assistant than the server's when one is given."""
        job = Job(turn.id)
        with self._lock:
            self._forget_old()
            self._jobs[turn.id] = job
        given = (job, asker or self._asker, turn.question, history, filters)
        thread = threading.Thread(target=self._run, args=given, daemon=True)
        thread.start()
        return job

    def get(self, turn: int) -> Job | None:
        """The job of a turn, or None when this process has none."""
        with self._lock:
            return self._jobs.get(turn)

    def stop(self, turn: int) -> None:
        """End a job at once for the user; its thread leaves at its next event."""
        if job := self.get(turn):
            job.stopped.set()
            self._end(job, TurnState.STOPPED)

    def _run(self, job: Job, asker: Asker, question: str, history: Sequence[str], filters: Filters | None) -> None:
        with self._seats:
            try:
                answer = self._follow(job, asker.stream(question, history, filters=filters, stop=job.stopped))
            except (IndexingError, AssistantError) as error:
                self._end(job, TurnState.FAILED, detail=str(error))
            except Exception:  # noqa: BLE001 - the thread's outer edge: the turn must not stay running for ever
                _LOG.exception("The answer to turn %s failed", job.turn)
                self._end(job, TurnState.FAILED)
            else:
                self._end(job, TurnState.DONE if answer else TurnState.STOPPED, answer)

    def _follow(self, job: Job, events: Iterator[Event]) -> Answer | None:
        for event in events:
            if job.stopped.is_set():
                return None
            match event:
                case Progress():
                    job.progress = event
                case Understood():
                    job.understood = event
                case Draft():
                    job.draft += event.text
                case Done():
                    return event.answer
        return None

    def _end(self, job: Job, state: TurnState, answer: Answer | None = None, detail: str = "") -> None:
        with job.once:
            if not job.finished.is_set():
                self._store.finish(job.turn, state, answer, detail)
                job.finished.set()

    def _forget_old(self) -> None:
        finished = [turn for turn, job in self._jobs.items() if job.finished.is_set()]
        for turn in finished[:-_KEPT]:
            del self._jobs[turn]
