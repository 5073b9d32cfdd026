"""Words marked in a text: pieces of it, each marked or not, that together are the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.evaluation.words import fold
from assistant.folding import plain

Pieces = list[tuple[str, bool]]
_LEAST_LETTERS = 4


def mark_strings(text: str, strings: Iterable[str]) -> Pieces:
    """The text with every occurrence of the strings marked, case and accents apart."""
    ranges = []
    folded = plain(text)
    for wanted in strings:
        needle = plain(wanted).strip()
        if needle:
            ranges += [m.span() for m in re.finditer(re.escape(needle), folded)]
    return _pieces(text, ranges)


def mark_quotation(text: str, quotation: str) -> Pieces:
    """The text with the words quoted from it marked; unmarked where they are not in it."""
    pattern = r"\s+".join(re.escape(word) for word in quotation.split())
    found = re.search(pattern, text) if pattern else None
    return _pieces(text, [found.span()] if found else [])


def mark_shared(text: str, others: Sequence[str]) -> Pieces:
    """The text with the words of four letters or more marked that one of the other texts has too."""
    known = {fold(word) for other in others for word in re.findall(r"\w+", other)}
    words = [m for m in re.finditer(r"\w+", text) if len(m[0]) >= _LEAST_LETTERS or m[0].isdigit()]
    return _pieces(text, [m.span() for m in words if fold(m[0]) in known])


def _pieces(text: str, ranges: Sequence[tuple[int, int]]) -> Pieces:
    pieces: Pieces = []
    at = 0
    for start, end in sorted(ranges):
        if end <= at:
            continue
        start = max(start, at)
        if text[at:start]:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    return [*pieces, (text[at:], False)] if text[at:] else pieces
