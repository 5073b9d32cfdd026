"""Lists of resolutions: those under the filters, and those on a subject.

A subject is the words that name it. A resolution is on it where its title holds all of them, or one of its paragraphs
does: in another form of the word, or, in a text of the other language, as the word that `bilingual` knows for it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from assistant.bilingual import counterparts
from assistant.evidence import Found, HeaderFact, Listed, Passage
from assistant.folding import plain
from assistant.lexicon import lexicon
from assistant.ports import Library
from assistant.reference_words import LANGUAGES
from assistant.retrieval.extents import holding
from assistant.retrieval.header import printed
from assistant.shelf import Shelf
from assistant.understanding.reading import Reading
from index.analysis import analyser, stems
from index.resolution import Resolution
from index.search import Holding, Summary, Term
from index.symbols import Locator

SHOWN = 20
"""Resolutions that a list shows."""
_WORD = re.compile(r"[\w/.-]*\w")
T = TypeVar("T", Summary, Holding)


def under_filters(library: Library, reading: Reading, language: str) -> Found | None:
    """The resolutions under the filters by title, newest first; None where there is none."""
    under = {s.symbol: s for s in library.summaries(reading.understood.filters)}
    newest = sorted(under.values(), key=_newest_first)
    shown = [library.resolution(summary.symbol, language) for summary in newest[:SHOWN]]
    facts = tuple(_title(resolution) for resolution in shown if resolution.title)
    return Found(reading, facts=facts, counted=(len(newest), len(newest))) if facts else None


def on_subject(library: Library, shelf: Shelf, reading: Reading, language: str) -> Found | None:
    """The resolutions on the subject asked for: those that have it in their title, newest first; then those that only
    speak of it, those with most paragraphs on it first, before all where several words stand there as they were asked.
    None where there is none."""
    words = dict(_words(reading.content, reading.language))
    terms = [term for several in words.values() for term in several]
    filters = reading.understood.filters
    titled = _one_each(_titled(shelf, library.summaries(filters), terms), language)
    phrase = reading.content if len(terms) > 1 else ""
    held = [h for h in library.holding(terms, filters, phrase) if h.symbol not in titled]
    told = _one_each(held, language)
    by_title = sorted(titled.values(), key=_newest_first)[:SHOWN]
    by_text = sorted(told.values(), key=lambda h: (-h.phrased, -h.paragraphs, *_newest_first(shelf.summary(h.symbol))))
    by_text = by_text[: SHOWN - len(by_title)]
    if not by_title and not by_text:
        return None
    return Found(
        reading,
        facts=tuple(_title(library.resolution(s.symbol, s.language)) for s in by_title),
        passages=tuple(_passage(library, h, terms) for h in by_text),
        listed=Listed(tuple(words), len(titled), len(told), tuple(h.paragraphs for h in by_text)),
    )


def _words(subject: str, language: str) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """The words of a subject as typed, each with what a text must hold for it: a compound is held part by part."""
    analysis, stop = analyser(language), lexicon(language).stop
    for typed in _WORD.findall(subject):
        if plain(typed) in stop:
            continue
        parts = [term for part in analysis.words(typed) if (term := _term(part, language))]
        if parts:
            yield typed, tuple(parts)


def _term(word: str, language: str) -> Term | None:
    """What stands for a word in each language: its stem, in another language those of its translations and its own,
    which is the same for names. None for a word that says nothing."""
    own = frozenset(t for t in analyser(language).terms(word) if len(t) > 1 or t.isdigit())
    if not own:
        return None
    others = {
        other: stems(word, other).union(*(counterparts(language, other).get(t, ()) for t in own))
        for other in LANGUAGES
        if other != language
    }
    return {language: own, **others}


def _titled(shelf: Shelf, summaries: Iterable[Summary], terms: Sequence[Term]) -> list[Summary]:
    """Those of the resolutions whose title holds all the terms."""
    return [s for s in summaries if all(term.get(s.language, frozenset()) & shelf.stems(s) for term in terms)]


def _one_each(found: Iterable[T], language: str) -> dict[str, T]:
    """Each resolution once, by symbol: in the language asked for where it was found in it."""
    each: dict[str, T] = {}
    for one in found:
        if one.symbol not in each or one.language == language:
            each[one.symbol] = one
    return each


def _newest_first(summary: Summary) -> tuple[int, str]:
    return -(summary.adopted or dt.date.min).toordinal(), summary.symbol


def _title(resolution: Resolution) -> HeaderFact:
    """The title as printed; as read where no line of the header prints it, or only its beginning."""
    line = printed(resolution, "title")
    whole = line if len(line) >= len(resolution.title) else resolution.title
    return HeaderFact(resolution, "title", {"title": resolution.title}, whole)


def _passage(library: Library, held: Holding, terms: Sequence[Term]) -> Passage:
    """The first paragraph that holds the terms, cut to the clauses that do."""
    resolution = library.resolution(held.symbol, held.language)
    paragraph = resolution.paragraph(Locator.parse(held.first))
    assert paragraph, held.first
    wanted = [term[held.language] for term in terms]
    start, end = holding(paragraph.text, wanted, held.language)
    return Passage(resolution, paragraph, start=start, end=end)
