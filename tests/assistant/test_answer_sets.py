"""Answers of a model, kept in a file and scored again: the same figures, and invented citations are caught."""
# ruff: noqa: E501 - a case is one line

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.chain import Assistant
from assistant.evaluation.formats import load_questions
from assistant.evaluation.questions import Question
from assistant.generating import ModelAnswerer
from assistant.settings import load_settings
from tests.assistant.inventions import LIBRARY
from tests.bench.answer_sets import read_answers, save_answers
from tests.bench.answers import outcomes_of, scored, table, written_by
from tests.bench.competent import competent_model

ROWS = [
    {"id": "a", "lang": "fr", "type": "named", "q": "Que dit le paragraphe 3 de la résolution 88/41 ?", "all": ["A/RES/88/41#op3"], "contains": ["3 200"]},
    {"id": "b", "lang": "en", "type": "named", "q": "What does paragraph 2 of resolution 88/42 say?", "all": ["A/RES/88/42#op2"], "contains": ["willows"]},
]  # fmt: skip


@pytest.fixture
def questions(tmp_path: Path) -> tuple[Question, ...]:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return tuple(load_questions(file).questions)


def test_a_models_answers_are_scored_when_asked_for_and_from_a_file(
    questions: tuple[Question, ...], tmp_path: Path
) -> None:
    with competent_model() as url:
        settings = load_settings(model="openai:scripted", model_url=url, model_window=16_000)
        assistant = Assistant(LIBRARY, ModelAnswerer(settings))
        asked = list(outcomes_of(assistant, questions))
    assert [o.answer.model for o in asked] == ["openai:scripted"] * 2
    assert [(o.values["recall"], o.values["contains"], o.values["verbatim"]) for o in asked] == [(1.0, 1.0, 1.0)] * 2
    assert "openai:scripted 2" in written_by(asked)
    file = tmp_path / "answers.jsonl"
    save_answers(file, [(o.question, o.answer) for o in asked])
    kept = [scored(assistant, *row) for row in read_answers(file, questions)]
    assert [o.values for o in kept] == [o.values for o in asked]
    assert table(kept).splitlines()[:-1] == table(asked).splitlines()[:-1]


def test_what_another_program_invented_is_caught(questions: tuple[Question, ...], tmp_path: Path) -> None:
    said = {"answer": "Elle décide « de raser les digues » [1].", "status": "answered", "language": "fr"}
    rows = [
        {"id": "a", "question": "", **said, "citations": [{"n": 1, "id": "A/RES/88/41#op99"}]},
        {"id": "b", "question": "", **said, "citations": [{"n": 1, "id": "A/RES/88/42#op2"}]},
    ]
    file = tmp_path / "answers.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    outcomes = [scored(Assistant(LIBRARY), *row) for row in read_answers(file, questions)]
    assert [(o.values["exist"], o.values["verbatim"]) for o in outcomes] == [(0.0, 0.0), (1.0, 0.0)]
    file.write_text(json.dumps(rows[0]), encoding="utf-8")
    with pytest.raises(SystemExit, match="question b"):
        list(read_answers(file, questions))
