"""References in every form of CITATIONS, in both languages."""

# ruff: noqa: E501 - one case a line, whatever its length

from __future__ import annotations

import datetime as dt

import pytest

from assistant import citations
from assistant.reference_words import LANGUAGES, date_words, ordinal, ordinal_numbers, reference_words
from index.symbols import Locator, Symbol

# ids · language · label · running text
PLACES = [
    # an operative paragraph, by its printed number
    ("62/27#op8", "fr", "résolution 62/27, par. 8", "paragraphe 8 de la résolution 62/27"),
    ("62/27#op8", "en", "resolution 62/27, para. 8", "paragraph 8 of resolution 62/27"),
    # the preamble, in words
    ("62/27#pp1", "fr", "résolution 62/27, premier alinéa du préambule", "premier alinéa du préambule de la résolution 62/27"),
    ("62/27#pp5", "fr", "résolution 62/27, cinquième alinéa du préambule", "cinquième alinéa du préambule de la résolution 62/27"),
    ("62/27#pp5", "en", "resolution 62/27, fifth preambular paragraph", "fifth preambular paragraph of resolution 62/27"),
    ("62/27#pp21", "fr", "résolution 62/27, vingt et unième alinéa du préambule", "vingt et unième alinéa du préambule de la résolution 62/27"),
    ("62/27#pp21", "en", "resolution 62/27, twenty-first preambular paragraph", "twenty-first preambular paragraph of resolution 62/27"),
    # sub-paragraphs
    ("62/27#op52.d", "fr", "résolution 62/27, par. 52 d)", "paragraphe 52 d) de la résolution 62/27"),
    ("62/27#op52.d", "en", "resolution 62/27, para. 52 (d)", "paragraph 52 (d) of resolution 62/27"),
    ("62/27#op5.a.ii", "fr", "résolution 62/27, par. 5 a) ii)", "paragraphe 5 a) ii) de la résolution 62/27"),
    ("62/27#op5.a.ii", "en", "resolution 62/27, para. 5 (a) (ii)", "paragraph 5 (a) (ii) of resolution 62/27"),
    # sub-paragraphs whose letters look like other steps
    ("62/27#op5.pp", "fr", "résolution 62/27, par. 5 pp)", "paragraphe 5 pp) de la résolution 62/27"),
    ("62/27#op5.s", "en", "resolution 62/27, para. 5 (s)", "paragraph 5 (s) of resolution 62/27"),
    ("62/27#op5.h", "en", "resolution 62/27, para. 5 (h)", "paragraph 5 (h) of resolution 62/27"),
    # a sub-paragraph of the preamble
    ("62/27#pp3.b", "fr", "résolution 62/27, troisième alinéa du préambule, al. b)", "alinéa b) du troisième alinéa du préambule de la résolution 62/27"),
    ("62/27#pp3.b", "en", "resolution 62/27, third preambular paragraph, subpara. (b)", "third preambular paragraph, subparagraph (b), of resolution 62/27"),
    # the sole operative paragraph, which bears no number
    ("62/27#op", "fr", "résolution 62/27, paragraphe unique du dispositif", "paragraphe unique du dispositif de la résolution 62/27"),
    ("62/27#op", "en", "resolution 62/27, sole operative paragraph", "sole operative paragraph of resolution 62/27"),
    ("62/27#op.a", "fr", "résolution 62/27, paragraphe unique du dispositif, al. a)", "alinéa a) du paragraphe unique du dispositif de la résolution 62/27"),
    ("62/27#op.a", "en", "resolution 62/27, sole operative paragraph, subpara. (a)", "sole operative paragraph, subparagraph (a), of resolution 62/27"),
    # a number with a suffix, as printed
    ("62/27#op8bis", "fr", "résolution 62/27, par. 8bis", "paragraphe 8bis de la résolution 62/27"),
    # sections
    ("1714(XVI)#s2.op2", "fr", "résolution 1714 (XVI), sect. II, par. 2", "paragraphe 2 de la section II de la résolution 1714 (XVI)"),
    ("1714(XVI)#s2.op2", "en", "resolution 1714 (XVI), sect. II, para. 2", "section II, paragraph 2, of resolution 1714 (XVI)"),
    ("62/27#s3.pp1", "fr", "résolution 62/27, sect. III, premier alinéa du préambule", "premier alinéa du préambule de la section III de la résolution 62/27"),
    ("62/27#s3.pp1", "en", "resolution 62/27, sect. III, first preambular paragraph", "section III, first preambular paragraph, of resolution 62/27"),
    ("62/27#s14", "fr", "résolution 62/27, sect. XIV", "section XIV de la résolution 62/27"),
    # annexes
    ("3057(XXVIII)#annex.p8", "fr", "résolution 3057 (XXVIII), annexe, par. 8", "paragraphe 8 de l'annexe à la résolution 3057 (XXVIII)"),
    ("3057(XXVIII)#annex.p8", "en", "resolution 3057 (XXVIII), annex, para. 8", "paragraph 8 of the annex to resolution 3057 (XXVIII)"),
    ("61/295#annex", "fr", "résolution 61/295, annexe", "annexe à la résolution 61/295"),
    ("61/295#annex", "en", "resolution 61/295, annex", "annex to resolution 61/295"),
    ("46/151#annex.s2", "fr", "résolution 46/151, annexe, sect. II", "section II de l'annexe à la résolution 46/151"),
    ("46/151#annex.s2", "en", "resolution 46/151, annex, sect. II", "section II of the annex to resolution 46/151"),
    ("46/151#annex2.p4", "fr", "résolution 46/151, annexe II, par. 4", "paragraphe 4 de l'annexe II à la résolution 46/151"),
    ("46/151#annex2.p4", "en", "resolution 46/151, annex II, para. 4", "paragraph 4 of annex II to resolution 46/151"),
    # articles, « Article premier »
    ("61/295#annex.art2.p1", "fr", "résolution 61/295, annexe, art. 2, par. 1", "paragraphe 1 de l'article 2 de l'annexe à la résolution 61/295"),
    ("61/295#annex.art2.p1", "en", "resolution 61/295, annex, art. 2, para. 1", "article 2, paragraph 1, of the annex to resolution 61/295"),
    ("61/295#annex.art1", "fr", "résolution 61/295, annexe, art. premier", "article premier de l'annexe à la résolution 61/295"),
    ("61/295#annex.art1", "en", "resolution 61/295, annex, art. 1", "article 1 of the annex to resolution 61/295"),
    ("62/27#op1.art3", "fr", "résolution 62/27, par. 1, art. 3", "article 3 du paragraphe 1 de la résolution 62/27"),
    # what the parser tells apart itself is not printed: numbering that restarts in a section, a label given twice
    ("62/27#s2-1.op1", "fr", "résolution 62/27, sect. II, par. 1", "paragraphe 1 de la section II de la résolution 62/27"),
    ("62/27#annex.p24.a-2", "en", "resolution 62/27, annex, para. 24 (a)", "paragraph 24 (a) of the annex to resolution 62/27"),
    # targets, whose number has two parts
    ("62/27#t6.1", "fr", "résolution 62/27, cible 6.1", "cible 6.1 de la résolution 62/27"),
    ("62/27#t6.a", "en", "resolution 62/27, target 6.a", "target 6.a of resolution 62/27"),
    ("62/27#t6.1 62/27#t6.2 62/27#t7.1", "fr", "résolution 62/27, cibles 6.1, 6.2 et 7.1", "cibles 6.1, 6.2 et 7.1 de la résolution 62/27"),
    ("62/27#t6.1 62/27#t6.2 62/27#t6.3", "en", "resolution 62/27, targets 6.1 to 6.3", "targets 6.1 to 6.3 of resolution 62/27"),
    ("62/27#annex.t2.1", "fr", "résolution 62/27, annexe, cible 2.1", "cible 2.1 de l'annexe à la résolution 62/27"),
    ("62/27#t6.1.b", "en", "resolution 62/27, target 6.1 (b)", "target 6.1 (b) of resolution 62/27"),
    # paragraphs without a number, headings, lists: counted, or by their letter
    ("62/27#annex.u1", "fr", "résolution 62/27, annexe, premier alinéa non numéroté", "premier alinéa non numéroté de l'annexe à la résolution 62/27"),
    ("62/27#u2.a", "en", "resolution 62/27, second unnumbered paragraph, subpara. (a)", "second unnumbered paragraph, subparagraph (a), of resolution 62/27"),
    ("62/27#h3", "fr", "résolution 62/27, troisième intertitre", "troisième intertitre de la résolution 62/27"),
    ("62/27#annex.lista.p2", "en", "resolution 62/27, annex, list a, para. 2", "list a, paragraph 2, of the annex to resolution 62/27"),
    # several paragraphs: two, a range, a range of letters, mixed depths, preamble and operative part
    ("62/27#op9 62/27#op10", "fr", "résolution 62/27, par. 9 et 10", "paragraphes 9 et 10 de la résolution 62/27"),
    ("62/27#op9 62/27#op10", "en", "resolution 62/27, paras. 9 and 10", "paragraphs 9 and 10 of resolution 62/27"),
    ("62/27#op35 62/27#op36 62/27#op37", "fr", "résolution 62/27, par. 35 à 37", "paragraphes 35 à 37 de la résolution 62/27"),
    ("62/27#op35 62/27#op36 62/27#op37", "en", "resolution 62/27, paras. 35 to 37", "paragraphs 35 to 37 of resolution 62/27"),
    ("62/27#op2 62/27#op5 62/27#op6 62/27#op7", "fr", "résolution 62/27, par. 2 et 5 à 7", "paragraphes 2 et 5 à 7 de la résolution 62/27"),
    ("62/27#op5.a 62/27#op5.b", "fr", "résolution 62/27, par. 5 a) et b)", "paragraphe 5 a) et b) de la résolution 62/27"),
    ("62/27#op5.a 62/27#op5.b 62/27#op5.c", "en", "resolution 62/27, para. 5 (a) to (c)", "paragraph 5 (a) to (c) of resolution 62/27"),
    ("62/27#op5.a 62/27#op7 62/27#op9", "en", "resolution 62/27, paras. 5 (a), 7 and 9", "paragraphs 5 (a), 7 and 9 of resolution 62/27"),
    # letters that follow each other below different paragraphs are no range
    ("62/27#op5.a 62/27#op6.b 62/27#op7.c", "fr", "résolution 62/27, par. 5 a), 6 b) et 7 c)", "paragraphes 5 a), 6 b) et 7 c) de la résolution 62/27"),
    ("62/27#pp5 62/27#op8", "fr", "résolution 62/27, cinquième alinéa du préambule et par. 8", "cinquième alinéa du préambule et paragraphe 8 de la résolution 62/27"),
    ("62/27#pp5 62/27#pp6 62/27#pp7", "en", "resolution 62/27, fifth to seventh preambular paragraphs", "fifth to seventh preambular paragraphs of resolution 62/27"),
    # a paragraph named twice counts once
    ("62/27#op9 62/27#op9", "fr", "résolution 62/27, par. 9", "paragraphe 9 de la résolution 62/27"),
    # several resolutions
    ("62/27#op5 63/50#op6", "fr", "résolution 62/27, par. 5 ; résolution 63/50, par. 6", "paragraphe 5 de la résolution 62/27 ; paragraphe 6 de la résolution 63/50"),
    ("62/27#op5 63/50#op6", "en", "resolution 62/27, para. 5; resolution 63/50, para. 6", "paragraph 5 of resolution 62/27; paragraph 6 of resolution 63/50"),
    # operative part and annex: the link differs, so each has its own
    ("62/27#op3 62/27#annex.s2", "fr", "résolution 62/27, par. 3 et annexe, sect. II", "paragraphe 3 de la résolution 62/27 et section II de l'annexe à la résolution 62/27"),
    # header and vote
    ("62/27#header", "fr", "résolution 62/27, données d'adoption", "données d'adoption de la résolution 62/27"),
    ("62/27#vote", "en", "resolution 62/27, recorded vote", "recorded vote of resolution 62/27"),
    # the whole resolution
    ("62/27", "fr", "résolution 62/27", "résolution 62/27"),
    ("50/221B", "en", "resolution 50/221 B", "resolution 50/221 B"),
    ("ES-10/21", "fr", "résolution ES-10/21", "résolution ES-10/21"),
    ("217(III)", "fr", "résolution 217 (III)", "résolution 217 (III)"),
    # other organs: named in a sentence; in a label only where the number looks like the Assembly's
    ("S/RES/2341(2017)#op4", "fr", "résolution 2341 (2017), par. 4", "paragraphe 4 de la résolution 2341 (2017) du Conseil de sécurité"),
    ("E/RES/2010/2#op1", "en", "resolution 2010/2, para. 1", "paragraph 1 of Economic and Social Council resolution 2010/2"),
    ("A/HRC/RES/22/1#op3", "fr", "résolution 22/1 du Conseil des droits de l'homme, par. 3", "paragraphe 3 de la résolution 22/1 du Conseil des droits de l'homme"),
    ("A/HRC/RES/22/1#op3", "en", "Human Rights Council resolution 22/1, para. 3", "paragraph 3 of Human Rights Council resolution 22/1"),
    ("UNEP/EA.5/RES.14#op3", "fr", "résolution UNEP/EA.5/RES.14, par. 3", "paragraphe 3 de la résolution UNEP/EA.5/RES.14"),
]  # fmt: skip


