"""How sure the figures are: percentiles, bootstrap intervals, a paired randomisation test.

All draws are seeded: the same values give the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_SEED = 20_071_205
_EXACT_UP_TO = 12  # 2 ** 12 sign patterns are counted, more are sampled


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the bounds between which it lies with 95 % confidence; `n` values went into it."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean of (new - old) over the questions both runs answered about, its interval and its two-sided p-value."""

    interval: Interval
    p: float


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which `share` (0 to 1) of the values lie, interpolated linearly; None of nothing.

    Source: definition 7 of Hyndman & Fan, Sample Quantiles in Statistical Packages (1996), numpy's default.
    """
    return float(np.quantile(np.asarray(values, dtype=float), share)) if len(values) else None


def bootstrap(values: Sequence[float], *, resamples: int = 2000, level: float = 0.95) -> Interval | None:
    """Percentile bootstrap of the mean over questions; None of nothing.

    Source: Efron & Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
    """
    if not values:
        return None
    data = np.asarray(values, dtype=float)
    rng = np.random.default_rng(_SEED)
    means = data[rng.integers(0, len(data), size=(resamples, len(data)))].mean(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(data.mean()), float(low), float(high), len(data))


def paired_difference(new: Sequence[float], old: Sequence[float], *, samples: int = 10_000) -> Difference | None:
    """Whether two runs differ on the same questions: Fisher's randomisation test on the sign of each difference.

    p is the share of sign patterns whose mean difference is at least as far from 0; all patterns up to 12 differing
    questions, else `samples` drawn ones (with the observed one counted, so p is never 0). None of nothing.
    Source: Smucker, Allan & Carterette, A Comparison of Statistical Significance Tests for IR Evaluation (2007).
    """
    differences = np.asarray(new, dtype=float) - np.asarray(old, dtype=float)
    interval = bootstrap(differences.tolist())
    if interval is None:
        return None
    moved = differences[differences != 0]
    if not len(moved):
        return Difference(interval, 1.0)
    observed = abs(moved.sum()) - 1e-12
    if len(moved) <= _EXACT_UP_TO:
        patterns = np.array(np.meshgrid(*[[-1, 1]] * len(moved))).reshape(len(moved), -1).T
        p = float((np.abs(patterns @ moved) >= observed).mean())
    else:
        signs = np.random.default_rng(_SEED).choice([-1, 1], size=(samples, len(moved)))
        p = float(((np.abs(signs @ moved) >= observed).sum() + 1) / (samples + 1))
    return Difference(interval, p)
