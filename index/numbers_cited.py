"""Bare numbers of resolutions and decisions in prose: « ses résolutions 57/63 du 22 novembre 2002, 58/44 et 59/69 ».

A number counts when the word for resolution stands before it, directly or through a list; which organ it belongs to
is said by the words around it, else by its shape, its date and the organ that is speaking.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from index.errors import SymbolError
from index.grammar.forms import broken, either, expand, fold
from index.places import Places
from index.symbols import Symbol

_FIRST_SLASHED = 31
"""The General Assembly's first session whose resolutions are numbered with a slash."""
_LONGEST_TITLE = 350
"""Characters of a title that may stand between two members of a list."""
# Shapes of numbers that each series has.
_SHAPES = {
    "A/RES": {"roman()", "session/", "special/"},
    "S/RES": {"year()"},
    "A/HRC/RES": {"session/", "special/"},
    "E/RES": {"year/", "roman()"},
    "E/CN.4/RES": {"year/", "roman()"},
    "E/CN.4/Sub.2/RES": {"year/"},
}
_OTHER_SHAPES = {"session/"}
_COUNCILS = ("S/RES", "A/HRC/RES", "E/RES")
# One letter, or several with commas, dashes or a small word between them, in any language.
_LETTERS = r"(?:\s?-?\[?(?P<{0}>[A-Z](?:(?:\s?,\s?|\s[a-zà-ÿ]{{1,3}}\s|\s?-\s?)[A-Z](?![\w'’]))*)\]?(?![\w'’]))?"
# Resolutions: `62/27`, `S-30/1`, `2010/2`, `56/24 T`, `32/91 B et C`; `1514 (XV)`, `1265 (1999)`, `217 A (III)`.
_NUMBER = re.compile(
    rf"(?<![\w/.-])(?:(?P<slashed>(?:E?S-)?\d{{1,4}})\s?/\s?(?P<after>[1-9]\d{{0,2}})(?![\d/]){_LETTERS.format('l1')}"
    rf"|(?P<before>[1-9]\d{{0,3}}){_LETTERS.format('l2')}"
    rf"\s?\(\s?(?P<bracketed>(?:19|20)\d\d|(?:E?S-)?[IVXL](?: ?[IVXL])*)\s?\){_LETTERS.format('l3')})(?!\w)"
)
_MARK = r"(?:\s?\d{1,3}(?=\s?[,;.]))?"
Found = tuple[str, str | None, int, int]


@dataclass(slots=True)
class _Cited:
    """A number accepted, on its way to a symbol. `end` is behind the date, place and organ printed after it; `series`
    is that of the organ named beside it: "" for an organ without a series, None where none is named."""

    match: re.Match[str]
    end: int
    own: bool
    decision: bool
    places: tuple[str, ...] = ()
    year: int | None = None
    series: str | None = None

    @property
    def session(self) -> str:
        """The session or year as printed: `62`, `S-30`, `XXX`, `2001`; without what a scan put between its letters."""
        return str(self.match["slashed"] or self.match["bracketed"]).replace(" ", "")

    @property
    def shape(self) -> str:
        """`year()`, `roman()`, `year/`, `special/` or `session/`."""
        if self.match["bracketed"]:
            return "year()" if self.session.isdecimal() else "roman()"
        if not self.session.isdecimal():
            return "special/"
        return "year/" if len(self.session) == 4 else "session/"

    @property
    def is_sure(self) -> bool:
        """Whether it cannot be a fraction: its shape, date, letter or organ tells."""
        return bool(self.match["bracketed"] or self.year or self.series or self.match["l1"])

    def fits(self, series: str) -> bool:
        """Whether a number of this shape can be of that series."""
        if self.shape == "session/" and series == "A/RES":
            return int(self.session) >= _FIRST_SLASHED
        return self.shape in _SHAPES.get(series, _OTHER_SHAPES)

    def is_of_time(self, series: str) -> bool:
        """Whether the date printed, if any, lies where that series had a session of this number."""
        if self.year is None or self.shape != "session/":
            return True
        if series == "A/RES":
            return 0 <= self._age(1945) <= 1
        # Three sessions a year since 2006.
        return series != "A/HRC/RES" or abs(self._age(2006) + int(self.session) * 2 / 3) <= 1.7

    def _age(self, first: int) -> int:
        return (self.year or 0) - first - int(self.session)


