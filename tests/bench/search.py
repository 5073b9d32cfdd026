"""Search measured: `python -m tests.bench.search` (needs the measuring material; prints Markdown tables).

Quality, on the questions of `dev.jsonl` over the whole measuring corpus: recall@10, MRR@10, nDCG@10 by type, for the
hybrid, for each leg alone, for reciprocal rank fusion, and (`--tutorial`) for the pipeline of the tutorials:
RecursiveCharacterTextSplitter 1000/200, Chroma as it comes, the same embedder.

Size: `--paragraphs N` paragraphs recombined from real sentences of the corpus, indexed by the real build. Their vectors
are no real embeddings (500,000 would take hours): each is the mean of two real paragraphs' vectors with a little noise,
chosen by the text's hash. Measured: search beside the embedding of the question, without and with filters; recall
against a brute-force search; memory; opening; an index run with nothing to do; and Chroma as it comes on a share of the
same vectors. `--home` keeps the index of the corpus between runs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from index.build import build
from index.embedders import FastBundledEmbedder
from index.embedding import Vectors, unit
from index.fusion import Leg, fuse, reciprocal_ranks
from index.intake import read_and_parse
from index.library import LEG, Library
from index.readers.source import SourceText
from index.resolution import Kind, Resolution
from index.search import Filters, Query
from tests.index.made import made

Scores = tuple[float, float, float]
TYPES_LEFT_OUT = {"meta", "unanswerable"}
A_FILE = 25
"""Paragraphs of a made resolution."""
TUTORIAL_SHARE = 50_000
"""Vectors that Chroma as it comes gets for comparison."""


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=Path("/tmp/alinea-bench/home"))
    parser.add_argument("--paragraphs", type=int, default=500_000, help="size of the made corpus; 0: leave it out")
    parser.add_argument("--tutorial", action="store_true", help="measure the tutorial pipeline too (embeds all again)")
    parser.add_argument("--no-quality", action="store_true")
    given = parser.parse_args()
    shared = Path(os.environ.get("ALINEA_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    if not given.no_quality:
        quality(shared, given.home, tutorial=given.tutorial)
    if given.paragraphs:
        size(shared, given.home.parent / "made", given.paragraphs)


# --- quality


def quality(shared: Path, home: Path, *, tutorial: bool) -> None:
    """Print the table of quality by type."""
    embedder = FastBundledEmbedder(home)
    build([shared / "corpus" / "fr", shared / "corpus" / "en"], home, embedder)
    rows = [json.loads(line) for line in (shared / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    questions = [row for row in rows if row["type"] not in TYPES_LEFT_OUT and not row.get("abstain")]
    with Library.open(home, embedder) as library:
        ways = {**_ways(library, embedder), "hybrid": lambda row: _hybrid(library, row)}
        if tutorial:
            ways["tutorial"] = _tutorial(library, embedder, home.parent / "tutorial")
        for name, found in ways.items():
            _print_by_type(name, questions, [score(found(row), row) for row in questions])


def score(found: Sequence[str], row: dict[str, Any]) -> Scores:
    """recall@10 over the paragraphs a complete answer cites, MRR@10 and nDCG@10 over these and those that also do."""
    needed, good = row["all"], [*row["all"], *row["any"]]
    top = found[:10]
    recall = sum(any(_same(i, gold) for i in top) for gold in needed) / max(len(needed), 1)
    first = next((1 / rank for rank, i in enumerate(top, 1) if any(_same(i, gold) for gold in good)), 0.0)
    gained, seen = 0.0, set()
    for rank, i in enumerate(top, 1):
        if matched := [gold for gold in good if _same(i, gold) and gold not in seen]:
            seen.add(matched[0])
            gained += 1 / np.log2(rank + 1)
    ideal = sum(1 / np.log2(rank + 1) for rank in range(1, min(len(good), 10) + 1))
    return recall, first, float(gained / ideal) if ideal else 0.0


def _same(found: str, gold: str) -> bool:
    """Citing a paragraph counts for its sub-paragraph, and the other way round."""
    return found == gold or found.startswith(f"{gold}.") or gold.startswith(f"{found}.")


def _hybrid(library: Library, row: dict[str, Any]) -> list[str]:
    return [hit.id for hit in library.search(Query(row["q"], 10, row["lang"])).hits]


def _ways(library: Library, embedder: FastBundledEmbedder) -> dict[str, Callable[[dict[str, Any]], list[str]]]:
    """Each leg alone, and their reciprocal rank fusion."""

    def legs(row: dict[str, Any]) -> tuple[Leg, Leg, dict[int, str]]:
        with library._at_one_generation() as (db, opened):
            snapshot, everything = opened.snapshot, np.ones(len(opened.snapshot.chunk), np.bool_)
            dense = opened.dense.find(snapshot, embedder.query(row["q"]), everything, LEG)
            languages = sorted({s.language for s in snapshot.documents.summaries})
            found = opened.lexical.search(row["q"], LEG, row["lang"], languages, Filters())
            places = snapshot.places_of([chunk for chunk, _ in found])
            lexical = [(int(p), s) for p, (_, s) in zip(places, found, strict=True) if p >= 0]
            return dense, lexical, _names(db, snapshot, {p for leg in (dense, lexical) for p, _ in leg})

    def one(which: int) -> Callable[[dict[str, Any]], list[str]]:
        def found(row: dict[str, Any]) -> list[str]:
            *both, names = legs(row)
            return list(dict.fromkeys(names[p] for p, _ in both[which]))  # type: ignore[index]

        return found

    def ranks(row: dict[str, Any]) -> list[str]:
        dense, lexical, names = legs(row)
        fused = fuse(reciprocal_ranks(dense), reciprocal_ranks(lexical), lambda _: 0.5)
        return list(dict.fromkeys(names[p] for p in sorted(fused, key=lambda p: (-fused[p], p))))

    return {"dense": one(0), "words": one(1), "reciprocal ranks": ranks}


def _names(db: Any, snapshot: Any, places: set[int]) -> dict[int, str]:
    rows = {p: int(snapshot.paragraph[p]) for p in places}
    asked = "SELECT d.symbol || '#' || p.place FROM paragraph p JOIN document d ON d.id = p.document WHERE p.id = ?"
    return {p: db.execute(asked, (row,)).fetchone()[0] for p, row in rows.items()}


def _tutorial(library: Library, embedder: FastBundledEmbedder, folder: Path) -> Callable[[dict[str, Any]], list[str]]:
    """The tutorial's pipeline; a chunk stands for the paragraphs of which it holds the first words."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from index.vectors import _import, _settings

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    texts: list[str] = []
    holds: list[list[str]] = []
    for summary in library.summaries():
        resolution = library.resolution(summary.symbol, summary.language)
        openings = [(p.id, _plain(p.text)[:80]) for p in resolution.paragraphs if p.kind is not Kind.HEADING]
        for chunk in splitter.split_text(library.raw_text(summary.symbol, summary.language)):
            plain = _plain(chunk)
            texts.append(chunk)
            holds.append([i for i, opening in openings if opening and opening in plain])
    shutil.rmtree(folder, ignore_errors=True)
    client = _import().PersistentClient(str(folder), settings=_settings(is_persistent=True))
    collection = client.create_collection("tutorial", embedding_function=None)
    for at in range(0, len(texts), 1000):
        batch = texts[at : at + 1000]
        ids = [str(n) for n in range(at, at + len(batch))]
        collection.add(ids=ids, embeddings=embedder.passages(batch), documents=batch)

    def found(row: dict[str, Any]) -> list[str]:
        result = collection.query(query_embeddings=embedder.query(row["q"])[None], n_results=10, include=[])
        return [i for n in result["ids"][0] for i in holds[int(n)]]

    return found


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def _print_by_type(name: str, rows: Sequence[dict[str, Any]], scores: Sequence[Scores]) -> None:
    by_type: dict[str, list[Scores]] = defaultdict(list)
    for row, scored in zip(rows, scores, strict=True):
        by_type[row["type"]].append(scored)
        by_type["all"].append(scored)
    print(f"\n{name} | n | recall@10 | MRR@10 | nDCG@10\n--- | --- | --- | --- | ---")
    for kind, values in sorted(by_type.items()):
        print(f"{kind} | {len(values)} | " + " | ".join(f"{mean:.3f}" for mean in np.mean(values, axis=0)))


