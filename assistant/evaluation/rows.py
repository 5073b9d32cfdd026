"""The record of one question in a run: what was expected beside what came, and why it failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from pydantic import TypeAdapter

from assistant.answer import Status
from assistant.evaluation.questions import Question


class Fault(StrEnum):
    """What can be wrong with an answer, gravest first."""

    ERROR = "error"
    NO_ANSWER = "no-answer"
    NOT_REFUSED = "not-refused"
    CITATION_UNKNOWN = "citation-unknown"
    QUOTATION_ALTERED = "quotation-altered"
    CITATION_REPORTED = "citation-reported"
    CITATION_MISSING = "citation-missing"
    WORDS_MISSING = "words-missing"


@dataclass(frozen=True, slots=True)
class Failing:
    """A fault found in one answer, and what it is about: the ids, quotations or words."""

    code: Fault
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph in a report: its id, what the index has there ("" where it has nothing), the words quoted, whether
    it is expected and whether it was found. `rank` is its place in the ranking."""

    id: str
    text: str
    quote: str = ""
    label: str = ""
    right: bool = False
    exists: bool = True
    verbatim: bool = True
    rank: int | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One question of a run. `values` has a number or None (does not apply) for each measure, `given` and `right` the
    counts behind the pooled ones, `took_ms` the stages. `error` is the message where no answer came."""

    question: Question
    status: Status
    text: str = ""
    standalone: str = ""
    model: str = ""
    values: Mapping[str, float | None] = field(default_factory=dict)
    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    reasons: tuple[Failing, ...] = ()
    expected: tuple[Place, ...] = ()
    found: tuple[Place, ...] = ()
    nearest: tuple[str, ...] = ()
    ranking: tuple[str, ...] = ()
    took_ms: Mapping[str, float] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    error: str = ""

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return not self.reasons


def row_to_json(row: Row) -> str:
    """A row as one line of JSON; `row_from_json` gives it back."""
    return _adapter().dump_json(row).decode()


def row_from_json(line: str) -> Row:
    """The row that `row_to_json` wrote. Raises ValueError on anything else."""
    return _adapter().validate_json(line)


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Row]:
    return TypeAdapter(Row)
