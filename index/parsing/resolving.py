"""One chosen segment read from end to end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from index.parsing.assembling import Cuts, Parts, assemble
from index.parsing.body import BodyReader
from index.parsing.choosing import Choice
from index.parsing.drafts import Draft, Role
from index.parsing.header import Header, looks_like_text, read_closing, read_header
from index.parsing.labels import number_label
from index.parsing.leftovers import Leftovers
from index.parsing.lines import Line, Page
from index.parsing.marks import Mark, find_marks
from index.parsing.notes import NoteBody
from index.parsing.settling import settle
from index.parsing.votes import read_vote
from index.readers.source import SourceText
from index.resolution import Resolution, Span, Warning

_Thing = TypeVar("_Thing", Line, NoteBody)


@dataclass(frozen=True, slots=True)
class Material:
    """What was found in the source as a whole."""

    source: SourceText
    page: Page
    scattered: list[Line]
    """The lines of a document's header that a page layout scattered over the text."""
    notes: list[NoteBody]
    cuts: Cuts


def resolve(choice: Choice, material: Material, rest: Leftovers) -> Resolution:
    """The resolution of a choice; `rest` is what the source holds beside the choices of its stream."""
    segment, blocks = choice.segment, choice.blocks
    header = Header()
    reasons: dict[int, str] = {}
    foreign = _header(choice, material, header)
    for line in foreign:
        reasons[line.start] = "neighbour"
    early = blocks[segment.early : segment.opening] if segment.early is not None else []
    reader = BodyReader(early + blocks[segment.body : segment.last], choice.language)
    reading = reader.read()
    if reader.closing:
        read_closing(reader.closing, choice.language, header)
    drafts = settle(reading)
    warnings = list(choice.warnings)
    warnings += _cut_off(choice, reader.misplaced, reader.strays, foreign, reasons)
    notes = _within(material.notes, choice.region, lambda note: note.spans[0].start)
    marks = _marks(choice, material, drafts, notes, header)
    vote = read_vote(reader.votes or _vote_in_closing(reader.closing, choice), choice.language)
    if vote is not None and not reader.votes:
        vote = None if vote.in_favour is None else replace(vote, spans=())
    parts = Parts(
        choice.symbol,
        choice.language.language,
        header,
        drafts,
        reading,
        marks,
        notes,
        vote,
        [*warnings, *_doubts(header, reader, drafts)],
    )
    return rest.drop(assemble(parts, material.source, material.cuts), choice.region, reasons)


def _header(choice: Choice, material: Material, header: Header) -> list[Line]:
    segment = choice.segment
    region = choice.region
    shared = segment.title is not None and segment.title < segment.first
    if shared:
        region = Span(0 if segment.base == 0 else choice.blocks[segment.base].start, region.end)
    scattered = _within(material.scattered, region, lambda line: line.start)
    if shared:
        return _shared_header(choice, scattered, header)
    first = 0 if choice.region.start == 0 else segment.first
    return read_header(choice.blocks, scattered, segment, choice.language, first, header)


def _shared_header(choice: Choice, scattered: list[Line], header: Header) -> list[Line]:
    """The header of a composite's later letter: that above the common title, and the letter's own line and title."""
    segment = choice.segment
    title = segment.title if segment.title is not None else segment.base
    head = replace(segment, opening=None, letter_at=None, body=title + 1)
    foreign = read_header(choice.blocks, scattered, head, choice.language, segment.base, header)
    blocks = choice.blocks[segment.first : segment.opening]
    own = [line for block in blocks if number_label(block.text, -1) is None for line in block.lines]
    foreign += [line for block in blocks if number_label(block.text, -1) is not None for line in block.lines]
    header.add("title", own)
    header.title = " ".join([header.title, *(line.text for line in own if len(line.text) > 3)]).strip()
    if segment.opening is not None:
        header.add("opening", choice.blocks[segment.opening].lines)
    return foreign


def _cut_off(
    choice: Choice,
    misplaced: list[Line],
    strays: list[Line],
    foreign: list[Line],
    reasons: dict[int, str],
) -> list[Warning]:
    """Give each line that was read and is not this resolution's its reason; say what was cut off."""
    warnings: list[Warning] = []
    for line in strays:
        reasons[line.start] = "stray mark"
    for line in misplaced:
        reasons[line.start] = "neighbour" if looks_like_text(line) else "after the end"
    cut = [line for line in [*foreign, *misplaced] if reasons[line.start] == "neighbour"]
    if choice.others:
        warnings.append(Warning("neighbour-cut", f"Neighbours cut off: {choice.others}."))
    if cut:
        size = sum(len(line.text) for line in cut)
        message = f"Text of a neighbour cut off: {size} characters, beginning “{cut[0].text[:60]}”."
        warnings.append(Warning("neighbour-cut", message, Span(cut[0].start, cut[0].end)))
    return warnings


def _within(things: list[_Thing], region: Span, start: Callable[[_Thing], int]) -> list[_Thing]:
    """Those of `things`, in order of place, that start in a region."""
    return things[bisect_left(things, region.start, key=start) : bisect_left(things, region.end, key=start)]


def _marks(
    choice: Choice, material: Material, drafts: list[Draft], notes: list[NoteBody], header: Header
) -> list[Mark]:
    digits = [f.text for f in header.fields if f.name in ("title", "opening", "adopted")]
    before = 0
    for text in digits:
        tail = text.rstrip(" .,").rsplit(" ", 1)[-1]
        if tail.isdecimal() and int(tail) == before + 1:
            before = int(tail)
    raw = material.source.text
    superscripts = material.cuts.superscripts
    return find_marks(raw, drafts, superscripts, notes, choice.language, before, below=material.page.wrapped)


def _vote_in_closing(lines: list[Line], choice: Choice) -> list[Line]:
    return [line for line in lines if choice.language.adopted_close.match(line.folded)]


def _doubts(header: Header, reader: BodyReader, drafts: list[Draft]) -> list[Warning]:
    warnings = []
    if not header.title:
        warnings.append(Warning("title-missing", "No title was found."))
    if header.scrambled:
        warnings.append(
            Warning("title-scrambled", f"The lines of the title stood in another order; read as “{header.title}”.")
        )
    last = next((d for d in reversed(drafts) if d.role is not Role.HEADING), None)
    if not reader.closed and (last is None or not last.text.rstrip('0123456789 »”"').endswith((".", ".]"))):
        warnings.append(Warning("end-missing", "The closing lines were not found: the text may be cut off."))
    if not drafts:
        warnings.append(Warning("no-paragraphs", "No paragraph was found."))
    return warnings
