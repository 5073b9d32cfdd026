"""The router: which views there are, in which order, and what stands around all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from assistant.errors import AssistantError
from index.errors import IndexingError
from ui.components import frame
from ui.components.sidebar import sidebar
from ui.views import brief, chat, corpus, evaluation
from ui.words import t


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name in addresses and in the messages (`nav.<name>`), its icon, the function that draws it."""

    name: str
    icon: str
    draw: Callable[[], None]


VIEWS = (
    View("chat", "forum", chat.draw),
    View("corpus", "library_books", corpus.draw),
    View("brief", "bookmarks", brief.draw),
    View("evaluation", "fact_check", evaluation.draw),
)


def main() -> None:
    """Draw the view that the address names."""
    frame.begin()
    if not frame.signed_in():
        return
    pages = [
        st.Page(
            view.draw,
            title=t(f"nav.{view.name}"),
            icon=f":material/{view.icon}:",
            url_path=view.name,
            default=view is VIEWS[0],
        )
        for view in VIEWS
    ]
    page = st.navigation(pages, position="top")
    try:
        frame.follow_address(page.url_path)
        sidebar()
        page.run()
    except (IndexingError, AssistantError) as error:
        frame.show_error(error)


main()
