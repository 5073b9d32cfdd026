"""`alinea brief …`: from an empty brief to a Word file, with every edit undone."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from assistant.cli import run


@pytest.fixture
def indexed(sample_index: Path, home: Path) -> Path:
    """A home of the test's own with the sample in it."""
    shutil.copytree(sample_index, home)
    return home


class _Brief:
    """The command, and what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Any:
        assert run(["brief", *arguments, "--json"]) == 0
        return json.loads(self._capsys.readouterr().out)

    def words(self, *arguments: str) -> str:
        assert run(["brief", *arguments]) == 0
        return self._capsys.readouterr().out.replace("\u00a0", " ")

    def refused(self, *arguments: str) -> str:
        assert run(["brief", *arguments]) == 1
        return self._capsys.readouterr().err


@pytest.fixture
def brief(capsys: pytest.CaptureFixture[str]) -> _Brief:
    """The command under test."""
    return _Brief(capsys)


def _types(document: Any) -> list[str]:
    return [item["type"] for item in document["items"]]


def test_from_nothing_to_a_word_file(indexed: Path, brief: _Brief) -> None:
    key = brief("new", "Ma note")["key"]
    made = brief("add", key, "62/27#op8", "62/27 pp5", "--heading", "Titre", "--note", "Mots [[A/RES/77/96#op1]].")
    assert _types(made) == ["heading", "note", "quotation", "quotation"]
    made = brief("add", "Ma note", "A/RES/77/96", "77/96#op2", "--reference", "--at", "1")
    assert _types(made) == ["mention", "mention", "heading", "note", "quotation", "quotation"]
    assert brief("verify", key)["counts"] == {"unchanged": 5, "changed": 0, "not_found": 0, "not_verbatim": 0}
    exported = brief("export", key)
    assert exported["file"] == "Ma-note.docx"
    assert exported["verification"]["unchanged"] == 5
    paragraphs = [p.text for p in Document(io.BytesIO(Path("Ma-note.docx").read_bytes())).paragraphs]
    assert any(text.startswith("«\u00a0Prie le Secrétaire général") for text in paragraphs)


def test_items_are_ordered_edited_and_undone(brief: _Brief) -> None:
    key = brief("new", "Ma note")["key"]
    for words in ("un", "deux", "trois"):
        brief("add", key, "--note", words)

    def notes(document: Any) -> list[str]:
        return [item["text"] for item in document["items"]]

    assert notes(brief("move", key, "3", "1")) == ["trois", "un", "deux"]
    assert notes(brief("undo", key)) == ["un", "deux", "trois"]
    assert notes(brief("undo", key)) == ["trois", "un", "deux"]
    assert notes(brief("duplicate", key, "1")) == ["trois", "trois", "un", "deux"]
    assert notes(brief("remove", key, "1")) == ["trois", "un", "deux"]
    assert notes(brief("edit", key, "2", "UN")) == ["trois", "UN", "deux"]
    assert brief("rename", key, "Autre")["title"] == "Autre"
    assert "2  " in brief.words("show", "autre")
    assert "no item 9" in brief.refused("remove", key, "9")


def test_briefs_are_listed_carried_and_deleted(brief: _Brief, tmp_path: Path) -> None:
    assert brief.words("list").startswith("Aucun dossier")
    key = brief("new", "Ma note", "--lang", "en")["key"]
    brief("add", key, "--heading", "Un")
    brief("export", key, "-f", "json", "-o", str(tmp_path / "a.json"))
    again = brief("import", str(tmp_path / "a.json"))
    assert again["key"] != key
    assert (again["language"], _types(again)) == ("en", ["heading"])
    assert len(brief("list")["briefs"]) == 2
    assert "Several briefs" in brief.refused("show", "Ma note")
    assert brief("delete", key)["deleted"] == key
    assert [one["key"] for one in brief("list")["briefs"]] == [again["key"]]
    assert "no brief" in brief.refused("show", key)


def test_options_before_the_subcommand_count(brief: _Brief, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert brief("--home", str(other), "new", "Ailleurs")["title"] == "Ailleurs"
    assert (other / "briefs").is_dir()
    assert brief.words("--lang", "en", "list").startswith("No briefs")


def test_a_file_is_not_written_over_unasked(brief: _Brief) -> None:
    brief("new", "Ma note")
    brief("export", "Ma note", "-f", "text")
    assert "--force" in brief.refused("export", "Ma note", "-f", "text")
    assert brief("export", "Ma note", "-f", "text", "--force")["verification"] is None
    assert "Ma note" in brief.words("export", "Ma note", "-f", "text", "-o", "-")
    assert "cannot be written" in brief.refused("export", "Ma note", "-o", "no/such/folder/x.docx")


def test_quoted_words_are_not_edited(indexed: Path, brief: _Brief) -> None:
    key = brief("new", "Ma note")["key"]
    brief("add", key, "62/27#op8")
    assert "headings and notes" in brief.refused("edit", key, "1", "autres mots")


def test_words_of_a_paragraph(indexed: Path, brief: _Brief) -> None:
    key = brief("new", "Ma note")["key"]
    made = brief("add", key, "62/27#op8", "--words", "solliciter les vues")
    start, end = made["items"][0]["versions"][0]["passages"][0]["spans"][0]
    assert made["items"][0]["versions"][0]["passages"][0]["text"][start:end] == "solliciter les vues"
    assert "not in" in brief.refused("add", key, "62/27#op8", "--words", "pommes")


def test_a_file_that_is_no_brief_is_refused(brief: _Brief, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    assert "a.json" in brief.refused("import", str(tmp_path / "a.json"))
    (tmp_path / "b.json").write_bytes(b"\xff\xfe")
    assert "b.json" in brief.refused("import", str(tmp_path / "b.json"))