def _locators(ids: str) -> list[Locator]:
    return [Locator.parse(one) for one in ids.split()]


@pytest.mark.parametrize(("ids", "language", "label", "running"), PLACES)
def test_places(ids: str, language: str, label: str, running: str) -> None:
    assert citations.label(_locators(ids), language) == label
    assert citations.running_text(_locators(ids), language) == running


# A footnote begins with a capital and ends with a full stop; « par. » serves both numbers, English has "paras."
FOOTNOTES = [
    ("62/27#op5", "fr", "Résolution 62/27, par. 5."),
    ("62/27#op5", "en", "Resolution 62/27, para. 5."),
    ("62/27#op9 62/27#op10", "fr", "Résolution 62/27, par. 9 et 10."),
    ("62/27#op9 62/27#op10", "en", "Resolution 62/27, paras. 9 and 10."),
    ("46/151#annex.s2", "fr", "Résolution 46/151, annexe, sect. II."),
    ("61/295#annex", "en", "Resolution 61/295, annex."),
    ("S/RES/2341(2017)#op4", "fr", "Résolution 2341 (2017) du Conseil de sécurité, par. 4."),
    ("S/RES/2341(2017)#op4", "en", "Security Council resolution 2341 (2017), para. 4."),
    ("62/27", "fr", "Résolution 62/27."),
    # the adoption data are those of the resolution
    ("62/27#header", "fr", "Résolution 62/27."),
]


