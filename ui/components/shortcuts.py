"""The list of keyboard shortcuts: a dialog that the key `?` or its button opens. The bridge does what it says."""

from __future__ import annotations

from ui import escape
from ui.i18n import Messages

_KEYS = (
    ("/", "ask"),
    ("N", "new"),
    ("c", "copy"),
    ("o", "open"),
    ("n", "next"),
    ("p", "previous"),
    ("b", "keep"),
    ("Esc", "close"),
    ("?", "help"),
)


def shortcuts_html(words: Messages, beside: str = "") -> str:
    """The dialog and the button that shows it; `beside` is markup to stand next to the button."""
    rows = "".join(
        f"<dt><kbd>{key}</kbd></dt><dd>{escape.text(words.say(f'shortcut.{name}'))}</dd>" for key, name in _KEYS
    )
    title, show = escape.text(words.say("shortcut.title")), escape.text(words.say("shortcut.show"))
    closing = escape.text(words.say("shortcut.closing"))
    return (
        f'<p class="side-foot"><button type="button" class="link" data-dialog="shortcuts">{show} <kbd>?</kbd></button>'
        f"{beside}</p>"
        f'<dialog id="shortcuts" aria-label="{title}"><h2>{title}</h2><dl>{rows}</dl>'
        f'<button type="button" class="suggestion" data-dialog="shortcuts">{closing}</button></dialog>'
    )
