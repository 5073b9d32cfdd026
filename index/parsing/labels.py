"""Printed labels of paragraphs and the order they come in: « 12. », « a) », « (ii) », also as a scan reads them.

Nothing is invented: a label that is read otherwise than printed (`I.` for `1.`) is taken only where it continues its
sequence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.errors import SymbolError
from index.symbols import roman_to_int

# `12. Décide`, `8 . Invite`, `3,. Lance`; not `1.5 million`, `1998. `, `12 mai`
_NUMBER = re.compile(r"(?P<n>\d{1,3})\s?[,:]?\s?\.(?![\d)]|[a-z]\s)\s*(?=\S|$)")
# What a scan makes of a number: `I.`, `l .`, `1 O.`, `l 5.`, `?.`, `S.`, `<1.`, `g_ `, `II.`
_BLURRED = re.compile(r"(?P<n>[\dIlOoSBgtij|!?<°&£]{1,3}(?:\s[\dIlOoSB]{1,2})?)\s?[.,·_\\]{1,3}\s+(?=[^\W\d_])")
_AS_DIGIT = {
    "I": "1",
    "l": "1",
    "|": "1",
    "!": "1",
    "i": "1",
    "j": "1",
    "t": "1",
    "O": "0",
    "o": "0",
    "S": "58",
    "B": "8",
    "?": "7",
    "g": "89",
    "<": "",
    "°": "",
    "&": "8",
    "£": "",
}
# `a) `, `(a) `, `aa) `, `a ) `, `_f) `, `ii) `, `1) `; not `(A/62/1) `, `(voir `
_SUB = re.compile(r"[\\_]{0,2}[(\[]?(?P<v>[a-z]{1,5}|\d{1,2}|[£/cC§@])\s?\)\s*(?=\S)")
_UPPER_SUB = re.compile(r"[(]?(?P<v>[A-Z]{1,4})\s?\)\s+(?=\S)")
_LOOKS_LIKE = {
    "f": "j/£t§",
    "e": "c£é",
    "i": "1lj",
    "l": "1i",
    "c": "e£",
    "d": "c",
    "g": "£q",
    "a": "£d",
    "b": "£h",
    "j": "i",
}
_CONFUSED_WORDS = {"ci": "d", "cl": "d", "rn": "m", "il": "ii", "iil": "iii", "li": "ii", "lii": "iii", "i1": "ii"}


@dataclass(frozen=True, slots=True)
class Sub:
    """A sub-paragraph's label: the text printed, and where the paragraph's own text begins."""

    value: str
    printed: str
    end: int


def number_label(text: str, expected: int) -> tuple[int, str, int, bool] | None:
    """The number a text begins with as (number, printed label, end of label, whether read otherwise than printed)."""
    if found := _NUMBER.match(text):
        return int(found["n"]), text[: found.end()].strip(), found.end(), False
    if found := _BLURRED.match(text):
        readings = _readings(re.sub(r"\s", "", found["n"]))
        if expected in readings:
            return expected, text[: found.end()].strip(), found.end(), True
    return None


def _readings(blurred: str) -> set[int]:
    """The numbers that a blurred label may be."""
    options = [""]
    for character in blurred:
        digits = character if character.isdecimal() else _AS_DIGIT.get(character, "")
        options = [o + d for o in options for d in (digits or [""])][:16]
    return {int(o) for o in options if o}


def sub_label(text: str) -> Sub | None:
    """The label of a sub-paragraph that a text begins with, or None."""
    found = _SUB.match(text) or _UPPER_SUB.match(text)
    if found is None:
        return None
    value = found["v"]
    if len(value) > 2 and not _is_roman(value) and len(set(value)) > 1:
        return None
    return Sub(value, text[: found.end()].strip(), found.end())


def _is_roman(value: str) -> bool:
    return bool(re.fullmatch(r"x{0,3}(?:ix|iv|v?i{0,3})", value.lower())) and bool(value)


@dataclass(slots=True)
class _Level:
    style: str
    last: int


class SubLevels:
    """The open levels of sub-paragraphs below one paragraph, and the path that a label takes among them."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []
        self._path: list[str] = []

    def reset(self) -> None:
        """Forget all levels: a new paragraph begins."""
        self._levels.clear()
        self._path.clear()

    @property
    def depth(self) -> int:
        """How many levels are open."""
        return len(self._levels)

    def place(self, sub: Sub, following: str) -> tuple[tuple[str, ...], str] | None:
        """The path of a label and a doubt ("" if none: `gap`, `blurred`, `lost-first`); None if it is no label here.

        `following` is the value of the next label, which tells the letter i from the number one.
        """
        options = _styles(sub.value)
        if following in ("ii", "II"):
            options = [o for o in options if o[0] in ("roman", "ROMAN")] or options
        for index in range(len(self._levels) - 1, -1, -1):
            level = self._levels[index]
            if (level.style, level.last + 1) in options:
                return self._take(index, level.style, level.last + 1), ""
        for style, value in options:
            if value == 1 and not any(level.style == style for level in self._levels):
                return self._take(len(self._levels), style, 1), ""
        for index in range(len(self._levels) - 1, -1, -1):
            level = self._levels[index]
            if self._is_blurred(sub.value, level):
                return self._take(index, level.style, level.last + 1), "blurred"
            for style, value in options:
                if style == level.style and level.last + 1 < value <= level.last + 6:
                    return self._take(index, style, value), "gap"
        for style, value in options:
            if value == 1 and self._levels:
                return self._take(self._index_of(style), style, 1), "restart"
        for style, value in options:
            if not self._levels and 1 < value <= 4 and style in ("letter", "roman"):
                return self._take(0, style, value), "lost-first"
        return None

    def goes_on(self, sub: Sub) -> bool:
        """Whether a label is the next at some open level."""
        options = _styles(sub.value)
        return any((level.style, level.last + 1) in options for level in self._levels)

    def _index_of(self, style: str) -> int:
        return next((i for i, level in enumerate(self._levels) if level.style == style), len(self._levels))

    def _take(self, index: int, style: str, value: int) -> tuple[str, ...]:
        del self._levels[index:]
        del self._path[index:]
        self._levels.append(_Level(style, value))
        self._path.append(_printed(style, value))
        return tuple(self._path)

    def _is_blurred(self, value: str, level: _Level) -> bool:
        expected = _printed(level.style, level.last + 1)
        return _CONFUSED_WORDS.get(value.lower()) == expected or (
            len(expected) == 1 and len(value) == 1 and value in _LOOKS_LIKE.get(expected, "")
        )


