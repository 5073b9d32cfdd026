"""Writing to the catalogue: sources, the resolutions in them, their chunks and vectors. Every function gets an open
transaction and leaves the visible generation untouched; `build.py` decides when a new one is born."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.analysis import fold
from index.catalogue import KINDS, pack, unpack
from index.chunks import Chunk, chunks_of
from index.embedding import Vectors, text_key
from index.grammar.identity import grammar_identity
from index.readers.source import SourceText
from index.resolution import Kind, Paragraph, Resolution
from index.symbols import Symbol

_SURROGATE = re.compile("[\ud800-\udfff]")


class Stamp(NamedTuple):
    """What tells a file from its next version without reading it: size and time of change, and when it was read."""

    size: int
    mtime_ns: int
    read_ns: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one file: symbols born, and symbols that another file already gives in a better state."""

    born: tuple[str, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A file as the catalogue has it; `grammar` is the identity of the parser that read it."""

    sha256: str
    stamp: Stamp
    grammar: str


def known_sources(db: sqlite3.Connection) -> dict[str, Known]:
    """The files in the catalogue, by path."""
    rows = db.execute("SELECT path, sha256, grammar, size, mtime_ns, read_ns FROM source WHERE current")
    return {path: Known(sha256, Stamp(*stamp), grammar) for path, sha256, grammar, *stamp in rows}


def restamp_source(db: sqlite3.Connection, path: str, stamp: Stamp) -> None:
    """Note a new time of a file whose content is the same."""
    db.execute("UPDATE source SET size = ?, mtime_ns = ?, read_ns = ? WHERE path = ? AND current", (*stamp, path))


def record_source(
    db: sqlite3.Connection, source: SourceText, resolutions: Sequence[Resolution], stamp: Stamp, generation: int
) -> Recorded:
    """Put a file and its resolutions into the catalogue, to be seen from `generation` on; replaces what it gave."""
    touched = _retire_source(db, source.path, generation)
    row = db.execute(
        "INSERT INTO source (path, sha256, size, mtime_ns, read_ns, format, text, grammar, current)"
        " VALUES (?,?,?,?,?,?,?,?,1)",
        (source.path, source.sha256, *stamp, source.format, _storable(source.text), grammar_identity()),
    )
    given = best_of_each(resolutions)
    ids = {_insert_document(db, r, int(row.lastrowid or 0)) for r in given}
    chosen = {_elect(db, *key, generation) for key in sorted({*touched, *((str(r.symbol), r.language) for r in given)})}
    names = {row[0]: row[1] for row in _rows_of(db, ids)}
    return Recorded(tuple(names[i] for i in sorted(ids & chosen)), tuple(names[i] for i in sorted(ids - chosen)))


def remove_source(db: sqlite3.Connection, path: str, generation: int) -> list[str]:
    """Take a file out, from `generation` on. Gives the symbols that it gave."""
    touched = _retire_source(db, path, generation)
    for symbol, language in sorted(touched):
        _elect(db, symbol, language, generation)
    return sorted({symbol for symbol, _ in touched})


def best_of_each(resolutions: Iterable[Resolution]) -> list[Resolution]:
    """One resolution for each symbol and language: the one with most paragraphs, then the fewest doubts."""
    best: dict[tuple[str, str], Resolution] = {}
    for resolution in resolutions:
        key = (str(resolution.symbol), resolution.language)
        if key not in best or _worth(resolution) > _worth(best[key]):
            best[key] = resolution
    return list(best.values())


def store_vectors(db: sqlite3.Connection, embedder: str, keys: Sequence[bytes], vectors: Vectors, first: int) -> None:
    """Put vectors into the cache, in the slots from `first` on."""
    db.executemany(
        "INSERT INTO vector (slot, embedder, key, data) VALUES (?,?,?,?)",
        ((first + n, embedder, key, vectors[n].tobytes()) for n, key in enumerate(keys)),
    )


def twins_key(text: str) -> int:
    """64-bit key of a paragraph's words: equal where only case, accents, punctuation or spaces differ."""
    words = " ".join(re.findall(r"\w+", fold(text)))
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest(), signed=True)


def sorting_key(symbol: Symbol) -> str:
    """A text that sorts as symbols do."""
    numbers = "".join(f"{int(n):06d}" for n in re.findall(r"\d+", symbol.number))
    session = f"{symbol.session_number or 0:06d}"
    return " ".join([symbol.body, symbol.special, session, symbol.prefix, numbers, symbol.letter])


def year_of(resolution: Resolution) -> int | None:
    """The year of adoption, else of issue, else the year its symbol carries."""
    day = resolution.adopted or resolution.issued
    if day:
        return day.year
    by_year = re.fullmatch(r"(?:19|20)\d\d", resolution.symbol.session)
    return int(resolution.symbol.session) if by_year else None


def regular_session(session: int | None, special: str) -> int | None:
    """The number that a filter on sessions means: none for special sessions and where the number is a year."""
    return None if special or session is None or session > 1900 else session


def _worth(resolution: Resolution) -> tuple[int, int]:
    return len(resolution.paragraphs), -len(resolution.warnings)


def _retire_source(db: sqlite3.Connection, path: str, generation: int) -> set[tuple[str, str]]:
    """End what a file gave; its rows stay until no generation shows them. Gives their symbols and languages."""
    row = db.execute("SELECT id FROM source WHERE path = ? AND current", (path,)).fetchone()
    if row is None:
        return set()
    touched = set(db.execute("SELECT symbol, language FROM document WHERE source = ? AND died IS NULL", row))
    unseen = db.execute(
        "SELECT id FROM document WHERE source = ? AND (born IS NULL OR born >= ?)", (*row, generation)
    ).fetchall()
    delete_documents(db, [i for (i,) in unseen])
    db.execute("UPDATE document SET died = ? WHERE source = ? AND died IS NULL", (generation, *row))
    db.execute("UPDATE source SET current = 0 WHERE id = ?", row)
    return touched


