"""Reading the catalogue: resolutions, their raw text, references, and the words of paragraphs found."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.catalogue import KINDS, LIVE, unpack
from index.errors import NotIndexed
from index.resolution import Kind, Reference, Resolution
from index.search import Citing
from index.snapshot import Flags, Snapshot
from index.symbols import Symbol

TWINS = 100
"""At most so many paragraphs of the same words are listed under one hit."""


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph as a hit shows it. `document` and `twins` are the catalogue's own keys."""

    id: str
    symbol: str
    language: str
    kind: Kind
    title: str
    text: str
    document: int
    twins: int


def resolution(db: sqlite3.Connection, generation: int, symbol: str, language: str | None) -> Resolution:
    """One resolution, in the language asked for if it is there. Raises NotIndexed, SymbolError."""
    canonical = str(Symbol.parse(symbol))
    row = db.execute(
        f"SELECT json FROM document d WHERE symbol = :symbol AND {LIVE} ORDER BY language = :language DESC,"
        " language DESC LIMIT 1",
        {"symbol": canonical, "language": language, "generation": generation},
    ).fetchone()
    if row is None:
        parts = _parts_of(db, generation, canonical)
        hint = f"It is divided: {', '.join(parts)}." if parts else "`alinea status` says what is."
        raise NotIndexed(f"{canonical} is not in the index.", hint=hint)
    return unpack(row[0])


def _parts_of(db: sqlite3.Connection, generation: int, symbol: str) -> list[str]:
    """The symbols of a composite resolution's parts that are there: 42/160 A to G for 42/160."""
    rows = db.execute(
        f"SELECT DISTINCT symbol FROM document d WHERE symbol GLOB :part AND {LIVE} ORDER BY symbol",
        {"part": f"{symbol}[A-Z]", "generation": generation},
    )
    return [row[0] for row in rows]


def raw_text(db: sqlite3.Connection, generation: int, symbol: str, language: str) -> str:
    """The text of the source of a resolution, which its spans point into. Raises NotIndexed."""
    canonical = str(Symbol.parse(symbol))
    row = db.execute(
        f"SELECT text FROM source JOIN document d ON source.id = d.source"
        f" WHERE symbol = :symbol AND language = :language AND {LIVE}",
        {"symbol": canonical, "language": language, "generation": generation},
    ).fetchone()
    if row is None:
        raise NotIndexed(f"{canonical} is not in the index in this language.")
    return str(row[0])


def languages(db: sqlite3.Connection, generation: int, symbol: str) -> tuple[str, ...]:
    """The languages in which a resolution is there."""
    rows = db.execute(
        f"SELECT language FROM document d WHERE symbol = :symbol AND {LIVE} ORDER BY language",
        {"symbol": str(Symbol.parse(symbol)), "generation": generation},
    )
    return tuple(row[0] for row in rows)


def citing(db: sqlite3.Connection, generation: int, symbol: str, paragraph: str | None) -> list[Citing]:
    """The places that cite a document, in the order of their symbols, then as they stand in the text."""
    rows = db.execute(
        f"""SELECT d.symbol, d.language, p.place, r.symbol, r.place, r.start, r."end", r.footnote
        FROM reference r JOIN document d ON d.id = r.document JOIN paragraph p ON p.id = r.paragraph
        WHERE r.symbol = :symbol AND (:paragraph IS NULL OR r.place = :paragraph OR r.place LIKE :paragraph || '.%')
        AND {LIVE} ORDER BY d.sorting, d.language, p.ordinal, r.start""",
        {"symbol": symbol, "paragraph": paragraph, "generation": generation},
    )
    return [Citing(f"{row[0]}#{row[2]}", row[1], Reference(*row[3:])) for row in rows]


def places(db: sqlite3.Connection, paragraphs: Sequence[int]) -> dict[int, Place]:
    """The paragraphs with these row ids."""
    holes = ",".join("?" * len(paragraphs))
    rows = db.execute(
        f"""SELECT p.id, d.symbol, d.language, p.place, p.kind, d.title, p.text, d.id, p.twins
        FROM paragraph p JOIN document d ON d.id = p.document WHERE p.id IN ({holes})""",
        tuple(paragraphs),
    )
    return {
        row: Place(f"{symbol}#{place}", symbol, language, KINDS[kind], title, text, document, twins)
        for row, symbol, language, place, kind, title, text, document, twins in rows
    }


def twins_of(db: sqlite3.Connection, snapshot: Snapshot, place: Place, paragraph: int, flags: Flags) -> tuple[str, ...]:
    """Ids of the other paragraphs under the filters that say the same, newest first; at most `TWINS` of them."""
    alike = snapshot.alike(place.twins)
    others = alike[flags[alike] & (snapshot.paragraph[alike] != paragraph)]
    if not len(others):
        return ()
    newest = snapshot.documents.adopted[snapshot.document[others]]
    rows = snapshot.paragraph[others[np.lexsort((others, -newest))][:TWINS]].tolist()
    found = places(db, rows)
    return tuple(dict.fromkeys(found[row].id for row in rows if found[row].id != place.id))
