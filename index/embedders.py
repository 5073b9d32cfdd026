"""Which embedder a setting means: `bundled`, `provider:name` of LangChain embeddings, or the folder of a model."""

from __future__ import annotations

from pathlib import Path

from index.embedding import BundledEmbedder, Embedder


def embedder_for(setting: str, home: Path) -> Embedder:
    """The embedder of a setting; `home` is where the bundled one keeps its fast engine. Loads nothing yet."""
    if setting in ("", "bundled"):
        return BundledEmbedder()
    raise NotImplementedError(setting)
