"""What is due and when: sessions to report at, dates that lie ahead, and what comes back every year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from index.grammar.forms import either, expand, fold
from index.resolution import Due

_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEAR = 80
"""Characters that the words and the day and month before a year may take."""


class Dues:
    """Finds what is due in texts of one language."""

    def __init__(self, table: dict[str, Any], numbers: dict[str, Any]) -> None:
        ordinals = [_loose(either([form])) for form in numbers["ordinals"]]
        one = rf"(?:{_loose(either(numbers['ordinals']))}|\d{{1,3}}\s?(?:{either(table['ordinal_ending'])}))"
        glue = rf"\s*(?:{either(table['between'])})\s+"
        self._ordinal = re.compile(rf"(?<![\w-]){one}(?![\w-])")
        self._ordinals = [re.compile(form) for form in ordinals]
        self._session = re.compile(
            rf"(?<!\w)(?:{either(table['at_session'])})\s+(?P<ordinals>{one}(?:{glue}{one})*)\s+(?:{either(table['session'])})(?!\w)"
        )
        self._session_of_year = re.compile(
            rf"(?<!\w)(?:{either(table['session_of_year'])})\s+(?P<year>(?:19|20)\d\d)(?!\d)"
        )
        self._months = [re.compile(either([month])) for month in numbers["months"]]
        by = either(table["by"])
        self._date = re.compile(
            rf"(?<![\w/])(?:(?:(?P<by>{by})|{either(table['on'])})\s+)?"
            rf"(?:(?:(?P<day>\d{{1,2}})(?:\s?er)?\s+)?(?P<month>{either(numbers['months'])}),?\s+)?(?P<year>(?:19|20)\d\d)(?![\d/)])"
            rf"(?P<latest>\s+(?:{either(table['at_the_latest'])})(?!\w))?"
        )
        amount = rf"(?:\d{{1,3}}|{either(table['small_numbers'])})"
        self._within = re.compile(
            rf"(?<!\w)(?:{either(table['within'])})\s+{amount}\s+(?:{either(table['units'])})(?!\w)"
        )
        self._every = {fold(s): name for name, forms in table["every"].items() for form in forms for s in expand(form)}
        self._period = re.compile(rf"(?:{either(self._every)})(?!\w)")
        # The last word of each period, short ones from their start: where none stands, the pattern need not be tried.
        last = {form.split()[-1] for form in self._every}
        self._period_words = sorted(word if len(word) > 5 else f" {word}" for word in last)
        self._session_words = sorted({fold(s).split()[-1] for form in table["session"] for s in expand(form)}, key=len)

    def find(self, text: str, folded: str, adopted: dt.date | None, session: int | None) -> tuple[Due, ...]:
        """What `text` makes due, in order, for a resolution adopted on that day, at that session of its own organ.

        A session before the resolution's own and a date before its adoption are past: they are not due.
        """
        found = [
            *self._sessions(text, folded, session),
            *self._dates(text, folded, adopted),
            *self._periods(text, folded),
        ]
        chosen: list[Due] = []
        for due in sorted(found, key=lambda d: (d.start, -d.end, d.session or 0)):
            same = chosen and (due.start, due.end) == (chosen[-1].start, chosen[-1].end)
            if same or not chosen or due.start >= chosen[-1].end:
                chosen.append(due)
        return tuple(chosen)

    def _sessions(self, text: str, folded: str, own: int | None) -> Iterator[Due]:
        if not any(word in folded for word in self._session_words):
            return
        for found in self._session.finditer(folded):
            for ordinal in self._ordinal.finditer(folded, *found.span("ordinals")):
                number = self._value(ordinal[0])
                if own is None or number >= own:
                    yield Due(text[slice(*found.span())], *found.span(), session=number)
        for found in self._session_of_year.finditer(folded):
            yield Due(text[slice(*found.span())], *found.span(), date=found["year"])

    def _value(self, ordinal: str) -> int:
        if digits := re.match(r"\d+", ordinal):
            return int(digits[0])
        return next(n for n, pattern in enumerate(self._ordinals, 1) if pattern.fullmatch(ordinal))

    def _dates(self, text: str, folded: str, adopted: dt.date | None) -> Iterator[Due]:
        for found in self._dates_in(folded):
            limit = bool(found["by"] or found["latest"])
            if not limit and not found["month"] and found.start() == found.start("year"):
                continue  # a bare year: « horizon 2030 »
            year, month = int(found["year"]), self._month(found["month"])
            day = int(found["day"]) if found["day"] and month else 0
            if adopted and (year, month or 12, day or 31) <= (adopted.year, adopted.month, adopted.day):
                continue
            if adopted is None and not limit:
                continue
            iso = f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if 0 < day <= 31 else "")
            yield Due(text[slice(*found.span())], *found.span(), date=iso)

    def _dates_in(self, folded: str) -> Iterator[re.Match[str]]:
        """Every date or year with the words before it; tried only where a year stands."""
        behind = 0
        for year in _YEAR.finditer(folded):
            if year.start() < behind:
                continue
            if found := self._date.search(folded, max(behind, year.start() - _BEFORE_YEAR), year.end() + _BEFORE_YEAR):
                behind = found.end()
                yield found

    def _month(self, name: str | None) -> int:
        return next((n for n, pattern in enumerate(self._months, 1) if name and pattern.fullmatch(name)), 0)

    def _periods(self, text: str, folded: str) -> Iterator[Due]:
        spoken_of = any(word in folded for word in self._period_words)
        for found in self._period.finditer(folded) if spoken_of else ():
            if not folded[max(0, found.start() - 1) : found.start()].isalnum():
                yield Due(text[slice(*found.span())], *found.span(), every=self._every[" ".join(found[0].split())])
        for found in self._within.finditer(folded):
            yield Due(text[slice(*found.span())], *found.span())


def _loose(pattern: str) -> str:
    """Ordinals whose hyphen the end of a line has eaten count too: « soixante-dixneuvième »."""
    return pattern.replace("\\-", "-?\\s?")
