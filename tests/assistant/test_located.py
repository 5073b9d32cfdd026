"""Places as people name them, found in a resolution."""

from __future__ import annotations

import pytest

from assistant.errors import BriefError
from assistant.located import meant, paragraphs_at
from assistant.quoting import quote
from assistant.typed import locators_typed
from index.errors import SymbolError
from index.symbols import Locator
from tests.assistant.made import MemoryLibrary, made

LIBRARY = MemoryLibrary()
ANNEXED = made(
    "A/RES/74/904",
    "Deux annexes",
    None,
    [
        ("annex1.p1", "1.", "Un."),
        ("annex2.p1", "1.", "Deux."),
        ("s1.op1", "1.", "Trois."),
        ("s1-1.op1", "1.", "Quatre."),
    ],
    "fr",
)

# what is named · the paragraphs it can mean
MEANT = [
    ("A/RES/72/902#s2.op2", ["s2.op2"]),
    # the section left out: one paragraph 2, two paragraphs 1
    ("A/RES/72/902#op2", ["s2.op2"]),
    ("A/RES/72/902#op1", ["s1.op1", "s2.op1"]),
    # the annex left out
    ("A/RES/72/902#art2.p1", ["annex.art2.p1"]),
    ("A/RES/70/900#op2", ["op2"]),
    ("A/RES/70/900#op9", []),
    # « annexe » and « annexe I »; what the parser adds to tell numbers apart
    ("A/RES/74/904#annex.p1", ["annex1.p1"]),
    ("A/RES/74/904#annex2.p1", ["annex2.p1"]),
    ("A/RES/74/904#annex3.p1", []),
    ("A/RES/74/904#s1.op1", ["s1.op1"]),
    ("A/RES/74/904#s1-1.op1", ["s1-1.op1"]),
]


@pytest.mark.parametrize(("identifier", "paths"), MEANT)
def test_what_a_place_can_mean(identifier: str, paths: list[str]) -> None:
    locator = Locator.parse(identifier)
    resolution = ANNEXED if "904" in identifier else LIBRARY.resolution(str(locator.symbol))
    assert [p.id.partition("#")[2] for p in meant(resolution, locator)] == paths


def test_a_place_holds_what_lies_below_it() -> None:
    resolution = LIBRARY.resolution("A/RES/70/900")
    below = paragraphs_at(resolution, Locator.parse("A/RES/70/900#op2"))
    assert [p.id.partition("#")[2] for p in below] == ["op2", "op2.a", "op2.b"]
    assert len(paragraphs_at(LIBRARY.resolution("A/RES/72/902"), Locator.parse("A/RES/72/902#annex"))) == 3


def test_numbering_that_restarts_in_a_section_gives_all_its_paragraphs_of_that_number() -> None:
    found = paragraphs_at(ANNEXED, Locator.parse("A/RES/74/904#s1.op1"))
    assert [p.text for p in found] == ["Trois.", "Quatre."]
    assert [p.text for p in paragraphs_at(ANNEXED, Locator.parse("A/RES/74/904#s1-1.op1"))] == ["Quatre."]


def test_a_section_left_out_is_found_and_a_doubt_is_said() -> None:
    quotation, _ = quote(LIBRARY, Locator.parse("A/RES/72/902#op2"), "fr")
    assert quotation.id == "A/RES/72/902#s2.op2"
    with pytest.raises(BriefError, match=r"s1\.op1.*s2\.op1"):
        quote(LIBRARY, Locator.parse("A/RES/72/902#op1"), "fr")


# typed · language · ids
TYPED = [
    ("A/RES/70/900", "fr", "A/RES/70/900"),
    ("A/RES/70/900#op2.a", "fr", "A/RES/70/900#op2.a"),
    ("70/900, par. 2 a)", "fr", "A/RES/70/900#op2.a"),
    ("résolution 70/900, par. 1 et 3", "fr", "A/RES/70/900#op1 A/RES/70/900#op3"),
    ("paragraphs 1 and 3 of resolution 70/900", "fr", "A/RES/70/900#op1 A/RES/70/900#op3"),
    ("70/900 OP3", "en", "A/RES/70/900#op3"),
    ("PP2 of A/RES/70/900", "en", "A/RES/70/900#pp2"),
    ("paragraphe unique du dispositif de la résolution 73/903", "fr", "A/RES/73/903#op"),
    ("résolution 72/902, sect. II, paragraphe unique du dispositif", "fr", "A/RES/72/902#s2.op"),
    ("resolution 73/903, sole operative paragraph", "en", "A/RES/73/903#op"),
    ("premier alinéa non numéroté de l'annexe à la résolution 72/902", "fr", "A/RES/72/902#annex.u1"),
    ("cible 6.1 de la résolution 72/902", "fr", "A/RES/72/902#t6.1"),
    ("résolution 72/902, cibles 6.1 et 6.a", "fr", "A/RES/72/902#t6.1 A/RES/72/902#t6.a"),
    ("resolution 72/902, target 6.1", "en", "A/RES/72/902#t6.1"),
    ("target 2.1 of the annex to resolution 72/902", "en", "A/RES/72/902#annex.t2.1"),
    ("second unnumbered paragraph of resolution 72/902", "en", "A/RES/72/902#u2"),
    ("résolution 9001 (2016) du Conseil de sécurité, par. 2", "fr", "S/RES/9001(2016)#op2"),
]


@pytest.mark.parametrize(("typed", "language", "ids"), TYPED)
def test_typed_references(typed: str, language: str, ids: str) -> None:
    assert [str(locator) for locator in locators_typed(typed, language)] == ids.split()


@pytest.mark.parametrize("typed", ["", "pommes", "A/RES/70/900#", "HIV/AIDS"])
def test_what_names_no_resolution_is_refused(typed: str) -> None:
    with pytest.raises(SymbolError):
        locators_typed(typed, "fr")
