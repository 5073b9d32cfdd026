"""`alinea eval` on the bundled questions and resolutions: what it prints, keeps, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import run

GATES = {
    # what CI asks of the bundled questions; the first two are promises, the others may only rise
    "citation_existence": 1.0,
    "verbatim_rate": 1.0,
    "true_abstention": 0.9,
    "false_abstention": 0.15,
    "citation_recall": 0.7,
    "document_recall": 0.85,
    "recall": 0.9,
    "contains": 0.8,
    "sentences_cited": 0.85,
    "latency_total_p95": 10_000,
}


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run(["eval", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.timeout(600)  # 86 questions and their vectors: seconds alone, minutes on a crowded machine
def test_the_bundled_questions_keep_the_gates(
    sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "run"
    thresholds = [part for name, value in GATES.items() for part in ("--fail-under", f"{name}={value}")]
    code, out, err = _run(capsys, "sample", "--home", str(sample_index), "--out", str(folder), "--json", *thresholds)
    assert (code, err) == (0, "")
    assert json.loads(out)["questions"] >= 60
    assert len((folder / "rows.jsonl").read_text(encoding="utf-8").splitlines()) == json.loads(out)["questions"]
    assert {path.name for path in folder.iterdir()} == {
        "run.json", "questions.jsonl", "rows.jsonl", "report.html", "report.csv", "report.xlsx"
    }  # fmt: skip


def test_thresholds_missed_are_named_and_another_run_is_compared_with(
    sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["sample", "--home", str(sample_index), "--limit", "2"]
    assert _run(capsys, *arguments, "--out", str(tmp_path / "old"))[0] == 0
    code, out, err = _run(
        capsys, *arguments, "--k", "5", "--out", str(tmp_path / "new"), "--compare", str(tmp_path / "old"),
        "--fail-under", "precision=0.99", "--fail-under", "citation_existence=1", "--json",
    )  # fmt: skip
    assert code == 4
    assert "precision@5" in err
    assert "citation_existence" not in err
    told: dict[str, Any] = json.loads(out)
    assert [missed["metric"] for missed in told["thresholds_missed"]] == ["precision@5"]
    assert told["questions"] == len(told["rows"]) == told["comparison"]["questions"] == 2
    assert {"recall@5", "precision@5", "hit@5", "mrr@5", "ndcg@5", "citation_recall"} <= told["means"].keys()
    assert told["comparison"]["differences"]["citation_recall"]["mean"] == 0.0
    assert (told["run"]["k"], told["run"]["model"], told["run"]["resolutions"]) == (5, "extractive", 2)


def test_a_set_of_another_tool_is_asked_and_a_run_cut_off_is_resumed(
    sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = [
        {"user_input": f"Que dit le paragraphe {n} de la résolution 62/27 ?", "reference_context_ids": [f"62/27#op{n}"]}
        for n in (4, 5, 6)
    ]
    questions, folder = tmp_path / "ragas.jsonl", tmp_path / "run"
    questions.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), encoding="utf-8")
    arguments = [str(questions), "--home", str(sample_index), "--out", str(folder), "--lang", "en"]
    code, out, _ = _run(capsys, *arguments)
    assert code == 0
    assert "3 / 3 passed" in out
    lines = (folder / "rows.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "rows.jsonl").write_text(lines[1], encoding="utf-8")  # only the second question was done
    assert _run(capsys, *arguments)[0] == 1  # not without being asked
    code, out, _ = _run(capsys, *arguments, "--resume", "--json")
    assert code == 0
    told = json.loads(out)
    assert told["run"]["set_format"] == "ragas"
    assert [row["id"] for row in told["rows"]] == ["q001", "q002", "q003"]
    assert (folder / "rows.jsonl").read_text(encoding="utf-8").startswith(lines[1])


MISTAKES = [
    # arguments, exit code, words of the message
    (["none.jsonl"], 1, "none.jsonl cannot be read"),
    (["bad.jsonl"], 1, "line 1, field “al”"),
    (["sample", "--compare", "nothing"], 1, "“nothing” is no run"),
    (["sample", "--fail-under", "recal=1"], 1, "“recal” is not a measure"),
    (["sample", "--k", "0"], 2, "--k"),
    ([], 2, "QUESTIONS"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), MISTAKES, ids=[m[2] for m in MISTAKES])
def test_mistakes_are_named_before_a_question_is_asked(
    arguments: list[str], code: int, words: str, sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.jsonl").write_text('{"q": "Qui ?", "al": []}', encoding="utf-8")
    found = _run(capsys, *arguments, "--home", str(sample_index))
    assert found[0] == code
    assert words in found[2]
    assert not (sample_index / "runs").exists()


def test_without_an_index_it_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _run(capsys, "sample")
    assert code == 1
    assert "alinea index" in err


def test_new_writes_a_set_that_runs(sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "first.jsonl"
    code, out, _ = _run(capsys, "new", str(file), "--number", "8", "--home", str(sample_index), "--json")
    assert (code, json.loads(out)["questions"]) == (0, 8)
    assert _run(capsys, "new", str(file), "--home", str(sample_index))[0] == 2  # nothing is overwritten
    code, _, err = _run(capsys, "new", str(tmp_path / "f.jsonl"), "--feedback", "--home", str(sample_index))
    assert (code, err) == (1, "No reader has reported a citation yet.\n")
    code, out, _ = _run(capsys, str(file), "--home", str(sample_index), "--out", str(tmp_path / "run"), "--json")
    assert code == 0
    assert json.loads(out)["means"]["citation_existence"] == 1.0


def test_help_tells_of_both(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "--help")
    assert code == 0
    assert "--fail-under" in out
    assert "alinea eval new" in out
