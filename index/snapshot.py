"""One generation of the index in memory: what filters and grouping need of every chunk, as columns of numbers."""

from __future__ import annotations

import datetime as dt
import itertools
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.catalogue import KINDS, LIVE
from index.recording import regular_session
from index.search import Coverage, Filters, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
ADDRESSED_KEPT = 64
"""Filters on addressees that one generation remembers: half a megabyte each among 500,000 chunks."""
_NONE = -(10**9)


@dataclass(frozen=True, slots=True)
class Labels:
    """A name for each of some things, as the name's number: many things share few names."""

    numbers: Numbers
    known: dict[str, int]

    @classmethod
    def of(cls, names: Iterable[str]) -> Labels:
        """Number names in the order in which they come."""
        known: dict[str, int] = {}
        return cls(np.array([known.setdefault(name, len(known)) for name in names], np.int64), known)

    def among(self, wanted: Iterable[str]) -> Flags:
        """Which things have one of these names."""
        chosen = np.zeros(len(self.known) + 1, np.bool_)
        chosen[[self.known.get(name, len(self.known)) for name in wanted]] = True
        chosen[-1] = False
        return np.asarray(chosen[self.numbers])


@dataclass(frozen=True, slots=True)
class Documents:
    """The live resolutions in symbol order; missing numbers are very negative, so that no range holds them."""

    ids: Numbers
    summaries: tuple[Summary, ...]
    symbol: Labels
    body: Labels
    language: Labels
    regular_session: Numbers
    year: Numbers
    adopted: Numbers

    @classmethod
    def load(cls, db: sqlite3.Connection, generation: int) -> Documents:
        """Read them from the catalogue."""
        rows = db.execute(
            "SELECT id, symbol, language, title, body, session, special, year, adopted, paragraphs FROM document d"
            f" WHERE {LIVE} ORDER BY sorting, language, id",
            {"generation": generation},
        ).fetchall()
        summaries = tuple(
            Summary(symbol, language, title, body, session, _date(adopted), paragraphs)
            for _, symbol, language, title, body, session, _, _, adopted, paragraphs in rows
        )
        return cls(
            np.array([row[0] for row in rows], np.int64),
            summaries,
            Labels.of(s.symbol for s in summaries),
            Labels.of(s.body for s in summaries),
            Labels.of(s.language for s in summaries),
            np.array([_or_none(regular_session(row[5], row[6])) for row in rows], np.int64),
            np.array([row[7] or _NONE for row in rows], np.int64),
            np.array([s.adopted.toordinal() if s.adopted else _NONE for s in summaries], np.int64),
        )

    def matching(self, f: Filters) -> Flags:
        """Which resolutions satisfy the filters, those on paragraphs left aside."""
        flags = np.ones(len(self.ids), np.bool_)
        for labels, wanted in ((self.symbol, f.symbols), (self.body, f.bodies), (self.language, f.languages)):
            if wanted:
                flags &= labels.among(wanted)
        if f.sessions:
            flags &= _within(self.regular_session, *f.sessions)
        if f.years:
            flags &= _within(self.year, *f.years)
        if f.adopted and any(f.adopted):
            first, last = f.adopted
            flags &= _within(self.adopted, first.toordinal() if first else 1, last.toordinal() if last else 10**8)
        return flags


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The live chunks of a generation, in the order of their ids, as parallel columns."""

    generation: int
    embedder: str
    dimension: int
    slots: int
    documents: Documents
    names: dict[str, int]
    chunk: Numbers
    document: Numbers
    """Place of the chunk's resolution in `documents`."""
    paragraph: Numbers
    part: Numbers
    kind: Numbers
    act: Numbers
    twins: Numbers
    slot: Numbers
    by_slot: Numbers
    """Places of the chunks, ordered by their slots."""
    sorted_slots: Numbers
    """The slots in that order."""
    by_twins: Numbers
    """Places of the chunks that begin a paragraph, ordered by the key of its words."""
    sorted_twins: Numbers
    """The keys in that order."""
    addressed: dict[tuple[str, ...], Flags] = field(default_factory=dict)
    """Which chunks are addressed to some names, as asked for before."""

    def matching(self, db: sqlite3.Connection, f: Filters) -> Flags:
        """Which chunks satisfy the filters. `db` must see this generation."""
        flags = self.documents.matching(f)[self.document] if len(self.chunk) else np.zeros(0, np.bool_)
        if f.kinds:
            flags &= _among(self.kind, [KINDS.index(kind) for kind in f.kinds])
        if f.acts:
            flags &= _among(self.act, [self.names[act] for act in f.acts if act in self.names])
        if f.addressees:
            flags &= self._addressed_to(db, f.addressees)
        return flags

    def _addressed_to(self, db: sqlite3.Connection, names: tuple[str, ...]) -> Flags:
        """Which chunks are addressed to one of these; kept, since it takes longer to read than to search."""
        if names not in self.addressed:
            holes = ",".join("?" * len(names))
            rows = db.execute(
                f"SELECT paragraph FROM addressee WHERE name IN (SELECT id FROM name WHERE name IN ({holes}))", names
            ).fetchall()
            if len(self.addressed) >= ADDRESSED_KEPT:
                self.addressed.clear()
            self.addressed[names] = np.isin(self.paragraph, np.array(rows, np.int64).reshape(-1))
        return self.addressed[names]

    def slots_of(self, flags: Flags) -> Flags:
        """Which slots belong to at least one of the flagged chunks."""
        slots = np.zeros(self.slots, np.bool_)
        slots[self.slot[flags]] = True
        return slots

    def chunks_in(self, slots: Numbers, scores: NDArray[np.float32], flags: Flags) -> list[tuple[int, float]]:
        """Places of the flagged chunks in these slots, each with its slot's score, in the order given."""
        first = np.searchsorted(self.sorted_slots, slots)
        counts = np.searchsorted(self.sorted_slots, slots, "right") - first
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        places = self.by_slot[np.repeat(first, counts) + within]
        kept = flags[places]
        return list(zip(places[kept].tolist(), np.repeat(scores, counts)[kept].tolist(), strict=True))

    def alike(self, twins: int) -> Numbers:
        """Places of the paragraphs with these words, each by its first chunk, in order."""
        first = np.searchsorted(self.sorted_twins, twins)
        return self.by_twins[first : np.searchsorted(self.sorted_twins, twins, "right")]

    def places_of(self, chunks: Sequence[int]) -> Numbers:
        """Places of chunks given by id; -1 for one that is not live."""
        wanted = np.asarray(chunks, np.int64)
        if not len(self.chunk):
            return np.full(len(wanted), -1, np.int64)
        at = np.minimum(np.searchsorted(self.chunk, wanted), len(self.chunk) - 1)
        return np.where(self.chunk[at] == wanted, at, -1)

    def coverage(self, flags: Flags) -> Coverage:
        """What a search over the flagged chunks looks at."""
        sessions = self.documents.regular_session[self.documents.regular_session > _NONE]
        years = self.documents.year[self.documents.year > _NONE]
        begins = self.part == 0  # each paragraph has one such chunk, and filters take all its chunks or none
        return Coverage(
            resolutions=len(self.documents.summaries),
            paragraphs=int(np.count_nonzero(begins)),
            searched=int(np.count_nonzero(begins & flags)),
            languages=tuple(sorted(self.documents.language.known)),
            sessions=(int(sessions.min()), int(sessions.max())) if len(sessions) else None,
            years=(int(years.min()), int(years.max())) if len(years) else None,
            within=int(np.count_nonzero(np.bincount(self.document[flags]))),
        )


