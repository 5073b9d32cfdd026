"""Where a question goes: its intent and filters, from what was heard in it, and what is left to be searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.lexicon import Lexicon
from assistant.shelf import Shelf
from assistant.understanding.hearing import Heard, Span, content_words, frame_of, without
from assistant.understanding.intents import (
    HEADER_FIELDS,
    bare_fields,
    header_fields,
    header_sure,
    intent_of,
    is_order,
    is_small_talk,
)
from assistant.understanding.reading import Intent, Part, PlaceAsked
from assistant.understanding.router import Guess, Way
from assistant.understanding.subjects import SubjectAsked, subject_asked, subject_said
from assistant.understanding.times import Times
from index.analysis import analyser
from index.resolution import Kind
from index.search import Filters

_MAY_REST = (Intent.TOPIC, Intent.CONTENTS, Intent.CITED, Intent.HEADER)
"""Routes that a question about the legal basis of a resolution may seem to take."""
_MAY_BE_OTHER = (
    Intent.TOPIC,
    Intent.CONTENTS,
    Intent.HEADER,
    Intent.CITING,
    Intent.CITED,
    Intent.COMPARISON,
)
"""Routes of the rules that a guess may change: what is read of a place or a list by subject is no matter of wording."""
_A_SUBJECT = 3
"""Terms beside those of the header and the title from which a question with a word of the header asks of the text; it
keeps the fields, which are given where the text says nothing on them."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a question goes: its intent, its filters, and what is left to be searched."""

    intent: Intent
    filters: Filters
    subject: tuple[str, ...]
    fields: tuple[str, ...] = ()
    due: bool = False
    basis: bool = False
    loose: bool = False
    """Whether words of the subject may only say how it is asked."""
    frame: Sequence[Span] = ()
    """The words that only ask to be told, to compare or to list."""


def route_of(heard: Heard, shelf: Shelf) -> Route:
    """The way of a question, from what was heard: the first that its words tell, then what narrows it."""
    words, rest = heard.words, heard.rest
    fields = header_fields(rest, words)
    if any(m.resolution for m in heard.mentions):
        fields = tuple(f for f in HEADER_FIELDS if f in {*fields, *bare_fields(without(rest, heard.spans), words)})
    intent = Intent.CITED if heard.cites else _intent(heard, fields, shelf)
    basis = bool(heard.symbols and intent in _MAY_REST and words.intents["basis"].search(rest))
    intent = Intent.CITED if basis else intent
    route = Route(intent, _filters_of(heard, intent), heard.left(*heard.acting), fields, basis=basis)
    if about := _about(route, heard):
        return about
    if intent is Intent.CITING:
        route = replace(route, loose=_said_of_the_inside(heard))
    route = _narrowed(route, heard)
    if route.intent is Intent.TOPIC:
        return replace(route, fields=(), frame=frame_of(rest, heard.organs, words))
    if route.intent is Intent.COMPARISON:
        return replace(route, fields=(), frame=[m.span() for m in words.intents["compare"].finditer(rest)])
    if route.intent is Intent.HEADER:
        bare = rest
        for pattern in (*words.header_noun.values(), words.detail["told"]):
            bare = pattern.sub(lambda match: " " * len(match[0]), bare)
        subject = _own_terms(heard.left(of=bare), heard.symbols, shelf, words)
        sure = len(fields) > 1 or header_sure(rest, words)
        asks_text = bool(heard.symbols) and len(subject) >= _A_SUBJECT and not sure
        return replace(route, subject=subject, intent=Intent.TOPIC if asks_text else route.intent)
    if route.intent is Intent.CITED:
        subject = content_words(
            words.intents["references"].sub(" ", without(rest, [*heard.cut, *heard.act_spans])), words
        )
        return replace(route, fields=(), subject=subject)
    return replace(route, fields=())


def rerouted(heard: Heard, route: Route, guess: Guess, shelf: Shelf) -> tuple[Heard, Route]:
    """The route of a guess that is sure, as far as the question has what it needs; with it what was heard, in which the
    document that cites another is told from that one. Else what is given."""
    if not guess.sure or route.basis or heard.cites or route.intent not in _MAY_BE_OTHER:
        return heard, route
    return _CHANGES.get(guess.way, _stays)(heard, route, shelf)


def _stays(heard: Heard, route: Route, _: Shelf) -> tuple[Heard, Route]:
    return heard, route


