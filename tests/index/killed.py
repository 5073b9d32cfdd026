"""Processes that are killed at random moments: run by test_faults.py as a program of its own, because it forks.

`killed.py WHAT ROUNDS FOLDER`, where WHAT is one of
- `builds`: in each round a child adds files to an index and is killed; another child opens what is left;
- `queries`: a child asks and is killed, while another adds files and is left in peace;
- `rebuilds`: a child makes the stores again and is killed; another child opens what is left.

At the end a last build must bring all stores into agreement, with nothing lost that a child had acknowledged. Prints
`ok`, or what was wrong, and ends with 1.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path

import chromadb  # noqa: F401 - imported before the first fork, and opened in children only
import tantivy  # noqa: F401

from index.build import build, rebuild
from index.errors import NoIndex
from index.library import Library
from index.search import Filters, Query
from index.status import status_of
from index.vectors import ChromaSettings
from tests.index.made import Shelf, WordsEmbedder, made

FILES_A_ROUND = 6


def builds(rounds: int, folder: Path) -> str:
    """What is wrong after builds were killed, or "ok"."""
    home, acknowledged = folder / "home", folder / "acknowledged"
    shelf = Shelf(folder / "files")
    chance = random.Random(7)
    for number in range(rounds):
        _put(shelf, number)
        _kill(_fork(lambda: _build(shelf, home, acknowledged)), chance.uniform(0.005, 0.5))
        if wrong := _looked_at(home, acknowledged):
            return f"round {number}: {wrong}"
    return _finished(shelf, home, rounds * FILES_A_ROUND)


def queries(rounds: int, folder: Path) -> str:
    """What is wrong after readers were killed beside builds that were not, or "ok"."""
    home, acknowledged, answered = folder / "home", folder / "acknowledged", folder / "answered"
    shelf = Shelf(folder / "files")
    chance = random.Random(7)
    _put(shelf, 0)
    if not _ended_well(_fork(lambda: _build(shelf, home, acknowledged))):
        return "the first build failed"
    for number in range(1, rounds):
        _put(shelf, number)
        reader = _fork(lambda: _ask(home, answered))
        writer = _fork(lambda: _build(shelf, home, acknowledged))
        _kill(reader, chance.uniform(0.05, 0.6))
        if not _ended_well(writer):
            return f"round {number}: the build beside a killed reader failed"
        if wrong := _looked_at(home, acknowledged):
            return f"round {number}: {wrong}"
    if not answered.exists():
        return "no reader lived long enough to be killed in a query"
    return _finished(shelf, home, rounds * FILES_A_ROUND)


def rebuilds(rounds: int, folder: Path) -> str:
    """What is wrong after rebuilds were killed, or "ok"."""
    home, acknowledged = folder / "home", folder / "acknowledged"
    shelf = Shelf(folder / "files")
    chance = random.Random(7)
    _put(shelf, 0)
    if not _ended_well(_fork(lambda: _build(shelf, home, acknowledged))):
        return "the first build failed"
    for number in range(rounds):
        _kill(_fork(lambda: rebuild(home, WordsEmbedder())), chance.uniform(0.005, 0.6))
        if wrong := _looked_at(home, acknowledged):
            return f"round {number}: {wrong}"
    report = rebuild(home, WordsEmbedder())
    if report.embedded:
        return f"{report.embedded} texts were embedded again"
    if len(folders := list(home.glob("lexical-*"))) != 1:
        return f"lexical indexes of killed rebuilds are left: {folders}"
    return _finished(shelf, home, FILES_A_ROUND)


def _put(shelf: Shelf, number: int) -> None:
    for file in range(FILES_A_ROUND):
        symbol = f"A/RES/{50 + number % 30}/{number * FILES_A_ROUND + file + 1}"
        texts = [f"Texte numéro{number} fichier{file} partie{part}" for part in range(8)]
        shelf.put(f"{number}-{file}.txt", made(symbol, f"Titre {number}", texts))


def _kill(child: int, after: float) -> None:
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _ended_well(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _ask(home: Path, answered: Path) -> None:
    """Ask until the end, the filters' and phrases' ways too."""
    asked = [
        Query("texte partie1", 20),
        Query("« fichier1 partie2 »", 20),
        Query("texte", 20, "fr", Filters(symbols=("A/RES/50/1",))),
    ]
    with Library.open(home, WordsEmbedder()) as library:
        while True:
            for query in asked:
                library.search(query)
            answered.touch()


def _build(shelf: Shelf, home: Path, acknowledged: Path) -> None:
    report = build([shelf.folder], home, WordsEmbedder(), read=shelf.read)
    acknowledged.write_text(str(report.paragraphs))


def _looked_at(home: Path, acknowledged: Path) -> str:
    """What a reader finds wrong with what is left."""
    wanted = int(acknowledged.read_text() or 0) if acknowledged.exists() else 0
    output = home.parent / "seen"
    output.write_text("the reader died")

    def look() -> None:
        try:
            with Library.open(home, WordsEmbedder()) as library:
                coverage = library.coverage()
                hits = library.search(Query("texte partie1", 20)).hits
                whole = all(len(library.resolution(hit.symbol).paragraphs) == 8 for hit in hits)
                right = whole and coverage.paragraphs >= wanted and (hits or not coverage.paragraphs)
                output.write_text("" if right else f"{coverage} with {len(hits)} hits, {wanted} acknowledged")
        except NoIndex:
            output.write_text("" if not wanted else "acknowledged paragraphs are gone")

    os.waitpid(_fork(look), 0)
    return output.read_text()


def _finished(shelf: Shelf, home: Path, files: int) -> str:
    report = build([shelf.folder], home, WordsEmbedder(), read=shelf.read)
    status = status_of(home, ChromaSettings())
    if report.paragraphs != files * 8 or status["paragraphs"] != files * 8:
        return f"{report.paragraphs} paragraphs of {files * 8}"
    return "ok" if status["integrity"]["ok"] else str(status["integrity"]["problems"])


def _fork(action) -> int:  # type: ignore[no-untyped-def]
    child = os.fork()
    if child == 0:
        code = 1
        try:
            action()
            code = 0
        except BaseException:  # noqa: BLE001 - a child that fails must say why before it ends
            traceback.print_exc()
        finally:
            os._exit(code)
    return child


if __name__ == "__main__":
    verdict = {"builds": builds, "queries": queries, "rebuilds": rebuilds}[sys.argv[1]](
        int(sys.argv[2]), Path(sys.argv[3])
    )
    print(verdict)
    sys.exit(verdict != "ok")
