"""The routes: each turns a reading into what was found, or into a refusal that says why."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.evidence import Found, HeaderFact, Passage, Refusal, Why
from assistant.folding import plain
from assistant.lexicon import lexicon
from assistant.ports import Library
from assistant.retrieval.asked_figures import rests_on
from assistant.retrieval.compare import compared, paired
from assistant.retrieval.extents import focused
from assistant.retrieval.header import header_facts
from assistant.retrieval.listing import on_subject, under_filters
from assistant.retrieval.places import paragraphs_called_articles, passage, passages_at
from assistant.retrieval.ranking import ranking
from assistant.retrieval.references import MOST, cited_passages, citing_passages
from assistant.retrieval.topics import (
    Candidate,
    candidates,
    near_best,
    passages,
    refusal_of_topic,
    says_nothing,
    searched,
)
from assistant.shelf import Shelves
from assistant.understanding.reading import Intent, PlaceAsked, Reading
from index.errors import SymbolError
from index.resolution import Kind, Paragraph, Resolution
from index.search import Filters
from index.symbols import Symbol

_NEAR = 3
_WHOLE = 12
"""Paragraphs up to which a resolution is given whole; of a longer one the first are."""
_FOR_A_WRITER = 10
"""Passages that a topic gives in all, for a writer that chooses among them."""


class Finder:
    """Finds for a reading. One for a library; safe to use from several threads."""

    def __init__(self, library: Library, shelves: Shelves) -> None:
        self._library = library
        self._shelves = shelves
        self._routes: dict[Intent, Callable[[Reading], Found]] = {
            Intent.LOOKUP: self._lookup,
            Intent.CONTENTS: self._contents,
            Intent.HEADER: self._header,
            Intent.CITING: self._citing,
            Intent.CITED: self._cited,
            Intent.COMPARISON: self._comparison,
            Intent.TOPIC: self._topic,
            Intent.LISTING: self._listing,
            Intent.ABOUT: self._about,
            Intent.INSTRUCTION: lambda reading: _refused(reading, Refusal(Why.INSTRUCTIONS)),
            Intent.SMALL_TALK: lambda reading: _refused(reading, Refusal(Why.NO_QUESTION)),
        }

    def find(self, reading: Reading) -> Found:
        """What the index holds for a question."""
        started = time.perf_counter()
        if not len(self._shelves.shelf()):
            found = _refused(reading, Refusal(Why.NO_INDEX))
        else:
            found = self._absent(reading) or self._routes[reading.intent](reading)
        took = (time.perf_counter() - started) * 1000
        elsewhere = found.refusal is not None and found.refusal.why is Why.NOT_INDEXED
        coverage = self._library.coverage(Filters() if elsewhere else found.reading.understood.filters)
        return replace(found, coverage=coverage, took_ms={"retrieve": took})

    def _absent(self, reading: Reading) -> Found | None:
        """A refusal where no resolution that was named is indexed."""
        if not reading.symbols or reading.intent in (Intent.CITING, Intent.INSTRUCTION, Intent.SMALL_TALK):
            return None
        if any(self._known(symbol) for symbol in reading.symbols):
            return None
        return _refused(reading, self._not_indexed(reading, reading.symbols[0]))

    def _known(self, symbol: str) -> list[str]:
        """The indexed resolutions that a named one stands for: itself, or its lettered parts."""
        shelf = self._shelves.shelf()
        return [symbol] if symbol in shelf else shelf.parts(symbol)

    def _not_indexed(self, reading: Reading, symbol: str) -> Refusal:
        """Places that cite the missing resolution are nearest, then what a search finds."""
        near: list[Passage] = []
        citing = citing_passages(self._library, [symbol], Filters(), reading.language)
        if not isinstance(citing, Refusal):
            near += citing[:_NEAR]
        if len(near) < _NEAR and reading.subject:
            near += passages(self._library, reading, self._search(reading, Filters()), _NEAR - len(near))
        return Refusal(Why.NOT_INDEXED, {"symbol": symbol, "indexed": self._nearest(symbol)}, tuple(near))

    def _nearest(self, symbol: str) -> tuple[str, ...]:
        try:
            Symbol.parse(symbol)
        except SymbolError:
            return ()
        return tuple(self._shelves.shelf().nearest(symbol))

    def _search(self, reading: Reading, filters: Filters) -> list[Candidate]:
        return candidates(self._library, reading, filters)

    def _resolutions(self, reading: Reading) -> tuple[list[Resolution], list[Refusal]]:
        """The named resolutions in the question's language where they are in it; refusals for those not indexed, or not
        in the language that is asked for alone."""
        there: list[Resolution] = []
        missing: list[Refusal] = []
        for symbol in reading.symbols:
            known = self._known(symbol)
            there += [self._library.resolution(s, _language(reading)) for s in known]
            missing += [] if known else [self._not_indexed(reading, symbol)]
        wanted = reading.understood.filters.languages
        for resolution in there:
            if wanted and resolution.language not in wanted:
                values = {"symbol": str(resolution.symbol), "asked": wanted[0], "there": resolution.language}
                missing.append(Refusal(Why.NOT_IN_LANGUAGE, values))
        return there, missing

    def _lookup(self, reading: Reading) -> Found:
        resolutions, missing = self._resolutions(reading)
        if not reading.symbols:
            resolutions = self._by_subject(reading)
            missing = [Refusal(Why.WHICH_RESOLUTION)]
        found: list[Passage] = []
        called: list[Passage] = []
        for resolution in resolutions:
            for place in reading.places:
                if place.symbols and not _asked_of(place, resolution):
                    continue
                at = passages_at(resolution, place)
                if isinstance(at, Refusal):
                    missing.append(at)
                    called += paragraphs_called_articles(resolution, place)
                else:
                    found += at
        if not found:
            last = replace(missing[-1], near=tuple(called) or missing[-1].near)
            return replace(_refused(reading, last), missing=tuple(missing))
        compare = lexicon(reading.language).intents["compare"].search(plain(reading.understood.standalone))
        if compare and len(found) == 2 and found[0].resolution is not found[1].resolution:
            return Found(reading, pairs=(paired(*found),), missing=tuple(missing))
        return Found(reading, passages=tuple(found), missing=tuple(missing) if reading.symbols else ())

    def _contents(self, reading: Reading) -> Found:
        """A resolution as a whole: its operative paragraphs, else its annex or preamble; of these the ones with the
        verbs and addressees asked for, or where something is due, if that is asked for."""
        resolutions, missing = self._resolutions(reading)
        filters = reading.understood.filters
        found: list[Passage] = []
        total = 0
        for resolution in resolutions:
            for kind in (Kind.OPERATIVE, Kind.ANNEX, Kind.PREAMBULAR):
                there = [p for p in resolution.paragraphs if p.kind is kind and (p.level == 0 or reading.due)]
                top = [p for p in there if _answers(p, filters) and (p.due or not reading.due)]
                if top:
                    most = int(ranking().select["most_broad"]) if len(top) > _WHOLE else _WHOLE
                    found += [passage(resolution, p) for p in top[:most]]
                    total += len(top)
                    break
        if found:
            return Found(reading, passages=tuple(found), missing=tuple(missing), counted=(total, len(resolutions)))
        near = tuple(p for resolution in resolutions for p in self._first_passages(resolution))[:_NEAR]
        silent = Refusal(Why.SAYS_NOTHING, {"symbol": reading.symbols[0]}, near)
        sure = not filters.addressees and _verbs_known(resolutions)
        if (filters.acts or filters.addressees) and not sure:
            return self._topic(
                replace(reading, understood=replace(reading.understood, filters=_without_actors(filters)))
            )
        return _refused(reading, (missing or [silent])[0])

    def _header(self, reading: Reading) -> Found:
        if not reading.symbols:
            return self._header_of_subject(reading)
        resolutions, missing = self._resolutions(reading)
        facts: list[HeaderFact] = []
        words = lexicon(reading.language)
        names = bool(words.detail["names"].search(plain(reading.understood.standalone)))
        for resolution in resolutions:
            given, lacking = header_facts(resolution, reading.fields, names=names)
            facts += given
            missing += lacking
        if not facts:
            near = [p for r in resolutions for p in self._first_passages(r)]
            return _refused(reading, replace(missing[0], near=missing[0].near or tuple(near[:_NEAR])))
        return Found(reading, facts=tuple(facts), missing=tuple(missing))

    def _header_of_subject(self, reading: Reading) -> Found:
        """« Quand a été adoptée la résolution sur … ? »: the resolution is found by its subject."""
        resolutions = self._by_subject(reading)
        if not resolutions:
            found = self._search(reading, reading.understood.filters)
            return _refused(reading, refusal_of_topic(self._library, reading, found))
        facts, missing = header_facts(resolutions[0], reading.fields)
        return Found(reading, facts=tuple(facts), missing=tuple(missing)) if facts else _refused(reading, missing[0])

    def _by_subject(self, reading: Reading) -> list[Resolution]:
        """The one resolution whose title says what the question names it by; none where no title does."""
        found = self._search(reading, reading.understood.filters) if reading.terms else []
        titled = max(found, key=lambda c: (c.features["title"], c.score), default=None)
        if titled is None or titled.features["title"] < ranking().refuse["title"]:
            return []
        return [self._library.resolution(titled.hit.symbol, reading.language)]

    def _first_passages(self, resolution: Resolution) -> list[Passage]:
        top = [p for p in resolution.paragraphs if p.kind is Kind.OPERATIVE and p.level == 0]
        return [Passage(resolution, p) for p in top[:_NEAR]]

    def _citing(self, reading: Reading) -> Found:
        named = (*reading.documents, *reading.symbols)
        found = citing_passages(self._library, named, reading.understood.filters, reading.language)
        if isinstance(found, Refusal):
            if reading.loose and reading.subject and any(self._known(symbol) for symbol in reading.symbols):
                inside = self._topic(_within(reading))
                if not inside.refusal:
                    return inside
            near = passages(self._library, reading, self._search(reading, Filters()), _NEAR)
            return _refused(reading, replace(found, near=tuple(near)))
        return _first(reading, found)

    def _cited(self, reading: Reading) -> Found:
        """The places where a resolution cites documents: those named, those of the organs named, else all; those on a
        subject by search."""
        if reading.subject and not (reading.documents or reading.cited_bodies or reading.basis or reading.loose):
            return self._topic(reading)
        resolutions, missing = self._resolutions(reading)
        if reading.basis:
            return self._basis(reading, resolutions, missing)
        found: list[Passage] = []
        for resolution in resolutions:
            cited = cited_passages(resolution, reading)
            missing += [cited] if isinstance(cited, Refusal) else []
            found += [] if isinstance(cited, Refusal) else cited
        if not found:
            return self._topic(_within(reading)) if reading.loose else _refused(reading, missing[0])
        return replace(_first(reading, found), missing=tuple(missing))

    def _basis(self, reading: Reading, resolutions: Sequence[Resolution], missing: Sequence[Refusal]) -> Found:
        """The preambular and operative paragraphs that name a provision of the Charter or of a statute."""
        there = [
            (r, p)
            for r in resolutions
            for p in r.paragraphs
            if p.kind in (Kind.PREAMBULAR, Kind.OPERATIVE) and rests_on(p.text, r.language, reading)
        ]
        if there:
            return Found(reading, passages=tuple(passage(r, p) for r, p in there[:MOST]), missing=tuple(missing))
        near = tuple(p for r in resolutions for p in self._first_passages(r))[:_NEAR]
        silent = Refusal(Why.SAYS_NOTHING, {"symbol": ", ".join(reading.symbols)}, near)
        return _refused(reading, (*missing, silent)[0])

    def _comparison(self, reading: Reading) -> Found:
        resolutions, missing = self._resolutions(reading)
        if len(resolutions) < 2:
            return self._of_missing(reading, resolutions, missing) or _refused(reading, missing[0])
        return compared(self._library, reading, resolutions, missing)

    def _of_missing(
        self, reading: Reading, resolutions: Sequence[Resolution], missing: Sequence[Refusal]
    ) -> Found | None:
        """Of two resolutions named, one is not indexed: what the other says where it cites that one."""
        absent = tuple(symbol for symbol in reading.symbols if not self._known(symbol))
        if not (resolutions and absent):
            return None
        cited = cited_passages(resolutions[0], replace(reading, documents=absent))
        return None if isinstance(cited, Refusal) else replace(_first(reading, cited), missing=tuple(missing))

    def _inside(self, reading: Reading) -> Found | None:
        """What the resolutions that answered the question before say on this one, which leans on it."""
        if not reading.around or reading.understood.filters.symbols:
            return None
        filters = replace(reading.understood.filters, symbols=reading.around)
        inside = replace(reading, before=None, understood=replace(reading.understood, filters=filters))
        inside, found = searched(self._library, inside, filters)
        return None if says_nothing(self._library, found, inside) else self._answered(inside, found)

    def _listing(self, reading: Reading) -> Found:
        """The resolutions under the filters."""
        found = under_filters(self._library, reading, _language(reading))
        return found or _refused(reading, Refusal(Why.OFF_CORPUS))

    def _about(self, reading: Reading) -> Found:
        """The resolutions on a subject; of one that no text holds as it is typed, with its typing errors mended."""
        shelf, language = self._shelves.shelf(), _language(reading)
        if found := on_subject(self._library, shelf, reading, language):
            return found
        mended, near = searched(self._library, reading, reading.understood.filters)
        found = on_subject(self._library, shelf, mended, language) if mended is not reading else None
        return found or _refused(reading, refusal_of_topic(self._library, mended, near))

    def _around(self, before: Reading) -> tuple[str, ...]:
        """The resolutions that answer the question before, best first; none where it has no answer."""
        answer = self._routes[before.intent](before)
        resolutions = [p.resolution for p in answer.passages] + [fact.resolution for fact in answer.facts]
        return tuple(dict.fromkeys(str(resolution.symbol) for resolution in resolutions))

    def _topic(self, reading: Reading) -> Found:
        if reading.before and not reading.around:
            reading = replace(reading, around=self._around(reading.before))
            if inside := self._inside(reading):
                return inside
        if missing := self._missing_places(reading):
            return _refused(reading, missing)
        reading, found = searched(self._library, reading, reading.understood.filters)
        if says_nothing(self._library, found, reading):
            if set(reading.fields) - {"title"}:  # a word of the header led to them; what is called so is not it
                return self._header(reading)
            coming = self._of_a_coming_year(reading)
            return coming or _refused(reading, refusal_of_topic(self._library, reading, found))
        return self._answered(reading, found)

    def _missing_places(self, reading: Reading) -> Refusal | None:
        """Why nothing can stand in the places that a topic is asked of: none of the resolutions has one of them."""
        if not (reading.symbols and reading.places):
            return None
        at = [passages_at(there, place) for there in self._resolutions(reading)[0] for place in reading.places]
        refusals = [one for one in at if isinstance(one, Refusal)]
        return refusals[0] if refusals and len(refusals) == len(at) else None

    def _of_a_coming_year(self, reading: Reading) -> Found | None:
        """« Que se passera-t-il après 2030 ? »: a year after all that is indexed is no year of adoption but one that
        paragraphs speak of; it must stand in them."""
        filters, newest = reading.understood.filters, self._library.coverage().years
        if not (filters.years and newest and filters.years[0] > newest[1]):
            return None
        free = replace(reading, understood=replace(reading.understood, filters=replace(filters, years=None)))
        named = str(filters.years[0])
        found = [c for c in self._search(free, free.understood.filters) if named in c.hit.text]
        return None if says_nothing(self._library, found, free) else self._answered(free, found)

    def _answered(self, reading: Reading, found: list[Candidate]) -> Found:
        several = reading.told or reading.intent is Intent.CITED  # what is cited may stand in several places
        select, breadth = ranking().select, "_broad" if reading.broad else "_told" if several else ""
        chosen = passages(self._library, reading, near_best(found, breadth), int(select[f"most{breadth}"]))
        chosen = [focused(p, reading) for p in chosen]
        return Found(reading, passages=tuple(chosen), also=tuple(self._also(reading, found, chosen)))

    def _also(self, reading: Reading, found: list[Candidate], chosen: list[Passage]) -> list[Passage]:
        """The next best passages."""
        given = {p.paragraph.id for p in chosen}
        more = passages(self._library, reading, found, _FOR_A_WRITER)
        return [p for p in more if p.paragraph.id not in given]


def _within(reading: Reading) -> Reading:
    """The reading as a question on what the resolutions it names say themselves."""
    filters = Filters(symbols=reading.symbols)
    return replace(reading, intent=Intent.TOPIC, understood=replace(reading.understood, filters=filters))


def _language(reading: Reading) -> str:
    """The language in which a resolution is read: the one asked for, else that of the question."""
    return next(iter(reading.understood.filters.languages), reading.language)


def _asked_of(place: PlaceAsked, resolution: Resolution) -> bool:
    """Whether a place is asked of a resolution, or of the whole that it is a lettered part of."""
    symbol = resolution.symbol
    return str(symbol) in place.symbols or str(replace(symbol, letter="")) in place.symbols


def _answers(paragraph: Paragraph, filters: Filters) -> bool:
    """Whether a paragraph has one of the verbs and one of the addressees asked for."""
    return (not filters.acts or paragraph.act in filters.acts) and (
        not filters.addressees or bool(set(filters.addressees) & set(paragraph.addressees))
    )


def _verbs_known(resolutions: Sequence[Resolution]) -> bool:
    """Whether the verb of every operative paragraph was read, so that one that is not there is surely not there."""
    return all(p.act for r in resolutions for p in r.paragraphs if p.kind is Kind.OPERATIVE and p.level == 0)


def _without_actors(filters: Filters) -> Filters:
    return replace(filters, acts=(), addressees=())


def _first(reading: Reading, found: Sequence[Passage]) -> Found:
    """The first of the places of an answer about references, and how many there are."""
    resolutions = {str(p.resolution.symbol) for p in found}
    return Found(reading, passages=tuple(found[:MOST]), counted=(len(found), len(resolutions)))


def _refused(reading: Reading, refusal: Refusal) -> Found:
    return Found(reading, refusal=refusal)
