"""Vectors kept while a run lasts: the same paragraphs are cited again and again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.embedding import Embedder, Vectors


class Remembered:
    """An embedder that embeds each passage once. Safe to use from several threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        """The name of the embedder behind."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """Number of components of a vector."""
        return self._embedder.dimension

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts: shape (len(texts), dimension)."""
        unknown = [text for text in dict.fromkeys(texts) if text not in self._known]
        if unknown:
            self._known |= dict(zip(unknown, self._embedder.passages(unknown), strict=True))
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([self._known[text] for text in texts])

    def query(self, text: str) -> Vectors:
        """The vector of a question: shape (dimension,)."""
        return self._embedder.query(text)
