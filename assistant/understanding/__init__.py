"""From a question to what it asks: language, resolutions and places named, filters, route."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import fields, replace

from assistant.answer import Understood
from assistant.folding import plain
from assistant.lexicon import Lexicon, lexicon
from assistant.shelf import Shelf
from assistant.understanding.actors import acts_asked, addressees_named
from assistant.understanding.followup import leans, standalone
from assistant.understanding.intents import header_fields, intent_of, is_order, is_small_talk, wanted_kinds
from assistant.understanding.language import language_of
from assistant.understanding.organs import organs_named, speaking
from assistant.understanding.pairing import paired
from assistant.understanding.places import locate_places
from assistant.understanding.reading import Intent, Part, PlaceAsked, Reading
from assistant.understanding.spelling import corrected
from assistant.understanding.symbols import blank, find_mentions
from assistant.understanding.times import find_times
from index.analysis import analyser
from index.resolution import Kind
from index.search import Filters

__all__ = ["Intent", "Part", "PlaceAsked", "Reading", "understand"]
_TURNS_READ = 6
_ORGAN = "_"
"""What stands for each letter of an organ where the frame of a question is read."""


def understand(
    question: str,
    shelf: Shelf,
    *,
    history: Sequence[str] = (),
    language: str = "fr",
    filters: Filters | None = None,
    removed: Collection[str] = (),
) -> Reading:
    """What `question` asks, after the user's earlier questions in `history`, oldest first.

    `language` is assumed where the words do not tell; `filters`, when given, replace those understood; `removed` names
    filters (fields of Filters) that the user took away.
    """
    before: Reading | None = None
    for turn in history[-_TURNS_READ:]:
        before = _read_after(turn, before, shelf, language)
    reading = _read_after(question, before, shelf, language)
    combined = _combined(reading.understood.filters, filters, removed)
    return replace(reading, understood=replace(reading.understood, filters=combined))


def _read_after(question: str, before: Reading | None, shelf: Shelf, language: str) -> Reading:
    """A question's reading; where it leans on the one before, that of its standalone form."""
    own = _read(question, shelf, before.language if before else language)
    if before is None or own.intent in (Intent.INSTRUCTION, Intent.SMALL_TALK):
        return own
    words = lexicon(own.language)
    if (own.symbols and own.terms) or not (leans(question, words) or len(own.terms) <= 3):
        return own
    whole = standalone(question, own, before, words)
    reading = _read(whole, shelf, own.language) if whole != question else own
    context = before.context or before.understood.standalone if not reading.symbols else ""
    shown = whole if whole != question or not context else f"{before.understood.standalone} {question.strip()}"
    understood = replace(reading.understood, question=question, standalone=shown)
    return replace(
        reading,
        understood=understood,
        leaning=True,
        context=before.understood.standalone if not reading.symbols else "",
    )


def _read(question: str, shelf: Shelf, default_language: str) -> Reading:
    """The reading of a question that stands by itself."""
    language = language_of(question, default_language)
    words = lexicon(language)
    typed, question = question, corrected(question, words)
    text = plain(question)
    organs = speaking(text, words)
    bodies = tuple(dict.fromkeys(body for _, _, body in organs))
    terms = _terms(text, words)
    mentions = find_mentions(question, words, shelf, tuple(b for _, _, b in organs_named(text)), terms)
    rest = blank(text, mentions)
    located, place_spans = locate_places(rest, words)
    places = paired(located, mentions)
    times = find_times(_without(rest, place_spans), words)
    acts, act_spans = acts_asked(rest, words)
    actors = _addressed(addressees_named(rest, language), organs)
    cut = [*place_spans, *times.spans, *((a, b) for a, b, _ in organs)]
    terms = _terms(_without(rest, cut), words)
    symbols = tuple(dict.fromkeys(m.readings[0] for m in mentions if m.resolution))
    documents = tuple(dict.fromkeys(m.readings[0] for m in mentions if not m.resolution))
    asked = header_fields(_without(rest, []), words)
    intent = _intent(text, rest, words, len(symbols), len(documents), places, asked, terms)
    filters = _filters(symbols, bodies, times.bound, times.sessions, places, intent)
    subject = _terms(_without(rest, [*cut, *act_spans, *((a, b) for _, a, b in actors)]), words)
    if intent in (Intent.TOPIC, Intent.CONTENTS) and (acts or actors) and symbols and not subject:
        # « Que demande-t-on au Secrétaire général dans … ? »: the verb and those addressed are all there is to find
        intent = Intent.CONTENTS
        filters = replace(filters, acts=tuple(sorted(acts)), addressees=tuple(dict.fromkeys(n for n, _, _ in actors)))
    frame = _frame(rest, organs, words) if intent is Intent.TOPIC else []
    terms = _terms(_without(rest, [*cut, *frame]), words) if frame else terms
    return Reading(
        understood=Understood(typed, question, language, filters, intent.value),
        intent=intent,
        symbols=symbols,
        documents=documents,
        places=tuple(places),
        fields=asked if intent is Intent.HEADER else (),
        wanted=wanted_kinds(text, words),
        content=_content(question, rest, [*place_spans, *frame], mentions),
        terms=terms,
        years=times.years,
        acts=acts,
        broad=bool(words.intents["broad"].search(text)),
        addressees=tuple(dict.fromkeys(name for name, _, _ in actors)),
        told=bool(frame),
        ambiguous=tuple(s for m in mentions for s in m.readings[1:]),
    )


