"""The JSON of a resolution, as `alinea show --json` prints it and the catalogue keeps it (DESIGN: stable contract)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from index.resolution import (
    Dropped,
    Due,
    Footnote,
    HeaderField,
    Kind,
    Paragraph,
    Reference,
    Resolution,
    Source,
    Span,
    Vote,
    Warning,
)
from index.symbols import Locator, Symbol

Json = dict[str, Any]


def resolution_to_json(resolution: Resolution) -> Json:
    """The JSON document of one resolution; `resolution_from_json` gives the resolution back."""
    return {
        "symbol": str(resolution.symbol),
        "body": resolution.body,
        "session": resolution.session,
        "number": resolution.symbol.short,
        "title": resolution.title,
        "language": resolution.language,
        "adopted": _iso(resolution.adopted),
        "issued": _iso(resolution.issued),
        "meeting": resolution.meeting,
        "agenda_item": resolution.agenda_item,
        "report": resolution.report,
        "report_text": resolution.report_text,
        "vote": _vote_to_json(resolution.vote) if resolution.vote else None,
        "source": {
            "path": resolution.source.path,
            "sha256": resolution.source.sha256,
            "format": resolution.source.format,
            "pages": _lists(resolution.source.pages),
        },
        "paragraphs": [paragraph_to_json(p) for p in resolution.paragraphs],
        "footnotes": [_footnote_to_json(f) for f in resolution.footnotes],
        "fields": [{"name": f.name, "text": f.text, "spans": _lists(f.spans)} for f in resolution.fields],
        "dropped": [{"reason": d.reason, "span": list(d.span)} for d in resolution.dropped],
        "warnings": [
            {"code": w.code, "message": w.message, "span": list(w.span) if w.span else None, "paragraph": w.paragraph}
            for w in resolution.warnings
        ],
    }


def resolution_from_json(data: Json) -> Resolution:
    """The resolution that `resolution_to_json` wrote. Raises KeyError on a foreign document."""
    source = data["source"]
    return Resolution(
        symbol=Symbol.parse(data["symbol"]),
        language=data["language"],
        title=data["title"],
        source=Source(source["path"], source["sha256"], source["format"], _spans(source["pages"])),
        paragraphs=tuple(paragraph_from_json(p) for p in data["paragraphs"]),
        adopted=_date(data["adopted"]),
        issued=_date(data["issued"]),
        meeting=data["meeting"],
        agenda_item=data["agenda_item"],
        report=data["report"],
        report_text=data["report_text"],
        vote=_vote_from_json(data["vote"]) if data["vote"] else None,
        fields=tuple(HeaderField(f["name"], f["text"], _spans(f["spans"])) for f in data["fields"]),
        dropped=tuple(Dropped(d["reason"], Span(*d["span"])) for d in data["dropped"]),
        warnings=tuple(
            Warning(w["code"], w["message"], Span(*w["span"]) if w["span"] else None, w["paragraph"])
            for w in data["warnings"]
        ),
        footnotes=tuple(_footnote_from_json(f) for f in data["footnotes"]),
    )


def paragraph_to_json(paragraph: Paragraph) -> Json:
    """The JSON object of one paragraph."""
    return {
        "id": paragraph.id,
        "kind": paragraph.kind.value,
        "number": paragraph.number,
        "printed_number": paragraph.printed_number,
        "level": paragraph.level,
        "text": paragraph.text,
        "action": paragraph.action,
        "act": paragraph.act,
        "addressees": list(paragraph.addressees),
        "heading": list(paragraph.heading),
        "footnotes": [_footnote_to_json(f) for f in paragraph.footnotes],
        "references": [
            {"symbol": r.symbol, "paragraph": r.paragraph, "start": r.start, "end": r.end, "footnote": r.footnote}
            for r in paragraph.references
        ],
        "due": [
            {"text": d.text, "start": d.start, "end": d.end, "session": d.session, "date": d.date, "every": d.every}
            for d in paragraph.due
        ],
        "spans": _lists(paragraph.spans),
        "label": list(paragraph.label) if paragraph.label else None,
        "emphasis": _lists(paragraph.emphasis),
    }


def paragraph_from_json(data: Json) -> Paragraph:
    """The paragraph that `paragraph_to_json` wrote."""
    return Paragraph(
        locator=Locator.parse(data["id"]),
        kind=Kind(data["kind"]),
        number=data["number"],
        text=data["text"],
        spans=_spans(data["spans"]),
        level=data["level"],
        printed_number=data["printed_number"],
        label=Span(*data["label"]) if data["label"] else None,
        emphasis=_spans(data["emphasis"]),
        heading=tuple(data["heading"]),
        footnotes=tuple(_footnote_from_json(f) for f in data["footnotes"]),
        action=data["action"],
        act=data["act"],
        addressees=tuple(data["addressees"]),
        references=tuple(Reference(**r) for r in data["references"]),
        due=tuple(Due(**d) for d in data["due"]),
    )


def _footnote_to_json(note: Footnote) -> Json:
    return {
        "mark": note.mark,
        "text": note.text,
        "offset": note.offset,
        "spans": _lists(note.spans),
        "mark_span": list(note.mark_span) if note.mark_span else None,
    }


def _footnote_from_json(data: Json) -> Footnote:
    mark_span = Span(*data["mark_span"]) if data["mark_span"] else None
    return Footnote(data["mark"], data["text"], data["offset"], _spans(data["spans"]), mark_span)


def _vote_to_json(vote: Vote) -> Json:
    return {
        "in_favour": vote.in_favour,
        "against": vote.against,
        "abstaining": vote.abstaining,
        "states_in_favour": list(vote.states_in_favour),
        "states_against": list(vote.states_against),
        "states_abstaining": list(vote.states_abstaining),
        "text": vote.text,
        "spans": _lists(vote.spans),
    }


def _vote_from_json(data: Json) -> Vote:
    return Vote(
        data["in_favour"],
        data["against"],
        data["abstaining"],
        tuple(data["states_in_favour"]),
        tuple(data["states_against"]),
        tuple(data["states_abstaining"]),
        data["text"],
        _spans(data["spans"]),
    )


def _lists(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(s) for s in spans]


def _spans(lists: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in lists)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
