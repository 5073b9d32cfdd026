"""Figures, dates and symbols of a sentence, found again in what it rests on: however each of them is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.evaluation.words import month_number, numbers_in_letters
from assistant.folding import plain
from assistant.reference_words import LANGUAGES, ordinal_numbers
from index.analysis import analyser

_DATE = re.compile(r"\b(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d_]{3,})\.?\s+(\d{4})\b")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d_]{3,})\b")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,})\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_ORDINAL = re.compile(r"^(\d+)(?:er|ere|re|e|eme|ieme|nde?|st|nd|rd|th)$")
_SMALLEST_ORDINAL = 20
"""« premier », "second" are words of every day; an ordinal from here on is a figure."""


def missing_figures(said: str, texts: Sequence[str], headings: Sequence[str] = ()) -> list[str]:
    """The figures, dates and symbols of `said` that are in none of `texts`.

    The same number may be written in digits there and in letters here, a date in another language, a symbol in another
    spelling. A whole date must be there as a date: its day and its year in different places are not enough. Of
    `headings` (what stands above a text) only whole dates, years and symbols count, not the day of a date.
    """
    there = set().union(*(_numbers(text) for text in texts), set())
    there |= {n for text in headings for n in _numbers(text) if len(n) == 4 or not n.isdigit()}
    dates = set().union(*(_dates(text) for text in (*texts, *headings)), set())
    missing = [printed for iso, printed in _dates(said).items() if iso not in dates]
    return missing + sorted(n for n in _numbers(_without_dates(said, dates), loose=False) if n not in there)


def _without_dates(said: str, known: set[str]) -> str:
    """The sentence without whole dates, which are judged as such, and without a known date's day and month."""
    for printed in _dates(said).values():
        said = said.replace(printed, " ")
    for match in _DAY_MONTH.finditer(said):
        month = month_number(match[2])
        if month and any(date.endswith(f"-{month:02}-{int(match[1]):02}") for date in known):
            said = said.replace(match[0], " ")
    return said


def _dates(text: str) -> dict[str, str]:
    """Every full date → as printed."""
    found = {}
    for match in _DATE.finditer(text):
        if month := month_number(match[2]):
            found[f"{match[3]}-{month:02}-{int(match[1]):02}"] = match[0]
    for match in _MONTH_FIRST.finditer(text):
        if month := month_number(match[1]):
            found[f"{match[3]}-{month:02}-{int(match[2]):02}"] = match[0]
    return found | {match[0]: match[0] for match in _ISO.finditer(text)}


def _numbers(text: str, *, loose: bool = True) -> set[str]:
    """Numbers and symbols in one form; ordinals of every day only with `loose`, for the text to find them in."""
    found = set()
    for token in analyser("en").words(text):
        if not any(c.isdigit() for c in token):
            continue
        ordinal = _ORDINAL.match(token)
        found.add(ordinal[1] if ordinal else token)
    found |= {str(n) for n in numbers_in_letters(text)}
    smallest = 1 if loose else _SMALLEST_ORDINAL
    return found | {str(n) for n in _ordinals(text) if n >= smallest}


def _ordinals(text: str) -> set[int]:
    """The ordinals that a text writes in letters, in every language known; the longest at each place."""
    words = re.findall(r"[^\W_]+", plain(text))
    found: set[int] = set()
    at = 0
    while at < len(words):
        length = next((n for n in range(6, 0, -1) if " ".join(words[at : at + n]) in _ordinal_words()), 0)
        if length:
            found.add(_ordinal_words()[" ".join(words[at : at + length])])
        at += max(length, 1)
    return found


@cache
def _ordinal_words() -> dict[str, int]:
    """Each ordinal in letters, as plain words divided by spaces."""
    spelt = ((words, n) for language in LANGUAGES for words, n in ordinal_numbers(language).items())
    return {" ".join(re.findall(r"[^\W_]+", plain(words))): number for words, number in spelt}
