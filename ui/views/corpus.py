"""The corpus: search without a question, browse, the whole at a glance, the parser's doubts, new documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import streamlit as st

from index.search import Filters, Query, Summary
from index.tallies import Doubted
from ui import browsing, escape, links
from ui.components.adding import adding
from ui.components.bars import bars_html, columns_html
from ui.components.facets import FIRST_YEAR, facets, named
from ui.components.frame import view
from ui.components.hits import hits_html, summaries_html
from ui.filters import in_force, in_words
from ui.resources import rooms
from ui.state import state
from ui.words import catalogue, t

_MOST_HITS, _BARS, _OFFERED = 100, 15, 24
_SESSIONS = 2
"""Bodies whose sessions are drawn, those with most resolutions."""


def draw() -> None:
    """The whole view: its sections on the left, the source panel on the right."""
    view("corpus", _SECTIONS)


def _texts() -> None:
    """Search and browse, under the same filters."""
    words = st.text_input(
        t("corpus.search"),
        key=browsing.key("words"),
        placeholder=t("corpus.search_hint"),
        max_chars=1000,
        icon=":material/search:",
        label_visibility="collapsed",
        persist_state="session",
    ).strip()
    shelf = rooms().library
    everything = shelf.summaries()
    under = facets(shelf, everything)
    now = browsing.looking(words, under)
    st.html(_in_force(under))
    if words:
        _search(words, under, now)
    else:
        _browse(everything if under == Filters() else shelf.summaries(under), now)


def _search(words: str, under: Filters, now: browsing.Looking) -> None:
    """The paragraphs nearest to the words; how many there are in all nobody can say, for nearness has no end."""
    shown = min(now.shown, _MOST_HITS)
    hits = rooms().library.search(Query(words, shown, state().lang, under)).hits
    if not hits:
        _say(t("corpus.nothing"))
        return
    found = any(hit.lexical_rank is not None for hit in hits)
    _say(t("corpus.nearest", n=len(hits)) if found else t("corpus.by_meaning"))
    st.html(hits_html(hits, words, catalogue()))
    if len(hits) == shown < _MOST_HITS:
        st.button(t("corpus.more"), key="corpus_more", on_click=browsing.more)


def _browse(summaries: Sequence[Summary], now: browsing.Looking) -> None:
    order = t("corpus.newest_first" if now.oldest_first else "corpus.oldest_first")
    turn = f'<button type="button" class="link" data-send="facet" data-value="order">{escape.text(order)}</button>'
    st.html(
        f'<p class="hint spread" role="status">{escape.text(t("corpus.resolutions", n=len(summaries)))} '
        f"{turn if len(summaries) > 1 else ''}</p>"
    )
    listed = browsing.in_order(summaries, oldest_first=now.oldest_first)[: now.shown]
    if listed:
        several = len({s.language for s in summaries}) > 1
        st.html(summaries_html(listed, catalogue(), languages=several))
    if len(listed) < len(summaries):
        st.button(t("corpus.more"), key="corpus_more", on_click=browsing.more)


def _in_force(under: Filters) -> str:
    """The filters chosen, each to be lifted with a click."""
    names = in_force(under)
    if not names:
        return "<span></span>"
    rows = "".join(f"<li>{_lift(f'-{name}', in_words(under, name, catalogue()))}</li>" for name in names)
    all_of_them = escape.text(t("corpus.lift_all"))
    rows += f'<li><button type="button" class="link" data-send="facet" data-value="-">{all_of_them}</button></li>'
    return f'<div class="filters"><ul aria-label="{escape.text(t("corpus.filters"))}">{rows}</ul></div>'


def _lift(value: str, shown: str) -> str:
    name = escape.text(t("corpus.lift", name=shown))
    return (
        f'<button type="button" class="filter" data-send="facet" data-value="{value}" aria-label="{name}" '
        f'title="{name}">{escape.text(shown)} <span aria-hidden="true">×</span></button>'
    )


def _overview() -> None:
    """The whole corpus in counts; each opens what it counts."""
    shelf, words = rooms().library, catalogue()
    summaries = shelf.summaries()
    bodies = Counter(s.body for s in summaries).most_common(_BARS)
    acts, addressees = shelf.acts(_BARS), shelf.addressees(_BARS)
    parts = [
        columns_html(t("corpus.per_year"), Counter(s.adopted.year for s in summaries if s.adopted), words, "years"),
        *(_sessions(body, summaries) for body, _ in bodies[:_SESSIONS]),
        _bars("per_body", [(named("bodies", body), n) for body, n in bodies], [f"bodies:{body}" for body, _ in bodies]),
        _bars("acts", [(named("acts", act), n) for act, n in acts], [f"acts:{act}" for act, _ in acts]),
        _bars(
            "addressees",
            [(named("addressees", who), n) for who, n in addressees],
            [f"addressees:{who}" for who, _ in addressees],
        ),
    ]
    if any(parts):
        st.html(
            f'<p class="hint">{escape.text(t("corpus.overview_lead"))}</p><div class="charts">{"".join(parts)}</div>'
        )
    else:
        _say(t("coverage.empty"))


def _sessions(body: str, summaries: Sequence[Summary]) -> str:
    """The sessions of one body: each counts its own."""
    counts = Counter(s.session for s in summaries if s.body == body and s.session and s.session < FIRST_YEAR)
    return columns_html(t("corpus.per_session", body=named("bodies", body)), counts, catalogue(), "sessions")


def _bars(title: str, counts: list[tuple[str, int]], asked: list[str]) -> str:
    return bars_html(t(f"corpus.{title}"), counts, catalogue(), asked)


def _doubts() -> None:
    """The resolutions about which the parser was unsure."""
    doubted = rooms().library.doubted()
    _say(t("corpus.doubts_lead") if doubted else t("corpus.no_doubts"))
    if doubted:
        st.html(f'<ol class="hits">{"".join(_doubt(d) for d in doubted)}</ol>')


def _doubt(doubted: Doubted) -> str:
    href, ref = escape.text(links.paragraph(doubted.symbol)), escape.text(doubted.symbol)
    lang = escape.text(doubted.language)
    return (
        f'<li><a class="near" href="{href}" data-ref="{ref}" data-lang="{lang}">{ref}</a> '
        f'<span lang="{lang}">{escape.text(doubted.title)}</span>'
        f'<p class="title">{escape.text(t("source.warnings", n=doubted.doubts))}</p></li>'
    )


def _say(text: str) -> None:
    st.html(f'<p class="hint" role="status">{escape.text(text)}</p>')


_SECTIONS: dict[str, Callable[[], None]] = {"texts": _texts, "overview": _overview, "doubts": _doubts, "add": adding}
