"""Figures, counts and numbered provisions asked about, and whether a paragraph holds them. All texts are invented."""

from __future__ import annotations

import pytest

from assistant.evidence import Why
from assistant.retrieval.asked_figures import (
    Provision,
    asks_amount,
    holds_amount,
    holds_provision,
    names_absent_figures,
    provisions,
)
from assistant.shelf import Shelves
from assistant.understanding import Reading, understand
from index.resolution import Kind
from index.search import Hit
from tests.assistant.library import MemoryLibrary, found_in, resolution


def asked(question: str) -> Reading:
    return understand(question, Shelves(MemoryLibrary([])).shelf())


def hit(text: str, language: str = "fr", place: str = "op1", title: str = "") -> Hit:
    return Hit(1, f"A/RES/90/1#{place}", "A/RES/90/1", language, Kind.OPERATIVE, title, text, 0.5)


def figures_absent(found: Hit, reading: Reading) -> bool:
    return names_absent_figures(found, reading) or (asks_amount(reading) and not holds_amount(found, reading))


@pytest.mark.parametrize(
    ("question", "text", "absent"),
    [
        ("Combien de gardiens la Mission compte-t-elle ?", "Autorise un effectif de 120 gardiens de phare ;", False),
        ("Combien de gardiens la Mission compte-t-elle ?", "Autorise jusqu'à douze gardiens ;", False),
        # by another word for the same
        (
            "Combien de soldats la Mission compte-t-elle ?",
            "Autorise jusqu'à 120 membres du personnel militaire ;",
            False,
        ),
        ("Combien de soldats la Mission compte-t-elle ?", "Autorise jusqu'à 120 bateaux à moteur ;", True),
        # other things are counted, or nothing but documents, paragraphs and years
        (
            "Combien de gardiens la Mission compte-t-elle ?",
            "Autorise 120 bateaux à moteur pour la relève annuelle des gardiens de phare ;",
            True,
        ),
        ("Combien de gardiens la Mission compte-t-elle ?", "Rappelle le paragraphe 3 de sa résolution 90/7 ;", True),
        ("Combien de gardiens la Mission compte-t-elle ?", "Se félicite en 2041 du travail des gardiens ;", True),
        ("How many keepers does the Mission have?", "Autorise un effectif de 120 gardiens de phare ;", True),
        # nothing countable is named: any number does
        ("Combien de temps dure le stage ?", "Décide que le stage dure trois mois ;", False),
        ("Combien de temps dure le stage ?", "Décide que le stage continue ;", True),
        ("À quel âge devient-on gardien ?", "Fixe l'admission à 18 ans ;", False),
        ("Quel est l'âge minimum des gardiens ?", "Fixe les conditions d'admission ;", True),
        # a sum or a rate; days and ordinals count nothing
        ("Quel est le montant de la prime ?", "Fixe la prime à 120 dollars ;", False),
        ("Quel montant la Mission verse-t-elle ?", "Note que trois gardiens ont été payés ;", True),
        ("Combien coûtent les lampes ?", "Approuve l'achat de 12 lampes à sa trente-deuxième session ;", True),
        ("Quel a été le taux de panne des lampes ?", "Note que 12 lampes sont en panne ;", True),
        ("Quel a été le taux de panne des lampes ?", "Note que 12 pour cent des lampes sont en panne ;", False),
        ("What share of the lamps is new?", "Note qu'un tiers des lampes sont neuves ;", False),
        ("Quel est le nombre des lampes ?", "Salue la réunion sur les lampes du 5 au 12 mai 2040 ;", True),
        # people and countries have many names
        ("Combien de gens voient les phares ?", "Constate que 40 millions de personnes voient les phares ;", False),
        ("How many countries have paid?", "Note que 104 États Membres ont tout payé ;", False),
        # two questions: one for anything
        ("Combien rend-on, et sur combien d'exercices ?", "Décide de rendre 120 dollars ;", False),
        # a figure named in the question
        ("Que deviennent les 300 balises ?", "Décide de retirer les 300 balises ;", False),
        ("Que deviennent les 300 balises ?", "Décide de retirer les 40 balises ;", True),
        ("Que deviennent les balises de 2041 ?", "Décide de retirer les balises ;", False),
        ("Que devenaient les balises des années 80 ?", "Décide de retirer les balises ;", False),
    ],
)
def test_figures_that_are_asked_about_must_stand_in_the_paragraph(question: str, text: str, absent: bool) -> None:
    assert figures_absent(hit(text), asked(question)) is absent


