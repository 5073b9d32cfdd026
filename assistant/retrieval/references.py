"""Reference questions, both ways: which texts cite a document, and which documents a resolution cites."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.evidence import Passage, Refusal, Why
from assistant.folding import plain
from assistant.lexicon import lexicon
from assistant.ports import Library
from assistant.retrieval.extents import WHOLE, clauses
from assistant.retrieval.places import passage
from assistant.retrieval.terms import shared_terms
from assistant.understanding.reading import Reading
from assistant.understanding.symbols import is_symbol
from index.analysis import stems
from index.errors import NotIndexed
from index.resolution import Kind, Paragraph, Resolution
from index.search import Filters
from index.symbols import Locator, Symbol

MOST = 12
"""Places quoted in one answer about references."""


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
                found[citing.id] = focused_on_references(Passage(resolution, paragraph), symbols)
    if not found:
        return Refusal(Why.NOT_CITED, {"symbol": ", ".join(symbols)})
    newest = sorted(found.values(), key=lambda p: p.resolution.adopted.toordinal() if p.resolution.adopted else 0)
    return _first_of_each(newest[::-1])


def cited_passages(resolution: Resolution, reading: Reading) -> list[Passage] | Refusal:
    """The paragraphs of a resolution that cite documents, in the order of the text.

    Those that cite the documents of the reading, where it names some; else those with its verbs and in its part of the
    resolution, and that cite resolutions, or those of certain organs, where only these are asked for. Each limit is
    dropped where nothing meets it.
    """
    citing = [p for p in resolution.paragraphs if p.references and p.kind is not Kind.HEADING]
    if reading.documents:
        named = set(reading.documents)
        citing = [p for p in citing if named & {r.symbol for r in p.references}]
    if not citing:
        why = Why.CITES_NOT if reading.documents else Why.CITES_NONE
        return Refusal(why, {"symbol": str(resolution.symbol), "documents": ", ".join(reading.documents)})
    if not reading.documents:
        kinds = reading.understood.filters.kinds
        citing = [p for p in citing if not kinds or p.kind in kinds] or citing
        citing = [p for p in citing if p.act in reading.acts] or citing
        if lexicon(reading.language).intents["resolutions_alone"].search(plain(reading.understood.standalone)):
            citing = [p for p in citing if any(is_symbol(r.symbol) for r in p.references)] or citing
        if reading.loose:
            citing = [p for p in citing if _speaks_of(p, resolution, reading)] or citing
        if bodies := reading.cited_bodies:
            citing = [p for p in citing if any(_body(r.symbol) in bodies for r in p.references)] or citing
    return [focused_on_references(passage(resolution, p), reading.documents) for p in citing]


def _speaks_of(paragraph: Paragraph, resolution: Resolution, reading: Reading) -> bool:
    """Whether a paragraph holds half of the words of the subject."""
    present = stems(paragraph.text, resolution.language)
    held = shared_terms(reading.subject, present, reading.language, resolution.language)
    return bool(reading.subject) and 2 * len(held) >= len(reading.subject)


def _body(symbol: str) -> str:
    """The organ of a document that is a resolution, else ""."""
    return Symbol.parse(symbol).body if is_symbol(symbol) else ""


def focused_on_references(one: Passage, symbols: Collection[str]) -> Passage:
    """The passage cut to the clauses that cite any of the documents (any document where none is given)."""
    text = one.paragraph.text
    if len(text) <= WHOLE:
        return one
    marks = {note.mark: note.offset for note in one.paragraph.footnotes}
    places = [
        r.start if r.footnote is None else marks.get(r.footnote, 0)
        for r in one.paragraph.references
        if not symbols or r.symbol in symbols
    ]
    spans = [span for span in clauses(text) if any(span.start <= at <= span.end for at in places)]
    return replace(one, start=spans[0].start, end=spans[-1].end) if spans else one


def _resolution(library: Library, symbol: str, language: str) -> Resolution | None:
    try:
        return library.resolution(symbol, language)
    except NotIndexed:
        return None


def _under(resolution: Resolution, filters: Filters) -> bool:
    day, (first, last) = resolution.adopted, filters.adopted or (None, None)
    year = day.year if day else None
    return (
        (not filters.bodies or resolution.body in filters.bodies)
        and (not filters.years or (year is not None and filters.years[0] <= year <= filters.years[1]))
        and (not filters.adopted or (day is not None and (first or day) <= day <= (last or day)))
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
