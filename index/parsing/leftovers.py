"""What of a source's lines is not of a resolution, and why.

A file of many resolutions is everything but one of them to each; so the lines outside a resolution are put together
once, with their reasons, and each resolution takes those runs and looks only at the lines near its own text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cached_property

from index.parsing.accounting import claimed
from index.parsing.assembling import Cuts
from index.parsing.blocks import Block
from index.parsing.lines import Line
from index.resolution import Dropped, Resolution, Span

_TOLD_APART = 50
"""In a source of more resolutions the furniture among the others' text is not told apart from it.

Listed for each, it would be as many entries as resolutions times pages.
"""


class Leftovers:
    """The lines of a source as they look from outside the resolutions `regions` of one stream of `blocks`."""

    def __init__(self, raw: str, lines: list[Line], blocks: list[Block], regions: list[Span], cuts: Cuts) -> None:
        self._raw, self._lines, self._cuts = raw, lines, cuts
        self._starts = [line.start for line in lines]
        self._ends = [line.end for line in lines]
        self._blocks = blocks
        self._regions, self._region_starts = regions, [region.start for region in regions]

    def drop(self, resolution: Resolution, region: Span, reasons: dict[int, str]) -> Resolution:
        """The resolution with all it does not hold as `dropped`; `reasons` are those of single lines, by start."""
        taken = _Taken(resolution)
        runs: list[Dropped] = []
        at = 0
        for first, stop in self._near(region, reasons, taken):
            self._add_far(runs, at, first, taken)
            for line in self._lines[first:stop]:
                for piece in taken.uncovered(line.span, self._raw):
                    reason = reasons.get(line.start) or self._reason(line, region)
                    _add(runs, self._why(piece, reason), piece, taken)
            at = stop
        self._add_far(runs, at, len(self._lines), taken)
        return replace(resolution, dropped=tuple(runs))

    @cached_property
    def _own(self) -> set[int]:
        return {line.start for block in self._blocks for line in block.lines}

    @cached_property
    def _runs(self) -> tuple[list[Dropped], list[int]]:
        """The lines as seen from outside, those of one reason that follow each other as one; for each line its run."""
        runs: list[Dropped] = []
        run_of: list[int] = []
        for line in self._lines:
            why = self._why(line.span, self._reason_outside(line))
            if runs and runs[-1].reason == why:
                runs[-1] = Dropped(why, Span(runs[-1].span.start, line.end))
            else:
                runs.append(Dropped(why, line.span))
            run_of.append(len(runs) - 1)
        return runs, run_of

    def _reason(self, line: Line, region: Span) -> str:
        if region.start <= line.start < region.end:
            foreign = not line.role and line.start not in self._own
            return "another language" if foreign else line.role or "unplaced"
        return self._reason_outside(line)

    def _reason_outside(self, line: Line) -> str:
        at = bisect_right(self._region_starts, line.start) - 1
        sibling = at >= 0 and line.start < self._regions[at].end
        if sibling and len(self._regions) > _TOLD_APART:
            return "another resolution"
        if not line.role and line.start not in self._own:
            return "another language"
        if line.role not in ("", "note") and not line.role.startswith("field:"):
            return line.role
        return "another resolution" if sibling else "neighbour"

    def _why(self, piece: Span, reason: str) -> str:
        if self._cuts.is_markup(piece, self._raw):
            return "markup"
        return "footnote number" if reason == "note" else reason.removeprefix("field:")

    def _near(self, region: Span, reasons: dict[int, str], taken: _Taken) -> list[tuple[int, int]]:
        """The ranges of lines, in order, that may hold something of the resolution or have a reason of their own."""
        near = [(bisect_left(self._starts, region.start), bisect_left(self._starts, region.end))]
        outside = [span for span in taken.spans if not region.start <= span.start <= span.end <= region.end]
        outside += [Span(start, start + 1) for start in reasons if not region.start <= start < region.end]
        near += [(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)) for span in outside]
        merged: list[tuple[int, int]] = []
        for first, stop in sorted(near):
            if merged and first <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
            elif first < stop:
                merged.append((first, stop))
        return merged

    def _add_far(self, runs: list[Dropped], first: int, stop: int, taken: _Taken) -> None:
        """Take the runs of the lines `first` to `stop`, none of which holds anything of the resolution."""
        if first >= stop:
            return
        known, run_of = self._runs
        begin, end = run_of[first], run_of[stop - 1]
        head, tail = known[begin], known[end]
        head_end = head.span.end if begin < end else self._ends[stop - 1]
        _add(runs, head.reason, Span(self._starts[first], head_end), taken)
        if begin < end:
            runs += known[begin + 1 : end]
            runs.append(Dropped(tail.reason, Span(tail.span.start, self._ends[stop - 1])))


class _Taken:
    """The raw ranges that a resolution holds, in order."""

    def __init__(self, resolution: Resolution) -> None:
        self.spans = sorted(span for _, span in claimed(resolution))
        self._ends = [span.end for span in self.spans]

    def uncovered(self, span: Span, raw: str) -> list[Span]:
        """The ranges of `span` that hold something and that nothing has taken."""
        start, pieces = span.start, []
        for index in range(bisect_right(self._ends, span.start), len(self.spans)):
            other = self.spans[index]
            if other.start >= span.end:
                break
            if other.start > start:
                pieces.append(Span(start, other.start))
            start = max(start, other.end)
        if start < span.end:
            pieces.append(Span(start, span.end))
        return [_trim(piece, raw) for piece in pieces if raw[piece.start : piece.end].strip()]

    def between(self, start: int, end: int) -> bool:
        """Whether something taken lies between two places."""
        index = bisect_right(self._ends, start)
        return index < len(self.spans) and self.spans[index].start < end


def _add(runs: list[Dropped], why: str, piece: Span, taken: _Taken) -> None:
    last = runs[-1] if runs else None
    if last is not None and last.reason == why and not taken.between(last.span.end, piece.start):
        runs[-1] = Dropped(why, Span(last.span.start, piece.end))
    else:
        runs.append(Dropped(why, piece))


def _trim(span: Span, raw: str) -> Span:
    text = raw[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))
