"""Two instances of the app on one Chroma server: `python -m tests.bench.server [--paragraphs N]`.

The index that `tests.bench.search` made at this size is copied, a real `chroma run` serves the copy's vectors on
loopback, and two processes ask it at once. Printed: their times, one instance's alone, those of the embedded store, and
how many of the hits are the same.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from index.library import Library
from index.vectors import ChromaSettings
from tests.bench.made_corpus import Made
from tests.bench.size import FILTERS, ROOT, Remembering, questions

ASKED = ("none", "kind", "years", "symbol")


def main() -> int:
    """Copy, serve, ask, print."""
    given = _arguments()
    made = given.folder / f"made-{given.paragraphs}"
    if given.role:
        print(json.dumps(_asked(given.shared, made, given.url, with_vectors=given.role == "instance")))
        return 0
    with _served(made, made / "server") as url:
        embedded = _instances(given, "", "instance", 1)
        alone = _instances(given, url, "instance", 1)
        together = _instances(given, url, "instance", 2)
        bare = _instances(given, url, "bare", 2)
    print("\nfilter | embedded p95 ms | one on a server | two on it | two without vectors of their own")
    print("--- | --- | --- | --- | ---")
    for name in ASKED:
        figures = [max(one["p95"][name] for one in each) for each in (embedded, alone, together, bare)]
        print(f"{name} | " + " | ".join(f"{figure:.1f}" for figure in figures))
    for what, each in (("one", alone), ("two", together), ("two without vectors", bare)):
        same = [_same(embedded[0]["hits"][name], one["hits"][name]) for one in each for name in ASKED]
        print(f"hits the same as embedded, {what}: {np.mean(same):.4f} (worst filter {min(same):.4f})")
    return 0


def _same(ours: list[list[str]], theirs: list[list[str]]) -> float:
    """The share of the embedded store's first ten that the other gave too."""
    return float(
        np.mean([len(set(a) & set(b)) / max(len(a), 1) if a else 1.0 for a, b in zip(ours, theirs, strict=True)])
    )


def _asked(shared: Path, made: Path, url: str, *, with_vectors: bool) -> dict[str, Any]:
    """One instance: the times and the hits of all questions under each filter."""
    corpus, queries = Made(shared, made, 0), questions(shared)
    home = made / "home" if with_vectors else _bare(made)
    embedder = Remembering(corpus.embedder, queries)
    p95, hits = {}, {}
    with Library.open(home, embedder, chroma=ChromaSettings(url=url)) as library:
        library.search(queries[0])
        for name in ASKED:
            took, hits[name] = [], []
            for query in queries:
                result = library.search(replace(query, filters=FILTERS[name]))
                took.append(result.took_ms["total"] - result.took_ms["embed"])
                hits[name].append([hit.id for hit in result.hits])
                assert not result.notices, result.notices
            p95[name] = float(np.percentile(took, 95))
    return {"p95": p95, "hits": hits}


def _bare(made: Path) -> Path:
    """A home with the catalogue and the lexical index alone."""
    home = made / f"bare-{os.getpid()}"
    home.mkdir()
    for path in (made / "home").iterdir():
        if path.name not in ("chroma", "matrix") and not path.name.startswith("write"):
            (home / path.name).symlink_to(path)
    return home


def _instances(given: argparse.Namespace, url: str, role: str, count: int) -> list[dict[str, Any]]:
    """So many instances at once."""
    arguments = ["--paragraphs", str(given.paragraphs), "--folder", str(given.folder), "--shared", str(given.shared)]
    command = [sys.executable, "-m", "tests.bench.server", *arguments, "--role", role, "--url", url]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(count)]
    printed = [process.communicate()[0] for process in processes]
    return [json.loads(text) for text in printed]


@contextmanager
def _served(made: Path, folder: Path) -> Iterator[str]:
    """A `chroma run` on a copy of the embedded store: the two have one format."""
    shutil.rmtree(folder, ignore_errors=True)
    for left in made.glob("bare-*"):
        shutil.rmtree(left)
    shutil.copytree(made / "home" / "chroma", folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    program = Path(sys.executable).with_name("chroma")
    arguments = ["run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen([program, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SystemExit("chroma run does not answer")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("ALINEA_SHARED") or Path(__file__).resolve().parents[3] / "shared").absolute()
    parser.add_argument("--folder", type=Path, default=Path("/tmp/alinea-bench"))
    parser.add_argument("--paragraphs", type=int, default=20_000)
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--role", choices=["", "instance", "bare"], default="", help="what a child is told to be")
    parser.add_argument("--url", default="")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
