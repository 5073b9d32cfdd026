"""Foldings, `contains`, and numbers in letters."""

from __future__ import annotations

import pytest

from assistant.evaluation.words import contains, contains_share, fold, fold_quotation, numbers_in_letters

CONTAINS = [
    # text, wanted, whether it is there
    ("adoptée le 20 DÉCEMBRE 2002 par l’Assemblée", "20 decembre 2002", True),
    ("sœurs et œuvre", "oeuvre", True),
    ("28\u202f422\u202f000 dollars", "28 422 000", True),  # narrow no-break spaces
    ("28,422,000 dollars", "28 422 000", True),
    ("32 700 dollars", "32.700", True),
    ("la résolution 155/63", "55/63", False),  # inside another symbol
    ("la résolution 62/23", "23", False),
    ("en 2023", "23", False),
    ("Il compte 23.", "23", True),
    ("à sa 46e séance plénière", "46", True),
    ("chiffré à 856,4 millions", "856", True),  # the same number with its decimals
    ("put at 856.4 million", "856", True),
    ("chiffré à 856 400 dollars", "856", False),  # a group of thousands is no decimal
    ("hausse de 23,5", "5", False),
    ("hausse de 123,5", "23", False),
    ("Il compte vingt-trois paragraphes", "23", True),
    ("It has twenty-three paragraphs", "23", True),
    ("It has twenty-three paragraphs", "3", False),
    ("quatre-vingt-dix-sept États", "97", True),
    ("deux mille dix-neuf", "2019", True),
    ("à sa soixante-troisième session", "60", False),  # part of an ordinal
    ("à sa soixante et onzième session", "60", False),
    ("un paragraphe", "1", False),  # an article proves nothing
    ("un seul paragraphe", "1", True),
    ("only one paragraph", "1", True),
    ("deux et trois", "3", True),
    ("aucun", "", True),
]


@pytest.mark.parametrize(("text", "wanted", "there"), CONTAINS)
def test_contains(text: str, wanted: str, there: bool) -> None:
    assert contains(text, wanted) is there


def test_contains_share() -> None:
    assert contains_share("Deuxième Commission", ["deuxieme commission", "20 décembre"]) == 1 / 2
    assert contains_share("", ["x"]) == 0.0
    assert contains_share("anything", []) is None


NUMBERS = [
    # text, the numbers in letters
    ("vingt et un", {21}),
    ("deux cents", {200}),
    ("two hundred and five", {205}),
    ("mille neuf cent quarante-cinq", {1945}),
    ("ninety-nine thousand", {99_000}),
    ("soixante et onze et quatre-vingts", {71, 80}),
    ("neuf, dix et onze", {9, 10, 11}),
    ("zéro", {0}),
    ("second, third", set()),
]


@pytest.mark.parametrize(("text", "numbers"), NUMBERS)
def test_numbers_in_letters(text: str, numbers: set[int]) -> None:
    assert numbers_in_letters(text) == numbers


def test_the_folding_of_quotations_keeps_case_accents_and_spelling() -> None:
    assert (
        fold_quotation("l’aide\u00a0: d’écartier\n les\u202f« États\u2011Unis »²")
        == "l'aide : d'écartier les « États-Unis »"
    )
    assert fold_quotation("Etats") != fold_quotation("États")
    assert fold("États") == fold("ETATS") == "etats"
