"""Questions from what readers of the chat reported about citations."""

from __future__ import annotations

from pathlib import Path

from assistant.conversation import Conversations, Report, Verdict
from assistant.evaluation.questions import Question

ORIGIN = "feedback"
DATABASE = "conversations.sqlite"


def questions_from_feedback(home: Path) -> list[Question]:
    """The questions of a home's chat on whose answers a citation was reported; none where nobody reported."""
    if not (home / DATABASE).is_file():
        return []
    conversations = Conversations.in_home(home)
    try:
        return questions_from_reports(list(conversations.reports()))
    finally:
        conversations.close()


def questions_from_reports(reports: list[Report]) -> list[Question]:
    """One question a turn. A citation reported as wrong or irrelevant must not come again; one reported as incomplete
    is acceptable. What a complete answer cites is for a person to add."""
    by_turn: dict[int, list[Report]] = {}
    for report in reports:
        by_turn.setdefault(report.turn, []).append(report)
    made = []
    for turn, listed in by_turn.items():
        partial = tuple(r.paragraph for r in listed if r.verdict is Verdict.INCOMPLETE)
        wrong = tuple(r.paragraph for r in listed if r.verdict is not Verdict.INCOMPLETE)
        note = "; ".join(f"{r.paragraph}: {r.verdict.value}" for r in listed)
        question, history = listed[0].question, listed[0].history
        made.append(
            Question(f"f{turn:04}", question, history=history, any=partial, never=wrong, note=note, origin=ORIGIN)
        )
    return made
