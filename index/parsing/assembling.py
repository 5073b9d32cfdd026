"""Drafts, marks and header made into a Resolution whose spans account for every raw character."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from index.parsing.drafts import Doubt, Draft, Reading, Role
from index.parsing.header import Header
from index.parsing.marks import Mark
from index.parsing.measure import Measure
from index.parsing.notes import NoteBody
from index.readers.source import SourceText, StyleKind
from index.resolution import (
    Footnote,
    HeaderField,
    Kind,
    Paragraph,
    Resolution,
    Source,
    Span,
    Vote,
    Warning,
    derive_text,
)
from index.symbols import Locator, Symbol

_PUNCTUATION = ",.)"


@dataclass(slots=True)
class Parts:
    """What one resolution is made of, before it is a Resolution."""

    symbol: Symbol
    language: str
    header: Header
    drafts: list[Draft]
    reading: Reading
    marks: list[Mark]
    notes: list[NoteBody]
    vote: Vote | None = None
    warnings: list[Warning] = field(default_factory=list)


class Cuts:
    """Raw ranges taken out of the text they stand in: markup of the format, footnote marks."""

    def __init__(self, source: SourceText) -> None:
        self.markup = [style.span for style in source.styles if style.kind is StyleKind.MARKUP]
        self.italics = [style.span for style in source.styles if style.kind is StyleKind.ITALIC]
        self.superscripts = [style.span for style in source.styles if style.kind is StyleKind.SUPERSCRIPT]

    def is_markup(self, span: Span, raw: str) -> bool:
        """Whether a range is nothing but markup of the format."""
        return bool(self.markup) and not raw[span.start : span.end].strip("*^{} ") and bool(_within(self.markup, span))

    def clean(self, spans: list[Span], more: list[Span], raw: str) -> tuple[Span, ...]:
        """`spans` without markup and without the ranges `more`, each trimmed of nothing but empty pieces."""
        pieces: list[Span] = []
        for span in spans:
            inside = _within(self.markup, span) if self.markup else []
            if more:
                inside = sorted([*inside, *_within(more, span)])
            start = span.start
            for cut in inside:
                if cut.start > start:
                    pieces.append(Span(start, cut.start))
                start = max(start, cut.end)
            if span.end > start:
                pieces.append(Span(start, span.end))
        return tuple(piece for piece in pieces if not raw[piece.start : piece.end].isspace())


def _within(cuts: list[Span], span: Span) -> list[Span]:
    first = bisect_left(cuts, Span(span.start, -1))
    found = []
    for index in range(max(0, first - 1), len(cuts)):
        cut = cuts[index]
        if cut.start >= span.end:
            break
        if cut.end > span.start:
            found.append(Span(max(cut.start, span.start), min(cut.end, span.end)))
    return found


def assemble(parts: Parts, source: SourceText, cuts: Cuts) -> Resolution:
    """The resolution with its footnotes bound; what of the source it does not hold is not dropped yet."""
    raw = source.text
    bound = _bind(parts)
    paragraphs = tuple(_paragraph(draft, parts, bound.get(id(draft), []), raw, cuts) for draft in parts.drafts)
    ids = {id(draft): paragraph.id for draft, paragraph in zip(parts.drafts, paragraphs, strict=True)}
    loose = _loose_notes(parts, bound, raw, cuts)
    fields = _fields(parts.header.fields, cuts, raw)
    header = parts.header
    return Resolution(
        symbol=parts.symbol,
        language=parts.language,
        title=header.title,
        source=Source(source.path, source.sha256, source.format, source.pages),
        paragraphs=paragraphs,
        adopted=header.adopted,
        issued=header.issued,
        meeting=header.meeting,
        agenda_item=header.agenda_item,
        report=header.report,
        report_text=header.report_text,
        vote=_clean_vote(parts.vote, cuts, raw),
        fields=fields,
        footnotes=loose,
        warnings=(
            *source.warnings,
            *parts.warnings,
            *_warnings(parts.reading.doubts, ids),
            *_note_warnings(parts, bound, loose),
        ),
    )


def _fields(fields: list[HeaderField], cuts: Cuts, raw: str) -> tuple[HeaderField, ...]:
    """The fields with their text derived, those of one name put together where they follow each other."""
    groups: list[tuple[str, list[Span]]] = []
    for found in fields:
        if groups and groups[-1][0] == found.name:
            groups[-1][1].extend(found.spans)
        else:
            groups.append((found.name, list(found.spans)))
    cleaned = [(name, cuts.clean(spans, [], raw)) for name, spans in groups]
    return tuple(HeaderField(name, derive_text(raw, spans), spans) for name, spans in cleaned if spans)


def _clean_vote(vote: Vote | None, cuts: Cuts, raw: str) -> Vote | None:
    if vote is None:
        return None
    spans = cuts.clean(list(vote.spans), [], raw)
    return Vote(
        vote.in_favour,
        vote.against,
        vote.abstaining,
        vote.states_in_favour,
        vote.states_against,
        vote.states_abstaining,
        derive_text(raw, spans),
        spans,
    )


# -- footnotes ---


def _bind(parts: Parts) -> dict[int, list[tuple[Mark, NoteBody | None, bool]]]:
    """For each draft its marks with the body each refers to, and whether it is the first to refer to it."""
    by_mark: dict[str, list[NoteBody]] = {}
    for note in parts.notes:
        by_mark.setdefault(note.mark, []).append(note)
    used: set[int] = set()
    bound: dict[int, list[tuple[Mark, NoteBody | None, bool]]] = {}
    for mark in parts.marks:
        body = _nearest(by_mark.get(mark.mark, []), mark)
        first = body is not None and id(body) not in used
        used.add(id(body))
        bound.setdefault(id(mark.draft), []).append((mark, body, first))
    return bound


def _nearest(bodies: list[NoteBody], mark: Mark) -> NoteBody | None:
    """The body nearest to its mark, of those in order: an annex may count its footnotes from 1 again."""
    place = mark.span.start
    index = bisect_left(bodies, place, key=_start_of_body)
    return min(bodies[max(0, index - 1) : index + 1], key=lambda body: abs(_start_of_body(body) - place), default=None)


def _start_of_body(body: NoteBody) -> int:
    return body.spans[0].start


def _footnote(mark: Mark, body: NoteBody | None, first: bool, measure: Measure, raw: str, cuts: Cuts) -> Footnote:
    spans = cuts.clean(body.spans, [], raw) if body is not None else ()
    text = derive_text(raw, spans)
    return Footnote(mark.mark, text, measure.upto(mark.span.start), spans if first else (), mark.span)


def _loose_notes(
    parts: Parts, bound: dict[int, list[tuple[Mark, NoteBody | None, bool]]], raw: str, cuts: Cuts
) -> tuple[Footnote, ...]:
    used = {id(body) for group in bound.values() for _, body, _ in group if body is not None}
    loose = []
    for body in parts.notes:
        if id(body) not in used:
            spans = cuts.clean(body.spans, [], raw)
            loose.append(Footnote(body.mark, derive_text(raw, spans), 0, spans))
    return tuple(loose)


def _note_warnings(
    parts: Parts, bound: dict[int, list[tuple[Mark, NoteBody | None, bool]]], loose: tuple[Footnote, ...]
) -> list[Warning]:
    bare = sorted(
        {mark.mark for group in bound.values() for mark, body, _ in group if body is None}, key=lambda m: (len(m), m)
    )
    warnings = []
    if bare:
        message = f"The source does not print the text of {len(bare)} footnotes: {', '.join(bare[:20])}."
        warnings.append(Warning("footnote-text-missing", message))
    for note in loose:
        if not note.mark.startswith("*"):
            message = f"The mark of footnote {note.mark or '(without number)'} was not found in the text."
            warnings.append(Warning("footnote-unbound", message, note.spans[0] if note.spans else None))
    return warnings


# -- paragraphs ---


def _paragraph(
    draft: Draft, parts: Parts, notes: list[tuple[Mark, NoteBody | None, bool]], raw: str, cuts: Cuts
) -> Paragraph:
    taken = sorted(_with_space(mark.span, draft, raw) for mark, _, _ in notes)
    spans = cuts.clean(draft.spans, taken, raw)
    text = derive_text(raw, spans)
    notes = sorted(notes, key=lambda note: note[0].span)
    measure = Measure(spans, raw)
    footnotes = tuple(_footnote(mark, body, first, measure, raw, cuts) for mark, body, first in notes)
    label = cuts.clean([draft.label], [], raw) if draft.label else ()
    return Paragraph(
        locator=Locator(parts.symbol, draft.steps),
        kind=_kind(draft),
        number=_number(draft),
        text=text,
        spans=spans,
        level=len(draft.path) if draft.role is Role.SUB else 0,
        printed_number=draft.printed,
        label=Span(label[0].start, label[-1].end) if label else None,
        emphasis=_emphasis(spans, text, raw, cuts),
        heading=draft.heading,
        footnotes=footnotes,
    )


def _with_space(mark: Span, draft: Draft, raw: str) -> Span:
    """The range to cut for a mark: with the space before it, and with that behind it before a comma or full stop."""
    owner = draft.spans[bisect_right(draft.spans, mark.start, key=lambda span: span.start) - 1]
    start, end = mark
    while start > owner.start and raw[start - 1] in " \t":
        start -= 1
    after = end
    while after < owner.end and raw[after] in " \t":
        after += 1
    if after > end and after < owner.end and raw[after] in _PUNCTUATION:
        end = after
    if start == owner.start:
        start = mark.start
    return Span(start, end)


def _kind(draft: Draft) -> Kind:
    if draft.role is Role.HEADING:
        return Kind.HEADING
    if draft.part:
        return Kind.ANNEX
    top = draft.parent or draft
    return Kind.PREAMBULAR if top.role is Role.PREAMBULAR else Kind.OPERATIVE


def _number(draft: Draft) -> str:
    if draft.role is Role.SUB and draft.path:
        return draft.path[-1]
    return str(draft.value) if draft.role in (Role.NUMBERED, Role.PREAMBULAR) and draft.value else ""


def _emphasis(spans: tuple[Span, ...], text: str, raw: str, cuts: Cuts) -> tuple[Span, ...]:
    """The italic runs inside `spans`, as offsets into `text`."""
    found = []
    if not cuts.italics or not spans:
        return ()
    measure = Measure(spans, raw)
    for italic in _within(cuts.italics, Span(spans[0].start, spans[-1].end)):
        first = bisect_right(spans, italic.start, key=lambda span: span.end)
        last = bisect_left(spans, italic.end, key=lambda span: span.start)
        inside = [Span(max(s.start, italic.start), min(s.end, italic.end)) for s in spans[first:last]]
        inside = [s for s in inside if s.end > s.start and not raw[s.start : s.end].isspace()]
        if inside:
            start = measure.upto(inside[0].start)
            while start < len(text) and text[start] == " ":
                start += 1
            found.append(Span(start, measure.upto(inside[-1].end)))
    return tuple(span for span in found if span.end > span.start)


def _warnings(doubts: list[Doubt], ids: dict[int, str]) -> list[Warning]:
    return [Warning(d.code, d.message, d.span, ids.get(id(d.draft)) if d.draft is not None else None) for d in doubts]
