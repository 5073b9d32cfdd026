"""The one folding under which a quotation must be found in its paragraph (CITATIONS.md, "Quotations").

`fold` guarantees: Unicode NFC; every kind of space and line break becomes one plain space; typographic apostrophes and
hyphens become plain ones; superscript footnote marks and invisible format characters are dropped. Case, accents,
punctuation and the source's own mistakes stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "\u2018\u2019\u02bc\u201b\u2032"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2212"
_TABLE = str.maketrans(
    {
        **dict.fromkeys(_MARKS + _INVISIBLE),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_HYPHENS, "-"),
    }
)


def fold(text: str) -> str:
    """`text` under the declared folding; idempotent."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_TABLE).split())


def occurs(quotation: str, text: str) -> bool:
    """Whether `quotation` is a substring of `text` after folding both; an empty quotation occurs nowhere."""
    wanted = fold(quotation)
    return bool(wanted) and wanted in fold(text)


def plain(text: str) -> str:
    """`text` for matching words: lower case, no accents, plain apostrophes, hyphens and spaces; the same length.

    Offsets into the result are offsets into `text`. Not for quotations.
    """
    return "".join(_plain_character(c) for c in text)


def _plain_character(char: str) -> str:
    if char in _APOSTROPHES or char == "`":
        return "'"
    if char in _HYPHENS:
        return "-"
    if char.isspace():
        return " "
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def words(text: str) -> list[str]:
    """The words and numbers of `text`, folded as by `plain`, an elided article cut off (`l'eau` gives `eau`)."""
    return list(re.findall(r"[^\W_]+", plain(text).replace("\u0153", "oe")))
