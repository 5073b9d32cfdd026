"""Organs named in a question: those whose texts are asked about, and those merely addressed."""

from __future__ import annotations

import re

from assistant.lexicon import Lexicon, lexicons


def organs_named(text: str) -> list[tuple[int, int, str]]:
    """Organs spelt in `text` (folded by `plain`), in any language we have words of: start, end, body."""
    found: dict[tuple[int, int], str] = {}
    for words in lexicons():
        for body, organ in words.organs.items():
            for match in organ.spelt.finditer(text):
                found.setdefault(match.span(), body)
    spans = sorted(found)
    return [(a, b, found[a, b]) for a, b in spans if not any(x <= a and b <= y and (x, y) != (a, b) for x, y in spans)]


def speaking(text: str, words: Lexicon) -> list[tuple[int, int, str]]:
    """The organs whose resolutions are asked about: they say, decide, adopt; those asked for something are left out."""
    named = organs_named(text)
    return [row for row in named if _speaks(text[: row[0]], words)]


def _speaks(before: str, words: Lexicon) -> bool:
    if re.search(words.parts["organ_speaks"], before):
        return True
    return not re.search(words.parts["organ_addressed"], before)
