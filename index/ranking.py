"""From what two legs found to ranked paragraphs: fusion, one entry a paragraph, twins grouped. Pure functions."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from index.fusion import Leg, fuse, min_max
from index.search import Query
from index.snapshot import Snapshot

DENSE_WEIGHT = 0.5
"""Weight of the dense leg against the lexical one, where question and paragraph are in one language."""
FOREIGN_DENSE_WEIGHT = 0.9
"""The same where they are not: words say little there, but names and numbers are shared."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the legs found: places of chunks in the snapshot with cosines and with BM25 scores, best first."""

    dense: Leg
    lexical: Leg


@dataclass(frozen=True, slots=True)
class Ranked:
    """A paragraph (its row in the catalogue) with its fused score and its ranks in the legs."""

    paragraph: int
    score: float
    dense_rank: int | None
    lexical_rank: int | None
    similarity: float | None


def rank(snapshot: Snapshot, found: Candidates, query: Query) -> list[Ranked]:
    """The paragraphs found, best first; of paragraphs that say the same, only the best."""
    dense = _by_paragraph(snapshot, found.dense)
    lexical = _by_paragraph(snapshot, found.lexical)
    places = [at for leg in (found.dense, found.lexical) for at, _ in leg]
    rows = np.array(places, np.int64)
    place = dict(zip(snapshot.paragraph[rows].tolist(), places, strict=True))
    documents = dict(zip(places, snapshot.document[rows].tolist(), strict=True))
    newest = dict(zip(places, snapshot.documents.adopted[snapshot.document[rows]].tolist(), strict=True))
    summaries = snapshot.documents.summaries

    def dense_weight(p: int) -> float:
        foreign = query.language and summaries[documents[place[p]]].language != query.language
        return FOREIGN_DENSE_WEIGHT if foreign else DENSE_WEIGHT

    fused = fuse(min_max(list(dense.items())), min_max(list(lexical.items())), dense_weight)
    scores = {p: round(score, 5) for p, score in fused.items()}  # equal words tie, whatever computed their cosines
    dense_ranks = {p: n for n, p in enumerate(dense, 1)}
    lexical_ranks = {p: n for n, p in enumerate(lexical, 1)}
    order = sorted(scores, key=lambda p: (-scores[p], -newest[place[p]], p))
    ranked, seen = [], set()
    for p in order:
        twins = int(snapshot.twins[place[p]])
        if twins not in seen:
            seen.add(twins)
            ranked.append(Ranked(p, scores[p], dense_ranks.get(p), lexical_ranks.get(p), dense.get(p)))
    return ranked


def _by_paragraph(snapshot: Snapshot, leg: Leg) -> dict[int, float]:
    """The best score of each paragraph's chunks, best first."""
    best: dict[int, float] = {}
    paragraphs = snapshot.paragraph[[at for at, _ in leg]].tolist() if leg else []
    for paragraph, (_, score) in zip(paragraphs, leg, strict=True):
        best.setdefault(paragraph, score)
    return best


class HasPlace(Protocol):
    """A paragraph's id and the language of its text."""

    @property
    def id(self) -> str:
        """The paragraph's id, the same in every language."""

    @property
    def language(self) -> str:
        """The language of its text."""


P = TypeVar("P", bound=HasPlace)


def one_language_each(found: Sequence[tuple[Ranked, P]], language: str | None) -> list[tuple[Ranked, P]]:
    """Each paragraph once, at its best rank: in the language asked for if it was found in it, else in the first."""
    shown: dict[str, tuple[Ranked, P]] = {}
    for ranked, place in found:
        if place.id not in shown:
            shown[place.id] = (ranked, place)
        elif place.language == language != shown[place.id][1].language:
            better = dataclasses.replace(ranked, score=shown[place.id][0].score)
            shown[place.id] = (better, place)
    return list(shown.values())
