"""Texts to vectors: the protocol every embedder fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors. `name` identifies model and weights; vectors of two names never mix."""

    @property
    def name(self) -> str:
        """Identity of model and weights, e.g. `multilingual-e5-small/q4`."""

    @property
    def dimension(self) -> int:
        """Number of components of a vector."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found: shape (len(texts), dimension), each of length 1."""

    def query(self, text: str) -> Vectors:
        """The vector of a question: shape (dimension,), length 1."""
