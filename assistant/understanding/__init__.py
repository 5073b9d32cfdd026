"""From a question to what it asks: language, resolutions and places named, filters, route."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace

from assistant.answer import Understood
from assistant.folding import plain
from assistant.lexicon import Lexicon, lexicon
from assistant.shelf import Shelf
from assistant.understanding.actors import acts_asked, addressees_named
from assistant.understanding.followup import leans, may_lean, points_back, searched_of, standalone
from assistant.understanding.intents import (
    HEADER_FIELDS,
    bare_fields,
    header_fields,
    intent_of,
    is_order,
    is_small_talk,
    wanted_kinds,
)
from assistant.understanding.language import language_of, texts_asked
from assistant.understanding.organs import organs_named, speaking
from assistant.understanding.pairing import paired
from assistant.understanding.places import locate_places
from assistant.understanding.reading import Intent, Part, PlaceAsked, Reading
from assistant.understanding.spelling import corrected
from assistant.understanding.symbols import Mention, blank, find_mentions
from assistant.understanding.times import Times, find_times
from index.analysis import analyser
from index.resolution import Kind
from index.search import Filters

__all__ = ["Intent", "Part", "PlaceAsked", "Reading", "understand"]
Span = tuple[int, int]
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
    leaning = leans(question, words) or points_back(question, own, words)
    if not (leaning or may_lean(question, own, words)):
        return own
    whole = standalone(question, own, before, words)
    if whole == question and own.symbols and (own.terms or not leaning):
        return own
    reading = _read(whole, shelf, own.language) if whole != question else own
    free = not reading.symbols and whole == question
    if free or (reading.symbols and not own.symbols and whole.startswith(question.strip())):
        reading = replace(reading, content=searched_of(own.content, words))
    shown = f"{before.understood.standalone} {question.strip()}" if free else whole
    understood = replace(reading.understood, question=question, standalone=shown)
    return replace(reading, understood=understood, leaning=leaning, before=before if free else None)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was found in the words of a question: `text` is all of it folded, `rest` that without symbols."""

    question: str
    words: Lexicon
    text: str
    rest: str
    mentions: Sequence[Mention]
    symbols: tuple[str, ...]
    documents: tuple[str, ...]
    cites: bool
    places: Sequence[PlaceAsked]
    place_spans: Sequence[Span]
    organs: Sequence[tuple[int, int, str]]
    acts: frozenset[str]
    act_spans: Sequence[Span]
    actors: Sequence[tuple[str, int, int]]
    texts_in: tuple[str, ...]
    texts_spans: Sequence[Span]
    times: Times

    @property
    def spans(self) -> list[Span]:
        """Where places, languages and organs were heard."""
        return [*self.place_spans, *self.texts_spans, *((a, b) for a, b, _ in self.organs)]

    @property
    def cut(self) -> list[Span]:
        """All that is no subject: what was heard, and times."""
        return [*self.spans, *self.times.spans]

    @property
    def acting(self) -> list[Span]:
        """Where verbs and those addressed stand."""
        return [*self.act_spans, *((a, b) for _, a, b in self.actors)]

    @property
    def addressees(self) -> tuple[str, ...]:
        """Those addressed, by their canonical names."""
        return tuple(dict.fromkeys(name for name, _, _ in self.actors))

    def left(self, *spans: Span, of: str | None = None) -> tuple[str, ...]:
        """The content words without what was heard and `spans`; `of` the rest rewritten in place."""
        return _terms(_without(self.rest if of is None else of, [*self.cut, *spans]), self.words)


@dataclass(frozen=True, slots=True)
class _Route:
    """Where a question goes: its intent, its filters, and what is left to be searched."""

    intent: Intent
    filters: Filters
    subject: tuple[str, ...]
    fields: tuple[str, ...] = ()
    due: bool = False
    frame: Sequence[Span] = ()
    """The words that only ask to be told or to compare."""


def _read(question: str, shelf: Shelf, default_language: str) -> Reading:
    """The reading of a question that stands by itself."""
    language = language_of(question, default_language)
    heard = _hear(corrected(question, lexicon(language)), lexicon(language), shelf)
    route, words = _route(heard, shelf), heard.words
    unsaid = [*heard.place_spans, *heard.texts_spans, *route.frame]
    return Reading(
        understood=Understood(question, heard.question, language, route.filters, route.intent.value),
        intent=route.intent,
        symbols=heard.symbols,
        documents=heard.documents,
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
        ambiguous=tuple(s for m in heard.mentions for s in m.readings[1:]),
    )


