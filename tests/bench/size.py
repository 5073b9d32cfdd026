"""Speed, memory and recall at size, beside the pipeline of the tutorials on the same texts and vectors.

Both are measured in processes of their own (`python -m tests.bench.size ours|tutorial FOLDER`), which print one JSON
document: nothing that one leaves in memory counts for the other.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from index.build import build
from index.library import Library
from index.resolution import Kind
from index.search import Filters, Query
from tests.bench.made_corpus import Made
from tests.bench.tutorial import Tutorial

QUESTIONS = 60
ROOT = Path(__file__).resolve().parents[2]
FILTERS = {
    "none": Filters(),
    "body": Filters(bodies=("S",)),
    "sessions": Filters(sessions=(60, 70)),
    "years": Filters(years=(2000, 2010)),
    "adopted": Filters(adopted=(dt.date(2001, 1, 1), dt.date(2001, 12, 31))),
    "kind": Filters(kinds=(Kind.OPERATIVE,)),
    "act": Filters(acts=("requests",)),
    "addressee": Filters(addressees=("secretary-general",)),
    "language": Filters(languages=("fr",)),
    "symbol": Filters(symbols=("A/RES/62/27",)),
    "all of them": Filters(
        bodies=("A",),
        sessions=(60, 70),
        years=(1980, 2020),
        kinds=(Kind.OPERATIVE,),
        acts=("requests", "decides"),
        addressees=("secretary-general", "states"),
        languages=("fr",),
    ),
}
MIXED = "any combination"
"""For each question a combination of two to five of the filters, by chance."""
_WHERE: dict[str, Any] = {
    # the same filters, as far as the tutorials' metadata go
    "none": None,
    "body": {"body": "S"},
    "sessions": {"$and": [{"session": {"$gte": 60}}, {"session": {"$lte": 70}}]},
    "years": {"$and": [{"year": {"$gte": 2000}}, {"year": {"$lte": 2010}}]},
    "language": {"language": "fr"},
    "symbol": {"symbol": "A/RES/62/27"},
}


def size(shared: Path, folder: Path, paragraphs: int, *, beside: bool) -> None:
    """Make or find a corpus of this size and its index; print what they take, `beside` the tutorials' pipeline."""
    corpus = Made(shared, folder, paragraphs)
    corpus.stamp()
    report = build([corpus.files], corpus.home, corpus.embedder, read=corpus.read, on_event=_Told())
    print(f"\n## {report.paragraphs} paragraphs in {paragraphs // 25} files\n")
    if report.added:
        print(
            f"built in {report.seconds:.0f} s ({report.paragraphs / report.seconds:.0f} a second, vectors ready-made)"
        )
    again = build([corpus.files], corpus.home, corpus.embedder, read=corpus.read)
    print(f"an index run with nothing to do: {again.seconds:.1f} s; stores: {_sizes(corpus.home)}")
    if beside:
        pipeline = Tutorial(folder / "tutorial")
        if seconds := pipeline.fill(corpus):
            print(f"tutorial: {pipeline.chunks} chunks put into Chroma in {seconds:.0f} s")
    _print(_measured("ours", shared, folder), _measured("tutorial", shared, folder) if beside else None)


def _print(ours: dict[str, Any], theirs: dict[str, Any] | None) -> None:
    print(
        "\nfilter | p50 ms | p95 ms | processor ms | tutorial p95 ms | times quicker\n--- | --- | --- | --- | --- | ---"
    )
    for name, (p50, p95, used) in ours["took"].items():
        other = theirs["took"].get(name) if theirs else None
        beside = f"{other[1]:.1f} | {other[1] / p95:.1f}" if other else "– | –"
        print(f"{name} | {p50:.1f} | {p95:.1f} | {used:.1f} | {beside}")
    print("\nmeasure | ours | tutorial | ratio\n--- | --- | --- | ---")
    for measure in (
        "dense recall@10 against exact search",
        "memory, GB",
        "of it private, GB",
        "opening and first search, s",
    ):
        a = ours[measure]
        print(f"{measure} | {a:.3f} | " + (f"{theirs[measure]:.3f} | {a / theirs[measure]:.2f}" if theirs else "– | –"))
    print(f"same query, same order: {ours['repeatable']}")


