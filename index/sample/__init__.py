"""The two resolutions that come with the package."""

from __future__ import annotations

from pathlib import Path


def sample_paths() -> tuple[Path, ...]:
    """The files, in the order of their names."""
    return tuple(sorted(Path(__file__).parent.glob("*.txt")))
