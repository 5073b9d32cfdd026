"""The chain: typed events in order, checked answers, a Runnable that others can pipe."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from assistant.answer import Citation, Done, Draft, Progress, Status, Understood
from assistant.answering import Composition
from assistant.chain import Ask, Assistant
from assistant.evidence import Found
from index.search import Filters
from tests.assistant.library import INVENTED, MemoryLibrary


class Scripted:
    """An answerer that writes what it was given to write."""

    name = "scripted:test"

    def __init__(self, *pieces: Draft | Composition) -> None:
        self._pieces = pieces

    def write(self, found: Found) -> Iterator[Draft | Composition]:
        yield from self._pieces


def _assistant(*pieces: Draft | Composition) -> Assistant:
    return Assistant(MemoryLibrary(INVENTED), Scripted(*pieces) if pieces else None)


def test_events_come_in_order_and_the_answer_last() -> None:
    events = list(_assistant().stream("Que dit le paragraphe 1 de la résolution 90/1 ?"))
    stages = [e.stage for e in events if isinstance(e, Progress)]
    assert stages == ["understanding", "searching", "answering", "checking"]
    assert isinstance(events[1], Understood)
    last = events[-1]
    assert isinstance(last, Done)
    assert last.answer.coverage is not None
    assert last.answer.coverage.resolutions == 4
    assert set(last.answer.took_ms) == {"retrieve", "first_token", "total"}


def test_drafts_are_passed_on_and_the_composition_is_checked() -> None:
    citation = Citation(1, "A/RES/90/1#op1", "A/RES/90/1", "fr", None, "", "les phares", 0, 10)
    composition = Composition(Status.ANSWERED, "« la carte » [1] [9]", (citation,))
    events = list(_assistant(Draft("un mot"), composition).stream("Que dit la résolution 90/1 ?"))
    assert Draft("un mot") in events
    answer = events[-1].answer  # type: ignore[union-attr]
    assert answer.model == "scripted:test"
    assert answer.text == ""
    assert {w.reason for w in (*answer.refused, *answer.withheld)} == {"not-verbatim", "unknown-key"}


def test_stopping_ends_with_an_answer_that_says_so() -> None:
    stop = threading.Event()
    stop.set()
    events = list(_assistant().stream("Que dit la résolution 90/1 ?", stop=stop))
    answer = events[-1].answer  # type: ignore[union-attr]
    assert (answer.status, answer.reason) == (Status.ERROR, "stopped")


def test_filters_given_replace_those_understood() -> None:
    answer = _assistant().ask("Que demande le Conseil de sécurité des balises ?", filters=Filters(bodies=("A",)))
    assert answer.understood is not None
    assert answer.understood.filters.bodies == ("A",)
    assert {c.symbol for c in answer.citations} <= {"A/RES/90/1", "A/RES/91/2"}


def test_the_chain_is_a_runnable() -> None:
    piped = _assistant().chain | (lambda event: event.answer.status)
    assert piped.invoke(Ask("Bonjour")) is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["", " ", "?", "a" * 5000, "[1] « faux » ‮", "\x00", "résolution résolution"])
def test_any_text_gets_an_answer(question: str) -> None:
    answer = _assistant().ask(question)
    assert answer.status is Status.NOT_FOUND
    assert answer.reason


def test_tracing_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    _assistant().ask("Bonjour")
    import os

    assert os.environ["LANGSMITH_TRACING"] == "false"
