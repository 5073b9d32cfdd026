"""Makes `index/e5/questions.npz`, the changes to the model with which questions are embedded, and tells their worth.

    python -m tests.bench.fit_questions --home DIR --questions FILE … [--unseen FILE …] [--half 0|1] [--write FILE]

Needs torch, which the program does not; some minutes on two cores. The passages are the vectors of an index of the
measuring corpus, as they are: each question is drawn towards the paragraphs that answer it and away from all others (a
softmax over every vector of the index), through thin changes to the matrices after attention and of the two steps of
the feed-forward network in each layer. With `--half` one half of the questions has no part in it: `fit_ranking` weighs
similarities and must see them as they are for questions that are new to the model. Printed is the dense search by
itself, before and after: the share of questions of which the first, one of the first 3, 10 and 50 vectors answers, and
the mean reciprocal rank. `--unseen` questions have no part in it.

Shipped: fitted to 518 questions of the 630 that `fit_ranking` knows and 1,427 more, by others, in other words than the
paragraphs have. Of the questions below none had a part in it; of the second kind five of 95 documents had:

| | n | @1 | @3 | @10 | @50 | MRR |
|---|---|---|---|---|---|---|
| the measuring set | 104 | .48 → .59 | .68 → .76 | .83 → .87 | .94 → .93 | .60 → .69 |
| questions on other documents | 106 | .35 → .42 | .47 → .59 | .58 → .76 | .76 → .87 | .44 → .53 |

Fitted to 518 questions alone it did as well on these; rank 8 or 16, a temperature of 1/14 to 1/30 and the matrices of
attention instead differ by less than so few questions can tell.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.evaluation.formats import load_questions
from assistant.evaluation.matching import same_place
from index.e5.space import space
from index.e5.tokens import Tokens
from index.e5.weights import Weights, model_file, unpack_rows
from index.embedders import CentredEmbedder
from index.embedding import Vectors, normalise
from index.library import Library
from index.matrix import matrix_path
from index.symbols import Locator
from tests.bench.fit_ranking import half_of

RANK = 8
CHANGED = ("ao", "fi", "fo")
EPOCHS = 3
BATCH = 32
PACE = 1e-3
TEMPERATURE = 1 / 30
DROPPED = 0.1
"""Share of the changes' inputs that are dropped while fitting."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's pieces of text, as the model numbers them, and the rows of the vectors that answer it."""

    tokens: list[int]
    rows: list[int]


class Model(nn.Module):
    """The bundled model for questions, with changes that begin as none."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        sizes = self.sizes = weights.sizes
        self.begin, self.end = weights.vocabulary.begin, weights.vocabulary.end
        self.words = weights.blocks("emb.word", sizes.hidden)
        places = weights.floats("emb.pos").reshape(-1, sizes.hidden)[: sizes.positions]
        self.places = torch.tensor(places + weights.floats("emb.type").reshape(-1, sizes.hidden)[0])
        self.fixed: dict[str, Tensor] = {}
        for norm in ("emb.ln", *(f"l{n}.{part}" for n in range(sizes.layers) for part in ("aln", "oln"))):
            self.fixed |= {f"{norm}.{kind}": torch.tensor(weights.floats(f"{norm}.{kind}")) for kind in "wb"}
        self.into, self.out = nn.ParameterDict(), nn.ParameterDict()
        for name in (f"l{n}.{part}" for n in range(sizes.layers) for part in ("q", "k", "v", "ao", "fi", "fo")):
            columns = sizes.inner if name.endswith("fo") else sizes.hidden
            self.fixed[f"{name}.w"] = torch.tensor(weights.matrix(f"{name}.w", columns))
            self.fixed[f"{name}.b"] = torch.tensor(weights.floats(f"{name}.b"))
            if name.endswith(CHANGED):
                key = name.replace(".", "_")
                self.into[key] = nn.Parameter(torch.randn(RANK, columns) / columns**0.5)
                self.out[key] = nn.Parameter(torch.zeros(len(self.fixed[f"{name}.w"]), RANK))
        self.query_mean, self.map = torch.tensor(space().query_mean), torch.tensor(space().map)

    def forward(self, asked: Sequence[Asked]) -> Tensor:
        """Vectors of questions in the space of the index: shape (len(asked), 384), each of length 1."""
        lengths = torch.tensor([len(one.tokens) + 2 for one in asked])
        ids = np.full((len(asked), int(lengths.max())), self.end)
        for row, one in enumerate(asked):
            ids[row, : len(one.tokens) + 2] = [self.begin, *one.tokens, self.end]
        words = torch.tensor(unpack_rows(self.words[ids.reshape(-1)]).reshape(*ids.shape, -1))
        x = self._norm("emb.ln", words + self.places[: ids.shape[1]])
        real = torch.arange(ids.shape[1])[None] < lengths[:, None]
        for layer in range(self.sizes.layers):
            x = self._layer(f"l{layer}", x, real)
        pooled = functional.normalize((x * real[..., None]).sum(1) / lengths[:, None], dim=1)
        return functional.normalize((pooled - self.query_mean) @ self.map, dim=1)

    def changes(self) -> dict[str, Any]:
        """The arrays of `questions.npz`."""
        both = (("in", self.into), ("out", self.out))
        return {
            f"{key.replace('_', '.')}.w.{way}": table[key].detach().numpy().astype(np.float16)
            for way, table in both
            for key in table
        }

    def _layer(self, name: str, x: Tensor, real: Tensor) -> Tensor:
        texts, tokens, hidden = x.shape
        q, k, v = (
            self._linear(f"{name}.{part}", x).view(texts, tokens, self.sizes.heads, -1).transpose(1, 2)
            for part in "qkv"
        )
        attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=real[:, None, None])
        attended = attended.transpose(1, 2).reshape(texts, tokens, hidden)
        x = self._norm(f"{name}.aln", x + self._linear(f"{name}.ao", attended))
        inner = functional.gelu(self._linear(f"{name}.fi", x))
        return self._norm(f"{name}.oln", x + self._linear(f"{name}.fo", inner))

    def _linear(self, name: str, x: Tensor) -> Tensor:
        y, key = x @ self.fixed[f"{name}.w"].T + self.fixed[f"{name}.b"], name.replace(".", "_")
        if key not in self.into:
            return y
        return y + functional.dropout(x, DROPPED, self.training) @ self.into[key].T @ self.out[key].T

    def _norm(self, name: str, x: Tensor) -> Tensor:
        return functional.layer_norm(
            x, x.shape[-1:], self.fixed[f"{name}.w"], self.fixed[f"{name}.b"], self.sizes.epsilon
        )