def delete_documents(db: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Take rows of documents out altogether."""
    each = [(i,) for i in ids]
    for table in ("chunk", "reference", "addressee", "paragraph"):
        db.executemany(f"DELETE FROM {table} WHERE document = ?", each)
    db.executemany("DELETE FROM document WHERE id = ?", each)


def _insert_document(db: sqlite3.Connection, r: Resolution, source: int) -> int:
    values = {
        "source": source,
        "symbol": str(r.symbol),
        "language": r.language,
        "sorting": sorting_key(r.symbol),
        "title": _storable(r.title),
        "body": r.body,
        "session": r.session,
        "special": r.symbol.special,
        "year": year_of(r),
        "adopted": _iso(r.adopted),
        "paragraphs": sum(p.kind is not Kind.HEADING for p in r.paragraphs),
        "doubts": len(r.warnings),
        "json": pack(r),
    }
    holes = ",".join("?" * len(values))
    cursor = db.execute(f"INSERT INTO document ({','.join(values)}) VALUES ({holes})", tuple(values.values()))
    document = int(cursor.lastrowid or 0)
    _insert_paragraphs(db, document, r)
    return document


def _insert_paragraphs(db: sqlite3.Connection, document: int, r: Resolution) -> None:
    rows: dict[int, int] = {}
    for ordinal, p in enumerate(r.paragraphs):
        values = (document, ordinal, ".".join(p.locator.steps), *_kind_act_twins(db, p), _storable(p.text))
        insert = "INSERT INTO paragraph (document, ordinal, place, kind, act, twins, text) VALUES (?,?,?,?,?,?,?)"
        row = rows[id(p)] = int(db.execute(insert, values).lastrowid or 0)
        db.executemany("INSERT INTO addressee VALUES (?,?,?)", [(document, row, _name(db, a)) for a in p.addressees])
        db.executemany(
            "INSERT INTO reference VALUES (?,?,?,?,?,?,?)",
            [(document, row, x.symbol, x.paragraph, x.start, x.end, x.footnote) for x in p.references],
        )
    db.executemany(
        'INSERT INTO chunk (document, paragraph, part, start, "end", context, key, kind, act, twins)'
        " VALUES (?,?,?,?,?,?,?,?,?,?)",
        [_chunk_row(db, document, rows[id(c.paragraph)], c) for c in chunks_of(r)],
    )


def _chunk_row(db: sqlite3.Connection, document: int, paragraph: int, c: Chunk) -> tuple[object, ...]:
    place = (c.part, c.start, c.end, _storable(c.context))
    return (document, paragraph, *place, text_key(c.passage), *_kind_act_twins(db, c.paragraph))


def _kind_act_twins(db: sqlite3.Connection, p: Paragraph) -> tuple[int, int | None, int]:
    return KINDS.index(p.kind), _name(db, p.act) if p.act else None, twins_key(p.text)


def _name(db: sqlite3.Connection, name: str) -> int:
    row = db.execute("SELECT id FROM name WHERE name = ?", (name,)).fetchone()
    return int(row[0] if row else db.execute("INSERT INTO name (name) VALUES (?)", (name,)).lastrowid or 0)


def _elect(db: sqlite3.Connection, symbol: str, language: str, generation: int) -> int | None:
    """Choose among the files that give one resolution; gives the row that is visible from `generation` on.

    Of two files of the same content, that which the present parser has read: an older reading may count more
    paragraphs than there are.
    """
    given = (
        "SELECT {} FROM document d JOIN source s ON s.id = d.source WHERE symbol = :symbol AND language = :language"
        " AND died IS NULL AND s.current"
    )
    read_anew = given.format("s.sha256") + " AND s.grammar = :grammar"
    rows = db.execute(
        given.format("d.id, d.born")
        + f" ORDER BY s.grammar != :grammar AND s.sha256 IN ({read_anew}), paragraphs DESC, doubts, path",
        {"symbol": symbol, "language": language, "grammar": grammar_identity()},
    ).fetchall()
    for row, born in rows[1:]:
        if born is not None:
            _step_back(db, row, generation if born < generation else None)
    if rows and rows[0][1] is None:
        db.execute("UPDATE document SET born = ? WHERE id = ?", (generation, rows[0][0]))
    return rows[0][0] if rows else None


def _step_back(db: sqlite3.Connection, row: int, generation: int | None) -> None:
    """A visible resolution makes way for a better file: it dies, and a copy of it waits in case that file goes."""
    if generation is None:
        db.execute("UPDATE document SET born = NULL WHERE id = ?", (row,))
        return
    packed, source = db.execute("SELECT json, source FROM document WHERE id = ?", (row,)).fetchone()
    db.execute("UPDATE document SET died = ? WHERE id = ?", (generation, row))
    _insert_document(db, unpack(packed), source)


def _rows_of(db: sqlite3.Connection, ids: Iterable[int]) -> list[tuple[int, str]]:
    return [row for i in ids for row in db.execute("SELECT id, symbol FROM document WHERE id = ?", (i,))]


def _storable(text: str) -> str:
    """SQLite takes no lone surrogates; a text that holds some is kept with each shown as `�`."""
    return _SURROGATE.sub("\ufffd", text)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
