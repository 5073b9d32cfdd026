"""Lists of resolutions on a subject: those with it in their title, then those that speak of it; all texts invented."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.answer import Answer, Status
from assistant.bilingual import counterparts, translations
from assistant.chain import Assistant
from assistant.retrieval.extents import holding
from assistant.understanding.reading import Intent
from index.resolution import Resolution
from index.search import Filters
from tests.assistant.library import MemoryLibrary, resolution

_DAY = dt.date


def _issued(symbol: str, year: int, title: str, *texts: str, language: str = "fr") -> Resolution:
    paragraphs = {f"op{n}": text for n, text in enumerate(texts, 1)}
    return resolution(symbol, language, title, paragraphs, adopted=_DAY(year, 12, 5))


OLD = _issued("A/RES/90/1", 2035, "Entretien des phares", "Prie |les gardiens de veiller.")
NEW = _issued("A/RES/95/1", 2040, "Phares côtiers", "Prie |les gardiens de repeindre les phares.")
NEW_EN = _issued("A/RES/95/1", 2040, "Coastal beacons", "Requests |the keepers to paint.", language="en")
OFTEN = _issued("A/RES/91/1", 2036, "Balises", "Rappelle |les phares ;", "Note |les feux ;", "Loue |les phares.")
ONCE = _issued("S/RES/3001(2041)", 2041, "Bouées", "Demande |aux ports de mouiller des bouées près de chaque phare.")
ENGLISH = _issued("A/RES/92/1", 2037, "Nuclear buoys", "Counts |the nuclear buoys.", language="en")
TWICE_FR = _issued("A/RES/93/1", 2038, "Titre", "Constate |la force des marées d'Atlantide.")
TWICE_EN = _issued("A/RES/93/1", 2038, "Title", "Notes |the tides of Atlantide;", "And |Atlantide.", language="en")
FLEET = (OLD, NEW, NEW_EN, OFTEN, ONCE, ENGLISH, TWICE_FR, TWICE_EN)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant(MemoryLibrary(FLEET))


def symbols(answer: Answer) -> list[str]:
    return [citation.symbol for citation in answer.citations]


def test_titles_come_first_and_newest_first_then_texts_by_their_paragraphs(assistant: Assistant) -> None:
    answer = assistant.ask("Quelles résolutions parlent des phares ?")
    assert answer.status is Status.ANSWERED
    assert answer.text == (
        "2 résolutions ont ce sujet dans leur titre ; 2 autres en parlent dans leur texte.\n\n"
        "Est comptée toute résolution dont le titre ou un paragraphe contient ce mot, accordé autrement ou traduit si "
        "son équivalent est connu : phares. Celles qui le disent autrement ne sont pas comptées.\n\n"
        "Dans le titre, les plus récentes d'abord :\n"
        "- résolution 95/1 du 5 décembre 2040 : « Phares côtiers » [1]\n"
        "- résolution 90/1 du 5 décembre 2035 : « Entretien des phares » [2]\n\n"
        "Dans le texte, celles qui en parlent le plus d'abord :\n"
        "- résolution 91/1 du 5 décembre 2036, paragraphe 1 : « Rappelle les phares » [3] (2 paragraphes en parlent)\n"
        "- résolution 3001 (2041) du 5 décembre 2041, paragraphe 1 : « Demande aux ports de mouiller des bouées près "
        "de chaque phare » [4] (un paragraphe en parle)"
    )
    assert [c.id for c in answer.citations] == [
        "A/RES/95/1#header",
        "A/RES/90/1#header",
        "A/RES/91/1#op1",
        "S/RES/3001(2041)#op1",
    ]
    assert not answer.refused
    assert not answer.withheld


def test_in_english_too(assistant: Assistant) -> None:
    answer = assistant.ask("How many resolutions on nuclear buoys do you have?")
    assert answer.text == (
        "One resolution has this subject in its title.\n\n"
        "Counted is every resolution whose title or one of whose paragraphs holds all of these words, in any of "
        "their forms or translated where their equivalents are known: nuclear, buoys. Those that say it otherwise are "
        "not.\n\n"
        "In the title, the newest first:\n- resolution 92/1 of 5 December 2037: “Nuclear buoys” [1]"
    )


def test_no_title_has_it(assistant: Assistant) -> None:
    text = assistant.ask("Liste des résolutions sur les bouées et les ports").text
    assert text.startswith(
        "Aucune résolution n'a ce sujet dans son titre ; une en a tous les mots dans un même paragraphe.\n"
    )
    assert "contient tous ces mots" in text
    assert ": bouées, ports." in text


@pytest.mark.parametrize(
    ("question", "found"),
    [
        # in two languages it is one, shown in that of the question
        ("Quelles résolutions traitent d'Atlantide ?", [("A/RES/93/1", "fr")]),
        ("Which resolutions deal with Atlantide?", [("A/RES/93/1", "en")]),
        # the words of the other language where they are known
        ("Combien de résolutions concernent le nucléaire ?", [("A/RES/92/1", "en")]),
        # filters
        ("Résolutions du Conseil de sécurité sur les phares", [("S/RES/3001(2041)", "fr")]),
        ("Quelles résolutions parlent des phares depuis 2041 ?", [("S/RES/3001(2041)", "fr")]),
        ("Quelles résolutions parlent des phares en 2040 ?", [("A/RES/95/1", "fr")]),
        # a word typed with an error that is found in the texts near it
        ("Quelles résolutions traitent des garddiens et des phares ?", [("A/RES/95/1", "fr")]),
    ],
)
def test_what_is_listed(assistant: Assistant, question: str, found: list[tuple[str, str]]) -> None:
    answer = assistant.ask(question)
    assert answer.understood
    assert answer.understood.intent == Intent.ABOUT
    assert [(c.symbol, c.language) for c in answer.citations] == found


def test_nothing_found_is_refused_with_what_is_near(assistant: Assistant) -> None:
    answer = assistant.ask("Quelles résolutions parlent des phares et des baleines ?")
    assert (answer.status, answer.reason, answer.citations) == (Status.NOT_FOUND, "off-corpus", ())
    assert answer.nearest


def test_a_question_that_goes_on_narrows_the_list(assistant: Assistant) -> None:
    before = "Quelles résolutions parlent des phares ?"
    answer = assistant.ask("et depuis 2036 ?", [before])
    assert answer.understood
    assert answer.understood.filters == Filters(years=(2036, 2100))
    assert symbols(answer) == ["A/RES/95/1", "A/RES/91/1", "S/RES/3001(2041)"]
    # a list stands by itself, whatever was asked before
    assert symbols(assistant.ask("Liste des résolutions sur les balises", ["Que dit la résolution 90/1 ?"])) == [
        "A/RES/91/1"
    ]


def test_at_most_twenty_are_shown_and_all_are_counted() -> None:
    titled = [_issued(f"A/RES/90/{n}", 2000 + n, "Phares", "Note |la mer.") for n in range(1, 13)]
    told = [_issued(f"A/RES/91/{n}", 2000 + n, "Ports", "Note |les phares.") for n in range(1, 15)]
    answer = Assistant(MemoryLibrary([*titled, *told])).ask("Combien de résolutions parlent des phares ?")
    assert answer.text.startswith(
        "12 résolutions ont ce sujet dans leur titre ; 14 autres en parlent dans leur texte (en voici 20).\n"
    )
    # of those that speak of it as often, the newest
    assert symbols(answer)[11:14] == ["A/RES/90/1", "A/RES/91/14", "A/RES/91/13"]
    assert len(answer.citations) == 20


def test_words_that_stand_together_come_before_those_that_stand_apart() -> None:
    apart = _issued("A/RES/91/1", 2040, "a", *["Note |les gardiens de la mer et les phares éteints."] * 3)
    other = "Note |les gardiens ;"
    together = _issued(
        "A/RES/91/2", 2000, "b", other, "Note |les phares sans gardiens ;", "Paie |les gardiens de phares."
    )
    answer = Assistant(MemoryLibrary([apart, together])).ask("Résolutions sur les gardiens de phares")
    assert [c.id for c in answer.citations] == ["A/RES/91/2#op3", "A/RES/91/1#op1"]
    assert "(2 paragraphes ont ces mots)" in answer.text


CLAUSES = "Rappelant la mer, les marées et tout ce que portent les vagues ; " * 6 + "notant les phares, et les quais ;"
TABLE = " | ".join(["Total"] * 200 + ["phares", "quais"] + ["Total"] * 200)


@pytest.mark.parametrize(
    ("text", "wanted", "quoted"),
    [
        # from the beginning where that is not long
        ("Rappelle les marées, les phares et les quais", ["phar"], "Rappelle les marées, les phares et les quais"),
        # the clause far from the beginning, or as many as hold all
        (CLAUSES, ["phar"], "notant les phares,"),
        (CLAUSES, ["phar", "quais"], "notant les phares, et les quais ;"),
    ],
)
def test_a_line_quotes_the_clauses_that_hold_the_words(text: str, wanted: list[str], quoted: str) -> None:
    start, end = holding(text, [{term} for term in wanted], "fr")
    assert text[start:end] == quoted


def test_of_a_table_the_words_around_are_quoted() -> None:
    start, end = holding(TABLE, [{"phar"}, {"quais"}], "fr")
    assert "phares | quais" in TABLE[start:end]
    assert end - start <= 300
    assert TABLE[start:end].startswith("Total")


def test_a_word_longer_than_a_line_is_cut() -> None:
    start, end = holding("phares" + "x" * 5000, [{"phar"}], "fr")
    assert (start, end) == (0, 600)


def test_words_of_subjects_have_counterparts_both_ways() -> None:
    assert counterparts("en", "fr")["somalia"] == {"somal"}
    assert counterparts("fr", "en")["somal"] == {"somalia"}
    # narrower than what serves the weighing
    assert counterparts("fr", "en")["ocean"] == {"ocean"} < translations("fr", "en")["ocean"]
    # one derived from another is another word
    assert counterparts("fr", "en")["palestinien"] == {"palestinian"}
    assert "palestinien" not in counterparts("en", "fr").get("palestin", ())
