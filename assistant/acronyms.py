"""Acronyms of the trade and the names for which they stand, from `words/acronyms.toml`."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from assistant.folding import plain
from assistant.lexicon import lexicon
from assistant.thesaurus import Phrase
from index.analysis import stems

_WORD = re.compile(r"[^\W_][\w-]*[^\W_]|[^\W_]{2,}")
_SURE = 5
"""Letters from which an acronym may be typed in small ones: shorter, it may be a word (« car », "who")."""


@dataclass(frozen=True, slots=True)
class Acronym:
    """A name and its acronyms, by language."""

    short: Mapping[str, tuple[str, ...]]
    name: Mapping[str, str]


def spelt_out(text: str, language: str, which: Callable[[str], bool] = bool) -> str:
    """A text with the name behind each of the acronyms: « la FINUL » becomes « la FINUL (Force intérimaire …) »."""

    def named(match: re.Match[str]) -> str:
        acronym = _meant(match[0], language)
        if acronym is None or plain(acronym.name[language]) in folded or not which(match[0]):
            return match[0]
        return f"{match[0]} ({acronym.name[language]})"

    folded = plain(text)
    return _WORD.sub(named, text)


def standing_for(text: str, terms: Iterable[str], asked: str, there: str) -> dict[str, frozenset[Phrase]]:
    """For the terms of a question in the language `asked`, what says the same in a text in the language `there`: for an
    acronym its name and its acronyms, for the words of a name its acronyms."""
    found: dict[str, set[Phrase]] = defaultdict(set)
    every = frozenset(terms)
    for match in _WORD.finditer(text):
        if acronym := _meant(match[0], asked):
            for term in stems(match[0], asked) & every:
                found[term] |= {_said(acronym.name[there], there), *_stems_of(acronym, there)} - {frozenset()}
    for acronym in _rows():
        if (name := _said(acronym.name[asked], asked)) <= every:
            for term in name:
                found[term].update(_stems_of(acronym, there))
    return {term: frozenset(phrases) for term, phrases in found.items()}


def _meant(word: str, language: str) -> Acronym | None:
    """The acronym that a word is: of any language in capitals, of the question's own in any letters when it is long."""
    own = _by_letters(language).get(word.upper()) if len(word) >= _SURE else None
    return own or next((known[word] for there in _languages() if word in (known := _by_letters(there))), None)


def _stems_of(acronym: Acronym, language: str) -> set[Phrase]:
    """The stems of the acronyms; of one that is a word which says nothing ("WHO"), none."""
    return {phrase for short in acronym.short[language] if (phrase := stems(short, language))}


@cache
def _said(name: str, language: str) -> Phrase:
    """The stems of a name, without words that say nothing."""
    stop = lexicon(language).stop
    return stems(name, language) - stems(" ".join(stop), language) - stop


@cache
def _by_letters(language: str) -> Mapping[str, Acronym]:
    return {short: row for row in _rows() for short in row.short[language]}


@cache
def _languages() -> tuple[str, ...]:
    return tuple(_data()["languages"])


@cache
def _rows() -> tuple[Acronym, ...]:
    rows = []
    for line in _data()["rows"].strip().splitlines():
        fields = [field.strip() for field in line.split("=")]
        short = {
            language: tuple(one.strip() for one in letters.split("|") if one.strip())
            for language, letters in zip(_languages(), fields[::2], strict=True)
        }
        rows.append(Acronym(short, dict(zip(_languages(), fields[1::2], strict=True))))
    return tuple(rows)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((resources.files("assistant") / "words" / "acronyms.toml").read_text(encoding="utf-8"))
