"""`index`, `status`, `show` and `search` on the two bundled resolutions: words, JSON, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import run


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the two bundled resolutions, made by the command itself."""
    home = tmp_path_factory.mktemp("sample") / "home"
    assert run(["index", "--sample", "--home", str(home), "--json"]) == 0
    return home


def _json(capsys: pytest.CaptureFixture[str], arguments: list[str], code: int = 0) -> Any:
    capsys.readouterr()
    assert run([*arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_indexing_again_does_nothing(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = _json(capsys, ["index", "--sample", "--home", str(sample)])
    assert report == report | {"added": 0, "updated": 0, "unchanged": 2, "removed": 0, "failed": [], "embedded": 0}
    assert report["paragraphs"] == 45


def test_status_counts_what_is_there(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = _json(capsys, ["status", "--home", str(sample)])
    assert (status["documents"], status["paragraphs"], status["languages"]) == (2, 45, {"fr": 2})
    assert status["integrity"] == {"ok": True, "problems": []}
    assert status["embedder"] == "multilingual-e5-small/q4/space-1"
    assert all(size > 0 for size in status["sizes"].values())


def test_show_gives_a_resolution_whole(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = _json(capsys, ["show", "62/27", "--home", str(sample)])
    assert (shown["symbol"], shown["session"], shown["report"]) == ("A/RES/62/27", 62, "A/62/391")
    assert [p["id"] for p in shown["paragraphs"]][:1] == ["A/RES/62/27#pp1"]
    assert len(shown["paragraphs"]) == 23


def test_show_gives_one_paragraph(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = _json(capsys, ["show", "A/RES/62/27#op4", "--home", str(sample)])
    assert shown["text"].startswith("Souligne l'importance de préserver les accords")
    assert run(["show", "A/RES/62/27#op4", "--home", str(sample)]) == 0
    assert capsys.readouterr().out.startswith("4. Souligne")


def test_search_finds_by_meaning_across_languages(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, ["search", "multilateral negotiations on disarmament", "-k", "3", "--home", str(sample)])
    assert set(found) >= {"query", "language", "filters", "hits", "took_ms"}
    assert set(found["took_ms"]) == {"embed", "dense", "lexical", "total"}
    assert [hit["rank"] for hit in found["hits"]] == [1, 2, 3]
    assert {hit["symbol"] for hit in found["hits"]} == {"A/RES/62/27"}
    keys = {"rank", "id", "symbol", "kind", "label", "title", "text", "score", "dense_rank", "lexical_rank"}
    assert all(keys <= set(hit) for hit in found["hits"])


def test_search_names_paragraphs_as_people_do(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "« est le principe fondamental à appliquer »"
    found = _json(capsys, ["search", query, "--home", str(sample)])
    hits = [(hit["id"], hit["label"]) for hit in found["hits"]]
    assert hits == [("A/RES/62/27#op2", "résolution 62/27, par. 2")]


FILTERS = [
    # options, what every hit must be
    (["--kind", "preambular"], lambda hit: hit["kind"] == "preambular"),
    (["--session", "70", "80"], lambda hit: hit["symbol"] == "A/RES/77/96"),
    (["--year", "2000", "2010"], lambda hit: hit["symbol"] == "A/RES/62/27"),
    (["--adopted", "2007-12-05", "2007-12-05"], lambda hit: hit["symbol"] == "A/RES/62/27"),
    (["--symbol", "77/96", "--kind", "operative"], lambda hit: hit["id"].startswith("A/RES/77/96#op")),
]


@pytest.mark.parametrize(("options", "right"), FILTERS, ids=[" ".join(row[0]) for row in FILTERS])
def test_filters(sample: Path, capsys: pytest.CaptureFixture[str], options: list[str], right: Any) -> None:
    found = _json(capsys, ["search", "désarmement et espace", *options, "--home", str(sample)])
    assert found["hits"]
    assert all(right(hit) for hit in found["hits"])


SPELLINGS = [
    # options, the canonical name of what every hit must have
    (["--act", "requests"], "requests"),
    (["--act", "Prie"], "requests"),
    (["--addressee", "secretary-general"], "Secretary-General"),
    (["--addressee", "secrétaire général"], "Secretary-General"),
]


@pytest.mark.parametrize(("options", "name"), SPELLINGS, ids=[" ".join(row[0]) for row in SPELLINGS])
def test_verbs_and_addressees_as_people_write_them(
    sample: Path, capsys: pytest.CaptureFixture[str], options: list[str], name: str
) -> None:
    found = _json(capsys, ["search", "rapport", *options, "--home", str(sample)])
    assert found["hits"]
    assert [name] in found["filters"].values() or (name,) in found["filters"].values()


def test_a_search_without_hits_says_so(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "« mots que nul texte ne dit »", "--home", str(sample), "--lang", "fr"]) == 0
    assert capsys.readouterr().out.strip() == "Aucun paragraphe trouvé."


ENDS = [
    # how it ends, arguments, exit code, words of the message
    ("no home", ["search", "paix"], 1, "alinea index"),
    ("nothing to index", ["index"], 2, "--sample"),
    ("a file that is not there", ["index", "nowhere.txt"], 1, "nowhere.txt"),
    ("a format that is not read", ["index", "picture.png"], 1, "picture.png"),
    ("nobody of this name", ["search", "paix", "--addressee", "Père Noël", "--home", "{sample}"], 2, "Père Noël"),
    ("rebuilding nothing", ["index", "--rebuild"], 1, "alinea index"),
]


@pytest.mark.parametrize(("why", "arguments", "code", "words"), ENDS, ids=[row[0] for row in ENDS])
def test_endings(
    why: str,
    arguments: list[str],
    code: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    sample: Path,
) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert run([argument.format(sample=sample) for argument in arguments]) == code
    assert words in capsys.readouterr().err


MISSING = [
    # what is asked for, words of the message
    ("A/RES/75/240", "not in the index"),
    ("A/RES/62/27#op12", "no paragraph op12"),
]


@pytest.mark.parametrize(("identifier", "words"), MISSING)
def test_show_names_what_is_not_there(
    sample: Path, capsys: pytest.CaptureFixture[str], identifier: str, words: str
) -> None:
    assert run(["show", identifier, "--home", str(sample)]) == 1
    assert words in capsys.readouterr().err


def test_a_rebuild_embeds_nothing(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = _json(capsys, ["index", "--rebuild", "--home", str(sample)])
    assert (report["embedded"], report["paragraphs"]) == (0, 45)