_ORGANS_BEFORE = 100
"""How many organs named before a number are asked whose it may be."""
_FAR = 2000
"""Characters behind a number beyond which the next does not go on with its list."""


class NumbersCited:
    """Finds bare numbers in texts of one language."""

    def __init__(self, table: dict[str, Any], numbers: dict[str, Any], places: Places) -> None:
        self._places = places
        own = rf"(?P<own>{either(table['own'])})\s+"
        self._head = re.compile(
            rf"(?<!\w)(?:{own})?(?:(?P<resolution>{broken(table['resolution'])})|(?:{broken(table['decision'])}))(?![\w-])"
        )
        connect = f"{either(table['and'])}|{either(table['to'])}"
        date = (
            rf"\d{{1,2}}\s?(?:er|st|nd|rd|th|º)?(?:\s+(?:de\s+)?(?:{either(numbers['months'])}))?"
            r"(?:,?\s+(?:del?\s+)?(?P<year>(?:19|20)\d\d))?"
        )
        self._date = re.compile(rf"(?:\s?,)?\s+(?:{either(table['dated'])})\s+{date}(?!\w|/|\s?\()")
        self._series: dict[str, str] = {
            fold(n): o["series"] for o in table["organ"] for form in o["names"] for n in expand(form)
        }
        self._organ = re.compile(rf"(?<![\w-])(?:{either(self._series)})(?![\w-])")
        self._of = re.compile(rf"(?:\s?\d{{1,2}}(?=\s))?(?:\s?,)?\s+(?:{either(table['of'])})\s*")
        number_word = rf"(?:{either(table['number'])})\s*"
        self._separator = re.compile(
            rf"{_MARK}\s*(?:[,;]\s*(?:\d{{1,2}}\s+(?=\d))?)?(?:(?:{connect})\s+)?(?:(?:{either(table['own'])})\s+)?(?:{number_word})?"
        )
        self._to = re.compile(rf"\s*(?:{either(table['to'])}|[-–])\s*")
        self._sure_separator = re.compile(rf"(?:[,;]|\b(?:{connect}))\s+$")
        self._direct = re.compile(rf"[\s,:(]*(?:{number_word})?")
        self._acts_in = re.compile(rf"(?:\s?,)?\s+(?:{either(table['acts_in'])})\s+$")
        self._refused = re.compile(rf"(?:{number_word}|(?:{either(table['volume'])})\s*|\bpp?\.\s?|[$€]\s?)$")

    def find(self, text: str, folded: str, own: Symbol) -> Iterator[Found]:
        """(symbol, place, start, end) of each resolution or decision that `text` names by its number."""
        heads = list(self._head.finditer(folded))
        if not heads:
            return
        organs: list[tuple[int, str]] | None = None
        for head, after in zip(heads, [*heads[1:], None], strict=True):
            for number in self._chain(text, folded, head, after.start() if after else len(text)):
                if organs is None:
                    organs = [(m.end(), self._series[" ".join(m[0].split())]) for m in self._organ.finditer(folded)]
                last = bisect_right(organs, number.match.start(), key=lambda organ: organ[0])
                before = [series for _, series in organs[max(0, last - _ORGANS_BEFORE) : last]]
                if series := _series_of(number, own, before):
                    yield from self._references(number, series)

    def _references(self, number: _Cited, series: str) -> Iterator[Found]:
        for letter, start, end in self._letters(number.match):
            if symbol := _symbol(number, series, letter):
                yield from ((symbol, place, start, end) for place in (number.places or (None,)))

    def _letters(self, match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
        """The letters of a composite number with their own spans; ("", the whole) where there is none."""
        group = next((g for g in ("l1", "l2", "l3") if match[g]), None)
        if group is None:
            yield "", match.start(), match.end()
            return
        text, offset = match[group], match.start(group)
        found = [(m[0], m.start()) for m in re.finditer("[A-Z]", text)]
        for i, (letter, at) in enumerate(found):
            start = match.start() if i == 0 else offset + at
            end = match.end() if i == len(found) - 1 else offset + at + 1
            if i and self._to.fullmatch(fold(text[found[i - 1][1] + 1 : at])):
                for between in range(ord(found[i - 1][0]) + 1, ord(letter)):
                    yield chr(between), start, end
            yield letter, start, end

    def _chain(self, text: str, folded: str, head: re.Match[str], stop: int) -> list[_Cited]:
        """The numbers that hang on one word for resolution; an organ named after a list is that of its members."""
        chain: list[_Cited] = []
        behind = head.end()
        lead: str | None = None
        for match in _NUMBER.finditer(text, behind, stop):
            if match.start() - behind > _FAR:
                break
            number = _Cited(match, match.end(), bool(head["own"]), not head["resolution"])
            self._follow(text, folded, number)
            gap = folded[behind : match.start()]
            if chain and not self._continues(gap, number, chain[-1]):
                continue
            if not chain:
                if not self._hangs(gap, number):
                    continue
                lead = self._organ_named_in(gap) if gap.strip() else self._organ_before(text, folded, head)
                number.places = number.places or self._place_before(folded, head.start())
            chain.append(number)
            behind = number.end
        for number, after in pairwise(chain):
            if number.session == after.session:  # « 5/7 et 5/8 du 2 mars 2022 »
                number.year = number.year or after.year
        following: str | None = None
        for number in reversed(chain):
            following = number.series = number.series if number.series is not None else following
            number.series = number.series if number.series is not None else lead
        return chain

    def _follow(self, text: str, folded: str, number: _Cited) -> None:
        """Read the date, the organ and the place printed after a number."""
        for _ in range(3):
            if (date := self._date.match(folded, number.end)) and number.year is None:
                number.end, number.year = date.end(), int(date["year"]) if date["year"] else None
            elif (of := self._of.match(folded, number.end)) and number.series is None:
                organ = self._organ.match(folded, of.end())
                series = self._series[" ".join(organ[0].split())] if organ else ""
                if not series and ("," in of[0] or not _NAME.match(text, of.end())):
                    return  # « la résolution 70/1, du Programme … »
                number.end, number.series = organ.end() if organ else number.end, series
            elif named := self._places.after(folded, number.end):
                number.places, number.end = named
            else:
                return

    def _hangs(self, gap: str, number: _Cited) -> bool:
        """Whether the first number of a list belongs to the word before it: directly, or past a few words."""
        if self._direct.fullmatch(gap) or (number.is_sure and self._past_damage(gap)):
            return True
        if not _WORDS.fullmatch(gap) or self._refused.search(gap):
            return False
        return bool(
            number.is_sure
            or self._organ_named_in(gap)
            or number.shape != "session/"
            or int(number.session) >= _FIRST_SLASHED
        )

    def _past_damage(self, gap: str) -> bool:
        """Whether only a member of the list that a scan has spoilt stands between: « 733 1992 du 23 janvier 1992, »."""
        short = len(gap) <= 60 and ". " not in gap
        return bool(short and self._sure_separator.search(gap) and not self._refused.search(gap))

    def _continues(self, gap: str, number: _Cited, before: _Cited) -> bool:
        """Whether a number goes on with the list: after a comma or « et », or past the title of the one before."""
        if self._separator.fullmatch(gap):
            return True
        short = len(gap) <= _LONGEST_TITLE and ". " not in gap
        sure = number.is_sure or number.session == before.session  # « 5/1, sur les institutions, et 5/2, sur … »
        return bool(short and sure and self._sure_separator.search(gap) and not self._refused.search(gap))

    def _organ_named_in(self, gap: str) -> str | None:
        """The organ between the word and the number: « résolutions du Conseil de sécurité 1265 (1999) »."""
        named = [self._series[" ".join(m[0].split())] for m in self._organ.finditer(gap)]
        return named[-1] if named else None

    def _organ_before(self, text: str, folded: str, head: re.Match[str]) -> str | None:
        """The organ just before the word: "Security Council resolution", « le Conseil de sécurité dans sa résolution »;
        "" for any other proper name there."""
        start = max(0, head.start() - 120)
        if head["own"]:
            acts = self._acts_in.search(folded, start, head.start())
            named = [m for m in self._organ.finditer(folded, start, head.start()) if acts and m.end() == acts.start()]
            return self._series[" ".join(named[-1][0].split())] if named else None
        found = _NAME_BEFORE.search(text, start, head.start())
        if found is None:
            return None
        named = [m for m in self._organ.finditer(folded, start, head.start()) if m.end() >= found.end("name")]
        if named:
            return str(self._series[" ".join(named[-1][0].split())])
        return "" if found["inside"] else None

    def _place_before(self, folded: str, head: int) -> tuple[str, ...]:
        """« paragraphe 5 de la » résolution; in English the organ may stand between."""
        organ = [
            m for m in self._organ.finditer(folded, max(0, head - 120), head) if not folded[m.end() : head].strip(" 's")
        ]
        named = self._places.before(folded, organ[-1].start() if organ else head)
        return named[0] if named else ()


# At most 14 words, no sentence's end: « résolutions pertinentes, notamment celles qui portent les cotes ».
_WORDS = re.compile(r"(?:[\s,:(«“\"]+[^\W\d]+(?:['-][^\W\d]+)*'?){0,14}[\s,:(]+")
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_A-Z'’]{2,}|[A-Z]{3,}\b")
# A proper name; `inside` a sentence, where its capital says something: not "2. Recalls resolution", "See resolution".
_NAME_BEFORE = re.compile(r"(?P<inside>[^\W\d]\w*,?\s+)?(?P<name>[A-Z][\w.-]+)(?:['’]s?)?\s+$")


def _series_of(number: _Cited, own: Symbol, named_before: list[str]) -> str | None:
    """The series a number belongs to, or None for an organ that has none.

    In order: the organ named beside it; the speaking organ for « sa résolution »; the organ named last; its shape.
    """
    if number.series == "council":
        number.series = _council(number, own, named_before)
    if number.series is not None:
        return number.series if number.series and number.fits(number.series) else None
    if number.own and number.fits(own.prefix) and number.is_of_time(own.prefix):
        return own.prefix
    if number.own and named_before and not number.fits(own.prefix) and not number.fits("A/RES"):
        last = named_before[-1]
        if (not last and number.shape == "session/") or (number.fits(last) and number.is_of_time(last)):
            return last or None
    if not number.own and own.prefix == "A/HRC/RES" and number.fits(own.prefix) and number.is_of_time(own.prefix):
        return own.prefix
    return _by_shape(number)


def _council(number: _Cited, own: Symbol, named_before: list[str]) -> str | None:
    """Which Council « du Conseil » means: the one named last, the speaking one, or that whose numbers look so."""
    candidates = [*(s for s in reversed(named_before) if s in _COUNCILS), own.prefix, *_COUNCILS]
    return next((s for s in candidates if s in _COUNCILS and number.fits(s) and number.is_of_time(s)), "")


def _by_shape(number: _Cited) -> str | None:
    if number.decision and number.shape == "session/" and int(number.session) < _FIRST_SLASHED:
        return None  # decisions of small numbers are of conferences more often than of the Human Rights Council
    fitting = [series for series in ("A/RES", "S/RES", "A/HRC/RES", "E/RES") if number.fits(series)]
    timely = [series for series in fitting if number.is_of_time(series)]
    # A wrong date is more likely than a number that no other organ of ours has.
    return timely[0] if timely else "A/RES" if "A/RES" in fitting else None


def _symbol(number: _Cited, series: str, letter: str) -> str | None:
    session = number.session
    if number.match["bracketed"]:
        spelled = f"{series}/{number.match['before']}({session}){letter}"
    elif "#" in series:
        spelled = series.replace("#", session) + number.match["after"]
    else:
        spelled = f"{series.rstrip('/')}/{session}/{number.match['after']}{letter}"
    if number.decision:
        return spelled.replace("/RES", "/DEC") if series in ("A/RES", "A/HRC/RES", "E/RES") else None
    try:
        return str(Symbol.parse(spelled))
    except SymbolError:
        return None
