"""What the assistant asks of the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from index.resolution import Resolution
from index.search import Citing, Coverage, Filters, Holding, Query, SearchResult, Summary, Term


class Library(Protocol):
    """An opened index. All methods are safe to call from several threads."""

    @property
    def generation(self) -> int:
        """Number that grows with every change of the index."""

    @property
    def embedder_name(self) -> str:
        """The name of the embedder that made the vectors: whose cosines the similarity of a hit is."""

    def search(self, query: Query) -> SearchResult:
        """Paragraphs for a query, best first. Deterministic for one generation."""

    def resolution(self, symbol: str, language: str | None = None) -> Resolution:
        """One resolution, in the language asked for if it is there, else in another. Raises NotIndexed."""

    def languages(self, symbol: str) -> tuple[str, ...]:
        """The languages in which a resolution is indexed; empty when it is not."""

    def summaries(self, filters: Filters | None = None) -> Sequence[Summary]:
        """The resolutions under the filters, in symbol order."""

    def citing(self, symbol: str, paragraph: str | None = None) -> Sequence[Citing]:
        """The places that cite a document (any UN symbol), or one paragraph of it, in symbol order."""

    def coverage(self, filters: Filters | None = None) -> Coverage:
        """What a search under these filters looks at."""

    def frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        """How many pieces of text hold each term (as `index.analysis` makes them); 0 for one that stands nowhere."""

    def holding(self, terms: Sequence[Term], filters: Filters | None = None, phrase: str = "") -> Sequence[Holding]:
        """The resolutions with a paragraph that holds all the terms, in symbol order, then language; of each, how many
        paragraphs do, and how many of these hold the phrase word for word."""
