"""What the views ask of the library beyond questions: the assistant's port, and counts over the whole index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.ports import Library
from index.errors import SymbolError
from index.tallies import Doubted


class Shelf(Library, Protocol):
    """The library with its counts."""

    def __hash__(self) -> int:
        """By identity: pages drawn from it are kept under it."""

    def acts(self, limit: int = 30) -> Sequence[tuple[str, int]]:
        """Canonical verbs with the number of their paragraphs, the most frequent first."""

    def addressees(self, limit: int = 30) -> Sequence[tuple[str, int]]:
        """Canonical addressees with the number of their paragraphs, the most frequent first."""

    def doubted(self, limit: int = 200) -> Sequence[Doubted]:
        """Resolutions with parser's warnings, those with most first."""


def in_corpus(shelf: Shelf, symbol: str) -> bool:
    """Whether a document that a text cites is a resolution of the corpus; reports and the like never are."""
    try:
        return bool(shelf.languages(symbol))
    except SymbolError:
        return False
