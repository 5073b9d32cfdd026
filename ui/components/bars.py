"""Counts as horizontal bars: plain HTML, read by everybody, drawn in the theme's colours."""

from __future__ import annotations

from collections.abc import Sequence

from ui import escape
from ui.i18n import Messages


def bars_html(title: str, counts: Sequence[tuple[str, int]], words: Messages) -> str:
    """Names with their counts, as long as the count is; "" when there are none."""
    if not counts:
        return ""
    most = max(count for _, count in counts)
    rows = "".join(
        f'<li><span>{escape.text(name)}</span><span class="bar" style="width:{100 * count / most:.1f}%" '
        f'aria-hidden="true"></span><b>{escape.text(words.number(count))}</b></li>'
        for name, count in counts
    )
    return f'<h2 class="group-title">{escape.text(title)}</h2><ul class="bars">{rows}</ul>'
