"""Two rankings into one. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Leg = Sequence[tuple[int, float]]
"""Keys with their scores, best first."""


def min_max(leg: Leg) -> dict[int, float]:
    """The scores of a leg on a scale from 0 (its last) to 1 (its first)."""
    if not leg:
        return {}
    highest, lowest = leg[0][1], leg[-1][1]
    width = highest - lowest
    return {key: (score - lowest) / width if width > 0 else 1.0 for key, score in leg}


def reciprocal_ranks(leg: Leg, k: int = 60) -> dict[int, float]:
    """1 / (k + rank) for each key, ranks from 1 (Cormack et al., SIGIR 2009)."""
    return {key: 1.0 / (k + rank) for rank, (key, _) in enumerate(leg, 1)}


def fuse(dense: Mapping[int, float], lexical: Mapping[int, float], weight: float) -> dict[int, float]:
    """`weight` × dense + (1 − weight) × lexical; a key that a leg did not find counts 0 there."""
    return {key: weight * dense.get(key, 0.0) + (1 - weight) * lexical.get(key, 0.0) for key in {*dense, *lexical}}