def test_what_is_counted_is_found_in_a_text_of_the_other_language() -> None:
    reading = asked("Combien d'observateurs la Mission compte-t-elle ?")
    assert not figures_absent(hit("Authorizes up to 12 observers;", "en"), reading)
    assert figures_absent(hit("Authorizes up to 12 boats;", "en"), reading)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Que dit l'article 51 de la Charte ?", [("article", "51")]),
        ("What does Action 22 of the Pact commit States to do?", [("action", "22")]),
        ("Objectif de développement durable 14 et cible 14.5", [("goal", "14"), ("target", "14.5")]),
        ("Le Chapitre VII est-il invoqué ?", [("chapter", "VII")]),
        # a year, a pronoun, a word and more than a number are none
        ("Quels sont les objectifs 2030 ?", []),
        ("Which rule I must follow?", []),
        ("Les principes vitaux des mesures", []),
        ("Le principe 10e", []),
    ],
)
def test_numbered_provisions_are_heard(question: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.number) for one in provisions(asked(question))] == expected


@pytest.mark.parametrize(
    ("found", "holds"),
    [
        (hit("Rappelant l'Article 51 de la Charte,"), True),
        (hit("Recalling Article 51 of the Charter;", "en"), True),
        (hit("Rappelant les articles 51 et 52 de la Charte,"), True),
        (hit("Rappelant les articles 5, 33 et 51 de la Charte,"), True),
        (hit("Recalling Articles 50 to 53 of the Charter;", "en"), True),
        (hit("Recalling Articles 52 to 54 of the Charter;", "en"), False),
        (hit("Appliquant l'article 51."), True),
        (hit("Appliquant l'article 51bis,"), False),
        (hit("Rappelant l'article 5 et les 51 rapports,"), False),
        (hit("Rappelant l'article 51.2,"), False),
        (hit("Les parties coopèrent.", place="annex.art51"), True),
        (hit("Les parties coopèrent.", place="annex.art5"), False),
        (hit("Les parties coopèrent.", title="Article 51 de la Charte"), True),
    ],
)
def test_a_provision_is_named_by_a_text_its_title_or_its_place(found: Hit, holds: bool) -> None:
    assert holds_provision(found, Provision("article", "51", "article 51")) is holds


def find(question: str) -> tuple[list[str], Why | None]:
    texts = {
        "op1": "Réaffirme que l'article 7 de la Convention des phares protège les enfants des gardiens de phare ;",
        "op2": "Souligne que la Convention des phares protège les gardiens de phare, leurs enfants et leurs familles ;",
    }
    library = MemoryLibrary([resolution("A/RES/90/1", "fr", "Convention des phares", texts)])
    found = found_in(library, question)
    return [p.paragraph.id for p in found.passages], found.refusal.why if found.refusal else None


def test_only_paragraphs_that_name_the_provision_answer() -> None:
    asked_of_7 = "Comment l'article 7 de la Convention des phares protège-t-il les enfants des gardiens ?"
    assert find(asked_of_7) == (["A/RES/90/1#op1"], None)
    passages, why = find(asked_of_7.replace("7", "8"))
    assert (passages, why) == ([], Why.OFF_CORPUS)
    assert len(find("Comment la Convention des phares protège-t-elle les enfants des gardiens ?")[0]) == 2
