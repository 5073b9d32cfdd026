"""`alinea check-citations`: a draft about the sample, sound and broken."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from docx import Document

from assistant.cli import run

WORDS = "« Réaffirme que le multilatéralisme est le principe fondamental »"
SOUND = f"Au paragraphe 1 de la résolution 62/27, l'Assemblée {WORDS}."
BROKEN = f"Au paragraphe 2 de la résolution 77/96, l'Assemblée {WORDS}."


def test_a_sound_draft(sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(SOUND, encoding="utf-8")
    assert run(["check-citations", str(draft), "--strict", "--home", str(sample_index)]) == 0
    assert "Rien à corriger" in capsys.readouterr().out


def test_a_broken_draft(sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, copy = tmp_path / "draft.txt", tmp_path / "copy.docx"
    draft.write_text(BROKEN, encoding="utf-8")
    arguments = ["check-citations", str(draft), "--json", "--annotated", str(copy), "--home", str(sample_index)]
    assert run(arguments) == 0
    report = json.loads(capsys.readouterr().out)
    (wrong,) = [one for one in report["judgements"] if not one["sound"]]
    assert (wrong["verdict"], wrong["cited"]) == ("wrong_resolution", ["A/RES/77/96#op2"])
    assert wrong["found"][0] in ("A/RES/62/27#op1", "A/RES/62/27#op2")
    assert BROKEN[wrong["start"] : wrong["end"]].startswith("« Réaffirme")
    assert [c.text for c in Document(io.BytesIO(copy.read_bytes())).comments] == [wrong["message"]]
    assert run([*arguments, "--strict"]) == 1


def test_a_draft_from_standard_input(
    sample_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SOUND.encode())))
    assert run(["check-citations", "-", "--json", "--home", str(sample_index)]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["verbatim"] == 1


def test_what_cannot_be_read_is_said(sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.pdf"
    draft.write_bytes(b"%PDF-1.4")
    assert run(["check-citations", str(draft), "--home", str(sample_index)]) == 1
    assert "draft.pdf" in capsys.readouterr().err


def test_a_copy_that_cannot_be_written_is_said(
    sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(SOUND, encoding="utf-8")
    copy = tmp_path / "no" / "copy.docx"
    assert run(["check-citations", str(draft), "--annotated", str(copy), "--home", str(sample_index)]) == 1
    assert "copy.docx" in capsys.readouterr().err
