"""Makes `assistant/understanding/routes.npz`, the figures of `assistant.understanding.router`, and tells their worth.

    python -m tests.bench.fit_routes --home DIR [--topics FILE …] [--unseen FILE …] [--write FILE]

`wordings.jsonl` beside this file: questions by people who did not know the program, each with the way that it asks for
(`intent`). `--topics` are files of questions that ask for something of substance
(the format of the evaluation): half of them are given a resolution to be asked of. Ridge-penalised softmax regression.
Printed is, cross-validated over the wordings and on `--unseen` ones: how often
the rules, the guess and both together (the guess from a threshold on) name the right way.

Shipped: fitted to the 817 wordings and 1,948 questions of the measuring corpus. Of 200 English and 210 French wordings
that came before they were fitted to, the rules named .500 and .629 right, both together .750 and .810 (threshold .5);
cross-validated over all .625 and .845, and of the questions after something of substance .979 and .994.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.formats import load_questions
from assistant.lexicon import lexicon
from assistant.shelf import Shelf
from assistant.understanding import understand
from assistant.understanding.hearing import hear
from assistant.understanding.intents import HEADER_FIELDS
from assistant.understanding.language import language_of
from assistant.understanding.reading import Intent
from assistant.understanding.router import Way, described_as, masked
from assistant.understanding.routing import route_of
from assistant.understanding.spelling import corrected, without_chatter
from index.library import Library

WORDINGS = Path(__file__).with_name("wordings.jsonl")
PENALTY = 0.00003
STEPS, PACE = 600, 0.1
FOLDS = 5
THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
OF_TOPICS = 0.3
"""Weight of a question of `--topics` against a wording."""
ASKED_OF = ("62/27", "A/RES/63/9", "S/RES/1325 (2000)", "A/HRC/RES/28/27", "S/RES/1919 (2010)")
FRAMES = {
    "fr": ("{q} ({of}) ?", "{of} : {q} ?", "D'après la résolution {of}, {q} ?", "{q} dans la {of} ?", "{of}, {q}"),
    "en": ("{q} ({of})?", "{of}: {q}?", "Under resolution {of}, {q}?", "{q} in {of}?", "{of}, {q}"),
}
FINER = {Way.CITES_ONE: Intent.CITED, Way.DUE: Intent.CONTENTS}
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Wording:
    """A question with its way, what is weighed of it, and what the rules made of it."""

    way: Way
    row: NDArray[np.float32]
    rules: Intent
    weight: float


def main() -> int:
    """Fit, report and write."""
    given = _arguments()
    with Library.open(given.home) as library:
        shelf = Shelf(library.summaries())
        told = [_wording(row, library, shelf) for row in _rows(WORDINGS)]
        topics = [_wording(row, library, shelf, OF_TOPICS) for row in _topics(given.topics)]
        unseen = {path: [_wording(row, library, shelf) for row in _rows(path)] for path in given.unseen}
    every = told + topics
    folds = np.random.default_rng(1).integers(0, FOLDS, len(every))
    chances = np.zeros((len(every), len(Way)))
    for fold in range(FOLDS):
        fitted = _fit([w for w, at in zip(every, folds, strict=True) if at != fold])
        for n in np.flatnonzero(folds == fold):
            chances[n] = _chances(fitted, every[n])
    _report("wordings", told, chances[: len(told)])
    _report("topics", topics, chances[len(told) :])
    figures = _fit(every)
    for path, wordings in unseen.items():
        _report(path.name, wordings, np.array([_chances(figures, w) for w in wordings]))
    if given.write:
        np.savez_compressed(given.write, **{name: value.astype(np.float32) for name, value in figures.items()})
    return 0


def _rows(path: Path) -> list[dict[str, object]]:
    """The wordings of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _topics(paths: Sequence[Path]) -> list[dict[str, object]]:
    chance = random.Random(0)
    rows: list[dict[str, object]] = []
    for path in paths:
        for question in load_questions(path).questions:
            if question.abstain or question.history:
                continue
            text = question.q
            if chance.random() < 0.5:
                frame = chance.choice(FRAMES[language_of(text, "fr")])
                text = frame.format(q=text.rstrip(" ?"), of=chance.choice(ASKED_OF))
            rows.append({"q": text, "intent": Way.TOPIC})
    return rows


