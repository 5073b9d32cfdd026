"""Characters with places → lines in reading order, columns one after the other, with italics and superscripts."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from index.readers.pdf_glyphs import Glyph

# All in heights of the font unless said otherwise.
_NEW_PIECE_GAP = 1.4
"""A wider gap divides a line into pieces that may belong to different columns."""
_UNRELATED_GAP = 3.0
_WORD_GAP = 0.16
"""A wider gap between two characters is a space, also where the file has none."""
_SAME_LINE = 0.34
_RAISED = 0.6
"""How far above the line a superscript may stand."""
_SMALL = 0.82
"""A superscript is at most this share of the characters beside it."""
_COLUMN_LINES = 8
_COLUMN_SHARE = 0.2
"""Lines that two columns have at least, and the least share of the page's width that each fills on average."""


@dataclass(slots=True)
class Line:
    """A line as printed: its text, place and size, its italic and superscript runs as offsets into the text.

    `apart` says that more than the usual space stands between it and the line before, `column` counts columns.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    italics: list[tuple[int, int]] = field(default_factory=list)
    superscripts: list[tuple[int, int]] = field(default_factory=list)
    apart: bool = False
    column: int = 0


@dataclass(slots=True)
class _Piece:
    """Characters that follow each other without a wide gap."""

    glyphs: list[Glyph]
    base: float
    size: float

    @property
    def left(self) -> float:
        """Where it begins, in points."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where it ends, in points."""
        return self.glyphs[-1].right


def lines_of(glyphs: list[Glyph], width: float, head: float = float("inf")) -> list[Line]:
    """The lines of a page `width` points wide, in reading order.

    Above the height `head`, where a title page prints unrelated things side by side, a wide gap divides a line.
    """
    lines: list[Line] = []
    for column, block in enumerate(_columns(_rows(_pieces(glyphs)), width)):
        parted = [part for row in block for part in (_parted(row) if -_height(row) > head else [row])]
        made = [_line(row, column) for row in parted]
        _mark_gaps(made)
        lines += made
    return lines


def _pieces(glyphs: list[Glyph]) -> list[_Piece]:
    """The file's run of characters, cut where it leaves the line or jumps along it."""
    pieces: list[_Piece] = []
    for glyph in glyphs:
        piece = pieces[-1] if pieces else None
        if piece is not None and _goes_on(piece, glyph):
            piece.glyphs.append(glyph)
            if glyph.size > piece.size:
                piece.size, piece.base = glyph.size, glyph.base
        else:
            pieces.append(_Piece([glyph], glyph.base, glyph.size))
    return pieces


def _goes_on(piece: _Piece, glyph: Glyph) -> bool:
    last = piece.glyphs[-1]
    size = max(piece.size, glyph.size)
    off = abs(glyph.base - piece.base)
    level = off <= 0.15 * size or (off <= _RAISED * size and min(piece.size, glyph.size) <= _SMALL * size)
    return level and -0.3 * size <= glyph.left - last.right <= _NEW_PIECE_GAP * size


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces on the same line, from the top of the page down, each row from left to right."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.size >= -3, -p.base)):
        for row in rows[-6:]:
            if _on_row(row, piece):
                row.append(piece)
                break
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda p: p.left)
    return sorted(rows, key=_height)


def _parted(row: list[_Piece]) -> list[list[_Piece]]:
    parts = [[row[0]]]
    for before, piece in pairwise(row):
        if piece.left - before.right > _UNRELATED_GAP * max(before.size, piece.size):
            parts.append([])
        parts[-1].append(piece)
    return parts


def _height(row: list[_Piece]) -> float:
    return -max(row, key=lambda p: p.size).base


def _on_row(row: list[_Piece], piece: _Piece) -> bool:
    tallest = max(row, key=lambda p: p.size)
    size = max(tallest.size, piece.size)
    off = abs(piece.base - tallest.base)
    if off <= _SAME_LINE * min(tallest.size, piece.size):
        return True
    small = min(tallest.size, piece.size) <= _SMALL * size
    near = any(-0.3 * size <= gap <= size for p in row for gap in (piece.left - p.right, p.left - piece.right))
    return small and near and off <= _RAISED * size


