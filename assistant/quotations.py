"""Words of a quotation found again in their source, under the declared folding, with offsets into the source."""

from __future__ import annotations

import re
import unicodedata

from assistant.folding import fold
from index.resolution import Span

# Where words were left out: « […] », [...], (…), and a bare … or ... between spaces.
_CUT = re.compile(r"\s*(?:[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|(?<![\w.])(?:…|\.\s?\.\s?\.)(?![\w.]))\s*")


def locate(quotation: str, text: str, start: int = 0) -> Span | None:
    """Where the words stand in `text` at or after offset `start`, the declared folding apart; None where nowhere."""
    wanted = fold(quotation)
    if not wanted or wanted not in fold(text):  # the quick look before the exact one
        return None
    folded, spans = fold_with_spans(text)
    begin = next((i for i, span in enumerate(spans) if span.start >= start), len(spans))
    found = folded.find(wanted, begin)
    if found < 0:
        return None
    return Span(spans[found].start, spans[found + len(wanted) - 1].end)


def locate_parts(parts: list[str], text: str) -> list[Span] | None:
    """Where the parts of a cut quotation stand, one after the other; None where one is missing or out of order."""
    found: list[Span] = []
    for part in parts:
        span = locate(part, text, found[-1].end if found else 0)
        if span is None:
            return None
        found.append(span)
    return found


def parts_of(quotation: str) -> list[str]:
    """The stretches between the marks of a cut: « prie […] de solliciter » gives two."""
    return [part for part in _CUT.split(quotation) if part.strip()]


def fold_with_spans(text: str) -> tuple[str, list[Span]]:
    """`fold(text)`, and for each of its characters the stretch of `text` it came from."""
    characters: list[str] = []
    spans: list[Span] = []
    for cluster in _clusters(text):
        piece = text[cluster.start : cluster.end]
        if piece.isspace():
            if characters and characters[-1] != " ":
                characters.append(" ")
                spans.append(cluster)
            continue
        for char in fold(piece):
            characters.append(char)
            spans.append(cluster)
    if characters and characters[-1] == " ":
        characters.pop()
        spans.pop()
    return "".join(characters), spans


def _clusters(text: str) -> list[Span]:
    """The stretches that Unicode composition never joins with their neighbours: mostly single characters."""
    if unicodedata.is_normalized("NFC", text):
        return [Span(i, i + 1) for i in range(len(text))]
    clusters: list[Span] = []
    for i, char in enumerate(text):
        if clusters and _joins(text[clusters[-1].start : i], char):
            clusters[-1] = Span(clusters[-1].start, i + 1)
        else:
            clusters.append(Span(i, i + 1))
    return clusters


def _joins(before: str, char: str) -> bool:
    if before.isspace():  # a mark on a space stays beside it
        return False
    if unicodedata.combining(char):
        return True
    parts = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", char)
    return unicodedata.normalize("NFC", before + char) != parts
