"""Gathering the paragraphs that may answer a topic: by the question, by its years, by what it leans on, by document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.acronyms import spelt_out
from assistant.ports import Library
from assistant.retrieval.asked_figures import provisions
from assistant.understanding.reading import Reading
from index.analysis import stems
from index.search import Filters, Hit, Query

_POOL = 60
_POOL_NAMED = 150
_DOCUMENTS = 6
"""Resolutions found whose other paragraphs are fetched too: the document is found far more often than the paragraph."""
_OF_DOCUMENTS = 90
_CONTEXT_DOCUMENTS = 2
_FIRST_YEAR = 1900
"""From here on a session's number is a year."""
_TITLE_WORTH = 5
"""Places by which a resolution moves up when all of its title stands in the question before."""
_PRINTED = 10
"""Pieces of text from which an acronym finds what it stands for by itself."""
_MARKS = str.maketrans(dict.fromkeys('«»“”"', " "))


@dataclass(frozen=True, slots=True)
class Pool:
    """Paragraphs found, each once; `context` are the resolutions that the question before was about, best first."""

    hits: tuple[Hit, ...]
    context: tuple[str, ...] = ()


def gather(library: Library, reading: Reading, filters: Filters) -> Pool:
    """The pool of a question under filters. Every hit has a similarity: where none is known, the pool's lowest."""
    typed = search_text(reading.content or reading.understood.standalone)
    text = spelt_out(typed, reading.language, lambda short: _strange(library, short, reading.language))
    found = _Found()
    if reading.context and not filters.symbols:
        return _leaning(library, reading, filters, text)
    if filters.symbols:
        found.add(library.search(Query(text, _POOL_NAMED, reading.language, filters)).hits)
        return Pool(_not_twice(library, reading, filters, found.hits()))
    for one in _each_language(library, reading, filters):
        found.add(library.search(Query(text, _POOL, reading.language, one)).hits)
    if filters.years and (symbols := undated(library, filters)):
        found.add(
            library.search(Query(text, _POOL, reading.language, replace(filters, years=None, symbols=symbols))).hits
        )
    for years in reading.years if not filters.years else ():
        found.add(library.search(Query(text, _POOL // 2, reading.language, replace(filters, years=years))).hits)
    for provision in provisions(reading):
        found.add(library.search(Query(f'"{provision.typed}" {text}', _POOL // 2, reading.language, filters)).hits)
    for hits in _by_language(found.hits()):
        if symbols := tuple(best_documents(hits, _DOCUMENTS)):
            spoken = () if filters.languages else (reading.language,)
            inside = replace(filters, symbols=symbols, languages=tuple(dict.fromkeys((*spoken, hits[0].language))))
            found.add(library.search(Query(text, _OF_DOCUMENTS, reading.language, inside)).hits)
    return Pool(_not_twice(library, reading, filters, found.hits()))


def _strange(library: Library, acronym: str, language: str) -> bool:
    """Whether the index hardly prints an acronym: what it stands for is searched, too."""
    return max(library.frequencies(tuple(stems(acronym, language))).values(), default=0) < _PRINTED


def _not_twice(library: Library, reading: Reading, filters: Filters, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits without those in another language of resolutions that are there in the question's: these are compared
    by the text that the reader will be given. A language that was asked for stays."""
    if filters.languages:
        return tuple(hits)
    others = {hit.symbol for hit in hits if hit.language != reading.language}
    spoken = {symbol for symbol in others if reading.language in library.languages(symbol)}
    return tuple(hit for hit in hits if hit.language == reading.language or hit.symbol not in spoken)


def undated(library: Library, filters: Filters) -> tuple[str, ...]:
    """The resolutions whose date could not be read, of the sessions that fall into the years of the filters."""
    if not filters.years:
        return ()
    there = library.summaries(replace(filters, years=None))
    first, last = filters.years
    spans = {s.symbol: years_of_session(s.body, s.session) for s in there if s.adopted is None}
    return tuple(sorted(symbol for symbol, span in spans.items() if span and span[0] <= last and first <= span[1]))


def years_of_session(body: str, session: int | None) -> tuple[int, int] | None:
    """The years of a session of the General Assembly (number n opens in autumn 1945 + n), or of a number that is a
    year; None for other organs, whose sessions follow no calendar."""
    if session is None or (body != "A" and session < _FIRST_YEAR):
        return None
    return (session, session) if session >= _FIRST_YEAR else (1945 + session, 1946 + session)


def _each_language(library: Library, reading: Reading, filters: Filters) -> list[Filters]:
    """The filters narrowed to each language of the index, the question's first.

    A question lies nearer to every text of its own language than to the one in another that answers it: searched
    together, that one is far down. Each language has its own best.
    """
    if filters.languages:
        return [filters]
    there = sorted(library.coverage().languages, key=lambda language: (language != reading.language, language))
    return [replace(filters, languages=(language,)) for language in there] or [filters]


def _by_language(hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits of each language, in the order in which the languages come."""
    groups: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        groups[hit.language].append(hit)
    return list(groups.values())


def _leaning(library: Library, reading: Reading, filters: Filters, text: str) -> Pool:
    """For a question that leans on the one before: what that one was about, and both questions read as one."""
    found = _Found()
    context = reading.around or _documents_of(library, reading, filters)
    if context:
        inside = replace(filters, symbols=context)
        found.add(library.search(Query(text, _OF_DOCUMENTS, reading.language, inside)).hits)
    both = search_text(f"{reading.context} {text}")
    found.add(library.search(Query(both, _POOL // 2, reading.language, filters)).hits)
    return Pool(_not_twice(library, reading, filters, found.hits()), context)


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