def _measured(what: str, shared: Path, folder: Path) -> dict[str, Any]:
    arguments = [sys.executable, "-m", "tests.bench.size", what, str(folder), "--shared", str(shared)]
    ended = subprocess.run(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    measured: dict[str, Any] = json.loads(ended.stdout)
    return measured


def ours(corpus: Made, queries: Sequence[Query]) -> dict[str, Any]:
    """Measure an index of ours."""
    found: dict[str, Any] = {"took": {}}
    embedder = Remembering(corpus.embedder, queries)
    began = time.perf_counter()
    with Library.open(corpus.home, embedder) as library:
        library.search(queries[0])
        found["opening and first search, s"] = time.perf_counter() - began
        chance = random.Random(3)
        for name in (*FILTERS, MIXED):
            asked = [replace(q, filters=_mixed(chance) if name == MIXED else FILTERS[name]) for q in queries]
            found["took"][name] = _timed(library.search, asked)
        quoted = [replace(q, text=f"« {' '.join(q.text.split()[1:3])} » {q.text}") for q in queries]
        found["took"]["words in quotation marks"] = _timed(library.search, quoted)
        twice = [[(hit.id, hit.score) for q in queries for hit in library.search(q).hits] for _ in range(2)]
        found["repeatable"] = twice[0] == twice[1]
        found |= _memory()  # before the brute-force search, which holds all vectors
        found["dense recall@10 against exact search"] = _recall(library, embedder, queries)
    return found


def tutorial(folder: Path, corpus: Made, queries: Sequence[Query]) -> dict[str, Any]:
    """Measure the tutorials' pipeline."""
    embedder = Remembering(corpus.embedder, queries)
    began = time.perf_counter()
    pipeline = Tutorial(folder / "tutorial")
    pipeline.search(embedder.query(queries[0].text))
    opening = time.perf_counter() - began
    took = {
        name: _timed(lambda q, where=where: pipeline.search(embedder.query(q.text), where), queries)  # type: ignore[misc]
        for name, where in _WHERE.items()
    }
    memory = _memory()
    recall = pipeline.recall([embedder.query(q.text) for q in queries])
    return {
        "took": took,
        **memory,
        "opening and first search, s": opening,
        "dense recall@10 against exact search": recall,
    }


class Remembering:
    """An embedder that has embedded the questions already: what is timed is the search beside it."""

    def __init__(self, embedder: Any, queries: Sequence[Query]) -> None:
        self.name, self.dimension, self._embedder = embedder.name, embedder.dimension, embedder
        self._known = {q.text: embedder.query(q.text) for q in queries}

    def passages(self, texts: Sequence[str]) -> Any:
        """Vectors of texts."""
        return self._embedder.passages(texts)

    def query(self, text: str) -> Any:
        """The vector of a question."""
        if text not in self._known:
            self._known[text] = self._embedder.query(text)
        return self._known[text]


class _Told:
    """Says every minute how far a build is."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def __call__(self, event: Any) -> None:
        if time.monotonic() - self._said > 60:
            self._said = time.monotonic()
            print(f"… {event.stage} {event.done} of {event.total}", file=sys.stderr, flush=True)


def _mixed(chance: random.Random) -> Filters:
    names = [name for name in FILTERS if name not in ("none", "all of them", "symbol")]
    values: dict[str, Any] = {}
    for name in chance.sample(names, chance.randint(2, 5)):
        filters = FILTERS[name]
        values |= {field: value for field in filters.__slots__ if (value := getattr(filters, field))}
    return Filters(**values)


def _timed(search: Callable[[Query], Any], queries: Sequence[Query]) -> tuple[float, float, float]:
    """p50 and p95 of the time of a search beside the question's embedding, and its processor time, in ms."""
    for query in queries[:5]:
        search(query)
    took, used = [], time.process_time()
    for query in queries:
        began = time.perf_counter()
        result = search(query)
        milliseconds = (time.perf_counter() - began) * 1000
        took.append(milliseconds - getattr(result, "took_ms", {}).get("embed", 0))
    used = (time.process_time() - used) * 1000 / len(queries)
    return float(np.percentile(took, 50)), float(np.percentile(took, 95)), used


def _recall(library: Library, embedder: Remembering, queries: Sequence[Query]) -> float:
    """The dense leg's ten nearest against a brute-force search in float64."""
    found = []
    with library._at_one_generation() as (db, opened):
        snapshot = opened.snapshot
        stored = db.execute("SELECT data FROM vector WHERE embedder = ? ORDER BY slot", (snapshot.embedder,))
        rows = np.stack([np.frombuffer(data, "<f4") for (data,) in stored])
        everything = np.ones(len(snapshot.chunk), np.bool_)
        for query in queries[:30]:
            vector = embedder.query(query.text)
            scores = np.concatenate([part.astype(np.float64) @ vector for part in np.array_split(rows, 20)])
            nearest = opened.dense.find(snapshot, vector, everything, 10)
            slots = {int(snapshot.slot[place]) for place, _ in nearest}
            found.append(len(set(np.argsort(-scores)[: len(slots)].tolist()) & slots) / len(slots))
    return float(np.mean(found))


def _memory() -> dict[str, float]:
    """Memory now; `private` leaves out pages of files, which the system takes back when it needs them."""
    try:
        text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e9 if sys.platform == "darwin" else 1e6)
        return {"memory, GB": most, "of it private, GB": most}
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in text.splitlines()[1:]}
    return {"memory, GB": sizes["Rss"] / 1e6, "of it private, GB": sizes["Anonymous"] / 1e6}


def questions(shared: Path) -> list[Query]:
    """The first questions of the measuring set."""
    rows = [json.loads(line) for line in (shared / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    return [Query(row["q"], 10, row["lang"]) for row in rows[:QUESTIONS]]


def _sizes(home: Path) -> str:
    listed = subprocess.run(
        ["du", "-sm", *(str(path) for path in sorted(home.iterdir()))], capture_output=True, text=True, check=False
    ).stdout
    return ", ".join(f"{Path(line.split()[1]).name} {line.split()[0]} MB" for line in listed.splitlines())


def main() -> int:
    """Measure one of the two and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["ours", "tutorial"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("ALINEA_SHARED", "../shared")))
    given = parser.parse_args()
    corpus = Made(given.shared, given.folder, 0)
    asked = questions(given.shared)
    measured = ours(corpus, asked) if given.what == "ours" else tutorial(given.folder, corpus, asked)
    print(json.dumps(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
