"""What a parsed resolution is: frozen records, no I/O.

A paragraph is (kind, number, spans) over the raw text of its source; its text is derived from the spans by
`derive_text` and by nothing else. Every raw character but white space lies in exactly one span of a resolution: of a
paragraph (text or label), a footnote (mark or body), a header field, a heading, or `dropped` with a reason.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from index.symbols import Locator, Symbol


class Kind(StrEnum):
    """What part of a resolution a paragraph belongs to."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    ANNEX = "annex"
    HEADING = "heading"


class Span(NamedTuple):
    """Half-open range of character offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Warning:
    """A doubt of the reader or parser. `code` is stable (`numbering-gap`), `message` a sentence in English."""

    code: str
    message: str
    span: Span | None = None
    paragraph: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Raw characters that are not text of the resolution, and why (`page furniture`, `neighbour`, `markup`, …)."""

    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A document cited in a paragraph. `start`/`end` are offsets into the paragraph's text, or into the text of the
    footnote whose mark is `footnote`. `symbol` is canonical; `paragraph` is the cited place in it, as an id path
    (`op5`, `annex.p8`) for a resolution, as printed (`par. 83`) for another document, or None."""

    symbol: str
    paragraph: str | None
    start: int
    end: int
    footnote: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Something due: `text` as printed at `start`/`end`; `session` (63), `date` (ISO, may be `2017-09`) or `every`
    (`annual`, `biennial`) as understood, whichever the words give."""

    text: str
    start: int
    end: int
    session: int | None = None
    date: str | None = None
    every: str | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote. `offset` is where its mark stood in the paragraph's text; `spans` are its body in the raw text."""

    mark: str
    text: str
    offset: int
    spans: tuple[Span, ...] = ()
    mark_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered or ordinal unit of a resolution.

    `number` is the last step of the number ("8", "a", "ii"; the computed ordinal in the preamble; "" for a sole
    unnumbered operative paragraph); `printed_number` is the label as printed ("8.", "a)"), None where none is printed.
    `label` is the raw span of the printed label, `emphasis` the italic runs as offsets into `text`. `heading` holds the
    section titles above it, outermost first. `action` is the verb or opening as printed, `act` its canonical name
    across languages ("requests"), `addressees` the canonical names of those it addresses.
    """

    locator: Locator
    kind: Kind
    number: str
    text: str
    spans: tuple[Span, ...]
    level: int = 0
    printed_number: str | None = None
    label: Span | None = None
    emphasis: tuple[Span, ...] = ()
    heading: tuple[str, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    action: str | None = None
    act: str | None = None
    addressees: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    due: tuple[Due, ...] = ()

    @property
    def id(self) -> str:
        """The stable id, e.g. `A/RES/62/27#op8.a`."""
        return str(self.locator)


@dataclass(frozen=True, slots=True)
class Vote:
    """A recorded vote. Counts are None where the source does not print them; the lists are names as printed."""

    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    states_in_favour: tuple[str, ...] = ()
    states_against: tuple[str, ...] = ()
    states_abstaining: tuple[str, ...] = ()
    text: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One line of the header or closing: its name (`adopted`, `report`, `opening`, `meeting`, …) and raw spans."""

    name: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a resolution was read from. `page` of a paragraph follows from `pages`, raw spans of the pages if known."""

    path: str
    sha256: str
    format: str = "text"
    pages: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution with exactly numbered paragraphs, in reading order, sub-paragraphs after their parent.

    `meeting` is the number of the plenary (or Council) meeting, `agenda_item` as printed ("98, h"), `report` the symbol
    of the committee report or draft it rests on, `report_text` the bracketed line as printed.
    """

    symbol: Symbol
    language: str
    title: str
    source: Source
    paragraphs: tuple[Paragraph, ...]
    adopted: dt.date | None = None
    issued: dt.date | None = None
    meeting: int | None = None
    agenda_item: str | None = None
    report: str | None = None
    report_text: str | None = None
    vote: Vote | None = None
    fields: tuple[HeaderField, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[Warning, ...] = ()
    footnotes: tuple[Footnote, ...] = field(default=())
    """Footnotes bound to no paragraph: those on the title, and those whose mark was not found (with a warning)."""

    @property
    def body(self) -> str:
        """The organ, as `Symbol.body`."""
        return self.symbol.body

    @property
    def session(self) -> int | None:
        """The session number, or the year for bodies that number by year."""
        return self.symbol.session_number

    def paragraph(self, locator: Locator) -> Paragraph | None:
        """The paragraph with this id, or None."""
        return next((p for p in self.paragraphs if p.locator == locator), None)

    def children(self, paragraph: Paragraph) -> tuple[Paragraph, ...]:
        """All sub-paragraphs of a paragraph, at any depth, in reading order."""
        return tuple(p for p in self.paragraphs if p is not paragraph and paragraph.locator.contains(p.locator))


def derive_text(raw: str, spans: Iterable[Span]) -> str:
    """The verbatim text of a paragraph: its spans in order, with layout (and nothing else) made plain.

    Guarantees: characters that are not white space are those of the spans, in order, unchanged; two spans whose gap
    holds a line break are joined by one space, others (an inline footnote mark or italic mark was cut out) directly;
    runs of white space other than no-break spaces become one space; no white space at the ends.
    """
    pieces: list[str] = []
    last_end: int | None = None
    for start, end in spans:
        if last_end is not None and "\n" in raw[last_end:start]:
            pieces.append(" ")
        pieces.append(raw[start:end])
        last_end = end
    return collapse("".join(pieces))


def collapse(text: str) -> str:
    """`text` with each run of breaking white space made one space, and none at the ends. No-break spaces stay."""
    return _BREAKING.sub(" ", text).strip(" ")


_BREAKING = re.compile("[^\\S\u00a0\u202f\u2007]+")
