"""What all tabs of the server share, opened once: settings, library, assistant, conversations, running answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from assistant.conversation import Conversations
from assistant.settings import Settings, load_settings
from ui.building import Builder, Builds, builder_of
from ui.jobs import Asker, Jobs
from ui.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Rooms:
    """The opened things."""

    settings: Settings
    library: Shelf
    asker: Asker
    conversations: Conversations
    jobs: Jobs
    builds: Builds


Opener = Callable[[Settings], tuple[Shelf, Asker, Builder]]


class _Openers:
    """Who opens the library and the assistant: the real ones, unless a server was started with others."""

    opener: Opener | None = None


def serve_with(opener: Opener | None) -> None:
    """Let this process serve another library and assistant than those of its home (a test's, a demonstration's);
    None brings the real ones back."""
    _Openers.opener = opener


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The server's settings, read once. Raises SettingsError."""
    return load_settings()


@st.cache_resource(show_spinner=False)
def rooms() -> Rooms:
    """Everything opened. Raises what the openers raise; nothing is kept then, and the next run tries again."""
    read = settings()
    library, asker, builder = (_Openers.opener or _open)(read)
    url = read.conversations_url
    store = Conversations.open(url) if url else Conversations.in_home(read.home)
    return Rooms(read, library, asker, store, Jobs(asker, store), Builds(builder))


def _open(settings: Settings) -> tuple[Shelf, Asker, Builder]:
    from assistant.chain import Assistant  # with the stores: a second or more
    from index.library import Library

    assistant = Assistant.open(settings)
    library = assistant.library
    assert isinstance(library, Library)
    return library, assistant, builder_of(settings)
