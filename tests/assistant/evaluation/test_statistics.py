"""Percentiles, intervals and the randomisation test, against values worked out by hand and the slow way."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evaluation.statistics import bootstrap, paired_difference, percentile


def test_percentiles() -> None:
    assert percentile([10, 20, 30, 40], 0.5) == 25
    assert percentile([10, 20, 30, 40], 0.95) == pytest.approx(38.5)
    assert percentile([7], 0.95) == 7
    assert percentile([], 0.5) is None


def test_bootstrap_of_constant_values_has_no_width() -> None:
    found = bootstrap([0.5] * 8)
    assert found is not None
    assert (found.mean, found.low, found.high, found.n) == (0.5, 0.5, 0.5, 8)
    assert bootstrap([]) is None


def test_bootstrap_agrees_with_the_binomial() -> None:
    """Of 100 values, half 1: the 95 % interval of the mean is about 0.5 ± 1.96 · 0.05."""
    found = bootstrap([0.0, 1.0] * 50)
    assert found is not None
    assert found.low == pytest.approx(0.402, abs=0.02)
    assert found.high == pytest.approx(0.598, abs=0.02)
    assert found == bootstrap([0.0, 1.0] * 50)  # seeded


def test_paired_difference_by_hand() -> None:
    """Three questions all better by 1: of 8 sign patterns, 2 are as far from 0."""
    found = paired_difference([1, 1, 1, 0], [0, 0, 0, 0])
    assert found is not None
    assert (found.interval.mean, found.p) == (0.75, 2 / 8)
    same = paired_difference([0.5, 0.2], [0.5, 0.2])
    assert same is not None
    assert same.p == 1.0
    assert paired_difference([], []) is None


@settings(deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=1, max_size=7))
def test_exact_p_is_the_slow_count(differences: list[int]) -> None:
    found = paired_difference([float(d) for d in differences], [0.0] * len(differences))
    assert found is not None
    patterns = list(product([-1, 1], repeat=len(differences)))
    sums = [abs(sum(s * d for s, d in zip(p, differences, strict=True))) for p in patterns]
    assert found.p == pytest.approx(sum(s >= abs(sum(differences)) for s in sums) / len(patterns))


def test_sampled_p_is_small_for_a_clear_difference_and_never_zero() -> None:
    clear = paired_difference([1.0] * 40, [0.0] * 40)
    assert clear is not None
    assert 0 < clear.p < 0.001
    even = paired_difference([1.0, 0.0] * 20, [0.0, 1.0] * 20)
    assert even is not None
    assert even.p > 0.9
