"""Fusion and ranking: pure functions, each with the rule it must keep."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fuse, min_max, reciprocal_ranks
from index.matrix import Matrix, MatrixFile
from index.ranking import Ranked, one_language_each

LEGS = st.lists(st.tuples(st.integers(0, 99), st.floats(-1, 50)), max_size=30, unique_by=lambda pair: pair[0]).map(
    lambda leg: sorted(leg, key=lambda pair: -pair[1])
)


@given(LEGS)
def test_the_scale_keeps_the_order_and_ends_at_0_and_1(leg: list[tuple[int, float]]) -> None:
    scaled = list(min_max(leg).values())
    assert scaled == sorted(scaled, reverse=True)
    assert all(0 <= score <= 1 for score in scaled)
    assert not scaled or scaled[0] == 1


@given(LEGS, LEGS, st.floats(0, 1))
def test_what_both_legs_put_first_is_first(
    dense: list[tuple[int, float]], lexical: list[tuple[int, float]], weight: float
) -> None:
    top = 1000
    fused = fuse(min_max([(top, 99.0), *dense]), min_max([(top, 99.0), *lexical]), lambda _: weight)
    assert fused[top] == max(fused.values())
    assert set(fused) == {top} | {key for key, _ in [*dense, *lexical]}


def test_a_leg_with_all_the_weight_decides_alone() -> None:
    dense, lexical = min_max([(1, 0.9), (2, 0.8)]), min_max([(2, 7.0), (3, 1.0)])
    assert fuse(dense, lexical, lambda _: 1.0) == {1: 1.0, 2: 0.0, 3: 0.0}
    assert fuse(dense, lexical, lambda _: 0.0) == {1: 0.0, 2: 1.0, 3: 0.0}


def test_reciprocal_ranks() -> None:
    assert reciprocal_ranks([(7, 3.0), (8, 1.0)], k=60) == {7: 1 / 61, 8: 1 / 62}


@dataclass(frozen=True)
class At:
    """A paragraph in one language."""

    id: str
    language: str


ONE_EACH = [
    # what is found in which order, the language asked for, what is shown
    ("the language asked for", ["a/en", "b/fr", "a/fr"], "fr", ["a/fr", "b/fr"]),
    ("another where it is alone", ["a/en", "b/fr"], "fr", ["a/en", "b/fr"]),
    ("the first where none is asked for", ["a/en", "a/fr"], None, ["a/en"]),
    ("the first of the language asked for", ["a/fr", "a/fr", "a/en"], "fr", ["a/fr"]),
]


@pytest.mark.parametrize(("what", "found", "language", "shown"), ONE_EACH, ids=[row[0] for row in ONE_EACH])
def test_each_paragraph_is_shown_in_one_language(
    what: str, found: list[str], language: str | None, shown: list[str]
) -> None:
    places = [At(*name.split("/")) for name in found]
    ranked = [(Ranked(n, 1.0 - n / 10, n, n, None), place) for n, place in enumerate(places)]
    result = one_language_each(ranked, language)
    assert [f"{place.id}/{place.language}" for _, place in result] == shown
    assert [r.score for r, _ in result] == sorted([r.score for r, _ in result], reverse=True)


@pytest.fixture
def rows() -> np.ndarray:
    vectors = np.random.default_rng(5).normal(size=(300, 8)).astype(np.float32)
    vectors[17] = vectors[99]  # a tie
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def matrix(tmp_path: Path, rows: np.ndarray) -> Matrix:
    file = MatrixFile(tmp_path / "matrix" / "m.f32", 8)
    file.write_at(0, rows[:100])
    file.write_at(100, rows[100:])
    return Matrix(file.path, 300, 8)


@pytest.mark.parametrize("share", [1.0, 0.5, 0.05, 0.0], ids=["all", "half", "few", "none"])
def test_the_nearest_are_those_of_a_slow_search(matrix: Matrix, rows: np.ndarray, share: float) -> None:
    chance = np.random.default_rng(3)
    for _ in range(20):
        allowed = chance.random(300) < share
        query = rows[chance.integers(300)]
        slow = sorted((n for n in range(300) if allowed[n]), key=lambda n: (-round(float(rows[n] @ query), 6), n))[:10]
        slots, scores = matrix.search(query, 10, allowed)
        assert slots.tolist() == slow
        assert np.allclose(scores, [rows[n] @ query for n in slow], atol=1e-6)


def test_ties_are_in_the_order_of_slots(matrix: Matrix, rows: np.ndarray) -> None:
    slots, _ = matrix.search(rows[99], 1, np.ones(300, np.bool_))
    assert slots.tolist() == [17]


def test_a_reader_is_not_disturbed_by_new_rows(tmp_path: Path, matrix: Matrix, rows: np.ndarray) -> None:
    before = matrix.search(rows[0], 5, np.ones(300, np.bool_))[0].tolist()
    MatrixFile(tmp_path / "matrix" / "m.f32", 8).write_at(300, rows[:50])
    assert matrix.search(rows[0], 5, np.ones(300, np.bool_))[0].tolist() == before
