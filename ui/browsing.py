"""What the reader asks of the corpus: words, filters by facet, the order of the list. Changes state; draws nothing.

The facets are widgets of the page; their values live under the keys given here, for as long as the tab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.resolution import Kind
from index.search import Filters, Summary
from ui.state import put, state, widget

SECTION = "corpus_section"
SEVERAL = ("bodies", "kinds", "acts", "addressees", "languages")
"""Facets of which several values can be chosen."""
RANGES = ("years", "sessions")
_OWN = "corpus"
_STEP = 20
_EMPTY = Filters()


@dataclass(frozen=True, slots=True)
class Looking:
    """How much is listed, and in which order."""

    shown: int = _STEP
    oldest_first: bool = False
    words: str = ""
    filters: Filters = _EMPTY


def key(facet: str) -> str:
    """The key of a facet's widget."""
    return f"corpus_{facet}"


def filters(spans: dict[str, tuple[int, int]]) -> Filters:
    """The filters chosen. `spans` are the whole ranges of years and sessions: one left whole asks for nothing."""
    chosen = {facet: tuple(widget(key(facet)) or ()) for facet in SEVERAL}
    ranges = {facet: widget(key(facet)) for facet in RANGES if facet in spans}
    within = {facet: tuple(value) for facet, value in ranges.items() if value and tuple(value) != spans[facet]}
    kinds = tuple(Kind(kind) for kind in chosen.pop("kinds"))
    return Filters(kinds=kinds, **chosen, **within)


def chosen(facet: str) -> int:
    """How many values of a facet are chosen."""
    return len(widget(key(facet)) or ())


def also(facet: str) -> tuple[str, ...]:
    """The values chosen of a facet, which may be rarer than those offered."""
    return tuple(widget(key(facet)) or ())


def narrowed(facet: str, span: tuple[int, int]) -> bool:
    """Whether a range asks for less than the whole span."""
    value = widget(key(facet))
    return bool(value) and tuple(value) != span


def looking(words: str, under: Filters) -> Looking:
    """How much to list of what these words and filters find: other ones begin at the beginning again."""
    now: Looking = state().own.get(_OWN, Looking())
    if (now.words, now.filters) != (words, under):
        now = replace(now, words=words, filters=under, shown=_STEP)
        state().own[_OWN] = now
    return now


def more() -> None:
    """List more."""
    now = state().own[_OWN]
    state().own[_OWN] = replace(now, shown=now.shown + _STEP)


def turn_round() -> None:
    """List in the other order."""
    now = state().own.get(_OWN, Looking())
    state().own[_OWN] = replace(now, oldest_first=not now.oldest_first, shown=_STEP)


def in_order(summaries: Sequence[Summary], *, oldest_first: bool) -> list[Summary]:
    """By date of adoption; those without a date come last, by symbol."""
    dated = [s for s in summaries if s.adopted]
    dated.sort(key=lambda s: (s.adopted, s.symbol), reverse=not oldest_first)
    return dated + [s for s in summaries if not s.adopted]


def take(asked: str) -> None:
    """Do what a click on a facet asks for: `years:1999` and `acts:requests` look at the texts of that year, with that
    verb, and nothing else; `-acts` lifts a filter, `-` all of them, `order` turns the list round."""
    facet, _, value = asked.partition(":")
    if facet == "order":
        turn_round()
        return
    for lifted in (*SEVERAL, *RANGES):
        if value or asked in ("-", f"-{lifted}"):
            put(key(lifted), [] if lifted in SEVERAL else None)
    if value and facet in SEVERAL:
        put(key(facet), [value])
    if value.isdecimal() and facet in RANGES:
        put(key(facet), (int(value), int(value)))
    if value:
        put(key("words"), "")
        put(SECTION, "texts")
