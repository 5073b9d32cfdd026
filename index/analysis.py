"""A text's words as the lexical index keeps them, and a question's words as it looks for them.

Guarantees of `Analyser.terms`: the same words in any letter case, with or without accents, with œ or oe, with straight
or curly apostrophes and any kind of space or hyphen give the same terms; function words are left out; the others are
stemmed (Snowball). `words` gives the same folding without stemming and with nothing left out, for phrases. Both keep
symbols (`62/27`, `a/res/62/27`) and numbers (`28 422 000` → `28422000`) whole, in every language alike.
"""

from __future__ import annotations

import re
import threading
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from index.errors import SymbolError
from index.symbols import Symbol

# Letters that Unicode does not decompose, and characters to be made plain before words are looked for.
_PLAIN = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | dict.fromkeys("\u2019\u2018\u02bc\u00b4`\u2032", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u00a0\u202f\u2007\u2009", " ")
    | {"\u00ad": None, "\u200b": None, "\ufeff": None}
)
# One token: a symbol or fraction, a number in groups of three or with decimals, an elided word, or a word.
_TOKEN = re.compile(
    r"(?P<symbol>[a-z0-9][a-z0-9.-]*(?:/[a-z0-9][a-z0-9.-]*)*/[a-z0-9.-]*\d+[a-z]?(?: ?\([a-z0-9-]+\))?[a-z]?(?![\w/])"
    r"|\d{1,4} ?\((?:(?:19|20)\d\d|(?:e?s-)?[xvil]+)\))"
    r"|(?P<number>\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+[.,]\d+)"
    r"|(?P<elided>[^\W\d_]+')(?=\w)"
    r"|(?P<word>[^\W_]+)"
)
_QUOTED = re.compile(r"«([^»]+)»|“([^”]+)”|\"([^\"]+)\"")


def fold(text: str) -> str:
    """`text` in lower case, without accents, ligatures taken apart, apostrophes, hyphens and spaces made plain."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_PLAIN)
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


class Analyser:
    """The analysis of one language; safe to use from several threads."""

    def __init__(self, language: str) -> None:
        words = _load(language)
        self.language = language
        self._algorithm: str = words["stemmer"]
        self._elisions = frozenset(words["elisions"])
        self._stop = frozenset(fold(words["stop_words"]).split())
        self._local = threading.local()  # a Snowball stemmer is not safe to share between threads

    def terms(self, text: str) -> list[str]:
        """The terms of `text` in order: stems, symbols and numbers, without function words."""
        stem = self._stemmer()
        return [
            stem.stemWord(token) if kind == "word" and not token.isdigit() else token
            for kind, token in self._tokens(text)
            if kind != "word" or token not in self._stop
        ]

    def words(self, text: str) -> list[str]:
        """The words of `text` in order, folded but neither stemmed nor left out."""
        return [token for _, token in self._tokens(text)]

    def _tokens(self, text: str) -> Iterator[tuple[str, str]]:
        for found in _TOKEN.finditer(fold(text)):
            kind = found.lastgroup or ""
            if kind == "elided":
                if found[kind][:-1] not in self._elisions:
                    yield "word", found[kind][:-1]
            elif kind == "number":
                yield kind, _plain_number(found[kind])
            elif kind == "symbol":
                yield kind, _short_symbol(found[kind])
            else:
                yield kind, found[kind]

    def _stemmer(self) -> Any:
        if not hasattr(self._local, "stemmer"):
            import Stemmer

            self._local.stemmer = Stemmer.Stemmer(self._algorithm)
        return self._local.stemmer


@cache
def analyser(language: str) -> Analyser:
    """The analyser of a language; of a language without words of its own, that of English."""
    return Analyser(language if language in languages() else "en")


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a `search.toml`, in alphabetical order."""
    folders = resources.files("index.grammar").iterdir()
    return tuple(sorted(f.name for f in folders if f.is_dir() and (f / "search.toml").is_file()))


def quotations(text: str) -> list[tuple[int, int, str]]:
    """What stands in quotation marks: where it begins and ends, marks included, and the words between them."""
    return [(m.start(), m.end(), next(filter(None, m.groups())).strip()) for m in _QUOTED.finditer(text)]


def phrases(text: str) -> tuple[list[str], str]:
    """The phrases in quotation marks of a question, and the question without them."""
    return [phrase for _, _, phrase in quotations(text) if len(phrase) > 1], _QUOTED.sub(" ", text)


def _plain_number(printed: str) -> str:
    return re.sub(r"[ .,](?=\d{3}(?!\d))", "", printed).replace(",", ".")


@lru_cache(maxsize=4096)
def _short_symbol(printed: str) -> str:
    """A resolution's symbol as prose writes it (`62/27`), so that every spelling of it is one term."""
    try:
        return str(Symbol.parse(printed).short).casefold().replace(" ", "")
    except SymbolError:
        return printed.replace(" ", "")


def _load(language: str) -> dict[str, Any]:
    file = resources.files("index.grammar") / language / "search.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def stems(text: str, language: str) -> frozenset[str]:
    """The distinct terms of a text."""
    return frozenset(analyser(language).terms(text))
