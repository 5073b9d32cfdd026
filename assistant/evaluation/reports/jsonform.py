"""The JSON of an evaluation, as `alinea eval --json` prints it (DESIGN: stable contract)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.evaluation.compare import Comparison
from assistant.evaluation.rows import Place, Row
from assistant.evaluation.session import Outcome
from assistant.evaluation.summary import Figure

Json = dict[str, Any]


def outcome_to_json(outcome: Outcome) -> Json:
    """The run, its means with intervals, by type and language, thresholds, comparison, and one row per question."""
    run, summary = outcome.run, outcome.summary
    return {
        "run": {"name": run.name, "folder": str(run.folder), **asdict(run.about)},
        "questions": summary.questions,
        "passed": summary.passed,
        "means": {name: figure.value for name, figure in summary.figures.items()},
        "intervals": {
            name: [figure.low, figure.high] for name, figure in summary.figures.items() if figure.low is not None
        },
        "by_type": _groups(summary.by_type),
        "by_language": _groups(summary.by_language),
        "thresholds_missed": [
            {"metric": m.threshold.name, "limit": m.threshold.limit, "value": m.value} for m in outcome.missed
        ],
        "comparison": _comparison(outcome.comparison) if outcome.comparison else None,
        "remarks": list(outcome.remarks),
        "rows": [row_to_object(row) for row in run.rows],
    }


def row_to_object(row: Row) -> Json:
    """One question: what was asked and expected, what came, every measure and why it failed."""
    return {
        "id": row.question.id,
        "lang": row.question.lang,
        "type": row.question.type,
        "q": row.question.q,
        "history": list(row.question.history),
        "abstain": row.question.abstain,
        "contains": list(row.question.contains),
        "status": row.status.value,
        "answer": row.text,
        "passed": row.passed,
        "why": [{"code": f.code.value, "about": list(f.about)} for f in row.reasons],
        "expected": [_place(p) | {"required": p.required, "rank": p.rank, "cited": p.right} for p in row.expected],
        "found": [_place(p) | {"right": p.right, "quote": p.quote, "verbatim": p.verbatim} for p in row.found],
        "nearest": list(row.nearest),
        "ranking": list(row.ranking),
        "metrics": dict(row.values),
        "took_ms": {stage: round(value, 1) for stage, value in row.took_ms.items()},
        "error": row.error or None,
    }


def _place(place: Place) -> Json:
    return {"id": place.id, "exists": place.exists}


def _groups(groups: Mapping[str, Mapping[str, Figure]]) -> Json:
    return {
        group: {"questions": figures["passed"].n, "means": {name: f.value for name, f in figures.items()}}
        for group, figures in groups.items()
    }


def _comparison(comparison: Comparison) -> Json:
    return {
        "old": comparison.old,
        "new": comparison.new,
        "questions": comparison.questions,
        "differences": {
            name: {"mean": d.interval.mean, "interval": [d.interval.low, d.interval.high], "p": d.p, "n": d.interval.n}
            for name, d in comparison.differences.items()
        },
        "by_type": dict(comparison.by_type),
        "fixed": list(comparison.fixed),
        "broken": list(comparison.broken),
        "remarks": list(comparison.remarks),
    }
