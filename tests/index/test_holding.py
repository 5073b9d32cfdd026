"""The resolutions that hold words are exactly those of a slow search, whichever way their texts were cut."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index.analysis import analyser
from index.build import build
from index.library import Library
from index.resolution import Kind, Resolution
from index.search import Filters, Holding, Term
from tests.index.made import Shelf, WordsEmbedder, library_of, made

FILLING = " ".join(f"des mots de remplissage numéro {n} ;" for n in range(300))
ALL = [
    made(
        "A/RES/62/27",
        "Phares",
        [
            ("pp1", "Rappelant les phares de la côte"),
            "Entretient les phares et les bouées",
            "Les bouées sont peintes",
            "Que les phares éclairent les bouées",
        ],
    ),
    made("A/RES/62/27", "Lighthouses", ["Keeps the lighthouses and the buoys"], language="en"),
    # the words stand far apart in a paragraph that is cut into several chunks
    made("A/RES/63/50", "Longue", [f"Phares : {FILLING} et bouées", "Autre"], adopted=dt.date(2008, 12, 2)),
    # the words stand in two paragraphs, never in one
    made("S/RES/2341(2017)", "Séparés", ["Les phares", ("op1.a", "Les bouées")], adopted=dt.date(2017, 2, 13)),
    # a word of the title and of a heading is none of the paragraph
    made("A/RES/64/1", "Phares et bouées", ["Les lanternes"]),
    # words of one language that look like others in the other
    made("A/RES/64/2", "Main", ["The main coin"], language="en"),
    made("A/RES/64/3", "Main", ["La main et le coin"]),
]


def _term(**by_language: str) -> Term:
    return {language: frozenset(analyser(language).terms(words)) for language, words in by_language.items()}


LIGHT, BUOY = _term(fr="phares", en="lighthouse"), _term(fr="bouée", en="buoy")
TERMS: list[Sequence[Term]] = [
    [LIGHT],
    [BUOY],
    [LIGHT, BUOY],
    [LIGHT, BUOY, _term(fr="remplissage")],
    # several alternatives, one of them enough
    [_term(fr="lanterne bouée")],
    # a term that has no counterpart in a language finds nothing in it
    [_term(fr="phare", en="lighthouse"), _term(en="buoys")],
    [_term(fr="main"), _term(fr="coin")],
    [_term(en="main coin")],
    [{"fr": frozenset()}],
    [_term(fr="disquette")],
    [],
]
FILTERS = [
    Filters(),
    Filters(bodies=("S",)),
    Filters(years=(2008, 2017)),
    Filters(languages=("en",)),
    Filters(kinds=(Kind.PREAMBULAR,)),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("holding")
    with library_of(folder / "home", Shelf(folder / "files"), *ALL) as library:
        yield library


def _slow(terms: Sequence[Term], filters: Filters) -> list[Holding]:
    """The slow, obvious way."""
    found = []
    for r in sorted(ALL, key=lambda r: (r.symbol, r.language)):
        held = [p.id for p in r.paragraphs if _kept(r, p.kind, filters) and _holds(p.text, r.language, terms)]
        if held:
            found.append(Holding(str(r.symbol), r.language, len(held), held[0]))
    return found


def _holds(text: str, language: str, terms: Sequence[Term]) -> bool:
    there = set(analyser(language).terms(text))
    return bool(terms) and all(there & term.get(language, frozenset()) for term in terms)


def _kept(r: Resolution, kind: Kind, f: Filters) -> bool:
    year = r.adopted.year if r.adopted else 0
    return (
        (not f.bodies or r.body in f.bodies)
        and (not f.years or f.years[0] <= year <= f.years[1])
        and (not f.languages or r.language in f.languages)
        and (not f.kinds or kind in f.kinds)
    )


@pytest.mark.parametrize(("terms", "filters"), list(itertools.product(TERMS, FILTERS)))
def test_it_finds_what_a_slow_search_finds(library: Library, terms: Sequence[Term], filters: Filters) -> None:
    assert library.holding(terms, filters) == _slow(terms, filters)


def test_a_paragraph_of_several_chunks_is_one(library: Library) -> None:
    long = [h for h in library.holding([LIGHT, BUOY]) if h.symbol == "A/RES/63/50"]
    assert long == [Holding("A/RES/63/50", "fr", 1, "A/RES/63/50#op1")]


def test_the_first_paragraph_is_one_with_the_phrase(library: Library) -> None:
    held = library.holding([LIGHT, BUOY], phrase="phares éclairent les bouées")
    assert held[0] == Holding("A/RES/62/27", "en", 1, "A/RES/62/27#op1")
    assert held[1] == Holding("A/RES/62/27", "fr", 2, "A/RES/62/27#op4", phrased=1)
    assert library.holding([LIGHT, BUOY], phrase="phares et bouées") == library.holding([LIGHT, BUOY])


def test_a_text_that_was_replaced_is_not_counted(home: Path, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "files")
    shelf.put("a.txt", made("A/RES/70/1", "Titre", ["Les phares", "Les phares encore"]))
    build([shelf.folder], home, WordsEmbedder(), read=shelf.read)
    shelf.put("a.txt", made("A/RES/70/1", "Titre", ["Les lanternes", "Les phares encore et toujours"]))
    build([shelf.folder], home, WordsEmbedder(), read=shelf.read)
    with Library.open(home, WordsEmbedder()) as library:
        assert library.holding([LIGHT]) == [Holding("A/RES/70/1", "fr", 1, "A/RES/70/1#op2")]
