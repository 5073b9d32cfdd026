"""Gathering the paragraphs that may answer a topic: by the question, by its years, by what it leans on, by document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ports import Library
from assistant.retrieval.ranking import stems
from assistant.understanding.reading import Reading
from index.search import Filters, Hit, Query

_POOL = 60
_POOL_NAMED = 150
_DOCUMENTS = 6
"""Resolutions found whose other paragraphs are fetched too: the document is found far more often than the paragraph."""
_OF_DOCUMENTS = 90
_CONTEXT_DOCUMENTS = 2
_TITLE_WORTH = 5
"""Places by which a resolution moves up when all of its title stands in the question before."""
_MARKS = str.maketrans(dict.fromkeys('«»“”"', " "))


@dataclass(frozen=True, slots=True)
class Pool:
    """Paragraphs found, each once; `context` are the resolutions that the question before was about, best first."""

    hits: tuple[Hit, ...]
    context: tuple[str, ...] = ()


def gather(library: Library, reading: Reading, filters: Filters) -> Pool:
    """The pool of a question under filters. Every hit has a similarity: where none is known, the pool's lowest."""
    text = search_text(reading.content or reading.understood.standalone)
    found = _Found()
    if reading.context and not filters.symbols:
        return _leaning(library, reading, filters, text)
    found.add(library.search(Query(text, _POOL_NAMED if filters.symbols else _POOL, reading.language, filters)).hits)
    if filters.symbols:
        return Pool(found.hits())
    for years in reading.years if not filters.years else ():
        found.add(library.search(Query(text, _POOL // 2, reading.language, replace(filters, years=years))).hits)
    if symbols := tuple(best_documents(found.hits(), _DOCUMENTS)):
        inside = replace(filters, symbols=symbols)
        found.add(library.search(Query(text, _OF_DOCUMENTS, reading.language, inside)).hits)
    return Pool(found.hits())


def _leaning(library: Library, reading: Reading, filters: Filters, text: str) -> Pool:
    """For a question that leans on the one before: what that one was about, and both questions read as one."""
    found = _Found()
    context = reading.around or _documents_of(library, reading, filters)
    if context:
        inside = replace(filters, symbols=context)
        found.add(library.search(Query(text, _OF_DOCUMENTS, reading.language, inside)).hits)
    both = search_text(f"{reading.context} {text}")
    found.add(library.search(Query(both, _POOL // 2, reading.language, filters)).hits)
    return Pool(found.hits(), context)


def search_text(text: str) -> str:
    """A question as a search: without quotation marks, which would ask for these very words."""
    return " ".join(text.translate(_MARKS).split())


def best_documents(hits: Sequence[Hit], n: int) -> list[str]:
    """The resolutions for which the best three paragraphs speak most."""
    scores: dict[str, list[float]] = defaultdict(list)
    for hit in hits:
        scores[hit.symbol].append(hit.score)
    return sorted(scores, key=lambda s: (-sum(sorted(scores[s])[-3:]), s))[:n]


def _documents_of(library: Library, reading: Reading, filters: Filters) -> tuple[str, ...]:
    """The resolutions that the question before was about."""
    hits = library.search(Query(search_text(reading.context), _POOL, reading.language, filters)).hits
    terms = stems(reading.context, reading.language)
    titles = {h.symbol: stems(h.title, h.language) for h in hits}
    best = best_documents(hits, _POOL)
    titled = {symbol: len(terms & titles[symbol]) / len(titles[symbol] or " ") for symbol in best}
    order = sorted(best, key=lambda symbol: (best.index(symbol) - _TITLE_WORTH * titled[symbol], symbol))
    return tuple(order[:_CONTEXT_DOCUMENTS])


class _Found:
    """Hits by paragraph and language, in the order found; a later one may bring a similarity that was not known."""

    def __init__(self) -> None:
        self._hits: dict[tuple[str, str], Hit] = {}

    def add(self, hits: Sequence[Hit]) -> None:
        for hit in hits:
            known = self._hits.get((hit.id, hit.language))
            if known is None:
                self._hits[hit.id, hit.language] = hit
            elif known.similarity is None and hit.similarity is not None:
                self._hits[hit.id, hit.language] = replace(known, similarity=hit.similarity)

    def hits(self) -> tuple[Hit, ...]:
        lowest = min((h.similarity for h in self._hits.values() if h.similarity is not None), default=0.0)
        return tuple(
            hit if hit.similarity is not None else replace(hit, similarity=lowest) for hit in self._hits.values()
        )
