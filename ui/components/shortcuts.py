"""The list of keyboard shortcuts: a dialog that the key `?` or its button opens. The bridge does what it says."""

from __future__ import annotations

from ui import escape
from ui.i18n import Messages

_KEYS = (("?", "help"), ("/", "ask"), ("n", "next"), ("p", "previous"), ("Esc", "close"))


def shortcuts_html(words: Messages) -> str:
    """The dialog and the button that shows it."""
    rows = "".join(
        f"<dt><kbd>{key}</kbd></dt><dd>{escape.text(words.say(f'shortcut.{name}'))}</dd>" for key, name in _KEYS
    )
    title, show = escape.text(words.say("shortcut.title")), escape.text(words.say("shortcut.show"))
    closing = escape.text(words.say("shortcut.closing"))
    return (
        f'<p class="side-foot"><button type="button" class="link" data-dialog="shortcuts">{show} <kbd>?</kbd></button>'
        f"</p>"
        f'<dialog id="shortcuts" aria-label="{title}"><h2>{title}</h2><dl>{rows}</dl>'
        f'<button type="button" class="suggestion" data-dialog="shortcuts">{closing}</button></dialog>'
    )
