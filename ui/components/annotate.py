"""Marks over a text, by offsets, as HTML: the text itself is only escaped, never rewritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ui import escape


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the text to stand between two tags. `rank` says which stands outside where marks overlap: lower."""

    start: int
    end: int
    opening: str
    closing: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Insert:
    """Markup that stands at an offset without being text."""

    at: int
    markup: str


def annotated(text: str, marks: Iterable[Mark] = (), inserts: Iterable[Insert] = ()) -> str:
    """The text as HTML with its marks. Overlapping marks are cut at each other's ends; empty ones are left out."""
    kept = sorted((m for m in marks if 0 <= m.start < m.end <= len(text)), key=lambda m: m.rank)
    placed = sorted(inserts, key=lambda i: i.at)
    cuts = {0, len(text)} | {at for m in kept for at in (m.start, m.end)}
    cuts |= {min(max(i.at, 0), len(text)) for i in placed}
    edges = sorted(cuts)
    parts = [_inserted(placed, 0)]
    for start, end in pairwise(edges):
        around = [m for m in kept if m.start <= start and end <= m.end]
        opening = "".join(m.opening for m in around)
        closing = "".join(m.closing for m in reversed(around))
        parts.append(f"{opening}{escape.text(text[start:end])}{closing}{_inserted(placed, end)}")
    return "".join(parts)


def _inserted(inserts: list[Insert], at: int) -> str:
    return "".join(i.markup for i in inserts if i.at == at)
