"""The second opinion on the route of a question: what it may change, and what it knows that the rules do not."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.lexicon import lexicon
from assistant.shelf import Shelf
from assistant.understanding import Intent, Reading, Router, understand
from assistant.understanding.hearing import Heard, hear
from assistant.understanding.router import SURE, Guess, Way, _figures, described_as, masked
from assistant.understanding.routing import Route, rerouted, route_of
from index.embedders import CentredEmbedder
from index.search import Filters, Summary

SYMBOLS = ("A/RES/62/27", "A/RES/63/9", "S/RES/1325(2000)", "S/RES/2538(2020)", "A/HRC/RES/28/27")
SHELF = Shelf([Summary(symbol, "fr", f"Titre {n}", "A", None, None, 5) for n, symbol in enumerate(SYMBOLS)])


def heard_of(question: str) -> Heard:
    return hear(question, lexicon("fr"), SHELF)


def changed(question: str, way: Way, chance: float = 0.9) -> tuple[Heard, Route]:
    heard = heard_of(question)
    return rerouted(heard, route_of(heard, SHELF), Guess(way, chance), SHELF)


@pytest.mark.parametrize(
    ("question", "way", "intent"),
    [
        ("La 62/27 fait écho à quoi ?", Way.CITED, Intent.CITED),
        ("La 62/27 fait écho à quoi ?", Way.CITING, Intent.CITING),
        ("La 62/27 en cinq lignes", Way.CONTENTS, Intent.CONTENTS),
        ("la 62/27 et la 63/9, bonnet blanc ?", Way.COMPARISON, Intent.COMPARISON),
        ("le vote, pour mémoire, de 62/27", Way.HEADER, Intent.HEADER),
        ("Imprime le préambule entier de la 62/27", Way.LOOKUP, Intent.LOOKUP),
        # not without what a route needs
        ("Des baleines dans la 62/27 ?", Way.LOOKUP, Intent.TOPIC),
        ("Des baleines dans l'océan ?", Way.CITING, Intent.TOPIC),
        ("Des baleines dans l'océan ?", Way.CONTENTS, Intent.TOPIC),
        ("Des baleines dans la 62/27 ?", Way.COMPARISON, Intent.TOPIC),
        ("Des baleines dans la 62/27 ?", Way.HEADER, Intent.TOPIC),
        # of one that is not indexed only what cites it can be told
        ("Quelles résolutions rappellent la 99/1 ?", Way.CITED, Intent.CITING),
        # places are no matter of wording
        ("Que dit le paragraphe 2 de la 62/27 ?", Way.TOPIC, Intent.LOOKUP),
        # the header that is asked for in so many words stays
        ("Quels États ont voté contre la 62/27 ?", Way.TOPIC, Intent.HEADER),
    ],
)
def test_what_a_guess_changes(question: str, way: Way, intent: Intent) -> None:
    assert changed(question, way)[1].intent is intent


def test_a_guess_that_is_not_sure_changes_nothing() -> None:
    heard = heard_of("La 62/27 fait écho à quoi ?")
    assert changed("La 62/27 fait écho à quoi ?", Way.CITED, SURE - 0.01)[1] == route_of(heard, SHELF)


def test_all_that_is_due_is_asked_for() -> None:
    route = changed("La 62/27, calendrier", Way.DUE)[1]
    assert (route.intent, route.due) == (Intent.CONTENTS, True)


def test_of_two_documents_the_newer_resolution_cites() -> None:
    for question in ("62/27 dans 63/9 ?", "63/9 : trace de 62/27 ?"):
        heard, route = changed(question, Way.CITES_ONE)
        assert (route.intent, heard.symbols, heard.documents) == (Intent.CITED, ("A/RES/63/9",), ("A/RES/62/27",))
    heard, _ = changed("A/62/133 dans la 62/27 ?", Way.CITES_ONE)
    assert (heard.symbols, heard.documents) == (("A/RES/62/27",), ("A/62/133",))


def test_a_guess_of_the_header_hears_every_field_named() -> None:
    assert changed("Donnez-moi, pour la 62/27, la date, la séance et les voix.", Way.HEADER)[1].fields == (
        "adopted",
        "meeting",
        "vote",
    )


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Des rés. au sujet des phares ?", ("phar",)),
        ("Phares et balises : nombre de résolutions", ("phar", "balis")),
        ("Pour un cours à Brest, auriez-vous vos textes consacrés aux lampes à huile ?", ("lamp", "huil")),
        ("L'ONU s'est-elle prononcée sur les lampes à huile, et dans quelles résolutions ?", ("lamp", "huil")),
    ],
)
def test_the_subject_of_a_list_is_what_does_not_ask_for_it(question: str, subject: tuple[str, ...]) -> None:
    route = changed(question, Way.ABOUT)[1]
    assert (route.intent, route.subject) == (Intent.ABOUT, subject)


def test_a_list_needs_a_subject_and_no_document() -> None:
    assert changed("Quels textes, s'il vous plaît ?", Way.ABOUT)[1].intent is not Intent.ABOUT
    assert changed("Les phares dans la 62/27 ?", Way.ABOUT)[1].intent is Intent.TOPIC


def test_what_a_question_is_about_is_masked() -> None:
    heard = heard_of("Que dit le Conseil de sécurité au paragraphe 4 de la 62/27 sur A/62/133 et 12 phares ?")
    assert masked(heard) == "que dit le organ au paragraph de la resolution sur document et 0 phares ?"


def test_the_figures_fit_what_is_described() -> None:
    heard, figures = heard_of("La 62/27 ?"), _figures()
    described = described_as(np.zeros(384, np.float32), heard, Intent.TOPIC)
    assert figures.mean.shape == figures.scale.shape == described.shape
    assert figures.ways.shape == (len(described) + 1, len(Way))


@pytest.fixture(scope="module")
def router(tmp_path_factory: pytest.TempPathFactory) -> Router:
    return Router(CentredEmbedder(tmp_path_factory.mktemp("models")).query)


# wordings that are not among those it was fitted to, and that the rules alone take for topics
@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("On retrouve la 62/27 dans quelles résolutions plus récentes ?", Intent.CITING),
        ("La 62/27 a-t-elle fait des petits, je veux dire : qui s'y réfère ?", Intent.CITING),
        ("sources sur lesquelles la 62/27 se fonde", Intent.CITED),
        ("Which older texts does A/RES/62/27 hark back to?", Intent.CITED),
        ("Have later resolutions pointed back to A/RES/62/27?", Intent.CITING),
        ("Mentionne-t-on la 62/27 dans la 63/9 ?", Intent.CITED),
        ("Un aperçu rapide de la 62/27, je vous prie", Intent.CONTENTS),
        ("A/RES/62/27 in a nutshell", Intent.CONTENTS),
        ("62/27 : qui doit rendre quoi, et quand ?", Intent.CONTENTS),
        ("Does 62/27 set any reporting dates?", Intent.CONTENTS),
        ("Inventaire des résolutions, thème phares et balises", Intent.ABOUT),
        ("Find me resolutions to do with lighthouses", Intent.ABOUT),
        ("Que demande la 62/27 au sujet des lampes ?", Intent.TOPIC),
        ("Quelle commission la 62/27 charge-t-elle de veiller sur les lampes ?", Intent.TOPIC),
    ],
)
def test_fresh_wordings(router: Router, question: str, intent: Intent) -> None:
    reading: Reading = understand(question, SHELF, router=router)
    assert reading.intent is intent


def test_a_list_by_the_guess_leans_on_a_resolution_that_was_named(router: Router) -> None:
    reading = understand(
        "Et quelles résolutions l'ont citée depuis ?", SHELF, history=["Le titre de la 62/27 ?"], router=router
    )
    assert (reading.intent, reading.symbols) == (Intent.CITING, ("A/RES/62/27",))


def test_without_it_the_rules_decide() -> None:
    reading = understand("A/RES/62/27 in a nutshell", SHELF)
    assert reading.intent is Intent.TOPIC
    assert reading.understood.filters == Filters(symbols=("A/RES/62/27",))


def test_the_wordings_it_is_fitted_to() -> None:
    lines = (Path(__file__).parents[1] / "bench" / "wordings.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) > 800
    assert {row["intent"] for row in rows} == {way.value for way in Way}
    assert len({(*(row.get("history") or ()), row["q"]) for row in rows}) == len(rows)
