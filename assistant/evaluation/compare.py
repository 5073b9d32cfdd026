"""Two runs on the same questions: how the figures differ, how sure that is, and which questions changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from assistant.errors import EvaluationError
from assistant.evaluation.measures import MEASURES, Pooling, full_name
from assistant.evaluation.rows import Row
from assistant.evaluation.runs import Run
from assistant.evaluation.statistics import Difference, paired_difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """`new` against `old` on the `questions` they share. `fixed` and `broken` are questions whose verdict changed;
    `remarks` say in what else the runs differ."""

    old: str
    new: str
    questions: int
    differences: Mapping[str, Difference]
    by_type: Mapping[str, float]
    fixed: tuple[str, ...]
    broken: tuple[str, ...]
    remarks: tuple[str, ...]


def compare(new: Run, old: Run) -> Comparison:
    """The comparison of two runs. Raises EvaluationError when no question is in both."""
    before = {row.question.id: row for row in old.rows}
    pairs = [(row, before[row.question.id]) for row in new.rows if _same_question(row, before)]
    if not pairs:
        raise EvaluationError(f"The runs {new.name} and {old.name} have no question in common.")
    return Comparison(
        old=old.name,
        new=new.name,
        questions=len(pairs),
        differences=_differences(pairs, new.about.k, old.about.k),
        by_type=_by_type(pairs),
        fixed=tuple(a.question.id for a, b in pairs if a.passed and not b.passed),
        broken=tuple(a.question.id for a, b in pairs if b.passed and not a.passed),
        remarks=_remarks(new, old, len(pairs)),
    )


def _same_question(row: Row, before: Mapping[str, Row]) -> bool:
    """Whether the other run asked the same thing: the same id is not enough when the set was edited."""
    other = before.get(row.question.id)
    return other is not None and (other.question.q, other.question.history) == (row.question.q, row.question.history)


def _differences(pairs: list[tuple[Row, Row]], k: int, old_k: int) -> dict[str, Difference]:
    found = {}
    for measure in MEASURES:
        if measure.pooling is Pooling.MEAN:
            new_name, old_name = full_name(measure, k), full_name(measure, old_k)
            values = [(a.values.get(new_name), b.values.get(old_name)) for a, b in pairs]
            both = [(x, y) for x, y in values if x is not None and y is not None]
            difference = paired_difference([x for x, _ in both], [y for _, y in both])
            if difference:
                found[new_name] = difference
    return found


def _by_type(pairs: list[tuple[Row, Row]]) -> dict[str, float]:
    """Type → difference of the share of questions passed."""
    kinds: dict[str, list[int]] = {}
    for new, old in pairs:
        kinds.setdefault(new.question.type, []).append(new.passed - old.passed)
    return {kind: fmean(values) for kind, values in kinds.items()}


def _remarks(new: Run, old: Run, shared: int) -> tuple[str, ...]:
    remarks = []
    if new.about.set_sha256 != old.about.set_sha256:
        remarks.append(f"set: {shared} / {len(new.rows)} / {len(old.rows)}")
    for name in ("generation", "k", "model"):
        one, other = getattr(old.about, name), getattr(new.about, name)
        if one != other:
            remarks.append(f"{name}: {one} → {other}")
    return tuple(remarks)
