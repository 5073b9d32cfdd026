"""What a reader takes at most: a resolution is small, and a hostile file must end in a message, not in full memory."""

from __future__ import annotations

MAX_FILE_BYTES = 64 * 2**20
"""Bytes of one file on disk."""
MAX_PAGES = 1500
"""Pages of one PDF."""
MAX_CHARACTERS = 32 * 2**20
"""Characters of the text that a file gives."""
MAX_EXPANDED_BYTES = 256 * 2**20
"""Bytes that all parts of a Word file may unpack to."""
MAX_EXPANSION = 200
"""How many times its packed size one part of a Word file may unpack to, beyond its first megabyte."""


def megabytes(size: int) -> str:
    """A size for a message: `3.2 MB`."""
    return f"{size / 2**20:.1f} MB"
