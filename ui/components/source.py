"""The source panel: the resolution's whole text with the cited paragraph marked, and the way to its neighbours."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from assistant.conversation import Verdict
from index.errors import NotIndexed
from index.resolution import Resolution
from index.symbols import Locator
from ui import basket, chatting, escape, links
from ui.components.answer import excerpt, weight
from ui.components.bridge import bridge
from ui.components.buttons import icon_button
from ui.components.extras import contents_html, parallel_html, relations_html, votes_html, warnings_html
from ui.components.resolution import Shown, place, resolution_html
from ui.i18n import Messages
from ui.resources import rooms
from ui.shelf import Shelf, in_corpus
from ui.state import Opened, state
from ui.words import catalogue, t

_KEPT = 64


@st.fragment(key="source")
def source_panel(*, answers: bool = False) -> None:
    """The panel, a fragment of its own: opening a citation draws nothing else again. Mounts the bridge. With `answers`
    it shows the sources of the last answer when nothing is open."""
    current = state()
    bridge(chatting.handle)
    if current.redraw:
        current.redraw = False
        st.rerun()
    if current.notice:
        st.toast(t(current.notice))
        current.notice = ""
    links.write(current)
    text = _pane(current.opened) if current.opened else ""  # before the head, which would stand over the old text
    with st.container(key="source_panel", gap="xsmall"):
        if current.opened:
            _head(current.opened)
            st.html(text)
        else:
            st.html((answers and _overview()) or _vacant())


def _head(opened: Opened) -> None:
    cited = chatting.citations_of(opened.turn) if opened.turn is not None else ()
    at = chatting.position(state(), cited)
    with st.container(key="source_head", horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
        label = escape.text(place(opened.id, catalogue()))
        count = t("source.position", n=at + 1, total=len(cited)) if at >= 0 else ""
        st.html(f'<h2 class="source-title">{label} <small>{escape.text(count)}</small></h2>', width="stretch")
        if len(cited) > 1:
            icon_button(t("source.previous"), "chevron_left", "previous", chatting.step, -1, disabled=at <= 0)
            last = not 0 <= at < len(cited) - 1
            icon_button(t("source.next"), "chevron_right", "next", chatting.step, 1, disabled=last)
        icon_button(t("source.close"), "close", "close", chatting.close_source)
    with st.container(key="source_tools", horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
        there = rooms().library.languages(opened.id.partition("#")[0])
        if there and basket.available() and "#" in opened.id:
            st.button(
                t("source.add"), key="add_to_brief", icon=":material/bookmark_add:", on_click=_add, type="primary"
            )
        st.html(_tools(opened), width="stretch")
        if at >= 0:
            _feedback()


def _add() -> None:
    current = state()
    if current.opened:
        basket.add([current.opened.id])
        current.notice = "source.added"


def _tools(opened: Opened) -> str:
    symbol = opened.id.partition("#")[0]
    official = escape.text(links.official(symbol, state().lang))
    permanent = escape.text(links.absolute(opened.id))
    link, hint, done = (escape.text(t(f"source.{key}")) for key in ("link", "link_hint", "link_copied"))
    return (
        f'<p class="tools"><button type="button" class="link" data-copy="{permanent}" data-done="{done}" '
        f'title="{hint}">{link}</button> '
        f'<a class="out" href="{official}" target="_blank" rel="noreferrer noopener" '
        f'title="{escape.text(t("source.official_hint"))}">'
        f"{escape.text(t('source.official'))}</a>{_languages(opened)}</p>"
    )


def _languages(opened: Opened) -> str:
    """Links to the same place in the other languages of the corpus."""
    symbol = opened.id.partition("#")[0]
    there = rooms().library.languages(symbol)
    current = opened.language if opened.language in there else next(iter(there), "")
    return "".join(
        f' <a class="out" href="{escape.text(links.paragraph(opened.id))}" data-ref="{escape.text(opened.id)}" '
        f'data-lang="{escape.text(language)}">{escape.text(t("source.other_language", language=_name(language)))}</a>'
        for language in there
        if language != current
    )


def _name(language: str) -> str:
    return t(f"lang.{language}") if catalogue().has(f"lang.{language}") else language


def _feedback() -> None:
    with st.popover(t("source.feedback"), icon=":material/flag:", type="tertiary"):
        for verdict in Verdict:
            key = f"report_{verdict.value}"
            name = t(f"verdict.{verdict.value}")
            st.button(name, key=key, width="stretch", on_click=chatting.report, args=(verdict.value,))


def _pane(opened: Opened) -> str:
    locator = Locator.parse(opened.id)
    try:
        resolution = rooms().library.resolution(str(locator.symbol), opened.language)
    except NotIndexed:
        return _missing(opened.id)
    shown = Shown(".".join(locator.steps), opened.start, opened.end, opened.quote)
    shelf = rooms().library
    body = _text(shelf, shelf.generation, str(resolution.symbol), resolution.language, shown, catalogue())
    missing = ""
    if locator.steps and f'id="par-{shown.path}"' not in body:
        missing = _missing(opened.id)
    label = escape.text(t("source.text_of", number=resolution.symbol.short))
    return (
        f'{missing}<div class="pane" tabindex="0" role="region" aria-label="{label}" '
        f'data-open="{state().visits}">{body}</div>'
    )


@lru_cache(maxsize=_KEPT)
def _text(shelf: Shelf, generation: int, symbol: str, language: str, shown: Shown, words: Messages) -> str:
    """The page of a resolution; kept, since readers open the same few again and again. `generation` only says of
    which state of the index it is."""
    resolution = shelf.resolution(symbol, language)
    extras = (votes_html(resolution, words), relations_html(resolution, shelf, words), warnings_html(resolution, words))
    return resolution_html(
        resolution,
        shown,
        words,
        lambda cited: in_corpus(shelf, cited),
        contents=contents_html(resolution, words),
        beside=_beside(shelf, resolution, shown.path, words),
        after="".join(extras),
    )


def _beside(shelf: Shelf, resolution: Resolution, path: str, words: Messages) -> str:
    """The cited paragraph in the other languages of the corpus."""
    symbol = str(resolution.symbol)
    found = []
    for language in shelf.languages(symbol) if path else ():
        if language != resolution.language:
            other = shelf.resolution(symbol, language)
            paragraph = other.paragraph(Locator.parse(f"{symbol}#{path}"))
            found += [parallel_html(paragraph, language, words)] if paragraph else []
    return "".join(found)


def _missing(id: str) -> str:
    said, hint = escape.text(t("source.missing", id=id)), escape.text(t("source.missing_hint"))
    return f'<p class="notice" role="status">{said}<br>{hint}</p>'


def _vacant() -> str:
    """What the panel is for, while it is empty."""
    return f'<p class="vacant">{escape.text(catalogue().typeset(t("source.vacant")))}</p>'


def _overview() -> str:
    """The sources of the last answer, to be opened; "" when there are none."""
    answered = [turn for turn in chatting.turns() if turn.answer and turn.answer.citations]
    if not answered or not answered[-1].answer:
        return ""
    turn, words = answered[-1], catalogue()
    rows = [
        f'<li><a class="near" href="{escape.text(links.paragraph(c.id))}" data-ref="{escape.text(c.id)}" '
        f'data-turn="{turn.id}" data-n="{c.n}"><span class="n">{c.n}</span> {escape.text(place(c.id, words))}</a>'
        f'<span class="weight">{escape.text(weight(c, words))}</span>'
        f'<p lang="{escape.text(c.language)}">{escape.text(excerpt(c.quote, c.language, words))}</p></li>'
        for c in answered[-1].answer.citations
    ]
    title = escape.text(t("source.sources"))
    return f'<div class="overview"><h2>{title}</h2><ul>{"".join(rows)}</ul></div>'
