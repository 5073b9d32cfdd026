"""The check: a planted wrong key, wrong quotation or wrong figure is found."""

from __future__ import annotations

import pytest

from assistant.answer import Citation
from assistant.checking import check, figures, quotations, unsupported_figures
from assistant.folding import fold, occurs, plain
from index.resolution import Kind

SOURCE = "Prie le Secrétaire général de dresser la liste des « phares » en 2040 ;"


def citation(n: int, quote: str) -> Citation:
    return Citation(n, "A/RES/90/1#op1", "A/RES/90/1", "fr", Kind.OPERATIVE, "", quote, 0, len(quote))


def test_a_right_answer_passes_unchanged() -> None:
    text = "L'Assemblée prie « le Secrétaire général de dresser la liste des « phares » » [1]."
    checked = check(text, [citation(1, "le Secrétaire général")], lambda c: SOURCE)
    assert checked.text == text
    assert [c.n for c in checked.citations] == [1]
    assert not checked.refused
    assert not checked.withheld


def test_a_key_that_was_not_given_is_refused_and_reported() -> None:
    checked = check("Il est dit [1] et [7].", [citation(1, "Prie")], lambda c: SOURCE)
    assert checked.text == "Il est dit [1] et ."
    assert [(w.text, w.reason) for w in checked.refused] == [("[7]", "unknown-key")]


def test_a_quotation_that_is_not_in_its_source_is_withheld() -> None:
    text = "Juste « la liste » [1].\nFaux « la carte » [1]."
    checked = check(text, [citation(1, "la liste")], lambda c: SOURCE)
    assert checked.text == "Juste « la liste » [1]."
    assert [(w.reason, w.detail) for w in checked.withheld] == [("not-verbatim", "la carte")]


def test_a_citation_whose_words_are_not_its_paragraphs_is_refused() -> None:
    checked = check("Voir [1].", [citation(1, "la carte des phares")], lambda c: SOURCE)
    assert checked.citations == ()
    assert checked.refused[0].reason == "not-verbatim"


def test_a_citation_that_is_not_used_is_left_out() -> None:
    given = [citation(1, "la liste"), citation(2, "phares")]
    assert [c.n for c in check("Seulement [2].", given, lambda c: SOURCE).citations] == [2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("« a » et “b”", ["a", "b"]),
        ("« a « b » c »", ["a « b » c"]),
        ("« jamais fermé", ["jamais fermé"]),
        ("« a “b” »", ["a “b”"]),
        ("rien", []),
        ("« »", []),
    ],
)
def test_outermost_quotations(text: str, found: list[str]) -> None:
    assert quotations(text) == found


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("En 2040, une liste [1].", []),
        ("En 2041, une liste [1].", ["2041"]),
        ("La résolution 90/1 le veut [1].", ["90/1"]),
        ("28 422 000 dollars [1].", ["28422000"]),
    ],
)
def test_figures_must_be_in_the_sources(sentence: str, missing: list[str]) -> None:
    assert unsupported_figures(sentence, [SOURCE]) == missing


def test_figures_in_the_question_are_allowed() -> None:
    assert unsupported_figures("La résolution 90/1 le veut.", [SOURCE], ["Que veut la résolution 90/1 ?"]) == []
    assert figures("28 422 000 dollars en 2004-2005") == ["28422000", "2004", "2005"]


@pytest.mark.parametrize(
    ("quotation", "there"),
    [
        ("dresser la liste", True),
        ("dresser la\nliste", True),
        ("d’une liste", False),
        ("Dresser la liste", False),
        ("liste des phares", False),
        ("", False),
    ],
)
def test_the_declared_folding_and_nothing_else(quotation: str, there: bool) -> None:
    assert occurs(quotation, SOURCE) is there


@pytest.mark.parametrize("text", ["l’eau\u00a0; «\u202fÉtats\u202f»", "non\u2011prolifération ²", "e\u0301tat\u00ad"])
def test_folding_is_idempotent_and_plain_keeps_offsets(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert len(plain(text)) == len(text)
