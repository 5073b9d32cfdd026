"""What a page's layout or a scan does to numbers, headings and last lines; every text is invented."""

from __future__ import annotations

import pytest

from index.parser import parse
from index.parsing.accounting import accounted
from index.parsing.headings import article_after
from index.readers.text import source_of_text
from index.resolution import Resolution


def _read(text: str, name: str) -> Resolution:
    (resolution,) = parse(source_of_text(name, text)).resolutions
    assert accounted(resolution, text) == []
    return resolution


def _texts(resolution: Resolution) -> dict[str, str]:
    return {p.id.partition("#")[2]: p.text for p in resolution.paragraphs}


def _codes(resolution: Resolution) -> set[str]:
    return {warning.code for warning in resolution.warnings}


WRAPPED = """Résolution 9041 (2091)

Le Conseil de sécurité,

Rappelant que les jardiniers de la montagne ont
réuni leurs outils au printemps, et que les
outils sont restés sous la neige,

"""

NUMBERS_BEHIND = """Prie les jardiniers de la montagne de tenir un
1.
registre de leurs outils et de le montrer aux
voisins;
Demande aux voisins de rendre les ordi2.
nateurs qui leur ont été prêtés pendant tout
l'hiver;
Décide que le registre sera relu chaque année
3.
par les jardiniers et par leurs voisins.
"""

TWO_BEHIND = """1. Prie les jardiniers de la montagne de tenir un
registre de leurs outils et de le montrer aux
voisins;
Demande aux voisins de rendre les outils qui
2.
leur ont été prêtés pendant tout
l'hiver.
"""


def test_a_number_behind_the_first_line_is_put_before_it() -> None:
    resolution = _read(WRAPPED + NUMBERS_BEHIND, "S_RES_9041_2091.txt")
    texts = _texts(resolution)
    assert texts["op1"].startswith("Prie les jardiniers de la montagne de tenir un registre")
    assert texts["op2"].startswith("Demande aux voisins de rendre les ordi nateurs")
    assert texts["op3"].startswith("Décide que le registre")
    assert texts["pp1"].endswith("sous la neige,")
    assert "numbers-displaced" in _codes(resolution)


def test_one_or_two_such_numbers_are_no_habit() -> None:
    assert "numbers-displaced" not in _codes(_read(WRAPPED + TWO_BEHIND, "S_RES_9041_2091.txt"))


LAST_BETWEEN_FURNITURE = """Resolution 9041 (2091)

The Security Council,

Recalling that the gardeners of the mountain have
gathered their tools in spring, and that the
tools lay under the snow,

1. Requests the gardeners to keep a list of the
tools and to show it to all of their
neighbours;
2.

8/8

Decides to remain seized of the matter.

25-01522
"""


def test_a_last_sentence_between_two_pieces_of_furniture_is_text() -> None:
    texts = _texts(_read(LAST_BETWEEN_FURNITURE, "S_RES_9041_2091.txt"))
    assert texts["op2"] == "Decides to remain seized of the matter."


CLOSING_CLOSE_BY = """78/990. Gardens of the mountain

The General Assembly,

Recalling that the gardeners of the mountain have
gathered their tools in spring, and that the
tools lay under the snow,

1. Decides to include in the provisional agenda of
its ninetieth session the item entitled “Gardens of
the mountain and their many tools of all sorts”.
45th plenary meeting
7 December 2023
"""


def test_a_closing_line_is_cut_off_the_last_sentence() -> None:
    resolution = _read(CLOSING_CLOSE_BY, "A_RES_78_990.txt")
    assert _texts(resolution)["op1"].endswith("of all sorts”.")
    assert "45" in str(resolution.meeting)
    assert str(resolution.adopted) == "2023-12-07"


LOST_COMMA = """42/990. Jardins

L'Assemblée générale,

Rappelant sa résolution 41/990,

{lost}

Considérant que les jardins ont besoin d'eau,

1. Prie les jardiniers d'arroser.
"""


@pytest.mark.parametrize(
    "lost",
    [
        "Prenant acte du rapport du Comité des jardins",  # no comma at all
        "Prenant acte du rapport du Comité des jardins de la montagne 119 ·",
        "Prenant acte du rapport du Comité des jardins de la montagne 68 '",
        "Prenant acte du rapport du Comité des jardins de la montagne, ·",
    ],
)
def test_a_preambular_paragraph_that_lost_its_comma_keeps_its_number(lost: str) -> None:
    texts = _texts(_read(LOST_COMMA.format(lost=lost), "A_RES_42_990.txt"))
    assert [t[:10] for i, t in texts.items() if i.startswith("pp")] == ["Rappelant ", "Prenant ac", "Considéran"]


