"""The words of extractive answers, from `words/answers.<language>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from assistant.lexicon import lexicon
from assistant.reference_words import LANGUAGES


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """Sentences with holes, in one language. `say` holds the top level of the file, the others its tables."""

    language: str
    say: Mapping[str, Any]
    languages: Mapping[str, str]
    header: Mapping[str, Any]
    compare: Mapping[str, str]
    refusal: Mapping[str, Any]
    counted: Mapping[str, Sequence[str]]
    fields: Mapping[str, str]
    acts: Mapping[str, str]
    coverage: Mapping[str, Any]
    lists: Mapping[str, Any]

    def organ(self, body: str) -> str:
        """The organ with its article; the body code where its name is not known."""
        organ = lexicon(self.language).organs.get(body)
        return organ.name if organ else body

    def number(self, n: int) -> str:
        """A whole number in figures, in groups of three: « 41 399 », "41,399"."""
        return f"{n:,}".replace(",", str(self.say["thousands"]))

    def count(self, forms: Sequence[str], n: int) -> str:
        """A count in words: the first form for one, the second for several."""
        return forms[0 if n == 1 else 1].format(n=self.number(n))

    def at(self, place: str) -> str:
        """A place with its preposition, at the head of a sentence."""
        if place.startswith(tuple(self.say["feminine"])) and self.say["feminine"]:
            return str(self.say["at_feminine"]).format(place=place)
        elided = place[:1] in "aeiouhéèê" and not place.startswith(tuple(self.say["whole"]))
        key = "at_vowel" if elided else "at"
        return str(self.say[key]).format(place=place)


@cache
def answer_words(language: str) -> AnswerWords:
    """The words of a language; French for one that has none."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    file = resources.files("assistant") / "words" / f"answers.{language}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return AnswerWords(
        language=language,
        languages=data.pop("languages"),
        header=data.pop("header"),
        compare=data.pop("compare"),
        refusal=data.pop("refusal"),
        counted=data.pop("refusal_operative"),
        fields=data.pop("fields"),
        acts=data.pop("acts"),
        coverage=data.pop("coverage"),
        lists=data.pop("lists"),
        say=data,
    )
