"""`alinea check`: words, JSON, lines and a page, in one process or several; exit codes (invented resolutions)."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from assistant.cli import run
from assistant.commands import check
from index.resolution import Kind
from tests.index.test_report import ENGLISH, FRENCH


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts of one resolution."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "A_RES_99_1.fr.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "A_RES_99_1.en.txt").write_text(ENGLISH, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("lang", "words"), [("fr", "1 sur 1 concordent"), ("en", "1 of 1 agree")])
def test_the_report_in_words(folder: Path, capsys: pytest.CaptureFixture[str], lang: str, words: str) -> None:
    assert run(["check", str(folder), "--lang", lang]) == 0
    out = capsys.readouterr().out.replace("\u00a0", " ")
    assert words in out
    assert re.search(r"A/RES/99/1 \(fr\) · 2 \+ 2 \(2\) \+ 0", out)
    assert not re.search(r"\{\w*\}", out)


def test_the_report_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(folder), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["totals"]["resolutions"] == 2
    assert [file["resolutions"][0]["symbol"] for file in report["files"]] == ["A/RES/99/1", "A/RES/99/1"]
    assert [pair["agree"] for pair in report["pairs"]] == [True]


def test_each_resolution_as_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(folder), "--jsonl"]) == 0
    resolutions = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["symbol"], r["language"]) for r in resolutions] == [("A/RES/99/1", "en"), ("A/RES/99/1", "fr")]
    assert {p["kind"] for r in resolutions for p in r["paragraphs"]} <= {kind.value for kind in Kind}


def test_the_page_is_whole_and_escapes_what_documents_say(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evil = FRENCH.replace("Un titre inventé", "Un titre <script>alert(1)</script> inventé")
    (folder / "A_RES_99_1.fr.txt").write_text(evil, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"no pdf")
    page = folder.parent / "report.html"
    assert run(["check", str(folder), "--html", str(page), "--lang", "fr"]) == 1
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "A/RES/99/1" in html
    assert "broken.pdf" in html
    assert not re.search(r"(?:src|href)=|@import|url\(", html)  # nothing is loaded
    assert str(page) in capsys.readouterr().err


def test_a_file_that_cannot_be_read_makes_the_exit_code_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.pdf").write_bytes(b"no pdf")
    assert run(["check", str(folder), "--lang", "en"]) == 1
    assert "unreadable: " in capsys.readouterr().out


@pytest.mark.parametrize("paths", [["nothing"], ["nothing.txt"]])
def test_nothing_to_read_makes_the_exit_code_1(tmp_path: Path, paths: list[str]) -> None:
    (tmp_path / "nothing").mkdir()
    assert run(["check", *paths]) == 1


def test_without_paths_the_usage_is_wrong() -> None:
    assert run(["check"]) == 2


def test_a_page_that_cannot_be_written_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(folder), "--html", str(folder / "none" / "report.html")]) == 1
    assert "report.html" in capsys.readouterr().err


def test_several_processes_give_the_same_in_the_same_order(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2, 7):
        text = FRENCH.replace("99/1", f"99/{number}")
        (folder / f"A_RES_99_{number}.txt").write_text(text, encoding="utf-8")
    assert run(["check", str(folder), "--jsonl", "--jobs", "1"]) == 0
    alone = capsys.readouterr().out
    monkeypatch.setattr(check, "_WORTH_A_POOL", 2)
    assert run(["check", str(folder), "--jsonl", "--jobs", "2"]) == 0
    assert capsys.readouterr().out == alone


def test_both_languages_have_the_same_words() -> None:
    words = Path(check.__file__).parents[1] / "words"
    french, english = (
        tomllib.loads((words / f"check.{lang}.toml").read_text(encoding="utf-8")) for lang in ("fr", "en")
    )
    assert french.keys() == english.keys()
    for key, value in french.items():
        if isinstance(value, dict):
            assert value.keys() == english[key].keys(), key
        else:
            assert re.findall(r"\{(\w+)\}", value) == re.findall(r"\{(\w+)\}", english[key]), key


def test_every_warning_of_the_readers_and_the_parser_has_words() -> None:
    root = Path(check.__file__).parents[2] / "index"
    sources = [*(root / "readers").glob("*.py"), *(root / "parsing").glob("*.py"), root / "parser.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    codes = set(re.findall(r'(?:Warning|Doubt|doubt)\(\s*"([a-z0-9]+(?:-[a-z0-9]+)+)"', code))
    words = tomllib.loads((root.parent / "assistant" / "words" / "check.fr.toml").read_text(encoding="utf-8"))[
        "warning"
    ]
    assert len(codes) > 12
    assert codes <= words.keys()


def test_every_reason_for_dropping_has_words() -> None:
    root = Path(check.__file__).parents[2]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted((root / "index" / "parsing").glob("*.py")))
    reasons = set(re.findall(r'(?:role|why|reason) = "([a-z]+(?: [a-z]+)*)"|reasons\[[^]]*\] = "([a-z ]+)"', code))
    words = tomllib.loads((root / "assistant" / "words" / "check.fr.toml").read_text(encoding="utf-8"))["reason"]
    named = {one or other for one, other in reasons} - {"note"}  # a note is kept
    assert "running header" in named
    assert named <= words.keys()
