"""The dense leg at home: exact search over a memory-mapped matrix of unit vectors, one row a slot.

The file holds float32 rows and nothing else; rows are only ever appended, so a reader that maps the first n rows is
never disturbed. It is derived: the catalogue keeps every vector and `rewrite` makes the file again.

Among many rows a sketch (`sketch.py`) finds those that may be the best, and only they are read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors
from index.errors import DamagedIndex, HomeError
from index.sketch import SketchFile

FOLDER = "matrix"
FEW = 4000
"""Rows that are read one by one, wherever they lie: 6 MB."""
SKETCHED_FROM = 5000
"""Rows from which a search looks through the sketch first; fewer are as quickly read themselves."""


def matrix_path(home: Path, embedder: str) -> Path:
    """The file of one embedder's vectors."""
    return home / FOLDER / f"{re.sub(r'[^0-9A-Za-z.-]+', '_', embedder)}.f32"


class MatrixFile:
    """The file of a matrix, for the one process that writes it."""

    def __init__(self, path: Path, dimension: int) -> None:
        self.path = path
        self.dimension = dimension

    @property
    def rows(self) -> int:
        """Whole rows in the file."""
        return self.path.stat().st_size // (4 * self.dimension) if self.path.is_file() else 0

    def write_at(self, first: int, vectors: Vectors) -> None:
        """Put rows from `first` on, safe on disk when this returns. Raises HomeError."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("r+b" if self.path.exists() else "w+b") as file:
                file.seek(first * 4 * self.dimension)
                file.write(np.ascontiguousarray(vectors, dtype="<f4").tobytes())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise HomeError(f"The file {self.path} cannot be written: {error.strerror}.") from error

    def rewrite(self, batches: Iterable[tuple[int, Vectors]]) -> None:
        """Make the file again from (first row, vectors); the old one stays until the new one is whole."""
        fresh = MatrixFile(self.path.with_suffix(".new"), self.dimension)
        fresh.path.unlink(missing_ok=True)
        for first, vectors in batches:
            fresh.write_at(first, vectors)
        if fresh.path.exists():
            fresh.path.replace(self.path)


class Matrix:
    """The first `rows` rows of a file, mapped for reading."""

    def __init__(self, path: Path, rows: int, dimension: int) -> None:
        if rows and MatrixFile(path, dimension).rows < rows:
            raise DamagedIndex(
                f"The vectors' file {path} is shorter than it was.", hint="Run `alinea index --rebuild`."
            )
        self.dimension = dimension
        shape = (rows, dimension)
        self._rows: Vectors = np.memmap(path, "<f4", "r", shape=shape) if rows else np.zeros(shape, np.float32)
        self._sketch = SketchFile(path, dimension).opened(rows) if rows >= SKETCHED_FROM else None

    def __len__(self) -> int:
        return len(self._rows)

    def search(
        self, query: Vectors, limit: int, allowed: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The best allowed slots with their cosines, best first, ties by slot. `allowed` has one flag a slot."""
        count = int(np.count_nonzero(allowed)) if len(self._rows) else 0
        if not count:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        if self._sketch is not None and count > FEW:
            slots = self._sketch.likely(query, limit, allowed)
        elif count <= FEW or count * 8 < len(allowed):  # reading few rows here and there is quicker than reading all
            slots = np.flatnonzero(allowed)
        else:
            scores = np.asarray(self._rows @ query, dtype=np.float32)
            slots = np.flatnonzero(allowed)
            return _best(scores if count == len(scores) else scores[slots], limit, slots)
        return _best(np.asarray(self._rows[slots] @ query, dtype=np.float32), limit, slots)


def _best(
    scores: NDArray[np.float32], limit: int, slots: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    if len(scores) > limit:
        threshold = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        keep = np.flatnonzero(scores >= threshold)  # with ties at the edge, so that the order below decides
    else:
        keep = np.arange(len(scores))
    order = np.lexsort((slots[keep], -scores[keep]))[:limit]
    return slots[keep][order], scores[keep][order]
