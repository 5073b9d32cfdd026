"""Questions to the index and what comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.resolution import Kind, Reference


@dataclass(frozen=True, slots=True)
class Filters:
    """What a paragraph must satisfy; an empty field asks for nothing, several values of one field mean any of them.

    `sessions` and `years` are inclusive ranges, `adopted` an inclusive range of dates (either end may be None). Special
    sessions and resolutions numbered by year are in no range of sessions.
    `symbols` are canonical; `languages` are `fr`, `en`; `acts` and `addressees` canonical names (`requests`).
    """

    symbols: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    sessions: tuple[int, int] | None = None
    years: tuple[int, int] | None = None
    adopted: tuple[dt.date | None, dt.date | None] | None = None
    kinds: tuple[Kind, ...] = ()
    acts: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A search: `text` in natural language, its `language` (`fr`, `en`, or None when unknown), `k` hits wanted."""

    text: str
    k: int = 10
    language: str | None = None
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph found. Ranks count from 1 and are None where that leg did not return it; `score` is the fused score
    (higher is better, comparable within one result only). `similarity` is the cosine of the dense leg, if known."""

    rank: int
    id: str
    symbol: str
    language: str
    kind: Kind
    title: str
    text: str
    score: float
    dense_rank: int | None = None
    lexical_rank: int | None = None
    similarity: float | None = None
    duplicates: tuple[str, ...] = ()
    """Ids of paragraphs with the same text elsewhere in the index, grouped under this one."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first; `took_ms` has the keys `embed`, `dense`, `lexical`, `total`; `notices` are codes of what was
    not as asked (`lexical-only`: the vector store did not answer)."""

    query: Query
    hits: tuple[Hit, ...]
    took_ms: dict[str, float]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """One indexed resolution in one language, without its paragraphs."""

    symbol: str
    language: str
    title: str
    body: str
    session: int | None
    adopted: dt.date | None
    paragraphs: int


Term = Mapping[str, frozenset[str]]
"""A word to be held, by the language of the text that may hold it: any of these terms, as `index.analysis` makes them.
A text in a language that is not there cannot hold it."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A resolution in one language with paragraphs that hold all the terms asked for: how many do, and the id of the
    first in the order of the text. `phrased` of them hold the phrase word for word too: then `first` is of these."""

    symbol: str
    language: str
    paragraphs: int
    first: str
    phrased: int = 0


@dataclass(frozen=True, slots=True)
class Citing:
    """A place that cites a document: the citing paragraph's id and language, and the reference in it."""

    id: str
    language: str
    reference: Reference


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a search could see: counts over the whole index, and under the filters `searched` paragraphs of `within`
    resolutions (None where nobody counted: all of them)."""

    resolutions: int
    paragraphs: int
    searched: int
    languages: tuple[str, ...] = ()
    sessions: tuple[int, int] | None = None
    years: tuple[int, int] | None = None
    within: int | None = None

    @property
    def searched_resolutions(self) -> int:
        """Resolutions with paragraphs under the filters."""
        return self.resolutions if self.within is None else self.within
