"""Documents cited in running text: every spelling of CITATIONS, organs from context, and what is no citation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.references import references_of
from index.symbols import Symbol

GA, SC, HRC, ECOSOC = "A/RES/62/27", "S/RES/2341(2017)", "A/HRC/RES/22/1", "E/RES/2010/2"
FR, EN = "fr", "en"


def _found(language: str, own: str, text: str) -> list[str]:
    """What is cited, as `symbol` or `symbol#place`."""
    references = references_of(language).find(text, Symbol.parse(own))
    return [f"{r.symbol}#{r.paragraph}" if r.paragraph else r.symbol for r in references]


@pytest.mark.parametrize(
    ("language", "own", "text", "expected"),
    [
        # one number
        (FR, GA, "Rappelant sa résolution 56/24 T du 29 novembre 2001,", ["A/RES/56/24T"]),
        (FR, GA, "Rappelant la résolution A/RES/50/221B du 7 juin 1996,", ["A/RES/50/221B"]),
        (FR, GA, "la résolution 3363 (XXX)", ["A/RES/3363(XXX)"]),
        (FR, GA, "sa résolution 217 A (III) du 10 décembre 1948", ["A/RES/217(III)A"]),
        (FR, GA, "la résolution 2341 (2017) du Conseil de sécurité", ["S/RES/2341(2017)"]),
        (FR, GA, "la résolution 2533(2020)", ["S/RES/2533(2020)"]),
        (FR, GA, "sa résolution S-30/1 et sa résolution ES-10/21", ["A/RES/S-30/1", "A/RES/ES-10/21"]),
        (FR, GA, "la résolution A/RES/70/1", ["A/RES/70/1"]),
        (FR, GA, "résolution n° 62/27", ["A/RES/62/27"]),
        (EN, GA, "General Assembly resolution 62/27 of 5 December 2007", ["A/RES/62/27"]),
        (EN, GA, "Council resolution 2010/2", ["E/RES/2010/2"]),
        (EN, SC, "its resolution 1373 (2001)", ["S/RES/1373(2001)"]),
        (
            EN,
            GA,
            "decision 62/520 and Economic and Social Council decision 2008/240",
            ["A/DEC/62/520", "E/DEC/2008/240"],
        ),
        # an organ and its own resolution
        (FR, GA, "créée par le Conseil des droits de l'homme dans sa résolution S-3/2,", ["A/HRC/RES/S-3/2"]),
        (FR, GA, "que le Conseil des droits de l'homme a, dans sa résolution 42/7, prié", ["A/HRC/RES/42/7"]),
        (FR, HRC, "définis par l'Assemblée générale dans sa résolution 59/213", ["A/RES/59/213"]),
        (EN, GA, "established by the Human Rights Council in its resolution 52/18,", ["A/HRC/RES/52/18"]),
        (EN, GA, "the Human Rights Council, recalled in its resolution 62/18,", ["A/RES/62/18"]),
        # lists
        (
            FR,
            GA,
            "ses résolutions 57/63 du 22 novembre 2002, 58/44 et 59/69",
            ["A/RES/57/63", "A/RES/58/44", "A/RES/59/69"],
        ),
        (FR, GA, "32/91 B et C de sa résolution 32/91 B et C", ["A/RES/32/91B", "A/RES/32/91C"]),
        (  # a scan's space in the last member, whose organ is that of all
            FR,
            GA,
            "les résolutions 1492 (XLV), 1493 (XLV) et 1494 (XL V) du Conseil économique et social",
            ["E/RES/1492(XLV)", "E/RES/1493(XLV)", "E/RES/1494(XLV)"],
        ),
        (FR, GA, "résolutions 3419 A à D (XXX)", [f"A/RES/3419(XXX){letter}" for letter in "ABCD"]),
        (EN, GA, "resolution 62/111 A-B", ["A/RES/62/111A", "A/RES/62/111B"]),
        (EN, GA, "resolutions 1265 (1999) and 1296 (2000)", ["S/RES/1265(1999)", "S/RES/1296(2000)"]),
        (  # past the titles of the members
            FR,
            GA,
            "résolutions 1325 (2000) du 31 octobre 2000 sur les femmes et la paix, 2250 (2015) du 9 décembre 2015",
            ["S/RES/1325(2000)", "S/RES/2250(2015)"],
        ),
        (  # a mark left by a bad scan between a date and the comma
            FR,
            GA,
            "ses résolutions 60/1 du 16 septembre 2005 3 , 61/2 du 7 mai 2007",
            ["A/RES/60/1", "A/RES/61/2"],
        ),
        (FR, GA, "sa résolu- tion 34/182 du 18 décembre 1979", ["A/RES/34/182"]),
        # the organ
        (FR, HRC, "sa résolution 5/1 du 18 juin 2007", ["A/HRC/RES/5/1"]),
        (FR, HRC, "la résolution 60/251 de l'Assemblée générale, en date du 15 mars 2006", ["A/RES/60/251"]),
        (FR, HRC, "la résolution 60/251 du 15 mars 2006", ["A/RES/60/251"]),  # the date tells
        (
            FR,
            HRC,
            "ses résolutions 5/1 et 5/2 et la résolution 48/141",
            ["A/HRC/RES/5/1", "A/HRC/RES/5/2", "A/HRC/RES/48/141"],
        ),
        (EN, GA, "Human Rights Council resolutions 5/1 and 16/21", ["A/HRC/RES/5/1", "A/HRC/RES/16/21"]),
        (FR, GA, "la résolution 16/21", ["A/HRC/RES/16/21"]),  # no session of the Assembly numbered so
        (
            FR,
            GA,
            "les résolutions du Conseil des droits de l'homme 5/1, sur ses institutions, et 5/2, sur le code",
            ["A/HRC/RES/5/1", "A/HRC/RES/5/2"],
        ),
        (FR, GA, "Le Conseil des droits de l'homme, par la résolution S-27/1 du Conseil", ["A/HRC/RES/S-27/1"]),
        (EN, GA, "Commission on Human Rights resolution 2003/5", ["E/CN.4/RES/2003/5"]),
        (EN, GA, "resolution 5/14 of 2 March 2022 of the United Nations Environment Assembly", ["UNEP/EA.5/RES.14"]),
        (FR, GA, "la résolution 1503 (XLVIII) du Conseil économique et social", ["E/RES/1503(XLVIII)"]),
        (FR, HRC, "dans sa résolution 70/1 en date du 25 septembre 2015, du Programme", ["A/RES/70/1"]),
        # organs without a series of symbols
        (FR, GA, "la résolution 54/8 de la Commission des stupéfiants", []),
        (EN, GA, "Commission on Narcotic Drugs resolution 51/11", []),
        (FR, GA, "la décision 14/5 de la Conférence des Parties", []),
        # places
        (FR, GA, "paragraphe 5 de la résolution 62/27", ["A/RES/62/27#op5"]),
        (FR, GA, "aux paragraphes 9 et 10 de sa résolution 61/3", ["A/RES/61/3#op10", "A/RES/61/3#op9"]),
        (FR, GA, "paragraphes 35 à 37 de la résolution 61/3", [f"A/RES/61/3#op{n}" for n in (35, 36, 37)]),
        (FR, GA, "paragraphe 5 a) ii) de la résolution 61/3", ["A/RES/61/3#op5.a.ii"]),
        (FR, GA, "par. 4 b) de l'annexe à la résolution 3057 (XXVIII)", ["A/RES/3057(XXVIII)#annex.p4.b"]),
        (FR, GA, "paragraphe 2 de la section II de la résolution 1714 (XVI)", ["A/RES/1714(XVI)#s2.op2"]),
        (FR, GA, "cinquième alinéa du préambule de la résolution 62/27", ["A/RES/62/27#pp5"]),
        (FR, GA, "Résolution 62/27, par. 5.", ["A/RES/62/27#op5"]),
        (FR, GA, "Résolution 46/151, annexe, sect. II.", ["A/RES/46/151#annex.s2"]),
        (EN, GA, "paragraph 52 (d) of General Assembly resolution 62/27", ["A/RES/62/27#op52.d"]),
        (EN, GA, "section II, paragraph 2, of its resolution 1714 (XVI)", ["A/RES/1714(XVI)#s2.op2"]),
        (EN, GA, "fifth preambular paragraph of resolution 62/27", ["A/RES/62/27#pp5"]),
        (EN, GA, "annex II to its resolution 61/295", ["A/RES/61/295#annex2"]),
        (EN, GA, "See resolutions 59/39, para. 9, and 65/21, para. 18.", ["A/RES/59/39#op9", "A/RES/65/21#op18"]),
        (  # a place belongs to the resolution whose words it stands beside
            EN,
            GA,
            "section II of its resolution 61/901 A, section IV of its resolution 62/1",
            ["A/RES/61/901A#s2", "A/RES/62/1#s4"],
        ),
        (FR, SC, "ses résolutions 733 1992 du 23 janvier 1992, 746 (1992)", ["S/RES/746(1992)"]),  # a damaged number
        # other documents
        (EN, GA, "A/79/78-E/2024/53.", ["A/79/78", "E/2024/53"]),
        (FR, GA, "[sur la base du rapport de la Commission (A/62/391, par. 7)]", ["A/62/391#par. 7"]),
        (FR, GA, "A/72/291, par. 83.", ["A/72/291#par. 83"]),
        (EN, GA, "Supplement No. 17 (A/59/17), paras. 4-6", ["A/59/17#paras. 4-6"]),
        (EN, GA, "See A/CONF.48/14/Rev.1 and S/2014/669.", ["A/CONF.48/14/Rev.1", "S/2014/669"]),
        (
            EN,
            GA,
            "E/CN.4/2003/5; FCCC/CP/2010/7/Add.1; CCPR/C/21/Rev.1",
            ["E/CN.4/2003/5", "FCCC/CP/2010/7/Add.1", "CCPR/C/21/Rev.1"],
        ),
        (FR, GA, "Nations Unies, Recueil des Traités, vol. 729, n° 10485.", ["UNTS 729/10485"]),
        (EN, GA, "Ibid., vol. 1015, No. 14860.", ["UNTS 1015/14860"]),
    ],
)
def test_what_is_cited(language: str, own: str, text: str, expected: list[str]) -> None:
    assert sorted(_found(language, own, text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "un accès 24/7 à l'eau",
        "la résolution prévoit un service 24/7",
        "le VIH/sida, HIV/AIDS et A/H1N1",
        "les deux tiers (2/3) et 1/4",
        "l'exercice 2008/09 et l'année 2006/2007",
        "l'observation générale n° 14 (2000), dans la résolution",
        "Conformément à la résolution, vol. 12 (1999)",
        "les organes OCDE/G20 et PNUE/PNUD",
        "l'avis OC-16/99",
        "le 9/11",
        "la Convention de 1951 et l'article 5",
        "10/12/2007",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert _found(FR, GA, text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("ses résolutions 57/63 du 22 novembre 2002 et 56/24 T", ["57/63", "56/24 T"]),
        ("les résolutions 32/91 B et C", ["32/91 B", "C"]),
        ("la résolution 3411 A et B (XXX)", ["3411 A", "B (XXX)"]),
        ("le rapport (A/62/391, par. 7)", ["A/62/391"]),
        ("la résolution 1325 (2000).", ["1325 (2000)"]),
    ],
)
def test_each_has_its_own_words(text: str, printed: list[str]) -> None:
    found = references_of(FR).find(text, Symbol.parse(GA))
    assert [text[r.start : r.end] for r in found] == printed


def test_a_footnote_names_its_mark() -> None:
    [found] = references_of(EN).find("Resolution 55/2.", Symbol.parse(GA), footnote="4")
    assert (found.footnote, found.start, found.end) == ("4", 11, 15)


def test_a_language_without_tables_still_finds_symbols() -> None:
    assert _found("es", GA, "en la resolución (62/27), 61/3 y el informe A/62/391") == ["A/62/391"]


@given(st.text(st.sampled_from("résolution paragraphes 0123456789/()ABXIV-,.'àet de la Conseil\n"), max_size=80))
def test_any_text_gives_ordered_references_inside_it(text: str) -> None:
    for language in (FR, EN):
        found = references_of(language).find(text, Symbol.parse(GA))
        assert list(found) == sorted(found, key=lambda r: (r.start, r.end))
        assert all(0 <= r.start < r.end <= len(text) and r.symbol for r in found)
