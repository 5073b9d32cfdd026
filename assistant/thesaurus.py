"""Everyday words and those of resolutions for the same thing, from `words/thesaurus.toml`."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from assistant.lexicon import lexicon
from index.analysis import stems

Phrase = frozenset[str]
"""The stems of the words of an alternative that say something."""


def said_otherwise(terms: Iterable[str], asked: str, there: str) -> dict[str, frozenset[Phrase]]:
    """For the terms of a question in the language `asked`, what may stand for them in a text in the language `there`:
    the other words of every row of which the question has one, a phrase whole. Terms without any are left out."""
    every = frozenset(terms)
    found: dict[str, set[Phrase]] = defaultdict(set)
    for term in every:
        for phrase, row in _by_word(asked).get(term, ()):
            if phrase <= every:
                for part in phrase:
                    found[part].update(_notions(there)[row])
    return {term: frozenset(phrases) for term, phrases in found.items()}


@cache
def vocabulary(language: str) -> frozenset[str]:
    """The stems of all words of a language that stand in the thesaurus."""
    return frozenset(stem for phrases in _notions(language) for phrase in phrases for stem in phrase)


@cache
def _by_word(language: str) -> Mapping[str, tuple[tuple[Phrase, int], ...]]:
    """The phrases of a language and the rows they stand in, by one of their words."""
    rows: dict[str, list[tuple[Phrase, int]]] = defaultdict(list)
    for row, phrases in enumerate(_notions(language)):
        for phrase in phrases:
            rows[min(phrase)].append((phrase, row))
    return {word: tuple(found) for word, found in rows.items()}


@cache
def _notions(language: str) -> tuple[frozenset[Phrase], ...]:
    """The phrases of each row in a language, everyday and official."""
    stop = lexicon(language).stop
    unsaid = stems(" ".join(stop), language) | stop
    return tuple(
        frozenset(phrase for one in sides.get(language, ()) if (phrase := stems(one, language) - unsaid))
        for sides in _rows()
    )


def _rows() -> Iterator[Mapping[str, tuple[str, ...]]]:
    """The alternatives of each row by language."""
    data = tomllib.loads((resources.files("assistant") / "words" / "thesaurus.toml").read_text(encoding="utf-8"))
    for row in data["rows"].strip().splitlines():
        fields = [field.split("|") for field in row.split(" = ")]
        sides = zip(fields[::2], fields[1::2], strict=True)
        yield {
            language: tuple(one.strip() for side in both for one in side if one.strip())
            for language, both in zip(data["languages"], sides, strict=True)
        }
