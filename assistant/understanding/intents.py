"""Which route a question takes, and what kind of answer it wants."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.lexicon import Lexicon
from assistant.understanding.reading import Intent, Part, PlaceAsked

_WORD = re.compile(r"[^\W\d_]+")
# What each header field is told from; the order is that of an answer.
HEADER_FIELDS = (
    "organ",
    "title",
    "adopted",
    "place",
    "issued",
    "session",
    "meeting",
    "agenda",
    "report",
    "vote",
    "count",
)

_A_SUBJECT = 2
"""Terms beside those of the titles from which something is asked that stands in the annex, not for all of it; said to
be its subject (« sur … »), one is enough."""


def header_fields(text: str, words: Lexicon) -> tuple[str, ...]:
    """The header fields that the question (folded by `plain`) asks for."""
    return tuple(name for name in HEADER_FIELDS if words.header[name].search(text))


def header_sure(text: str, words: Lexicon) -> bool:
    """Whether the words of a question ask for the header, however much they say of a subject."""
    return any(pattern.search(text) for pattern in words.header_sure.values())


def bare_fields(text: str, words: Lexicon) -> tuple[str, ...]:
    """The header fields that a question of names alone asks for: « date, séance et vote ». None where it says more."""
    named = {name for name, pattern in words.header_noun.items() if pattern.search(text)}
    for name in ("issued", "agenda", "report", *named):
        text = words.header_noun[name].sub(" ", text)
    rest = [word for word in _WORD.findall(text) if word not in words.stop]
    return () if rest or not named else tuple(name for name in HEADER_FIELDS if name in named)


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
    places: Sequence[PlaceAsked],
    fields: tuple[str, ...],
    terms: tuple[str, ...],
    beyond: tuple[str, ...],
) -> Intent:
    """The route, from the question (folded by `plain`) and what was found in it; `beyond` are the terms that are not in
    the titles of the resolutions named."""
    numbered = [p for p in places if p.part is not Part.WHOLE]
    cited_by = words.intents["cited_by_what"].search(text)
    cited = not cited_by and words.intents["cited"].search(text)
    if fields and (symbols or documents) and not numbered and not (symbols == 1 and cited):
        return Intent.HEADER
    named = symbols + documents
    within = symbols == 1 and words.intents["paragraphs_that"].search(text)
    citing = cited_by or (not within and words.intents["citing"].search(text))
    if named and not (numbered and symbols):
        if not cited and citing:
            return Intent.CITING
        if not symbols:
            return Intent.CITING if len(terms) <= 2 else Intent.TOPIC
        if symbols == 1 and cited:
            return Intent.CITED
    if numbered:
        return Intent.LOOKUP
    if places and symbols and not _within_annex(text, words, places, beyond):
        contained = any(place.contained for place in places)
        if contained or not beyond:
            return Intent.LOOKUP
    if symbols > 1:
        return Intent.COMPARISON
    if symbols and not terms:
        return Intent.CONTENTS
    if fields and not symbols and words.header_subject.search(text):
        return Intent.HEADER
    return Intent.TOPIC


def _within_annex(text: str, words: Lexicon, places: Sequence[PlaceAsked], beyond: tuple[str, ...]) -> bool:
    """Whether something is asked that stands in the annex: « La déclaration annexée à … veut-elle … ? »."""
    alone = all((place.section, place.annex, place.article) == (None, "", None) for place in places)
    return alone and len(beyond) >= (1 if words.intents["on_subject"].search(text) else _A_SUBJECT)
