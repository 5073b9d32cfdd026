"""What the user does in the chat: ask, stop, ask again, open and close sources. Changes state; draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.answer import Citation
from assistant.conversation import Turn, TurnState, Verdict, earlier_questions
from index.errors import SymbolError
from index.search import Filters
from index.symbols import Locator
from ui import briefing, browsing
from ui.filters import without
from ui.resources import rooms
from ui.state import Opened, State, state

_TITLE_LENGTH = 80
# A quick answer is waited for, so that it appears at once instead of at the next look.
_PATIENCE = 0.4


def ask(question: str, filters: Filters | None = None) -> None:
    """Ask in the open conversation, or begin one. Blank questions are not asked."""
    question = question.strip()
    if not question:
        return
    current, shared = state(), rooms()
    if not current.conversation:
        title = question if len(question) <= _TITLE_LENGTH else question[: _TITLE_LENGTH - 1].rstrip() + "…"
        current.conversation = shared.conversations.begin(current.user, title).id
    turn = shared.conversations.ask(current.user, current.conversation, question)
    history = earlier_questions(turns(), before=turn.id)
    current.opened, current.editing = None, None
    asker = current.chosen.asker if current.chosen else None
    shared.jobs.start(turn, history, filters, asker).finished.wait(_PATIENCE)


def ask_again(turn: int, question: str | None = None, filters: Filters | None = None) -> None:
    """Ask a question of the conversation again, perhaps in other words or under other filters; what followed goes."""
    current, shared = state(), rooms()
    found = _turn(turn)
    if found is None or current.conversation is None:
        return
    shared.jobs.stop(turn)
    shared.conversations.drop_from(current.user, current.conversation, turn)
    ask(question or found.question, filters)


def lift_filter(turn: int, name: str) -> None:
    """Ask a question again without one of the filters understood from it."""
    found = _turn(turn)
    if found and found.answer and found.answer.understood:
        ask_again(turn, filters=without(found.answer.understood.filters, name))


def turns() -> tuple[Turn, ...]:
    """The turns of the open conversation."""
    current = state()
    return rooms().conversations.turns(current.user, current.conversation) if current.conversation else ()


def running(turn: Turn) -> bool:
    """Whether somebody is at work on the turn."""
    job = rooms().jobs.get(turn.id)
    return turn.state is TurnState.RUNNING and job is not None and not job.finished.is_set()


def new_conversation() -> None:
    """Leave the open conversation for an empty one."""
    current = state()
    current.conversation = current.opened = current.editing = None
    current.turns_shown = 0


def open_conversation(id: str) -> None:
    """Show a conversation of the user's; one of somebody else is not found."""
    current = state()
    if rooms().conversations.conversation(current.user, id):
        new_conversation()
        current.conversation = id


def open_source(id: str, turn: int | None = None, n: int | None = None, language: str | None = None) -> None:
    """Show a paragraph in its resolution, with the words marked that citation `n` of a turn quotes."""
    current = state()
    try:
        id = str(Locator.parse(id))
    except SymbolError:
        return
    current.visits += 1
    citation = _citation(turn, n)
    if citation is None or citation.id != id:
        current.opened = Opened(id, language, turn=turn)
        return
    current.opened = Opened(
        id, language or citation.language, citation.start, citation.end, citation.quote, turn, citation.n
    )


def step(by: int) -> None:
    """Open the next (1) or previous (-1) citation of the answer."""
    current = state()
    if not current.opened or current.opened.turn is None:
        return
    cited = citations_of(current.opened.turn)
    at = position(current, cited) + by
    if 0 <= at < len(cited):
        open_source(cited[at].id, current.opened.turn, cited[at].n)


def position(current: State, cited: Sequence[Citation]) -> int:
    """Which of the citations is open; -1 when none is."""
    opened = current.opened
    return next((i for i, c in enumerate(cited) if opened and c.n == opened.n), -1)


def citations_of(turn: int) -> tuple[Citation, ...]:
    """The citations of an answer of the open conversation."""
    found = _turn(turn)
    return found.answer.citations if found and found.answer else ()


def close_source() -> None:
    """Close the panel."""
    state().opened = None


def report(verdict: str) -> None:
    """Keep a report on the open citation."""
    current = state()
    if current.opened and current.opened.turn is not None:
        rooms().conversations.report(current.user, current.opened.turn, current.opened.id, Verdict(verdict))
        current.notice = "source.feedback_thanks"


def handle(event: Mapping[str, Any]) -> None:
    """Do what a click or key in the page asks for. What it changes outside the panel asks for a whole new drawing."""
    current, value = state(), str(event.get("value") or "")
    turn, n = event.get("turn"), event.get("n")
    match event.get("kind"):
        case "open":
            open_source(str(event.get("ref")), _whole(turn), _whole(n), event.get("lang"))
        case "close":
            close_source()
        case "next":
            step(1)
        case "previous":
            step(-1)
        case "ask":
            ask(value)
            current.redraw = True
        case "brief":
            briefing.act(value)
            current.redraw = True
        case "facet":
            browsing.take(value)
            current.redraw = True
        case "lift" if _whole(turn) is not None:
            lift_filter(int(turn or 0), value)
            current.redraw = True


def _turn(number: int) -> Turn | None:
    """A turn of the open conversation by its number."""
    current = state()
    found = rooms().conversations.turn(current.user, number)
    return found if found and found.conversation == current.conversation else None


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def _citation(turn: int | None, n: int | None) -> Citation | None:
    return next((c for c in citations_of(turn) if c.n == n), None) if turn is not None else None
