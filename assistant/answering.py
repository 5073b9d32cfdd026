"""Who writes answers: the port that the extractive writer and language models fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.answer import Citation, Draft, Near, Status, Withheld
from assistant.evidence import Found


@dataclass(frozen=True, slots=True)
class Composition:
    """An answer as written, before it is checked. `citations` are those whose keys were given to the writer; every
    `[n]` of the text must be one of them. `model` names who wrote it where that is not the answerer that was asked."""

    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Near, ...] = ()
    reason: str | None = None
    notices: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    refused: tuple[Withheld, ...] = ()
    model: str = ""
    usage: Mapping[str, Any] | None = None


class Answerer(Protocol):
    """Writes an answer from what was found. `name` is what the answer shows as its model."""

    @property
    def name(self) -> str:
        """`extractive`, or `provider:name` of a language model."""

    def write(self, found: Found) -> Iterator[Draft | Composition]:
        """Drafts as they come, if any, then exactly one composition."""