# --- size


class NearReal:
    """Vectors near those of real paragraphs, without the work: see the module's docstring."""

    name = "near-real/384"
    dimension = 384

    def __init__(self, pool: Vectors, real: FastBundledEmbedder) -> None:
        self._pool = pool
        self._real = real

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One vector a text, always the same."""
        seeds = [int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) for text in texts]
        rows = np.array([[seed % len(self._pool), seed // 7919 % len(self._pool)] for seed in seeds])
        noise = np.random.default_rng(seeds[0]).normal(scale=0.01, size=(len(texts), self.dimension))
        return unit((self._pool[rows[:, 0]] + self._pool[rows[:, 1]] + noise).astype(np.float32))

    def query(self, text: str) -> Vectors:
        """The real vector of a question."""
        return self._real.query(text)


class Made:
    """A corpus of recombined sentences: file number → resolution, always the same."""

    def __init__(self, shared: Path, folder: Path, paragraphs: int) -> None:
        self.folder = folder
        self.sentences = _sentences(shared)
        self.files = paragraphs // A_FILE
        folder.mkdir(parents=True, exist_ok=True)
        for n in range(self.files):
            path = folder / f"{n}.txt"
            if not path.exists():
                path.write_text(str(n))

    def read(self, path: Path) -> tuple[SourceText, tuple[Resolution, ...]]:
        """The resolution of a file."""
        chance = random.Random(int(path.stem))
        n = int(path.stem)
        symbol = f"A/RES/{31 + n % 50}/{n // 50 + 1}" if n % 5 else f"S/RES/{n // 5 + 1}({1970 + n % 55})"
        texts = [
            (f"pp{i}" if i < 10 else f"op{i - 9}", " ".join(chance.choices(self.sentences, k=chance.choice([1, 2, 2]))))
            for i in range(1, A_FILE + 1)
        ]
        named = ("secretary-general",) if n % 3 == 0 else ("states",)
        resolution = made(
            symbol,
            chance.choice(self.sentences)[:90],
            texts,
            language="en" if n % 4 == 0 else "fr",
            adopted=dt.date(1970 + n % 55, 1 + n % 12, 5),
            path=str(path),
            act=("requests", "decides", "recalls")[n % 3],
            addressees=named,
        )
        source = SourceText(str(path), hashlib.sha256(path.read_bytes()).hexdigest(), "text", path.stem)
        return source, (resolution,)


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


def size(shared: Path, folder: Path, paragraphs: int) -> None:
    """Print what a corpus of this size takes."""
    real = FastBundledEmbedder(folder / "home")
    corpus = Made(shared, folder / "files", paragraphs)
    chance = random.Random(11)
    embedder = NearReal(real.passages(chance.sample(corpus.sentences, 1500)), real)
    home = folder / "home"
    report = build([corpus.folder], home, embedder, read=corpus.read)
    print(f"\n## {report.paragraphs} paragraphs\n\nbuilt in {report.seconds:.0f} s ({report.added} files added)")
    again = build([corpus.folder], home, embedder, read=corpus.read)
    print(f"again, with nothing to do: {again.seconds:.1f} s; stores: {_sizes(home)}")
    questions = _questions(shared)
    with Library.open(home, embedder) as library:
        began = time.perf_counter()
        library.search(questions[0])
        print(f"first search, opening included: {time.perf_counter() - began:.2f} s")
        print("\nfilter | p50 ms | p95 ms | processor ms\n--- | --- | --- | ---")
        for name, filters in FILTERS.items():
            _time(library, name, [replace(question, filters=filters) for question in questions])
        _recall(library, embedder, questions)
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    _chroma_as_it_comes(embedder, home, folder / "plain", questions)


def _time(library: Library, name: str, questions: Sequence[Query]) -> None:
    for question in questions[:5]:
        library.search(question)
    took, used = [], time.process_time()
    for question in questions:
        result = library.search(question)
        took.append(result.took_ms["total"] - result.took_ms["embed"])
    used = (time.process_time() - used) * 1000 / len(questions)
    print(f"{name} | {np.percentile(took, 50):.1f} | {np.percentile(took, 95):.1f} | {used:.1f} (embedding included)")


def _recall(library: Library, embedder: NearReal, questions: Sequence[Query]) -> None:
    """The dense leg's ten nearest against a brute-force search in float64."""
    found = []
    with library._at_one_generation() as (db, opened):
        snapshot = opened.snapshot
        rows = np.stack([np.frombuffer(data, "<f4") for (data,) in db.execute("SELECT data FROM vector ORDER BY slot")])
        everything = np.ones(len(snapshot.chunk), np.bool_)
        for question in questions[:20]:
            vector = embedder.query(question.text)
            wanted = set(np.argsort(-(rows @ vector.astype(np.float64)))[:10].tolist())
            nearest = opened.dense.find(snapshot, vector, everything, 10)
            found.append(len(wanted & {int(snapshot.slot[place]) for place, _ in nearest}) / 10)
    print(f"dense recall@10 against brute force: {np.mean(found):.3f}")


