"""Acronyms and the names for which they stand, both ways and in both languages."""

from __future__ import annotations

import pytest

from assistant.acronyms import _rows, spelt_out, standing_for
from assistant.retrieval.topics import candidates
from assistant.shelf import Shelves
from assistant.understanding import understand
from index.search import Query, SearchResult
from tests.assistant.library import MemoryLibrary, found_in, resolution


@pytest.mark.parametrize(
    ("text", "language", "whole"),
    [
        (
            "Que fait la FINUL ?",
            "fr",
            "Que fait la FINUL (Force intérimaire des Nations Unies au Liban) ?",
        ),
        ("de l'OMS", "fr", "de l'OMS (Organisation mondiale de la Santé)"),
        # in small letters only where it is no word
        (
            "unrwa and who",
            "en",
            "unrwa (United Nations Relief and Works Agency for Palestine Refugees) and who",
        ),
        ("le car de l'au", "fr", "le car de l'au"),
        # one of the other language, in capitals
        ("LDCs", "fr", "LDCs (pays les moins avancés)"),
        # not twice
        ("le PAM (Programme alimentaire mondial)", "fr", "le PAM (Programme alimentaire mondial)"),
    ],
)
def test_names_stand_behind_acronyms(text: str, language: str, whole: str) -> None:
    assert spelt_out(text, language) == whole


def test_only_the_acronyms_chosen_are_spelt_out() -> None:
    assert spelt_out("l'OMS et la FAO", "fr", lambda short: short == "OMS").endswith(
        "(Organisation mondiale de la Santé) et la FAO"
    )


def test_what_stands_for_the_terms_of_a_question() -> None:
    meant = standing_for("les PMA", ("pma",), "fr", "en")["pma"]
    assert {phrase & {"countri", "ldc", "ldcs"} for phrase in meant} >= {frozenset({"countri"}), frozenset({"ldc"})}
    assert frozenset() not in standing_for("l'OMS", ("om",), "fr", "en")["om"], "WHO is a word that says nothing"
    name = standing_for("pays les moins avancés", ("pay", "avanc"), "fr", "fr")
    assert name == {"pay": frozenset({frozenset({"pma"})}), "avanc": frozenset({frozenset({"pma"})})}


def test_each_acronym_stands_in_one_row() -> None:
    for language in ("fr", "en"):
        short = [one for row in _rows() for one in row.short[language]]
        assert sorted(short) == sorted(set(short))
        assert all(row.name[language] for row in _rows())


class Listening(MemoryLibrary):
    """A library that keeps what it is asked."""

    def __init__(self, *texts: str) -> None:
        paragraphs = {f"op{n}": text for n, text in enumerate(texts, 1)}
        super().__init__([resolution("A/RES/92/1", "fr", "Îles", paragraphs)])
        self.asked: list[str] = []

    def search(self, query: Query) -> SearchResult:
        """What the library in memory finds."""
        self.asked.append(query.text)
        return super().search(query)


def test_an_acronym_that_the_index_hardly_prints_is_searched_by_its_name_too() -> None:
    library = Listening("Constate |que la mer monte autour des petits États insulaires en développement ;")
    found_in(library, "Que dit la résolution 92/1 de la mer autour des PEID ?")
    assert any("PEID (petits États insulaires en développement)" in text for text in library.asked)


def test_an_acronym_that_the_index_prints_is_searched_as_it_is() -> None:
    library = Listening(*["Constate |que la mer monte autour des PEID ;"] * 12)
    found_in(library, "Que dit la résolution 92/1 de la mer autour des PEID ?")
    assert library.asked
    assert not any("insulaires" in text for text in library.asked)


def test_a_name_in_a_paragraph_covers_the_acronym_of_a_question() -> None:
    library = Listening(
        "Constate |que la mer monte autour des ports voisins ;",
        "Constate |que la mer monte autour des petits États insulaires en développement ;",
    )
    shelves = Shelves(library)
    reading = understand("Que dit la résolution 92/1 de la mer autour des PEID ?", shelves.shelf())
    found = candidates(library, reading, reading.understood.filters)
    covered = {one.hit.id: one.features["coverage"] for one in found}
    assert covered["A/RES/92/1#op2"] > covered["A/RES/92/1#op1"]
