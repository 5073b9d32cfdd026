"""Quality of the search by question type, beside each leg alone, their reciprocal ranks and the tutorials' pipeline.

The constants of the fusion are cross-validated: for each of five folds of the questions they are chosen on the four
others alone, and the figures printed are those of questions that had no part in the choice.
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index import lexical as lexical_module
from index.build import build
from index.embedders import CentredEmbedder, FastBundledEmbedder
from index.fusion import fuse, reciprocal_ranks
from index.library import LEG, Library
from index.ranking import CHOSEN, Candidates, Ranked, Weights, rank
from index.search import Filters, Query
from index.snapshot import Snapshot
from tests.bench.tutorial import Tutorial, held, split

Row = dict[str, Any]
Scores = tuple[float, float, float]
Found = Callable[[Row], list[str]]
TYPES_LEFT_OUT = {"meta", "unanswerable"}
FOLDS = 5
DENSE = (0.3, 0.4, 0.5, 0.6, 0.7)
FOREIGN = (0.7, 0.8, 0.9, 1.0)
CONTEXT = (0.3, 0.5, 0.7, 1.0)
_DEPTH = 60


def corpus_home(shared: Path, folder: Path, files: int) -> Path:
    """The index of so many files of the corpus (0: all), those that hold the answers among them; made if need be."""
    home = folder / (f"corpus-{files}" if files else "corpus")
    build(_chosen(shared, files), home, CentredEmbedder(folder))
    return home


def quality(shared: Path, home: Path, *, tutorial: bool) -> None:
    """Print the tables for the index in `home`."""
    embedder = CentredEmbedder(home)
    with Library.open(home, embedder) as library:
        there = {summary.symbol for summary in library.summaries()}
        questions = [row for row in _questions(shared) if all(gold.split("#")[0] in there for gold in row["all"])]
        coverage = library.coverage()
        print(
            f"\n## Quality\n\n{len(questions)} questions over {coverage.paragraphs} paragraphs of"
            f" {coverage.resolutions} resolutions: recall@10 / MRR@10 / nDCG@10"
        )
        legs = Legs(library, embedder)
        ways: dict[str, Found] = {
            "dense": lambda row: legs.alone(row, dense=True),
            "words": lambda row: legs.alone(row, dense=False),
            "reciprocal ranks": legs.reciprocal,
            "hybrid": lambda row: [hit.id for hit in library.search(Query(row["q"], 10, row["lang"])).hits],
        }
        if tutorial:
            ways = {"tutorial": _tutorial(library, home.parent / f"{home.name}-tutorial"), **ways}
        scores = {name: [score(found(row), row) for row in questions] for name, found in ways.items()}
        _print_by_type(questions, scores)
        if tutorial:
            means = {name: np.mean(scores[name], axis=0) for name in ("hybrid", "tutorial")}
            ratios = ", ".join(f"{ratio:.2f}" for ratio in means["hybrid"] / means["tutorial"])
            print(f"\nhybrid against the tutorial, ratios: {ratios}")
        _cross_validate(legs, questions)


def score(found: Sequence[str], row: Row) -> Scores:
    """recall@10 over the paragraphs a complete answer cites, MRR@10 and nDCG@10 over these and those that also do."""
    needed, good = row["all"], [*row["all"], *row["any"]]
    top = found[:10]
    recall = sum(any(_same(i, gold) for i in top) for gold in needed) / max(len(needed), 1)
    first = next((1 / rank for rank, i in enumerate(top, 1) if any(_same(i, gold) for gold in good)), 0.0)
    gained, seen = 0.0, set()
    for place, i in enumerate(top, 1):
        if matched := [gold for gold in good if _same(i, gold) and gold not in seen]:
            seen.add(matched[0])
            gained += 1 / np.log2(place + 1)
    ideal = sum(1 / np.log2(place + 1) for place in range(1, min(len(good), 10) + 1))
    return recall, first, float(gained / ideal) if ideal else 0.0


def _same(found: str, gold: str) -> bool:
    """Citing a paragraph counts for its sub-paragraph, and the other way round."""
    return found == gold or found.startswith(f"{gold}.") or gold.startswith(f"{found}.")


def _questions(shared: Path) -> list[Row]:
    lines = (shared / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [row for row in rows if row["type"] not in TYPES_LEFT_OUT and not row.get("abstain") and row["all"]]


def _chosen(shared: Path, files: int) -> list[Path]:
    """All files, or so many: those named after a resolution that a question is about, and others evenly among them."""
    everything = sorted(path for language in ("fr", "en") for path in (shared / "corpus" / language).glob("*.txt"))
    if not files or files >= len(everything):
        return everything
    golds = {gold.split("#")[0].replace("/", "_") for row in _questions(shared) for gold in (*row["all"], *row["any"])}
    chosen = [path for path in everything if path.stem in golds][:files]
    others = [path for path in everything if path not in set(chosen)]
    step = max(len(others) // max(files - len(chosen), 1), 1)
    return sorted({*chosen, *others[::step][: files - len(chosen)]})


@dataclass(slots=True)
class Legs:
    """What each leg finds for a question, alone and put together in other ways than the product does."""

    library: Library
    embedder: CentredEmbedder

    def found(self, row: Row) -> tuple[Candidates, Snapshot]:
        """Both legs without filters, and the snapshot that their places are of."""
        with self.library._at_one_generation() as (_, opened):
            snapshot, everything = opened.snapshot, np.ones(len(opened.snapshot.chunk), np.bool_)
            dense = opened.dense.find(snapshot, self.embedder.query(row["q"]), everything, LEG)
            languages = sorted(snapshot.documents.language.known)
            pairs = opened.lexical.search(row["q"], LEG, row["lang"], languages, Filters())
            places = snapshot.places_of([chunk for chunk, _ in pairs])
            lexical = [(int(p), s) for p, (_, s) in zip(places, pairs, strict=True) if p >= 0]
            return Candidates(dense, lexical), snapshot

    def alone(self, row: Row, *, dense: bool) -> list[str]:
        """The paragraphs of one leg."""
        found, snapshot = self.found(row)
        leg = found.dense if dense else found.lexical
        return self._names(snapshot.paragraph[[place for place, _ in leg]].tolist())

    def reciprocal(self, row: Row) -> list[str]:
        """Reciprocal rank fusion (k = 60)."""
        found, snapshot = self.found(row)
        fused = fuse(reciprocal_ranks(found.dense), reciprocal_ranks(found.lexical), lambda _: 0.5)
        return self._names(snapshot.paragraph[sorted(fused, key=lambda p: (-fused[p], p))].tolist())

    def ranked(self, ranked: Sequence[Ranked]) -> list[str]:
        """The ids of what `rank` gives."""
        return self._names([r.paragraph for r in ranked])

    def _names(self, paragraphs: Sequence[int]) -> list[str]:
        asked = "SELECT d.symbol || '#' || p.place FROM paragraph p JOIN document d ON d.id = p.document WHERE p.id = ?"
        with self.library._at_one_generation() as (db, _):
            names = [db.execute(asked, (row,)).fetchone()[0] for row in dict.fromkeys(paragraphs[:_DEPTH])]
        return list(dict.fromkeys(names))


def _cross_validate(legs: Legs, questions: Sequence[Row]) -> None:
    """Choose the constants by nDCG@10 on all folds but one, and measure on that one."""
    table, names = _scored(legs, questions)
    folds = np.random.default_rng(7).permutation(len(questions)) % FOLDS
    left_out = np.zeros((len(questions), 3))
    picks = []
    for fold in range(FOLDS):
        best = int(np.argmax(table[:, folds != fold, 2].mean(axis=1)))
        left_out[folds == fold] = table[best, folds == fold]
        picks.append(_words(names[best]))
    ours = names.index((lexical_module.CONTEXT_WEIGHT, CHOSEN))
    shipped, best_of_all = table[ours].mean(axis=0), table[:, :, 2].mean(axis=1)
    spread = np.std(table[ours, :, 2]) / np.sqrt(len(questions))
    print(f"\n### Are the constants fitted to these questions? ({len(names)} settings, {FOLDS} folds)\n")
    print("constants | recall@10 | MRR@10 | nDCG@10\n--- | --- | --- | ---")
    print(f"as shipped ({_words(names[ours])}) | " + " | ".join(f"{mean:.3f}" for mean in shipped))
    print("chosen without the fold | " + " | ".join(f"{mean:.3f}" for mean in left_out.mean(axis=0)))
    best = int(np.argmax(best_of_all))
    print(
        f"best of all, chosen on all ({_words(names[best])}) | "
        + " | ".join(f"{m:.3f}" for m in table[best].mean(axis=0))
    )
    print(f"\nchosen in the folds: {'; '.join(picks)}. Standard error of nDCG@10: {spread:.3f};")
    near = np.count_nonzero(best_of_all > best_of_all.max() - spread)
    print(f"{near} of {len(names)} settings are within one of the best.")


def _scored(legs: Legs, questions: Sequence[Row]) -> tuple[Any, list[tuple[float, Weights]]]:
    """The scores of every setting on every question: shape (settings, questions, 3)."""
    names, table = [], []
    kept = lexical_module.CONTEXT_WEIGHT
    for context in CONTEXT:
        lexical_module.CONTEXT_WEIGHT = context
        found = [legs.found(row) for row in questions]
        for weights in (Weights(*pair) for pair in itertools.product(DENSE, FOREIGN)):
            names.append((context, weights))
            table.append([_with(legs, row, *both, weights) for row, both in zip(questions, found, strict=True)])
    lexical_module.CONTEXT_WEIGHT = kept
    return np.array(table), names


def _with(legs: Legs, row: Row, found: Candidates, snapshot: Snapshot, weights: Weights) -> Scores:
    return score(legs.ranked(rank(snapshot, found, Query(row["q"], 10, row["lang"]), weights)[:20]), row)


def _words(setting: tuple[float, Weights]) -> str:
    context, weights = setting
    return f"title {context}, dense {weights.dense}, foreign {weights.foreign}"


def _tutorial(library: Library, folder: Path) -> Found:
    """The pipeline of the tutorials with the bundled model as it comes."""
    model = FastBundledEmbedder(library.home)
    texts, holds = [], []
    for summary in library.summaries():
        resolution = library.resolution(summary.symbol, summary.language)
        for chunk in split(library.raw_text(summary.symbol, summary.language)):
            texts.append(chunk)
            holds.append(list(held(resolution, chunk)))
    pipeline = Tutorial(folder)
    pipeline.fill_texts(texts, model)
    return lambda row: [i for n in pipeline.search(model.query(row["q"])) for i in holds[n]]


def _print_by_type(questions: Sequence[Row], scores: dict[str, list[Scores]]) -> None:
    print("\ntype | n | " + " | ".join(scores) + "\n--- | --- | " + " | ".join("---" for _ in scores))
    of: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(questions):
        of[row["type"]].append(n)
    for kind, numbers in [*sorted(of.items()), ("all", list(range(len(questions))))]:
        means = [np.mean([values[n] for n in numbers], axis=0) for values in scores.values()]
        print(f"{kind} | {len(numbers)} | " + " | ".join(" / ".join(f"{m:.3f}" for m in mean) for mean in means))
