"""Which documents a resolution cites and which cite it: as lists, and as a graph whose nodes open them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import SymbolError
from index.resolution import Resolution
from index.symbols import Symbol
from ui import escape, links
from ui.i18n import Messages
from ui.shelf import Shelf

_ROWS = 9
_WIDTH, _BOX, _STEP = 620, 150, 34


@dataclass(frozen=True, slots=True)
class Related:
    """Another document: how prose names it, whether it is in the corpus, in how many paragraphs the two meet."""

    symbol: str
    name: str
    known: bool
    times: int


def cited_by_it(resolution: Resolution, shelf: Shelf) -> list[Related]:
    """The documents that a resolution cites, in the order of their first mention."""
    own = str(resolution.symbol)
    found = [r.symbol for p in resolution.paragraphs for r in p.references if r.symbol != own]
    return _related(found, shelf)


def citing_it(resolution: Resolution, shelf: Shelf) -> list[Related]:
    """The resolutions that cite it."""
    own = str(resolution.symbol)
    found = [c.id.partition("#")[0] for c in shelf.citing(own)]
    return _related([symbol for symbol in found if symbol != own], shelf)


def list_html(related: Sequence[Related], words: Messages) -> str:
    """The documents as a list of links; one that is not in the corpus is plain text."""
    rows = "".join(f"<li>{_entry(r, words)}</li>" for r in related)
    return f"<ul>{rows}</ul>"


def graph_html(resolution: Resolution, out: Sequence[Related], into: Sequence[Related], words: Messages) -> str:
    """The resolution between what it cites (left) and what cites it (right), as a drawing; "" when there is nothing.

    The lists say the same for who cannot see it; long ones are cut at nine."""
    left, right = out[:_ROWS], into[:_ROWS]
    if not left and not right:
        return ""
    height = max(len(left), len(right), 1) * _STEP + 12
    middle = height / 2
    label = escape.text(words.say("source.graph", number=resolution.symbol.short))
    parts = [f'<svg class="graph" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{label}">']
    for column, x in ((left, 0), (right, _WIDTH - _BOX)):
        top = (height - len(column) * _STEP) / 2
        for at, related in enumerate(column):
            y = top + at * _STEP + _STEP / 2
            near = x + _BOX if x == 0 else x
            centre = _WIDTH / 2 + (-_BOX / 2 if x == 0 else _BOX / 2)
            parts.append(f'<line x1="{near}" y1="{y}" x2="{centre}" y2="{middle}"></line>')
            parts.append(_node(related, x, y))
    parts.append(f'<g class="self">{_box(resolution.symbol.short, (_WIDTH - _BOX) / 2, middle)}</g></svg>')
    return "".join(parts)


def _node(related: Related, x: float, y: float) -> str:
    box = _box(related.name, x, y)
    if not related.known:
        return f'<g class="outside">{box}</g>'
    href, ref = escape.text(links.paragraph(related.symbol)), escape.text(related.symbol)
    return f'<a href="{href}" data-ref="{ref}" tabindex="-1">{box}</a>'


def _box(name: str, x: float, y: float) -> str:
    return (
        f'<rect x="{x + 1}" y="{y - 13}" width="{_BOX - 2}" height="26" rx="6"></rect>'
        f'<text x="{x + _BOX / 2}" y="{y}">{escape.text(name[:24])}</text>'
    )


def _entry(related: Related, words: Messages) -> str:
    times = f" ({related.times})" if related.times > 1 else ""
    if related.known:
        href, ref = escape.text(links.paragraph(related.symbol)), escape.text(related.symbol)
        return f'<a href="{href}" data-ref="{ref}">{escape.text(related.name)}</a>{times}'
    outside = escape.text(words.say("source.not_indexed"))
    return f'<span class="outside">{escape.text(related.name)}{times} · {outside}</span>'


def _related(symbols: Sequence[str], shelf: Shelf) -> list[Related]:
    counts: dict[str, int] = {}
    for symbol in symbols:
        counts[symbol] = counts.get(symbol, 0) + 1
    return [Related(s, _name(s), bool(shelf.languages(s)), times) for s, times in counts.items()]


def _name(symbol: str) -> str:
    try:
        return Symbol.parse(symbol).short
    except SymbolError:  # a report or another document: known by its symbol alone
        return symbol