def _styles(value: str) -> list[tuple[str, int]]:
    """The readings of a label: as a letter (27 is `aa`), as a small roman number, as digits; letters first."""
    if value.isdecimal():
        return [("digit", int(value))]
    options: list[tuple[str, int]] = []
    lowered = value.lower()
    if len(value) == 1 and "a" <= lowered <= "z":
        options.append(("letter" if value.islower() else "LETTER", ord(lowered) - 96))
    elif len(set(lowered)) == 1 and len(value) == 2 and not _is_roman(lowered):
        options.append(("letter" if value.islower() else "LETTER", 26 + ord(lowered[0]) - 96))
    if _is_roman(lowered):
        try:
            options.append(("roman" if value.islower() else "ROMAN", roman_to_int(lowered)))
        except SymbolError:
            return options
    if lowered == "i":
        options.reverse()
    return options


def _printed(style: str, value: int) -> str:
    if style == "digit":
        return str(value)
    if style in ("letter", "LETTER"):
        text = chr(96 + value) if value <= 26 else chr(96 + min(value - 26, 26)) * 2
        return text if style == "letter" else text.upper()
    text = _roman(value)
    return text if style == "roman" else text.upper()


def _roman(value: int) -> str:
    text = ""
    for size, letters in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while value >= size:
            text += letters
            value -= size
    return text
