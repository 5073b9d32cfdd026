"""An answer and the events on the way to it: the types that the chain gives and the screens draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from index.resolution import Kind
from index.search import Coverage, Filters


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered source of an answer. `quote` is `text[start:end]` of the paragraph, exactly.

    `id` may also be a `#header` or `#vote` id; then `quote` is the header line as printed. `action` is the verb as
    printed, `act` its canonical name.
    """

    n: int
    id: str
    symbol: str
    language: str
    kind: Kind | None
    label: str
    quote: str
    start: int
    end: int
    action: str | None = None
    act: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A paragraph shown under a refusal: near the question, but no answer to it."""

    id: str
    symbol: str
    language: str
    kind: Kind
    label: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence or key that the check refused: what it was and a code for why (`unknown-key`, `not-verbatim`, …)."""

    text: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a question: shown to the user, every filter removable."""

    question: str
    standalone: str
    language: str
    filters: Filters = field(default_factory=Filters)
    intent: str = "topic"


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a question. `text` is plain text: paragraphs divided by blank lines, list lines begin with "- ",
    citation keys are `[n]` with n in `citations`; nothing else in it is markup. `reason` is a code for a refusal
    (`no-such-paragraph`), `notices` codes of what went otherwise than asked (`model-failed`)."""

    question: str
    standalone: str
    language: str
    status: Status
    model: str
    text: str
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Near, ...] = ()
    refused: tuple[Withheld, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    reason: str | None = None
    notices: tuple[str, ...] = ()
    understood: Understood | None = None
    coverage: Coverage | None = None
    took_ms: Mapping[str, float] = field(default_factory=dict)
    usage: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A step begun: `understanding`, `searching`, `answering`, `checking`; `detail` has numbers for the screen."""

    stage: str
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """Unchecked words of a language model as they arrive. To be shown as a draft, never as the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """The last event of every question."""

    answer: Answer


Event = Progress | Understood | Draft | Done
