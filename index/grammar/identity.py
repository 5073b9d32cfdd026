"""Which parser read a text: an index made by another one is brought up to date without being asked."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
# All that decides what a file says: readers, parser, annotation and the words of the languages.
_PARTS = (
    "parser.py",
    "resolution.py",
    "symbols.py",
    "actions.py",
    "addressees.py",
    "dues.py",
    "references.py",
    "numbers_cited.py",
    "places.py",
    "errors.py",
    "grammar/*.py",
    "grammar/*/*.toml",
    "parsing/*.py",
    "readers/*.py",
)


def parts() -> list[Path]:
    """The files that decide how a source is read and parsed, in order."""
    return [path for part in _PARTS for path in sorted(_PACKAGE.glob(part))]


@cache
def grammar_identity() -> str:
    """16 hexadecimal digits that change with every change of the readers, the parser or the words of a language."""
    digest = hashlib.sha256()
    for path in parts():
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
