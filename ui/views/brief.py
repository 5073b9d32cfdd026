"""The brief: cited paragraphs in an order, exported as documents; and the check of a draft's citations."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Callable, Sequence

import streamlit as st

from assistant.answer import Answer
from assistant.brief import Brief
from assistant.brief_check import State
from assistant.brief_items import Quotation
from assistant.export.formats import FORMATS, export, file_name
from ui import briefing, escape
from ui.components.brief_items import items_html
from ui.components.buttons import icon_button
from ui.components.checker import checker
from ui.components.frame import view
from ui.resources import rooms
from ui.state import widget
from ui.words import catalogue, t

_LONGEST = 200_000
_MEGABYTES = 20
_MAIN = ("word", "pdf", "markdown", "html", "text")
_RECORDS = ("ris", "bibtex", "csl", "json")


def add(ids: Sequence[str]) -> None:
    """Add paragraphs to the open brief: what `ui.basket` calls."""
    briefing.add(ids)


def add_answer(answer: Answer) -> None:
    """Add a whole answer to the open brief."""
    briefing.add_answer(answer)


def draw() -> None:
    """The whole view: its sections on the left, the source panel on the right."""
    view("brief", _SECTIONS)


def _write() -> None:
    desk = briefing.desk()
    _head()
    if briefing.room().error:
        st.html(f'<p class="notice" role="alert">{escape.text(briefing.room().error)}</p>')
    if desk is None:
        _say(t("brief.none"))
        return
    _adding(desk.brief)
    _verification()
    _items(desk.brief)
    _exports(desk.brief)


def _head() -> None:
    """Which brief is open, undo, and what can be done with it as a whole."""
    desk, kept = briefing.desk(), [one for one in briefing.store().kept() if not one.damage]
    # Streamlit tells options apart by what they show: briefs of one title show their keys too.
    count = Counter(one.title for one in kept)
    titles = {one.key: one.title if count[one.title] == 1 else f"{one.title} ({one.key})" for one in kept}
    with st.container(key="brief_head", horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        if desk:
            st.selectbox(
                t("brief.which"),
                list(titles),
                index=list(titles).index(desk.brief.key) if desk.brief.key in titles else 0,
                format_func=lambda key: escape.label(titles.get(key, str(key))),
                key=f"brief_which_{desk.brief.key}_{len(titles)}",
                on_change=_opened,
                args=(f"brief_which_{desk.brief.key}_{len(titles)}",),
            )
            icon_button(t("brief.undo"), "undo", "brief_undo", briefing.undo, disabled=not desk.past)
            icon_button(t("brief.redo"), "redo", "brief_redo", briefing.redo, disabled=not desk.future)
        with st.popover(t("brief.manage"), icon=":material/more_horiz:"):
            _manage(desk.brief if desk else None)


def _opened(key: str) -> None:
    briefing.open_brief(str(widget(key)))


def _manage(brief: Brief | None) -> None:
    with st.form("brief_new", border=False, clear_on_submit=True):
        title = st.text_input(t("brief.new_title"), max_chars=200, key="brief_new_title")
        if st.form_submit_button(t("brief.new"), type="primary"):
            briefing.new(title)
            st.rerun()
    file = st.file_uploader(t("brief.import"), ["json"], key="brief_import", max_upload_size=_MEGABYTES)
    if file and st.button(t("brief.import_start"), key="brief_import_start"):
        briefing.adopt(file.getvalue(), file.name)
        st.rerun()
    if brief:
        with st.form("brief_rename", border=False):
            title = st.text_input(t("brief.rename_title"), brief.title, max_chars=200, key=f"title_{brief.revision}")
            if st.form_submit_button(t("brief.rename")):
                briefing.rename(title)
                st.rerun()
        sure = st.checkbox(t("brief.delete_sure"), key=f"brief_sure_{brief.key}")
        st.button(t("brief.delete"), key="brief_delete", disabled=not sure, on_click=briefing.delete)


def _adding(brief: Brief) -> None:
    """A typed reference, a heading, words of one's own."""
    with st.form("brief_reference", border=False, clear_on_submit=True):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            typed = st.text_input(t("brief.reference"), key="brief_typed", placeholder=t("brief.reference_hint"))
            quoted = st.form_submit_button(t("brief.add_quotation"), type="primary")
            alone = st.form_submit_button(t("brief.add_reference"))
        beside = st.checkbox(t("brief.beside"), key="brief_beside")
    if (quoted or alone) and typed.strip():
        briefing.add_typed(typed, alone=alone, beside=beside)
        st.rerun()
    with st.expander(t("brief.own_words"), icon=":material/edit_note:"):
        with st.form("brief_words", border=False, clear_on_submit=True):
            words = st.text_area(t("brief.words"), key="brief_own", max_chars=_LONGEST, help=t("brief.words_help"))
            with st.container(horizontal=True, gap="small"):
                note = st.form_submit_button(t("brief.add_note"))
                heading = st.form_submit_button(t("brief.add_heading"))
        if (note or heading) and words.strip():
            briefing.add_words(words, heading=heading)
            st.rerun()


