"""Fits the figures of `assistant/retrieval/ranking.toml` to a question set, and says what they are worth unseen.

    python -m tests.bench.fit_ranking --home DIR [--questions FILE …] [--unseen FILE] [--folds 5] [--halves FILE FILE]

Weights maximise the likelihood of the right paragraph among a question's candidates (a conditional logit, a ridge on
standardised features). The chance that the best paragraph answers is a logistic function of its score, fitted to topic
questions with an answer, to those without, and to those whose answering resolutions are taken away. What is printed is
cross-validated: every question is scored by weights fitted without it. `--unseen` questions are never fitted to.

Questions that the embedder's own weights were fitted to (`fit_questions`) look nearer to their answers than new ones.
`--halves` gives two files made without the first and the second half of them (`fit_questions --half`): each question is
embedded by the one without it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.chain import Ask, Assistant
from assistant.evaluation.formats import load_questions
from assistant.evaluation.matching import Expected, same_place
from assistant.evaluation.questions import Question
from assistant.retrieval.features import Features
from assistant.retrieval.ranking import ranking
from assistant.retrieval.topics import question_features, searched
from assistant.settings import load_settings
from assistant.understanding import Intent
from index.e5 import questions
from index.embedders import _Shared
from index.search import Filters
from index.symbols import Locator

RIDGE = 2.0
RIDGE_CHANCE = 3.0
ACCEPTABLE = 0.5
DEPTH = 100
"""Candidates of a question that are looked at."""
CAPPED = {"context": 5.0}
"""Weights that too few questions tell, and what they are held to."""
REAL = 4.0
"""How much a question without an answer that somebody wrote counts against one whose answer was taken away."""
CHANCE = ("score", "foreign", "named", "terms", "leaning")
"""Features of the chance that the best paragraph answers, as `topics.says_nothing` has them."""
THRESHOLDS = (0.08, 0.1, 0.12, 0.14, 0.16, 0.2)
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """The candidates of a question: a row of features each, how right each is (1 required, less acceptable), and the
    resolution it stands in. `group` is a topic, a named resolution, a leaning question, or a comparison (`compared`),
    which is never refused; `asked` the features of the question itself."""

    id: str
    type: str
    features: Matrix
    gains: NDArray[np.float64]
    symbols: tuple[str, ...]
    answering: frozenset[str]
    group: str
    asked: Features
    abstain: bool


def main() -> int:
    """Fit, cross-validate, print."""
    arguments = _arguments()
    names = sorted(ranking().weights)
    cases: list[Case] = []
    for half, changes in enumerate(arguments.halves) if arguments.halves else ((None, None),):
        with _embedding_by(changes):
            assistant = Assistant.open(load_settings(home=arguments.home))
            cases += (case for path in arguments.questions for case in _cases(assistant, path, names, half))
    assistant = Assistant.open(load_settings(home=arguments.home))
    usable = [case for case in cases if case.gains.any()]
    unseen = list(_cases(assistant, arguments.unseen, names)) if arguments.unseen else []
    weights = fit(usable, names)
    apart = _apart(cases, names, arguments.folds)
    print(f"{len(cases)} topics and comparisons, right paragraph among the candidates of {len(usable)}")
    present = np.array([ranking().weights[name] for name in names])
    _report("weights as they are", cases, [present] * len(cases))
    _report("cross-validated", cases, apart)
    _report("unseen", unseen, [weights] * len(unseen))
    for name, weight in zip(names, weights, strict=True):
        print(f"{name} = {weight:.2f}")
    _refusals(cases, apart, unseen, weights, names.index("foreign"))
    return 0


def fit(cases: Sequence[Case], names: Sequence[str]) -> Matrix:
    """The weights of the conditional logit, by gradient ascent with momentum."""
    spread = np.concatenate([c.features - c.features.mean(axis=0) for c in cases]).std(axis=0) + 1e-6
    scaled = [case.features / spread for case in cases]
    weights, pace = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(300):
        gradient = -2 * RIDGE * weights / len(cases)
        for case, x in zip(cases, scaled, strict=True):
            p = np.exp(x @ weights - (x @ weights).max())
            right = p * case.gains
            gradient += (right / right.sum() - p / p.sum()) @ x / len(cases)
        pace = 0.9 * pace + gradient
        weights = weights + 0.1 * pace
    fitted: Matrix = weights / spread
    for name, most in CAPPED.items():
        fitted[names.index(name)] = min(fitted[names.index(name)], most)
    return fitted


def fit_chance(rows: Sequence[Sequence[float]], right: Sequence[bool], counts: Sequence[float]) -> Matrix:
    """Coefficients of the features of `CHANCE` and 1 in the logistic function; each row `counts` so much."""
    x, y, share = np.array(rows), np.array(right, np.float64), np.array(counts)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = (x - mean) / spread
    weights, bias = np.zeros(x.shape[1]), 0.0
    for _ in range(800):
        wrong = share * (y - 1 / (1 + np.exp(-(z @ weights + bias))))
        weights = weights + 2 * (wrong @ z - RIDGE_CHANCE * weights) / len(y)
        bias += 2 * wrong.sum() / len(y)
    slopes = weights / spread
    return np.append(slopes, bias - slopes @ mean)


def _apart(cases: Sequence[Case], names: Sequence[str], folds: int) -> list[Matrix]:
    """For each case, weights fitted to the questions of the other folds."""
    ids = sorted({case.id for case in cases})
    order = np.random.default_rng(1).permutation(len(ids))
    fold_of = {ids[question]: n % folds for n, question in enumerate(order)}
    fitted = [fit([c for c in cases if fold_of[c.id] != fold and c.gains.any()], names) for fold in range(folds)]
    return [fitted[fold_of[case.id]] for case in cases]


def _report(name: str, cases: Sequence[Case], weights: Sequence[Matrix]) -> None:
    """The share of questions whose first, or one of whose first three and ten, is right."""
    hits: dict[str, list[tuple[float, float, float]]] = {}
    for case, w in zip(cases, weights, strict=True):
        if not case.abstain:
            ranked = case.gains[np.argsort(-(case.features @ w), kind="stable")]
            row = (float(ranked[:1].any()), float(ranked[:3].any()), float(ranked[:10].any()))
            for kind in (case.type, "ALL"):
                hits.setdefault(kind, []).append(row)
    for kind, rows in hits.items():
        means = np.mean(rows, axis=0)
        print(
            f"{name:<20} {kind:<13}{len(rows):>4}   "
            + "  ".join(f"@{k} {m:.3f}" for k, m in zip((1, 3, 10), means, strict=True))
        )


def _refusals(cases: Sequence[Case], apart: Sequence[Matrix], unseen: Sequence[Case], w: Matrix, foreign: int) -> None:
    """The chance's coefficients, and what is refused below each threshold, cross-validated and unseen."""

    def row(case: Case, weights: Matrix, without: frozenset[str] = frozenset()) -> tuple[float, ...] | None:
        left = [n for n, symbol in enumerate(case.symbols) if symbol not in without]
        if not left or case.group == "compared":
            return None
        scores = case.features[left] @ weights
        best = case.features[left[int(scores.argmax())]]
        own = {"score": float(scores.max()), "foreign": float(best[foreign]), **case.asked}
        return tuple(own[name] for name in CHANCE)

    rows, right, counts, of = [], [], [], []
    for case, weights in zip(cases, apart, strict=True):
        for without, answers in ((frozenset[str](), not case.abstain), (case.answering, False)):
            told = not without or case.group != "named"  # what is named is there: nothing can be taken away
            if told and (without or answers or case.abstain) and (one := row(case, weights, without)):
                rows.append(one)
                right.append(answers)
                counts.append(REAL if case.abstain else 1.0)
                of.append(case.id)
    ids = sorted(set(of))
    fold_of = {ids[n]: k % 5 for k, n in enumerate(np.random.default_rng(2).permutation(len(ids)))}
    chance = fit_chance(rows, right, counts)
    print("\n" + ", ".join(CHANCE) + ", bias:", chance.round(3))
    held_out = {}
    for fold in range(5):
        kept = [n for n, one in enumerate(of) if fold_of[one] != fold]
        held_out[fold] = fit_chance([rows[n] for n in kept], [right[n] for n in kept], [counts[n] for n in kept])
    for name, some, by in (("cross-validated", cases, apart), ("unseen", unseen, [w] * len(unseen))):
        for group in ("topic", "foreign", "named", "leaning"):
            chances = [
                (case.abstain, float(1 / (1 + np.exp(-(np.array([*one, 1.0]) @ by_fold)))))
                for case, weights in zip(some, by, strict=True)
                if (one := row(case, weights)) and _group(case.group, one[1]) == group
                for by_fold in (held_out[fold_of[case.id]] if case.id in fold_of else chance,)
            ]
            _thresholds(f"{name} {group}", chances)


