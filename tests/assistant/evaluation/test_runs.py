"""Runs on disk: kept, reopened, resumed after a crash, and compared."""

from __future__ import annotations

import datetime as dt
import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import EvaluationError
from assistant.evaluation.compare import compare
from assistant.evaluation.questions import Question, QuestionSet
from assistant.evaluation.runner import ask_all
from assistant.evaluation.runs import (
    About,
    RowWriter,
    Run,
    find_run,
    finish_run,
    new_folder,
    now_text,
    open_run,
    resume_run,
    runs_in,
    start_run,
    versions,
)
from tests.assistant.evaluation.fakes import GOOD, QUESTIONS, Scripted, refused, scoring

ABOUT = About(
    set_path="set.jsonl", set_format="alinea", set_sha256=QuestionSet(Path("x"), "alinea", QUESTIONS).sha256,
    questions=3, model="scripted", k=10, generation=3, started=now_text(), settings={"lang": "fr"}, versions=versions(),
)  # fmt: skip


def run_all(folder: Path, subject: Scripted, about: About = ABOUT, jobs: int = 1) -> Run:
    run = start_run(folder, about, QUESTIONS)
    writer, rows = RowWriter(run), []
    for row in ask_all(subject, run.left, scoring(), jobs=jobs):
        writer.add(row)
        rows.append(row)
    return finish_run(run, rows)


def test_a_run_is_reopened_as_it_was(tmp_path: Path) -> None:
    run = run_all(tmp_path / "run", Scripted(GOOD), jobs=3)
    assert [row.question.id for row in run.rows] == [q.id for q in QUESTIONS]  # in order, whoever came first
    assert open_run(tmp_path / "run") == run
    assert run.left == ()
    told = json.loads((tmp_path / "run" / "run.json").read_text())
    assert told["generation"] == 3
    assert told["set_sha256"] == ABOUT.set_sha256
    assert told["versions"]["python"]
    assert told["finished"]


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    run = start_run(tmp_path / "run", ABOUT, QUESTIONS)
    first = next(ask_all(Scripted(GOOD), QUESTIONS, scoring()))
    RowWriter(run).add(first)
    with (tmp_path / "run" / "rows.jsonl").open("a") as file:
        file.write('{"question": {"id": "how-m')  # the crash came in the middle of a line
    again = resume_run(tmp_path / "run", ABOUT)
    assert again.rows == (first,)
    assert again.about.finished is None
    subject = Scripted(GOOD)
    rows = list(ask_all(subject, again.left, scoring()))
    for row in rows:
        RowWriter(again).add(row)
    finish_run(again, rows)
    assert [question for question, _ in subject.asked] == [q.q for q in QUESTIONS[1:]]
    assert [row.question.id for row in open_run(tmp_path / "run").rows] == [q.id for q in QUESTIONS]


DIFFERING = [("model", "other"), ("k", 5), ("generation", 4), ("set_sha256", "0"), ("limit", 2)]


@pytest.mark.parametrize(("name", "value"), DIFFERING)
def test_a_run_does_not_go_on_under_other_conditions(tmp_path: Path, name: str, value: object) -> None:
    start_run(tmp_path / "run", ABOUT, QUESTIONS)
    with pytest.raises(EvaluationError, match=name):
        resume_run(tmp_path / "run", replace(ABOUT, **{name: value}))  # type: ignore[arg-type]


def test_a_folder_with_a_run_is_not_overwritten(tmp_path: Path) -> None:
    start_run(tmp_path / "run", ABOUT, QUESTIONS)
    with pytest.raises(EvaluationError, match="--resume"):
        start_run(tmp_path / "run", ABOUT, QUESTIONS)


def test_damage_is_named(tmp_path: Path) -> None:
    run_all(tmp_path / "run", Scripted(GOOD))
    rows = tmp_path / "run" / "rows.jsonl"
    lines = rows.read_text().split("\n")
    rows.write_text("\n".join([lines[0], "{}", *lines[2:]]))
    with pytest.raises(EvaluationError, match="line 2"):
        open_run(tmp_path / "run")
    (tmp_path / "run" / "run.json").write_text("{")
    with pytest.raises(EvaluationError, match=r"run\.json is damaged"):
        open_run(tmp_path / "run")
    with pytest.raises(EvaluationError, match="not the folder of a run"):
        open_run(tmp_path)


def test_runs_are_found_by_name(home: Path) -> None:
    now = dt.datetime(2046, 5, 5, 12, 0, tzinfo=dt.UTC)
    first = new_folder(home, Path("set.jsonl"), now)
    run_all(first, Scripted(GOOD))
    second = new_folder(home, Path("set.jsonl"), now)
    run_all(second, Scripted(GOOD))
    assert (first.name, second.name) == ("20460505-120000-set", "20460505-120000-set-2")
    (home / "runs" / "other").mkdir()
    assert [run.name for run in runs_in(home)] == [second.name, first.name]
    assert find_run(first.name, home).folder == first
    assert find_run(str(second), home).folder == second
    with pytest.raises(EvaluationError, match=second.name):
        find_run("none", home)


def test_several_questions_at_once(tmp_path: Path) -> None:
    """Three questions meet at a barrier: asked one after the other, none would come through."""
    barrier = threading.Barrier(3, timeout=10)
    rows = list(ask_all(Scripted(GOOD, on_ask=lambda q: barrier.wait() and None), QUESTIONS, scoring(), jobs=3))
    assert all(row.passed for row in rows)


def test_stopping_begins_no_further_question() -> None:
    subject = Scripted(GOOD)
    rows = list(ask_all(subject, QUESTIONS, scoring(), stop=lambda: len(subject.asked) >= 2))
    assert len(rows) == len(subject.asked) == 2


def test_earlier_questions_are_given() -> None:
    subject = Scripted(GOOD)
    list(ask_all(subject, QUESTIONS, scoring()))
    assert subject.asked[1] == ("Combien de membres ?", ("Qui recense ?",))


def test_two_runs_compared(tmp_path: Path) -> None:
    old = run_all(tmp_path / "old", Scripted({**GOOD, QUESTIONS[1].q: refused()}))
    new = run_all(tmp_path / "new", Scripted({**GOOD, QUESTIONS[2].q: GOOD[QUESTIONS[0].q]}), replace(ABOUT, model="b"))
    found = compare(new, old)
    assert (found.old, found.new, found.questions) == ("old", "new", 3)
    assert (found.fixed, found.broken) == (("how-many",), ("whales",))
    assert found.differences["citation_recall"].interval.mean == pytest.approx(1 / 2)
    assert found.differences["true_abstention"].interval.mean == -1.0
    assert found.differences["contains"].p == 1.0  # one question that differs can prove nothing
    assert found.by_type == {"topic": 0.0, "followup": 1.0, "unanswerable": -1.0}
    assert found.remarks == ("model: scripted → b",)


def test_edited_questions_are_not_compared(tmp_path: Path) -> None:
    old = run_all(tmp_path / "old", Scripted(GOOD))
    rows = [replace(r, question=Question(r.question.id, "Autre ?", abstain=True)) for r in old.rows]
    with pytest.raises(EvaluationError, match="no question in common"):
        compare(replace(old, rows=tuple(rows)), old)
