"""Topic questions: paragraphs found by search, weighed again with what the question says it wants."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.evidence import Passage, Refusal, Why
from assistant.folding import plain
from assistant.lexicon import lexicon
from assistant.ports import Library
from assistant.retrieval.places import passage
from assistant.retrieval.ranking import Ranking, Weights, ranking, stems
from assistant.understanding.reading import Intent, Reading
from index.errors import NotIndexed
from index.resolution import Kind, Paragraph, Resolution
from index.search import Filters, Hit, Query
from index.symbols import Locator

_POOL = 60
_POOL_NAMED = 150
_FIGURE = re.compile(r"\d[\d  .,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph found, its features and the score they give."""

    hit: Hit
    features: dict[str, float]
    score: float
    coverage: float


_LOOKED_INTO = 24
"""Candidates whose paragraphs are opened for what the search does not tell: verb, addressees, what is due."""


def candidates(library: Library, reading: Reading, filters: Filters) -> list[Candidate]:
    """The paragraphs that may answer, best first. Deterministic for one index."""
    pool = _POOL_NAMED if filters.symbols else _POOL
    text = reading.content or reading.understood.standalone
    hits = list(library.search(Query(text, pool, reading.language, filters)).hits)
    if reading.years and not filters.years and not filters.symbols:
        for years in reading.years:
            more = library.search(Query(text, pool // 2, reading.language, replace(filters, years=years)))
            hits += [hit for hit in more.hits if hit.id not in {h.id for h in hits}]
    return _looked_into(library, _weighed(hits, reading, ranking()), reading, ranking())


def passages(library: Library, reading: Reading, found: Sequence[Candidate], most: int) -> list[Passage]:
    """The best candidates as passages, sub-paragraphs under their parents, at most `most`."""
    given: list[Passage] = []
    for candidate in found:
        one = as_passage(library, candidate.hit, candidate.score, reading.language)
        if one and not any(_same_place(one, other) for other in given):
            given.append(one)
        if len(given) == most:
            break
    return given


def as_passage(library: Library, hit: Hit, score: float, language: str) -> Passage | None:
    """A hit in its resolution, in the question's language where the resolution is there in it."""
    locator = Locator.parse(hit.id)
    for wanted in (language, hit.language):
        try:
            resolution = library.resolution(hit.symbol, wanted)
        except NotIndexed:
            return None
        if paragraph := resolution.paragraph(locator):
            return replace(passage(resolution, paragraph), score=score)
    return None


def _weighed(hits: Sequence[Hit], reading: Reading, figures: Ranking) -> list[Candidate]:
    """The hits with features and scores, best first; ties by id."""
    texts = {(h.id, h.language): stems(h.text, h.language) for h in hits}
    titles = {(h.symbol, h.language): stems(h.title, h.language) for h in hits}
    weights = Weights(reading.terms, list(texts.values()))
    documents = _document_evidence(hits, figures)
    found = []
    for hit in hits:
        body, title = texts[hit.id, hit.language], titles[hit.symbol, hit.language]
        features = {
            "similarity": figures.similarity(hit.similarity),
            "coverage": weights.coverage(body),
            "title": weights.coverage(title),
            "document": documents[hit.symbol],
            "rank": 1.0 / hit.rank,
            "wanted": _wanted(hit, reading),
            "operative": float(hit.kind in (Kind.OPERATIVE, Kind.ANNEX)),
            "figures": _figures(hit, reading),
        }
        found.append(Candidate(hit, features, figures.score(features), weights.coverage(body | title)))
    return sorted(found, key=lambda c: (-c.score, c.hit.id, c.hit.language))


def _looked_into(library: Library, found: list[Candidate], reading: Reading, figures: Ranking) -> list[Candidate]:
    """The best candidates weighed again with what their paragraphs do, for whom and by when."""
    again = []
    for candidate in found[:_LOOKED_INTO]:
        features = {**candidate.features, **_paragraph_features(library, candidate.hit, reading)}
        again.append(replace(candidate, features=features, score=figures.score(features)))
    again.sort(key=lambda c: (-c.score, c.hit.id, c.hit.language))
    return again + found[_LOOKED_INTO:]


def _paragraph_features(library: Library, hit: Hit, reading: Reading) -> dict[str, float]:
    paragraph = library.resolution(hit.symbol, hit.language).paragraph(Locator.parse(hit.id))
    if paragraph is None:
        return {}
    named = reading.addressees
    return {
        "act": float(paragraph.act in reading.acts),
        "addressee": sum(name in paragraph.addressees for name in named) / len(named) if named else 0.0,
        "due": float(bool(paragraph.due) and bool(reading.wanted & {"date", "session"})),
        "references": float(bool(paragraph.references) and _asks_for_documents(reading)),
    }


def _asks_for_documents(reading: Reading) -> bool:
    return reading.intent is Intent.CITED or "document" in reading.wanted


def _document_evidence(hits: Sequence[Hit], figures: Ranking) -> dict[str, float]:
    """How much the best three paragraphs of each resolution speak for it, 0-1."""
    similarities: dict[str, list[float]] = defaultdict(list)
    for hit in hits:
        similarities[hit.symbol].append(figures.similarity(hit.similarity))
    return {symbol: sum(sorted(values)[-3:]) / 3 for symbol, values in similarities.items()}


def _wanted(hit: Hit, reading: Reading) -> float:
    """The share of the wanted kinds of answer that the paragraph holds."""
    holds = lexicon(hit.language if hit.language in ("fr", "en") else "fr").holds
    text = plain(hit.text)
    kinds = [kind for kind in reading.wanted if kind in holds and holds[kind].pattern != "(?!)"]
    return sum(bool(holds[kind].search(text)) for kind in kinds) / len(kinds) if kinds else 0.0


def _figures(hit: Hit, reading: Reading) -> float:
    """The share of the figures in the question that stand in the paragraph or its title."""
    asked = {re.sub(r"\D", "", f) for f in _FIGURE.findall(reading.content)}
    if not asked:
        return 0.0
    there = {re.sub(r"\D", "", f) for f in _FIGURE.findall(f"{hit.text} {hit.title}")}
    return len(asked & there) / len(asked)


def _same_place(one: Passage, other: Passage) -> bool:
    a, b = one.paragraph.locator, other.paragraph.locator
    return a.contains(b) or b.contains(a)


def says_nothing(found: Sequence[Candidate], reading: Reading) -> bool:
    """Whether the best candidate is too far from the question to be an answer."""
    if not found:
        return True
    figures = ranking().refuse
    best = found[0]
    if reading.understood.filters.symbols:
        return best.coverage < figures["named_coverage"]
    return best.score < figures["score"] or best.coverage < figures["coverage"]


def refusal_of_topic(library: Library, reading: Reading, found: Sequence[Candidate]) -> Refusal:
    """The refusal of a topic, with the nearest paragraphs."""
    near = passages(library, reading, found, 3)
    if symbols := reading.understood.filters.symbols:
        return Refusal(Why.SAYS_NOTHING, {"symbol": ", ".join(symbols)}, tuple(near))
    return Refusal(Why.OFF_CORPUS, {}, tuple(near))


def subject(paragraph: Paragraph, resolution: Resolution) -> Paragraph:
    """The paragraph that carries the verb: the top-level parent of a sub-paragraph, or itself."""
    above = [p for p in resolution.paragraphs if p.locator.contains(paragraph.locator)]
    return above[0] if above else paragraph