TITLE = "Financing of the gardens of the mountain for the period from 1 July 2090 to 30 June 2091"
LIKE_A_PREAMBLE = f"""78/991. Gardens

The General Assembly,

Recalling its resolution 77/990,

1. Decides to water the gardens;

{TITLE}

2. Decides to apportion the water among the gardeners.
"""


def test_a_title_that_begins_like_a_preambular_paragraph_is_no_end_of_the_paragraph_above() -> None:
    texts = _texts(_read(LIKE_A_PREAMBLE, "A_RES_78_991.txt"))
    assert texts["op1"] == "Decides to water the gardens;"
    assert texts["h1"] == TITLE


LATER_SECTION = """42/991. Jardins

L'Assemblée générale,

Rappelant sa résolution 41/990,

I. Eau

1. Prie les jardiniers d'arroser ;

II. Terre

2. Prie les jardiniers de bêcher ;

Note que la terre est lourde ;

Décide de rester saisie de la question.
"""


def test_paragraphs_behind_the_last_number_go_on_counting_in_a_later_section() -> None:
    texts = _texts(_read(LATER_SECTION, "A_RES_42_991.txt"))
    assert texts["op3"].startswith("Note que")
    assert texts["op4"].startswith("Décide de")


ARTICLES = [
    (1, "ji", 2),
    (2, "ll[", 3),
    (29, "xxx1v", 34),
    (3, "1v", 4),
    (4, "!!", 5),  # reads as II, which stands before: the next
    (3, "xl9", 4),  # reads as nothing
    (1, "99", 2),  # no roman number
]


@pytest.mark.parametrize(("last", "damaged", "number"), ARTICLES)
def test_damaged_numbers_of_articles(last: int, damaged: str, number: int) -> None:
    assert article_after(last, damaged) == number


DAMAGED_ARTICLE = """42/992. Jardins

L'Assemblée générale,

Rappelant sa résolution 41/990,

1. Adopte la convention.

ANNEXE

Convention sur les jardins

ARTICLE PREMIER

Les jardins sont clos.

ARTICLE JI

Les jardins sont arrosés.

ARTICLE III

Les jardins sont bêchés.
"""


def test_an_article_with_a_damaged_number_is_not_part_of_the_one_before() -> None:
    resolution = _read(DAMAGED_ARTICLE, "A_RES_42_992.txt")
    assert _texts(resolution)["annex.art2"] == "Les jardins sont arrosés."
    assert "number-restored" in _codes(resolution)


def test_lines_that_begin_with_figures_run_on() -> None:
    resolution = _read(
        """Resolution adopted by the General Assembly
on 4 March 2091

146/12. Tools of the gardeners

The General Assembly,

Recalling also its resolutions 138/11 of 22 March 2083, 139/10 of
18 March 2084, 140/14 of 18 March 2085, 141/95 of 21 March 2086,
142/36 of 19 March 2087, 143/51 of 20 March 2088, 144/44 of 18 March
2089, 145/55 of 18 March 2090 and 145/36 of
17 March 2090,

Recalling further that gardeners lend their tools,

Takes note of the tools of the gardeners, including the tools lent
to neighbours.
""",
        "A_RES_146_12.txt",
    )
    texts = _texts(resolution)
    assert list(texts) == ["pp1", "pp2", "op"]
    assert texts["pp1"].endswith("145/36 of 17 March 2090,")


def test_a_running_symbol_with_a_space_is_no_paragraph() -> None:
    resolution = _read(
        """Résolution adoptée par l'Assemblée des Nations Unies pour l'environnement le 2 mars 2091

19/4. Outils des jardiniers

L'Assemblée des Nations Unies pour l'environnement,

Rappelant que les jardiniers prêtent leurs outils,

UNEP /EA.19/Res.4

Consciente que les voisins les rendent tard,

1. Prie les voisins de rendre les outils ;

2. Remercie les jardiniers.
""",
        "UNEP_EA.19_RES.4.txt",
    )
    assert list(_texts(resolution)) == ["pp1", "pp2", "op1", "op2"]


