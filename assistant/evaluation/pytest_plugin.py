"""A pytest plugin: hold an index and a model to a question set in one's own tests. Loaded by pytest where Alinéa is
installed; it adds one fixture and costs nothing until a test asks for it.

    def test_our_resolutions(alinea_evaluate):
        alinea_evaluate(
            "questions.jsonl",
            fail_under={"citation_existence": 1, "verbatim_rate": 1, "citation_recall": 0.8, "false_abstention": 0.1},
            home="path/to/index",
        )
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from assistant.evaluation.session import Outcome


class Evaluate(Protocol):
    """What the fixture gives."""

    def __call__(
        self,
        questions: str | Path,
        *,
        fail_under: Mapping[str, float],
        home: str | Path | None = None,
        model: str | None = None,
        k: int | None = None,
        limit: int | None = None,
        out: Path | None = None,
    ) -> Outcome:
        """Ask the questions of a set and fail the test, naming measures and values, when a threshold is not kept.

        The folder of the run (`out`, by default one of the test's own) holds the report that says which questions.
        """


@pytest.fixture
def alinea_evaluate(tmp_path: Path) -> Evaluate:
    """Asks a question set of an index and fails when a measure is worse than wanted."""

    def evaluate(
        questions: str | Path,
        *,
        fail_under: Mapping[str, float],
        home: str | Path | None = None,
        model: str | None = None,
        k: int | None = None,
        limit: int | None = None,
        out: Path | None = None,
    ) -> Outcome:
        from assistant.evaluation.reports.files import write_reports
        from assistant.evaluation.session import Options
        from assistant.evaluation.session import evaluate as run_evaluation
        from assistant.settings import load_settings

        settings = load_settings(home=Path(home) if home else None, model=model, k=k)
        limits = tuple(f"{name}={value}" for name, value in fail_under.items())
        options = Options(out=out or tmp_path / "alinea-run", fail_under=limits, limit=limit)
        outcome = run_evaluation(settings, Path(questions), options)
        page, *_ = write_reports(outcome, settings.lang)
        if outcome.missed:
            told = "\n".join(f"  {missed}" for missed in outcome.missed)
            pytest.fail(f"Thresholds not kept:\n{told}\nReport: {page}", pytrace=False)
        return outcome

    return evaluate
