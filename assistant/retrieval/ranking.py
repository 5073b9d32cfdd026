"""The weighing of topic candidates: figures from `ranking.toml`, features as pure functions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log


@dataclass(frozen=True, slots=True)
class Ranking:
    """The figures of `ranking.toml`."""

    weights: Mapping[str, float]
    scale: Mapping[str, float]
    select: Mapping[str, float]
    refuse: Mapping[str, float]
    chance_weights: Mapping[str, float]

    def score(self, features: Mapping[str, float]) -> float:
        """The weighted sum of features."""
        return sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def chance(self, features: Mapping[str, float]) -> float:
        """The chance that a paragraph with these features answers, 0-1."""
        total = sum(weight * features.get(name, 0.0) for name, weight in self.chance_weights.items())
        return 1.0 / (1.0 + exp(-total))

    def similarity(self, cosine: float | None) -> float:
        """A cosine stretched to about 0-1; an unknown one counts as the lower end."""
        zero, one = self.scale["similarity_zero"], self.scale["similarity_one"]
        return ((cosine if cosine is not None else zero) - zero) / (one - zero)


@cache
def ranking() -> Ranking:
    """The figures that ship with the program."""
    file = resources.files("assistant.retrieval") / "ranking.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    refuse = data["refuse"]
    return Ranking(data["weights"], data["scale"], data["select"], refuse, refuse.pop("weights"))


class Weights:
    """How telling each term of a question is: rare terms weigh more (inverse document frequency)."""

    def __init__(self, terms: Sequence[str], texts: Sequence[frozenset[str]]) -> None:
        self._weights = {term: log(1 + (len(texts) + 1) / (1 + sum(term in t for t in texts))) for term in terms}
        self._total = sum(self._weights.values()) or 1.0

    def coverage(self, present: frozenset[str]) -> float:
        """The share of the terms' weight that `present` holds, 0-1."""
        return sum(weight for term, weight in self._weights.items() if term in present) / self._total

    def missing(self, present: frozenset[str]) -> list[str]:
        """The terms that are not present, the weightiest first."""
        absent = [term for term in self._weights if term not in present]
        return sorted(absent, key=lambda term: (-self._weights[term], term))


_COGNATE = 5
"""Letters that words of two languages must begin with alike: `militair` and `militari`."""


def cognates(terms: Sequence[str], present: frozenset[str]) -> frozenset[str]:
    """The terms that look like a word of another language's text; short ones and figures must be the same."""
    beginnings = {word[:_COGNATE] for word in present if len(word) >= _COGNATE}
    return frozenset(t for t in terms if t in present or (len(t) >= _COGNATE and t[:_COGNATE] in beginnings))
