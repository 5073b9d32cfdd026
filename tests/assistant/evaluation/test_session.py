"""One evaluation from start to end, over the scripted assistant: folders, resuming, interruptions, what is recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import EvaluationError
from assistant.evaluation.questions import write_questions
from assistant.evaluation.runs import open_run, runs_in
from assistant.evaluation.session import Bench, Options, Outcome, evaluate
from assistant.settings import load_settings
from tests.assistant.evaluation.fakes import GOOD, QUESTIONS, Scripted, ShelfOfTwo


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    write_questions(QUESTIONS, tmp_path / "set.jsonl")
    return tmp_path / "set.jsonl"


def _evaluate(questions: Path, subject: Scripted, **options: object) -> Outcome:
    bench = Bench(subject, ShelfOfTwo())
    return evaluate(load_settings(), questions, Options(**options), lambda _: bench)  # type: ignore[arg-type]


def test_a_run_is_kept_in_the_home_with_its_conditions(questions: Path, home: Path) -> None:
    found = _evaluate(questions, Scripted(GOOD), fail_under=("passed=1",))
    assert found.missed == ()
    assert found.run.folder.parent == home / "runs"
    assert found.run.name.endswith("-set")
    told = json.loads((found.run.folder / "run.json").read_text())
    assert (told["model"], told["k"], told["jobs"], told["generation"], told["resolutions"]) == (
        "extractive",
        10,
        1,
        3,
        2,
    )
    assert told["settings"]["lang"] == "fr"
    assert len(told["corpus"]) == len(told["set_sha256"]) == 64
    assert open_run(found.run.folder) == found.run


def test_keys_and_tokens_are_not_recorded(questions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALINEA_MODEL_KEY", "very-secret")
    monkeypatch.setenv("ALINEA_CHROMA_TOKEN", "very-secret")
    found = _evaluate(questions, Scripted(GOOD))
    assert all("very-secret" not in path.read_text() for path in found.run.folder.iterdir())


def test_several_at_once_only_where_a_model_answers(questions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _evaluate(questions, Scripted(GOOD)).run.about.jobs == 1
    assert _evaluate(questions, Scripted(GOOD), jobs=2).run.about.jobs == 2
    monkeypatch.setenv("ALINEA_MODEL", "openai:a-model")
    assert _evaluate(questions, Scripted(GOOD)).run.about.jobs == 4


def _interrupt_at(question: str) -> Scripted:
    def stop(asked: str) -> None:
        if asked == question:
            raise KeyboardInterrupt

    return Scripted(GOOD, on_ask=stop)


def test_an_interrupted_run_is_found_and_resumed(questions: Path, home: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _evaluate(questions, _interrupt_at("Combien de membres ?"))
    (cut,) = runs_in(home)
    assert [row.question.id for row in cut.rows] == ["who"]
    assert cut.about.finished is None
    subject = Scripted(GOOD)
    found = _evaluate(questions, subject, resume=True)
    assert found.run.folder == cut.folder
    assert found.run.about.finished
    assert [asked for asked, _ in subject.asked] == ["Combien de membres ?", "Et les baleines ?"]
    assert found.summary.passed == 3


def test_resuming_with_nothing_to_resume_begins_anew(questions: Path, home: Path) -> None:
    first = _evaluate(questions, Scripted(GOOD))
    second = _evaluate(questions, Scripted(GOOD), resume=True)
    assert second.run.folder != first.run.folder
    assert len(second.run.rows) == 3


def test_an_edited_set_is_not_resumed(questions: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _evaluate(questions, _interrupt_at("Combien de membres ?"), out=tmp_path / "run")
    write_questions(QUESTIONS[:2], questions)
    with pytest.raises(EvaluationError, match="set_sha256"):
        _evaluate(questions, Scripted(GOOD), out=tmp_path / "run", resume=True)


def test_a_limit_asks_the_first_questions(questions: Path) -> None:
    found = _evaluate(questions, Scripted(GOOD), limit=2)
    assert [row.question.id for row in found.run.rows] == ["who", "how-many"]
    assert found.run.about.limit == 2


def test_a_run_stopped_by_the_user_is_not_finished(questions: Path) -> None:
    subject = Scripted(GOOD)
    bench = Bench(subject, ShelfOfTwo())
    found = evaluate(load_settings(), questions, Options(), lambda _: bench, stop=lambda: bool(subject.asked))
    assert len(found.run.rows) == 1
    assert found.run.about.finished is None
    assert found.run.left == QUESTIONS[1:]


def test_progress_counts_what_was_done_before(questions: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _evaluate(questions, _interrupt_at("Combien de membres ?"))
    bench, seen = Bench(Scripted(GOOD), ShelfOfTwo()), []
    evaluate(
        load_settings(), questions, Options(resume=True), lambda _: bench, on_row=lambda n, of, _: seen.append((n, of))
    )
    assert seen == [(2, 3), (3, 3)]
