"""Which embedder a setting means: `bundled`, `provider:name` of LangChain embeddings, or the folder of a model."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from index.embedding import BundledEmbedder, Embedder, Vectors
from index.errors import EmbedderUnavailable

Notice = Callable[[str], None]
"""Takes a code of what happened while an embedder was loaded: `model-file`, `slow-engine`."""


def embedder_for(setting: str, home: Path, notice: Notice | None = None) -> Embedder:
    """The embedder of a setting; `home` is where the bundled one keeps its model file. Loads nothing yet."""
    if setting in ("", "bundled"):
        return FastBundledEmbedder(home, notice)
    from index.adapters import langchain_embedder

    return langchain_embedder(setting)


class FastBundledEmbedder:
    """The bundled model: by ONNX Runtime, or by its own engine where that cannot be had (`slow-engine`).

    Making the model file is told as `model-file`. Both engines give the same vectors (cosine above 0.999).
    """

    name = BundledEmbedder.name
    dimension = BundledEmbedder.dimension

    def __init__(self, home: Path, notice: Notice | None = None) -> None:
        self._home = home
        self._notice = notice or (lambda _: None)
        self._lock = threading.Lock()
        self._chosen: Embedder | None = None

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found: shape (len(texts), 384)."""
        return self._engine().passages(texts)

    def query(self, text: str) -> Vectors:
        """The vector of a question: shape (384,)."""
        return self._engine().query(text)

    def _engine(self) -> Embedder:
        with self._lock:
            if self._chosen is None:
                self._chosen = self._choose()
            return self._chosen

    def _choose(self) -> Embedder:
        from index.e5.engine import OnnxEmbedder

        fast = OnnxEmbedder(self._home, notice=lambda _: self._notice("model-file"))
        try:
            fast.load()
        except (EmbedderUnavailable, OSError):  # a home that cannot be written has no room for the model file
            self._notice("slow-engine")
            return BundledEmbedder()
        return fast
