"""Builds that are killed at random moments: run by test_faults.py as a program of its own, because it forks.

`killed.py ROUNDS FOLDER`: in each round a child adds files to an index and is killed after a random time; another
child opens what is left. At the end a last build must bring all stores into agreement, with nothing lost that a
child had acknowledged. Prints `ok`, or what was wrong, and ends with 1.
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

from index.build import build
from index.errors import NoIndex
from index.library import Library
from index.search import Query
from index.status import status_of
from index.vectors import ChromaSettings
from tests.index.made import Shelf, WordsEmbedder, made

FILES_A_ROUND = 6


def main(rounds: int, folder: Path) -> str:
    """What is wrong, or "ok"."""
    home, acknowledged = folder / "home", folder / "acknowledged"
    shelf = Shelf(folder / "files")
    chance = random.Random(7)
    for number in range(rounds):
        for file in range(FILES_A_ROUND):
            symbol = f"A/RES/{50 + number % 30}/{number * FILES_A_ROUND + file + 1}"
            texts = [f"Texte numéro{number} fichier{file} partie{part}" for part in range(8)]
            shelf.put(f"{number}-{file}.txt", made(symbol, f"Titre {number}", texts))
        child = _fork(lambda: _build(shelf, home, acknowledged))
        time.sleep(chance.uniform(0.005, 0.5))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if wrong := _looked_at(home, acknowledged):
            return f"round {number}: {wrong}"
    return _finished(shelf, home, rounds * FILES_A_ROUND)


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
    verdict = main(int(sys.argv[1]), Path(sys.argv[2]))
    print(verdict)
    sys.exit(verdict != "ok")
