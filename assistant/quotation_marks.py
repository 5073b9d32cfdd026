"""Quotation marks put where the words of the paragraph begin and end. No word is changed.

Writers put a full stop or a comma before the closing mark, begin a quotation with the small letter that their sentence
asks for, and turn the marks inside it. Where nothing else keeps a quotation from being that of a paragraph, the stop
and the first word go outside the marks, and the marks inside are those of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking import quotations
from assistant.folding import fold
from assistant.quotations import fold_with_spans, locate_parts, parts_of

_STOP = re.compile(r"\s*([.,;:!?]+)$")
_FIRST = re.compile(r"(\S+)\s+(?=\S)")
_MARKS = re.compile(r'\s*[«»“”„"]\s*')


def is_verbatim(quotation: str, text: str) -> bool:
    """Whether the words stand there, from the first letter of a word to the last of one; cuts in order."""
    if not any(c.isalnum() for c in quotation):
        return False
    parts = parts_of(quotation)
    if len(parts) > 1:
        return locate_parts(parts, text) is not None
    return re.search(rf"(?<!\w){re.escape(fold(quotation))}(?!\w)", fold(text)) is not None


def settled(said: str, texts: Sequence[str]) -> str:
    """What was said, with the marks of its quotations settled on the words of `texts`; what is not theirs stays."""
    for quotation in quotations(said):
        if any(is_verbatim(quotation, text) for text in texts):
            continue
        found = next((way for text in texts for way in _ways(quotation, text)), None)
        if found is None:
            continue
        before, inside, after = found
        at = said.index(quotation)
        opening, closing = _mark_before(said, at), _mark_after(said, at + len(quotation))
        start, end = at - len(opening), at + len(quotation) + len(closing)
        if said[end : end + 1] in (".", ",", ";", ":"):
            after = ""
        said = f"{said[:start]}{before}{opening}{inside}{closing}{after}{said[end:]}"
    return said


def _ways(quotation: str, text: str) -> Iterator[tuple[str, str, str]]:
    """How a quotation can be one of `text`: words to stand before the marks, between them, and the stop after them."""
    stop = _STOP.search(quotation)
    for body, after in ((quotation, ""), *([(quotation[: stop.start()], stop[1])] if stop else [])):
        for way, moved in ((body, False), (body[:1].swapcase() + body[1:], True)):
            inside = way if is_verbatim(way, text) else _with_marks_of(way, text)
            if not inside:
                continue
            if not moved:
                yield "", inside, after
            elif (first := _FIRST.match(body)) and (rest := inside[len(first[0]) :]):
                yield first[0], rest, after


def _with_marks_of(quotation: str, text: str) -> str:
    """The words as `text` has them, where only the quotation marks inside differ; "" where more does."""
    if not _MARKS.search(quotation):
        return ""
    pieces = [re.escape(fold(piece)) for piece in _MARKS.split(quotation)]
    folded, spans = fold_with_spans(text)
    found = re.search(rf"(?<!\w){_MARKS.pattern.join(pieces)}", folded)
    return text[spans[found.start()].start : spans[found.end() - 1].end] if found else ""


def _mark_before(said: str, at: int) -> str:
    found = re.search(r"[«“]\s*$", said[:at])
    return found[0] if found else ""


def _mark_after(said: str, at: int) -> str:
    found = re.match(r"\s*[»”]", said[at:])
    return found[0] if found else ""
