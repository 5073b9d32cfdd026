"""The table of measures: names, which way is better, how a run's figure comes from its questions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Pooling(StrEnum):
    """How one figure of a run comes from its questions."""

    MEAN = "mean"
    """Mean over the questions that the measure applies to."""
    POOLED = "pooled"
    """Right / given over all citations and quotations of the run."""
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `ranked` ones carry their depth in the name (`recall@10`); `unit` is "" for shares of 1."""

    name: str
    pooling: Pooling = Pooling.MEAN
    more_is_better: bool = True
    unit: str = ""
    ranked: bool = False


MEASURES = (
    Measure("passed"),
    Measure("recall", ranked=True),
    Measure("precision", ranked=True),
    Measure("hit", ranked=True),
    Measure("mrr", ranked=True),
    Measure("ndcg", ranked=True),
    Measure("citation_existence", Pooling.POOLED),
    Measure("verbatim_rate", Pooling.POOLED),
    Measure("citation_precision"),
    Measure("citation_recall"),
    Measure("document_precision"),
    Measure("document_recall"),
    Measure("sentences_cited"),
    Measure("support_lexical"),
    Measure("support_figures"),
    Measure("support_embedding"),
    Measure("alce_recall"),
    Measure("alce_precision"),
    Measure("true_abstention"),
    Measure("false_abstention", more_is_better=False),
    Measure("contains"),
    Measure("reference_f1"),
    Measure("tokens_in", Pooling.SUM, more_is_better=False, unit="tokens"),
    Measure("tokens_out", Pooling.SUM, more_is_better=False, unit="tokens"),
    Measure("cost", Pooling.SUM, more_is_better=False, unit="money"),
)
_BY_NAME = {m.name: m for m in MEASURES}
LATENCY = "latency_"
PERCENTILES = {"p50": 0.5, "p95": 0.95}


def measure(name: str) -> Measure | None:
    """The measure of a name as reports write it (`recall@10`, `latency_total_p95`), or None when there is none."""
    if name.startswith(LATENCY) and name.rpartition("_")[2] in PERCENTILES:
        return Measure(name, more_is_better=False, unit="ms")
    base, at, depth = name.partition("@")
    found = _BY_NAME.get(base)
    if found is None or found.ranked != bool(at and depth.isdecimal()):
        return None
    return found


def full_name(found: Measure, k: int) -> str:
    """The name as reports write it, for lists cut at `k`."""
    return f"{found.name}@{k}" if found.ranked else found.name
