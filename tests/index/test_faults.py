"""Kills, full disks, read-only folders, damaged stores: nothing acknowledged is lost, and each fault is named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.build import build, rebuild
from index.catalogue import FILE
from index.errors import DamagedIndex, HomeError
from index.library import Library
from index.search import Query
from index.status import status_of
from index.vectors import ChromaSettings
from tests.index.made import Shelf, WordsEmbedder, made

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(
    os.environ.get("KILL_ROUNDS", "8")
)  # `make test` kills 8 builds and half as many others; KILL_ROUNDS=50 for the long run


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "files")
    for n in range(5):
        shelf.put(f"{n}.txt", made(f"A/RES/60/{n + 1}", f"Titre {n}", [f"Texte {n} sur la paix", f"Autre texte {n}"]))
    return shelf


@pytest.fixture
def built(home: Path, shelf: Shelf) -> Path:
    build([shelf.folder], home, WordsEmbedder(), read=shelf.read)
    return home


@pytest.mark.skipif(not hasattr(os, "fork"), reason="left out: needs fork")
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("what", "rounds"), [("builds", ROUNDS), ("queries", ROUNDS // 2), ("rebuilds", ROUNDS // 2)])
def test_what_is_killed_at_random_loses_nothing(what: str, rounds: int, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.index.killed", what, str(rounds), str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=590,
    )
    assert ended.stdout.strip() == "ok", ended.stdout + ended.stderr


def test_a_first_build_killed_while_it_made_the_lexical_index_goes_on(home: Path, shelf: Shelf) -> None:
    (home / "lexical-1").mkdir(parents=True)
    build([shelf.folder], home, WordsEmbedder(), read=shelf.read)
    assert [path.name for path in home.glob("lexical-*")] == ["lexical-1"]
    with Library.open(home, WordsEmbedder()) as library:
        assert library.search(Query("paix")).hits


def _truncate(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.truncate(size // 2)


def _scribble(path: Path) -> None:
    path.write_bytes(b"\x17" * path.stat().st_size)


def _lexical(home: Path) -> Path:
    return next(home.glob("lexical-*"))


DAMAGES: list[tuple[str, Callable[[Path], None]]] = [
    # what happened, how; each is found by a search or by `status`, and mended by `alinea index --rebuild`
    ("the lexical index is gone", lambda home: shutil.rmtree(_lexical(home))),
    ("the lexical index is empty", lambda home: [f.unlink() for f in _lexical(home).iterdir()]),  # type: ignore[misc]
    ("a file of the lexical index is cut", lambda home: _truncate(_lexical(home) / "meta.json")),
    ("the vectors' file is gone", lambda home: shutil.rmtree(home / "matrix")),
    ("the vectors' file is cut", lambda home: _truncate(next((home / "matrix").glob("*.f32")))),
    ("the sketch of the vectors is scribbled over", lambda home: _scribble(next((home / "matrix").glob("*.i8")))),
    ("Chroma's folder is gone", lambda home: shutil.rmtree(home / "chroma")),
    ("Chroma's database is cut", lambda home: _truncate(home / "chroma" / "chroma.sqlite3")),
    ("Chroma's database is scribbled over", lambda home: _scribble(home / "chroma" / "chroma.sqlite3")),
]


@pytest.mark.parametrize(("what", "damage"), DAMAGES, ids=[row[0] for row in DAMAGES])
def test_a_damaged_store_is_noticed_and_mended(built: Path, what: str, damage: Callable[[Path], None]) -> None:
    before = _texts(built)
    damage(built)
    problems = status_of(built, ChromaSettings())["integrity"]["problems"]
    assert problems
    assert all("alinea index --rebuild" in problem for problem in problems)
    if "Chroma" not in what and "sketch" not in what:
        with Library.open(built, WordsEmbedder()) as library, pytest.raises(DamagedIndex, match="--rebuild"):
            library.search(Query("paix"))
    assert rebuild(built, WordsEmbedder()).embedded == 0
    assert status_of(built, ChromaSettings())["integrity"]["ok"]
    assert _texts(built) == before


CATALOGUE_DAMAGES: list[tuple[str, Callable[[Path], None]]] = [
    # what happened to the catalogue, how
    ("cut", _truncate),
    ("scribbled over", _scribble),
    ("emptied", lambda path: path.write_bytes(b"") and None),
]


@pytest.mark.parametrize(("what", "damage"), CATALOGUE_DAMAGES, ids=[row[0] for row in CATALOGUE_DAMAGES])
def test_a_damaged_catalogue_is_named(built: Path, what: str, damage: Callable[[Path], None]) -> None:
    damage(built / FILE)
    with pytest.raises(DamagedIndex, match=r"catalogue\.sqlite is damaged.*alinea index PATH"):
        Library.open(built, WordsEmbedder())


def _texts(home: Path) -> list[str]:
    with Library.open(home, WordsEmbedder()) as library:
        return [hit.text for hit in library.search(Query("texte sur la paix", 20)).hits]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A disk of its own: called with mount options (again to change them), gives the folder."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = False

    def mount(options: str) -> Path:
        nonlocal mounted
        again = "remount," if mounted else ""
        ended = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", again + options, "tmpfs", str(folder)], capture_output=True, check=False
        )
        if ended.returncode:
            pytest.skip("left out: only root may mount a small disk")
        mounted = True
        return folder

    if not shutil.which("mount"):
        pytest.skip("left out: no mount command")
    yield mount
    if mounted:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def test_a_home_that_cannot_be_written_can_be_read(
    small_disk: Callable[[str], Path], shelf: Shelf, tmp_path: Path
) -> None:
    home = small_disk("size=64m") / "home"
    build([shelf.folder], home, WordsEmbedder(), read=shelf.read)
    before = _texts(home)
    small_disk("ro")
    assert _texts(home) == before
    with Library.open(home, WordsEmbedder()) as library:
        assert library.resolution("A/RES/60/1").paragraphs
    with pytest.raises(HomeError, match="cannot be written"):
        build([shelf.folder], home, WordsEmbedder(), read=shelf.read)


def test_a_full_disk_keeps_the_old_index(small_disk: Callable[[str], Path], shelf: Shelf) -> None:
    home = small_disk("size=6m") / "home"
    build([shelf.folder], home, WordsEmbedder(), read=shelf.read)
    before = _texts(home)
    for n in range(60):
        texts = [f"Texte {n} {part} " + f"mot{n}x{part} " * 60 for part in range(40)]
        shelf.put(f"big{n}.txt", made(f"A/RES/65/{n + 1}", f"Titre {n}", texts))
    with pytest.raises((HomeError, DamagedIndex)) as raised:
        build([shelf.folder], home, WordsEmbedder(), read=shelf.read)
    assert "full" in str(raised.value) or "written" in str(raised.value) or "--rebuild" in str(raised.value)
    assert _texts(home) == before
    small_disk("size=400m")
    try:
        report = build([shelf.folder], home, WordsEmbedder(), read=shelf.read)
    except DamagedIndex:  # Chroma does not survive a full disk; the message names the command that mends it
        report = rebuild(home, WordsEmbedder())
    assert report.paragraphs == 10 + 60 * 40
    if not status_of(home, ChromaSettings())["integrity"]["ok"]:
        rebuild(home, WordsEmbedder())
    assert status_of(home, ChromaSettings())["integrity"]["ok"]
