"""Organs named in a question: those whose texts are asked about, and those merely addressed."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def is_of(organ: tuple[int, int, str], start: int, end: int, text: str, words: Lexicon) -> bool:
    """Whether an organ tells whose the document named from `start` to `end` is: « la résolution 62/27 de l'Assemblée
    générale », "Security Council resolution 1325 (2000)", or as a part of its symbol (`A/HRC/RES/22/1`)."""
    first, last, _ = organ
    of, resolution = words.parts["of_organ"], words.parts["resolution"]
    if start < last and first < end:
        return True
    behind = end <= first and re.fullmatch(rf"\s*{of}", text[end:first])
    before = last <= start and re.fullmatch(rf"(?:'s)?\s*(?:{resolution})?\s*(?:n[o°]\s*)?", text[last:start])
    return bool(behind or before)


def bodies_of_texts(text: str, organs: Sequence[tuple[int, int, str]], words: Lexicon) -> tuple[str, ...]:
    """The organs whose resolutions are spoken of: « quelles résolutions antérieures du Conseil de sécurité »."""
    of, resolution = words.parts["of_organ"], words.parts["resolution"]
    behind = re.compile(rf"{resolution}(?:\s+\w+){{0,2}}\s*{of}$")
    ahead = re.compile(rf"\s+(?:\w+\s+)?{resolution}")
    found = (b for start, end, b in organs if behind.search(text[:start]) or ahead.match(text, end))
    return tuple(dict.fromkeys(found))


def _speaks(before: str, words: Lexicon) -> bool:
    if re.search(words.parts["organ_speaks"], before):
        return True
    return not re.search(words.parts["organ_addressed"], before)
