"""The measures, as pure functions of what was expected and what came.

`ranking` and `cited` are paragraph ids, best first; ids are made canonical, repetitions count once. A sub-paragraph
and its parent count as the same place. Every measure lies between 0 and 1. **None means that the measure does not
apply to the question** (nothing to cite is expected of it), never that no answer came: that is 0.0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log2

from assistant.evaluation.matching import Expected, place, places, same_place
from assistant.evaluation.words import fold
from index.symbols import Locator, Symbol

REQUIRED_GAIN = 2
ACCEPTABLE_GAIN = 1
_KEY = re.compile(r"\[\d+\]")


def recall_at_k(ranking: Sequence[str], expected: Expected, k: int) -> float | None:
    """Required places found among the first k / required places. With acceptable places only: 1 if one is found.

    Source: Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), 8.3; trec_eval `recall_k`.
    """
    return _share_found(places(ranking)[:k], expected)


def precision_at_k(ranking: Sequence[str], expected: Expected, k: int) -> float | None:
    """Right places (required or acceptable) among the first k / k, also where fewer than k came.

    Source: Manning et al. (2008), 8.4; trec_eval `P_k`.
    """
    if not expected:
        return None
    return sum(_right(found, expected) for found in places(ranking)[:k]) / k


def hit_at_k(ranking: Sequence[str], expected: Expected, k: int) -> float | None:
    """1 if a right place (required or acceptable) is among the first k, else 0. Source: trec_eval `success_k`."""
    if not expected:
        return None
    return float(any(_right(found, expected) for found in places(ranking)[:k]))


def mrr_at_k(ranking: Sequence[str], expected: Expected, k: int) -> float | None:
    """1 / rank of the first right place among the first k, 0 where there is none.

    Source: Voorhees, The TREC-8 Question Answering Track Report (1999); trec_eval `recip_rank` on a list cut at k.
    """
    if not expected:
        return None
    ranks = (rank for rank, found in enumerate(places(ranking)[:k], 1) if _right(found, expected))
    return 1 / next(ranks, float("inf"))


def ndcg_at_k(ranking: Sequence[str], expected: Expected, k: int) -> float | None:
    """DCG@k / ideal DCG@k, with DCG = Σ gain / log2(1 + rank); gain 2 for required, 1 for acceptable places.

    A place counts once, at its first rank. A parent that stands for several expected sub-paragraphs counts as these
    one after the other, so that the measure stays at most 1. Source: Järvelin & Kekäläinen, Cumulated Gain-Based
    Evaluation of IR Techniques (2002), with the discount and linear gain of trec_eval `ndcg_cut_k`.
    """
    if not expected:
        return None
    gains = dict.fromkeys(expected.all, REQUIRED_GAIN) | dict.fromkeys(expected.any, ACCEPTABLE_GAIN)
    ideal = _dcg(dict(enumerate(sorted(gains.values(), reverse=True), 1)), k)
    return _dcg(_gain_by_rank(places(ranking), gains), k) / ideal


def citation_recall(cited: Sequence[str], expected: Expected) -> float | None:
    """Required paragraphs cited / required paragraphs; 0 where nothing is cited.

    Source: recall of sets, Manning et al. (2008), 8.3, on the human-judged paragraphs of the question set.
    """
    return _share_found(places(cited), expected)


def citation_precision(cited: Sequence[str], expected: Expected) -> float | None:
    """Cited paragraphs that are required or acceptable / cited paragraphs; 0 where nothing is cited.

    Source: precision of sets, Manning et al. (2008), 8.3.
    """
    if not expected:
        return None
    found = places(cited)
    return sum(_right(one, expected) for one in found) / len(found) if found else 0.0


def document_recall(cited: Sequence[str], expected: Expected) -> float | None:
    """As `citation_recall`, of resolutions instead of paragraphs."""
    wanted, found = _symbols(expected.all), _symbols(places(cited))
    if wanted:
        return len(wanted & found) / len(wanted)
    return float(bool(_symbols(expected.any) & found)) if expected else None


def document_precision(cited: Sequence[str], expected: Expected) -> float | None:
    """As `citation_precision`, of resolutions instead of paragraphs."""
    if not expected:
        return None
    found = _symbols(places(cited))
    return len(found & _symbols(expected.either)) / len(found) if found else 0.0


def true_abstention(refused: bool, *, should_refuse: bool) -> float | None:
    """1 if a question without an answer in the corpus was refused, 0 if not; its mean is the rate of true refusals.

    Source: rejection rate of Chen et al., Benchmarking Large Language Models in RAG (2023); SQuAD 2.0 NoAns accuracy.
    """
    return float(refused) if should_refuse else None


def false_abstention(answered: bool, *, should_refuse: bool) -> float | None:
    """1 if a question that has an answer got none (refused, or an error), else 0. Less is better.

    Source: the complement of HasAns coverage, Rajpurkar et al., Know What You Don't Know (SQuAD 2.0, 2018).
    """
    return None if should_refuse else float(not answered)


def reference_f1(text: str, reference: str) -> float | None:
    """Harmonic mean of precision and recall of the words an answer shares with a reference answer, repetitions
    counted, case and accents folded; None where there is no reference.

    Source: Rajpurkar et al., SQuAD (2016), 4; English articles are kept, as they have no French counterpart there.
    """
    if not reference:
        return None
    said, wanted = (Counter(re.findall(r"\w+", fold(t))) for t in (_KEY.sub(" ", text), reference))
    shared = (said & wanted).total()
    return 2 * shared / (said.total() + wanted.total()) if shared else 0.0


def rate(right: int, given: int) -> float | None:
    """right / given; None where nothing was given. For rates over citations and quotations, pooled over a run."""
    return right / given if given else None


def cost(usage: Mapping[str, object] | None, price_in: float, price_out: float) -> float:
    """Price of one answer: tokens in and out, each times its price per million tokens; a `cost` that the provider
    reports wins. Without usage (no language model): 0."""
    if not usage:
        return 0.0
    told = usage.get("cost")
    if isinstance(told, int | float):
        return float(told)
    return (tokens(usage, "input_tokens") * price_in + tokens(usage, "output_tokens") * price_out) / 1_000_000


def tokens(usage: Mapping[str, object] | None, name: str) -> int:
    """A token count (`input_tokens`, `output_tokens`) of LangChain's usage metadata; 0 where it is not told."""
    value = (usage or {}).get(name, 0)
    return int(value) if isinstance(value, int | float) else 0


