"""The accounting invariant: every raw character that is not white space is in exactly one place of a resolution."""

from __future__ import annotations

from collections.abc import Iterator

from index.resolution import Resolution, Span


def claimed(resolution: Resolution) -> Iterator[tuple[str, Span]]:
    """Every raw range a resolution holds, with what it holds it as; `dropped:` ranges come with their reason."""
    for paragraph in resolution.paragraphs:
        yield from ((paragraph.kind.value, span) for span in paragraph.spans)
        if paragraph.label:
            yield "label", paragraph.label
        for note in paragraph.footnotes:
            yield from (("footnote", span) for span in note.spans)
            if note.mark_span:
                yield "footnote mark", note.mark_span
    for note in resolution.footnotes:
        yield from (("footnote", span) for span in note.spans)
        if note.mark_span:
            yield "footnote mark", note.mark_span
    for field in resolution.fields:
        yield from (("field", span) for span in field.spans)
    if resolution.vote:
        yield from (("vote", span) for span in resolution.vote.spans)
    yield from ((f"dropped: {dropped.reason}", dropped.span) for dropped in resolution.dropped)


def accounted(resolution: Resolution, raw: str) -> list[str]:
    """What breaks the invariant, as sentences; [] when it holds."""
    faults = []
    at, last_kind = 0, "the beginning"
    for kind, span in sorted(claimed(resolution), key=lambda pair: pair[1]):
        if not 0 <= span.start < span.end <= len(raw):
            faults.append(f"{kind} {tuple(span)} is no range of the text")
            continue
        if span.start < at:
            if raw[span.start : min(at, span.end)].strip():
                faults.append(f"{kind} {tuple(span)} overlaps {last_kind}: “{raw[span.start : span.start + 40]}”")
        elif lost := raw[at : span.start].strip():
            faults.append(f"nothing holds {at}-{span.start}: “{lost[:60]}”")
        at, last_kind = max(at, span.end), f"{kind} {tuple(span)}"
    if lost := raw[at:].strip():
        faults.append(f"nothing holds {at}-{len(raw)}: “{lost[:60]}”")
    return faults


def kept_and_dropped(resolution: Resolution, raw: str) -> dict[str, int]:
    """Characters that are not white space by what holds them."""
    counts: dict[str, int] = {}
    for kind, span in claimed(resolution):
        counts[kind] = counts.get(kind, 0) + sum(not c.isspace() for c in raw[span.start : span.end])
    return counts
