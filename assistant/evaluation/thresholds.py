"""Limits that a run must keep: `citation_recall=0.9`, `latency_total_p95=2000`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import EvaluationError
from assistant.evaluation.measures import LATENCY, MEASURES, full_name, measure
from assistant.evaluation.summary import Summary


@dataclass(frozen=True, slots=True)
class Threshold:
    """A measure and the worst value allowed; for measures where less is better, the highest."""

    name: str
    limit: float


@dataclass(frozen=True, slots=True)
class Missed:
    """A threshold that a run does not keep. `value` is None where the measure applies to none of its questions."""

    threshold: Threshold
    value: float | None

    def __str__(self) -> str:
        sign = ">" if _less_is_better(self.threshold.name) else "<"
        told = "applies to no question" if self.value is None else f"{self.value:.4g} {sign} {self.threshold.limit:.4g}"
        return f"{self.threshold.name}: {told}"


def parse_thresholds(texts: Iterable[str], k: int) -> tuple[Threshold, ...]:
    """Thresholds from `METRIC=VALUE`. Raises EvaluationError naming what is wrong and which measures there are."""
    return tuple(_parse(text, k) for text in texts)


def thresholds_from(limits: Mapping[str, float], k: int) -> tuple[Threshold, ...]:
    """Thresholds from names and values, checked the same way."""
    return parse_thresholds((f"{name}={value}" for name, value in limits.items()), k)


def missed(summary: Summary, thresholds: Sequence[Threshold]) -> tuple[Missed, ...]:
    """The thresholds that these figures do not keep."""
    failed = []
    for threshold in thresholds:
        figure = summary.figures.get(threshold.name)
        value = figure.value if figure else None
        if value is None or _worse(threshold, value):
            failed.append(Missed(threshold, value))
    return tuple(failed)


def _parse(text: str, k: int) -> Threshold:
    name, equals, value = text.partition("=")
    name = name.strip()
    if measure(name) is None and measure(f"{name}@{k}") is not None:
        name = f"{name}@{k}"
    known = measure(name)
    if known is None or (known.ranked and name != f"{known.name}@{k}"):
        names = ", ".join([full_name(m, k) for m in MEASURES] + [f"{LATENCY}<stage>_p50", f"{LATENCY}<stage>_p95"])
        raise EvaluationError(f"“{name}” is not a measure of this run.", hint=f"Measures: {names}.")
    try:
        return Threshold(name, float(value))
    except ValueError:
        what = f"“{value}” is not a number" if equals else "the value is missing"
        raise EvaluationError(f"Threshold “{text}”: {what}.", hint="Write it like citation_recall=0.9.") from None


def _worse(threshold: Threshold, value: float) -> bool:
    # A mean of many floats may miss 1 by the last bit: that is no failure.
    slack = 1e-9
    if _less_is_better(threshold.name):
        return value > threshold.limit + slack
    return value < threshold.limit - slack


def _less_is_better(name: str) -> bool:
    known = measure(name)
    return known is not None and not known.more_is_better
