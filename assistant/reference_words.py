"""The words of references in each language, from `words/citations.<language>.toml`; ordinals, dates, organs.

In the words as loaded, spaces that must not break are no-break spaces; `citations` makes them plain where asked.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

NBSP = "\u00a0"
LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """How places inside a resolution are named, in sentences or in footnotes. Pairs are singular and plural."""

    of_resolution: str
    of_annex_to: str
    paragraph: tuple[str, str]
    sub_paragraph: tuple[str, str]
    preamble: tuple[str, str]
    sole: str
    section: tuple[str, str]
    annex: str
    annex_numbered: tuple[str, str]
    article: tuple[str, str]
    heading: tuple[str, str]
    target: tuple[str, str]
    unnumbered: tuple[str, str]
    list: tuple[str, str]
    header: str
    vote: str
    in_section: str
    in_annex: str
    in_annex_numbered: str
    in_article: str
    in_paragraph: str
    in_other: str


@dataclass(frozen=True, slots=True)
class Base:
    """A round number in ordinals: its word standing alone, before 1 and 11, and before other numbers."""

    value: int
    alone: str
    before_one: str
    before: str


@dataclass(frozen=True, slots=True)
class Ordinals:
    """Ordinals in words: `small` from 1 on, `bases` ascending, `figures` for those beyond."""

    figures: str
    compound_first: str
    small: tuple[str, ...]
    bases: tuple[Base, ...]


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ: its `name`, how a resolution is said to be its (`of`), and in which forms it is `named`."""

    name: str
    of: str
    named: str


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """All words of references in one language. Holes in braces are filled by `citations`."""

    resolution: str
    with_organ: str
    dated: str
    dated_with_organ: str
    several_resolutions: str
    several_with_organ: str
    date: str
    first_day: str
    months: tuple[str, ...]
    and_: str
    range: str
    between_references: str
    sub: str
    first_article: str
    running: PlaceWords
    short: PlaceWords
    ordinals: Ordinals
    organs: dict[str, Organ]


@cache
def reference_words(language: str) -> ReferenceWords:
    """The words of a language. Raises KeyError for one that has no words here."""
    if language not in LANGUAGES:
        raise KeyError(f"no words for references in “{language}”; there are {', '.join(LANGUAGES)}")
    file = resources.files("assistant") / "words" / f"citations.{language}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8").replace("~", NBSP))
    ordinals = data.pop("ordinals")
    bases = tuple(Base(**base) for base in ordinals.pop("bases"))
    return ReferenceWords(
        and_=data.pop("and"),
        running=PlaceWords(**_tuples(data.pop("running"))),
        short=PlaceWords(**_tuples(data.pop("short"))),
        ordinals=Ordinals(**_tuples(ordinals), bases=bases),
        organs={body: Organ(**organ) for body, organ in data.pop("organs").items()},
        **_tuples(data),
    )


def ordinal(number: int, language: str) -> str:
    """A number as an ordinal in words (« vingt et unième », "twenty-first"), in figures from 300 on."""
    words = reference_words(language).ordinals
    beyond = words.bases[-1].value + 100
    return _ordinal(number, words) if 0 < number < beyond else words.figures.format(n=number)


@cache
def ordinal_numbers(language: str) -> dict[str, int]:
    """Each ordinal in words with its number, 1 to 299."""
    return {ordinal(number, language): number for number in range(1, 300)}


def date_words(day: dt.date, language: str) -> str:
    """A date as references write it: « 1er décembre 2007 », "1 December 2007"."""
    words = reference_words(language)
    first = words.first_day if day.day == 1 else str(day.day)
    return words.date.format(day=first, month=words.months[day.month - 1], year=day.year)


def organ(body: str, language: str) -> Organ | None:
    """The organ with this body code (`A`, `HRC`), or None where its name is not known here."""
    return reference_words(language).organs.get(body)


def _ordinal(number: int, words: Ordinals) -> str:
    if number <= len(words.small):
        return words.small[number - 1]
    base = [base for base in words.bases if base.value <= number][-1]
    rest = number - base.value
    if rest == 0:
        return base.alone
    before = base.before_one if rest in (1, 11) else base.before
    return before + (words.compound_first if rest == 1 else _ordinal(rest, words))


def _tuples(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
