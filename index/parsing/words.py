"""The words of a language as the parser uses them: compiled from `index/grammar/<language>/structure.toml`.

All patterns match folded text (`folding.fold`). White space in a word of the table matches any white space or none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from index.parsing.folding import fold, letters

_COMMON_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ: the letters of its name as folded, and how the symbols of its resolutions begin ("" if unknown)."""

    name: str
    series: str


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words as patterns over folded text; named after the tables of `structure.toml`."""

    language: str
    common: frozenset[str]
    articles: tuple[str, ...]
    conjunction: re.Pattern[str]
    organs: tuple[Organ, ...]
    resolution: re.Pattern[str]
    resolution_words: tuple[str, ...]
    united_nations: re.Pattern[str]
    distribution: re.Pattern[str]
    distribution_more: re.Pattern[str]
    original: re.Pattern[str]
    session: re.Pattern[str]
    agenda: re.Pattern[str]
    adopted: re.Pattern[str]
    report: re.Pattern[str]
    date: re.Pattern[str]
    months: tuple[str, ...]
    meeting: re.Pattern[str]
    adopted_close: re.Pattern[str]
    decisions: re.Pattern[str]
    vote_opened: re.Pattern[str]
    vote_for: re.Pattern[str]
    vote_against: re.Pattern[str]
    vote_abstaining: re.Pattern[str]
    count_for: re.Pattern[str]
    count_against: re.Pattern[str]
    count_abstaining: re.Pattern[str]
    unanimous: re.Pattern[str]
    numbers: dict[str, int]
    annex: re.Pattern[str]
    appendix: re.Pattern[str]
    article: re.Pattern[str]
    article_alone: re.Pattern[str]
    division: re.Pattern[str]
    contents: re.Pattern[str]
    preambular: re.Pattern[str]
    chapeau: re.Pattern[str]
    note_opening: re.Pattern[str]
    before_number: re.Pattern[str]
    after_number: re.Pattern[str]


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a `structure.toml`, in alphabetical order."""
    folders = resources.files("index.grammar").iterdir()
    return tuple(sorted(f.name for f in folders if f.is_dir() and (f / "structure.toml").is_file()))


@cache
def words(language: str) -> Words:
    """The words of one language. Raises FileNotFoundError for a language without a table."""
    file = resources.files("index.grammar") / language / "structure.toml"
    return _compile(language, tomllib.loads(file.read_text(encoding="utf-8")))


