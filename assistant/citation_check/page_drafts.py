"""A draft as PDF or HTML: its paragraphs without page furniture, its footnotes tied to their superscript marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.errors import DraftError
from index.errors import UnreadableSource
from index.readers import read_bytes
from index.readers.source import SourceText, StyleKind
from index.resolution import Span

_ENDS = re.compile(r"[.;:?!»”)\]]\s*$")


def text_of_pages(data: bytes, name: str, suffix: str) -> str:
    """The words of a file as plain text: a line for each paragraph, marks of notes as `[1]`, the notes at the end.

    A paragraph that a page break cut is joined again. Raises DraftError where the file cannot be read.
    """
    try:
        source = read_bytes(name if name.lower().endswith(suffix) else f"{name}{suffix}", data)
    except UnreadableSource as error:
        raise DraftError(error.message, hint=error.hint) from error
    notes = _spans(source, StyleKind.FOOTNOTE_BODY)
    body = "\n\n".join(_joined(_without(source, [*notes, *_spans(source, StyleKind.FURNITURE)])))
    feet = [_flat(note) for span in notes for note in _notes(source, span)]
    return "\n\n".join([_with_glued_marks(body, feet), *feet] if feet else [_with_listed_notes(body)])


def _spans(source: SourceText, kind: StyleKind) -> list[Span]:
    return [style.span for style in source.styles if style.kind is kind]


def _without(source: SourceText, left_out: Sequence[Span]) -> list[str]:
    """The paragraphs of the text without these spans; "" stands where something was left out."""
    text, at = [], 0
    for span in sorted(left_out, key=lambda one: one.start):
        text += [_marked(source, at, span.start), "\n\n\n\n"]
        at = max(at, span.end)
    text.append(_marked(source, at, len(source.text)))
    return [_flat(paragraph) for paragraph in re.split(r"\n\n", "".join(text))]


def _joined(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs, halves that something left out had parted made one."""
    whole: list[str] = []
    parted = False
    for paragraph in paragraphs:
        if not paragraph:
            parted = True
        elif parted and whole and not _ENDS.search(whole[-1]) and paragraph[:1].islower():
            whole[-1] = f"{whole[-1]} {paragraph}"
            parted = False
        else:
            whole.append(paragraph)
            parted = False
    return whole


def _notes(source: SourceText, span: Span) -> list[str]:
    """The footnotes of one page's foot: each begins with its mark at the start of a line."""
    marked = re.sub(r"(?m)^\s*(\d{1,3})\s?(?=[^\W\d])", r"[\1] ", _marked(source, span.start, span.end))
    return [note for note in re.split(r"\n+(?=\[\d{1,3}\])", marked) if note.strip()]


def _with_glued_marks(body: str, notes: Sequence[str]) -> str:
    """The body with `[1]` also for marks that are no raised figures but small glyphs: `mer ».1`."""
    at = 0
    for mark in (found[1] for note in notes if (found := re.match(r"\[(\d{1,3})\]", note))):
        if (there := body.find(f"[{mark}]", at)) >= 0:
            at = there
        elif glued := re.compile(rf"(?<=[^\W\d_]|[»”\".,;:)!?]){mark}(?![\d/]|[.,]\d)").search(body, at):
            body = f"{body[: glued.start()]}[{mark}]{body[glued.end() :]}"
            at = glued.start()
    return body


def _with_listed_notes(body: str) -> str:
    """The body with the numbered list that ends it, if its numbers are all marks in the text, made notes: `[1] …`."""
    paragraphs = body.split("\n\n")
    at = len(paragraphs)
    while at and (found := re.match(r"(\d{1,3})\. ", paragraphs[at - 1])) and f"[{found[1]}]" in body:
        at -= 1
    notes = [re.sub(r"^(\d{1,3})\. ", r"[\1] ", note) for note in paragraphs[at:]]
    return "\n\n".join([*paragraphs[:at], *notes])


def _marked(source: SourceText, start: int, end: int) -> str:
    """The text between two offsets, superscript numbers as `[1]`."""
    text, at = "", start
    for span in _spans(source, StyleKind.SUPERSCRIPT):
        mark = source.text[span.start : span.end].strip()
        if at <= span.start and span.end <= end and re.fullmatch(r"\d{1,3}", mark):
            text += source.text[at : span.start] + f"[{mark}]"
            at = span.end
    return text + source.text[at:end]


def _flat(text: str) -> str:
    return " ".join(text.split())
