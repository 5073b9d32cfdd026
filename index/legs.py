"""The dense leg, in the home or on a server: both give places of the nearest live chunks with their cosines.

A server is asked what it serves well: the nearest of all. Under filters Chroma is slow (0.2 to 3.3 s among 500,000) or,
asked for more than is wanted, misses what lies far off: there the vectors in the instance's own home are searched, the
same ones and exactly. Only an instance without them (its home holds the catalogue and the lexical index alone) asks the
server under filters too.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors
from index.errors import DamagedIndex, VectorStoreUnavailable
from index.fusion import Leg
from index.matrix import Matrix
from index.snapshot import Flags, Numbers, Snapshot
from index.vectors import VectorStore

NAMED_AT_ONCE = 5000
"""Filters that leave fewer chunks than this name them to a server that must filter, so that none is missed."""
MOST_ASKED = 2000
"""The server is asked for more than is wanted, since chunks share vectors and wider filters are not named to it: for so
many at most; what is too much is dropped here."""
REST = 15.0
"""Seconds during which a server that did not answer is not asked again: meanwhile searches are by words only."""


Scored: TypeAlias = tuple[int, float]
"""A chunk of the catalogue with its cosine."""


class DenseLeg(Protocol):
    """Finds the nearest among the flagged chunks of a snapshot."""

    def find(self, snapshot: Snapshot, vector: Vectors, flags: Flags, limit: int) -> Leg:
        """Places in the snapshot with cosines, best first. Raises VectorStoreUnavailable."""

    def close(self) -> None:
        """Let go of files and connections."""


class HomeLeg:
    """Exact search over the matrix in the home."""

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix

    def find(self, snapshot: Snapshot, vector: Vectors, flags: Flags, limit: int) -> Leg:
        """Places in the snapshot with cosines, best first."""
        slots, scores = self._matrix.search(vector, limit, snapshot.slots_of(flags))
        return snapshot.chunks_in(slots, scores, flags)

    def close(self) -> None:
        """Nothing to let go of: the mapped file closes with the last reader."""


class SharedLeg:
    """A server for searches among all, the vectors in the home for searches under filters."""

    def __init__(self, server: ServerLeg, home: HomeLeg) -> None:
        self._server = server
        self._home = home

    def find(self, snapshot: Snapshot, vector: Vectors, flags: Flags, limit: int) -> Leg:
        """Places in the snapshot with cosines, best first. Raises VectorStoreUnavailable, DamagedIndex."""
        leg: DenseLeg = self._server if flags.all() else self._home
        return leg.find(snapshot, vector, flags, limit)

    def close(self) -> None:
        """Close the connections."""
        self._server.close()


class ServerLeg:
    """The collection on a Chroma server, which many instances share."""

    def __init__(self, store: VectorStore) -> None:
        self._store = store
        self.collection = store.name
        self._silent_until = 0.0
        self._checked = False

    def find(self, snapshot: Snapshot, vector: Vectors, flags: Flags, limit: int) -> Leg:
        """Places in the snapshot with cosines, best first. Raises VectorStoreUnavailable, DamagedIndex."""
        if time.monotonic() < self._silent_until:
            raise VectorStoreUnavailable("The Chroma server did not answer a moment ago.")
        try:
            self._check(snapshot)
            return self._find(snapshot, vector, flags, limit)
        except VectorStoreUnavailable:
            self._silent_until = time.monotonic() + REST
            raise

    def close(self) -> None:
        """Close the connections."""
        self._store.close()

    def _check(self, snapshot: Snapshot) -> None:
        """Once: whether the collection holds what the catalogue says. Chroma itself would answer with what is left."""
        if not self._checked and (count := self._store.count()) < len(snapshot.chunk):
            raise DamagedIndex(
                f"The collection {self._store.name} on the Chroma server has {count} chunks of {len(snapshot.chunk)}.",
                hint="Run `alinea index --rebuild`.",
            )
        self._checked = True

    def _find(self, snapshot: Snapshot, vector: Vectors, flags: Flags, limit: int) -> Leg:
        """The chunks in the nearest `limit` slots, as `HomeLeg` gives them: asked for more until there are so many."""
        allowed = int(np.count_nonzero(flags))
        if not allowed:
            return []
        named = snapshot.chunk[flags].tolist() if allowed <= NAMED_AT_ONCE and allowed < len(flags) else None
        asked = limit * 2 if named else limit * 2 * len(flags) // allowed
        while True:
            asked = min(asked, MOST_ASKED)
            found = self._store.search(vector, asked, named)
            if len(found) < asked and allowed <= NAMED_AT_ONCE:
                found = self._completed(found, snapshot.chunk[flags].tolist(), vector)
            places = snapshot.places_of([chunk for chunk, _ in found])
            kept = places >= 0
            kept[kept] &= flags[places[kept]]
            nearest, slots = _nearest(snapshot, places[kept], np.array([score for _, score in found])[kept], limit)
            if slots > limit or len(found) < asked or asked == MOST_ASKED:
                return nearest
            asked *= 2

    def _completed(self, found: Sequence[Scored], allowed: Sequence[int], vector: Vectors) -> list[Scored]:
        """With the chunks that Chroma's graph does not lead to: some in twenty of small collections in which texts
        recur miss the last added (chroma-core/chroma#7758). Their vectors are asked for and compared here."""
        missed = sorted(set(allowed).difference(chunk for chunk, _ in found))
        if not missed:
            return list(found)
        more = [
            (chunk, float(np.dot(row, vector) / (np.linalg.norm(row) * np.linalg.norm(vector))))
            for chunk, row in self._store.vectors_of(missed).items()
        ]
        # Chroma computes in 32 bits: what is the same to six places ties, whoever computed it
        return sorted(
            ((chunk, round(score, 6)) for chunk, score in [*found, *more]), key=lambda pair: (-pair[1], pair[0])
        )


def _nearest(snapshot: Snapshot, places: Numbers, scores: NDArray[np.float64], limit: int) -> tuple[Leg, int]:
    """The chunks in the best `limit` slots, in the order of `HomeLeg`, and how many slots there are in all."""
    slots = snapshot.slot[places]
    order = np.lexsort((places, slots, -scores))
    begins = np.diff(slots[order], prepend=-1) != 0
    within = order[np.cumsum(begins) <= limit]
    return list(zip(places[within].tolist(), scores[within].tolist(), strict=True)), int(np.count_nonzero(begins))
