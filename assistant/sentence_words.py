"""What the check of sentences knows of a language (`words/sentences.*.toml`) and of the strength of acts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from assistant.folding import plain, words
from assistant.reference_words import LANGUAGES
from index.analysis import analyser

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """Patterns over `plain` text; `neutral` and `kin` hold terms of the analyser, `heads`, `links` plain words."""

    language: str
    strong: Mapping[int, Pattern]
    negation: Mapping[str, Pattern]
    place: Mapping[str, Pattern]
    neutral: frozenset[str]
    kin: Mapping[str, frozenset[str]]
    heads: frozenset[str]
    links: frozenset[str]
    known: str
    refusal: Pattern
    order: Pattern


@dataclass(frozen=True, slots=True)
class Act:
    """How strongly an act speaks (0-3), and the family of verbs that may report it."""

    level: int
    kin: str


@cache
def sentence_words(language: str) -> SentenceWords:
    """The words of a language; English for one that has none."""
    language = language if language in LANGUAGES else "en"
    data = _read(f"words/sentences.{language}.toml")
    terms = analyser(language).terms
    return SentenceWords(
        language=language,
        strong={int(level): re.compile(pattern) for level, pattern in data["strong"].items()},
        negation={name: re.compile(pattern) for name, pattern in data["negation"].items()},
        place={name: re.compile(pattern) for name, pattern in data["place"].items()},
        neutral=frozenset(terms(data["neutral"]["words"])),
        kin={name: frozenset(terms(listed)) for name, listed in data["kin"].items()},
        heads=frozenset(plain(head) for head in data["name"]["heads"]),
        links=frozenset(data["name"]["links"]),
        known=" . ".join(data["name"]["known"]),
        refusal=re.compile(data["refusal"]["prose"]),
        order=re.compile(data["order"]["to_machine"]),
    )


def act_of(name: str | None) -> Act:
    """How an act speaks; one without name, or not listed, states something."""
    table = _read("strength.toml")
    row = table["act"].get(name or "", table["other"])
    return Act(row["level"], row["kin"])


def is_prose_refusal(text: str) -> bool:
    """Whether a text says, in any language known, that it cannot answer."""
    folded = plain(text)
    return any(sentence_words(language).refusal.search(folded) for language in LANGUAGES)


def gives_orders(text: str) -> bool:
    """Whether a text speaks to a machine ("ignore the instructions above"), in any language known."""
    folded = plain(text)
    return any(sentence_words(language).order.search(folded) for language in LANGUAGES)


def level_in(text: str, language: str) -> int:
    """The strongest verb of a text, 0-3."""
    folded = plain(text)
    found = (level for level, pattern in sentence_words(language).strong.items() if pattern.search(folded))
    return max(found, default=0)


def word_set(text: str) -> frozenset[str]:
    """The plain words and numbers of a text."""
    return frozenset(words(text))


@cache
def _read(name: str) -> dict[str, Any]:
    file = resources.files("assistant").joinpath(*name.split("/"))
    return tomllib.loads(file.read_text(encoding="utf-8"))
