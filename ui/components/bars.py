"""Counts as bars and columns: plain HTML, read by everybody, drawn in the theme's colours. Each can be clicked, to see
what it counts."""

from __future__ import annotations

from collections.abc import Sequence

from ui import escape
from ui.i18n import Messages

_LABELS = 12
"""Columns between which a label stands, at least as many as there is room for."""


def bars_html(title: str, counts: Sequence[tuple[str, int]], words: Messages, asked: Sequence[str] = ()) -> str:
    """Names with their counts, as long as the count is; "" when there are none. `asked` says for each what a click on
    its name sends as a facet."""
    if not counts:
        return ""
    most = max(count for _, count in counts)
    rows = "".join(
        f"<li>{_name(name, asked[n] if asked else '')}"
        f'<span class="bar" style="width:{100 * count / most:.1f}%" '
        f'aria-hidden="true"></span><b>{escape.text(words.number(count))}</b></li>'
        for n, (name, count) in enumerate(counts)
    )
    return f'<section><h2 class="group-title">{escape.text(title)}</h2><ul class="bars">{rows}</ul></section>'


def columns_html(title: str, counts: dict[int, int], words: Messages, facet: str) -> str:
    """Counts by year or session as columns, one for every number between the first and the last; a click on one asks
    for it as a `facet`. "" for fewer than two: there is nothing to compare."""
    if len(counts) < 2:
        return ""
    most, first, last = max(counts.values()), min(counts), max(counts)
    every = max(1, -(-(last - first + 1) // _LABELS))
    rows = "".join(_column(n, counts.get(n, 0), most, facet, words, n % every == 0) for n in range(first, last + 1))
    return (
        f'<section class="wide"><h2 class="group-title">{escape.text(title)}</h2>'
        f'<ul class="columns">{rows}</ul></section>'
    )


def _name(name: str, asked: str) -> str:
    if not asked:
        return f"<span>{escape.text(name)}</span>"
    return (
        f'<button type="button" class="bar-name" data-send="facet" data-value="{escape.text(asked)}">'
        f"{escape.text(name)}</button>"
    )


def _column(n: int, count: int, most: int, facet: str, words: Messages, labelled: bool) -> str:
    label = f'<span class="tick" aria-hidden="true">{n}</span>' if labelled else ""
    if not count:
        return f"<li>{label}</li>"
    said = escape.text(words.say(f"corpus.in_{facet}", n=count, value=str(n)))
    return (
        f'<li><button type="button" data-send="facet" data-value="{facet}:{n}" aria-label="{said}" title="{said}" '
        f'style="height:{100 * count / most:.1f}%"></button>{label}</li>'
    )
