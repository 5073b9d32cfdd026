"""What can go wrong below the assistant, and what the caller should do about it.

IndexingError
├── SymbolError            a text is not a resolution symbol or paragraph id
├── UnreadableSource       a file cannot be turned into text (bad format, no text layer, over a limit)
├── NotIndexed             a symbol or paragraph asked for is not in the catalogue
├── NoIndex                the home holds no index yet
├── HomeError              the home cannot be written, or comes from another version
├── IndexLocked            another process is writing
├── DamagedIndex           a store is corrupted or out of step; the message names the mending command
├── EmbedderMismatch       the index was built with other vectors than those now configured
├── EmbedderUnavailable    the configured embedder cannot be loaded or reached (retryable when it is a server)
└── VectorStoreUnavailable the Chroma server does not answer (retryable)
"""

from __future__ import annotations


class IndexingError(Exception):
    """Root of the tree. `message` is a sentence for a person; `hint` says how to mend it."""

    retryable = False

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class SymbolError(IndexingError, ValueError):
    """A text is not a resolution symbol or paragraph id."""


class UnreadableSource(IndexingError):
    """A file cannot be turned into text; nothing of it is indexed."""


class NotIndexed(IndexingError, LookupError):
    """The resolution or paragraph asked for is not in the catalogue."""


class NoIndex(IndexingError):
    """The home holds no index yet; `alinea index PATH` makes one."""


class HomeError(IndexingError):
    """The home folder cannot be used: not writable, full, or from another version."""


class IndexLocked(IndexingError):
    """Another process is writing to this index."""

    retryable = True


class DamagedIndex(IndexingError):
    """A store is corrupted or out of step with the catalogue; the hint names the command that rebuilds it."""


class EmbedderMismatch(IndexingError):
    """The index was built with another embedder than the one configured."""


class EmbedderUnavailable(IndexingError):
    """The configured embedder cannot be loaded or reached."""

    retryable = True


class VectorStoreUnavailable(IndexingError):
    """The Chroma server does not answer."""

    retryable = True