def load_snapshot(db: sqlite3.Connection, generation: int, embedder: str, dimension: int) -> Snapshot:
    """Read a generation from the catalogue; `db` must see it."""
    documents = Documents.load(db, generation)
    rows = db.execute(
        "SELECT id, document, paragraph, part, kind, coalesce(act, -1), twins, slot FROM chunk"
        " WHERE slot IS NOT NULL"  # in whatever order: an index holds all of these, the table lies all over the file
    )
    table = np.fromiter(itertools.chain.from_iterable(rows), np.int64).reshape(-1, 8)
    table = table[np.argsort(table[:, 0])]
    order = np.argsort(documents.ids)
    if len(order):
        at = np.minimum(np.searchsorted(documents.ids, table[:, 1], sorter=order), len(order) - 1)
        table = table[documents.ids[order[at]] == table[:, 1]]
        at = np.searchsorted(documents.ids, table[:, 1], sorter=order)
        table[:, 1] = order[at]
    else:
        table = table[:0]
    chunk, document, paragraph, part, kind, act, twins, slot = (np.ascontiguousarray(table[:, n]) for n in range(8))
    by_slot = np.argsort(slot, kind="stable")
    begins = np.flatnonzero(part == 0)
    by_twins = begins[np.argsort(twins[begins], kind="stable")]
    return Snapshot(
        generation,
        embedder,
        dimension,
        int(slot.max()) + 1 if len(slot) else 0,
        documents,
        dict(db.execute("SELECT name, id FROM name")),
        chunk,
        document,
        paragraph,
        part,
        kind,
        act,
        twins,
        slot,
        by_slot,
        slot[by_slot],
        by_twins,
        twins[by_twins],
    )


def _among(numbers: Numbers, wanted: Sequence[int]) -> Flags:
    """Which of these small numbers are wanted; -1, for none, never is. Ten times quicker than `np.isin`."""
    table = np.zeros(int(max(numbers.max(initial=0), *wanted, 0)) + 2, np.bool_)
    table[list(wanted)] = True
    return np.asarray(table[numbers])


def _within(values: Numbers, first: int, last: int) -> Flags:
    return np.asarray((values >= first) & (values <= last))


def _or_none(number: int | None) -> int:
    return _NONE if number is None else number


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