def _verification() -> None:
    """How the brief stands to the corpus, in one line."""
    found = briefing.findings()
    if found:
        wrong = sum(one.state is not State.UNCHANGED for one in found)
        _say(t("brief.verified_wrong", n=wrong) if wrong else t("brief.verified", n=len(found)))


def _items(brief: Brief) -> None:
    """All items as one piece of HTML, parted only where one is being edited; `st.html` takes nothing empty."""
    found, words, editing = briefing.findings(), catalogue(), briefing.room().editing
    count = len(brief.items)
    if not count:
        _say(t("brief.empty"))
        return
    place = next((n for n, item in enumerate(brief.items) if item.key == editing), None)
    for start, end in ((0, count),) if place is None else ((0, place), (place + 1, count)):
        if start < end:
            st.html(items_html(brief, start, end, found, words))
        if end == place:
            _edit(brief, place)


def _edit(brief: Brief, place: int) -> None:
    item = brief.items[place]
    quotation = isinstance(item, Quotation)
    text = "\n".join(_pieces(item)) if isinstance(item, Quotation) else getattr(item, "text", "")
    with st.form(f"brief_edit_{item.key}"):
        help_text = t("brief.select_help") if quotation else None
        name = t("brief.select") if quotation else t("brief.words")
        words = st.text_area(name, text, key=f"brief_text_{item.key}", max_chars=_LONGEST, help=help_text)
        with st.container(horizontal=True, gap="small"):
            kept = st.form_submit_button(t("brief.keep"), type="primary")
            left = st.form_submit_button(t("chat.cancel"), type="tertiary")
    if kept:
        briefing.edit(item.key, words)
    if left:
        briefing.room().editing = ""
    if kept or left:
        st.rerun()


def _pieces(quotation: Quotation) -> list[str]:
    """The words now quoted, a stretch in a line."""
    return [p.text[start:end] for p in quotation.versions[0].passages for start, end in p.spans]


def _exports(brief: Brief) -> None:
    """A download for each format, made when it is clicked."""
    formats = [name for name in _MAIN if name != "pdf" or importlib.util.find_spec("typst")]
    st.html(f'<h2 class="export-title">{escape.text(t("brief.export"))}</h2>')
    with st.container(key="brief_exports", horizontal=True, gap="small"):
        for name in formats:
            _download(brief, name, primary=name == "word")
        with st.popover(t("brief.records"), icon=":material/download:"):
            for name in _RECORDS:
                _download(brief, name, primary=False)


def _download(brief: Brief, name: str, *, primary: bool) -> None:
    library = rooms().library

    def content() -> bytes:
        return export(brief, name, library).content

    st.download_button(
        t(f"brief.as_{name}"),
        content,
        file_name(brief.title) + FORMATS[name].suffix,
        FORMATS[name].media_type,
        key=f"brief_as_{name}",
        on_click="ignore",
        icon=":material/download:",
        type="primary" if primary else "secondary",
    )


def _say(text: str) -> None:
    st.html(f'<p class="hint" role="status">{escape.text(text)}</p>')


_SECTIONS: dict[str, Callable[[], None]] = {"write": _write, "check": checker}
