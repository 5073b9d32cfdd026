"""Symbols and paragraph ids: every accepted spelling, the canonical form, order and round trip."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SymbolError
from index.symbols import Locator, Symbol, roman_to_int

SPELLINGS = [
    # as written, canonical, as prose writes it, organ, session or year
    ("A/RES/70/1", "A/RES/70/1", "70/1", "A", 70),
    ("70/1", "A/RES/70/1", "70/1", "A", 70),
    ("a/res/62/27", "A/RES/62/27", "62/27", "A", 62),
    ("A / RES / 62 / 27", "A/RES/62/27", "62/27", "A", 62),
    ("A/RES/62/027", "A/RES/62/27", "62/27", "A", 62),
    ("A/RES/217(III)", "A/RES/217(III)", "217 (III)", "A", 3),
    ("217 A (III)", "A/RES/217(III)A", "217 A (III)", "A", 3),
    ("A/RES/217(III)A", "A/RES/217(III)A", "217 A (III)", "A", 3),
    ("3363 (XXX)", "A/RES/3363(XXX)", "3363 (XXX)", "A", 30),
    ("3201 (S-VI)", "A/RES/3201(S-VI)", "3201 (S-VI)", "A", 6),
    ("A/RES/S-30/1", "A/RES/S-30/1", "S-30/1", "A", 30),
    ("A/RES/S/30/1", "A/RES/S-30/1", "S-30/1", "A", 30),
    ("ES-10/21", "A/RES/ES-10/21", "ES-10/21", "A", 10),
    ("50/221 B", "A/RES/50/221B", "50/221 B", "A", 50),
    ("68/247-B", "A/RES/68/247B", "68/247 B", "A", 68),
    ("50/204[A]", "A/RES/50/204A", "50/204 A", "A", 50),
    ("2341 (2017)", "S/RES/2341(2017)", "2341 (2017)", "S", 2017),
    ("S/RES/2341 (2017)", "S/RES/2341(2017)", "2341 (2017)", "S", 2017),
    ("S/RES/2341(2017)", "S/RES/2341(2017)", "2341 (2017)", "S", 2017),
    ("A/HRC/RES/22/1", "A/HRC/RES/22/1", "22/1", "HRC", 22),
    ("A/HRC/RES/S/21/1", "A/HRC/RES/S-21/1", "S-21/1", "HRC", 21),
    ("HRC/RES/22/1", "A/HRC/RES/22/1", "22/1", "HRC", 22),
    ("E/RES/2010/2", "E/RES/2010/2", "2010/2", "E", 2010),
    ("2010/2", "E/RES/2010/2", "2010/2", "E", 2010),
    ("E/RES/1503(XLVIII)", "E/RES/1503(XLVIII)", "1503 (XLVIII)", "E", 48),
    ("UNEP/EA.5/RES.14", "UNEP/EA.5/RES.14", "UNEP/EA.5/RES.14", "UNEP", None),
    ("E/CN.14/RES/116/(VI)", "E/CN.14/RES/116(VI)", "E/CN.14/RES/116(VI)", "ECA", None),
    ("E/ESCAP/RES/47/11", "E/ESCAP/RES/47/11", "E/ESCAP/RES/47/11", "ESCAP", None),
    ("62–27".replace("–", "/"), "A/RES/62/27", "62/27", "A", 62),
    ("A/RES/S\u201130/1", "A/RES/S-30/1", "S-30/1", "A", 30),  # a no-break hyphen
]


@pytest.mark.parametrize(("text", "canonical", "short", "body", "session"), SPELLINGS)
def test_every_spelling_has_one_canonical_form(
    text: str, canonical: str, short: str, body: str, session: int | None
) -> None:
    symbol = Symbol.parse(text)
    assert (str(symbol), symbol.short, symbol.body, symbol.session_number) == (canonical, short, body, session)
    assert Symbol.parse(str(symbol)) == symbol


@pytest.mark.parametrize(
    "text",
    [
        "24/7",  # round the clock; sessions before the 31st had Roman numbers
        "HIV/AIDS",
        "",
        "A/RES/",
        "217()",
        "2030",
        "62/27/3",
        "A/62/391",  # a report is a document, not a resolution
        "S/2014/669",
        "résolution",
        "A/RES/50",  # a session without a number
        "A/RES/62/27 (2007)",  # two forms in one
        "S/RES/2341",  # without its year
    ],
)
def test_what_is_no_symbol_is_refused(text: str) -> None:
    with pytest.raises(SymbolError):
        Symbol.parse(text)


def test_symbols_sort_by_organ_then_session_then_number() -> None:
    ordered = ["A/RES/217(III)", "A/RES/62/9", "A/RES/62/27", "A/RES/62/111A", "A/RES/62/111B", "S/RES/554(1984)"]
    mixed = [Symbol.parse(s) for s in ordered]
    random.Random(1).shuffle(mixed)
    assert [str(s) for s in sorted(mixed)] == ordered


@pytest.mark.parametrize(
    "text",
    ["A/RES/62/27", "A/RES/62/27#pp3", "A/RES/62/27#op8.a.ii", "A/RES/57/225#s3.op2", "A/RES/65/277#annex2.art2.p1"],
)
def test_ids_round_trip(text: str) -> None:
    assert str(Locator.parse(text)) == text


def test_an_id_is_made_canonical() -> None:
    assert str(Locator.parse("A/HRC/RES/S/23/1#op9")) == "A/HRC/RES/S-23/1#op9"


@pytest.mark.parametrize("text", ["A/RES/62/27#", "A/RES/62/27#op 8", "#op8", "62#op1", "A/RES/62/27#op8..a"])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(SymbolError):
        Locator.parse(text)


def test_a_paragraph_contains_its_sub_paragraphs() -> None:
    whole, third, thirtieth = (Locator.parse(f"A/RES/62/27#{p}") for p in ("op3", "op3.a", "op30"))
    assert whole.contains(third)
    assert not whole.contains(thirtieth)
    assert third.parent == whole
    assert whole.parent is None


@given(st.text())
def test_any_text_gives_a_symbol_or_a_symbol_error(text: str) -> None:
    try:
        symbol = Symbol.parse(text)
    except SymbolError:
        return
    assert Symbol.parse(str(symbol)) == symbol


@given(st.integers(min_value=1, max_value=89))
def test_roman_numerals_of_sessions_are_read(number: int) -> None:
    assert roman_to_int(_roman(number)) == number


def _roman(number: int) -> str:
    steps = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    text = ""
    for value, sign in steps:
        while number >= value:
            text, number = text + sign, number - value
    return text
