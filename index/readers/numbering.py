"""Word's automatic numbering: which number a paragraph has, written as Word prints it.

Rules: ECMA-376 part 1, 17.9 (numbering): lists of one abstract definition count on together; a level begins again
after a higher one; a list's override of the start takes effect at its first use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from index.readers.labels import label_of
from index.readers.word_parts import W, is_on, numbering_of

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its first number, style, text (`%1.%2`) and the level whose use restarts it."""

    start: int
    style: str
    text: str
    restart: int
    legal: bool


class Numbering:
    """The numbered lists of a document, counting as its paragraphs pass in order."""

    def __init__(self, tree: Any | None) -> None:
        abstract = {a.get(W + "abstractNumId", ""): a for a in tree.iter(W + "abstractNum")} if tree is not None else {}
        lists = {n.get(W + "numId", ""): n for n in tree.iter(W + "num")} if tree is not None else {}
        self._definitions = {id: _value(n.find(W + "abstractNumId")) for id, n in lists.items()}
        self._levels = {id: _levels(abstract.get(self._definitions[id]), n) for id, n in lists.items()}
        self._starts = {id: _overrides(n) for id, n in lists.items()}
        self._counts: dict[str, list[int | None]] = {}

    def label(self, paragraph: Any, of_style: tuple[str, int] | None) -> str:
        """The number of the next paragraph, as printed: `4.`, `(a)`; "" when it has none. Counts it."""
        own = numbering_of(paragraph.find(W + "pPr"))
        if own and not own[0] and of_style:  # a level alone: the list is the style's
            own = (of_style[0], own[1])
        list_id, depth = own or of_style or ("", 0)
        levels = self._levels.get(list_id)
        if not levels or depth not in levels:
            return ""
        counts = self._count(list_id, depth, levels)
        level = levels[depth]
        if level.style == "bullet":
            return "•"

        def written(found: re.Match[str]) -> str:
            """The number that stands for `%1`."""
            at = int(found[1]) - 1
            shown = levels.get(at, level)
            number = counts[at] if counts[at] is not None else shown.start
            return label_of("decimal" if level.legal else shown.style, number or 0)

        return re.sub(r"%([1-9])", written, level.text).strip()

    def _count(self, list_id: str, depth: int, levels: dict[int, _Level]) -> list[int | None]:
        counts = self._counts.setdefault(self._definitions[list_id], [None] * _LEVELS)
        starts = self._starts[list_id]
        for at in [at for at in starts if at <= depth]:
            counts[at:] = [None] * (_LEVELS - at)
            if at < depth:
                counts[at] = starts[at]
            else:
                counts[at] = starts[at] - 1
            del starts[at]
        for at in range(depth):
            if counts[at] is None:
                counts[at] = levels[at].start if at in levels else 1
        now = counts[depth]
        counts[depth] = levels[depth].start if now is None else now + 1
        for at in range(depth + 1, _LEVELS):
            if at not in levels or levels[at].restart > depth:
                counts[at] = None
        return counts


def _levels(abstract: Any | None, instance: Any) -> dict[int, _Level]:
    """The levels of a list: those of its definition, replaced where the list overrides them whole."""
    elements = list(abstract.iterfind(W + "lvl")) if abstract is not None else []
    elements += instance.iterfind(f"{W}lvlOverride/{W}lvl")
    levels = {}
    for element in elements:
        at = element.get(W + "ilvl", "")
        if at.isdecimal() and int(at) < _LEVELS:
            restart = element.find(W + "lvlRestart")
            levels[int(at)] = _Level(
                start=_integer(element.find(W + "start"), 1),
                style=_value(element.find(W + "numFmt")) or "decimal",
                text=_value(element.find(W + "lvlText")),
                restart=_integer(restart, int(at)),
                legal=is_on(element.find(W + "isLgl")),
            )
    return levels


def _overrides(instance: Any) -> dict[int, int]:
    """Level → the start that a list gives itself."""
    starts = {}
    for override in instance.iterfind(W + "lvlOverride"):
        at, start = override.get(W + "ilvl", ""), override.find(W + "startOverride")
        if at.isdecimal() and int(at) < _LEVELS and start is not None:
            starts[int(at)] = _integer(start, 1)
    return dict(sorted(starts.items()))


def _value(element: Any | None) -> str:
    return str(element.get(W + "val", "")) if element is not None else ""


def _integer(element: Any | None, otherwise: int) -> int:
    value = _value(element)
    return int(value) if value.isdecimal() else otherwise
