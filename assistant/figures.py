"""Figures, dates and symbols of a sentence, found again in what it rests on: however each of them is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.evaluation.words import month_number, numbers_in_letters
from assistant.folding import plain
from assistant.reference_words import LANGUAGES, ordinal_numbers
from index.analysis import analyser

_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?", r"(?P<month>[^\W\d_]{3,})", r"(?P<year>\d{4})"
# Day first, month first, as in data, and dates of which the year or the day is not said.
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_DAY}\s+{_MONTH}\.?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b",
        rf"\b{_MONTH}\s+{_YEAR}\b",
        rf"\b{_DAY}\s+{_MONTH}\b",
        rf"\b{_MONTH}\s+{_DAY}\b",
    )
)
_ORDINAL = re.compile(r"^(\d+)(?:er|ere|re|e|eme|ieme|nde?|st|nd|rd|th)$")
_SMALLEST_ORDINAL = 3
"""« premier », "second" are words of every day; an ordinal from here on is a figure."""
_LISTING = re.compile(r"^\W*[^\W\d_]+,")
"""Third, …: the word that opens a sentence and is followed by a comma counts nothing."""
_SYMBOL = re.compile(r"\d{1,3}/\d{1,4}(?:[\s-]?[A-Z]\b)?")
_PART = re.compile(r"(\d/\d{1,4})[\s-]([A-Z])\b")
_YEAR_OF_SYMBOL = re.compile(r"\s?\((\d{4})\)")
_PERCENT = re.compile(r"\b(?:pour|per) ?cent\b", re.IGNORECASE)  # no hundred
_NEAR = 60
"""Characters after a symbol within which its date stands."""

Moment = tuple[int | None, int, int | None]
"""Day, month and year; None for what is not said."""


def missing_figures(said: str, texts: Sequence[str], headings: Sequence[str] = ()) -> list[str]:
    """The figures, dates and symbols of `said` that are in none of `texts`.

    The same number may be written in digits there and in letters here, a date in another language, a symbol in another
    spelling. A date must be there as a date: its day and its year in different places are not enough, and a symbol
    must be there with the date it is given. Of `headings` (what stands above a text) only whole dates, years and
    symbols count, not the day of a date.
    """
    said = _LISTING.sub(" ", said)
    there = set().union(*(_numbers(text) for text in texts), set())
    there |= {n for text in headings for n in _numbers(text) if len(n) == 4 or not n.isdigit()}
    written = {moment for text in texts for moment, _ in _moments(text)}
    above = {moment for text in headings for moment, _ in _moments(text) if moment[0] and moment[2]}
    missing, rest = [], said
    for moment, printed in _moments(said):
        known = written | above if moment[2] else written
        if not any(_agree(moment, other) for other in known):
            missing.append(printed)
        rest = rest.replace(printed, " ")
    missing += [printed for pair, printed in _dated(said) if not any(pair in _pairs(t) for t in (*texts, *headings))]
    return missing + sorted(n for n in _numbers(rest, loose=False) if n not in there)


def _moments(text: str) -> list[tuple[Moment, str]]:
    """Every date of a text, whole or in part, and as printed; the fullest reading at each place."""
    found: list[tuple[Moment, str]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = int(parts["month"]) if parts["month"].isdecimal() else month_number(parts["month"])
            if not month:
                continue
            day, year = (int(parts[key]) if parts.get(key) else None for key in ("day", "year"))
            found.append(((day, month, year), match[0]))
            text = text[: match.start()] + "\0" * len(match[0]) + text[match.end() :]
    return found


def _agree(said: Moment, written: Moment) -> bool:
    """Whether all that is said of a date is in one that is written."""
    return all(part is None or part == other for part, other in zip(said, written, strict=True))


def _dated(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Every symbol with the date or year that is said of it, and as printed."""
    for symbol in _SYMBOL.finditer(text):
        after = text[symbol.end() : symbol.end() + _NEAR]
        name = _PART.sub(r"\1\2", symbol[0])
        if year := _YEAR_OF_SYMBOL.match(after):
            yield (name, year[1]), f"{symbol[0]}{year[0]}"
        for moment, printed in _moments(after):
            if None not in moment and not re.search(r"[\d,;]", after[: after.index(printed)]):
                yield (name, str(moment)), f"{symbol[0]}{after[: after.index(printed)]}{printed}"


def _pairs(text: str) -> set[tuple[str, str]]:
    """Every symbol of a text with each date, and its year, that stands between it and the next symbol."""
    pairs = set()
    for symbol in _SYMBOL.finditer(text):
        after = _SYMBOL.split(text[symbol.end() : symbol.end() + _NEAR])[0]
        name = _PART.sub(r"\1\2", symbol[0])
        pairs |= {(name, value) for m, _ in _moments(after) for value in (str(m), str(m[2]))}
        pairs |= {(name, year) for year in re.findall(r"\((\d{4})\)", after)}
    return pairs


def _numbers(text: str, *, loose: bool = True) -> set[str]:
    """Numbers and symbols in one form; ordinals of every day only with `loose`, for the text to find them in."""
    text = _PERCENT.sub("%", text)
    found = set()
    for token in _tokens(text, loose=loose):
        if not any(c.isdigit() for c in token):
            continue
        ordinal = _ORDINAL.match(token)
        found.add(ordinal[1] if ordinal else token)
    found |= {str(n) for n in numbers_in_letters(text)}
    smallest = 1 if loose else _SMALLEST_ORDINAL
    return found | {str(n) for n in _ordinals(text) if n >= smallest}


def _tokens(text: str, *, loose: bool) -> list[str]:
    """The words of a text; a part of a resolution (« 89/233 A ») belongs to its symbol, which `loose` keeps as well."""
    one = re.sub(rf"({_SYMBOL.pattern}){_YEAR_OF_SYMBOL.pattern}", r"\1 \2", _PART.sub(r"\1\2", text))
    return [*analyser("en").words(one), *(analyser("en").words(text) if loose else [])]


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
