"""What is indexed, by number: finds the resolutions that a bare number can mean. Made anew when the index grows."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from assistant.folding import words as words_of
from assistant.ports import Library
from index.analysis import analyser, stems
from index.errors import SymbolError
from index.search import Summary
from index.symbols import Symbol

# Series whose numbers look alike: `54/9` is a resolution of the Assembly or of the Human Rights Council.
_PREFIXES = {"A": "A/RES", "HRC": "A/HRC/RES", "S": "S/RES", "E": "E/RES"}
_ELSEWHERE = (
    (r"(\d{1,3})\s?/\s?(\d{1,3})", ("UNEP/EA.{0}/RES.{1}", "HSP/HA.{0}/RES.{1}", "E/ESCAP/RES/{0}/{1}")),
    (
        r"(\d{1,4})\s?\(([IVXLC]+)\)",
        ("E/RES/{0}({1})", "E/CN.11/RES/{0}({1})", "E/CN.12/RES/{0}({1})", "E/CN.14/RES/{0}({1})"),
    ),
)
"""Series whose resolutions are called by session and number alone: « résolution 5/14 de l'Assemblée pour
l'environnement » is UNEP/EA.5/RES.14, « 1381 (XLV) du Conseil économique et social » E/RES/1381(XLV), as until 1977."""
_LATEST_SESSION = 130
"""No session of any organ comes near: `250/2002` is no resolution."""

_TITLE = 2
"""Words from which what stands in quotation marks is taken for a title: « Désarmement » may be any word."""

_NO_YEAR = re.compile(r"S/RES[/.](\d{1,4})")
# « résolution 1325/2000 »: the year of a Council resolution behind its number.
_NUMBER_AND_YEAR = re.compile(r"(\d{3,4})\s?/\s?((?:19[4-9]|20\d)\d)")


class Shelf:
    """The summaries of an index, by symbol and by bare number."""

    def __init__(self, summaries: Sequence[Summary]) -> None:
        self._by_symbol: dict[str, list[Summary]] = defaultdict(list)
        self._by_number: dict[str, list[str]] = defaultdict(list)
        self._whole: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[tuple[str, str], frozenset[str]] = {}
        for summary in summaries:
            self._by_symbol[summary.symbol].append(summary)
        for text in self._by_symbol:
            symbol = Symbol.parse(text)
            if symbol.bracketed:
                self._by_number[symbol.number].append(text)
            if symbol.letter:
                self._whole[str(_without_letter(symbol))].append(text)

    def __contains__(self, symbol: str) -> bool:
        return symbol in self._by_symbol

    def __len__(self) -> int:
        return len(self._by_symbol)

    def titles(self, symbol: str) -> list[str]:
        """The titles of a resolution, one a language."""
        return [summary.title for summary in self._by_symbol.get(symbol, ())]

    def summary(self, symbol: str) -> Summary:
        """A resolution that is indexed, in the first of its languages."""
        return self._by_symbol[symbol][0]

    def stems(self, summary: Summary) -> frozenset[str]:
        """The terms of a resolution's title; kept, for a list by subject asks for those of all."""
        key = (summary.language, summary.title)
        if key not in self._stems:
            self._stems[key] = stems(summary.title, summary.language)
        return self._stems[key]

    def entitled(self, title: str) -> list[Summary]:
        """The resolutions with this title, in the words of any of their languages; case, accents and marks are free."""
        wanted = tuple(words_of(title))
        return list(self._by_title.get(wanted, ())) if len(wanted) >= _TITLE else []

    @cached_property
    def _by_title(self) -> dict[tuple[str, ...], list[Summary]]:
        found: dict[tuple[str, ...], list[Summary]] = defaultdict(list)
        for several in self._by_symbol.values():
            for summary in several:
                found[tuple(words_of(summary.title))].append(summary)
        return found

    def age_of(self, symbol: str) -> tuple[int, str]:
        """What orders resolutions by age, the newest last: the day of adoption, else of its session or year."""
        for summary in self._by_symbol.get(symbol, ()):
            if summary.adopted:
                return summary.adopted.toordinal(), symbol
        try:
            parsed = Symbol.parse(symbol)
        except SymbolError:
            return 0, symbol
        session = parsed.session_number or 0
        year = session if session > _LATEST_SESSION else 1945 + session
        if parsed.body == "HRC":  # three sessions a year
            year = 2006 + session // 3
        return dt.date(year, 12, 31).toordinal(), symbol

    def numbered(self, number: str) -> list[str]:
        """The resolutions with this number and any year or session in brackets: `1325` gives S/RES/1325(2000)."""
        return list(self._by_number.get(number, ()))

    def parts(self, symbol: str) -> list[str]:
        """The parts of a composite resolution: `A/RES/62/111` gives A/RES/62/111A and B."""
        return list(self._whole.get(symbol, ()))

    def nearest(self, symbol: str, n: int = 3) -> list[str]:
        """Indexed resolutions of the same organ whose session or year lies nearest."""
        wanted = Symbol.parse(symbol)
        rows = [Symbol.parse(text) for text in self._by_symbol]
        same = [s for s in rows if s.body == wanted.body] or rows

        def distance(other: Symbol) -> tuple[int, int, Symbol]:
            sessions = abs((other.session_number or 0) - (wanted.session_number or 0))
            return (sessions, abs(_first_number(other) - _first_number(wanted)), other)

        return [str(s) for s in sorted(same, key=distance)[:n]]

    def resolve(
        self, spelling: str, bodies: Iterable[str], terms: Iterable[str], language: str, *, beside: bool = False
    ) -> list[str]:
        """The canonical symbols that `spelling` can mean, the likeliest first; [] when it can be none.

        A spelling with its series means itself. A bare number means the series of an organ named beside it, else
        one that is indexed, the better for words of the question in its title, else the Assembly's. `beside`: the
        organs stand right beside the number (« 1381 (XLV) du Conseil économique et social »), not only in the question:
        there one that is indexed goes before one of them that is not.
        """
        bodies = frozenset(bodies)
        readings = _readings(spelling) or self._of_council(spelling)
        meant = bodies if beside or "(" not in spelling else frozenset()
        readings += [s for s in _elsewhere(spelling) if s in self or Symbol.parse(s).body in meant]
        named = [text for text in readings if Symbol.parse(text).body in bodies]
        known = [text for text in readings if text in self or self.parts(text)]
        meant_here = [text for text in named if text in known]
        if meant_here or (named and (beside or not known)):
            return (meant_here or named)[:1]  # of two organs named, the one whose text is indexed
        wanted = set(terms)

        def rank(text: str) -> tuple[bool, int]:
            known = text in self or bool(self.parts(text))
            return (not known, -self._shared(text, wanted, language))

        return sorted(readings, key=rank)

    def _of_council(self, spelling: str) -> list[str]:
        """What a Council's number without its year (`S/RES/1325`), or with it behind a slash, can mean: one indexed."""
        if match := _NUMBER_AND_YEAR.fullmatch(spelling):
            return [text for text in (f"S/RES/{match[1]}({match[2]})",) if text in self]
        without = _NO_YEAR.fullmatch(spelling.upper())
        return [text for text in self.numbered(without[1]) if Symbol.parse(text).body == "S"] if without else []

    def _shared(self, symbol: str, terms: set[str], language: str) -> int:
        words = {t for title in self.titles(symbol) for t in analyser(language).terms(title)}
        return len(words & terms)


