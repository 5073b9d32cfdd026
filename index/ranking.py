"""From what two legs found to ranked paragraphs: fusion, one entry a paragraph, twins grouped. Pure functions."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.fusion import Leg, fuse, min_max
from index.search import Query
from index.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of the dense leg against the lexical one: where question and paragraph are in one language (`dense`), and
    where they are not (`foreign`: words say little there, but names and numbers are shared)."""

    dense: float = 0.7
    foreign: float = 0.9


CHOSEN = Weights()


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


def rank(snapshot: Snapshot, found: Candidates, query: Query, weights: Weights = CHOSEN) -> list[Ranked]:
    """The paragraphs found, best first; of paragraphs that say the same, only the best."""
    dense, lexical = _by_paragraph(snapshot, found.dense), _by_paragraph(snapshot, found.lexical)
    places = {**lexical.places, **dense.places}
    at = np.array(list(places.values()), np.int64)
    document = snapshot.document[at]
    weight = dict(zip(places, _dense_weights(snapshot, document, query.language, weights), strict=True))
    fused = fuse(min_max(list(dense.scores.items())), min_max(list(lexical.scores.items())), weight.__getitem__)
    # rounded, so that equal words tie, whatever computed their cosines
    scores = np.round(np.fromiter(map(fused.__getitem__, places), np.float64, len(places)), 5)
    paragraphs = np.fromiter(places, np.int64, len(places))
    order = np.lexsort((paragraphs, -snapshot.documents.adopted[document], -scores))
    first_of_its_words = np.sort(np.unique(snapshot.twins[at[order]], return_index=True)[1])
    dense_ranks = {p: n for n, p in enumerate(dense.scores, 1)}
    lexical_ranks = {p: n for n, p in enumerate(lexical.scores, 1)}
    return [
        Ranked(p, score, dense_ranks.get(p), lexical_ranks.get(p), dense.scores.get(p))
        for p, score in zip(
            paragraphs[order[first_of_its_words]].tolist(), scores[order[first_of_its_words]].tolist(), strict=True
        )
    ]


def _dense_weights(
    snapshot: Snapshot, document: NDArray[np.int64], language: str | None, weights: Weights
) -> list[float]:
    """The weight of the dense leg for paragraphs of these resolutions."""
    spoken = snapshot.documents.language
    foreign = spoken.numbers[document] != spoken.known.get(language, -1) if language else np.zeros(len(document))
    each: list[float] = np.where(foreign, weights.foreign, weights.dense).tolist()
    return each


@dataclass(frozen=True, slots=True)
class _Best:
    """The best chunk of each paragraph in a leg, best first: its score, and its place in the snapshot."""

    scores: dict[int, float]
    places: dict[int, int]


def _by_paragraph(snapshot: Snapshot, leg: Leg) -> _Best:
    best = _Best({}, {})
    paragraphs = snapshot.paragraph[np.array([place for place, _ in leg], np.int64)].tolist()
    for paragraph, (place, score) in zip(paragraphs, leg, strict=True):
        if paragraph not in best.scores:
            best.scores[paragraph] = score
            best.places[paragraph] = place
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
