"""The corpus: search without a question, browse, the whole at a glance, the parser's doubts, new documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from index.names import act_in, addressee_in
from index.resolution import Kind
from index.search import Filters, Query, Summary
from index.tallies import Doubted
from ui import escape, links
from ui.components.adding import adding
from ui.components.bars import bars_html
from ui.components.frame import view
from ui.components.hits import hits_html, summaries_html
from ui.resources import rooms
from ui.state import state
from ui.words import catalogue, t

_HITS, _LISTED, _BARS = 20, 100, 20


def draw() -> None:
    """The whole view: its sections on the left, the source panel on the right."""
    view("corpus", _SECTIONS)


def _texts() -> None:
    """Search and browse, under the same filters."""
    words = st.text_input(
        t("corpus.search"), key="corpus_words", help=None, placeholder=t("corpus.search_hint"), max_chars=1000
    )
    filters = _filters(rooms().library.summaries())
    if words and words.strip():
        result = rooms().library.search(Query(words.strip(), _HITS, state().lang, filters))
        _say(t("corpus.hits", n=len(result.hits)) if result.hits else t("corpus.nothing"))
        if result.hits:
            st.html(hits_html(result.hits, words, catalogue()))
        return
    _browse(rooms().library.summaries(filters))


def _browse(summaries: Sequence[Summary]) -> None:
    _say(t("corpus.resolutions", n=len(summaries)))
    if summaries:
        st.html(summaries_html(summaries[:_LISTED], catalogue()))
    if len(summaries) > _LISTED:
        _say(t("corpus.listed", n=_LISTED))


def _filters(summaries: Sequence[Summary]) -> Filters:
    """Facets of what is there: a facet with one value only is not offered."""
    facets = _facets(summaries)
    bodies = _pills("bodies", facets.bodies, "body") if len(facets.bodies) > 1 else []
    languages = _pills("languages", facets.languages, "lang") if len(facets.languages) > 1 else []
    kinds = _pills("kinds", [kind.value for kind in Kind if kind is not Kind.HEADING], "kind")
    years = None
    if facets.years and facets.years[0] < facets.years[1]:
        chosen = st.slider(t("corpus.years"), *facets.years, facets.years, key="corpus_years", format="%d")
        years = chosen if chosen != facets.years else None
    return Filters(
        bodies=tuple(bodies), years=years, kinds=tuple(Kind(kind) for kind in kinds), languages=tuple(languages)
    )


@dataclass(frozen=True, slots=True)
class _Facets:
    bodies: list[str]
    languages: list[str]
    years: tuple[int, int] | None


def _facets(summaries: Sequence[Summary]) -> _Facets:
    bodies = [body for body, _ in Counter(s.body for s in summaries).most_common(12)]
    years = [s.adopted.year for s in summaries if s.adopted]
    span = (min(years), max(years)) if years else None
    return _Facets(bodies, sorted({s.language for s in summaries}), span)


def _pills(facet: str, values: list[str], family: str) -> list[str]:
    return st.pills(
        t(f"corpus.{facet}"),
        values,
        selection_mode="multi",
        format_func=lambda value: escape.label(_named(family, value)),
        key=f"corpus_{facet}",
    )


def _named(family: str, value: str) -> str:
    key = f"{family}.{value}"
    return t(key) if catalogue().has(key) else value


def _overview() -> None:
    """The whole corpus in counts."""
    shelf, words = rooms().library, catalogue()
    summaries = shelf.summaries()
    sessions = Counter((s.session or 0) for s in summaries)
    by_session = [(str(session), sessions[session]) for session in sorted(sessions, reverse=True) if session]
    bodies = [(_named("body", body), n) for body, n in Counter(s.body for s in summaries).most_common(_BARS)]
    parts = [
        bars_html(t("corpus.per_body"), bodies, words),
        bars_html(t("corpus.per_session"), by_session[:60], words),
        bars_html(t("corpus.acts"), [(act_in(state().lang, act), n) for act, n in shelf.acts(_BARS)], words),
        bars_html(
            t("corpus.addressees"), [(addressee_in(state().lang, who), n) for who, n in shelf.addressees(_BARS)], words
        ),
    ]
    if any(parts):
        st.html("".join(parts))
    else:
        _say(t("coverage.empty"))


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
