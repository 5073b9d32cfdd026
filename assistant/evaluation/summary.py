"""The figures of a run from its rows: means with intervals, pooled rates, percentiles, by type and by language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.evaluation.measures import LATENCY, MEASURES, PERCENTILES, Pooling, full_name
from assistant.evaluation.metrics import rate
from assistant.evaluation.rows import Row
from assistant.evaluation.statistics import bootstrap, percentile


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a run over `n` questions, citations or answers; `low` and `high` bound a mean at 95 %."""

    value: float
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of a run. A measure that applies to no question is not in it."""

    figures: Mapping[str, Figure]
    by_type: Mapping[str, Mapping[str, Figure]]
    by_language: Mapping[str, Mapping[str, Figure]]
    questions: int
    passed: int


def summarise(rows: Sequence[Row], k: int) -> Summary:
    """The figures of rows scored at depth `k`."""
    return Summary(
        figures=figures(rows, k),
        by_type=_groups(rows, k, lambda row: row.question.type),
        by_language=_groups(rows, k, lambda row: row.question.lang or "?"),
        questions=len(rows),
        passed=sum(row.passed for row in rows),
    )


def figures(rows: Sequence[Row], k: int) -> dict[str, Figure]:
    """Name → figure, in the order of the table of measures, then the latencies."""
    found: dict[str, Figure] = {}
    for one in MEASURES:
        name = full_name(one, k)
        figure = _pooled(rows, name) if one.pooling is Pooling.POOLED else _over_questions(rows, name, one.pooling)
        if figure:
            found[name] = figure
    return found | _latencies(rows)


def _over_questions(rows: Sequence[Row], name: str, pooling: Pooling) -> Figure | None:
    values = [v for row in rows if (v := row.values.get(name)) is not None]
    if pooling is Pooling.SUM:
        return Figure(sum(values), len(values)) if any(values) else None
    interval = bootstrap(values)
    return Figure(interval.mean, interval.n, interval.low, interval.high) if interval else None


def _pooled(rows: Sequence[Row], name: str) -> Figure | None:
    """Right / given over the run. A run that cites nothing although answers are expected of it has kept no promise:
    it counts 0, it does not drop out."""
    counts = [row.counts.get(name, (0, 0)) for row in rows]
    right, given = sum(c[0] for c in counts), sum(c[1] for c in counts)
    value = rate(right, given)
    if value is None:
        return Figure(0.0, 0) if any(not row.question.abstain for row in rows) else None
    return Figure(value, given)


def _latencies(rows: Sequence[Row]) -> dict[str, Figure]:
    stages = dict.fromkeys(stage for row in rows for stage in row.took_ms)
    found = {}
    for stage in stages:
        values = [row.took_ms[stage] for row in rows if stage in row.took_ms]
        for name, share in PERCENTILES.items():
            value = percentile(values, share)
            if value is not None:
                found[f"{LATENCY}{stage}_{name}"] = Figure(value, len(values))
    return found


def _groups(rows: Sequence[Row], k: int, key: Callable[[Row], str]) -> dict[str, dict[str, Figure]]:
    names = dict.fromkeys(key(row) for row in rows)
    return {name: figures([row for row in rows if key(row) == name], k) for name in names}


def mean_by_type(rows: Sequence[Row], name: str) -> dict[str, float]:
    """Type → mean of one measure, of the types it applies to."""
    by_type: dict[str, list[float]] = {}
    for row in rows:
        value = row.values.get(name)
        if value is not None:
            by_type.setdefault(row.question.type, []).append(value)
    return {kind: fmean(values) for kind, values in by_type.items()}
