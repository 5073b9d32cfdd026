"""Files to raw text: one module a format, chosen by the file's suffix.

A reader executes nothing and fetches nothing; what it cannot read it refuses with `UnreadableSource`.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from index.errors import UnreadableSource
from index.readers.limits import MAX_FILE_BYTES, megabytes
from index.readers.source import SourceText

# Suffix → the module of this package that reads it: `read(path: str, data: bytes) -> SourceText`. Imported when used.
READABLE = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".pdf": "pdf",
    ".docx": "word",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


def read_source(path: Path) -> SourceText:
    """The text of a file. Raises UnreadableSource when it is missing, of another format, damaged or over a limit."""
    _module_for(path)
    return read_bytes(str(path), _bytes(path))


def read_bytes(path: str, data: bytes) -> SourceText:
    """The text of a file whose bytes are at hand. Raises UnreadableSource as `read_source`."""
    reader = importlib.import_module(f"index.readers.{_module_for(Path(path))}")
    source = reader.read(path, data)
    assert isinstance(source, SourceText)
    return source


def _module_for(path: Path) -> str:
    module = READABLE.get(path.suffix.lower())
    if module is None:
        raise UnreadableSource(
            f"{path}: files of the kind “{path.suffix or 'without suffix'}” are not read.",
            hint=f"Readable: {', '.join(READABLE)}." + _HINTS.get(path.suffix.lower(), ""),
        )
    return module


_HINTS = {
    ".doc": " Save it as .docx first.",
    ".rtf": " Save it as .docx first.",
    ".odt": " Save it as .docx first.",
}


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise UnreadableSource(
                f"{path}: the file has {megabytes(size)}, more than the limit of {megabytes(MAX_FILE_BYTES)}.",
                hint="Divide it into one file a resolution.",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"{path}: the file cannot be read ({error.strerror or error}).") from error
