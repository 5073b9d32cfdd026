"""Briefs: cited paragraphs in an order, with the user's own words around them. Records and pure editing.

A quotation keeps the text of its paragraphs as it stood when taken, the file hash and the day, so that a brief can be
read, checked and exported wherever it goes. `quoting` makes items, `brief_store` keeps briefs, `brief_check` verifies.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from assistant.brief_items import Item, cited_symbols, new_key
from assistant.errors import BriefError


@dataclass(frozen=True, slots=True)
class Cited:
    """A resolution that the brief cites, in one language, as the catalogue had it when cited."""

    symbol: str
    language: str
    title: str
    adopted: dt.date | None
    sha256: str
    path: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief. `language` is that of its references and typography; `revision` grows with every save."""

    key: str
    title: str
    language: str
    items: tuple[Item, ...] = ()
    sources: tuple[Cited, ...] = ()
    revision: int = 0
    changed: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))

    def item(self, key: str) -> Item:
        """The item with this key. Raises BriefError."""
        return self.items[self._place(key)]

    def with_item(self, item: Item, *cited: Cited, at: int | None = None) -> Brief:
        """The brief with one item more, at the end or at a place from 0; `cited` are the resolutions it cites."""
        place = len(self.items) if at is None else at
        items = (*self.items[:place], item, *self.items[place:])
        return self._changed(items, {_source_key(c): c for c in (*self.sources, *cited)})

    def without(self, key: str) -> Brief:
        """The brief without this item."""
        place = self._place(key)
        return self._changed((*self.items[:place], *self.items[place + 1 :]))

    def replaced(self, item: Item, *cited: Cited) -> Brief:
        """The brief with the item of the same key edited."""
        place = self._place(item.key)
        items = (*self.items[:place], item, *self.items[place + 1 :])
        return self._changed(items, {_source_key(c): c for c in (*self.sources, *cited)})

    def moved(self, key: str, to: int) -> Brief:
        """The brief with this item at another place, counted from 0 and kept within the brief."""
        item = self.item(key)
        rest = [other for other in self.items if other.key != key]
        rest.insert(max(0, min(to, len(rest))), item)
        return self._changed(tuple(rest))

    def duplicated(self, key: str) -> Brief:
        """The brief with a copy of this item right after it."""
        place = self._place(key)
        return self.with_item(replace(self.items[place], key=new_key()), at=place + 1)

    def renamed(self, title: str) -> Brief:
        """The brief under another title."""
        return replace(self, title=title, changed=dt.datetime.now(dt.UTC))

    def source(self, symbol: str, language: str) -> Cited | None:
        """What is known of a cited resolution: in this language, else in any."""
        of_symbol = [cited for cited in self.sources if cited.symbol == symbol]
        return next((c for c in of_symbol if c.language == language), of_symbol[0] if of_symbol else None)

    def _place(self, key: str) -> int:
        for place, item in enumerate(self.items):
            if item.key == key:
                return place
        raise BriefError(f"The brief “{self.title}” has no item {key}.", hint="`alinea brief show` lists its items.")

    def _changed(self, items: tuple[Item, ...], sources: dict[tuple[str, str], Cited] | None = None) -> Brief:
        """With other items, and the sources that they still cite."""
        cited = {symbol for item in items for symbol in cited_symbols(item)}
        known = sources or {_source_key(c): c for c in self.sources}
        kept = tuple(c for c in known.values() if c.symbol in cited)
        return replace(self, items=items, sources=kept, changed=dt.datetime.now(dt.UTC))


@dataclass(frozen=True, slots=True)
class Desk:
    """A brief being edited, with what undo and redo go back to."""

    brief: Brief
    past: tuple[Brief, ...] = ()
    future: tuple[Brief, ...] = ()

    def done(self, brief: Brief) -> Desk:
        """After an edit; the last hundred are kept."""
        return Desk(brief, (*self.past[-99:], self.brief))

    def undone(self) -> Desk:
        """One edit back; the same where there is none."""
        if not self.past:
            return self
        return Desk(self._as_next(self.past[-1]), self.past[:-1], (*self.future, self.brief))

    def redone(self) -> Desk:
        """One undone edit forward; the same where there is none."""
        if not self.future:
            return self
        return Desk(self._as_next(self.future[-1]), (*self.past, self.brief), self.future[:-1])

    def _as_next(self, brief: Brief) -> Brief:
        """An earlier state, to be saved over the present one."""
        return replace(brief, revision=self.brief.revision)


def new_brief(title: str, language: str) -> Brief:
    """An empty brief with a key of its own."""
    return Brief(new_key(), title, language)


def _source_key(cited: Cited) -> tuple[str, str]:
    return (cited.symbol, cited.language)
