"""What is asked of the corpus: clicks on its plots, filters lifted, the order of its list."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import streamlit as st

from index.resolution import Kind
from index.search import Filters, Summary
from ui import browsing
from ui.state import begin

SPANS = {"years": (1946, 2025), "sessions": (1, 80)}


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A tab of nobody's, its values in a plain mapping."""
    values: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", values)
    begin("fr", "anne")
    return values


# what was chosen before, what is clicked, the filters then
CLICKS = [
    # a bar asks for what it counts and for nothing else
    ({"corpus_bodies": ["A"]}, "acts:requests", Filters(acts=("requests",))),
    ({}, "years:1999", Filters(years=(1999, 1999))),
    ({"corpus_years": (1999, 1999)}, "sessions:62", Filters(sessions=(62, 62))),
    ({}, "addressees:Secretary-General", Filters(addressees=("Secretary-General",))),
    # lifting one leaves the others
    ({"corpus_bodies": ["A"], "corpus_kinds": ["annex"]}, "-bodies", Filters(kinds=(Kind.ANNEX,))),
    ({"corpus_years": (1999, 2001), "corpus_bodies": ["A"]}, "-years", Filters(bodies=("A",))),
    ({"corpus_bodies": ["A"], "corpus_years": (1999, 2001)}, "-", Filters()),
    # a range left whole asks for nothing; what names nothing changes nothing
    ({"corpus_years": (1946, 2025)}, "nothing", Filters()),
    ({"corpus_bodies": ["A"]}, "years:x", Filters()),
]


@pytest.mark.parametrize(("before", "clicked", "then"), CLICKS)
def test_clicks_on_facets(tab: dict[str, Any], before: dict[str, Any], clicked: str, then: Filters) -> None:
    tab.update(before)
    browsing.take(clicked)
    assert browsing.filters(SPANS) == then


def test_a_bar_leads_to_the_texts(tab: dict[str, Any]) -> None:
    tab.update(corpus_section="overview", corpus_words="mer")
    browsing.take("years:1999")
    assert (tab["corpus_section"], tab["corpus_words"]) == ("texts", "")


def test_other_words_are_listed_from_the_beginning_again(tab: dict[str, Any]) -> None:
    first = browsing.looking("mer", Filters())
    browsing.more()
    assert browsing.looking("mer", Filters()).shown == 2 * first.shown
    assert browsing.looking("océan", Filters()).shown == first.shown


def test_the_list_goes_by_date_and_can_be_turned_round(tab: dict[str, Any]) -> None:
    dates = [("A/RES/1(I)", None), ("A/RES/62/27", dt.date(2007, 12, 5)), ("A/RES/77/96", dt.date(2022, 12, 7))]
    summaries = [Summary(symbol, "fr", "", "A", None, adopted, 1) for symbol, adopted in dates]
    newest = [s.symbol for s in browsing.in_order(summaries, oldest_first=browsing.looking("", Filters()).oldest_first)]
    assert newest == ["A/RES/77/96", "A/RES/62/27", "A/RES/1(I)"]
    browsing.take("order")
    oldest = [s.symbol for s in browsing.in_order(summaries, oldest_first=browsing.looking("", Filters()).oldest_first)]
    assert oldest == ["A/RES/62/27", "A/RES/77/96", "A/RES/1(I)"]