def _right(found: Locator | None, expected: Expected) -> bool:
    return found is not None and expected.accepts(found)


def _share_found(found: Sequence[Locator | None], expected: Expected) -> float | None:
    wanted = expected.all
    if not wanted:
        return float(any(_right(one, expected) for one in found)) if expected else None
    return sum(any(one is not None and same_place(one, want) for one in found) for want in wanted) / len(wanted)


def _gain_by_rank(found: Sequence[Locator | None], gains: Mapping[Locator, int]) -> dict[int, int]:
    """Rank → gain; each expected place is credited once, and no rank is used twice."""
    open_places = dict(gains)
    by_rank: dict[int, int] = {}
    free = 1
    for rank, one in enumerate(found, 1):
        stands_for = [want for want in open_places if one is not None and same_place(one, want)]
        for want in sorted(stands_for, key=lambda w: -open_places[w]):
            free = max(free, rank)
            by_rank[free] = open_places.pop(want)
            free += 1
    return by_rank


def _dcg(gain_by_rank: Mapping[int, int], k: int) -> float:
    return sum(gain / log2(1 + rank) for rank, gain in gain_by_rank.items() if rank <= k)


def _symbols(found: Sequence[Locator | None]) -> set[Symbol]:
    return {one.symbol for one in found if one is not None}


__all__ = [
    "Expected",
    "citation_precision",
    "citation_recall",
    "cost",
    "document_precision",
    "document_recall",
    "false_abstention",
    "hit_at_k",
    "mrr_at_k",
    "ndcg_at_k",
    "place",
    "precision_at_k",
    "rate",
    "recall_at_k",
    "reference_f1",
    "tokens",
    "true_abstention",
]
