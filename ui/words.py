"""The messages in the language of the tab."""

from __future__ import annotations

from ui.i18n import Messages, messages
from ui.state import state


def catalogue() -> Messages:
    """The catalogue of the tab's language."""
    return messages(state().lang)


def t(key: str, **holes: object) -> str:
    """A message in the tab's language, its holes filled."""
    return catalogue().say(key, **holes)
