"""Sets of every form that is recognised, and mistakes in them. The questions are invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assistant.errors import QuestionSetError
from assistant.evaluation.formats import load_questions
from assistant.evaluation.questions import Question, QuestionSet, write_questions

OP8 = "A/RES/62/27#op8"
WANTED = Question("q001", "Qui ?", all=(OP8,))


def _jsonl(*records: Any) -> str:
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)


RAGAS_TALK = [
    {"type": "human", "content": "Avant ?"},
    {"type": "ai", "content": "Oui."},
    {"type": "human", "content": "Qui ?"},
]
FORMS: list[tuple[str, str, str, Question]] = [
    # file name, what is in it, the form it is taken for, its first question
    ("a.jsonl", _jsonl({"id": "x", "lang": "fr", "type": "named", "q": "Qui ?", "all": [OP8], "contains": ["vues"]}),
     "alinea", Question("x", "Qui ?", "fr", "named", all=(OP8,), contains=("vues",))),
    ("a.json", json.dumps({"questions": [{"question": "Qui ?", "all": [OP8]}]}), "alinea", WANTED),
    ("a.csv", f"q,all\nQui ?,{OP8}\n", "alinea", WANTED),
    # as Excel saves it in French
    ("fr.csv", f'\ufeffQuestion;Attendus;Contient;Historique\r\nQui ?;{OP8};"vues ; avis";Avant ? | Puis ?\r\n',
     "alinea", Question("q001", "Qui ?", all=(OP8,), contains=("vues", "avis"), history=("Avant ?", "Puis ?"))),
    ("refus.tsv", "question\trefus\nQui ?\toui\n", "alinea", Question("q001", "Qui ?", abstain=True)),
    # ids of the Assembly after a separator: its "A/" is no letter of a composite resolution before it
    ("ids.csv", f'Question;Références;Acceptés\nQui ?;"{OP8}; A/RES/68/247 B\nA/RES/1/2";S/RES/4(1988) | A/RES/1/1\n',
     "alinea",
     Question("q001", "Qui ?", all=(OP8, "A/RES/68/247 B", "A/RES/1/2"), any=("S/RES/4(1988)", "A/RES/1/1"))),
    ("cells.csv", 'q,all,contains\nQui ?,"A/RES/217(III)#op1; 2341 (2017)","a; b"\n',
     "alinea", Question("q001", "Qui ?", all=("A/RES/217(III)#op1", "2341 (2017)"), contains=("a", "b"))),
    ("r.jsonl", _jsonl({"user_input": "Qui ?", "reference": "Lui.", "reference_context_ids": [OP8], "response": "x"}),
     "ragas", Question("q001", "Qui ?", all=(OP8,), reference="Lui.")),
    ("r2.json", json.dumps([{"user_input": RAGAS_TALK, "reference": "Lui."}]),
     "ragas", Question("q001", "Qui ?", history=("Avant ?",), reference="Lui.")),
    ("r3.csv", f"question,ground_truth,reference_contexts\nQui ?,Lui.,\"['{OP8}', 'Un texte']\"\n",
     "ragas", Question("q001", "Qui ?", all=(OP8,), reference="Lui.")),
    ("p.yaml", f"tests:\n- vars:\n    question: Qui ?\n  metadata: {{all: ['{OP8}']}}\n  assert:\n"
     "  - {type: icontains, value: vues}\n  - {type: latency, threshold: 5}\n",
     "promptfoo", Question("q001", "Qui ?", all=(OP8,), contains=("vues",))),
    ("p.csv", 'question,__expected\nQui ?,"contains-all: vues, avis"\n',
     "promptfoo", Question("q001", "Qui ?", contains=("vues", "avis"))),
    ("p.json", json.dumps([{"vars": {"query": "Qui ?"}, "assert": [{"type": "is-refusal"}]}]),
     "promptfoo", Question("q001", "Qui ?", abstain=True)),
    ("d.json", json.dumps({"goldens": [{"input": "Qui ?", "expected_output": "Lui.", "context": [OP8, "Un texte"]}]}),
     "deepeval", Question("q001", "Qui ?", all=(OP8,), reference="Lui.")),
    ("l.jsonl", _jsonl({"id": "7", "inputs": {"question": "Qui ?"}, "outputs": {"answer": "Lui.", "all": [OP8]}}),
     "langsmith", Question("7", "Qui ?", all=(OP8,), reference="Lui.")),
    ("l.csv", 'inputs,outputs\n"{""question"": ""Qui ?""}","{""answer"": ""Lui.""}"\n',
     "langsmith", Question("q001", "Qui ?", reference="Lui.")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "form", "question"), FORMS, ids=[f[0] for f in FORMS])
def test_forms(tmp_path: Path, name: str, content: str, form: str, question: Question) -> None:
    (tmp_path / name).write_bytes(content.encode())
    found = load_questions(tmp_path / name)
    assert found.format == form
    assert found.questions[0] == question


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["id", "Question", "Attendus", "Refus", "Type"],
        [1, "Qui ?", OP8, None, "topic"],
        [2, "Quoi ?", None, True],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    found = load_questions(tmp_path / "a.xlsx").questions
    assert found == (Question("1", "Qui ?", all=(OP8,)), Question("2", "Quoi ?", abstain=True))


def test_beir(tmp_path: Path) -> None:
    """The best judgement is required, lower ones are acceptable, 0 is neither; queries without one are left out."""
    (tmp_path / "qrels").mkdir()
    (tmp_path / "queries.jsonl").write_text(_jsonl({"_id": "a", "text": "Qui ?"}, {"_id": "b", "text": "Quoi ?"}))
    rows = ["query-id\tcorpus-id\tscore", f"a\t{OP8}\t2", "a\tA/RES/62/27#op1\t1", "a\tA/RES/62/27#op2\t0"]
    (tmp_path / "qrels" / "test.tsv").write_text("\n".join(rows))
    for path in (tmp_path, tmp_path / "queries.jsonl"):
        found = load_questions(path)
        assert found.format == "beir"
        assert found.questions == (Question("a", "Qui ?", all=(OP8,), any=("A/RES/62/27#op1",)),)


def test_what_is_not_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps([{"vars": {"q": "Qui ?"}, "assert": [
        {"type": "contains", "value": "vues"}, {"type": "javascript", "value": "1"}]}]))  # fmt: skip
    assert load_questions(tmp_path / "p.json").remarks == ("assertions of type “javascript” are not used",)
    (tmp_path / "a.jsonl").write_text(_jsonl({"q": "Qui ?", "all": [OP8], "reviewer": "me"}))
    assert load_questions(tmp_path / "a.jsonl").remarks == ("field “reviewer” is not used",)


MISTAKES = [
    # file name, what is in it, words that the message must have: file, line, field, what is wrong
    ("a.jsonl", _jsonl({"q": "Qui ?", "all": [OP8]}) + '{"q": "Qu', ["a.jsonl", "line 2", "column", "not JSON"]),
    ("a.jsonl", _jsonl({"q": "Qui ?", "al": [OP8]}), ["line 1", "“al”", "no such field", "“all” may be meant"]),
    ("a.jsonl", _jsonl({"q": "Qui ?", "all": [OP8]}, {"q": "", "all": [OP8]}), ["line 2", "“q”", "empty"]),
    ("a.jsonl", _jsonl({"q": "Qui ?", "all": ["24/7#op1"]}), ["line 1", "“all”", "24/7"]),
    ("a.jsonl", _jsonl({"q": "Qui ?", "all": OP8}), ["line 1", "“all”", "list of texts"]),
    ("a.jsonl", _jsonl({"q": "Qui ?", "any": [OP8], "contains": [3]}), ["“contains”", "3"]),
    ("a.jsonl", _jsonl({"q": "Qui ?", "abstain": "perhaps"}), ["“abstain”", "true or false"]),
    ("a.jsonl", _jsonl({"q": "Qui ?", "abstain": True, "all": [OP8]}), ["“abstain”", "paragraphs to cite"]),
    ("a.jsonl", _jsonl({"q": "Qui ?"}), ["“all”", "nothing is expected"]),
    ("a.jsonl", _jsonl({"q": "Wer?", "lang": "de", "all": [OP8]}), ["“lang”", "de"]),
    ("a.jsonl", _jsonl({"id": "x", "q": "A ?", "all": [OP8]}, {"id": "x", "q": "B ?", "all": [OP8]}),
     ["line 1", "“id”", "2 times"]),
    ("a.jsonl", "[1]\n", ["line 1", "a list"]),
    ("a.jsonl", "", ["holds no questions"]),
    ("a.jsonl", _jsonl({"frage": "Wer?"}), ["line 1", "frage", "no format"]),
    ("a.csv", f"Question;Attendus\nQui ?;{OP8}\n\nQuoi ?;A/RES/62/27#\n", ["line 4", "“Attendus”"]),
    ("a.csv", f'q,all\n"Qui\nest-ce ?",{OP8}\nQuoi ?,nowhere\n', ["line 4", "“all”", "nowhere"]),  # a cell of two lines
    ("a.csv", f"q,all\nQui, quoi ?,{OP8}\n", ["line 2", "3 cells under 2 headings"]),
    ("a.csv", f"q,all,abstain\nQui ?,{OP8},peut-être\n", ["line 2", "“abstain”"]),
    ("a.csv", "\n\n", ["empty"]),
    ("a.json", '{"items": []}', ["no list of questions"]),
    ("a.json", '{"tests": [3]}', ["entry 1", "a number"]),
    ("a.yaml", "tests: [", ["a.yaml", "line 1", "not YAML"]),
    ("r.jsonl", _jsonl({"user_input": "Qui ?", "reference_context_ids": ["doc-17"]}),
     ["“reference_context_ids”", "doc-17"]),
    ("a.txt", "Qui ?", ["“.txt”"]),
    ("a.xlsx", "not a workbook", ["a.xlsx", "not an Excel workbook"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "words"), MISTAKES)
def test_a_mistake_is_named_with_file_line_and_field(tmp_path: Path, name: str, content: str, words: list[str]) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(QuestionSetError) as raised:
        load_questions(tmp_path / name)
    assert name in str(raised.value)
    assert [word for word in words if word not in str(raised.value)] == []


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "none.jsonl", "cannot be read"), (tmp_path, "not one of BEIR")):
        with pytest.raises(QuestionSetError, match=words):
            load_questions(path)


def test_a_set_comes_back_as_written(tmp_path: Path) -> None:
    asked = Question(
        "x", "Qui ?", "fr", "followup", ("Avant ?",), (OP8,), contains=("vues",), note="n", origin="generated"
    )
    write_questions([asked, Question("y", "Quoi ?", abstain=True)], tmp_path / "deep" / "a.jsonl")
    found = load_questions(tmp_path / "deep" / "a.jsonl")
    assert found.questions == (asked, Question("y", "Quoi ?", abstain=True))


CHANGES: list[tuple[str, Callable[[Question], Question], bool]] = [
    # what is changed, how, whether the hash of the set changes
    ("nothing", lambda q: q, False),
    ("the question", lambda q: Question(q.id, "Quoi ?", all=q.all), True),
    ("what is expected", lambda q: Question(q.id, q.q, any=q.all), True),
]


@pytest.mark.parametrize(("what", "change", "differs"), CHANGES, ids=[c[0] for c in CHANGES])
def test_the_hash_is_of_questions_and_expectations(
    what: str, change: Callable[[Question], Question], differs: bool
) -> None:
    one, other = QuestionSet(Path("a"), "alinea", (WANTED,)), QuestionSet(Path("b"), "beir", (change(WANTED),))
    assert (one.sha256 != other.sha256) is differs
