"""The vectors of a matrix in a quarter of the room: a byte a component, to find the few rows that may be the nearest.

A row is its largest component over 127 (float32) and its components in that unit, rounded. The scalar product of a
question's bytes with all rows reads 0.19 GB at 500,000 rows instead of 0.77 and takes 8 ms of processor time instead of
30 (simsimd). Its error is about 0.001 of a cosine, so that the best `SPARE` + 2 × limit rows by it hold the best
`limit` by the exact product: measured on 300,000 vectors near real ones and 40 real questions, all of 400 were in the
best 1,000 and 399.98 of 400 in the best 600. The caller computes the exact product of what is found here.

The file is derived from the matrix's and follows it (`SketchFile.follow`). Where it is missing or behind, the matrix
alone answers, more slowly.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors
from index.errors import HomeError

SPARE = 200
"""Rows found beyond twice as many as are wanted."""
_AT_ONCE = 20_000
_SAMPLE = 64


class SketchFile:
    """The file of a sketch: written by the one process that may, asked by all whether it can be used."""

    def __init__(self, matrix: Path, dimension: int) -> None:
        self.path = matrix.with_suffix(".i8")
        self._matrix = matrix
        self._dimension = dimension
        self._row = _row(dimension)

    @property
    def rows(self) -> int:
        """Whole rows in the file."""
        return self.path.stat().st_size // self._row.itemsize if self.path.is_file() else 0

    def is_of(self, rows: int) -> bool:
        """Whether a sample of its first `rows` rows says the same as the matrix; true of a file that is not there."""
        rows = min(rows, self.rows)
        if not rows:
            return True
        sample = np.unique(np.linspace(0, rows - 1, _SAMPLE).astype(np.int64))
        there = np.memmap(self.path, self._row, "r", shape=(rows,))[sample]
        return bool(there.tobytes() == self._sketched(self._vectors(rows)[sample]).tobytes())

    def opened(self, rows: int) -> Sketch | None:
        """The sketch of the first `rows` rows, if it is whole and theirs."""
        return Sketch(self.path, rows, self._dimension) if self.rows >= rows and self.is_of(rows) else None

    def clear(self) -> None:
        """Remove the file: the rows of the matrix are about to change."""
        self.path.unlink(missing_ok=True)

    def follow(self, rows: int) -> None:
        """Bring it up to the first `rows` rows of the matrix; safe on disk when this returns. Raises HomeError."""
        if not self.is_of(rows):
            self.clear()
        there = self.rows
        if there >= rows:
            return
        vectors = self._vectors(rows)
        try:
            with self.path.open("r+b" if self.path.exists() else "w+b") as file:
                file.seek(there * self._row.itemsize)
                for first in range(there, rows, _AT_ONCE):
                    file.write(self._sketched(vectors[first : first + _AT_ONCE]).tobytes())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise HomeError(f"The file {self.path} cannot be written: {error.strerror}.") from error

    def _vectors(self, rows: int) -> Vectors:
        return np.memmap(self._matrix, "<f4", "r", shape=(rows, self._dimension))

    def _sketched(self, vectors: Vectors) -> NDArray[np.void]:
        rows = np.empty(len(vectors), self._row)
        unit = np.maximum(np.abs(vectors).max(axis=1), np.finfo(np.float32).tiny * 127) / 127
        rows["unit"] = unit
        rows["bytes"] = np.rint(vectors / unit[:, None])
        return rows


class Sketch:
    """The first `rows` rows of a file, mapped for reading."""

    def __init__(self, path: Path, rows: int, dimension: int) -> None:
        mapped = np.memmap(path, _row(dimension), "r", shape=(rows,))
        self._bytes = mapped["bytes"]
        self._units = np.ascontiguousarray(mapped["unit"])  # together, they are read twenty times faster

    def likely(self, query: Vectors, limit: int, allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The allowed rows among which the best `limit` are, in order of their numbers."""
        import simsimd

        asked = np.rint(query / max(float(np.abs(query).max()), 1e-30) * 127).astype(np.int8)
        # one thread: two are hardly quicker at the memory's pace, and wait for each other on a busy machine
        products = np.asarray(simsimd.cdist(asked[None], self._bytes, "dot", threads=1)).reshape(-1)
        scores = np.multiply(products, self._units, dtype=np.float32, casting="unsafe")
        slots = np.flatnonzero(allowed)
        if len(slots) < len(scores):
            scores = scores[slots]
        wanted = min(2 * limit + SPARE, len(slots))
        threshold = np.partition(scores, len(scores) - wanted)[len(scores) - wanted]
        likely: NDArray[np.int64] = slots[scores >= threshold]  # ties at the edge too: none is left out by chance
        return likely


def _row(dimension: int) -> np.dtype[np.void]:
    return np.dtype([("unit", "<f4"), ("bytes", "i1", (dimension,))])
