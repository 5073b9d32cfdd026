"""The exact search, through the sketch and without it, finds what a plain computation finds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import matrix as matrix_module
from index.embedding import Vectors, unit
from index.matrix import FEW, Matrix, MatrixFile
from index.sketch import SketchFile

ROWS, WIDTH = 24_000, 48


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    """Vectors as embedders make them: all near one direction, so that cosines differ little."""
    chance = np.random.default_rng(5)
    return unit((chance.normal(size=(ROWS, WIDTH)) * 0.4 + chance.normal(size=WIDTH)).astype(np.float32))


@pytest.fixture
def file(tmp_path: Path, vectors: Vectors) -> Path:
    MatrixFile(tmp_path / "m.f32", WIDTH).write_at(0, vectors)
    SketchFile(tmp_path / "m.f32", WIDTH).follow(ROWS)
    return tmp_path / "m.f32"


def _plainly(vectors: Vectors, query: Vectors, limit: int, allowed: np.ndarray) -> list[int]:
    scores = np.where(allowed, vectors @ query, -9)
    return [int(n) for n in np.lexsort((np.arange(len(scores)), -scores))[:limit] if allowed[n]]


SHARES = [
    # what the filters leave, share of the rows
    ("everything", 1.0),
    ("most", 0.7),
    ("more than few", (FEW + 1000) / ROWS),
    ("few", 0.05),
    ("hardly any", 0.0002),
    ("nothing", 0.0),
]


@pytest.mark.parametrize(("what", "share"), SHARES, ids=[row[0] for row in SHARES])
@pytest.mark.parametrize("sketched", [True, False], ids=["sketched", "plain"])
def test_finds_the_nearest_under_any_filter(
    file: Path, vectors: Vectors, what: str, share: float, sketched: bool
) -> None:
    if not sketched:
        SketchFile(file, WIDTH).clear()
    matrix = Matrix(file, ROWS, WIDTH)
    assert (matrix._sketch is not None) == sketched
    chance = np.random.default_rng(9)
    allowed = chance.random(ROWS) < share
    for query in unit(vectors[chance.integers(0, ROWS, 12)] + chance.normal(size=(12, WIDTH)) * 0.05):
        slots, scores = matrix.search(query.astype(np.float32), 100, allowed)
        assert slots.tolist() == _plainly(vectors, query.astype(np.float32), 100, allowed), what
        assert np.all(np.diff(scores) <= 0)


def test_rows_of_one_score_come_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix_module, "SKETCHED_FROM", 1)
    monkeypatch.setattr(matrix_module, "FEW", 1)
    rows = np.repeat(np.eye(2, 8, dtype=np.float32), 3000, axis=0)
    MatrixFile(tmp_path / "m.f32", 8).write_at(0, rows)
    SketchFile(tmp_path / "m.f32", 8).follow(6000)
    slots, _ = Matrix(tmp_path / "m.f32", 6000, 8).search(rows[4000], 10, np.ones(6000, np.bool_))
    assert slots.tolist() == list(range(3000, 3010))


def test_a_null_row_and_a_null_question_are_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix_module, "SKETCHED_FROM", 1)
    monkeypatch.setattr(matrix_module, "FEW", 1)
    MatrixFile(tmp_path / "m.f32", 8).write_at(0, np.zeros((50, 8), np.float32))
    SketchFile(tmp_path / "m.f32", 8).follow(50)
    slots, scores = Matrix(tmp_path / "m.f32", 50, 8).search(np.zeros(8, np.float32), 3, np.ones(50, np.bool_))
    assert (slots.tolist(), scores.tolist()) == ([0, 1, 2], [0, 0, 0])


class TestFollowing:
    """The sketch is the same whether it was made at once or in steps, and one that is not the matrix's is not used."""

    def test_in_steps(self, file: Path) -> None:
        whole = SketchFile(file, WIDTH).path.read_bytes()
        SketchFile(file, WIDTH).clear()
        for rows in (7, 1000, 1000, ROWS):
            SketchFile(file, WIDTH).follow(rows)
        assert SketchFile(file, WIDTH).path.read_bytes() == whole

    def test_after_a_row_that_was_cut_off(self, file: Path) -> None:
        sketch = SketchFile(file, WIDTH)
        whole = sketch.path.read_bytes()
        with sketch.path.open("r+b") as opened:
            opened.truncate(len(whole) - 3)
        assert sketch.opened(ROWS) is None
        sketch.follow(ROWS)
        assert sketch.path.read_bytes() == whole

    def test_of_another_matrix(self, file: Path, vectors: Vectors) -> None:
        MatrixFile(file, WIDTH).write_at(0, vectors[::-1])
        assert Matrix(file, ROWS, WIDTH)._sketch is None
        SketchFile(file, WIDTH).follow(ROWS)
        assert Matrix(file, ROWS, WIDTH)._sketch is not None