def _wording(row: dict[str, object], library: Library, shelf: Shelf, weight: float = 1.0) -> Wording:
    history = row.get("history") or ()
    assert isinstance(history, (list, tuple))
    question = understand(str(row["q"]), shelf, history=history).understood.standalone
    words = lexicon(language_of(question, "fr"))
    heard = hear(corrected(without_chatter(question, words), words), words, shelf)
    rules = route_of(heard, shelf).intent
    described = described_as(library.embedder.query(masked(heard)), heard, rules)
    way = Way(str(row["intent"]))
    return Wording(way, described, rules, weight)


def _fit(wordings: Sequence[Wording]) -> dict[str, Matrix]:
    """The figures: `mean`, `scale`, `ways`."""
    rows = np.array([w.row for w in wordings], np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    scale = np.where(spread > 0, 1 / np.maximum(spread, 1e-9), 0) / np.sqrt(len(mean))
    flags = len(mean) - _flags(wordings[0])
    scale[flags:] = np.where(spread[flags:] > 0, 1.0, 0.0)
    weighed = np.c_[(rows - mean) * scale, np.ones(len(rows))]
    weights = np.array([w.weight for w in wordings])
    ways = np.array([[w.way is way for way in Way] for w in wordings], float)
    return {
        "mean": mean,
        "scale": scale,
        "ways": _descend(weighed, ways, weights),
    }


def _flags(wording: Wording) -> int:
    return 5 + len(Intent) + len(HEADER_FIELDS)


def _descend(rows: Matrix, wanted: Matrix, weights: Matrix) -> Matrix:
    """The weights that make `wanted` likeliest under a ridge penalty, by Adam (Kingma & Ba, ICLR 2015) on all rows."""
    found = np.zeros((rows.shape[1], wanted.shape[1]))
    slope, square = np.zeros_like(found), np.zeros_like(found)
    share = (weights / weights.sum())[:, None]
    for step in range(1, STEPS + 1):
        gradient = rows.T @ (share * (_softmax(rows @ found) - wanted))
        gradient[:-1] += PENALTY * found[:-1]
        slope, square = 0.9 * slope + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        found -= PACE * (slope / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return found


def _softmax(scores: Matrix) -> Matrix:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _chances(figures: dict[str, Matrix], wording: Wording) -> Matrix:
    row = np.append((wording.row - figures["mean"]) * figures["scale"], 1.0)
    return _softmax((row @ figures["ways"])[None])[0]


def _report(name: str, wordings: Sequence[Wording], chances: Matrix) -> None:
    """The share of right ways, of all and of each."""
    ways = list(Way)
    for which in (None, *ways):
        rows = [(w, c) for w, c in zip(wordings, chances, strict=True) if which in (None, w.way)]
        if not rows:
            continue
        rules = np.mean([w.rules is _intent(w.way) for w, _ in rows])
        guessed = np.mean([_intent(ways[int(c.argmax())]) is _intent(w.way) for w, c in rows])
        cells = [f"{t}: {np.mean([_taken(w, c, ways, t) for w, c in rows]):.3f}" for t in THRESHOLDS]
        print(f"{name:12} {which or 'all':12} n {len(rows):4} rules {rules:.3f} guess {guessed:.3f} both", *cells)


def _taken(wording: Wording, chances: Matrix, ways: Sequence[Way], threshold: float) -> bool:
    """Whether the way is right that is taken: the guessed one from the threshold on, else that of the rules."""
    guessed = _intent(ways[int(chances.argmax())])
    return (guessed if chances.max() >= threshold else wording.rules) is _intent(wording.way)


def _intent(way: Way) -> Intent:
    return FINER.get(way) or Intent(way.value)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--topics", type=Path, nargs="*", default=[])
    parser.add_argument("--unseen", type=Path, nargs="*", default=[])
    parser.add_argument("--write", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
