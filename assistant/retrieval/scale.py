"""The cosines of any embedder on the scale that the ranking knows: that of the default embedder.

Where cosines lie is each model's own affair: those of a question to its best paragraph are 0.3 to 0.6 by the default
embedder, 0.85 to 0.91 by multilingual-e5-small as it comes, and elsewhere by others. `ranking.toml` is fitted to the
first. For an index by any other embedder, the cosines of a question's pool are given the middle and the spread that
pools have by the default one (standard scores, as the scores of search engines are made comparable: Montague & Aslam,
"Relevance score normalization for metasearch", CIKM 2001). Before that the languages of the pool are brought to one
level: a model that was not told otherwise puts all texts of the question's language nearer.

What it cannot know is whether a whole pool is far from the question: the best of a hundred far paragraphs stands out
from them, too. The words shared with the question must tell it then.

Measured on the 130 measuring questions with the index by the bare model (`multilingual-e5-small/q4`), without it and
with it: recall 0.80 and 0.80, precision 0.72 and 0.75, unanswerable questions refused 5 and 8 of 12, answerable ones 0
and 2 of 118. Of 65 topics, 1 and 14 are refused once the resolutions that answer them are taken out of the pool, 0 and
2 with these in it. Without the languages' levels 24 and 2, but recall across languages is 0.50 instead of 0.70 (0.80
without any of it).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from statistics import median, pstdev

from assistant.retrieval.pool import Pool
from assistant.retrieval.ranking import Ranking
from index.embedders import CentredEmbedder

FITTED = CentredEmbedder.name
"""The embedder whose cosines the figures of the ranking were fitted to."""
_A_LANGUAGE = 20
"""Hits of a language from which on its middle is told from them; of fewer, that of the whole pool is taken."""
_EQUAL = 1e-6
"""A spread of cosines that is only rounding."""


def on_scale(pool: Pool, embedder: str, figures: Ranking) -> Pool:
    """The pool with similarities as the ranking knows them; that of the default embedder is left as it is.

    Within a language, the order of the hits and the proportions of their distances stay. Where all are equally
    similar, each counts as the middle one of a pool.
    """
    if embedder == FITTED or not pool.hits:
        return pool
    above = _above_their_language(pool)
    middle, spread = median(above), pstdev(above)
    stretch = figures.scale["spread"] / spread if spread > _EQUAL else 0.0
    hits = (
        replace(hit, similarity=figures.scale["middle"] + stretch * (cosine - middle))
        for hit, cosine in zip(pool.hits, above, strict=True)
    )
    return replace(pool, hits=tuple(hits))


def _above_their_language(pool: Pool) -> list[float]:
    """How far the cosine of each hit lies above the middle of its language's."""
    by_language: dict[str, list[float]] = defaultdict(list)
    for hit in pool.hits:
        by_language[hit.language].append(hit.similarity or 0.0)
    whole = median(cosine for cosines in by_language.values() for cosine in cosines)
    level = {
        language: median(cosines) if len(cosines) >= _A_LANGUAGE else whole for language, cosines in by_language.items()
    }
    return [(hit.similarity or 0.0) - level[hit.language] for hit in pool.hits]
