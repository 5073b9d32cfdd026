"""The button that goes from the system's light to always light, to always dark. The bridge does what it says: which one
is chosen is known to the browser alone."""

from __future__ import annotations

from ui import escape
from ui.i18n import Messages

_CHOICES = ("system", "light", "dark")


def theme_html(words: Messages) -> str:
    """The button, with its words for each choice."""
    said = " ".join(f'data-{choice}="{escape.text(words.say(f"theme.{choice}"))}"' for choice in _CHOICES)
    return f'<button type="button" class="link" data-theme {said}>{escape.text(words.say("theme.system"))}</button>'
