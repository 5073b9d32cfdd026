"""Answers in the background: they end once, whatever happens, and the store knows how."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from assistant.answer import Answer, Done, Draft, Event, Progress, Status
from assistant.conversation import Conversations, Turn, TurnState
from index.errors import NoIndex
from index.search import Filters
from ui.jobs import Jobs

ANSWER = Answer("q", "q", "fr", Status.ANSWERED, "extractive", "Voilà.")


class Scripted:
    """An asker that does what its script says."""

    def __init__(self, script: Callable[[], Iterator[Event]]) -> None:
        self.script = script

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        filters: Filters | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        return self.script()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Conversations]:
    opened = Conversations.in_home(tmp_path)
    yield opened
    opened.close()


def ended(store: Conversations, script: Callable[[], Iterator[Event]]) -> Turn:
    """Run a script to its end and give the turn as stored."""
    conversation = store.begin("u", "t")
    turn = store.ask("u", conversation.id, "q")
    job = Jobs(Scripted(script), store).start(turn, [])
    assert job.finished.wait(10)
    return store.turns("u", conversation.id)[0]


def test_an_answer_is_kept(store: Conversations) -> None:
    turn = ended(store, lambda: iter([Progress("searching"), Draft("V"), Done(ANSWER)]))
    assert (turn.state, turn.answer) == (TurnState.DONE, ANSWER)


def test_a_known_error_is_kept_in_words(store: Conversations) -> None:
    def fail() -> Iterator[Event]:
        yield Progress("searching")
        raise NoIndex("Rien.", hint="Indexez.")

    turn = ended(store, fail)
    assert (turn.state, turn.detail) == (TurnState.FAILED, "Rien. Indexez.")


def test_an_unforeseen_error_ends_the_turn_and_tells_the_log_only(
    store: Conversations, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Iterator[Event]:
        yield Progress("searching")
        raise ZeroDivisionError("secret")

    turn = ended(store, fail)
    assert (turn.state, turn.detail) == (TurnState.FAILED, "")
    assert "secret" in caplog.text


def test_a_stopped_answer_stays_stopped_when_its_thread_ends_later(store: Conversations) -> None:
    go_on = threading.Event()

    def wait() -> Iterator[Event]:
        yield Draft("Un brouillon")
        go_on.wait(10)
        yield Done(ANSWER)

    conversation = store.begin("u", "t")
    turn = store.ask("u", conversation.id, "q")
    jobs = Jobs(Scripted(wait), store)
    job = jobs.start(turn, [])
    jobs.stop(turn.id)
    assert job.finished.is_set()
    go_on.set()
    assert store.turns("u", conversation.id)[0].state is TurnState.STOPPED
