"""`alinea quote`: words with their references, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli import run

OP9 = "Décide d'inscrire à l'ordre du jour provisoire de sa soixante-troisième session la question intitulée"

# what is typed · id
TYPED = [
    ("A/RES/62/27#op9", "A/RES/62/27#op9"),
    ("62/27#op9", "A/RES/62/27#op9"),
    ("résolution 62/27, par. 9", "A/RES/62/27#op9"),
    ("62/27, par. 9", "A/RES/62/27#op9"),
    ("paragraph 9 of resolution 62/27", "A/RES/62/27#op9"),
    ("62/27 OP9", "A/RES/62/27#op9"),
    ("cinquième alinéa du préambule de la résolution 62/27", "A/RES/62/27#pp5"),
    ("62/27 PP5", "A/RES/62/27#pp5"),
]


@pytest.mark.parametrize(("typed", "expected"), TYPED)
def test_references_as_people_type_them(
    typed: str, expected: str, sample_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["quote", typed, "--json", "--home", str(sample_index)]) == 0
    (quotation,) = json.loads(capsys.readouterr().out)["quotations"]
    assert quotation["id"] == expected


def test_the_words_and_the_footnote(sample_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["quote", "62/27#op9", "62/27#pp1", "--home", str(sample_index)]) == 0
    first, second = capsys.readouterr().out.replace("\u00a0", " ").strip().split("\n\n")
    assert first.startswith(f"« {OP9}")
    assert first.endswith("»\nRésolution 62/27, par. 9.")
    assert second.endswith("Nations Unies »\nRésolution 62/27, premier alinéa du préambule.")


def test_json_has_every_form(sample_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["quote", "62/27#op9", "--words", "Décide d’inscrire […] sa soixante-troisième session", "--lang", "en"]
    assert run([*arguments, "--json", "--home", str(sample_index)]) == 0
    (quotation,) = json.loads(capsys.readouterr().out)["quotations"]
    assert quotation["label"] == "resolution 62/27, para. 9"
    assert quotation["footnote"] == "Resolution 62/27, para. 9."
    assert quotation["running_text"] == "paragraph 9 of resolution 62/27"
    assert quotation["first_mention"] == "paragraph 9 of General Assembly resolution 62/27 of 5 December 2007"
    assert quotation["short_form"] == "A/RES/62/27, para. 9"
    (version,) = quotation["versions"]
    assert version["language"] == "fr"  # what there is
    assert version["words"] == "Décide d'inscrire […] sa soixante-troisième session […]"
    passage = version["passages"][0]
    assert [passage["text"][s:e] for s, e in passage["spans"]] == ["Décide d'inscrire", "sa soixante-troisième session"]
    assert len(version["source"]["sha256"]) == 64


# why · arguments · word of the message
REFUSED = [
    ("no such paragraph", ["62/27#op99"], "op99"),
    ("no such resolution", ["64/12#op1"], "A/RES/64/12"),
    ("no resolution named", ["pommes"], "pommes"),
    ("words not in it", ["62/27#op9", "--words", "pommes"], "pommes"),
]


@pytest.mark.parametrize(("why", "arguments", "word"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_not_there_is_said(
    why: str, arguments: list[str], word: str, sample_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["quote", *arguments, "--home", str(sample_index)]) == 1
    assert word in capsys.readouterr().err