def test_what_a_footnote_left_between_preambular_paragraphs_is_not_counted() -> None:
    resolution = _read(
        """Résolution adoptée par l'Assemblée générale le 4 mars 2091

146/12. Outils des jardiniers

L'Assemblée générale,

Rappelant que les jardiniers prêtent leurs outils aux voisins depuis la réunion tenue à la fin de mars

39574.

(S/INF/72).

2018 a approuvé la liste des outils prêtés aux voisins, que les jardiniers tiennent à jour,

Consciente que les voisins les rendent tard,

1. Prie les voisins de rendre les outils ;

2. Remercie les jardiniers.
""",
        "A_RES_146_12.txt",
    )
    texts = _texts(resolution)
    assert {n: texts[n][:9] for n in texts if n.startswith("pp")} == {"pp1": "Rappelant", "pp2": "Consciente"[:9]}
    assert any("2018 a approuvé" in text for text in texts.values()), "nothing is lost"
    assert "preamble-remnant" in _codes(resolution)


def test_a_missing_heading_of_an_article_is_a_doubt() -> None:
    one = "Article {n}\n\n1. Les jardiniers tiennent la liste {n}.\n\n2. Les voisins relisent la liste {n}."
    articles = "\n\n".join(one.format(n=n) for n in (1, 2, 3))
    text = f"""Résolution adoptée par l'Assemblée générale le 4 mars 2091

146/12. Outils des jardiniers

L'Assemblée générale,

1. Adopte le règlement annexé à la présente résolution ;

2. Remercie les jardiniers.

Annexe

Règlement des outils

{articles}
"""
    assert "article-gap" not in _codes(_read(text, "A_RES_146_12.txt"))
    resolution = _read(text.replace("Article 2\n\n", ""), "A_RES_146_12.txt")
    assert "article-gap" in _codes(resolution)


MARK_BEHIND_THE_DATE = """Soixante-dix-neuvième session

Point 26 a) de l'ordre du jour

Résolution adoptée par l'Assemblée générale le 17 décembre 2091

é [ sur la base du rapport de la Première Commission (A/79/538/Add.1, par. 8) ]

79/922. Jardins de montagne

L'Assemblée générale,

1. Prie les jardiniers de la montagne de tenir un registre de leurs outils;
"""


def test_what_a_scan_makes_of_a_mark_before_the_report_is_not_the_title() -> None:
    resolution = _read(MARK_BEHIND_THE_DATE, "A_RES_79_922.txt")
    assert (resolution.title, resolution.report) == ("Jardins de montagne", "A/79/538/Add.1")


NUMERAL_BEFORE_ITS_TITLE = """79/923. Jardins de montagne

L'Assemblée générale,

I

Outils des jardins

Ayant examiné le registre des outils,

1. Prend acte du registre;

2. Prie les jardiniers de le tenir à jour;

II Résultats de l'examen de la neige et des traces laissées sur les chemins

du jardin par les voisins

Ayant examiné la neige,

1. Prend note des traces;

III Récoltes

1. Se félicite des récoltes.
"""


def test_sections_whose_numerals_stand_before_their_titles() -> None:
    resolution = _read(NUMERAL_BEFORE_ITS_TITLE, "A_RES_79_923.txt")
    assert list(_texts(resolution)) == [
        "h1", "s1.pp1", "s1.op1", "s1.op2", "h2", "s2.pp1", "s2.op1", "h3", "s3.op1",
    ]  # fmt: skip


def test_a_numeral_before_a_title_is_no_section_out_of_order() -> None:
    resolution = _read(NUMERAL_BEFORE_ITS_TITLE.replace("III Récoltes", "V Récoltes"), "A_RES_79_923.txt")
    assert not any(path.startswith("s5") for path in _texts(resolution))


BROKEN_NOTES = """79/924. Jardins de montagne

L'Assemblée générale,

Rappelant le registre des outils 4 , et les jardiniers des communes voisines, dont les

\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_

4 Rapport de la Conférence des jardiniers, Sils, 3-14 juin 2091 (publication des jardins), annexe.

6 Résolution 79/1, annexe.

12

Ibid.,

Supplément n

o

12A

(A/79/12/Add.1).

13

S/PRST/2091/22 ; voir

Résolutions et décisions des jardins, 2091

(S/INF/72).

14

SC/13331.

outils sont restés sous la neige de tout un hiver,

Notant que la neige a fondu 13 , 14 ,

1. Prie les jardiniers de tenir le registre;
"""


def test_the_pieces_of_notes_are_neither_paragraphs_nor_parts_of_them() -> None:
    resolution = _read(BROKEN_NOTES, "A_RES_79_924.txt")
    texts = _texts(resolution)
    assert list(texts) == ["pp1", "pp2", "op1"]
    assert texts["pp1"].endswith("dont les outils sont restés sous la neige de tout un hiver,")


