"""The fixture for other people's tests, as they get it: from the installed plugin."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.pytest_plugin import Evaluate

SET = '{"q": "Que dit le paragraphe 4 de la résolution 62/27 ?", "all": ["A/RES/62/27#op4"]}\n'


def test_a_set_that_keeps_its_thresholds_passes(alinea_evaluate: Evaluate, sample_index: Path, tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text(SET, encoding="utf-8")
    limits = {"citation_recall": 1.0, "citation_existence": 1.0, "latency_total_p95": 60_000.0}
    found = alinea_evaluate(tmp_path / "set.jsonl", fail_under=limits, home=sample_index)
    assert found.summary.passed == 1
    assert (tmp_path / "alinea-run" / "report.html").is_file()


def test_a_threshold_that_is_not_kept_fails_the_test_by_name(
    alinea_evaluate: Evaluate, sample_index: Path, tmp_path: Path
) -> None:
    (tmp_path / "set.jsonl").write_text(SET.replace("#op4", "#op5"), encoding="utf-8")
    with pytest.raises(pytest.fail.Exception, match="citation_recall: 0 < 1"):
        alinea_evaluate(tmp_path / "set.jsonl", fail_under={"citation_recall": 1.0}, home=sample_index)