def _hear(question: str, words: Lexicon, shelf: Shelf) -> _Heard:
    """Symbols, organs, places, verbs, actors, languages and times, each where it stands."""
    text = plain(question)
    named = organs_named(text)
    mentions = find_mentions(question, words, shelf, tuple(b for _, _, b in named), _terms(text, words))
    naming = [row for row in named if _names_document(row, mentions, text, words)]
    organs = [row for row in speaking(text, words) if row not in naming]
    rest = _without(blank(text, mentions), [(a, b) for a, b, _ in naming])
    located, place_spans = locate_places(rest, words)
    acts, act_spans = acts_asked(rest, words)
    texts_in, texts_spans = texts_asked(rest, words)
    spans = [*place_spans, *texts_spans, *((a, b) for a, b, _ in organs)]
    times = _bound(find_times(_without(rest, spans), words), rest, spans, act_spans, organs, words)
    symbols, documents, cites = _documents(mentions, rest, words)
    return _Heard(
        question=question,
        words=words,
        text=text,
        rest=rest,
        mentions=mentions,
        symbols=symbols,
        documents=documents,
        cites=cites,
        places=paired(located, mentions),
        place_spans=place_spans,
        organs=organs,
        acts=acts,
        act_spans=act_spans,
        actors=_addressed(addressees_named(blank(question, mentions), words.language), organs),
        texts_in=texts_in,
        texts_spans=texts_spans,
        times=times,
    )


def _route(heard: _Heard, shelf: Shelf) -> _Route:
    """The way of a question, from what was heard: the first that its words tell, then what narrows it."""
    words, rest = heard.words, heard.rest
    fields = header_fields(_without(rest, []), words)
    if any(m.resolution for m in heard.mentions):
        fields = tuple(f for f in HEADER_FIELDS if f in {*fields, *bare_fields(_without(rest, heard.spans), words)})
    intent = Intent.CITED if heard.cites else _intent(heard, fields, shelf)
    bodies = tuple(dict.fromkeys(b for _, _, b in heard.organs))
    filters = _filters(heard.symbols, bodies, heard.times, heard.places, intent)
    route = _Route(intent, replace(filters, languages=heard.texts_in), heard.left(*heard.acting), fields)
    route = _narrowed(route, heard)
    if route.intent is Intent.TOPIC:
        return replace(route, fields=(), frame=_frame(rest, heard.organs, words))
    if route.intent is Intent.COMPARISON:
        return replace(route, fields=(), frame=[m.span() for m in words.intents["compare"].finditer(rest)])
    if route.intent is Intent.HEADER:
        bare = rest
        for pattern in words.header_noun.values():
            bare = pattern.sub(lambda match: " " * len(match[0]), bare)
        return replace(route, subject=_own_terms(heard.left(of=bare), heard.symbols, shelf, words))
    if route.intent is Intent.CITED:
        subject = _terms(words.intents["references"].sub(" ", _without(rest, [*heard.cut, *heard.act_spans])), words)
        return replace(route, fields=(), subject=subject)
    return replace(route, fields=())


def _narrowed(route: _Route, heard: _Heard) -> _Route:
    """The contents or the list that a topic's words only ask for: its verb and those addressed, what is due, which
    resolutions there are."""
    words, rest, narrowed = heard.words, heard.rest, route
    if narrowed.intent in (Intent.TOPIC, Intent.CONTENTS) and heard.acting and heard.symbols and not narrowed.subject:
        # « Que demande-t-on au Secrétaire général dans … ? »: the verb and those addressed are all there is to find
        filters = replace(narrowed.filters, acts=tuple(sorted(heard.acts)), addressees=heard.addressees)
        narrowed = replace(narrowed, intent=Intent.CONTENTS, filters=filters)
    if narrowed.intent is Intent.TOPIC and narrowed.filters != Filters() and words.intents["listing"].search(rest):
        bare = words.intents["listing"].sub(" ", _without(rest, [*heard.cut, *heard.act_spans]))
        if not (_terms(bare, words) or heard.symbols or heard.documents or narrowed.filters.kinds):
            narrowed = replace(narrowed, intent=Intent.LISTING)
    if heard.symbols and narrowed.intent is Intent.TOPIC and not _terms(words.intents["due"].sub(" ", rest), words):
        narrowed = replace(narrowed, intent=Intent.CONTENTS, due=True)
    return narrowed


