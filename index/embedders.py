"""Which embedder a setting means: `bundled`, `provider:name` of LangChain embeddings, or the folder of a model."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.e5.space import VERSION, space
from index.embedding import BundledEmbedder, Embedder, Vectors
from index.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from index.e5.engine import OnnxEmbedder

Notice = Callable[[str], None]
"""Takes a code of what happened while an embedder was loaded: `model-file`, `slow-engine`."""


def embedder_for(setting: str, home: Path, notice: Notice | None = None, *, url: str = "", key: str = "") -> Embedder:
    """The embedder of a setting; `home` is where the bundled one keeps its model file, `url` and `key` those of a
    provider's server. Loads nothing yet."""
    if setting in ("", "bundled"):
        return CentredEmbedder(home, notice)
    from index.adapters import langchain_embedder

    return langchain_embedder(setting, url, key)


class FastBundledEmbedder:
    """The bundled model by itself: by ONNX Runtime, or by its own engine where that cannot be had (`slow-engine`).

    Making the model file is told as `model-file`. Both engines give the same vectors (cosine above 0.999). The model is
    in memory once in a process, however many of these there are.
    """

    name = BundledEmbedder.name
    dimension = BundledEmbedder.dimension

    def __init__(self, home: Path, notice: Notice | None = None) -> None:
        self._home = home
        self._notice = notice or (lambda _: None)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found: shape (len(texts), 384)."""
        return _Shared.engine(self._home, self._notice).passages(texts)

    def query(self, text: str) -> Vectors:
        """The vector of a question: shape (384,)."""
        return _Shared.engine(self._home, self._notice).query(text)

    def question(self, text: str) -> Vectors:
        """The vector of a question by the weights fitted to questions (`index.e5.questions`), which only ONNX Runtime
        can use; without it as `query`: shape (384,)."""
        engine = _Shared.engine(self._home, self._notice, asking=True)
        return engine.query(text) if isinstance(engine, BundledEmbedder) else engine.question(text)


class CentredEmbedder:
    """The default embedder: the bundled model's vectors in the space of `index.e5.space`."""

    name = f"{BundledEmbedder.name}/space-{VERSION}"
    dimension = BundledEmbedder.dimension

    def __init__(self, home: Path, notice: Notice | None = None) -> None:
        self._model = FastBundledEmbedder(home, notice)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found: shape (len(texts), 384), each of length 1."""
        return space().passages(self._model.passages(texts))

    def query(self, text: str) -> Vectors:
        """The vector of a question: shape (384,), length 1."""
        return space().query(self._model.question(text))


class _Shared:
    """The engine of this process."""

    _lock = threading.Lock()
    _engine: BundledEmbedder | OnnxEmbedder | None = None

    @classmethod
    def engine(cls, home: Path, notice: Notice, *, asking: bool = False) -> BundledEmbedder | OnnxEmbedder:
        """The engine, ready for questions or for all else; the first who asks gives the home of its model file."""
        from index.e5.engine import OnnxEmbedder

        with cls._lock:
            if cls._engine is None:
                cls._engine = OnnxEmbedder(home, notice=lambda _: notice("model-file"))
            if isinstance(cls._engine, OnnxEmbedder):
                try:
                    cls._engine.load(asking=asking)
                except (EmbedderUnavailable, OSError):  # a model file that cannot be read
                    notice("slow-engine")
                    cls._engine = BundledEmbedder()
            return cls._engine

    @classmethod
    def forget(cls) -> None:
        """Let the next who asks choose anew."""
        with cls._lock:
            cls._engine = None
