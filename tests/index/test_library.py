"""An opened index answers the assistant's questions, under every filter, the same from every thread."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.build import build
from index.errors import NoIndex, NotIndexed
from index.library import Library
from index.resolution import Kind, Resolution
from index.search import Filters, Query
from tests.index.made import Shelf, WordsEmbedder, library_of, made

DAY = dt.date
ALL = [
    made(
        "A/RES/62/27",
        "Désarmement",
        [("pp1", "Rappelant la Charte"), "Prie le Secrétaire général de faire rapport", "Décide d'y revenir"],
        act="requests",
        addressees=("secretary-general",),
        cites="A/RES/55/2",
    ),
    made("A/RES/63/50", "Forêts", ["Souligne le rôle des forêts", "Décide d'y revenir"], adopted=DAY(2008, 12, 2)),
    made("A/RES/63/50", "Forests", ["Stresses the role of forests"], language="en", adopted=DAY(2008, 12, 2)),
    made("A/RES/S-30/1", "Session extraordinaire", ["Souligne la question des drogues"], adopted=DAY(2016, 4, 19)),
    made("S/RES/2341(2017)", "Infrastructures", ["Encourage tous les États"], adopted=None, act="encourages"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("library")
    with library_of(folder / "home", Shelf(folder / "files"), *ALL) as library:
        yield library


def _every(filters: Filters) -> set[str]:
    """The slow, obvious way: which paragraphs of ALL satisfy filters."""
    return {p.id + r.language for r in ALL for p in r.paragraphs if _satisfies(r, p.kind, p.act, p.addressees, filters)}


def _satisfies(r: Resolution, kind: Kind, act: str | None, addressees: tuple[str, ...], f: Filters) -> bool:
    session = None if r.symbol.special or r.body == "S" else r.session
    year = r.adopted.year if r.adopted else 2017
    first, last = f.adopted or (None, None)
    return all(
        [
            not f.symbols or str(r.symbol) in f.symbols,
            not f.bodies or r.body in f.bodies,
            not f.sessions or (session is not None and f.sessions[0] <= session <= f.sessions[1]),
            not f.years or f.years[0] <= year <= f.years[1],
            not f.adopted or (r.adopted is not None and (first or DAY.min) <= r.adopted <= (last or DAY.max)),
            not f.kinds or kind in f.kinds,
            not f.acts or act in f.acts,
            not f.addressees or bool(set(addressees) & set(f.addressees)),
            not f.languages or r.language in f.languages,
        ]
    )


FILTERS = [
    Filters(),
    Filters(symbols=("A/RES/63/50", "S/RES/2341(2017)")),
    Filters(bodies=("S",)),
    Filters(sessions=(63, 70)),
    Filters(sessions=(30, 30)),
    Filters(years=(2008, 2016)),
    Filters(years=(2017, 2017)),
    Filters(adopted=(DAY(2008, 1, 1), None)),
    Filters(adopted=(None, DAY(2008, 1, 1))),
    Filters(kinds=(Kind.PREAMBULAR,)),
    Filters(acts=("requests", "encourages")),
    Filters(addressees=("secretary-general", "nobody")),
    Filters(languages=("en",)),
    Filters(languages=("fr",), kinds=(Kind.OPERATIVE,), years=(2007, 2008)),
    Filters(symbols=("A/RES/1/1",)),
]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_filters_are_those_of_a_slow_search(library: Library, filters: Filters) -> None:
    result = library.search(Query("souligne décide prie rappelant encourage role", 50, None, filters))
    found = {i + hit.language for hit in result.hits for i in (hit.id, *hit.duplicates)}
    wanted = _every(filters)
    assert found <= wanted
    assert {entry[:-2] for entry in found} == {entry[:-2] for entry in wanted}
    coverage = library.coverage(filters)
    assert (coverage.searched, coverage.paragraphs, coverage.resolutions) == (len(wanted), 8, 5)
    assert coverage.searched_resolutions == len({(entry.partition("#")[0], entry[-2:]) for entry in wanted})


def test_what_the_index_holds(library: Library) -> None:
    coverage = library.coverage()
    assert (coverage.languages, coverage.sessions, coverage.years) == (("en", "fr"), (62, 63), (2007, 2017))
    assert [(s.symbol, s.language, s.paragraphs) for s in library.summaries()] == [
        ("A/RES/62/27", "fr", 3),
        ("A/RES/63/50", "en", 1),
        ("A/RES/63/50", "fr", 2),
        ("A/RES/S-30/1", "fr", 1),
        ("S/RES/2341(2017)", "fr", 1),
    ]
    assert [s.symbol for s in library.summaries(Filters(kinds=(Kind.PREAMBULAR,)))] == ["A/RES/62/27"]


def test_a_resolution_comes_back_as_it_was_parsed(library: Library) -> None:
    for resolution in ALL:
        assert library.resolution(str(resolution.symbol), resolution.language) == resolution


def test_a_resolution_in_another_language_is_better_than_none(library: Library) -> None:
    assert library.resolution("A/RES/62/27", "en").language == "fr"
    assert library.resolution("63/50", "en").language == "en"
    assert library.languages("A/RES/63/50") == ("en", "fr")
    assert library.languages("A/RES/1/1") == ()
    with pytest.raises(NotIndexed, match="A/RES/1/1"):
        library.resolution("A/RES/1/1")


def test_a_divided_resolution_is_named_by_its_parts(tmp_path: Path) -> None:
    parts = [made(f"A/RES/42/160{letter}", "Pratiques", [f"Décide pour {letter}"]) for letter in "AB"]
    with (
        library_of(tmp_path / "home", Shelf(tmp_path / "files"), *parts) as library,
        pytest.raises(NotIndexed) as raised,
    ):
        library.resolution("A/RES/42/160")
    assert raised.value.hint == "It is divided: A/RES/42/160A, A/RES/42/160B."


def test_the_raw_text_is_what_the_spans_point_into(library: Library) -> None:
    assert library.raw_text("A/RES/62/27", "fr").startswith("Désarmement\nRappelant la Charte")


def test_who_cites(library: Library) -> None:
    assert [c.id for c in library.citing("A/RES/55/2")] == [f"A/RES/62/27#{place}" for place in ("pp1", "op2", "op3")]
    assert len(library.citing("A/RES/55/2", "op1")) == 3
    assert library.citing("A/RES/55/2", "op2") == []


def test_twins_are_grouped_under_the_newest(library: Library) -> None:
    hits = library.search(Query("décide d'y revenir", 9, "fr")).hits
    twins = [hit for hit in hits if hit.text == "Décide d'y revenir"]
    assert [(hit.id, hit.duplicates) for hit in twins] == [("A/RES/63/50#op2", ("A/RES/62/27#op3",))]


def test_a_paragraph_in_two_languages_is_one_hit(library: Library) -> None:
    for language in ("fr", "en"):
        hits = library.search(Query("forests forêts", 9, language)).hits
        assert [hit.language for hit in hits if hit.id == "A/RES/63/50#op1"] == [language]


def test_the_same_from_every_thread(library: Library) -> None:
    query = Query("souligne le rôle des forêts", 5, "fr")
    wanted = library.search(query).hits
    others: list[bool] = []

    def ask() -> None:
        others.extend(library.search(query).hits == wanted for _ in range(10))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert others == [True] * 60


STRANGE = ["", " ", "?!", "«»", '"', "a" * 5000, "\0", "\ud800", "AND OR NOT (", "+-*^~[]", "🙂", "« »"]


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_any_question_gives_a_result(library: Library, text: str) -> None:
    assert len(library.search(Query(text, 3)).hits) <= 3


def test_a_home_without_an_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="alinea index --sample"):
        Library.open(tmp_path / "none", WordsEmbedder())


def test_a_closed_library_opens_again(home: Path, tmp_path: Path) -> None:
    library = library_of(home, Shelf(tmp_path / "files"), ALL[0])
    library.close()
    assert library.search(Query("Charte")).hits
    library.close()


def test_a_long_paragraph_is_one_hit_whichever_part_is_found(home: Path, tmp_path: Path) -> None:
    text = " ".join(f"Le mot rare{n} et d'autres mots plus fréquents ;" for n in range(150))
    with library_of(home, Shelf(tmp_path / "files"), made("A/RES/70/1", "Long", [text, "Autre"])) as library:
        for word in ("rare3", "rare77", "rare149"):
            hits = library.search(Query(word, 5, "fr")).hits
            assert [hit.id for hit in hits].count("A/RES/70/1#op1") == 1
            assert hits[0].text == text


def test_surrogates_in_a_text_do_no_harm(home: Path, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "files")
    broken = made("A/RES/70/1", "Titre", ["Prie \ud800 le Conseil"])
    path = shelf.put("a.txt", made("A/RES/70/1", "Titre", ["Prie le Conseil"]))
    shelf.held[str(path)] = (replace(broken),)
    build([path], home, WordsEmbedder(), read=shelf.read)
    with Library.open(home, WordsEmbedder()) as library:
        assert library.resolution("A/RES/70/1").paragraphs[0].text == "Prie \ud800 le Conseil"
        assert library.search(Query("conseil")).hits[0].text == "Prie \ufffd le Conseil"