def _group(group: str, foreign: float) -> str:
    return "foreign" if group == "topic" and foreign else group


def _thresholds(name: str, chances: Sequence[tuple[bool, float]]) -> None:
    """Below each threshold: answerable questions refused, unanswerable ones refused."""

    def refused(threshold: float, *, abstain: bool) -> str:
        of = [chance for unanswerable, chance in chances if unanswerable is abstain]
        return f"{sum(chance < threshold for chance in of)}/{len(of)}"

    cells = (f"{t}: {refused(t, abstain=False)} {refused(t, abstain=True)}" for t in THRESHOLDS)
    print(f"{name:<24}" + "  ".join(cells))


def half_of(question: Question) -> int:
    """Which half of all questions it belongs to, 0 or 1, by its words."""
    return crc32(question.q.encode()) % 2


@contextmanager
def _embedding_by(changes: Path | None) -> Iterator[None]:
    """While this lasts, questions are embedded with these changes to the model instead of the shipped ones."""
    if changes is None:
        yield
        return
    with np.load(changes) as arrays:
        thin = {name: arrays[name].astype(np.float32) for name in arrays.files}
    _Shared.forget()  # an engine that there is has its weights already
    with patch.object(questions, "_thin", lambda: thin):
        yield
    _Shared.forget()


