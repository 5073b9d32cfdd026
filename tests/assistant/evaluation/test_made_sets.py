"""The bundled questions, first sets made by rule, and questions from readers' reports."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.conversation import Conversations, Verdict
from assistant.evaluation.feedback import questions_from_feedback
from assistant.evaluation.formats import load_questions
from assistant.evaluation.generate import generate
from assistant.evaluation.matching import place
from assistant.evaluation.questions import write_questions
from assistant.evaluation.sample import sample_questions
from assistant.evaluation.sources import Sources
from assistant.evaluation.words import contains
from assistant.opening import open_library
from assistant.settings import load_settings
from index.library import Library
from tests.assistant.evaluation.fakes import OP1, OP2, ShelfOfTwo, answered, citation, scoring

TYPES = {
    "topic", "named", "addressee", "lookup", "reference", "meta", "comparison", "agenda", "crosslingual", "followup",
    "typo", "unanswerable",
}  # fmt: skip


@pytest.fixture(scope="module")
def library(sample_index: Path) -> Library:
    return open_library(load_settings(home=sample_index))


def test_the_bundled_set_has_every_type_in_both_languages() -> None:
    questions = load_questions(sample_questions()).questions
    assert len(questions) >= 60
    assert {q.type for q in questions} == TYPES
    assert Counter(q.lang for q in questions)["en"] >= 10
    assert all(q.history for q in questions if q.type == "followup")
    assert {q.abstain for q in questions if q.type == "unanswerable"} == {True}


def test_what_the_bundled_set_expects_is_in_the_texts(library: Library) -> None:
    """Every id exists, and words expected of an answer in French stand in an expected place."""
    sources = Sources(library)
    for question in load_questions(sample_questions()).questions:
        expected = (*question.all, *question.any)
        texts = [sources.text(identifier) for identifier in expected]
        assert None not in texts, question.id
        header = [
            sources.header(str(place(i).symbol)) for i in expected if not place(i).steps[0].startswith(("op", "pp"))
        ]
        known = "\n".join(text for text in (*texts, *header) if text)
        if question.lang == "fr":
            assert [w for w in question.contains if not contains(known, w)] == [], question.id


def test_first_sets_are_right_about_the_corpus(library: Library) -> None:
    """The bundled texts are known: what the rules expect can be looked up in them."""
    made = generate(library, 40)
    assert made == generate(library, 40)
    assert {q.origin for q in made} == {"generated"}
    assert {q.type for q in made} == {"lookup", "meta", "addressee", "reference", "unanswerable"}
    by_question = {q.q: q for q in made}
    adopted = by_question["Quand la résolution 62/27 a-t-elle été adoptée ?"]
    assert (adopted.all, adopted.contains) == (("A/RES/62/27",), ("5 décembre 2007",))
    count = by_question["Combien de paragraphes compte le dispositif de la résolution 77/96 ?"]
    assert count.contains == ("3",)
    cited = by_question["Où le document A/RES/61/62 est-il cité dans la résolution 62/27 ?"]
    assert cited.all == ("A/RES/62/27#pp2", "A/RES/62/27#op7")
    asked = by_question["Quels paragraphes de la résolution 62/27 s'adressent à : Secrétaire général ?"]
    assert "A/RES/62/27#op8" in asked.all
    absent = {("62/27", 11), ("62/27", 14), ("77/96", 5), ("77/96", 8)}
    beyond = {f"Que dit le paragraphe {number} de la résolution {resolution} ?" for resolution, number in absent}
    assert {q.q for q in made if q.abstain} <= beyond


def test_first_sets_are_as_long_as_asked_and_come_back(tmp_path: Path) -> None:
    made = generate(ShelfOfTwo(), 3)
    assert len(made) == 3
    write_questions(made, tmp_path / "set.jsonl")
    assert load_questions(tmp_path / "set.jsonl").questions == tuple(made)


def test_readers_reports_become_questions(home: Path, tmp_path: Path) -> None:
    assert questions_from_feedback(home) == []
    store = Conversations.in_home(home)
    talk = store.begin("me", "Phares")
    store.ask("me", talk.id, "Qui recense ?")
    turn = store.ask("me", talk.id, "Et combien ?")
    store.report("me", turn.id, OP1, Verdict.WRONG)
    store.report("me", turn.id, OP2, Verdict.INCOMPLETE)
    store.close()
    (made,) = questions_from_feedback(home)
    assert (made.q, made.history, made.origin) == ("Et combien ?", ("Qui recense ?",), "feedback")
    assert (made.never, made.any) == ((OP1,), (OP2,))
    write_questions([made], tmp_path / "set.jsonl")
    assert load_questions(tmp_path / "set.jsonl").questions == (made,)
    again = scoring().row(made, answered("Douze. [1][2]", citation(1, OP1), citation(2, OP2)), [], 1.0)
    assert [f.code.value for f in again.reasons] == ["citation-reported"]
    assert scoring().row(made, answered("Douze. [1]", citation(1, OP2)), [], 1.0).passed
