"""The filters understood from a question, as words, and the filters without one of them."""

from __future__ import annotations

from dataclasses import fields, replace

from index.names import act_in, addressee_in
from index.search import Filters
from ui.i18n import Messages

_EMPTY = Filters()


def in_force(filters: Filters) -> list[str]:
    """The names of the filters that ask for something."""
    return [f.name for f in fields(filters) if getattr(filters, f.name) != getattr(_EMPTY, f.name)]


def without(filters: Filters, name: str) -> Filters:
    """The filters with one of them lifted; a name that is none changes nothing."""
    return replace(filters, **{name: getattr(_EMPTY, name)}) if name in in_force(filters) else filters


def in_words(filters: Filters, name: str, words: Messages) -> str:
    """One filter in words: « Sessions 60 à 62 », « Assemblée générale »."""
    value = getattr(filters, name)
    if name in ("sessions", "years"):
        first, last = value
        if first == last:
            return words.say(f"filter.{name.removesuffix('s')}", value=str(first))
        return words.say(f"filter.{name}", first=str(first), last=str(last))
    if name == "adopted":
        return _adopted(value, words)
    shown = ", ".join(_name_of(name, str(getattr(v, "value", v)), words) for v in value)
    return words.say(f"filter.{_SINGULAR[name]}", value=shown)


_SINGULAR = {
    "symbols": "symbol",
    "bodies": "body",
    "kinds": "kind",
    "acts": "act",
    "addressees": "addressee",
    "languages": "language",
}
_CATALOGUE = {"bodies": "body", "kinds": "kind", "languages": "lang"}


def _name_of(name: str, value: str, words: Messages) -> str:
    if name == "acts":
        return act_in(words.language, value)
    if name == "addressees":
        return addressee_in(words.language, value)
    key = f"{_CATALOGUE.get(name, '')}.{value}"
    return words.say(key) if words.has(key) else value


def _adopted(value: tuple[object, object], words: Messages) -> str:
    first, last = value
    if first is None:
        return words.say("filter.adopted_to", last=last)
    if last is None:
        return words.say("filter.adopted_from", first=first)
    return words.say("filter.adopted", first=first, last=last)
