"""Which documents a resolution cites and which cite it: as lists, and as a graph whose nodes open them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import SymbolError
from index.resolution import Resolution
from index.symbols import Symbol
from ui import escape, links
from ui.i18n import Messages
from ui.shelf import Shelf, in_corpus

_ROWS = 9


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
    """The resolution between what it cites (left) and what cites it (right), as boxes that open; "" when there is
    nothing on either side. The lists say the same in full; long ones are cut here at nine."""
    if not out and not into:
        return ""
    label = escape.text(words.say("source.graph", number=resolution.symbol.short))
    own = escape.text(resolution.symbol.short)
    return (
        f'<div class="graph" role="group" aria-label="{label}">{_column("out", out[:_ROWS])}'
        f'<span class="self">{own}</span>{_column("into", into[:_ROWS])}</div>'
    )


def _column(side: str, related: Sequence[Related]) -> str:
    return f'<ul class="{side}">{"".join(f"<li>{_node(r)}</li>" for r in related)}</ul>'


def _node(related: Related) -> str:
    name = escape.text(related.name)
    if not related.known:
        return f'<span class="outside">{name}</span>'
    href, ref = escape.text(links.paragraph(related.symbol)), escape.text(related.symbol)
    return f'<a href="{href}" data-ref="{ref}">{name}</a>'


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
    return [Related(s, _name(s), in_corpus(shelf, s), times) for s, times in counts.items()]


def _name(symbol: str) -> str:
    try:
        return Symbol.parse(symbol).short
    except SymbolError:  # a report or another document: known by its symbol alone
        return symbol
