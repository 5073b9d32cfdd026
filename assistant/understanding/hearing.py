"""What is heard in a question: symbols, organs, places, verbs, actors, languages and times, each where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.folding import plain
from assistant.lexicon import Lexicon
from assistant.shelf import Shelf
from assistant.understanding.actors import acts_asked, addressees_named
from assistant.understanding.language import texts_asked
from assistant.understanding.organs import is_of, organs_named, speaking
from assistant.understanding.pairing import paired
from assistant.understanding.places import Located, locate_places
from assistant.understanding.reading import PlaceAsked
from assistant.understanding.symbols import Mention, blank, find_mentions
from assistant.understanding.times import Times, find_times
from assistant.understanding.titles import titles_quoted
from index.analysis import analyser

Span = tuple[int, int]
_ORGAN = "_"
_AGENDA_2030 = "A/RES/70/1"
"""The resolution that has the targets of the 2030 Agenda: a target named alone is one of them."""
"""What stands for each letter of an organ where the frame of a question is read."""


@dataclass(frozen=True, slots=True)
class Heard:
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
    spans: Sequence[Span]
    """Where places, languages and organs were heard."""
    times: Times

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
        return content_words(without(self.rest if of is None else of, [*self.cut, *spans]), self.words)


def hear(question: str, words: Lexicon, shelf: Shelf) -> Heard:
    """Symbols, organs, places, verbs, actors, languages and times, each where it stands."""
    text = plain(question)
    named = organs_named(text)
    mentions = find_mentions(question, words, shelf, named, content_words(text, words))
    if not any(m.resolution for m in mentions):
        mentions = [*mentions, *titles_quoted(question, shelf, [body for _, _, body in named])]
    naming = [row for row in named if _names_document(row, mentions, text, words)]
    organs = [row for row in speaking(text, words) if row not in naming]
    rest = without(blank(text, mentions), [(a, b) for a, b, _ in naming])
    symbols, documents, cites = _documents(mentions, rest, words, shelf)
    located, place_spans = locate_places(_without_charter(rest, words), words)
    if _is_target(located, text, words):
        if symbols or documents:  # of another text it is a subject, unless that is named right behind it
            inside = symbols == (_AGENDA_2030,) or _stands_before(located[-1].end, mentions, text, words)
            located, place_spans = (located, place_spans) if inside else ([], [])
        elif _AGENDA_2030 in shelf:
            symbols = (_AGENDA_2030,)
    acts, act_spans = acts_asked(rest, words)
    texts_in, texts_spans = texts_asked(rest, words)
    spans = [*place_spans, *texts_spans, *((a, b) for a, b, _ in organs)]
    times = _bound(find_times(without(rest, spans), words), rest, spans, act_spans, organs, words)
    return Heard(
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
        actors=_addressed(addressees_named(blank(question, mentions), words.language), [*organs, *naming]),
        texts_in=texts_in,
        texts_spans=texts_spans,
        spans=spans,
        times=times,
    )


def _is_target(located: Sequence[Located], text: str, words: Lexicon) -> bool:
    """Whether only targets are asked for: « Que prévoit la cible 6.1 ? »."""
    target = re.compile(words.parts["target"])
    return bool(located) and all(target.match(text, one.start) for one in located)


def _stands_before(end: int, mentions: Sequence[Mention], text: str, words: Lexicon) -> bool:
    """Whether a resolution is named behind `end` as that which holds what stands there: « cible 2.1 de la 62/27 »."""
    following = next((m for m in mentions if m.resolution and m.start >= end), None)
    return following is not None and bool(re.fullmatch(words.parts["target_of"], text[end : following.start]))


def _without_charter(text: str, words: Lexicon) -> str:
    """The text without the articles of the Charter that it names: they are no places of a resolution."""
    return without(text, [m.span() for m in re.finditer(words.parts["of_charter"], text)])


def _documents(
    mentions: Sequence[Mention], rest: str, words: Lexicon, shelf: Shelf
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The resolutions and the other documents named; where one is asked whether it cites the others, it alone is the
    resolution and the others the documents, and the third is true: the only one before the verb that cites, the last
    one where the verb is passive, else the newest."""
    symbols = tuple(dict.fromkeys(m.readings[0] for m in mentions if m.resolution))
    documents = tuple(dict.fromkeys(m.readings[0] for m in mentions if not m.resolution))
    named = list(dict.fromkeys(m.readings[0] for m in mentions))
    if len(named) < 2 or not symbols or words.intents["compare"].search(rest):
        return symbols, documents, False
    active = words.intents["cites_one"].search(rest)
    passive = words.intents["cited_by_one"].search(rest)
    before = [m.readings[0] for m in mentions if active and m.end <= active.end()]
    newest = max(symbols, key=shelf.age_of)
    source = (before[0] if len(before) == 1 else newest) if active else named[-1] if passive else ""
    inside = {m.readings[0] for m in mentions if re.search(rf"{words.parts['in_document']}$", rest[: m.start])}
    if source not in symbols or len(inside) > 1:  # « … dans A, et dans B ? »: neither is what is cited
        return symbols, documents, False
    return (source,), tuple(name for name in named if name != source), True


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
    if times.bound or times.adopted or len(times.loose) != 1 or not organs:
        return times
    years, span = times.loose[0]
    before = without(rest, [*heard, *acts])[: span[0]]
    led = any(start < span[0] for start, end in times.read if end == span[1])
    last = not rest[span[1] :].strip(" ?.!") and bool(acts or frame_of(rest, organs, words))
    if not led or not (last or not content_words(before, words)):
        return times
    return replace(times, bound=years, spans=(*times.spans, span))


def frame_of(text: str, organs: Sequence[tuple[int, int, str]], words: Lexicon) -> list[tuple[int, int]]:
    """The words that only ask to be told (« Que dit … sur »), as spans; none where nothing else would be left."""
    for start, end, _ in organs:
        text = text[:start] + _ORGAN * (end - start) + text[end:]
    match = words.intents["frame"].search(text)
    return [match.span()] if match and text[match.end() :].strip(" ?.!") else []


def _names_document(organ: tuple[int, int, str], mentions: Sequence[Mention], text: str, words: Lexicon) -> bool:
    """Whether an organ only tells whose document is named."""
    return any(is_of(organ, m.start, m.end, text, words) for m in mentions)


def _addressed(
    named: Sequence[tuple[str, int, int]], organs: Sequence[tuple[int, int, str]]
) -> list[tuple[str, int, int]]:
    """Those named as ones to whom resolutions speak, without the organs whose resolutions they are."""
    return [row for row in named if not any(a < row[2] and row[1] < b for a, b, _ in organs)]


def content_words(text: str, words: Lexicon) -> tuple[str, ...]:
    """The content words of a text, stemmed, each once."""
    kept = " ".join(word for word in re.findall(r"[\w/.-]+|'", text) if word.strip(".-") not in words.stop)
    return tuple(dict.fromkeys(t for t in analyser(words.language).terms(kept) if len(t) > 1 or t.isdigit()))


def without(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans made spaces: offsets stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
