"""Topic questions: paragraphs found by search, weighed again with what the question says it wants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

from assistant.evidence import Passage, Refusal, Why
from assistant.ports import Library
from assistant.reference_words import LANGUAGES
from assistant.retrieval.asked_figures import (
    Provision,
    asks_amount,
    holds_amount,
    holds_provision,
    names_absent_figures,
    provisions,
)
from assistant.retrieval.features import Describer, Features, paragraph_features
from assistant.retrieval.mending import mended
from assistant.retrieval.places import passage
from assistant.retrieval.pool import gather
from assistant.retrieval.ranking import Ranking, ranking
from assistant.retrieval.scale import on_scale
from assistant.thesaurus import vocabulary
from assistant.understanding.reading import Intent, Reading
from index.analysis import stems
from index.errors import NotIndexed
from index.search import Filters, Hit
from index.symbols import Locator

_LOOKED_INTO = 40
"""Candidates whose paragraphs are opened for what the search does not tell: verb, addressees, what is due."""
_NAME = re.compile(r"(?<![.?!:«“(]\s)(?<!^)(?<!\w)[A-ZÀ-ÖØ-Þ][\w-]{2,}")
_ALL = 0.999
"""Coverage from which a paragraph has every word of a question: whatever else, it says something on it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph found, its features and the score they give; `coverage` as in `Describer.coverage`."""

    hit: Hit
    features: Features
    score: float
    coverage: float


def candidates(library: Library, reading: Reading, filters: Filters) -> list[Candidate]:
    """The paragraphs that may answer, best first, ties by id. Deterministic for one index."""
    return searched(library, reading, filters)[1]


def searched(
    library: Library, reading: Reading, filters: Filters, look_into: int = _LOOKED_INTO
) -> tuple[Reading, list[Candidate]]:
    """The reading with its typing errors mended by what was found, and the candidates of that; the paragraphs of the
    first `look_into` are opened."""
    figures = ranking()
    pool = gather(library, reading, filters)
    better = mended(library, reading, pool.hits)
    if better is not reading:
        reading, pool = better, gather(library, better, filters)
    pool = on_scale(pool, library.embedder_name, figures)
    describer = Describer(pool, reading, figures)
    found = [_candidate(hit, describer.features(hit), describer.coverage(hit), figures) for hit in pool.hits]
    found.sort(key=_best_first)
    again = [
        _candidate(c.hit, {**c.features, **paragraph_features(library, c.hit, reading, describer)}, c.coverage, figures)
        for c in found[:look_into]
    ]
    again = _giving_amount(reading, sorted(again, key=_best_first))
    return reading, _naming(provisions(reading), again + found[look_into:])


def _naming(asked: Sequence[Provision], found: list[Candidate]) -> list[Candidate]:
    """The candidates that name every provision asked about; all of them where none does."""
    return [c for c in found if all(holds_provision(c.hit, one) for one in asked)] or found


def _giving_amount(reading: Reading, found: list[Candidate]) -> list[Candidate]:
    """The candidates, those first that hold the amount asked for and come near to the best; as they are where the best
    holds it."""
    if not asks_amount(reading):
        return found
    near = [
        c for c in found if c.score >= found[0].score - ranking().select["gap_amount"] and holds_amount(c.hit, reading)
    ]
    return near + [c for c in found if c not in near]


def _candidate(hit: Hit, features: Features, coverage: float, figures: Ranking) -> Candidate:
    return Candidate(hit, features, figures.score(features), coverage)


def _best_first(candidate: Candidate) -> tuple[float, str, str]:
    return (-candidate.score, candidate.hit.id, candidate.hit.language)


def near_best(found: Sequence[Candidate], breadth: str = "") -> list[Candidate]:
    """The candidates that come near to the best one; more with the breadth `_broad`."""
    gap = ranking().select[f"gap{breadth}"]
    return [candidate for candidate in found if candidate.score >= found[0].score - gap]


def passages(library: Library, reading: Reading, found: Sequence[Candidate], most: int) -> list[Passage]:
    """The best candidates as passages, sub-paragraphs under their parents, at most `most`."""
    given: list[Passage] = []
    for candidate in found:
        one = as_passage(library, candidate.hit, candidate.score, reading.language)
        if one and not any(_same_place(one, other) for other in given):
            given.append(one)
        if len(given) == most:
            break
    return given


def as_passage(library: Library, hit: Hit, score: float, language: str) -> Passage | None:
    """A hit in its resolution, in the question's language where the resolution is there in it."""
    locator = Locator.parse(hit.id)
    for wanted in (language, hit.language):
        try:
            resolution = library.resolution(hit.symbol, wanted)
        except NotIndexed:
            return None
        if paragraph := resolution.paragraph(locator):
            return replace(passage(resolution, paragraph), score=score)
    return None


