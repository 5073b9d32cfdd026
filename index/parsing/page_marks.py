"""The first mark of each footnote on a page whose foot shows the footnotes' bodies.

The bodies below a page's rule say which numbers stand as marks in its text, and in which order. Among the places where
such a number may be a mark, those are chosen that keep the order and look most like marks together; so a digit glued to
another number (`COVID-1918`, `Agenda 21,2`) is told from the number itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from index.parsing.drafts import Draft
from index.parsing.folding import fold
from index.parsing.notes import NoteBody
from index.parsing.words import Words
from index.resolution import Span

_Place = tuple[int, Span, Draft]
_DIGITS = re.compile(r"[0-9]+(?P<ends>(?=[\s,.;:)»”\]’]|$))?")
_ENOUGH = 0.8


def first_marks(
    raw: str, drafts: list[Draft], bodies: list[NoteBody], styled: list[Span], language: Words
) -> dict[int, tuple[Span, Draft]]:
    """The place of each footnote's first mark, by number; {} where the bodies are not numbered through."""
    numbers = [body.number for body in bodies if body.number]
    if not numbers or len(set(numbers)) < _ENOUGH * max(numbers) or numbers != sorted(set(numbers)):
        return {}
    pieces = sorted(((span, draft) for draft in drafts for span in draft.spans), key=lambda pair: pair[0])
    starts = [span.start for span, _ in pieces]
    found: dict[int, tuple[Span, Draft]] = {}
    at = 0
    for zone in _zones(bodies, starts):
        region = Span(at, zone[0].spans[0].start)
        inside = [
            p for p in pieces[max(0, bisect_left(starts, at) - 1) : bisect_left(starts, region.end)] if p[0].end > at
        ]
        options = _places(raw, inside, [body.number for body in zone if body.number], styled, language)
        found.update(_best_order(options))
        at = zone[-1].spans[-1].end
    return found


def _zones(bodies: list[NoteBody], starts: list[int]) -> list[list[NoteBody]]:
    """The bodies page by page: no paragraph's text stands between those of one page."""
    zones: list[list[NoteBody]] = []
    for body in bodies:
        if not body.spans:
            continue
        if zones and bisect_left(starts, zones[-1][-1].spans[-1].end) == bisect_left(starts, body.spans[0].start):
            zones[-1].append(body)
        else:
            zones.append([body])
    return zones


def _places(
    raw: str, pieces: list[tuple[Span, Draft]], numbers: list[int], styled: list[Span], language: Words
) -> list[tuple[int, list[_Place]]]:
    """For each number where it may be a mark, with how much it looks like one (1 to 9): it ends a run of digits."""
    places: dict[str, list[_Place]] = {str(number): [] for number in numbers}
    longest = max(map(len, places), default=0)
    for span, draft in pieces:
        for match in _DIGITS.finditer(raw, span.start, span.end):
            if match["ends"] is None:
                continue
            for start in range(max(match.start(), match.end() - longest), match.end()):
                place = Span(start, match.end())
                found = places.get(raw[slice(*place)])
                if found is not None and (likeness := _likeness(raw, place, draft.spans[0].start, styled, language)):
                    found.append((likeness, place, draft))
    return [(number, sorted(places[str(number)], key=lambda p: p[1])) for number in numbers]


def _likeness(raw: str, place: Span, floor: int, styled: list[Span], language: Words) -> int:
    index = bisect_left(styled, Span(place.start + 1, -1))
    if index and styled[index - 1].start <= place.start and place.end <= styled[index - 1].end:
        return 9
    before = raw[max(floor, place.start - 40) : place.start]
    if not before:
        return 2 if raw[place.end : place.end + 1] in ",;" else 0
    last = before[-1]
    if last.isdigit():
        return _likeness_inside(before, raw[place.start : place.end])
    if last.isalpha():
        word = re.search(r"[^\W\d_]+$", before)
        return 1 if word and word[0].isupper() and len(word[0]) <= 3 else 7
    if last in ',.;:)»”"]’':
        if last == "." and re.search(r"\b[^\W\d_]{1,4}\.$", before):
            return 1
        return _likeness_behind_number(before) if last in ",." and before[-2:-1].isdigit() else 6
    if not last.isspace():
        return 0
    return _likeness_apart(before, raw[place.end : place.end + 14], language)


def _likeness_inside(before: str, mark: str) -> int:
    """How much the end of a longer number looks like a mark: behind a year most, making a year itself never."""
    digits = re.search(r"\d+$", before)
    if digits and re.search(r"[^\W\d_]-\d+$", before):
        return 3
    if digits is None or len(digits[0]) < 2 or re.fullmatch(r"(?:19|20)\d\d", digits[0] + mark):
        return 0
    return 5 if re.fullmatch(r"(?:19|20)\d\d", digits[0]) else 2


def _likeness_behind_number(before: str) -> int:
    """How much `3` in `2030,3` or `21,3` looks like a mark; in `4.5` or `0,7` it is a decimal."""
    digits = re.search(r"(\d+)[,.]$", before)
    if digits is None or len(digits[1]) < 2:
        return 0
    return 6 if re.fullmatch(r"(?:19|20)\d\d", digits[1]) else 4 * before.endswith(",")


def _likeness_apart(before: str, after: str, language: Words) -> int:
    """How much a number between spaces looks like a mark."""
    stripped, follows = fold(before).rstrip(), fold(after)
    if language.after_number.match(follows):
        return 0
    if re.match(r"\s?[,;.)]", after) and stripped[-1:].isalpha() and not language.before_number.search(stripped):
        return 4
    if language.before_number.search(stripped) or stripped[-1:].isdigit() or not stripped:
        return 1 if re.search(r"(?:19|20)\d\d$", stripped) else 0
    return 4 if stripped[-1] in ',.;:)"]' else 3


def _best_order(options: list[tuple[int, list[_Place]]]) -> dict[int, tuple[Span, Draft]]:
    """The places of ascending numbers in ascending order that look most like marks in sum."""
    # a state: the best choice whose last mark is this place, as its sum, the mark, and the state it goes on from
    states: list[tuple[int, tuple[int, Span, Draft] | None, int]] = [(0, None, -1)]
    best = _BestBefore([place.end for _, places in options for _, place, _ in places])
    for number, places in options:
        before = [best.at(place.start) for _, place, _ in places]
        for (likeness, place, draft), index in zip(places, before, strict=True):
            total = states[index][0] + likeness
            best.put(place.end, total, len(states))
            states.append((total, (number, place, draft), index))
    index = max(range(len(states)), key=lambda i: states[i][0])
    chosen: dict[int, tuple[Span, Draft]] = {}
    while (mark := states[index][1]) is not None:
        chosen[mark[0]] = (mark[1], mark[2])
        index = states[index][2]
    return chosen


class _BestBefore:
    """The state with the highest sum among those that end at a place or before, the earliest of equals (a prefix tree).

    State 0, with the sum 0, ends before all.
    """

    def __init__(self, ends: list[int]) -> None:
        self._ends = sorted(set(ends))
        self._tree = [(0, 0)] * (len(self._ends) + 1)

    def put(self, end: int, total: int, state: int) -> None:
        """Take a state into account; `end` is one of the ends given at the beginning."""
        at = bisect_left(self._ends, end) + 1
        while at < len(self._tree):
            self._tree[at] = max(self._tree[at], (total, -state))
            at += at & -at

    def at(self, place: int) -> int:
        """The best state that ends at `place` or before."""
        at, best = bisect_right(self._ends, place), (0, 0)
        while at:
            best = max(best, self._tree[at])
            at -= at & -at
        return -best[1]
