"""The space in which the vectors of the bundled model are compared.

The vectors of multilingual-e5-small lie in a narrow cone: any two paragraphs of the United Nations have a cosine of
0.75 to 0.95, for what they have in common (the prose of resolutions, the language they are in, being a question or a
passage) weighs more than what tells them apart. Here that is taken out, by one linear map for texts of every language:

- the mean of passages is subtracted from passages, that of questions from questions (the "common mean vector" of
  Mu & Viswanath, "All-but-the-Top", ICLR 2018);
- the two directions that tell French from English, of passages and of questions, are projected out, so that a question
  finds the texts of the other language as near as those of its own;
- the directions in which passages vary most are shrunk: partial whitening, each principal component divided by the
  fourth root of its standard deviation (after Su et al., "Whitening Sentence Representations", 2021; whole whitening
  did worse here, as did none).

The figures are in `space.npz`, made by `python -m tests.bench.fit_space` from vectors alone. What it brings on
questions that it was not made from: see `tests/bench/fit_space.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from index.embedding import Vectors, unit

FILE = "space.npz"
VERSION = 1
"""Goes up with every change of `space.npz`: vectors of two versions never mix."""


@dataclass(frozen=True, slots=True)
class Space:
    """Means of passages and of questions, shape (384,), and the map of what is left, shape (384, 384)."""

    passage_mean: Vectors
    query_mean: Vectors
    map: Vectors

    def passages(self, vectors: Vectors) -> Vectors:
        """The model's vectors of passages, shape (n, 384), in this space; each of length 1."""
        return unit(np.asarray((vectors - self.passage_mean) @ self.map, np.float32))

    def query(self, vector: Vectors) -> Vectors:
        """The model's vector of a question, shape (384,), in this space; of length 1."""
        return unit(np.asarray((vector - self.query_mean) @ self.map, np.float32))


@cache
def space() -> Space:
    """The space that ships with the program."""
    with resources.files("index.e5").joinpath(FILE).open("rb") as file, np.load(file) as arrays:
        return Space(*(arrays[name].astype(np.float32) for name in ("passage_mean", "query_mean", "map")))
