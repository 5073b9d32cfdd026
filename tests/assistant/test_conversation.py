"""Conversations in the store: whole answers come back, users see their own, nothing else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Near, Status, Understood, Withheld
from assistant.conversation import Conversations, TurnState, Verdict, earlier_questions
from assistant.transcript import to_json, to_markdown
from index.resolution import Kind
from index.search import Coverage, Filters

FILTERS = Filters(bodies=("A",), sessions=(60, 62), adopted=(None, dt.date(2008, 1, 1)), kinds=(Kind.OPERATIVE,))
CITATION = Citation(
    1, "A/RES/62/27#op5", "A/RES/62/27", "fr", Kind.OPERATIVE, "par. 5", "Demande", 0, 7, "Demande", "x"
)
ANSWER = Answer(
    "Quoi ?", "Quoi ?", "fr", Status.ANSWERED, "extractive", "Ceci *est* [1].", (CITATION,),
    (Near("A/RES/62/27#op1", "A/RES/62/27", "fr", Kind.OPERATIVE, "par. 1", "Titre", "Texte"),),
    (Withheld("a", "unknown-key"),), (Withheld("b", "not-verbatim", "c"),), "reason", ("notice",),
    Understood("Quoi ?", "Quoi ?", "fr", FILTERS, "topic"),
    Coverage(2, 45, 23, ("fr",), (62, 77), (2007, 2022)), {"total": 12.5}, {"tokens": 3},
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Conversations]:
    opened = Conversations.in_home(tmp_path / "home")
    yield opened
    opened.close()


def test_a_whole_answer_comes_back(store: Conversations) -> None:
    conversation = store.begin("anne", "Titre")
    turn = store.ask("anne", conversation.id, "Quoi ?")
    store.finish(turn.id, TurnState.DONE, ANSWER)
    (kept,) = store.turns("anne", conversation.id)
    assert kept.answer == ANSWER
    assert (kept.question, kept.state, kept.asked) == ("Quoi ?", TurnState.DONE, turn.asked)


def test_one_turn_is_read_alone_and_by_its_user_only(store: Conversations) -> None:
    conversation = store.begin("anne", "Titre")
    first, second = (store.ask("anne", conversation.id, question) for question in ("Quoi ?", "Et puis ?"))
    store.finish(second.id, TurnState.DONE, ANSWER)
    kept = store.turn("anne", second.id)
    assert kept is not None
    assert (kept.conversation, kept.question, kept.answer) == (conversation.id, "Et puis ?", ANSWER)
    assert store.turn("bob", first.id) is None
    assert store.turn("anne", second.id + 1) is None


def test_users_see_and_change_their_own_conversations_only(store: Conversations) -> None:
    conversation = store.begin("anne", "Secret")
    turn = store.ask("anne", conversation.id, "Quoi ?")
    assert not store.conversations("bob")
    assert store.conversation("bob", conversation.id) is None
    assert store.turns("bob", conversation.id) == ()
    store.rename("bob", conversation.id, "Pris")
    store.delete("bob", conversation.id)
    store.drop_from("bob", conversation.id, turn.id)
    store.report("bob", turn.id, "A/RES/62/27#op5", Verdict.WRONG)
    with pytest.raises(LookupError):
        store.ask("bob", conversation.id, "Et moi ?")
    assert [c.title for c in store.conversations("anne")] == ["Secret"]
    assert len(store.turns("anne", conversation.id)) == 1
    assert not store.reports()


# what is looked for, whether the conversation « Désarmement » with the question "L'Œuvre de l'ÉTÉ ?" holds it
SEARCHES = [
    ("desarmement", True),
    ("ÉTÉ", True),
    ("ete desarm", True),
    ("été paix", False),
    ("100%", False),
    ("_", False),
]


@pytest.mark.parametrize(("words", "found"), SEARCHES)
def test_search_in_titles_and_questions(store: Conversations, words: str, found: bool) -> None:
    conversation = store.begin("anne", "Désarmement")
    store.ask("anne", conversation.id, "L'Œuvre de l'ÉTÉ ?")
    assert bool(store.conversations("anne", words)) is found


def test_a_question_asked_again_drops_what_followed(store: Conversations) -> None:
    conversation = store.begin("anne", "t")
    turns = [store.ask("anne", conversation.id, f"q{n}") for n in range(3)]
    store.report("anne", turns[2].id, "A/RES/62/27#op5", Verdict.WRONG)
    store.drop_from("anne", conversation.id, turns[1].id)
    assert [t.question for t in store.turns("anne", conversation.id)] == ["q0"]
    assert not store.reports()


def test_a_deleted_conversation_leaves_nothing(store: Conversations) -> None:
    conversation = store.begin("anne", "t")
    turn = store.ask("anne", conversation.id, "q")
    store.report("anne", turn.id, "A/RES/62/27#op5", Verdict.WRONG)
    store.delete("anne", conversation.id)
    assert not store.conversations("anne")
    assert not store.reports()
    store.finish(turn.id, TurnState.DONE, ANSWER)  # its answer comes late
    assert not store.turns("anne", conversation.id)


def test_a_later_report_replaces_an_earlier_one(store: Conversations) -> None:
    turn = store.ask("anne", store.begin("anne", "t").id, "Quoi ?")
    store.report("anne", turn.id, "A/RES/62/27#op5", Verdict.WRONG)
    store.report("anne", turn.id, "A/RES/62/27#op5", Verdict.IRRELEVANT)
    assert [(r.question, r.paragraph, r.verdict) for r in store.reports()] == [
        ("Quoi ?", "A/RES/62/27#op5", Verdict.IRRELEVANT)
    ]


def test_latest_conversations_come_first_and_survive_reopening(tmp_path: Path) -> None:
    store = Conversations.in_home(tmp_path)
    first, second = store.begin("anne", "1"), store.begin("anne", "2")
    assert [c.id for c in store.conversations("anne")] == [second.id, first.id]
    store.ask("anne", first.id, "q")
    store.close()
    again = Conversations.in_home(tmp_path)
    assert [c.id for c in again.conversations("anne")] == [first.id, second.id]
    again.close()


def test_earlier_questions_end_before_the_turn(store: Conversations) -> None:
    conversation = store.begin("anne", "t")
    turns = [store.ask("anne", conversation.id, f"q{n}") for n in range(30)]
    assert earlier_questions(turns, before=turns[3].id) == ["q0", "q1", "q2"]
    assert earlier_questions(turns) == [f"q{n}" for n in range(10, 30)]


def test_transcripts(store: Conversations) -> None:
    conversation = store.begin("anne", "Un *titre*")
    store.finish(store.ask("anne", conversation.id, "Quoi ?").id, TurnState.DONE, ANSWER)
    store.ask("anne", conversation.id, "Et <b>là</b> ?")
    turns = store.turns("anne", conversation.id)
    assert to_markdown(conversation, turns, "fr") == (
        "# Un \\*titre\\*\n\n## Quoi ?\n\nCeci \\*est\\* \\[1\\].\n\n\\[1\\] Résolution 62/27, par. 5.\n\n> Demande\n\n"
        "## Et \\<b\\>là\\</b\\> ?\n"
    )
    document = json.loads(json.dumps(to_json(conversation, turns)))
    assert [t["state"] for t in document["turns"]] == ["done", "running"]
    assert document["turns"][0]["answer"]["citations"][0]["id"] == "A/RES/62/27#op5"
