"""What the check of sentences knows of a language (`words/sentences.*.toml`) and of the strength of acts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
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
    """Patterns over `plain` text; `neutral`, `kin` and `same` hold terms of the analyser, `heads`, `links`,
    `openers`, `joining` plain words.

    `strong` holds verbs by level and family; `contrast` pairs of patterns, of the sentence and of the text it cites.
    """

    language: str
    strong: Mapping[int, Mapping[str, Pattern]]
    negation: Mapping[str, Pattern]
    place: Mapping[str, Pattern]
    neutral: frozenset[str]
    kin: Mapping[str, frozenset[str]]
    same: Sequence[frozenset[str]]
    contrast: Mapping[str, tuple[Pattern, Pattern]]
    unit: Mapping[str, Pattern]
    opposite: Sequence[str]
    heads: frozenset[str]
    links: frozenset[str]
    openers: frozenset[str]
    joining: frozenset[str]
    acronyms: Mapping[str, Sequence[str]]
    demonyms: Sequence[str]
    known: str
    refusal: Pattern
    order: Pattern


@dataclass(frozen=True, slots=True)
class Act:
    """How strongly an act speaks (0-3), the family of verbs that may report it, and the contrasts that it says."""

    level: int
    kin: str
    says: frozenset[str]


@cache
def sentence_words(language: str) -> SentenceWords:
    """The words of a language; English for one that has none."""
    language = language if language in LANGUAGES else "en"
    data = _read(f"words/sentences.{language}.toml")
    terms = analyser(language).terms
    return SentenceWords(
        language=language,
        strong={int(level): _patterns(families) for level, families in data["strong"].items()},
        negation=_patterns(data["negation"]),
        place=_patterns(data["place"]),
        neutral=frozenset(terms(data["neutral"]["words"])),
        kin={name: frozenset(terms(listed)) for name, listed in data["kin"].items()},
        same=tuple(frozenset(terms(listed)) for listed in data["same"]["groups"]),
        contrast={name: _pair(pattern) for name, pattern in data["contrast"].items()},
        unit=_patterns(data["unit"]),
        opposite=tuple(data["opposite"]["prefixes"]),
        heads=frozenset(plain(head) for head in data["name"]["heads"]),
        links=frozenset(data["name"]["links"]),
        openers=frozenset(data["name"]["openers"]),
        joining=frozenset(data["name"]["joining"]),
        acronyms={plain(name): [plain(way) for way in ways] for name, ways in data["acronym"].items()},
        demonyms=tuple(data["name"]["demonyms"]),
        known=" . ".join(data["name"]["known"]),
        refusal=re.compile(data["refusal"]["prose"]),
        order=re.compile(data["order"]["to_machine"]),
    )


def act_of(name: str | None) -> Act:
    """How an act speaks; one without name, or not listed, states something."""
    table = _read("strength.toml")
    row = table["act"].get(name or "", table["other"])
    return Act(row["level"], row["kin"], frozenset(row.get("says", ())))


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
    return max((verb.level for verb in strong_verbs(text, language)), default=0)


@dataclass(frozen=True, slots=True)
class StrongVerb:
    """A verb that binds, requests or encourages: where it stands in a text, its level and its family."""

    start: int
    end: int
    level: int
    family: str


def strong_verbs(text: str, language: str) -> list[StrongVerb]:
    """The strong verbs of a text in order."""
    folded = plain(text)
    found = [
        StrongVerb(*match.span(), level, family)
        for level, families in sentence_words(language).strong.items()
        for family, pattern in families.items()
        for match in pattern.finditer(folded)
    ]
    return sorted(found, key=lambda verb: (verb.start, -verb.level))


def word_set(text: str) -> frozenset[str]:
    """The plain words and numbers of a text."""
    return frozenset(words(text))


def _patterns(table: Mapping[str, str]) -> dict[str, Pattern]:
    return {name: re.compile(pattern) for name, pattern in table.items()}


def _pair(pattern: str | list[str]) -> tuple[Pattern, Pattern]:
    said, written = (pattern, pattern) if isinstance(pattern, str) else pattern
    return re.compile(said), re.compile(written)


@cache
def _read(name: str) -> dict[str, Any]:
    file = resources.files("assistant").joinpath(*name.split("/"))
    return tomllib.loads(file.read_text(encoding="utf-8"))
