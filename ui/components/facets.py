"""The facets of the corpus: small menus with what there is to choose from, each with its count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from index.names import act_in, addressee_in
from index.resolution import Kind
from index.search import Filters, Summary
from ui import browsing, escape
from ui.shelf import Shelf
from ui.state import state
from ui.words import catalogue, t

FIRST_YEAR = 1945
"""Bodies that number by year give it as their session."""
_OFFERED = 30
_FAMILY = {"bodies": "body", "kinds": "kind", "languages": "lang"}


def facets(shelf: Shelf, summaries: Sequence[Summary]) -> Filters:
    """Draw the menus of what is there, and give the filters chosen; one with a single value is not offered."""
    spans = _spans(summaries)
    with st.container(key="facets", horizontal=True, gap="xsmall"):
        _menu("bodies", Counter(s.body for s in summaries).most_common(_OFFERED))
        if spans:
            _period(spans)
        _menu("kinds", [(kind.value, 0) for kind in Kind if kind is not Kind.HEADING])
        _menu("acts", shelf.acts(_OFFERED))
        _menu("addressees", shelf.addressees(_OFFERED))
        _menu("languages", Counter(s.language for s in summaries).most_common())
    return browsing.filters(spans)


def named(facet: str, value: str) -> str:
    """A value of a facet in the language of the interface."""
    if facet == "acts":
        said = act_in(state().lang, value)
        return said[:1].upper() + said[1:]
    if facet == "addressees":
        return addressee_in(state().lang, value)
    key = f"{_FAMILY[facet]}.{value}"
    return t(key) if catalogue().has(key) else value


def _menu(facet: str, counts: Sequence[tuple[str, int]]) -> None:
    if len(counts) < 2:
        return
    held = dict(counts)

    def shown(value: str) -> str:
        count = f"\u2002{catalogue().number(held[value])}" if held.get(value) else ""
        return escape.label(named(facet, value) + count)

    with st.popover(_label(facet, browsing.chosen(facet)), key=f"facet_{facet}"):
        st.pills(
            t(f"corpus.{facet}"),
            list(dict.fromkeys([*held, *browsing.also(facet)])),
            selection_mode="multi",
            format_func=shown,
            key=browsing.key(facet),
            persist_state="session",
        )


def _period(spans: dict[str, tuple[int, int]]) -> None:
    narrowed = sum(browsing.narrowed(facet, span) for facet, span in spans.items())
    with st.popover(_label("period", narrowed), key="facet_period"):
        for facet, span in spans.items():
            st.slider(t(f"corpus.{facet}"), *span, span, key=browsing.key(facet), format="%d", persist_state="session")


def _label(facet: str, chosen: int) -> str:
    name = t(f"corpus.{facet}")
    return f"{name} ({chosen})" if chosen else name


def _spans(summaries: Sequence[Summary]) -> dict[str, tuple[int, int]]:
    """The first and the last year, the first and the last numbered session, where they differ."""
    found = {
        "years": [s.adopted.year for s in summaries if s.adopted],
        "sessions": [s.session for s in summaries if s.session and s.session < FIRST_YEAR],
    }
    return {facet: (min(all_), max(all_)) for facet, all_ in found.items() if len(set(all_)) > 1}
