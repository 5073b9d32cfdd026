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


def _read(question: str, shelf: Shelf, default_language: str) -> Reading:
    """The reading of a question that stands by itself."""
    language = language_of(question, default_language)
    words = lexicon(language)
    typed, question = question, corrected(question, words)
    text = plain(question)
    terms = _terms(text, words)
    mentions = find_mentions(question, words, shelf, tuple(b for _, _, b in organs_named(text)), terms)
    naming = [row for row in organs_named(text) if _names_document(row, mentions, text, words)]
    organs = [row for row in speaking(text, words) if row not in naming]
    rest = _without(blank(text, mentions), [(a, b) for a, b, _ in naming])
    located, place_spans = locate_places(rest, words)
    places = paired(located, mentions)
    acts, act_spans = acts_asked(rest, words)
    actors = _addressed(addressees_named(blank(question, mentions), language), organs)
    texts_in, texts_spans = texts_asked(rest, words)
    heard = [*place_spans, *texts_spans, *((a, b) for a, b, _ in organs)]
    times = _bound(find_times(_without(rest, heard), words), rest, heard, act_spans, organs, words)
    cut = [*heard, *times.spans]
    terms = _terms(_without(rest, cut), words)
    asked = header_fields(_without(rest, []), words)
    if any(m.resolution for m in mentions):
        asked = tuple(f for f in HEADER_FIELDS if f in {*asked, *bare_fields(_without(rest, heard), words)})
    symbols, documents, cites = _documents(mentions, rest, words)
    beyond = _own_terms(terms, symbols, shelf, words)
    intent = _intent(text, rest, words, len(symbols), len(documents), places, asked, terms, beyond)
    intent = Intent.CITED if cites else intent
    filters = _filters(symbols, tuple(dict.fromkeys(b for _, _, b in organs)), times, places, intent)
    filters = replace(filters, languages=texts_in)
    subject = _terms(_without(rest, [*cut, *act_spans, *((a, b) for _, a, b in actors)]), words)
    if intent in (Intent.TOPIC, Intent.CONTENTS) and (acts or actors) and symbols and not subject:
        # « Que demande-t-on au Secrétaire général dans … ? »: the verb and those addressed are all there is to find
        intent = Intent.CONTENTS
        filters = replace(filters, acts=tuple(sorted(acts)), addressees=tuple(dict.fromkeys(n for n, _, _ in actors)))
    if intent is Intent.TOPIC and filters != Filters() and words.intents["listing"].search(rest):
        named = not _terms(words.intents["listing"].sub(" ", _without(rest, [*cut, *act_spans])), words)
        intent = Intent.LISTING if named and not (symbols or documents or filters.kinds) else intent
    due = bool(symbols) and intent is Intent.TOPIC and not _terms(words.intents["due"].sub(" ", rest), words)
    intent = Intent.CONTENTS if due else intent
    frame = _frame(rest, organs, words) if intent is Intent.TOPIC else []
    if intent is Intent.COMPARISON:
        frame = [match.span() for match in words.intents["compare"].finditer(rest)]
    if intent is Intent.HEADER:
        bare = rest
        for pattern in words.header_noun.values():
            bare = pattern.sub(lambda match: " " * len(match[0]), bare)
        subject = _own_terms(_terms(_without(bare, cut), words), symbols, shelf, words)
    if intent is Intent.CITED:
        subject = _terms(words.intents["references"].sub(" ", _without(rest, [*cut, *act_spans])), words)
    terms = _terms(_without(rest, [*cut, *frame]), words) if frame else terms
    return Reading(
        understood=Understood(typed, question, language, filters, intent.value),
        intent=intent,
        symbols=symbols,
        documents=documents,
        places=tuple(places),
        fields=asked if intent is Intent.HEADER else (),
        wanted=wanted_kinds(text, words),
        content=_content(question, blank(text, mentions), [*place_spans, *texts_spans, *frame], mentions),
        terms=terms,
        subject=subject,
        years=times.years,
        acts=acts,
        broad=bool(words.intents["broad"].search(text) or words.intents["citing_texts"].search(text)),
        addressees=tuple(dict.fromkeys(name for name, _, _ in actors)),
        told=bool(frame) and intent is Intent.TOPIC,
        due=due,
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
    beyond: tuple[str, ...],
) -> Intent:
    if is_order(text, words):
        return Intent.INSTRUCTION
    if is_small_talk(text, words):
        return Intent.SMALL_TALK
    return intent_of(
        rest, words, symbols=symbols, documents=documents, places=places, fields=asked, terms=terms, beyond=beyond
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
    symbols: tuple[str, ...], bodies: tuple[str, ...], times: Times, places: list[PlaceAsked], intent: Intent
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
