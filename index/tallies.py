"""Counts over one generation of the catalogue: which verbs, which addressees, where the parser was in doubt."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from index.catalogue import LIVE

_ACTS = f"""
SELECT n.name, count(*) FROM paragraph p JOIN document d ON d.id = p.document JOIN name n ON n.id = p.act
WHERE {LIVE} GROUP BY n.id ORDER BY 2 DESC, 1 LIMIT :limit"""
_ADDRESSEES = f"""
SELECT n.name, count(*) FROM addressee a JOIN document d ON d.id = a.document JOIN name n ON n.id = a.name
WHERE {LIVE} GROUP BY n.id ORDER BY 2 DESC, 1 LIMIT :limit"""
_DOUBTED = f"""
SELECT d.symbol, d.language, d.title, d.doubts FROM document d
WHERE {LIVE} AND d.doubts ORDER BY d.doubts DESC, d.sorting, d.language LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class Doubted:
    """A resolution about which the parser was unsure, and how many warnings it gave."""

    symbol: str
    language: str
    title: str
    doubts: int


def acts(db: sqlite3.Connection, generation: int, limit: int) -> list[tuple[str, int]]:
    """Canonical names of verbs with the number of paragraphs they open, the most frequent first."""
    return _counts(db, _ACTS, generation, limit)


def addressees(db: sqlite3.Connection, generation: int, limit: int) -> list[tuple[str, int]]:
    """Canonical names of addressees with the number of paragraphs that address them, the most frequent first."""
    return _counts(db, _ADDRESSEES, generation, limit)


def doubted(db: sqlite3.Connection, generation: int, limit: int) -> list[Doubted]:
    """The resolutions with most warnings, those first."""
    rows = db.execute(_DOUBTED, {"generation": generation, "limit": limit})
    return [Doubted(*row) for row in rows]


def _counts(db: sqlite3.Connection, query: str, generation: int, limit: int) -> list[tuple[str, int]]:
    rows = db.execute(query, {"generation": generation, "limit": limit})
    return [(str(name), int(count)) for name, count in rows]