@pytest.mark.parametrize(("ids", "language", "expected"), FOOTNOTES)
def test_footnotes(ids: str, language: str, expected: str) -> None:
    assert citations.footnote(_locators(ids), language) == expected


# The short form keeps the symbol
SHORT = [
    ("62/27#op5", "fr", "A/RES/62/27, par. 5"),
    ("62/27#op5", "en", "A/RES/62/27, para. 5"),
    ("A/HRC/RES/22/1#op3", "en", "A/HRC/RES/22/1, para. 3"),
    ("62/27", "fr", "A/RES/62/27"),
]


@pytest.mark.parametrize(("ids", "language", "expected"), SHORT)
def test_short_forms(ids: str, language: str, expected: str) -> None:
    assert citations.short_form(_locators(ids), language) == expected


# First mentions: with the organ and date, with the date alone, « 1er », without a date
MENTIONS = [
    ("62/27", "fr", dt.date(2007, 12, 5), True, "résolution 62/27 de l'Assemblée générale, en date du 5 décembre 2007"),
    ("62/27", "fr", dt.date(2007, 12, 5), False, "résolution 62/27 du 5 décembre 2007"),
    ("62/27", "en", dt.date(2007, 12, 5), True, "General Assembly resolution 62/27 of 5 December 2007"),
    ("62/27", "en", dt.date(2007, 12, 1), False, "resolution 62/27 of 1 December 2007"),
    ("2341(2017)", "fr", dt.date(2017, 2, 1), True, "résolution 2341 (2017) du Conseil de sécurité, en date du 1er février 2017"),
    ("62/27", "fr", None, True, "résolution 62/27 de l'Assemblée générale"),
    # an organ whose name is not known here: its symbol says it
    ("E/CN.14/RES/116(VI)", "fr", dt.date(1964, 3, 2), True, "résolution E/CN.14/RES/116(VI) de la Commission économique pour l'Afrique, en date du 2 mars 1964"),
]  # fmt: skip


