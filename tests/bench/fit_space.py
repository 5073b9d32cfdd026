"""Makes `index/e5/space.npz`, the space in which the bundled model's vectors are compared, and says what it is worth.

    python -m tests.bench.fit_space --home DIR [--questions FILE …] [--unseen FILE] [--write]

Passages are those of an index of the measuring corpus, as they are embedded; they are embedded again by the bare model,
which takes minutes. Questions give nothing but their mean, one a language. Printed is the dense search by itself: the
share of questions of which the first, one of the first 10 and of the first 60 paragraphs of the whole corpus answers,
and the mean reciprocal rank, by the bare model and in the space; `--unseen` questions have no part in it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.evaluation.formats import load_questions
from assistant.evaluation.matching import same_place
from assistant.evaluation.questions import Question
from index.chunks import chunks_of
from index.e5.space import FILE, Space
from index.embedders import CentredEmbedder, FastBundledEmbedder
from index.embedding import Vectors, unit
from index.errors import EmbedderMismatch
from index.library import Library
from index.symbols import Locator

SHRINKING = 0.125
"""Power of a principal component's variance that it is divided by: of 0 to 0.5 the best on questions with no part in
the space; from 0.08 to 0.2 they differ by less than 0.01."""
FLOOR = 0.01
"""Variances below this share of the largest count as much: what little is there is noise."""
KINDS = ("topic", "addressee", "crosslingual", "typo")
"""Types of questions that name no place: those that a search answers."""
SPACE = Path(__file__).resolve().parents[2] / "index" / "e5" / FILE


@dataclass(frozen=True, slots=True)
class Passages:
    """The chunks of an index: `places`, `languages` and `vectors` of shape (n, 384) by the bare model."""

    places: Sequence[Locator]
    languages: Sequence[str]
    vectors: Vectors


def main() -> int:
    """Make, measure, print; write if asked to."""
    given = _arguments()
    model = FastBundledEmbedder(given.home)
    passages = _passages(given.home, model)
    asked = [q for path in given.questions for q in load_questions(path).questions]
    made = make(passages, _means(asked, model))
    for name, questions in (("questions", asked), ("unseen", list(_unseen(given.unseen)))):
        _report(f"{name}, bare model", questions, passages.vectors, passages, model.query)
        _report(
            f"{name}, space",
            questions,
            made.passages(passages.vectors),
            passages,
            lambda text: made.query(model.query(text)),
        )
    if given.write:
        half = made.map.astype(np.float16)
        np.savez_compressed(SPACE, passage_mean=made.passage_mean, query_mean=made.query_mean, map=half)
        print(f"written: {SPACE}; raise `VERSION` in index/e5/space.py")
    return 0


def make(passages: Passages, questions: dict[str, Vectors]) -> Space:
    """The space of passages and of the mean `questions` of each language."""
    languages = sorted(questions)
    languages_of = np.array(passages.languages)
    means = {one: passages.vectors[languages_of == one].mean(axis=0) for one in languages}
    passage_mean = np.mean(list(means.values()), axis=0)
    query_mean = np.mean([questions[one] for one in languages], axis=0)
    apart = [by[one] - by[languages[0]] for by in (means, questions) for one in languages[1:]]
    across, _ = np.linalg.qr(np.stack(apart, axis=1))
    without = np.eye(len(passage_mean)) - across @ across.T
    centred = (passages.vectors - passage_mean) @ without
    variances, components = np.linalg.eigh(np.cov(centred.T))
    floored = np.maximum(variances, 0) + FLOOR * variances.max()
    shrunk = components * floored**-SHRINKING
    return Space(
        passage_mean.astype(np.float32), query_mean.astype(np.float32), np.asarray(without @ shrunk, np.float32)
    )


def _means(questions: Sequence[Question], model: FastBundledEmbedder) -> dict[str, Vectors]:
    vectors: dict[str, list[Vectors]] = defaultdict(list)
    for question in questions:
        vectors[question.lang].append(model.query(question.q))
    return {language: np.asarray(np.mean(rows, axis=0), np.float32) for language, rows in vectors.items()}


def _passages(home: Path, model: FastBundledEmbedder) -> Passages:
    places, languages, texts = [], [], []
    try:
        library = Library.open(home, CentredEmbedder(home))
    except EmbedderMismatch:  # made with another space, or none: its texts are what counts
        library = Library.open(home, model)
    with library:
        for summary in library.summaries():
            for chunk in chunks_of(library.resolution(summary.symbol, summary.language)):
                places.append(chunk.paragraph.locator)
                languages.append(summary.language)
                texts.append(chunk.passage)
    return Passages(places, languages, model.passages(texts))


def _unseen(path: Path | None) -> Sequence[Question]:
    return load_questions(path).questions if path else ()


def _report(
    name: str,
    questions: Sequence[Question],
    vectors: Vectors,
    passages: Passages,
    query: Callable[[str], Vectors],
) -> None:
    """One line a type of questions, and all."""
    vectors = unit(vectors)
    found: dict[str, list[tuple[float, float, float, float]]] = defaultdict(list)
    for question in questions:
        wanted = (*question.expected.all, *question.expected.any)
        right = [n for n, place in enumerate(passages.places) if any(same_place(place, one) for one in wanted)]
        if question.type not in KINDS or not right:
            continue
        scores = vectors @ query(question.q)
        rank = int((scores > scores[right].max()).sum())
        for kind in (question.type, "all"):
            found[kind].append((rank < 1, rank < 10, rank < 60, 1 / (1 + rank)))
    for kind, rows in found.items():
        print(f"{name:<24}{kind:<13}{len(rows):>4}  " + "  ".join(f"{mean:.3f}" for mean in np.mean(rows, axis=0)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("ALINEA_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", default=[shared / "questions" / "dev.jsonl"])
    parser.add_argument("--unseen", type=Path, help="questions to measure on")
    parser.add_argument("--write", action="store_true", help="put it into the package")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
