"""Years and sessions that a question names, and whether they bind the search or only lean it."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.lexicon import Lexicon

_YEAR = r"(?:19[4-9]\d|20\d\d)"
FIRST_YEAR, LAST_YEAR, LAST_SESSION = 1945, 2100, 999
_DAY = dt.timedelta(days=1)
_FIRST_OF_TWO_DIGITS = 40
"""« Les années 50 » are those of the twentieth century, « les années 20 » ours."""
Range = tuple[int, int]
Days = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True, slots=True)
class Times:
    """`years`: every year or range named. `bound`: the range of adoption years asked for, if the words say so;
    `adopted`: the days of adoption, where a month or a day is named with its year.

    `sessions`: the range of sessions asked for. `spans`: where what binds was read; `read`: where any time was read,
    with the words that lead it; `loose`: the ranges of years that bind nothing by themselves, and where.
    """

    years: tuple[Range, ...] = ()
    bound: Range | None = None
    adopted: Days | None = None
    sessions: Range | None = None
    spans: tuple[Range, ...] = ()
    read: tuple[Range, ...] = ()
    loose: tuple[tuple[Range, Range], ...] = ()


def find_times(text: str, words: Lexicon) -> Times:
    """The times named in `text` (folded by `plain`, symbols, places and organs that speak blanked)."""
    years: list[Range] = []
    spans: list[Range] = []
    loose: list[tuple[Range, Range]] = []
    bound: Range | None = None
    read = []
    dates = [match.span() for match in re.finditer(_date(words), text)]
    adopted, dated = _adopted(text, words)
    if adopted and dated:
        years, spans, read = [_years_of(adopted)], [dated], [_led(text, dated, words)]
        text = text[: dated[0]] + " " * (dated[1] - dated[0]) + text[dated[1] :]
    for found, span, open_ended in _ranges(text, words):
        years.append(found)
        read.append(next((date for date in dates if date[0] <= span[0] < date[1]), _led(text, span, words)))
        if bound is None and adopted is None and (open_ended or _binds(text, span[0], words)):
            bound, spans = found, [*spans, span]
        else:
            loose.append((found, span))
    sessions, session_span, binds = _sessions(text, words)
    if session_span:
        read.append(_led(text, session_span, words))
    if session_span and binds:
        spans.append(session_span)
    return Times(
        tuple(years), bound, adopted, sessions if binds else None, tuple(spans), tuple(sorted(read)), tuple(loose)
    )


def _adopted(text: str, words: Lexicon) -> tuple[Days | None, Range | None]:
    """The days of adoption that are asked for by a month or a day with its year, and where they stand with the word
    that leads them; a date of anything else binds nothing."""
    times = words.times
    for match in re.finditer(_date(words), text):
        first, last = _days(match, words)
        before = text[: match.start()]
        led = re.search(rf"\b(?:(?P<since>{times['since']})|(?P<after>{times['after']})|(?P<until>{times['until']})"
                        rf"|(?P<before>{times['before']}))(?:\s+{times['on_day']})?\s*$", before)  # fmt: skip
        if first is None or last is None or re.search(times["of_other"], before):
            continue
        if led and led.lastgroup:
            days: Days = {
                "since": (first, None),
                "after": (last + _DAY, None),
                "until": (None, last),
                "before": (None, first - _DAY),
            }[led.lastgroup]
            if re.search(times["adopted_on"], before[: led.start()]):
                return days, (led.start(), match.end())
        elif re.search(times["adopted_on"], before):
            return (first, last), match.span()
    return None, None


def _date(words: Lexicon) -> str:
    """The pattern of a month or a day with its year and the word that leads it: « le 5 décembre 2025 »."""
    day = r"(\d{1,2})(?:er|st|nd|rd|th)?"
    date = rf"(?:{day}\s+)?({'|'.join(words.months)})(?:\s+{day})?,?\s+({_YEAR})\b"
    return rf"(?<![\w/])(?:(?:{words.times['on_day']})\s+)?{date}"


def _days(match: re.Match[str], words: Lexicon) -> Days:
    """The first and the last day of a date, (None, None) for one that there is not: « 31 février »."""
    month, year, day = words.months.index(match[2]) + 1, int(match[4]), match[1] or match[3]
    length = monthrange(year, month)[1]
    if day and not 1 <= int(day) <= length:
        return None, None
    return dt.date(year, month, int(day or 1)), dt.date(year, month, int(day or length))


def _years_of(days: Days) -> Range:
    first, last = days
    return first.year if first else FIRST_YEAR, last.year if last else LAST_YEAR


def _ranges(text: str, words: Lexicon) -> list[tuple[Range, Range, bool]]:
    """Ranges of years, where each was read, and whether the words ask for a range of adoptions by themselves."""
    found: list[tuple[Range, Range, bool]] = []
    for name, pattern in _patterns(words):
        for match in re.finditer(pattern, text):
            if not any(span[0] < match.end() and match.start() < span[1] for _, span, _ in found):
                found.append((_years(name, match), match.span(), name not in ("listed", "range", "decade", "year")))
    return sorted(found, key=lambda row: row[1])


def _patterns(words: Lexicon) -> Iterator[tuple[str, str]]:
    """The patterns of years, the more telling first."""
    times = words.times
    month = rf"(?:(?:{'|'.join(words.months)})\s+)?"
    yield "between", rf"\b{times['between']}\s+({_YEAR})\s*{times['and']}\s*({_YEAR})\b"
    for name in ("since", "after", "until", "before"):
        yield name, rf"\b{times[name]}\s+{month}({_YEAR})\b(?!\s*-)"
    yield "listed", rf"\b({_YEAR})\s*(?:,|{words.parts['list_and']})\s*({_YEAR})\b"
    yield "range", rf"\b({_YEAR})\s?-\s?({_YEAR})\b"
    yield "decade", rf"\b{times['decade']}\s+(?:\w+\s+)?'?((?:19|20)?\d0){times['decade_end']}\b"
    yield "year", rf"\b({_YEAR})\b"


def _years(name: str, match: re.Match[str]) -> Range:
    first = int(match[1])
    if name in ("between", "listed", "range"):
        return min(first, int(match[2])), max(first, int(match[2]))
    if name == "decade":
        first += 0 if first > 99 else 1900 if first >= _FIRST_OF_TWO_DIGITS else 2000
        return first, first + 9
    opened = {"since": (first, LAST_YEAR), "after": (first + 1, LAST_YEAR)}
    closed = {"until": (FIRST_YEAR, first), "before": (FIRST_YEAR, first - 1)}
    return {**opened, **closed}.get(name, (first, first))


def _led(text: str, span: Range, words: Lexicon) -> Range:
    """The span with the words that lead it: « en 2015 », "at its sixty-second session"."""
    leading = re.search(rf"(?:{words.times['leading']})\s*$", text[: span[0]])
    return (leading.start() if leading else span[0], span[1])


def _binds(text: str, start: int, words: Lexicon) -> bool:
    """Whether the year at `start` is that of a resolution or of an organ's act at the head of the question."""
    before = text[:start]
    if re.search(words.times["adopted_in"], before):
        return True
    at_head = re.search(words.times["in_year"], before)
    return bool(at_head and not before[: at_head.start()].strip(" ,"))


def _sessions(text: str, words: Lexicon) -> tuple[Range | None, Range | None, bool]:
    """Sessions named, where, and whether it is their resolutions that are asked for: « à sa 63e session » in what is
    due binds nothing."""
    times = words.times
    one = rf"({words.ordinal})(?:\s*{times['and']}\s*(?:\w+\s+)?({words.ordinal}))?\s+{times['session_word']}\b"
    for match in re.finditer(rf"{one}|\b{times['session_word']}\s+(\d{{1,3}})\b", text):
        first = words.number_of(match[1]) if match[1] else int(match[3])
        last = words.number_of(match[2]) if match[2] else first
        before = text[: match.start()]
        if first is None or last is None:
            continue
        binds = bool(re.search(times["session_binds"], before)) and not re.search(times["session_due"], before)
        since = re.search(rf"{times['session_range_since']}\s+(?:la |the |sa |its )?$", before)
        if since or re.match(times["session_onwards"], text[match.end() :]):
            last = LAST_SESSION
        return (first, max(first, last)), match.span(), binds
    return None, None, False
