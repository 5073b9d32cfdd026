"""General words in every language, from `words/terms.toml`: which mean the same, and which language a word is of. For
lists, which must know what to count, names of places and words of subjects, from `words/subjects.toml`."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from index.analysis import stems

_GENERAL, _SUBJECTS = "terms.toml", "subjects.toml"


@cache
def translations(asked: str, there: str) -> Mapping[str, frozenset[str]]:
    """For each stem of one language those of the other that mean the same."""
    return _table(asked, there, _rows(_GENERAL))


@cache
def counterparts(asked: str, there: str) -> Mapping[str, frozenset[str]]:
    """For each stem of one language those of the other that stand for it where texts are counted: what
    `words/subjects.toml` says of it, else its translations, which are wider."""
    return {**translations(asked, there), **_table(asked, there, _rows(_SUBJECTS))}


def _table(asked: str, there: str, rows: Iterable[Mapping[str, str]]) -> dict[str, frozenset[str]]:
    """For each stem of one language those of the other that stand in one row with it."""
    table: dict[str, frozenset[str]] = defaultdict(frozenset)
    if asked == there:
        return table
    for row in rows:
        if asked in row and there in row:
            means = stems(row[there], there)
            for stem in stems(row[asked], asked):
                table[stem] |= means
    return dict(table)


def languages_of_word(word: str) -> frozenset[str]:
    """The languages whose word this is as it stands (lower case, no accents); else those that have its stem."""
    of = frozenset(language for language, (words, _) in _vocabularies().items() if word in words)
    return of or frozenset(
        language for language, (_, known) in _vocabularies().items() if (own := stems(word, language)) and own <= known
    )


@cache
def _vocabularies() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """The words and the stems of every language."""
    words: dict[str, frozenset[str]] = defaultdict(frozenset)
    for row in _rows(_GENERAL):
        for language, side in row.items():
            words[language] |= frozenset(side.replace("|", " ").split())
    return {language: (those, stems(" ".join(those), language)) for language, those in words.items()}


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    """The words of one meaning, by language."""
    data = tomllib.loads((resources.files("assistant") / "words" / name).read_text(encoding="utf-8"))
    for row in data["rows"].strip().splitlines():
        yield dict(zip(data["languages"], row.split("="), strict=True))
