"""Text made comparable without moving an offset.

Guarantees: `fold(text)` has exactly as many characters as `text`; character i of it is character i of `text` in lower
case, without its accent, typographic apostrophes, quotation marks, hyphens and spaces made plain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4`\u2032", "'"),
    **dict.fromkeys("\u00ab\u00bb\u201c\u201d\u201e", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u00a0\u202f\u2007\u2009", " "),
    "œ": "o",
    "æ": "a",
}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_FEW = 60
_NOT_LETTER = re.compile("[^a-z]+")


def fold(text: str) -> str:
    """`text` folded character by character, of the same length."""
    if text.isascii():
        return text.lower()
    return replaced(text, _fold_character).lower()


def replaced(text: str, fold_one: Callable[[str], str]) -> str:
    """`text` with each character that is not ASCII put through `fold_one`; quick for a few different ones."""
    known = {character: fold_one(character) for character in set(_NOT_ASCII.findall(text))}
    if len(known) > _FEW or any(one != other and not other.isascii() for one, other in known.items()):
        return _NOT_ASCII.sub(lambda found: known[found[0]], text)
    for one, other in known.items():
        if one != other:
            text = text.replace(one, other)
    return text


def letters(folded: str) -> str:
    """The letters a to z of a folded text, nothing else."""
    return _NOT_LETTER.sub("", folded)


@cache
def _fold_character(character: str) -> str:
    lowered = character.lower()
    if len(lowered) != 1:
        return character if character.lower() == character else "?"
    if lowered in _PLAIN:
        return _PLAIN[lowered]
    base = unicodedata.normalize("NFD", lowered)[0].lower()
    return base if len(base) == 1 else lowered