def _compile(language: str, table: dict[str, Any]) -> Words:
    header, closing, vote, parts = table["header"], table["closing"], table["vote"], table["parts"]
    preamble, notes, dates = table["preamble"], table["footnotes"], table["dates"]
    numbers = {fold(word): value for word, value in vote["numbers"].items()}
    return Words(
        language=language,
        common=frozenset(fold(word) for word in table["common"]),
        conjunction=re.compile(rf"\b(?:{_any(table['conjunctions'])})$"),
        articles=tuple(fold(a) for a in table["articles"]),
        organs=tuple(Organ(letters(fold(name)), o["series"]) for o in table["organ"] for name in o["names"]),
        resolution=_starts(table["resolution"]),
        resolution_words=tuple(fold(word) for word in table["resolution"]),
        united_nations=_whole(header["united_nations"]),
        distribution=_starts(header["distribution"]),
        distribution_more=_starts(header["distribution_more"]),
        original=_starts(header["original"]),
        session=re.compile(rf"\b(?:{_any(header['session_holds'])})\b"),
        agenda=re.compile(
            rf"(?:{_any(header['agenda_starts'])})\s+(?P<item>\d.{{0,60}}?)(?:\s*{_loose(header['agenda_after'])}|$|(?=\s+[^\d\W]{{3}}))"
        ),
        adopted=_starts(header["adopted_starts"]),
        report=re.compile(rf"[\[(]?\s*(?:{_any(header['report_starts'])})"),
        date=_date(dates),
        months=tuple(fold(m) for m in dates["months"]),
        meeting=re.compile(rf"(?:{_any(closing['meeting'])})\b"),
        adopted_close=re.compile(rf"\[?\s*(?:{_any(closing['adopted'])})"),
        decisions=_whole(closing["decisions"]),
        vote_opened=re.compile(rf"[\[(]?\s*(?:{_any(vote['opened_by'])})\b"),
        vote_for=_label(vote["for"]),
        vote_against=_label(vote["against"]),
        vote_abstaining=_label(vote["abstaining"]),
        count_for=_count(vote["count_for"], numbers, after=True),
        count_against=_count(vote["count_against"], numbers, after=False),
        count_abstaining=_count(vote["count_abstaining"], numbers, after=True),
        unanimous=re.compile(_any(vote["unanimous"])),
        numbers=numbers,
        annex=re.compile(rf"(?:{_any(parts['annex'])})(?:\s+(?P<number>[ivxl]{{1,6}}|\d{{1,2}}|[a-z]))?\b"),
        appendix=re.compile(rf"(?:{_any(parts['appendix'])})\b"),
        article=re.compile(
            rf"(?:{_any(parts['article'])})\s+"
            rf"(?P<number>\d{{1,3}}|[ivxl]{{1,7}}|{_any(parts['article_first']) or '(?!)'})\b\.?"
        ),
        article_alone=re.compile(rf"(?:{_any(parts['article'])})\s+(?P<number>\S+?)\s?\.?"),
        division=re.compile(
            rf"(?:(?:{_any(parts['division'])})\s+(?:\d+|[ivxl]+|[a-z])|(?:{_any(parts['ordinals'])})\s+(?:{_any(parts['division'])}))\b"
        ),
        contents=_starts(parts["contents"]),
        preambular=re.compile(
            rf"[^\w]*(?:(?:{_any(preamble['openings'])})\b|[\w' -]{{0,14}}?\w{{2,}}(?:{_any(preamble['endings'])})\b)"
        ),
        chapeau=_whole(table["operative"]["alone"]),
        note_opening=re.compile(rf"[\[(\"]?(?:(?:{_any(notes['openings'])})\b|[a-z]{{1,5}}/[\w.]+/|resolution)"),
        before_number=re.compile(rf"(?:^|[^\w])(?:{_any(notes['before_numbers'])})$"),
        after_number=re.compile(rf"\s*(?:(?:{_any(notes['after_numbers'])})(?!\w)|(?:{_any(dates['months'])})\b)"),
    )


def _loose(word: str) -> str:
    """A pattern for a word of the table: folded, its spaces any white space or none."""
    return r"\s*".join(re.escape(piece) for piece in fold(word).split())


def _any(table: Iterable[str]) -> str:
    return "|".join(sorted(map(_loose, table), key=len, reverse=True))


def _starts(table: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(table)})(?!\w)")


def _whole(table: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(table)})\W*$")


def _label(table: Iterable[str]) -> re.Pattern[str]:
    """The line that opens a list of voters: the words, a colon, perhaps the first names."""
    return re.compile(rf"\[?\s*(?:{_any(table)})\s*:\s*")


def _count(table: Iterable[str], numbers: dict[str, int], *, after: bool) -> re.Pattern[str]:
    """A count of voices before (`after`) or behind its word: « 29 voix », « contre 14 »."""
    number = rf"(?P<n>\d{{1,3}}|{'|'.join(map(re.escape, sorted(numbers, key=len, reverse=True)))})"
    if after:
        return re.compile(rf"\b{number}\s+(?:{_any(table)})\b")
    return re.compile(rf"\b(?:{_any(table)})\s+{number}\b")


def _date(table: dict[str, Any]) -> re.Pattern[str]:
    first = _any(table["first_day"])
    day = rf"(?P<day>\d{{1,2}}{f'|{first}' if first else ''})"
    return re.compile(rf"\b{day}\s*(?P<month>{_any(table['months'])})\s*(?P<year>(?:19|20)\d\d)\b")