def _columns(rows: list[list[_Piece]], width: float) -> list[list[list[_Piece]]]:
    """The rows in blocks to be read one after the other: two columns become two blocks."""
    blocks: list[list[list[_Piece]]] = [[]]
    at = 0
    while at < len(rows):
        gutter, stop = _gutter(rows, at, width)
        if gutter is None:
            blocks[-1].append(rows[at])
            at += 1
            continue
        left = [[p for p in row if p.right <= gutter] for row in rows[at:stop]]
        right = [[p for p in row if p.left >= gutter] for row in rows[at:stop]]
        blocks += [[row for row in left if row], [row for row in right if row], []]
        at = stop
    return [block for block in blocks if block]


def _gutter(rows: list[list[_Piece]], at: int, width: float) -> tuple[float | None, int]:
    """The middle of an empty strip that divides the rows from `at` on into two columns, and the row where it ends."""
    free = (0.3 * width, 0.7 * width)
    stop = at
    for row in rows[at:]:
        narrowed = _free_strip(row, free)
        if narrowed is None:
            break
        free, stop = narrowed, stop + 1
    if stop - at < _COLUMN_LINES:
        return None, at
    gutter = (free[0] + free[1]) / 2
    sides = [[p for row in rows[at:stop] for p in row if (p.right <= gutter) == left] for left in (True, False)]
    filled = [sum(p.right - p.left for p in side) / (stop - at) for side in sides]
    starts = [sum(any(p in side for p in row) for row in rows[at:stop]) for side in sides]
    enough = min(filled) >= _COLUMN_SHARE * width and min(starts) >= 0.6 * (stop - at)
    return (gutter, stop) if enough else (None, at)


def _free_strip(row: list[_Piece], free: tuple[float, float]) -> tuple[float, float] | None:
    """The widest part of the strip `free` that the row leaves empty, None when that is less than a word's space."""
    edges = [free[0], *(x for p in row for x in (p.left, p.right) if free[0] < x < free[1]), free[1]]
    taken = [(p.left, p.right) for p in row]
    spans = [
        (a, b)
        for a, b in pairwise(sorted(edges))
        if not any(left < b - 0.1 and right > a + 0.1 for left, right in taken)
    ]
    best = max(spans, key=lambda s: s[1] - s[0], default=None)
    return best if best and best[1] - best[0] >= 0.8 * row[0].size else None


def _line(row: list[_Piece], column: int) -> Line:
    glyphs = [glyph for piece in row for glyph in piece.glyphs]
    base, size = -_height(row), max(piece.size for piece in row)
    text: list[str] = []
    flags: list[tuple[bool, bool]] = []
    before: Glyph | None = None
    for glyph in glyphs:
        raised = glyph.size <= _SMALL * size and glyph.base > base + 0.15 * size
        if before is not None and (glyph.spaced or glyph.left - before.right > _WORD_GAP * size):
            text.append(" ")
            flags.append((glyph.italic and before.italic, False))
        text.append(glyph.char)
        flags.append((glyph.italic, raised and (glyph.char.isdigit() or glyph.char in "*†‡")))
        before = glyph
    joined = "".join(text)
    return Line(
        text=joined,
        left=glyphs[0].left,
        right=glyphs[-1].right,
        base=base,
        size=median(glyph.size for glyph in glyphs),
        bold=all(glyph.bold for glyph in glyphs if glyph.char.isalpha()) and any(g.char.isalpha() for g in glyphs),
        italics=_runs([italic for italic, _ in flags]),
        superscripts=_runs([raised for _, raised in flags]),
        column=column,
    )


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    """The ranges where the flag is set."""
    edges = [i for i, (a, b) in enumerate(pairwise([False, *flags, False])) if a != b]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _mark_gaps(lines: list[Line]) -> None:
    """Say which lines stand apart: after more than a fifth over the usual distance for their size."""
    steps = [above.base - below.base for above, below in pairwise(lines)]
    close = [step for step, line in zip(steps, lines[1:], strict=True) if 0.5 * line.size < step < 1.5 * line.size]
    usual = median(close) if close else 0.0
    for step, above, line in zip(steps, lines, lines[1:], strict=False):
        line.apart = step > 1.22 * max(usual * max(line.size, above.size) / _usual_size(lines), 0.6 * line.size)


def _usual_size(lines: list[Line]) -> float:
    return median(line.size for line in lines)
