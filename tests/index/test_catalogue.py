"""What the catalogue records: symbol order, twins, the best of several, and the columns a snapshot reads from them."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from index.catalogue import Catalogue, generation_of, get_meta, pack, set_meta, unpack
from index.errors import NoIndex
from index.recording import best_of_each, regular_session, sorting_key, twins_key, year_of
from index.resolution import Warning
from index.symbols import Symbol
from tests.index.made import made

SYMBOLS = [
    "A/RES/217(III)",
    "A/RES/3201(S-VI)",
    "A/RES/50/221A",
    "A/RES/50/221B",
    "A/RES/62/9",
    "A/RES/62/27",
    "A/RES/ES-10/21",
    "A/RES/S-30/1",
    "A/HRC/RES/22/1",
    "A/HRC/RES/S-21/1",
    "E/RES/2010/2",
    "S/RES/2341(2017)",
    "UNEP/EA.5/RES.14",
]


def test_rows_are_sorted_as_symbols_are() -> None:
    symbols = [Symbol.parse(text) for text in SYMBOLS]
    random.Random(1).shuffle(symbols)
    assert sorted(symbols, key=sorting_key) == sorted(symbols)


TWINS = [
    # whether they say the same, one, other
    (True, "Décide de rester saisie de la question.", "décide  de rester saisie de la question ;"),
    (True, "l’œuvre", "L'OEUVRE"),
    (False, "Décide de rester saisie", "Décide de rester saisi"),
    (False, "paragraphe 5", "paragraphe 6"),
]


@pytest.mark.parametrize(("same", "one", "other"), TWINS)
def test_twins_say_the_same_word_for_word(same: bool, one: str, other: str) -> None:
    assert (twins_key(one) == twins_key(other)) is same


def test_the_best_of_a_file_has_most_paragraphs_then_fewest_doubts() -> None:
    short, long = made("A/RES/62/27", "T", ["a"]), made("A/RES/62/27", "T", ["a", "b"])
    doubted = replace(long, warnings=(Warning("numbering-gap", "?"),))
    other = made("A/RES/62/27", "T", ["a"], language="en")
    assert best_of_each([short, doubted, long, other]) == [long, other]


YEARS = [
    # where the year comes from, resolution, year
    ("adoption", made("A/RES/62/27", "T", []), 2007),
    ("issue", replace(made("A/RES/62/27", "T", [], adopted=None), issued=dt.date(2008, 1, 10)), 2008),
    ("symbol", made("S/RES/2341(2017)", "T", [], adopted=None), 2017),
    ("nowhere", made("A/RES/62/27", "T", [], adopted=None), None),
]


@pytest.mark.parametrize(("where", "resolution", "year"), YEARS, ids=[row[0] for row in YEARS])
def test_the_year(where: str, resolution: object, year: int | None) -> None:
    assert year_of(resolution) == year  # type: ignore[arg-type]


@pytest.mark.parametrize(("session", "special", "wanted"), [(62, "", 62), (30, "S", None), (2017, "", None)])
def test_years_and_special_sessions_are_no_sessions(session: int, special: str, wanted: int | None) -> None:
    assert regular_session(session, special) == wanted


def test_a_resolution_survives_packing() -> None:
    resolution = made("A/RES/62/27", "Titre \ud800", ["Prie l’Assemblée", "œuvre"], cites="A/RES/55/2")
    assert unpack(pack(resolution)) == resolution


def test_a_transaction_that_fails_leaves_nothing(home: Path) -> None:
    catalogue = Catalogue(home)
    catalogue.create()

    def fail() -> None:
        with catalogue.write() as db:
            set_meta(db, generation="7")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    with catalogue.read() as db:
        assert generation_of(db) == 0
        assert get_meta(db, "nothing", "else") == "else"


def test_a_reader_sees_one_state_while_another_writes(home: Path) -> None:
    catalogue = Catalogue(home)
    catalogue.create()
    with catalogue.read() as db:
        assert generation_of(db) == 0
        with catalogue.write() as other:
            set_meta(other, generation="1")
        assert generation_of(db) == 0
    with catalogue.read() as db:
        assert generation_of(db) == 1


def test_a_reader_cannot_write(home: Path) -> None:
    catalogue = Catalogue(home)
    catalogue.create()
    with pytest.raises(Exception, match="cannot be written"), catalogue.read() as db:
        set_meta(db, generation="1")


def test_what_is_no_catalogue_is_refused(home: Path) -> None:
    with pytest.raises(NoIndex):
        Catalogue(home).check()


def test_programming_errors_are_not_dressed_up(home: Path) -> None:
    catalogue = Catalogue(home)
    catalogue.create()
    with pytest.raises(sqlite3.ProgrammingError), catalogue.read() as db:
        db.execute("SELECT ?", ())
