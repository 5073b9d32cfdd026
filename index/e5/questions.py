"""What is changed in the model for questions: twelve layers' matrices, each by a product of two thin ones.

Passages are embedded by the model as it is; a question goes through the same layers with W + out @ in instead of W (Hu
et al., "LoRA: Low-Rank Adaptation of Large Language Models", ICLR 2022), fitted so that a question lies near the
paragraphs that answer it rather than near those that use its words. An index need not be made again for it.

The figures are in `questions.npz`, made by `python -m tests.bench.fit_questions`, which also says what they bring on
questions that they were not made from.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np

from index.e5.weights import Floats, Weights

FILE = "questions.npz"


class QuestionWeights(Weights):
    """The weights with which questions are embedded. Raises EmbedderUnavailable as `Weights` does."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._thin = _thin()

    def matrix(self, name: str, columns: int) -> Floats:
        """A 4-bit tensor unpacked and changed: shape (rows, columns)."""
        plain = super().matrix(name, columns)
        if f"{name}.out" not in self._thin:
            return plain
        return plain + self._thin[f"{name}.out"] @ self._thin[f"{name}.in"]


@cache
def _thin() -> dict[str, Floats]:
    """By name of the changed matrix: `.out`, shape (rows, rank), and `.in`, shape (rank, columns)."""
    with resources.files("index.e5").joinpath(FILE).open("rb") as file, np.load(file) as arrays:
        return {name: arrays[name].astype(np.float32) for name in arrays.files}