def _to_citing(heard: Heard, route: Route, _: Shelf) -> tuple[Heard, Route]:
    if route.intent is Intent.CITING or not (heard.symbols or heard.documents):
        return heard, route
    return heard, Route(Intent.CITING, _filters_of(heard, Intent.CITING), route.subject, loose=True)


def _to_cited(heard: Heard, route: Route, shelf: Shelf) -> tuple[Heard, Route]:
    """Of a resolution that is not indexed only what cites it can be told."""
    if route.intent is Intent.CITED or not any(s in shelf or shelf.parts(s) for s in heard.symbols):
        return heard, route
    return heard, Route(Intent.CITED, _filters_of(heard, Intent.CITED), route.subject, loose=True)


def _to_cites_one(heard: Heard, route: Route, shelf: Shelf) -> tuple[Heard, Route]:
    """Of two documents the newer resolution is the one that cites."""
    named = [*heard.symbols, *heard.documents]
    if len(named) < 2 or not heard.symbols:  # one has been taken for the subject: nothing to be sure of
        return heard, route
    source = max(heard.symbols, key=shelf.age_of)
    others = tuple(name for name in named if name != source)
    told = replace(heard, symbols=(source,), documents=others, cites=True)
    return told, Route(Intent.CITED, _filters_of(told, Intent.CITED), route.subject)


def _to_header(heard: Heard, route: Route, _: Shelf) -> tuple[Heard, Route]:
    """Every field that is named is asked for, by whatever words."""
    words, rest = heard.words, heard.rest
    asked = {*route.fields, *header_fields(rest, words)}
    asked |= {name for name, noun in words.header_noun.items() if noun.search(rest)}
    fields = tuple(name for name in HEADER_FIELDS if name in asked)
    if not (heard.symbols and fields):
        return heard, route
    return heard, Route(Intent.HEADER, _filters_of(heard, Intent.HEADER), route.subject, fields)


def _to_comparison(heard: Heard, route: Route, _: Shelf) -> tuple[Heard, Route]:
    if route.intent is Intent.COMPARISON or len(heard.symbols) < 2:
        return heard, route
    return heard, replace(route, intent=Intent.COMPARISON, fields=())


def _to_contents(heard: Heard, route: Route, _: Shelf) -> tuple[Heard, Route]:
    if route.intent is Intent.CONTENTS or not heard.symbols:
        return heard, route
    return heard, Route(Intent.CONTENTS, _filters_of(heard, Intent.CONTENTS), route.subject)


def _to_due(heard: Heard, route: Route, _: Shelf) -> tuple[Heard, Route]:
    if not heard.symbols:
        return heard, route
    return heard, Route(Intent.CONTENTS, _filters_of(heard, Intent.CONTENTS), route.subject, due=True)


def _to_lookup(heard: Heard, route: Route, _: Shelf) -> tuple[Heard, Route]:
    if route.intent is not Intent.TOPIC or not (heard.places and heard.symbols):
        return heard, route
    return heard, Route(Intent.LOOKUP, _filters_of(heard, Intent.LOOKUP), route.subject)


def _to_about(heard: Heard, route: Route, _: Shelf) -> tuple[Heard, Route]:
    asked = subject_said(heard) if route.intent in (Intent.TOPIC, Intent.HEADER) else None
    listed = _list_on(asked, route, heard) if asked else None
    return heard, replace(listed, loose=True) if listed else route


def _to_topic(heard: Heard, route: Route, shelf: Shelf) -> tuple[Heard, Route]:
    """A topic keeps the fields of the header, which are given where the text says nothing on it."""
    known = any(s in shelf or shelf.parts(s) for s in heard.symbols)
    if route.intent not in (Intent.HEADER, Intent.CITING) or len(heard.symbols) > 1 or not (known or route.fields):
        return heard, route
    if route.intent is Intent.HEADER and header_sure(heard.rest, heard.words):
        return heard, route
    frame = frame_of(heard.rest, heard.organs, heard.words)
    return heard, Route(
        Intent.TOPIC, _filters_of(heard, Intent.TOPIC), heard.left(*heard.acting), route.fields, frame=frame
    )


_CHANGES: Mapping[Way, Callable[[Heard, Route, Shelf], tuple[Heard, Route]]] = {
    Way.CITING: _to_citing,
    Way.CITED: _to_cited,
    Way.CITES_ONE: _to_cites_one,
    Way.HEADER: _to_header,
    Way.COMPARISON: _to_comparison,
    Way.CONTENTS: _to_contents,
    Way.DUE: _to_due,
    Way.LOOKUP: _to_lookup,
    Way.ABOUT: _to_about,
    Way.TOPIC: _to_topic,
}


