"""What a brief is made of: quotations, references, headings and the user's own words."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Literal

from index.errors import SymbolError
from index.resolution import Span
from index.symbols import Locator

CUT = "[…]"
LEFT_OFF = " \u00a0\u202f;,:"
"""What a quotation printed at the end of its paragraph leaves off."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph in a quotation: its `text` when taken, and the `spans` of it that are quoted, in order.

    `emphasis` are the italic runs of `text`, `notes` whether the source has footnotes to it.
    """

    id: str
    text: str
    spans: tuple[Span, ...]
    level: int = 0
    printed_number: str | None = None
    emphasis: tuple[Span, ...] = ()
    notes: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """A quotation in one language: the paragraph and, for a whole one, its sub-paragraphs; the source as it was."""

    language: str
    passages: tuple[Passage, ...]
    sha256: str
    path: str
    taken: dt.date

    @property
    def whole(self) -> bool:
        """Whether every character of its passages is quoted."""
        return all(passage.spans == (Span(0, len(passage.text)),) for passage in self.passages)

    @property
    def words(self) -> str:
        """The quoted words as plain text, cuts shown as « […] », a line for each paragraph."""
        return "\n".join(shown(passage) for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of one paragraph, in one language or in several side by side (the first is the brief's own)."""

    key: str
    id: str
    versions: tuple[Version, ...]
    type: Literal["quotation"] = "quotation"


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference alone."""

    key: str
    id: str
    type: Literal["mention"] = "mention"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the brief."""

    key: str
    text: str
    level: int = 1
    type: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Note:
    """The user's own words. `[[A/RES/62/27#op8]]` in them becomes a footnote there."""

    key: str
    text: str
    type: Literal["note"] = "note"


Item = Quotation | Mention | Heading | Note


def new_key() -> str:
    """A key for a brief or an item: eight hexadecimal digits."""
    return secrets.token_hex(4)


def shown(passage: Passage) -> str:
    """The quoted words of a passage with its cuts: « […] solliciter les vues […] »."""
    return "".join(text for text, _ in runs(passage))


def runs(passage: Passage) -> list[tuple[str, bool]]:
    """The quoted words of a passage as runs (text, italic); the marks of cuts are runs of their own."""
    given: list[tuple[str, bool]] = []
    last_end = 0
    for span in passage.spans:
        left_out = passage.text[last_end : span.start].strip()
        if left_out:
            given.append((f" {CUT} " if given else f"{CUT} ", False))
        given += _emphasised(passage, span)
        last_end = span.end
    # The stop or semicolon that a quotation may leave out is no cut.
    if passage.text[last_end:].strip(" \u00a0\u202f;,.:"):
        given.append((f" {CUT}", False))
    return given


def cited_symbols(item: Item) -> list[str]:
    """The symbols of the resolutions an item cites, in order."""
    return [cited_id.partition("#")[0] for cited_id in cited_ids(item)]


def cited_ids(item: Item) -> list[str]:
    """The paragraph ids an item cites, in order; marks of a note that are no ids are its own words."""
    match item:
        case Quotation() | Mention():
            return [item.id]
        case Note():
            return [cited_id for _, cited_id in note_parts(item.text) if cited_id and is_id(cited_id)]
        case Heading():
            return []


def is_id(text: str) -> bool:
    """Whether a text is a symbol or paragraph id."""
    try:
        Locator.parse(text)
    except SymbolError:
        return False
    return True


def note_parts(text: str) -> list[tuple[str, str | None]]:
    """The user's words cut at their marks: each stretch with the id cited right after it, or None at the end."""
    parts: list[tuple[str, str | None]] = []
    rest = text
    while (begin := rest.find("[[")) >= 0 and (end := rest.find("]]", begin)) >= 0:
        parts.append((rest[:begin], rest[begin + 2 : end].strip()))
        rest = rest[end + 2 :]
    return [*parts, (rest, None)] if rest or not parts else parts


def _emphasised(passage: Passage, span: Span) -> list[tuple[str, bool]]:
    given = []
    at = span.start
    for start, end in passage.emphasis:
        if end <= at or start >= span.end:
            continue
        start, end = max(start, at), min(end, span.end)
        if start > at:
            given.append((passage.text[at:start], False))
        given.append((passage.text[start:end], True))
        at = end
    if at < span.end:
        given.append((passage.text[at : span.end], False))
    return given
