"""Reference questions, both ways: which texts cite a document, and which documents a resolution cites."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence import Passage, Refusal, Why
from assistant.ports import Library
from assistant.retrieval.places import passage
from index.analysis import analyser
from index.errors import NotIndexed
from index.resolution import Paragraph, Resolution
from index.search import Filters
from index.symbols import Locator

_MOST = 12
"""Citing places quoted in one answer."""


def citing_passages(
    library: Library, symbols: Sequence[str], filters: Filters, language: str
) -> list[Passage] | Refusal:
    """The paragraphs that cite any of the documents, newest resolutions first; one language of each place."""
    found: dict[str, Passage] = {}
    for symbol in symbols:
        for citing in library.citing(symbol):
            locator = Locator.parse(citing.id)
            if citing.id in found or not locator.steps:
                continue
            resolution = _resolution(library, str(locator.symbol), language)
            paragraph = resolution.paragraph(locator) if resolution else None
            if resolution and paragraph and _under(resolution, filters):
                found[citing.id] = Passage(resolution, paragraph)
    if not found:
        return Refusal(Why.NOT_CITED, {"symbol": ", ".join(symbols)})
    newest = sorted(found.values(), key=lambda p: p.resolution.adopted.toordinal() if p.resolution.adopted else 0)
    return _first_of_each(newest[::-1])[:_MOST]


def cited_passages(resolution: Resolution, terms: Sequence[str], act: str | None = None) -> list[Passage] | Refusal:
    """The paragraphs of a resolution that cite documents; with `terms` those that hold them best."""
    citing = [p for p in resolution.paragraphs if p.references]
    if not citing:
        return Refusal(Why.CITES_NONE, {"symbol": str(resolution.symbol)})
    if act:
        citing = [p for p in citing if p.act == act] or citing
    return [passage(resolution, p) for p in citing[:_MOST]]


def shared_terms(paragraph: Paragraph, terms: Sequence[str], language: str) -> int:
    """How many of the terms a paragraph holds."""
    return len(set(terms) & set(analyser(language).terms(paragraph.text)))


def _resolution(library: Library, symbol: str, language: str) -> Resolution | None:
    try:
        return library.resolution(symbol, language)
    except NotIndexed:
        return None


def _under(resolution: Resolution, filters: Filters) -> bool:
    year = resolution.adopted.year if resolution.adopted else None
    return (
        (not filters.bodies or resolution.body in filters.bodies)
        and (not filters.years or (year is not None and filters.years[0] <= year <= filters.years[1]))
        and (
            not filters.sessions
            or (resolution.session is not None and filters.sessions[0] <= resolution.session <= filters.sessions[1])
        )
    )


def _first_of_each(passages: Sequence[Passage]) -> list[Passage]:
    """One place a resolution first, in the order given, the further places after them."""
    first: dict[str, Passage] = {}
    rest = []
    for one in passages:
        symbol = str(one.resolution.symbol)
        if symbol in first:
            rest.append(one)
        else:
            first[symbol] = one
    return [*first.values(), *rest]
