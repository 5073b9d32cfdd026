"""The parser on the measuring material: the bounds of the figures that `python -m tests.bench.parse` prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench import parse as bench

pytestmark = pytest.mark.corpus

# A figure and the least share of good cases it must have.
BOUNDS: list[tuple[Callable[[], bench.Figure], float]] = [
    (bench.pairs, 33 / 34),
    (bench.continuity, 0.99),
    (bench.endings, 0.995),
    (bench.furniture, 1.0),
    (lambda: bench.titles(late=True), 0.99),
    (lambda: bench.titles(late=False), 0.90),
    (bench.accounting, 1.0),
]


@pytest.mark.parametrize(("figure", "bound"), BOUNDS, ids=[f.__name__ for f, _ in BOUNDS])
def test_figures(
    shared: Path, monkeypatch: pytest.MonkeyPatch, figure: Callable[[], bench.Figure], bound: float
) -> None:
    monkeypatch.setenv("ALINEA_SHARED", str(shared))
    found = figure()
    assert found.good >= bound * found.all > 0, "\n".join([str(found), *found.cases[:20]])
