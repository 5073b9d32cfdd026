"""Which route a question takes, and what kind of answer it wants."""

from __future__ import annotations

from assistant.lexicon import Lexicon
from assistant.understanding.reading import Intent, Part, PlaceAsked

# What each header field is told from; the order is that of an answer.
HEADER_FIELDS = ("organ", "title", "adopted", "issued", "session", "meeting", "agenda", "report", "vote", "count")


def header_fields(text: str, words: Lexicon) -> tuple[str, ...]:
    """The header fields that the question (folded by `plain`) asks for."""
    return tuple(name for name in HEADER_FIELDS if words.header[name].search(text))


def wanted_kinds(text: str, words: Lexicon) -> frozenset[str]:
    """The kinds of answer wanted: `date`, `number`, `duration`, `place`, `document`, …"""
    return frozenset(name for name, pattern in words.wanted.items() if pattern.search(text))


def is_order(text: str, words: Lexicon) -> bool:
    """Whether the words are an order to the program rather than a question about texts."""
    return bool(words.intents["instruction"].search(text))


def is_small_talk(text: str, words: Lexicon) -> bool:
    """Whether the words are a greeting or thanks."""
    return bool(words.intents["greeting"].search(text)) or not any(c.isalnum() for c in text)


def intent_of(
    text: str,
    words: Lexicon,
    *,
    symbols: int,
    documents: int,
    places: list[PlaceAsked],
    fields: tuple[str, ...],
    terms: tuple[str, ...],
) -> Intent:
    """The route, from the question (folded by `plain`) and what was found in it."""
    numbered = [p for p in places if p.part is not Part.WHOLE]
    if fields and (symbols or documents) and not numbered:
        return Intent.HEADER
    if documents or symbols:
        if not words.intents["cited"].search(text) and words.intents["citing"].search(text):
            return Intent.CITING
        if not symbols:
            return Intent.CITING if len(terms) <= 2 else Intent.TOPIC
        if symbols == 1 and not places and words.intents["cited"].search(text):
            return Intent.CITED
    if numbered:
        return Intent.LOOKUP
    if places and symbols and (len(terms) <= 2 or not numbered):
        return Intent.LOOKUP
    if symbols > 1:
        return Intent.COMPARISON
    if symbols and not terms:
        return Intent.CONTENTS
    if fields and not symbols and words.header_subject.search(text):
        return Intent.HEADER
    return Intent.TOPIC
