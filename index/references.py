"""The documents that a text cites: symbols, volumes of treaties, and resolutions named by number in running prose.

Guarantees: references are in order; `text[start:end]` is the symbol or number as printed, in a list each its own; a
bare number is taken only where the words make it a resolution's or decision's (`numbers_cited`); `HIV/AIDS`, `24/7`,
fractions, periods of years, pages and volumes are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from index.errors import SymbolError
from index.grammar.forms import either, fold, load
from index.numbers_cited import NumbersCited
from index.places import Places
from index.resolution import Reference
from index.symbols import Symbol

# `A/62/391`, `A/CONF.48/14/Rev.1`, `S/2014/669`, `A/RES/217(III)`, `A/RES/56/24 T`; both of `A/79/78-E/2024/53`.
# Not: `HIV/AIDS`, `A/H1N1`, `OECD/G20`.
_SYMBOL = re.compile(
    r"(?<![\w/.])(?<![^\W\d]-)(?P<head>[A-Z]{1,6})"
    r"(?P<second>/(?:[A-Z]{1,12}(?:\.\d{1,3})?|\d{1,4}|ES-\d{1,2}|S-\d{1,2})(?![A-Za-z\d]))"
    r"(?P<rest>(?:(?:[/.]|-(?![A-Z]/))(?:[A-Za-z]{1,8}\.?\d{0,3}|\d{1,4}[A-Z]?)(?!\w))*)"
    r"(?: ?\((?:(?:E?S-)?[IVXL]+|(?:19|20)\d\d)\))?"
    r"(?P<letter> ?[A-Z](?![\w'’.]))?"
)
_SERIES_OF_ONE_LETTER = frozenset("ASET")
_CANDIDATE = re.compile(r"\d\s?/\s?\d|\d[^()]{0,14}\(\s?(?:(?:19|20)\d\d|(?:E?S-)?[IVXL]+)\s?\)|[A-Z]/[\dA-Z]|vol\.")


class References:
    """Finds citations in texts of one language."""

    def __init__(self, table: dict[str, Any], numbers: dict[str, Any]) -> None:
        self._places = Places(table, numbers)
        self._numbers = NumbersCited(table, numbers, self._places)
        self._treaty = re.compile(
            rf"(?:{either(table['treaty_series'])})[\W_]{{0,6}}(?:{either(table['volume'])})\s*(?P<volume>\d{{1,4}}),"
            rf"\s*(?:{either(table['number'])})\s*(?P<number>\d{{1,6}})"
        )

    def find(
        self, text: str, own: Symbol, footnote: str | None = None, folded: str | None = None
    ) -> tuple[Reference, ...]:
        """The documents cited in `text`, a paragraph of resolution `own` or the footnote of it with that mark.

        `folded` is `fold(text)`, where the caller has it.
        """
        if not may_cite(text):
            return ()
        folded = fold(text) if folded is None else folded
        found = [*self._symbols(text, folded), *self._treaties(folded), *self._numbers.find(text, folded, own)]
        ordered = sorted(set(found), key=lambda r: (r[2], r[3], r[0], r[1] or ""))
        return tuple(Reference(*reference, footnote) for reference in ordered)

    def _symbols(self, text: str, folded: str) -> Iterator[tuple[str, str | None, int, int]]:
        for match in _SYMBOL.finditer(text):
            symbol, end = _canonical(match)
            if symbol is None:
                continue
            start = match.start()
            if "/RES" in symbol:
                named = self._places.after(folded, end) or self._places.before(folded, start)
                yield from ((symbol, place, start, end) for place in (named[0] if named else (None,)))
            else:
                place = self._places.printed_after(folded, end)
                yield symbol, text[slice(*place)] if place else None, start, end

    def _treaties(self, folded: str) -> Iterator[tuple[str, str | None, int, int]]:
        for match in self._treaty.finditer(folded):
            yield f"UNTS {match['volume']}/{match['number']}", None, match.start("volume"), match.end("number")


def _canonical(match: re.Match[str]) -> tuple[str | None, int]:
    """The symbol in canonical form and where it ends; None for what only looks like one."""
    series = match["head"] + match["second"] + match["rest"]
    if "/RES" in series:
        try:
            return str(Symbol.parse(match[0])), match.end()
        except SymbolError:
            return None, match.end()
    end = match.end("rest")
    printed = series.rstrip(".-")
    sure = match["head"] in _SERIES_OF_ONE_LETTER or (len(match["head"]) > 1 and set(match["head"]) - set("IVXL"))
    digits = any(c.isdigit() for c in printed)
    deep = match["head"] in _SERIES_OF_ONE_LETTER or match["rest"] or match["second"][1:].isdigit()
    return (printed if sure and digits and deep else None), end - len(series) + len(printed)


def may_cite(text: str) -> bool:
    """A quick look: False when no citation can be in `text`."""
    return ("/" in text or "(" in text or "vol." in text) and bool(_CANDIDATE.search(text))


@cache
def references_of(language: str) -> References:
    """The finder for a language; for one without tables it finds symbols only."""
    table = load(language, "references") or _NO_WORDS
    return References(table, load(language, "numbers") or {"ordinals": [], "months": []})


# A language without data: symbols are the same in all of them.
_NO_WORDS: dict[str, Any] = {
    **{key: [] for key in ("resolution", "decision", "own", "acts_in", "and", "to", "of", "dated")},
    **{key: [] for key in ("treaty_series", "volume", "number", "organ")},
    "place": {key: [] for key in ("paragraph", "section", "annex", "article", "preambular", "join")},
}
