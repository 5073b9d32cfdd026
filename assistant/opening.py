"""From settings to an opened index: the one place where the two meet."""

from __future__ import annotations

from assistant.settings import Settings
from index.embedders import Notice, embedder_for
from index.embedding import Embedder
from index.library import Library
from index.vectors import ChromaSettings


def open_library(settings: Settings) -> Library:
    """The index of the settings' home. Raises NoIndex, HomeError, DamagedIndex, EmbedderMismatch."""
    return Library.open(settings.home, embedder_of(settings), chroma=chroma_of(settings))


def embedder_of(settings: Settings, notice: Notice | None = None) -> Embedder:
    """The embedder that the settings name, not yet loaded; `notice` is told what its loading takes."""
    key = settings.embedder_key.get_secret_value()
    return embedder_for(settings.embedder, settings.home, notice, url=settings.embedder_url, key=key)


def chroma_of(settings: Settings) -> ChromaSettings:
    """Where the vectors are kept."""
    return ChromaSettings(
        url=settings.chroma_url,
        token=settings.chroma_token.get_secret_value(),
        tenant=settings.chroma_tenant,
        database=settings.chroma_database,
    )