@pytest.mark.parametrize(("symbol", "language", "adopted", "named", "expected"), MENTIONS)
def test_first_mentions(symbol: str, language: str, adopted: dt.date | None, named: bool, expected: str) -> None:
    assert citations.mention(Symbol.parse(symbol), language, adopted, named=named) == expected


# Several resolutions in one breath; letters of a composite one
SEVERAL = [
    ("57/63 58/44 59/69", "fr", False, "résolutions 57/63, 58/44 et 59/69"),
    ("32/91B 32/91C", "fr", False, "résolutions 32/91 B et C"),
    ("3411A(XXX) 3411B(XXX)", "en", False, "resolutions 3411 A and B (XXX)"),
    ("3419A(XXX) 3419B(XXX) 3419C(XXX) 3419D(XXX)", "fr", True, "résolutions 3419 A à D (XXX) de l'Assemblée générale"),
    ("1265(1999) 1296(2000)", "en", True, "Security Council resolutions 1265 (1999) and 1296 (2000)"),
    ("57/63", "en", True, "General Assembly resolution 57/63"),
]


@pytest.mark.parametrize(("symbols", "language", "named", "expected"), SEVERAL)
def test_several_resolutions(symbols: str, language: str, named: bool, expected: str) -> None:
    given = [Symbol.parse(one) for one in symbols.split()]
    assert citations.resolutions(given, language, named=named) == expected


