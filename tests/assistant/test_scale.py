"""Cosines of another embedder on the scale of the ranking."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.retrieval.pool import Pool
from assistant.retrieval.ranking import ranking
from assistant.retrieval.scale import FITTED, on_scale
from assistant.retrieval.topics import candidates
from assistant.shelf import Shelves
from assistant.understanding import understand
from index.resolution import Kind
from index.search import Filters, Hit, Query, SearchResult
from tests.assistant.library import INVENTED, MemoryLibrary

OTHER = "ollama:other"


def pool(*cosines: float | None) -> Pool:
    return Pool(
        tuple(
            Hit(n, f"A/RES/90/1#op{n}", "A/RES/90/1", "fr", Kind.OPERATIVE, "", "", 0.0, similarity=cosine)
            for n, cosine in enumerate(cosines, 1)
        ),
        ("A/RES/90/1",),
    )


def similarities(cosines: tuple[float | None, ...], embedder: str = OTHER) -> list[float | None]:
    return [hit.similarity for hit in on_scale(pool(*cosines), embedder, ranking()).hits]


NARROW = (0.91, 0.84, 0.83, 0.83, 0.82)


def test_the_default_embedder_s_are_left_as_they_are() -> None:
    assert similarities(NARROW, FITTED) == list(NARROW)


@pytest.mark.parametrize("band", [1.0, 0.1, 9.0])
def test_a_pool_gets_the_middle_and_spread_of_the_ranking_wherever_its_cosines_lie(band: float) -> None:
    found = similarities(tuple(0.3 + band * cosine for cosine in NARROW))
    assert found == pytest.approx(similarities(NARROW))
    assert found[2] == found[3] == pytest.approx(ranking().scale["middle"])
    mean = sum(found) / 5  # type: ignore[arg-type]
    assert (sum((x - mean) ** 2 for x in found) / 5) ** 0.5 == pytest.approx(ranking().scale["spread"])  # type: ignore[operator]


LEVEL = [
    # pools that tell nothing apart
    ("no hit", ()),
    ("one hit", (0.9,)),
    ("all the same but for rounding", (0.9, 0.9 + 1e-9, 0.9)),
    ("a vector store that did not answer", (None, None)),
]


@pytest.mark.parametrize(("what", "cosines"), LEVEL, ids=[row[0] for row in LEVEL])
def test_a_level_pool_counts_as_the_middle(what: str, cosines: tuple[float | None, ...]) -> None:
    assert similarities(cosines) == [ranking().scale["middle"]] * len(cosines)


def test_a_language_that_lies_nearer_as_a_whole_is_brought_level() -> None:
    """The best text in the other language counts as much as the best in the question's."""
    cosines = [0.8 + n / 1000 for n in range(30)]
    own = pool(*cosines).hits
    foreign = tuple(replace(hit, language="en", similarity=(hit.similarity or 0.0) - 0.1) for hit in own)
    found = on_scale(Pool((*own, *foreign)), OTHER, ranking()).hits
    assert [h.similarity for h in found[30:]] == pytest.approx([h.similarity for h in found[:30]])
    few = on_scale(Pool((*own, *foreign[:3])), OTHER, ranking()).hits
    assert (few[32].similarity or 0.0) < (few[0].similarity or 0.0), "three hits tell no level of their own"


class Elsewhere(MemoryLibrary):
    """The same library by an embedder whose cosines lie elsewhere."""

    def __init__(self, zero: float, width: float) -> None:
        super().__init__(INVENTED)
        self.embedder_name = OTHER
        self._zero, self._width = zero, width

    def search(self, query: Query) -> SearchResult:
        result = super().search(query)
        moved = (replace(h, similarity=self._zero + self._width * (h.similarity or 0.0)) for h in result.hits)
        return replace(result, hits=tuple(moved))


def test_candidates_score_alike_wherever_cosines_lie() -> None:
    def scores(zero: float, width: float) -> dict[str, float]:
        library = Elsewhere(zero, width)
        reading = understand("Qui doit repeindre les phares ?", Shelves(library).shelf())
        return {c.hit.id: c.score for c in candidates(library, reading, Filters())}

    there = scores(0.0, 1.0)
    assert len(there) > 3
    assert scores(-0.5, 1.0) == pytest.approx(there)
    assert scores(0.7, 0.2) == pytest.approx(there)
