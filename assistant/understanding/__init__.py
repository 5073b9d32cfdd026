"""From a question to what it asks: language, resolutions and places named, filters, route."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields, replace

from assistant.answer import Understood
from assistant.lexicon import lexicon
from assistant.shelf import Shelf
from assistant.understanding.followup import leans, may_lean, points_back, searched_of, standalone
from assistant.understanding.hearing import hear
from assistant.understanding.intents import wanted_kinds
from assistant.understanding.language import language_of
from assistant.understanding.organs import bodies_of_texts
from assistant.understanding.reading import Intent, Part, PlaceAsked, Reading
from assistant.understanding.router import Router
from assistant.understanding.routing import rerouted, route_of
from assistant.understanding.spelling import corrected, without_chatter
from assistant.understanding.symbols import blank
from index.search import Filters

__all__ = ["Intent", "Part", "PlaceAsked", "Reading", "Router", "understand"]
_TURNS_READ = 6


def understand(
    question: str,
    shelf: Shelf,
    *,
    history: Sequence[str] = (),
    language: str = "fr",
    filters: Filters | None = None,
    removed: Collection[str] = (),
    router: Router | None = None,
) -> Reading:
    """What `question` asks, after the user's earlier questions in `history`, oldest first.

    `language` is assumed where the words do not tell; `filters`, when given, replace those understood; `removed` names
    filters (fields of Filters) that the user took away. `router` gives a second opinion on the route.
    """
    before: Reading | None = None
    for turn in history[-_TURNS_READ:]:
        before = _read_after(turn, before, shelf, language, router)
    reading = _read_after(question, before, shelf, language, router)
    combined = _combined(reading.understood.filters, filters, removed)
    return replace(reading, understood=replace(reading.understood, filters=combined))


def _read_after(question: str, before: Reading | None, shelf: Shelf, language: str, router: Router | None) -> Reading:
    """A question's reading; where it leans on the one before, that of its standalone form."""
    reading = _leaning_on(question, before, shelf, language, router)
    named = (*(before.recalled if before else ()), *reading.symbols)
    return replace(reading, recalled=tuple(dict.fromkeys(named[::-1]))[::-1])


def _leaning_on(question: str, before: Reading | None, shelf: Shelf, language: str, router: Router | None) -> Reading:
    own = _read(question, shelf, before.language if before else language, router)
    if before is None or own.intent in (Intent.INSTRUCTION, Intent.SMALL_TALK):
        return own
    if own.intent is Intent.ABOUT and not (own.loose and before.symbols):
        return own
    words = lexicon(own.language)
    typed, question = question, without_chatter(question, words)
    leaning = leans(question, words) or points_back(question, own, words)
    if not (leaning or may_lean(question, own, words)):
        return own
    whole = standalone(question, own, before, words)
    if whole == question and own.symbols and (own.terms or not leaning):
        return own
    reading = _read(whole, shelf, own.language, router) if whole != question else own
    free = not reading.symbols and whole == question
    if free or (reading.symbols and not own.symbols and whole.startswith(question.strip())):
        reading = replace(reading, content=searched_of(own.content, words))
    shown = f"{before.understood.standalone} {question.strip()}" if free else whole
    understood = replace(reading.understood, question=typed, standalone=shown)
    return replace(reading, understood=understood, leaning=leaning, before=before if free else None)


def _read(question: str, shelf: Shelf, default_language: str, router: Router | None) -> Reading:
    """The reading of a question that stands by itself."""
    language = language_of(question, default_language)
    heard = hear(corrected(without_chatter(question, lexicon(language)), lexicon(language)), lexicon(language), shelf)
    route, words = route_of(heard, shelf), heard.words
    if router:
        heard, route = rerouted(heard, route, router.guess(heard, route.intent), shelf)
    dated = heard.times.spans if heard.times.adopted else ()
    unsaid = [*heard.place_spans, *heard.texts_spans, *dated, *route.frame]
    return Reading(
        understood=Understood(question, heard.question, language, route.filters, route.intent.value),
        intent=route.intent,
        symbols=heard.symbols,
        documents=heard.documents,
        cited_bodies=bodies_of_texts(heard.rest, heard.organs, words) if route.intent is Intent.CITED else (),
        places=tuple(heard.places),
        fields=route.fields,
        wanted=wanted_kinds(heard.text, words),
        content=_content(heard.question, blank(heard.text, heard.mentions), unsaid, heard.mentions),
        terms=heard.left(*route.frame),
        subject=route.subject,
        years=heard.times.years,
        acts=heard.acts,
        broad=bool(words.intents["broad"].search(heard.text) or words.intents["citing_texts"].search(heard.text)),
        addressees=heard.addressees,
        told=bool(route.frame) and route.intent is Intent.TOPIC,
        due=route.due,
        basis=route.basis,
        loose=route.loose,
        ambiguous=tuple(s for m in heard.mentions for s in m.readings[1:]),
    )


def _combined(understood: Filters, given: Filters | None, removed: Collection[str]) -> Filters:
    """What the user set, if anything; else what was understood, without what was removed."""
    if given is not None:
        return given
    empty = Filters()
    return Filters(**{f.name: getattr(empty if f.name in removed else understood, f.name) for f in fields(Filters)})


def _content(question: str, rest: str, spans: list[tuple[int, int]], mentions: Sequence[object]) -> str:
    """The question as typed, without the symbols and places understood: what is searched by meaning."""
    cut = [i for i, (a, b) in enumerate(zip(question, rest, strict=True)) if b == " " and not a.isspace()]
    removed = set(cut) | {i for start, end in spans for i in range(start, end)}
    return " ".join("".join(" " if i in removed else c for i, c in enumerate(question)).split())
