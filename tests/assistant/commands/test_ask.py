"""`alinea ask --json` on the two bundled resolutions: the questions of `questions.jsonl` with their paragraphs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.answer_json import answer_to_json
from assistant.chain import Assistant
from assistant.cli import run
from assistant.settings import load_settings

QUESTIONS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the two resolutions that come with the package."""
    home = tmp_path_factory.mktemp("sample")
    assert run(["index", "--sample", "--home", str(home), "--json"]) == 0
    return home


@pytest.fixture(scope="module")
def assistant(sample_home: Path) -> Assistant:
    """The assistant of the sample, opened once: the model loads for a second."""
    return Assistant.open(load_settings(home=sample_home))


def _ask(home: Path, question: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What `alinea ask --json` prints."""
    arguments = ["ask", question["q"], "--home", str(home), "--json"]
    if "history" in question:
        file = tmp_path / "history.json"
        file.write_text(json.dumps(question["history"]), encoding="utf-8")
        arguments += ["--history", str(file)]
    capsys.readouterr()
    assert run(arguments) == 0
    answer = json.loads(capsys.readouterr().out)
    assert isinstance(answer, dict)
    return answer


def _is_right(answer: dict[str, Any], question: dict[str, Any]) -> None:
    assert answer["language"] == question["lang"]
    assert answer["coverage"]["resolutions"] == 2
    assert answer["refused"] == []
    if question.get("abstain"):
        assert (answer["status"], answer["reason"]) == ("not_found", question["reason"])
        assert answer["citations"] == []
        assert len(answer["nearest"]) <= 3
        return
    cited = {c["id"] for c in answer["citations"]}
    assert cited >= set(question["all"])
    assert cited <= {*question["all"], *question.get("any", [])}
    assert [s for s in question["contains"] if s.casefold() not in answer["answer"].casefold()] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=[q["id"] for q in QUESTIONS])
def test_questions_on_the_sample(question: dict[str, Any], assistant: Assistant) -> None:
    _is_right(answer_to_json(assistant.ask(question["q"], question.get("history", ()))), question)


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q["id"] in ("s01", "s15", "s21", "s28")])
def test_the_same_through_the_command(
    question: dict[str, Any], sample_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _is_right(_ask(sample_home, question, tmp_path, capsys), question)


def test_the_json_has_the_keys_of_the_contract(
    sample_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = _ask(sample_home, {"q": "Que dit le paragraphe 8 de la résolution 62/27 ?"}, tmp_path, capsys)
    assert {"question", "standalone_question", "language", "status", "model", "answer", "citations", "nearest"} <= set(
        answer
    )
    assert {"refused", "coverage", "took_ms", "usage"} <= set(answer)
    citation = answer["citations"][0]
    assert citation["id"] == "A/RES/62/27#op8"
    assert citation["label"] == "résolution 62/27, par. 8"
    assert (citation["kind"], citation["act"]) == ("operative", "requests")
    assert answer["model"] == "extractive"


def test_words_for_the_terminal(sample_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "62/27 OP8", "--home", str(sample_home)]) == 0
    shown = capsys.readouterr().out
    assert "[1] résolution 62/27, par. 8 (A/RES/62/27#op8)" in shown


def test_a_history_that_is_no_list_is_refused(
    sample_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "history.json"
    file.write_text('{"q": 1}', encoding="utf-8")
    assert run(["ask", "Bonjour", "--home", str(sample_home), "--history", str(file)]) == 1
    assert str(file) in capsys.readouterr().err


def test_a_home_without_index_says_how_to_make_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "Bonjour", "--home", str(home)]) == 1
    assert "alinea index" in capsys.readouterr().err