def _same_place(one: Passage, other: Passage) -> bool:
    a, b = one.paragraph.locator, other.paragraph.locator
    return a.contains(b) or b.contains(a)


def question_features(reading: Reading) -> Features:
    """What of a question itself bears on the chance that the best paragraph answers it."""
    return {
        "named": float(bool(reading.understood.filters.symbols)),
        "terms": log(1 + len(reading.terms)),  # a long question shares less of its words with any paragraph
        "leaning": float(reading.leaning),
    }


def says_nothing(library: Library, found: Sequence[Candidate], reading: Reading) -> bool:
    """Whether the best candidate is too far from the question to be an answer."""
    if not found:
        return True
    if reading.intent is Intent.CITED and any(c.features.get("references") for c in found):
        return False  # asks for what is cited, in words that the text need not share
    figures, best = ranking(), found[0]
    if any(not holds_provision(best.hit, asked) for asked in provisions(reading)):
        return True
    absent = names_absent_figures(best.hit, reading) or (asks_amount(reading) and not holds_amount(best.hit, reading))
    if best.features["coverage"] >= _ALL and not absent:
        return False
    foreign = bool(best.features["foreign"])
    chance = figures.chance(
        {
            "score": best.score,
            "foreign": foreign,
            **question_features(reading),
            "bias": 1.0,
        }
    )
    if asks_amount(reading):
        chance *= figures.refuse["amount_present" if holds_amount(best.hit, reading) else "amount_absent"]
    if names_absent_figures(best.hit, reading):
        chance *= figures.refuse["figure_absent"]
    if names_unknown(library, reading):
        chance *= figures.refuse["name_unknown"]
    kind = "_leaning" if reading.leaning else "_named" if reading.understood.filters.symbols else ""
    return chance < figures.refuse[f"threshold{kind}"]


def names_unknown(library: Library, reading: Reading) -> list[str]:
    """The proper names of the question (words with a capital inside it, no acronyms and no words of the thesaurus, as
    "State" is) that no indexed text prints."""
    typed = [name[0] for name in _NAME.finditer(reading.content.strip()) if not name[0].isupper()]
    spelt = {name: {language: stems(name, language) for language in LANGUAGES} for name in typed}
    names = {
        name: tuple(frozenset().union(*by_language.values()))
        for name, by_language in spelt.items()
        if not any(forms & vocabulary(language) for language, forms in by_language.items())
    }
    return [name for name, terms in names.items() if terms and not any(library.frequencies(terms).values())]


def refusal_of_topic(library: Library, reading: Reading, found: Sequence[Candidate]) -> Refusal:
    """The refusal of a topic, with the nearest paragraphs."""
    near = passages(library, reading, found, 3)
    if symbols := reading.understood.filters.symbols:
        return Refusal(Why.SAYS_NOTHING, {"symbol": ", ".join(symbols)}, tuple(near))
    return Refusal(Why.OFF_CORPUS, {}, tuple(near))
