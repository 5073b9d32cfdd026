"""Which of the resolutions that a source prints are its own, and what their symbols are.

The header and the title line are the truth; the file's name is a hint that tells a scan's own resolution from its
neighbours, and the last resort, with a warning, where the text shows no symbol.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from index.errors import SymbolError
from index.parsing.blocks import Block
from index.parsing.lines import Line
from index.parsing.segments import Segment, is_closing
from index.parsing.titles import symbol_of
from index.parsing.words import Words
from index.resolution import Span, Warning
from index.symbols import Symbol

_PRINTED = re.compile(
    r"[A-Z]{1,5}(?:\s?/[A-Z]+[\d.]*){0,2}\s?/\s?RES\s?[/.]\s?[A-Z\d][A-Z\d/.()-]*"
    r"(?:\s?\([A-Z\d. ]+\))?(?:\s[A-Z](?!\w))?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Choice:
    """One resolution to be read: its symbol, its segment, the blocks it lies in and the raw range that is its own.

    `others` names the neighbours cut off, "" for none.
    """

    symbol: Symbol
    segment: Segment
    blocks: list[Block]
    language: Words
    region: Span
    warnings: list[Warning] = field(default_factory=list)
    others: str = ""


def choose(
    segments: list[Segment], blocks: list[Block], language: Words, hint: Symbol | None, lines: list[Line]
) -> list[Choice]:
    """The resolutions of the source's own, with their symbols; complete neighbours too where no name tells which."""
    printed = _Printed(_printed_symbols(lines))
    nothing = _Printed([])
    symbols = [_symbol(segment, printed if len(segments) == 1 or segment.letter else nothing) for segment in segments]
    own = _own(segments, symbols, blocks, language, hint)
    cut = [symbols[i] for i in sorted(set(range(len(segments))) - set(own))]
    others = ", ".join(dict.fromkeys(str(s) if s else "a resolution without a symbol" for s in cut))
    choices = []
    for index in own:
        symbol, warnings = _settle_symbol(index, segments, symbols, hint)
        if symbol is not None:
            region = _region(index, segments, blocks)
            choices.append(Choice(symbol, segments[index], blocks, language, region, warnings, others))
    return choices


def _printed_symbols(lines: list[Line]) -> list[Symbol]:
    """The symbols in the document's header and running headers, in order of place."""
    found = []
    for line in lines:
        if line.role in ("field:symbol", "running header", "field:distribution"):
            for match in _PRINTED.finditer(line.text):
                try:
                    found.append(Symbol.parse(match[0]))
                except SymbolError:
                    continue
    return found


class _Printed:
    """Printed symbols, in order of place, found by their number."""

    def __init__(self, symbols: list[Symbol]) -> None:
        self.first = symbols[0] if symbols else None
        self._by_number: dict[tuple[str, ...], tuple[int, Symbol]] = {}
        for place, symbol in enumerate(symbols):
            for key in (("symbol", symbol.session, symbol.number), ("digits", *_last_numbers(symbol, as_printed=True))):
                self._by_number.setdefault(key, (place, symbol))

    def of_number(self, titled: Symbol) -> Symbol | None:
        """The first with the number that a title has, its session spelled as in the title or in digits alone."""
        keys = (("symbol", titled.session, titled.number), ("digits", *_last_numbers(titled)))
        found = [self._by_number[key] for key in keys if len(key) == 3 and key in self._by_number]
        return min(found, key=lambda pair: pair[0])[1] if found else None


def _last_numbers(symbol: Symbol, *, as_printed: bool = False) -> list[str]:
    """The last two numbers of a symbol; [] for a printed one in brackets, which is compared whole."""
    return [] if as_printed and symbol.bracketed else re.findall(r"\d+", symbol.short)[-2:]


def _symbol(segment: Segment, printed: _Printed) -> Symbol | None:
    """The symbol that title and header give together: the header's series, the title's number, the letter."""
    titled = symbol_of(segment.named, segment.organ) if segment.named else None
    if titled is not None:
        titled = printed.of_number(titled) or titled
    elif not segment.letter:
        titled = printed.first
    if titled is None:
        return None
    if segment.letter:
        return Symbol(titled.prefix, titled.session, titled.number, segment.letter, titled.bracketed)
    return titled


