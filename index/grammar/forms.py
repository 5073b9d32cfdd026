"""The notation of the word lists: reading the data files and spelling out their forms."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

_FOLDED: dict[str, str] = {
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
    **dict.fromkeys("\u00a0\u202f\u2007\u2009", " "),
}
for _code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
    _base = unicodedata.normalize("NFD", chr(_code))[0].lower()
    _FOLDED[chr(_code)] = _base if len(_base) == 1 else chr(_code)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_PART = re.compile(r"\((?P<optional>[^)]*)\)|\[(?P<either>[^\]]*)\]|(?P<plain>[^(\[]+)")


def fold(text: str) -> str:
    """`text` in lower case, without accents, apostrophes and dashes made plain: one character for one, always."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals have no single small letter: İ
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for letter in set(_NOT_ASCII.findall(lowered)) if not lowered.isascii() else ():
        if (plain := _FOLDED.get(letter, letter)) != letter:
            lowered = lowered.replace(letter, plain)
    return lowered


def expand(form: str) -> Iterator[str]:
    """The spellings of a form: `préoccupé(e)(s)` gives four, `[ce|cette] fois` two."""
    choices: list[tuple[str, ...]] = []
    for part in _PART.finditer(form):
        if part["plain"]:
            choices.append((part["plain"],))
        else:
            choices.append(("", part["optional"]) if part["either"] is None else tuple(part["either"].split("|")))
    for pieces in product(*choices):
        yield " ".join("".join(pieces).split())


def either(forms: Iterable[str]) -> str:
    """A pattern over folded text that matches any spelling of any form, the longest first; spaces may be any run.

    Without forms it matches nothing, not even the empty text.
    """
    spellings = {fold(spelling) for form in forms for spelling in expand(form)}
    ordered = sorted(spellings, key=lambda s: (-len(s), s))
    return "|".join(re.escape(s).replace(r"\ ", r"\s+") for s in ordered) if ordered else "(?!)"


def broken(forms: Iterable[str]) -> str:
    """As `either`, also for words that the end of a line or a bad scan has cut in two: `résolu- tion`."""
    spellings = sorted({fold(spelling) for form in forms for spelling in expand(form)}, key=lambda s: (-len(s), s))
    return "|".join("(?:[\u00ad\u203a\u00ac-]\\s?)?".join(map(re.escape, s)) for s in spellings) or "(?!)"


@cache
def load(language: str, name: str) -> dict[str, Any]:
    """The table `<name>.toml` of a language, {} when the language or the table is not there."""
    file = files("index.grammar") / language / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if language.isalpha() and file.is_file() else {}