@pytest.mark.parametrize("line", ["19 au 24 septembre 2091, et les outils des voisins,", "17 900 dollars en tout,"])
def test_the_rest_of_a_paragraph_below_a_rule_is_no_note(line: str) -> None:
    text = BROKEN_NOTES[: BROKEN_NOTES.index("4 Rapport")] + f"{line}\n\n1. Prie les jardiniers de tenir le registre;\n"
    assert _texts(_read(text, "A_RES_79_924.txt"))["pp1"].endswith(line)


GOAL = (
    "Des outils, des graines et des arrosoirs pour tous ceux qui jardinent, où qu'ils jardinent et quel que soit leur"
    " âge, et les moyens de les garder à l'abri de l'hiver, de la pluie et des limaces, sans que personne soit laissé"
    " devant la grille du jardin"
)
TARGETS = f"""95/930. Programme des jardins

L'Assemblée générale,

Rappelant sa résolution 94/1 du 3 novembre 2039,

1. Adopte le programme que voici;

Objectif 6. Des jardins pour tous

6.1 D'ici à 2050, ouvrir un jardin dans chaque quartier où l'on n'en trouve aucun, et y planter des arbres

6.2 D'ici à 2060, donner à chaque école une serre et les graines qu'il lui faut pour la remplir

6.a Aider les jardiniers des pays sans eau

Objectif 7. {GOAL}

7.1 D'ici à 2050, forger cent mille bêches et autant de râteaux

Serres

7.2 D'ici à 2055, vitrer toutes les serres que la grêle a percées

2. Décide de rester saisie de la question.
"""


def test_targets_have_the_number_they_print() -> None:
    resolution = _read(TARGETS, "A_RES_95_930.txt")
    assert list(_texts(resolution))[:2] == ["pp1", "op1"]
    assert {"t6.1", "t6.2", "t6.a", "t7.1", "t7.2", "op2"} <= set(_texts(resolution))
    goals = {p.id.partition("#")[2]: [h.partition(".")[0] for h in p.heading] for p in resolution.paragraphs}
    assert (goals["t6.a"], goals["t7.1"], goals["t7.2"][-1]) == (["Objectif 6"], ["Objectif 7"], "Serres")
    printed = {p.id.partition("#")[2]: p.printed_number for p in resolution.paragraphs}
    assert printed["t6.2"] == "6.2"
    assert not _codes(resolution) & {"duplicate-number", "number-out-of-sequence"}


def test_a_few_words_with_such_a_number_above_a_paragraph_are_a_heading() -> None:
    heading = "3.1 Des outils pour les jardiniers"
    behind = TARGETS[TARGETS.index("2. Décide") :]
    resolution = _read(f"{TARGETS[: TARGETS.index('Objectif')]}{heading}\n\n{behind}", "A_RES_95_930.txt")
    assert "t3.1" not in _texts(resolution)
    assert next(p for p in resolution.paragraphs if p.id.endswith("#op2")).heading[-1] == heading


@pytest.mark.parametrize(
    "title",
    [
        "II. \nTools, seeds and watering cans of the gardeners of the mountain  ",
        "II. Tools, seeds and watering cans of the gardeners of the mountain",
    ],
)
def test_a_long_section_title_right_above_a_number_is_no_part_of_the_paragraph(title: str) -> None:
    text = CLOSING_CLOSE_BY.replace(
        "45th plenary", f"\n{title}\n2. Requests the gardeners of the mountain to meet\neach spring.\n45th plenary"
    )
    resolution = _read(text, "A_RES_78_990.en.txt")
    op2 = next(p for p in resolution.paragraphs if p.id.endswith("op2"))
    assert " ".join(op2.text.split()) == "Requests the gardeners of the mountain to meet each spring."
    assert op2.heading[-1].endswith("gardeners of the mountain")


def test_labels_alone_on_their_lines_and_a_page_number_behind_one() -> None:
    subs = "a)\nTo meet each spring under the old trees of the\nmountain;\nb)\nTo sing.\n"
    numbered = f"\n2.\n\n4\n\nRequests the gardeners:\n{subs}45th plenary"
    text = CLOSING_CLOSE_BY.replace("45th plenary", numbered)
    texts = _texts(_read(text, "A_RES_78_990.en.txt"))
    assert texts["op2"] == "Requests the gardeners:"
    assert " ".join(texts["op2.a"].split()) == "To meet each spring under the old trees of the mountain;"
    assert texts["op2.b"] == "To sing."