class Shelves:
    """Keeps the shelf of a library while its generation stands."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: tuple[int, Shelf] | None = None

    def shelf(self) -> Shelf:
        """The shelf of the present generation."""
        generation = self._library.generation
        if self._kept is None or self._kept[0] != generation:
            self._kept = (generation, Shelf(self._library.summaries()))
        return self._kept[1]


def _readings(spelling: str) -> list[str]:
    """What a spelling can mean, as it stands first; then as a number of the other series."""
    found = []
    bare = "RES" not in spelling.upper()
    for prefix in ("", *_PREFIXES.values()) if bare else ("",):
        try:
            symbol = Symbol.parse(f"{prefix}/{spelling}" if prefix else spelling)
        except SymbolError:
            continue
        if (not prefix or symbol.session) and _plausible(symbol, bare) and _is_symbol(str(symbol)):
            found.append(str(symbol))
    return list(dict.fromkeys(found))


def _elsewhere(spelling: str) -> list[str]:
    """What a session and a number can mean in series that print more than these."""
    spellings = [
        one.format(*parts.groups())
        for pattern, series in _ELSEWHERE
        if (parts := re.fullmatch(pattern, spelling, re.IGNORECASE))
        for one in series
    ]
    return [str(Symbol.parse(one)) for one in spellings if _is_symbol(one)]


def _is_symbol(text: str) -> bool:
    try:
        Symbol.parse(text)
    except SymbolError:
        return False
    return True


def _plausible(symbol: Symbol, bare: bool) -> bool:
    session = symbol.session_number or 0
    by_year = 1945 < session < 2100
    if not bare:
        return True
    if symbol.prefix == "A/RES" and not symbol.bracketed and not symbol.special and session < 31:
        return False
    if symbol.prefix in ("E/RES", "S/RES") and not symbol.bracketed:
        return by_year
    return by_year == (symbol.prefix in ("E/RES", "S/RES")) and (by_year or session <= _LATEST_SESSION)


def _without_letter(symbol: Symbol) -> Symbol:
    return Symbol(symbol.prefix, symbol.session, symbol.number, "", symbol.bracketed)


def _first_number(symbol: Symbol) -> int:
    digits = "".join(c for c in symbol.number if c.isdigit())
    return int(digits) if digits else 0
