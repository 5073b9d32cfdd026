"""Extractive answers: verbatim, in the grammar of the organ, with a key behind every quotation."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from assistant.answer import Answer, Status
from assistant.chain import Assistant
from assistant.extractive.coverage import carried, coverage_line
from assistant.extractive.keys import trimmed
from assistant.extractive.statements import quoted
from assistant.reference_words import NBSP
from tests.assistant.library import INVENTED, MemoryLibrary, resolution


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant(MemoryLibrary(INVENTED))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # the organ is the subject, the verb is the paragraph's own, the rest is quoted without its closing mark
        (
            "Que demande l'Assemblée au sujet de la liste des phares ?",
            "Dans sa résolution 90/1 du 5 décembre 2035, l'Assemblée générale prie « le Secrétaire général de dresser "
            "la liste des phares et de lui en rendre compte en 2040 » [1].",
        ),
        (
            "Que dit le paragraphe 2 de la résolution 91/2 ?",
            "Au paragraphe 2 de la résolution 91/2, l'Assemblée générale encourage « les États côtiers à mouiller des "
            "balises » [1].",
        ),
        # a preamble is quoted with its opening word, never reported as a decision
        (
            "Quel est le deuxième alinéa du préambule de la résolution 90/1 ?",
            "Au deuxième alinéa du préambule de la résolution 90/1, on lit : « Consciente de la fragilité des "
            "lanternes » [1].",
        ),
        # sub-paragraphs follow as a list
        (
            "Que dit le paragraphe 2 de la résolution 90/1 ?",
            "Au paragraphe 2 de la résolution 90/1, l'Assemblée générale invite « les États côtiers » [1] :\n"
            "- a) « À repeindre les phares tous les sept ans » [2]\n- b) « À former des gardiens » [3]",
        ),
        # a sub-paragraph is reported with the verb that carries it
        (
            "Que dit l'alinéa b) du paragraphe 2 de la résolution 90/1 ?",
            "Au paragraphe 2 b) de la résolution 90/1, l'Assemblée générale invite « les États côtiers » [1] : « À "
            "former des gardiens » [2].",
        ),
        # an English question on a French text: the frame is English, the words stay French
        (
            "What does paragraph 9 of the annex to resolution 90/1 say?",
            "In paragraph 9 of the annex to resolution 90/1, one reads: « Les gardiens sont logés » [1].",
        ),
        (
            "Quel a été le vote sur la résolution 90/1 du Conseil des droits de l'homme ?",
            "Vote sur la résolution 90/1 du Conseil des droits de l'homme : 38 voix pour, 2 contre, 7 abstentions [1].",
        ),
        (
            "Qui a voté contre la résolution 90/1 du Conseil des droits de l'homme ?",
            "Vote sur la résolution 90/1 du Conseil des droits de l'homme : 38 voix pour, 2 contre, 7 abstentions; "
            "Ont voté contre : Atlantide [1].",
        ),
        # which texts cite a document, and where; which a text cites
        (
            "Où la résolution 90/1 est-elle citée ?",
            "La résolution 90/1 est citée à un endroit :\n- résolution 91/2 du 7 décembre 2036, premier alinéa du "
            "préambule : « Rappelant sa résolution 90/1 sur l'entretien des phares » [1]",
        ),
        (
            "Which documents does resolution 91/2 cite?",
            "Resolution 91/2 of 7 December 2036 cites:\n- first preambular paragraph: « Rappelant sa résolution 90/1 "
            "sur l'entretien des phares » [1]",
        ),
        # the date of adoption names the organ: it is said once
        (
            "Quand et par qui la résolution 90/1 a-t-elle été adoptée ?",
            "La résolution 90/1 a été adoptée par l'Assemblée générale le 5 décembre 2035 : « Résolution adoptée par "
            "l'Assemblée générale le 5 décembre 2035 » [1].",
        ),
        (
            "How many paragraphs does resolution 90/1 have?",
            "Resolution 90/1 has 3 operative paragraphs and 2 preambular paragraphs [1].",
        ),
    ],
)
def test_answers(assistant: Assistant, question: str, text: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text == text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "Que dit le paragraphe 12 de la résolution 91/2 ?",
            "La résolution 91/2 n'a pas de paragraphe 12. Son dispositif compte 3 paragraphes et son préambule "
            "un alinéa.",
        ),
        # several are said to be missing at once
        (
            "Que disent les paragraphes 12 à 14 de la résolution 91/2 ?",
            "La résolution 91/2 n'a pas de paragraphes 12, 13 et 14. Son dispositif compte 3 paragraphes",
        ),
        (
            "Que dit la cible 6.9 de la résolution 91/2 ?",
            "La résolution 91/2 n'a pas de cible 6.9. Son dispositif compte",
        ),
        # the paragraph is there, its sub-paragraph is not
        (
            "Que dit l'alinéa c) du paragraphe 2 de la résolution 90/1 ?",
            "Au paragraphe 2 de la résolution 90/1, il n'y a pas d'alinéa c). Ce paragraphe a les alinéas a) et b).",
        ),
        (
            "What does paragraph 2 (c) of resolution 91/2 say?",
            "In paragraph 2 of resolution 91/2 there is no sub-paragraph (c). The paragraph is not divided into "
            "sub-paragraphs.",
        ),
        ("L'article 3 de la résolution 91/2", "La résolution 91/2 n'a pas d'article 3. Elle n'est pas divisée en"),
        (
            "Le paragraphe 99 de l'annexe à la résolution 90/1",
            "Il n'y a pas de paragraphe 99 à cet endroit (annexe à la résolution 90/1), qui compte 2 paragraphes.",
        ),
        ("Que dit la résolution 75/240 ?", "La résolution 75/240 n'est pas dans le corpus indexé."),
        ("What is the recipe for apple pie?", "I find no answer to this question in the indexed corpus."),
        (
            "Que dit la section VI de A/HRC/RES/90/1 ?",
            "La résolution 90/1 du Conseil des droits de l'homme n'a pas de section VI. Elle en a 2.",
        ),
    ],
)
def test_refusals_say_what_is_missing(assistant: Assistant, question: str, text: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert answer.text.startswith(text)
    assert not answer.citations


def test_two_paragraphs_are_compared_word_for_word(assistant: Assistant) -> None:
    text = assistant.ask("Compare le paragraphe 1 de la résolution 90/1 et le paragraphe 1 de la 91/2").text
    assert "« phares » devient « balises »" in text
    assert "« 2040 » devient « 2041 »" in text


def test_a_question_that_leans_is_asked_of_what_answered_the_one_before(assistant: Assistant) -> None:
    before = "Que dit l'Assemblée générale des balises des États côtiers ?"
    assert {c.symbol for c in assistant.ask("Et la liste ?", [before]).citations} == {"A/RES/91/2"}


def test_a_line_says_what_was_searched_and_under_which_filters(assistant: Assistant) -> None:
    answer = assistant.ask("Que dit l'Assemblée générale des phares depuis 2030 ?")
    assert coverage_line(answer, "fr") == (
        "Recherche : 13 paragraphes de 2 résolutions. Corpus : années 2035 à 2041, textes en anglais et français. "
        "Filtres : organe : l'Assemblée générale ; année : depuis 2030."
    )
    assert coverage_line(assistant.ask("What does resolution 91/2 say?"), "en").endswith("Filters: resolution 91/2.")


def test_a_citation_says_its_part_and_the_verb_that_carries_it(assistant: Assistant) -> None:
    def told(question: str) -> list[str]:
        return [carried(citation, "fr") for citation in assistant.ask(question).citations]

    assert told("paragraphe 2 de la résolution 91/2") == ["dispositif, « Encourage »"]
    # the verb of a sub-paragraph is its parent's
    assert told("paragraphe 2 b) de la résolution 90/1") == ["dispositif, « Invite »"] * 2
    assert told("premier alinéa du préambule de la résolution 90/1") == ["préambule, « Rappelant »"]
    assert told("paragraphe 1 de l'annexe à la résolution 90/1") == ["annexe"]
    assert told("Quand la résolution 90/1 a-t-elle été adoptée ?") == ["en-tête"]


def test_an_obligation_is_never_read_out_of_another_verb(assistant: Assistant) -> None:
    answer = assistant.ask("Qu'exige la résolution 91/2 ?")
    assert all("encourage" not in c.quote.casefold() and c.act != "encourages" for c in answer.citations)


def test_a_greeting_is_told_what_is_indexed(assistant: Assistant) -> None:
    text = assistant.ask("merci beaucoup").text
    assert text.endswith(
        "Le corpus compte 4 résolutions et 18 paragraphes (années 2035 à 2041, textes en anglais et français)."
    )


def test_a_resolution_as_a_whole_says_how_much_more_there_is() -> None:
    texts = {f"op{n}": f"Invite |l'île {n} à éclairer ses côtes ;" for n in range(1, 16)}
    text = Assistant(MemoryLibrary([resolution("A/RES/94/1", "fr", "Îles", texts)])).ask("Que dit la 94/1 ?").text
    assert text.count("- invite") == 8
    assert text.endswith("7 autres paragraphes suivent.")


def test_broad_answers_begin_with_the_newest_resolution() -> None:
    made = [
        resolution(f"A/RES/{n}/1", "fr", "Phares", {"op1": f"Invite |les îles à veiller sur {n} phares ;"}, adopted=day)
        for n, day in ((90, dt.date(2035, 1, 1)), (92, dt.date(2037, 1, 1)), (91, dt.date(2036, 1, 1)))
    ]
    text = Assistant(MemoryLibrary(made)).ask("Que disent les résolutions sur les phares ?").text
    assert re.findall(r"résolution (\d\d)/1", text) == ["92", "91", "90"]


def test_a_declaration_speaks_for_itself() -> None:
    made = resolution("A/RES/96/1", "fr", "Déclaration", {"op1": "Rappelons |que les phares guident les navires."})
    text = Assistant(MemoryLibrary([made])).ask("Que dit la résolution 96/1 des phares et des navires ?").text
    assert "l'Assemblée générale dispose : « Rappelons que les phares guident les navires » [1]" in text


def test_resolutions_without_a_subject_are_listed_by_title() -> None:
    made = [
        resolution(f"A/RES/90/{n}", "fr", f"Phares du cap {n}", {"op1": "Décide |de veiller."}, adopted=day)
        for n, day in ((1, dt.date(2035, 1, 1)), (2, dt.date(2037, 1, 1)))
    ]
    text = Assistant(MemoryLibrary(made)).ask("Quelles résolutions l'Assemblée générale a-t-elle adoptées ?").text
    assert text == (
        "2 résolutions répondent à ces critères :\n- résolution 90/2 du 1er janvier 2037 : « Phares du cap 2 » [1]\n"
        "- résolution 90/1 du 1er janvier 2035 : « Phares du cap 1 » [2]"
    )


def test_sub_paragraphs_stand_under_the_verb_that_carries_them(assistant: Assistant) -> None:
    text = assistant.ask(
        "Que dit la résolution 90/1 aux États côtiers de repeindre les phares et former des gardiens ?"
    ).text
    assert "invite « les États côtiers » [1]" in text


def test_a_comparison_says_what_both_say_what_changes_and_what_only_one_says(assistant: Assistant) -> None:
    text = assistant.ask("Compare les résolutions 90/1 et 91/2").text
    both, changed, only_left, only_right = text.split("\n\n")[1:]
    assert both.startswith("Les deux disent la même chose :\n- « Décide de consacrer")
    assert "2040" in changed
    assert "2041" in changed
    assert "Invite les États côtiers" in only_left
    assert "Encourage les États côtiers" in only_right


def _quotes_are_exact(assistant: Assistant, answer: Answer) -> None:
    for citation in answer.citations:
        resolution = assistant.library.resolution(citation.symbol, citation.language)
        paragraph = next((p for p in resolution.paragraphs if p.id == citation.id), None)
        if paragraph:
            assert paragraph.text[citation.start : citation.end] == citation.quote
            assert citation.kind is paragraph.kind


@pytest.mark.parametrize(
    "question",
    ["Que dit la résolution 90/1 ?", "Compare les résolutions 90/1 et 91/2", "What is asked about drifting buoys?"],
)
def test_every_quotation_is_its_paragraph_at_the_offsets_given(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.citations
    assert not answer.refused
    _quotes_are_exact(assistant, answer)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("de rendre compte ;", "de rendre compte"),
        (" les États :", "les États"),
        ("de former des gardiens ; et", "de former des gardiens"),
        ("aux lanternes.", "aux lanternes"),
        (", à titre exceptionnel, de prier,", "à titre exceptionnel, de prier"),
    ],
)
def test_the_closing_mark_is_cut(text: str, left: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == left


def test_marks_of_the_source_that_do_not_pair_do_not_close_the_quotation() -> None:
    assert quoted("la question « Phares", "fr") == "“la question « Phares”"
    assert quoted("la question « Phares »", "fr") == "« la question « Phares » »"


@pytest.mark.parametrize(
    "question",
    [
        "Que dit le paragraphe 1 de la résolution 92/3 ?",
        # the same paragraph among others, found by its subject
        "Que dit la résolution 92/3 ?",
        "Que demande-t-on sur les quais balayés ?",
    ],
)
def test_a_quotation_is_never_empty(question: str) -> None:
    texts = {"op1": "Demande| :", "op1.a": "Que les quais soient balayés ;", "op2": "Prie |les ports d'y veiller."}
    quays = resolution("A/RES/92/3", "fr", "Quais", texts)
    answer = Assistant(MemoryLibrary([quays])).ask(question)
    assert answer.status is Status.ANSWERED
    assert "« Demande »" in answer.text
    assert "demande «" not in answer.text
    assert all(citation.quote.strip() for citation in answer.citations)
    assert "«  »" not in answer.text.replace(NBSP, " ")