def _chroma_as_it_comes(embedder: NearReal, home: Path, folder: Path, questions: Sequence[Query]) -> None:
    """Chroma with its default settings on a share of the same vectors: time, recall, and time under a filter."""
    import sqlite3

    from index.vectors import _import, _settings

    db = sqlite3.connect(home / "catalogue.sqlite")
    rows = np.stack(
        [np.frombuffer(data, "<f4") for (data,) in db.execute(f"SELECT data FROM vector LIMIT {TUTORIAL_SHARE}")]
    )
    db.close()
    shutil.rmtree(folder, ignore_errors=True)
    client = _import().PersistentClient(str(folder), settings=_settings(is_persistent=True))
    plain = client.create_collection("plain", embedding_function=None, metadata={"hnsw:space": "cosine"})
    for at in range(0, len(rows), 5000):
        batch = rows[at : at + 5000]
        metadatas = [{"year": 1970 + n % 55} for n in range(at, at + len(batch))]
        plain.add(ids=[str(n) for n in range(at, at + len(batch))], embeddings=batch, metadatas=metadatas)
    vectors = [embedder.query(question.text) for question in questions]
    for name, where in (("plain", None), ("under a filter on the year", {"year": {"$gte": 2000}})):
        took, right = [], []
        for vector in vectors:
            began = time.perf_counter()
            found = plain.query(query_embeddings=vector[None], n_results=10, where=where, include=[])["ids"][0]
            took.append((time.perf_counter() - began) * 1000)
            scores = rows @ vector
            if where:
                scores[np.arange(len(rows)) % 55 < 30] = -2
            right.append(len({int(i) for i in found} & set(np.argsort(-scores)[:10].tolist())) / 10)
        print(
            f"Chroma as it comes, {len(rows)} vectors, {name}: p50 {np.percentile(took, 50):.1f} ms,"
            f" p95 {np.percentile(took, 95):.1f} ms, recall@10 {np.mean(right):.3f}"
        )


def _sentences(shared: Path) -> list[str]:
    """Real sentences of the measuring corpus, in memory only."""
    found: list[str] = []
    for path in sorted((shared / "corpus" / "fr").glob("A_RES_7*.txt"))[:60]:
        for resolution in read_and_parse(path)[1]:
            for paragraph in resolution.paragraphs:
                found += [s.strip() for s in re.split(r"(?<=[;.,])\s", paragraph.text) if 60 < len(s) < 400]
    return list(dict.fromkeys(found))


def _questions(shared: Path) -> list[Query]:
    rows = [json.loads(line) for line in (shared / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    return [Query(row["q"], 10, row["lang"]) for row in rows[:60]]


def _sizes(home: Path) -> str:
    listed = subprocess.run(["du", "-sm", *_children(home)], capture_output=True, text=True, check=False).stdout
    return ", ".join(f"{Path(line.split()[1]).name} {line.split()[0]} MB" for line in listed.splitlines())


def _children(home: Path) -> Iterator[str]:
    return (str(path) for path in sorted(home.iterdir()) if path.name[0] != ".")


if __name__ == "__main__":
    sys.exit(main())