def test_other_documents() -> None:
    assert citations.document("A/72/291", "83", "fr") == "A/72/291, par. 83"
    assert citations.document("A/77/126", "106", "en") == "A/77/126, para. 106"
    assert citations.document("A/77/126", None, "en") == "A/77/126"


def test_typeset_references_do_not_break_before_a_number() -> None:
    locator = Locator.parse("2341(2017)#op5.a")
    assert citations.label(locator, "fr", typeset=True) == "résolution\u00a02341\u00a0(2017), par.\u00a05\u00a0a)"
    assert "\u00a0" not in citations.label(locator, "fr")
    two = [locator, Locator.parse("62/27#op1")]
    assert "\u00a0; " in citations.label(two, "fr", typeset=True)
    assert "\u00a0;" not in citations.label(two, "en", typeset=True)


# number · French · English: the irregular ones and the turn of every kind of base
ORDINALS = [
    (1, "premier", "first"),
    (2, "deuxième", "second"),
    (9, "neuvième", "ninth"),
    (12, "douzième", "twelfth"),
    (20, "vingtième", "twentieth"),
    (21, "vingt et unième", "twenty-first"),
    (45, "quarante-cinquième", "forty-fifth"),
    (61, "soixante et unième", "sixty-first"),
    (70, "soixante-dixième", "seventieth"),
    (71, "soixante et onzième", "seventy-first"),
    (80, "quatre-vingtième", "eightieth"),
    (81, "quatre-vingt-unième", "eighty-first"),
    (90, "quatre-vingt-dixième", "ninetieth"),
    (91, "quatre-vingt-onzième", "ninety-first"),
    (99, "quatre-vingt-dix-neuvième", "ninety-ninth"),
    (100, "centième", "one hundredth"),
    (101, "cent unième", "one hundred and first"),
    (121, "cent vingt et unième", "one hundred and twenty-first"),
    (171, "cent soixante et onzième", "one hundred and seventy-first"),
    (200, "deux centième", "two hundredth"),
    (300, "300e", "300-th"),
]


@pytest.mark.parametrize(("number", "french", "english"), ORDINALS)
def test_ordinals(number: int, french: str, english: str) -> None:
    assert (ordinal(number, "fr"), ordinal(number, "en")) == (french, english)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ordinal_is_a_word_of_its_own(language: str) -> None:
    numbers = ordinal_numbers(language)
    assert sorted(numbers.values()) == list(range(1, 300))
    assert not any(char.isdigit() for word in numbers for char in word)


def test_dates() -> None:
    assert date_words(dt.date(2007, 12, 1), "fr").replace("\u00a0", " ") == "1er décembre 2007"
    assert date_words(dt.date(2008, 8, 10), "en").replace("\u00a0", " ") == "10 August 2008"


def test_both_languages_know_the_same_organs() -> None:
    french, english = (reference_words(language).organs for language in LANGUAGES)
    assert {b: o.named for b, o in french.items()} == {b: o.named for b, o in english.items()}


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError, match="de"):
        reference_words("de")