def main() -> int:
    """Fit, measure, print; write if asked to."""
    given = _arguments()
    torch.manual_seed(0)
    weights = Weights(model_file())
    passages, places = _passages(given.home)
    asked = _asked(given.questions, weights, places, given.half)
    print(f"{len(asked)} questions, {len(passages)} vectors")
    unseen = _asked(given.unseen, weights, places)
    model = Model(weights)
    _report("as it is, unseen", model, unseen, passages)
    fit(model, asked, passages)
    _report("fitted, its own", model, asked, passages)
    _report("fitted, unseen", model, unseen, passages)
    if given.write:
        np.savez_compressed(given.write, **model.changes())
        print(f"written: {given.write}")
    return 0


def fit(model: Model, asked: Sequence[Asked], passages: Tensor) -> None:
    """Draw each question towards its own rows, in place."""
    steps = EPOCHS * -(-len(asked) // BATCH)
    optimiser = torch.optim.AdamW(model.parameters(), PACE, weight_decay=0.0)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1.0, (step + 1) / 10) * (1 - step / steps))
    model.train()
    for epoch in range(EPOCHS):
        order = np.random.default_rng(epoch).permutation(len(asked))
        for some in np.array_split(order, -(-len(asked) // BATCH)):
            batch = [asked[n] for n in some]
            scores = model(batch) @ passages.T / TEMPERATURE
            right = torch.full_like(scores, -1e9)
            for row, one in enumerate(batch):
                right[row, one.rows] = 0.0
            loss = (torch.logsumexp(scores, 1) - torch.logsumexp(scores + right, 1)).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    model.eval()


def _report(name: str, model: Model, asked: Sequence[Asked], passages: Tensor) -> None:
    if not asked:
        return
    model.eval()
    ranks = []
    with torch.no_grad():
        for at in range(0, len(asked), 2 * BATCH):
            batch = asked[at : at + 2 * BATCH]
            for scores, one in zip(model(batch) @ passages.T, batch, strict=True):
                ranks.append(int((scores > scores[one.rows].max()).sum()))
    found = "  ".join(f"@{k} {np.mean(np.array(ranks) < k):.3f}" for k in (1, 3, 10, 50))
    print(f"{name:<18}{len(asked):>5}   {found}  MRR {np.mean(1 / (np.array(ranks) + 1)):.3f}")


def _passages(home: Path) -> tuple[Tensor, dict[str, list[tuple[Locator, int]]]]:
    """The vectors of the live chunks of an index, and by symbol which paragraph has which of them."""
    embedder = CentredEmbedder(home)
    with Library.open(home, embedder) as library, library._at_one_generation() as (db, opened):
        snapshot = opened.snapshot
        rows = {int(slot): n for n, slot in enumerate(np.unique(snapshot.slot))}
        slots = dict(zip(snapshot.chunk.tolist(), snapshot.slot.tolist(), strict=True))
        places: dict[str, list[tuple[Locator, int]]] = {}
        for chunk, symbol, place in db.execute(
            "SELECT c.id, d.symbol, p.place FROM chunk c JOIN paragraph p ON p.id = c.paragraph"
            " JOIN document d ON d.id = c.document"
        ):
            if chunk in slots:
                places.setdefault(symbol, []).append((Locator.parse(f"{symbol}#{place}"), rows[slots[chunk]]))
    vectors: Vectors = np.fromfile(matrix_path(home, embedder.name), "<f4").reshape(-1, embedder.dimension)
    return torch.tensor(vectors[list(rows)]), places


def _asked(
    files: Sequence[Path], weights: Weights, places: dict[str, list[tuple[Locator, int]]], without: int | None = None
) -> list[Asked]:
    """The questions for places of the index, one half left out if asked for."""
    tokens, found = Tokens(weights.vocabulary), []
    for question in (q for path in files for q in load_questions(path).questions if not q.history):
        wanted = question.expected.all
        rows = [row for one in wanted for at, row in places.get(str(one.symbol), ()) if same_place(at, one)]
        if rows and half_of(question) != without:
            found.append(Asked(tokens.ids([f"query: {normalise(question.q)}"])[0], sorted(set(rows))))
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--unseen", type=Path, nargs="*", default=[], help="Questions to measure on, never to fit to.")
    parser.add_argument("--half", type=int, choices=(0, 1), help="The half of the questions that is left out.")
    parser.add_argument("--write", type=Path, help="File to write; the shipped one is index/e5/questions.npz.")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
