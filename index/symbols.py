"""Symbols of resolutions and ids of their paragraphs.

`Symbol.parse` takes every accepted spelling of one symbol, standing alone, and gives the canonical form;
finding symbols inside running text is the work of `references.py`. `Locator.parse` takes a paragraph id such as
`A/RES/62/27#op8.a`. Both round-trip: `Symbol.parse(str(s)) == s`, `Locator.parse(str(x)) == x`.

Forms: UN Editorial Manual, "Documents"; the symbol series page of the UN Dag Hammarskjöld Library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering

from index.errors import SymbolError

_ROMAN = "(?:X{0,5}L?X{0,4}(?:IX|IV|V?I{0,4}))"
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_BODY_OF_PREFIX = {"A/RES": "A", "S/RES": "S", "A/HRC/RES": "HRC", "E/RES": "E"}
_FORMER_SERIES = {"CN.11": "ESCAP", "CN.12": "ECLAC", "CN.14": "ECA"}
"""Series of regional commissions before they had their own: E/CN.14/RES/116(VI) is of the one for Africa."""

# Each rule: (what it is, pattern over the upper-cased text without spaces). Groups: prefix, session, number, letter.
_LETTER = r"(?P<letter>-?\[?[A-Z]\]?)?"
_RULES = [
    # A/RES/62/27, 62/27, A/RES/50/221B, A/RES/S-30/1, A/RES/ES-10/21; also A/RES/S/30/1, as some files spell it
    re.compile(rf"(?P<prefix>A/RES)?/?(?P<session>(?:E?S[-/])?\d{{1,3}})/(?P<number>\d{{1,4}}){_LETTER}"),
    # A/RES/217(III), 3201(S-VI), 217A(III), 217(III)A
    re.compile(
        rf"(?P<prefix>A/RES)?/?(?P<number>\d{{1,4}})(?P<inner>[A-Z])?/?"
        rf"\((?P<session>(?:E?S-)?(?!\)){_ROMAN})\){_LETTER}"
    ),
    # S/RES/2341(2017), 2341(2017)
    re.compile(r"(?P<prefix>S/RES)?/?(?P<number>\d{1,4})/?\((?P<session>(?:19|20)\d\d)\)"),
    # A/HRC/RES/22/1, A/HRC/RES/S-21/1, HRC/RES/S/21/1
    re.compile(r"(?P<prefix>(?:A/)?HRC/RES)/(?P<session>(?:S[-/])?\d{1,3})/(?P<number>\d{1,3})"),
    # E/RES/2010/2, 2010/2; E/RES/1503(XLVIII)
    re.compile(rf"(?P<prefix>E/RES)?/?(?P<session>(?:19|20)\d\d)/(?P<number>\d{{1,3}}){_LETTER}"),
    re.compile(rf"(?P<prefix>E/RES)/(?P<number>\d{{1,4}})(?P<inner>[A-Z])?/?\((?P<session>(?!\)){_ROMAN})\){_LETTER}"),
    # UNEP/EA.5/RES.14, HSP/HA.1/RES.2, E/ESCAP/RES/47/11, E/CN.14/RES/116(VI), UNEP/CMS/RES.7.4(REV.1): as printed;
    # not A/RES/50: the series above have no other forms
    re.compile(
        r"(?!(?:[ASE]|(?:A/)?HRC)/RES)(?P<prefix>[A-Z]+(?:/[A-Z]+[\dA-Z.]*)*/RES)(?P<rest>[/.][\dA-Z][\dA-Z./()-]*)"
    ),
]


@total_ordering
@dataclass(frozen=True, slots=True)
class Symbol:
    """The symbol of one resolution, e.g. `A/RES/62/27`.

    `prefix` is the series (`A/RES`, `S/RES`, `A/HRC/RES`, `E/RES`, or another organ's up to `/RES`), `session` the
    session or year as the canonical form writes it (`62`, `S-30`, `XXX`, `2017`), `number` the number within it and
    `letter` the part of a composite resolution, or "". `bracketed` tells `217(III)` from `62/27`.
    For the series of other organs `session` and `letter` are empty and `number` holds all that follows `/RES`.
    """

    prefix: str
    session: str
    number: str
    letter: str = ""
    bracketed: bool = False

    @classmethod
    def parse(cls, text: str) -> Symbol:
        """The symbol that `text` spells, in canonical form. Raises SymbolError when it is none."""
        return _parse_symbol(text)

    @property
    def body(self) -> str:
        """The organ: `A`, `S`, `HRC`, `E`, or the first part of the symbol that names another organ (`UNEP`)."""
        if self.prefix in _BODY_OF_PREFIX:
            return _BODY_OF_PREFIX[self.prefix]
        parts = self.prefix.split("/")
        return _FORMER_SERIES.get(parts[1], parts[1]) if parts[0] == "E" and len(parts) > 2 else parts[0]

    @property
    def short(self) -> str:
        """The number as prose writes it: `62/27`, `217 (III)`, `50/221 B`, `2341 (2017)`, `S-30/1`."""
        letter = f" {self.letter}" if self.letter else ""
        if self.prefix not in _BODY_OF_PREFIX:
            return str(self)
        if self.bracketed:
            return f"{self.number}{letter} ({self.session})"
        return f"{self.session}/{self.number}{letter}"

    @property
    def session_number(self) -> int | None:
        """The session as an integer (62, 3 for III, 30 for S-30), the year for bodies numbered by year, or None."""
        digits = self.session.rpartition("-")[2]
        if digits.isdecimal():
            return int(digits)
        return roman_to_int(digits) if digits else None

    @property
    def special(self) -> str:
        """`S` for a special session, `ES` for an emergency special session, else ""."""
        return self.session.rpartition("-")[0]

    def __str__(self) -> str:
        if self.prefix not in _BODY_OF_PREFIX:
            return f"{self.prefix}{self.number}"
        if self.bracketed:
            return f"{self.prefix}/{self.number}({self.session}){self.letter}"
        return f"{self.prefix}/{self.session}/{self.number}{self.letter}"

    def __lt__(self, other: Symbol) -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[str, str, int, str, tuple[int, ...], str]:
        numbers = tuple(int(n) for n in re.findall(r"\d+", self.number))
        return (self.body, self.special, self.session_number or 0, self.prefix, numbers, self.letter)


@dataclass(frozen=True, slots=True)
class Locator:
    """The id of a paragraph: a symbol and a path of steps, e.g. `A/RES/62/27#op8.a` has steps `("op8", "a")`.

    Without steps it names the resolution itself. `#header` and `#vote` are the two that name no paragraph.
    """

    symbol: Symbol
    steps: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Locator:
        """The id that `text` spells, its symbol made canonical. Raises SymbolError when it is none."""
        head, mark, path = text.strip().partition("#")
        steps = tuple(path.split(".")) if path else ()
        if (mark and not steps) or not all(re.fullmatch(r"[0-9A-Za-z*-]+", step) for step in steps):
            raise SymbolError(f"“{text}” is not a paragraph id.", hint="Write it like A/RES/62/27#op8.a.")
        return cls(Symbol.parse(head), steps)

    @property
    def parent(self) -> Locator | None:
        """The id one step up (`#op8` of `#op8.a`), or None for a top-level paragraph or a whole resolution."""
        shorter = self.steps[:-1]
        return Locator(self.symbol, shorter) if shorter else None

    def child(self, step: str) -> Locator:
        """The id one step down."""
        return Locator(self.symbol, (*self.steps, step))

    def contains(self, other: Locator) -> bool:
        """Whether `other` is this paragraph or lies below it."""
        return self.symbol == other.symbol and other.steps[: len(self.steps)] == self.steps

    def __str__(self) -> str:
        return f"{self.symbol}#{'.'.join(self.steps)}" if self.steps else str(self.symbol)


def roman_to_int(text: str) -> int:
    """The value of a Roman numeral. Raises SymbolError when it is none."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    if not text or any(c not in values for c in text.upper()):
        raise SymbolError(f"“{text}” is not a Roman numeral.")
    numbers = [values[c] for c in text.upper()]
    following = [*numbers[1:], 0]
    return sum(-n if n < after else n for n, after in zip(numbers, following, strict=True))


@lru_cache(maxsize=4096)
def _parse_symbol(text: str) -> Symbol:
    packed = re.sub(r"\s+", "", _DASHES.sub("-", text)).upper()
    for rule in _RULES:
        if (found := rule.fullmatch(packed)) and not _is_plain_fraction(found.groupdict(default="")):
            return _from_match(found.groupdict(default=""))
    raise SymbolError(f"“{text}” is not the symbol of a resolution.", hint="Write it like A/RES/62/27 or 2341 (2017).")


def _is_plain_fraction(found: dict[str, str]) -> bool:
    """Whether a bare `24/7` lies before the General Assembly's 31st session, the first that numbered with a slash."""
    return "rest" not in found and not found["prefix"] and found["session"].isdecimal() and int(found["session"]) < 31


def _from_match(found: dict[str, str]) -> Symbol:
    if "rest" in found:
        rest = found["rest"].replace("/(", "(")
        return Symbol(prefix=found["prefix"], session="", number=rest)
    session = re.sub(r"^(E?S)/", r"\1-", found["session"])
    bracketed = "inner" in found or (not session.startswith(("S-", "ES-")) and found["prefix"] == "S/RES")
    by_year = bool(re.fullmatch(r"(19|20)\d\d", session))
    if not found["prefix"]:
        prefix, bracketed = ("S/RES", True) if "letter" not in found else ("E/RES" if by_year else "A/RES", bracketed)
    else:
        prefix = "A/HRC/RES" if found["prefix"] == "HRC/RES" else found["prefix"]
    letter = (found.get("letter", "") or found.get("inner", "")).strip("-[]")
    return Symbol(prefix, session, found["number"].lstrip("0") or "0", letter, bracketed)
