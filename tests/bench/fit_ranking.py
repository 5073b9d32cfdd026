"""Fits the weights of `assistant/retrieval/ranking.toml` to a question set, and says what they are worth unseen.

    python -m tests.bench.fit_ranking --home DIR [--questions FILE] [--folds 5]

The weights maximise the likelihood of the right paragraph among a question's candidates (a conditional logit with a
ridge). The figures printed are those of cross-validation: every question is ranked by weights fitted without it.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.chain import Ask, Assistant
from assistant.evaluation.formats import load_questions
from assistant.evaluation.matching import Expected, same_place
from assistant.retrieval.topics import candidates
from assistant.settings import load_settings
from assistant.understanding import Intent
from index.search import Filters
from index.symbols import Locator

RIDGE = 0.02
ACCEPTABLE = 0.5
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """The candidates of a question: a row of features each, and how right each is (1 required, less acceptable)."""

    id: str
    type: str
    features: Matrix
    gains: NDArray[np.float64]


def main() -> int:
    """Fit, cross-validate, print."""
    arguments = _arguments()
    assistant = Assistant.open(load_settings(home=arguments.home))
    names: list[str] = []
    cases = list(_cases(assistant, arguments.questions, names))
    usable = [case for case in cases if case.gains.any()]
    print(f"{len(cases)} topic questions, right paragraph among the candidates of {len(usable)}")
    _report("weights as they are", cases, [_present(assistant, names)] * len(cases))
    _report("cross-validated", cases, _held_out(cases, arguments.folds))
    for name, weight in sorted(zip(names, fit(usable), strict=True), key=lambda row: -abs(row[1])):
        print(f"{name} = {weight:.3f}")
    return 0


def fit(cases: list[Case]) -> Matrix:
    """The weights of the conditional logit, by gradient ascent with momentum."""
    width = cases[0].features.shape[1]
    weights, pace = np.zeros(width), np.zeros(width)
    for step in range(600):
        gradient = -2 * RIDGE * len(cases) * weights / 10
        for case in cases:
            scores = case.features @ weights
            p = np.exp(scores - scores.max())
            right = p * case.gains
            if right.sum() > 0:
                gradient += (right / right.sum() - p / p.sum()) @ case.features
        pace = 0.9 * pace + gradient / len(cases)
        weights = weights + (0.5 if step < 300 else 0.2) * pace
    return weights


def _held_out(cases: list[Case], folds: int) -> list[Matrix]:
    """For each case, weights fitted to the other folds."""
    order = np.random.default_rng(7).permutation(len(cases))
    fold_of = {int(case): n % folds for n, case in enumerate(order)}
    fitted = [fit([c for i, c in enumerate(cases) if fold_of[i] != fold and c.gains.any()]) for fold in range(folds)]
    return [fitted[fold_of[i]] for i in range(len(cases))]


def _report(name: str, cases: list[Case], weights: list[Matrix]) -> None:
    """The share of questions whose first, or one of whose first three and ten, is right."""
    hits: dict[str, list[tuple[float, float, float]]] = {}
    for case, w in zip(cases, weights, strict=True):
        ranked = case.gains[np.argsort(-(case.features @ w), kind="stable")]
        row = (float(ranked[:1].any()), float(ranked[:3].any()), float(ranked[:10].any()))
        for kind in (case.type, "ALL"):
            hits.setdefault(kind, []).append(row)
    print(f"\n{name:<24} n   hit@1  hit@3  hit@10")
    for kind, rows in hits.items():
        means = np.mean(rows, axis=0)
        print(f"{kind:<24}{len(rows):>3}   " + "  ".join(f"{m:.3f}" for m in means))


def _present(assistant: Assistant, names: list[str]) -> Matrix:
    from assistant.retrieval.ranking import ranking

    return np.array([ranking().weights.get(name, 0.0) for name in names])


def _cases(assistant: Assistant, questions: Path, names: list[str]):  # type: ignore[no-untyped-def]
    for question in load_questions(questions).questions:
        if question.abstain or not question.expected:
            continue
        reading = assistant.understand(Ask(question.q, question.history))
        if reading.intent not in (Intent.TOPIC, Intent.CITED, Intent.COMPARISON):
            continue
        many = reading.intent is Intent.COMPARISON
        every = [Filters(symbols=(s,)) for s in reading.symbols] if many else [reading.understood.filters]
        for filters in every:
            found = candidates(assistant.library, reading, filters)
            if not names:
                names += sorted({name for c in found for name in c.features})
            rows = [[c.features.get(name, 0.0) for name in names] for c in found]
            gains = [_gain(Locator.parse(c.hit.id), question.expected) for c in found]
            if rows:
                yield Case(question.id, question.type, np.array(rows), np.array(gains))


def _gain(found: Locator, expected: Expected) -> float:
    if any(same_place(found, wanted) for wanted in expected.all):
        return 1.0
    return ACCEPTABLE if any(same_place(found, wanted) for wanted in expected.any) else 0.0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("ALINEA_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=Path, default=shared / "questions" / "dev.jsonl")
    parser.add_argument("--folds", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
