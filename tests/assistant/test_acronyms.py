"""Acronyms and the names for which they stand, both ways and in both languages."""

from __future__ import annotations

import pytest

from assistant.acronyms import _rows, spelt_out, standing_for
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
    name = standing_for("pays les moins avancés", ("pay", "avanc"), "fr", "fr")
    assert name == {"pay": frozenset({frozenset({"pma"})}), "avanc": frozenset({frozenset({"pma"})})}


def test_each_acronym_stands_in_one_row() -> None:
    for language in ("fr", "en"):
        short = [one for row in _rows() for one in row.short[language]]
        assert sorted(short) == sorted(set(short))
        assert all(row.name[language] for row in _rows())


def test_a_paragraph_that_spells_a_name_out_is_found_by_its_acronym() -> None:
    island = resolution(
        "A/RES/92/1",
        "fr",
        "Îles",
        {
            "op1": "Constate |que la mer monte autour des ports voisins ;",
            "op2": "Constate |que la mer monte autour des petits États insulaires en développement ;",
        },
    )
    found = found_in(MemoryLibrary([island]), "Que dit la résolution 92/1 de la mer autour des PEID ?")
    assert [p.paragraph.id for p in found.passages] == ["A/RES/92/1#op2"]
