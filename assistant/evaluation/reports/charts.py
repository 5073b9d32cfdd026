"""Bar charts as inline SVG: no library, no script, legible in print and to screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_ROW, _LABEL, _WIDTH, _VALUE = 26, 190, 300, 120


def bars(title: str, rows: Sequence[tuple[str, float, str]]) -> str:
    """Horizontal bars of shares: label, value from 0 to 1, the value as words."""
    drawn = []
    for n, (label, value, told) in enumerate(rows):
        y = n * _ROW
        drawn.append(
            f'<text x="{_LABEL - 8}" y="{y + 17}" text-anchor="end">{escape(label)}</text>'
            f'<rect class="track" x="{_LABEL}" y="{y + 5}" width="{_WIDTH}" height="16"/>'
            f'<rect class="bar" x="{_LABEL}" y="{y + 5}" width="{_clamped(value) * _WIDTH:.1f}" height="16"/>'
            f'<text x="{_LABEL + _WIDTH + 8}" y="{y + 17}">{escape(told)}</text>'
        )
    return _svg(title, drawn, [f"{label}: {told}" for label, _, told in rows])


def differences(title: str, rows: Sequence[tuple[str, float, str]]) -> str:
    """Bars to the left (less) and right (more) of a middle line: label, value from -1 to 1, the value as words."""
    middle = _LABEL + _WIDTH / 2
    height = max(1, len(rows)) * _ROW
    drawn = [f'<line class="axis" x1="{middle}" y1="0" x2="{middle}" y2="{height}"/>']
    for n, (label, value, told) in enumerate(rows):
        y, width = n * _ROW, abs(max(-1.0, min(1.0, value))) * _WIDTH / 2
        x, way = (middle, "more") if value >= 0 else (middle - width, "less")
        drawn.append(
            f'<text x="{_LABEL - 8}" y="{y + 17}" text-anchor="end">{escape(label)}</text>'
            f'<rect class="{way}" x="{x:.1f}" y="{y + 5}" width="{width:.1f}" height="16"/>'
            f'<text x="{_LABEL + _WIDTH + 8}" y="{y + 17}">{escape(told)}</text>'
        )
    return _svg(title, drawn, [f"{label}: {told}" for label, _, told in rows])


def _svg(title: str, drawn: Sequence[str], told: Sequence[str]) -> str:
    rows = max(1, len(told))
    width, height = _LABEL + _WIDTH + _VALUE, rows * _ROW
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg class="chart" role="img" viewBox="0 0 {width} {height}" '
        f'aria-label="{escape(title + ". " + "; ".join(told), quote=True)}">{"".join(drawn)}</svg></figure>'
    )


def _clamped(value: float) -> float:
    return max(0.0, min(1.0, value))
