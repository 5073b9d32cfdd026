"""A second opinion on the route of a question, from the way it is worded as a whole.

The rules (`routing`) go by words that they know, and people find others: « la 62/27 fait écho à quels textes ? ».
Here a softmax over few routes weighs the vector of the question, everything that was heard in it masked, with how many
documents it names and with what the rules made of it. Where it is sure of another route it is followed, as far as the
question has what that route needs. The figures are fitted by `tests.bench.fit_routes` for the default embedder, which
tells what they are worth.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.hearing import Heard
from assistant.understanding.intents import HEADER_FIELDS, header_fields
from assistant.understanding.reading import Intent
from index.embedding import Vectors

SURE = 0.5
"""Chance from which another route than that of the rules is taken."""
_KEPT = 256
"""Questions whose vectors are kept: a conversation is read again with each of its questions."""
_WORD = re.compile(r"\w+|[?:]")
Numbers = NDArray[np.float32]


class Way(StrEnum):
    """The ways that are told apart: those of `Intent`, two of them finer."""

    LOOKUP = "lookup"
    HEADER = "header"
    CITING = "citing"
    CITED = "cited"
    CITES_ONE = "cites_one"
    """Whether one document cites another."""
    COMPARISON = "comparison"
    CONTENTS = "contents"
    DUE = "due"
    """All that is due by a resolution."""
    ABOUT = "about"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest way of a question and its chance, 0-1."""

    way: Way
    chance: float

    @property
    def sure(self) -> bool:
        """Whether it may overrule the rules."""
        return self.chance >= SURE


class Router:
    """Guesses ways with the vectors of an embedder, the default one's. Safe to use from several threads."""

    def __init__(self, embed: Callable[[str], Vectors]) -> None:
        self._embed = lru_cache(_KEPT)(embed)

    def guess(self, heard: Heard, rules: Intent) -> Guess:
        """The way of a question for which the rules chose a route."""
        figures = _figures()
        described = described_as(self._embed(masked(heard)), heard, rules)
        row = np.append((described - figures.mean) * figures.scale, np.float32(1))
        chances = _softmax(row @ figures.ways)
        best = int(chances.argmax())
        return Guess(tuple(Way)[best], float(chances[best]))


def masked(heard: Heard) -> str:
    """The words of a question without what they are about: names of documents, places, organs and numbers alike."""
    spans = [(m.start, m.end, "resolution" if m.resolution else "document") for m in heard.mentions]
    spans += [(start, end, "paragraph") for start, end in heard.place_spans]
    spans += [(start, end, "organ") for start, end, _ in heard.organs]
    text = heard.text
    for start, end, what in sorted(spans, reverse=True):
        text = f"{text[:start]} {what} {text[end:]}"
    return " ".join(_WORD.findall(re.sub(r"\d+", "0", text)))


def described_as(vector: Vectors, heard: Heard, rules: Intent) -> Numbers:
    """What the figures weigh: the vector, how many documents are named, the route and the fields of the rules."""
    resolutions = len({m.readings[0] for m in heard.mentions if m.resolution})
    others = len({m.readings[0] for m in heard.mentions if not m.resolution})
    named = resolutions + others
    counts = [min(resolutions, 2), min(others, 2), named > 0, named > 1, bool(heard.place_spans)]
    fields = header_fields(heard.rest, heard.words)
    flags = [*counts, *(rules is intent for intent in Intent), *(name in fields for name in HEADER_FIELDS)]
    return np.concatenate([np.asarray(vector, np.float32), np.asarray(flags, np.float32)])


@dataclass(frozen=True, slots=True)
class _Figures:
    """`mean` and `scale` of what is described, (features,); `ways` are the weights, (features + 1, ways)."""

    mean: Numbers
    scale: Numbers
    ways: Numbers


@cache
def _figures() -> _Figures:
    with resources.as_file(resources.files("assistant.understanding") / "routes.npz") as path, np.load(path) as stored:
        named: Any = {name: stored[name].astype(np.float32) for name in ("mean", "scale", "ways")}
        return _Figures(**named)


def _softmax(scores: Numbers) -> Numbers:
    powers = np.exp(scores - scores.max())
    chances: Numbers = powers / powers.sum()
    return chances