def _intent(
    text: str,
    rest: str,
    words: Lexicon,
    symbols: int,
    documents: int,
    places: list[PlaceAsked],
    asked: tuple[str, ...],
    terms: tuple[str, ...],
) -> Intent:
    if is_order(text, words):
        return Intent.INSTRUCTION
    if is_small_talk(text, words):
        return Intent.SMALL_TALK
    return intent_of(rest, words, symbols=symbols, documents=documents, places=places, fields=asked, terms=terms)


def _filters(
    symbols: tuple[str, ...],
    bodies: tuple[str, ...],
    years: tuple[int, int] | None,
    sessions: tuple[int, int] | None,
    places: list[PlaceAsked],
    intent: Intent,
) -> Filters:
    """The filters that the words of a question ask for. A resolution named makes the others idle."""
    if intent is Intent.CITING:
        return Filters(bodies=bodies, years=years, sessions=sessions)
    if symbols:
        return Filters(symbols=symbols)
    whole = {place.of for place in places if place.part is Part.WHOLE and place.annex is None}
    kinds = {Part.PREAMBLE: Kind.PREAMBULAR}
    chosen = tuple(kinds[part] for part in sorted(whole) if part in kinds)
    return Filters(bodies=bodies, years=years, sessions=sessions, kinds=chosen)


def _combined(understood: Filters, given: Filters | None, removed: Collection[str]) -> Filters:
    """What the user set, if anything; else what was understood, without what was removed."""
    if given is not None:
        return given
    empty = Filters()
    return Filters(**{f.name: getattr(empty if f.name in removed else understood, f.name) for f in fields(Filters)})


def _terms(text: str, words: Lexicon) -> tuple[str, ...]:
    """The content words of a text, stemmed, each once."""
    kept = " ".join(word for word in re.findall(r"[\w/.-]+|'", text) if word.strip(".-") not in words.stop)
    return tuple(dict.fromkeys(t for t in analyser(words.language).terms(kept) if len(t) > 1 or t.isdigit()))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _addressed(
    named: Sequence[tuple[str, int, int]], organs: Sequence[tuple[int, int, str]]
) -> list[tuple[str, int, int]]:
    """Those named as ones to whom resolutions speak, without the organs whose resolutions they are."""
    return [row for row in named if not any(a < row[2] and row[1] < b for a, b, _ in organs)]


def _frame(text: str, organs: Sequence[tuple[int, int, str]], words: Lexicon) -> list[tuple[int, int]]:
    """The words that only ask to be told (« Que dit … sur »), as spans; none where nothing else would be left."""
    for start, end, _ in organs:
        text = text[:start] + _ORGAN * (end - start) + text[end:]
    match = words.intents["frame"].search(text)
    return [match.span()] if match and text[match.end() :].strip(" ?.!") else []


def _content(question: str, rest: str, spans: list[tuple[int, int]], mentions: Sequence[object]) -> str:
    """The question as typed, without the symbols and places understood: what is searched by meaning."""
    cut = [i for i, (a, b) in enumerate(zip(question, rest, strict=True)) if b == " " and not a.isspace()]
    removed = set(cut) | {i for start, end in spans for i in range(start, end)}
    return " ".join("".join(" " if i in removed else c for i, c in enumerate(question)).split())