def _filters_of(heard: Heard, intent: Intent) -> Filters:
    bodies = tuple(dict.fromkeys(b for _, _, b in heard.organs))
    filters = _filters(heard.symbols, bodies, heard.times, heard.places, intent)
    return replace(filters, languages=heard.texts_in)


def _said_of_the_inside(heard: Heard) -> bool:
    """Whether something is said to stand in the document that seems to be cited: « …, cité dans la 62/27 »."""
    inside = re.compile(rf"{heard.words.parts['in_document']}$")
    return any(inside.search(heard.rest[: m.start]) for m in heard.mentions if m.resolution)


def _about(route: Route, heard: Heard) -> Route | None:
    """The list of resolutions on a subject, where the question asks for one."""
    asked = subject_asked(heard) if route.intent in (Intent.TOPIC, Intent.HEADER) else None
    return _list_on(asked, route, heard) if asked else None


def _list_on(asked: SubjectAsked, route: Route, heard: Heard) -> Route | None:
    frame = [(0, asked.start), (asked.end, len(heard.rest)), *heard.cut]
    if not (subject := heard.left(*frame)):
        return None
    filters = replace(route.filters, years=asked.years or route.filters.years)
    return replace(route, intent=Intent.ABOUT, filters=filters, subject=subject, fields=(), frame=frame)


def _narrowed(route: Route, heard: Heard) -> Route:
    """The contents or the list that a topic's words only ask for: its verb and those addressed, what is due, which
    resolutions there are."""
    words, rest = heard.words, heard.rest
    if route.intent in (Intent.TOPIC, Intent.CONTENTS) and heard.acting and heard.symbols and not route.subject:
        # « Que demande-t-on au Secrétaire général dans … ? »: the verb and those addressed are all there is to find
        filters = replace(route.filters, acts=tuple(sorted(heard.acts)), addressees=heard.addressees)
        return replace(route, intent=Intent.CONTENTS, filters=filters)
    if route.intent is not Intent.TOPIC:
        return route
    if heard.symbols:
        due = not content_words(words.intents["due"].sub(" ", rest), words)
        return replace(route, intent=Intent.CONTENTS, due=True) if due else route
    if route.filters != Filters() and words.intents["listing"].search(rest):
        bare = words.intents["listing"].sub(" ", without(rest, [*heard.cut, *heard.act_spans]))
        if not (content_words(bare, words) or heard.documents or route.filters.kinds):
            return replace(route, intent=Intent.LISTING)
    return route


def _intent(heard: Heard, fields: tuple[str, ...], shelf: Shelf) -> Intent:
    words, terms = heard.words, heard.left()
    if is_order(heard.text, words):
        return Intent.INSTRUCTION
    if is_small_talk(heard.text, words):
        return Intent.SMALL_TALK
    return intent_of(
        heard.rest,
        words,
        symbols=len(heard.symbols),
        documents=len(heard.documents),
        places=heard.places,
        fields=fields,
        terms=terms,
        beyond=_own_terms(terms, heard.symbols, shelf, words),
    )


def _filters(
    symbols: tuple[str, ...], bodies: tuple[str, ...], times: Times, places: Sequence[PlaceAsked], intent: Intent
) -> Filters:
    """The filters that the words of a question ask for. A resolution named makes the others idle."""
    years, sessions = times.bound, times.sessions
    if intent is Intent.CITING:
        return Filters(bodies=bodies, years=years, adopted=times.adopted, sessions=sessions)
    whole = [place for place in places if place.part is Part.WHOLE]
    kinds = {Part.PREAMBLE: Kind.PREAMBULAR, Part.OPERATIVE: Kind.OPERATIVE}
    of = sorted({place.of for place in whole if not place.contained})
    chosen = tuple(kinds[part] for part in of if part in kinds)
    chosen += (Kind.ANNEX,) if any(place.annex is not None for place in whole) else ()
    if symbols:
        return Filters(symbols=symbols, kinds=chosen if intent in (Intent.TOPIC, Intent.CITED) else ())
    return Filters(bodies=bodies, years=years, adopted=times.adopted, sessions=sessions, kinds=chosen)


def _own_terms(terms: tuple[str, ...], symbols: Sequence[str], shelf: Shelf, words: Lexicon) -> tuple[str, ...]:
    """The terms without those of the titles of the resolutions named, which only say again which they are."""
    titles = {t for s in symbols for title in shelf.titles(s) for t in analyser(words.language).terms(title)}
    return tuple(term for term in terms if term not in titles)