def _own(
    segments: list[Segment], symbols: list[Symbol | None], blocks: list[Block], language: Words, hint: Symbol | None
) -> list[int]:
    """The indexes of the segments that are the source's own."""
    if len(segments) == 1:
        return [0]
    if hint is not None:
        same = [i for i, symbol in enumerate(symbols) if symbol is not None and _is_named(symbol, hint)]
        if not same:
            same = [i for i in range(len(segments)) if _is_alike(segments[i], symbols[i], hint)][:1]
        if not same:
            same = [i for i in range(len(segments)) if _is_by_place(i, segments, symbols, hint)][:1]
        if same:
            return same
    return [i for i, segment in enumerate(segments) if symbols[i] and _is_whole(i, segments, segment, blocks, language)]


def _is_named(symbol: Symbol, hint: Symbol) -> bool:
    return ((symbol.session, symbol.number) == (hint.session, hint.number) and hint.letter in ("", symbol.letter)) or (
        symbol == hint
    )


def _is_alike(segment: Segment, symbol: Symbol | None, hint: Symbol) -> bool:
    """Whether a scan's spelling of the number may be that of the file's name: one side right, the other nearly."""
    if segment.named is None:
        return False
    wanted = re.sub(r"\W", "", hint.short).lower()
    spelled = re.sub(r"\W", "", segment.named.symbol).lower()
    digits = re.match(r"\d+", spelled)
    same_number = bool(digits) and hint.bracketed and digits is not None and digits[0] == hint.number
    return same_number or SequenceMatcher(None, wanted, spelled, autojunk=False).ratio() >= 0.85


def _is_by_place(index: int, segments: list[Segment], symbols: list[Symbol | None], hint: Symbol) -> bool:
    """Whether a segment without a symbol stands next to the number before or after the one the file is named for."""
    if symbols[index] is not None or not hint.number.isdecimal():
        return False
    before = symbols[index - 1] if index else None
    after = symbols[index + 1] if index + 1 < len(symbols) else None
    near = [(before, -1), (after, 1)]
    return any(s is not None and s.number.isdecimal() and int(s.number) == int(hint.number) + step for s, step in near)


def _is_whole(index: int, segments: list[Segment], segment: Segment, blocks: list[Block], language: Words) -> bool:
    if index + 1 < len(segments):
        return True
    return any(is_closing(block, language) for block in blocks[segment.body : segment.last])


def _settle_symbol(
    index: int, segments: list[Segment], symbols: list[Symbol | None], hint: Symbol | None
) -> tuple[Symbol | None, list[Warning]]:
    symbol = symbols[index]
    if hint is None:
        return symbol, []
    if symbol is None:
        message = f"The text shows no symbol; {hint} is taken from the file's name."
        return hint, [Warning("symbol-from-file-name", message)]
    if _is_named(symbol, hint):
        return symbol, []
    if not hint.session and not symbol.session and re.findall(r"\d+", str(hint)) == re.findall(r"\d+", str(symbol)):
        return hint, []  # the text prints the number alone; how the organ's series begins is known from the name
    if len(segments) == 1 and _is_misprint(symbol, hint):
        message = f"The title prints {symbol.short}; read as {hint}, one digit off, after the file's name."
        return hint, [Warning("title-number-differs", message)]
    if len(segments) > 1 and _is_alike(segments[index], symbol, hint):
        message = f"The title spells {symbol}; read as {hint} after the file's name."
        return hint, [Warning("symbol-from-file-name", message)]
    return symbol, [Warning("file-name-differs", f"The text is {symbol}; the file's name says {hint}.")]


def _is_misprint(symbol: Symbol, hint: Symbol) -> bool:
    """Whether a Council's title has one digit wrong.

    The Human Rights Council prints the document's symbol in a header of its own, which text extraction loses, and some
    of its French titles have a wrong digit (32/34 for 32/24). The Assembly's title number is its symbol: never here.
    """
    same = (symbol.prefix, symbol.session) == (hint.prefix, hint.session) and symbol.body == "HRC"
    one, other = symbol.number, hint.number
    return same and len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _region(index: int, segments: list[Segment], blocks: list[Block]) -> Span:
    """The raw range of a segment: from its first block to the next segment's, to both ends for the outer ones."""
    segment = segments[index]
    start = 0 if index == 0 else blocks[segment.first].start
    end = blocks[segment.last].start if segment.last < len(blocks) else (1 << 62)
    return Span(start, end)