def _cases(assistant: Assistant, path: Path, names: Sequence[str], half: int | None = None) -> Iterator[Case]:
    for question in load_questions(path).questions:
        if half is not None and half_of(question) != half:
            continue
        reading = assistant.understand(Ask(question.q, question.history))
        if reading.intent not in (Intent.TOPIC, Intent.CITED, Intent.COMPARISON):
            continue
        many = reading.intent is Intent.COMPARISON
        every = [Filters(symbols=(s,)) for s in reading.symbols] if many else [reading.understood.filters]
        for filters in every:
            read, found = searched(assistant.library, reading, filters, DEPTH)
            if found := found[:DEPTH]:
                named = "named" if filters.symbols else "topic"
                group = "compared" if many else "leaning" if reading.leaning else named
                rows = np.array([[c.features.get(name, 0.0) for name in names] for c in found])
                gains = np.array([_gain(Locator.parse(c.hit.id), question) for c in found])
                symbols = tuple(c.hit.symbol for c in found)
                answering = _answering(question)
                asked = question_features(read)
                yield Case(question.id, question.type, rows, gains, symbols, answering, group, asked, question.abstain)


def _answering(question: Question) -> frozenset[str]:
    """The resolutions that answer a question."""
    expected: Expected = question.expected
    return frozenset(str(place.symbol) for place in (*expected.all, *expected.any))


def _gain(found: Locator, question: Question) -> float:
    if question.abstain:
        return 0.0
    if any(same_place(found, wanted) for wanted in question.expected.all):
        return 1.0
    return ACCEPTABLE if any(same_place(found, wanted) for wanted in question.expected.any) else 0.0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("ALINEA_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", default=[shared / "questions" / "dev.jsonl"])
    parser.add_argument("--unseen", type=Path, help="Questions to measure on, never to fit to.")
    parser.add_argument("--halves", type=Path, nargs=2, help="Changes to the model made without each half.")
    parser.add_argument("--folds", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
