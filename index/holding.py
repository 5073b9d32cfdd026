"""Which resolutions hold given words: exactly, where a search gives only the best.

A paragraph holds words when all of them stand in it. It is one chunk as a rule, so one look into the lexical index
finds it; the words of a paragraph that was cut into several chunks may stand in different ones: those are looked
through word by word.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

import numpy as np

from index.lexical import Lexical
from index.search import Filters, Holding, Term
from index.snapshot import Flags, Numbers, Snapshot


def holdings(
    db: sqlite3.Connection,
    snapshot: Snapshot,
    lexical: Lexical,
    terms: Sequence[Term],
    filters: Filters,
    phrase: str = "",
) -> list[Holding]:
    """The resolutions with a paragraph under the filters that holds all the terms, in symbol order, then language."""
    flags = snapshot.matching(db, filters)
    rows, documents = _paragraphs(snapshot, lexical, terms, filters, flags)
    phrased = np.isin(rows, _rows(snapshot, lexical.holding([phrase], filters), flags) if phrase else [])
    # those with the phrase before the others; rows grow in the order of the text
    order = np.lexsort((rows, ~phrased, documents))
    each, first, counts = np.unique(documents[order], return_index=True, return_counts=True)
    firsts = rows[order][first].tolist()
    with_phrase = np.bincount(documents[phrased], minlength=len(snapshot.documents.ids))[each].tolist()
    places = _places(db, firsts)
    return [
        Holding(summary.symbol, summary.language, count, f"{summary.symbol}#{places[row]}", said)
        for summary, row, count, said in zip(
            (snapshot.documents.summaries[n] for n in each.tolist()), firsts, counts.tolist(), with_phrase, strict=True
        )
    ]


def _paragraphs(
    snapshot: Snapshot, lexical: Lexical, terms: Sequence[Term], filters: Filters, flags: Flags
) -> tuple[Numbers, Numbers]:
    """The rows of the paragraphs that hold all the terms, and the place of the resolution of each."""
    whole = _rows(snapshot, lexical.having(terms, filters), flags)
    cut = _cut(snapshot)
    if len(terms) > 1 and len(cut):
        pieces = snapshot.chunk[cut].tolist()
        spread = [_rows(snapshot, lexical.having([term], filters, among=pieces), flags) for term in terms]
        together = spread[0]
        for held in spread[1:]:
            together = np.intersect1d(together, held)
        whole = np.union1d(whole, together)
    begins = np.flatnonzero(np.isin(snapshot.paragraph, whole) & (snapshot.part == 0))
    return snapshot.paragraph[begins], snapshot.document[begins]


def _rows(snapshot: Snapshot, chunks: Collection[int], flags: Flags) -> Numbers:
    """The rows of the paragraphs of these chunks, those that are live and allowed; each once, ascending."""
    places = snapshot.places_of(sorted(chunks))
    places = places[places >= 0]
    return np.unique(snapshot.paragraph[places[flags[places]]])


def _cut(snapshot: Snapshot) -> Numbers:
    """The places of all chunks of paragraphs that were cut into several."""
    several = np.unique(snapshot.paragraph[snapshot.part > 0])
    return np.flatnonzero(np.isin(snapshot.paragraph, several))


def _places(db: sqlite3.Connection, rows: Sequence[int]) -> dict[int, str]:
    """The places of paragraphs in their resolutions (`op3.a`), by row."""
    wanted = json.dumps(list(rows))
    return dict(db.execute("SELECT id, place FROM paragraph WHERE id IN (SELECT value FROM json_each(?))", (wanted,)))