def _intent(heard: _Heard, fields: tuple[str, ...], shelf: Shelf) -> Intent:
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


def _documents(mentions: Sequence[Mention], rest: str, words: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The resolutions and the other documents named; where one is asked whether it cites the others, it alone is the
    resolution and the others the documents, and the third is true."""
    symbols = tuple(dict.fromkeys(m.readings[0] for m in mentions if m.resolution))
    documents = tuple(dict.fromkeys(m.readings[0] for m in mentions if not m.resolution))
    named = list(dict.fromkeys(m.readings[0] for m in mentions))
    if len(named) < 2 or not symbols or words.intents["compare"].search(rest):
        return symbols, documents, False
    active = words.intents["cites_one"].search(rest)
    passive = words.intents["cited_by_one"].search(rest)
    source = named[0] if active else named[-1] if passive else ""
    if source not in symbols:
        return symbols, documents, False
    return (source,), tuple(name for name in named if name != source), True


def _filters(
    symbols: tuple[str, ...], bodies: tuple[str, ...], times: Times, places: Sequence[PlaceAsked], intent: Intent
) -> Filters:
    """The filters that the words of a question ask for. A resolution named makes the others idle."""
    years, sessions = times.bound, times.sessions
    if intent is Intent.CITING:
        return Filters(bodies=bodies, years=years, sessions=sessions)
    whole = {place.of for place in places if place.part is Part.WHOLE and place.annex is None and place.section is None}
    kinds = {Part.PREAMBLE: Kind.PREAMBULAR, Part.OPERATIVE: Kind.OPERATIVE}
    chosen = tuple(kinds[part] for part in sorted(whole) if part in kinds)
    if symbols:
        return Filters(symbols=symbols, kinds=chosen if intent in (Intent.TOPIC, Intent.CITED) else ())
    return Filters(bodies=bodies, years=years, sessions=sessions, kinds=chosen)


def _bound(
    times: Times,
    rest: str,
    heard: Sequence[Span],
    acts: Sequence[Span],
    organs: Sequence[tuple[int, int, str]],
    words: Lexicon,
) -> Times:
    """The times with a year bound that stands right behind the organ's act: « Que décide le Conseil en 2017 sur … ? »,
    or behind all that it says: « Que décide le Conseil sur le Mali en 2017 ? »."""
    if times.bound or len(times.loose) != 1 or not organs:
        return times
    years, span = times.loose[0]
    before = _without(rest, [*heard, *acts])[: span[0]]
    led = any(start < span[0] for start, end in times.read if end == span[1])
    last = not rest[span[1] :].strip(" ?.!") and bool(acts or _frame(rest, organs, words))
    if not led or not (last or not _terms(before, words)):
        return times
    return replace(times, bound=years, spans=(*times.spans, span))


def _names_document(organ: tuple[int, int, str], mentions: Sequence[Mention], text: str, words: Lexicon) -> bool:
    """Whether an organ only tells whose document is named: « la résolution 62/27 de l'Assemblée générale », or is part
    of its symbol (`A/HRC/RES/22/1`)."""
    start, end, _ = organ
    of, resolution = words.parts["of_organ"], words.parts["resolution"]
    for m in mentions:
        if m.start < end and start < m.end:
            return True
        behind = m.end <= start and re.fullmatch(rf"\s*{of}", text[m.end : start])
        before = end <= m.start and re.fullmatch(rf"(?:'s)?\s*(?:{resolution})?\s*(?:n[o°]\s*)?", text[end : m.start])
        if behind or before:
            return True
    return False


def _own_terms(terms: tuple[str, ...], symbols: Sequence[str], shelf: Shelf, words: Lexicon) -> tuple[str, ...]:
    """The terms without those of the titles of the resolutions named, which only say again which they are."""
    titles = {t for s in symbols for title in shelf.titles(s) for t in analyser(words.language).terms(title)}
    return tuple(term for term in terms if term not in titles)


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
