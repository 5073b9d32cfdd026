"""A run of an evaluation as HTML in the theme's colours: figures, bars by type, differences, single questions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.compare import Comparison
from assistant.evaluation.measures import MEASURES, full_name
from assistant.evaluation.reports.question import question_body
from assistant.evaluation.reports.words import Words
from assistant.evaluation.rows import Row
from assistant.evaluation.session import Outcome
from ui import escape, links

_BY_TYPE = ("passed", "citation_recall", "recall")


def figures_html(outcome: Outcome, words: Words) -> str:
    """All measures of a run, with intervals, and against another run where there is one."""
    compared = outcome.comparison
    names = ["measure", "value", "interval", "n", *(("difference", "p") if compared else ())]
    head = "".join(f'<th scope="col">{escape.text(words(name))}</th>' for name in names)
    rows = []
    for name, figure in outcome.summary.figures.items():
        bounds = ""
        if figure.low is not None and figure.high is not None:
            bounds = f"{words.figure(name, figure.low)} – {words.figure(name, figure.high)}"
        cells = [words.measure(name), words.figure(name, figure.value), bounds, str(figure.n)]
        cells += _difference(compared, name, words) if compared else []
        rows.append(f"<tr>{''.join(f'<td>{escape.text(cell)}</td>' for cell in cells)}</tr>")
    return f'<div class="trial wide"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def types_html(outcome: Outcome, words: Words) -> str:
    """Bars of the main measures by type of question, and of the difference to the other run."""
    parts = []
    for measure in MEASURES:
        name = full_name(measure, outcome.run.about.k)
        by_type = [(kind, found[name]) for kind, found in outcome.summary.by_type.items() if name in found]
        if measure.name in _BY_TYPE and by_type:
            rows = [(words.kind(kind), f.value, f"{words.share(f.value)} ({f.n})") for kind, f in by_type]
            parts.append(_bars(words.measure(name), rows))
    if outcome.comparison:
        moved = [(words.kind(kind), value, words.points(value)) for kind, value in outcome.comparison.by_type.items()]
        parts.append(_bars(f"{words('passed').capitalize()}{words.colon}{words('difference').lower()}", moved))
    return f'<div class="trial">{"".join(parts)}</div>'


def question_html(row: Row, words: Words) -> str:
    """One question: verdict, why, answer, expected and found side by side; open when it failed."""
    sign, verdict = ("✓", words("pass")) if row.passed else ("✗", words("fail"))
    return (
        f'<div class="trial"><details{"" if row.passed else " open"}><summary>'
        f'<span class="{"good" if row.passed else "bad"}">{sign} {escape.text(verdict)}</span> '
        f"<code>{escape.text(row.question.id)}</code> {escape.text(row.question.q)} "
        f'<span class="soft">{escape.text(words.kind(row.question.type))}</span></summary>'
        f"{question_body(row, words, _linked)}</details></div>"
    )


def _linked(identifier: str) -> str:
    """The id of a paragraph as a link that opens it in the source panel."""
    address, name = escape.text(links.paragraph(identifier)), escape.text(identifier)
    return f'<a class="near" href="{address}" data-ref="{name}">{name}</a>'


def _bars(title: str, rows: Sequence[tuple[str, float, str]]) -> str:
    """Shares from 0 to 1, or differences from -1 to 1, as bars of plain HTML."""
    drawn = "".join(
        f'<li><span>{escape.text(name)}</span><span class="bar{" less" if value < 0 else ""}" '
        f'style="width:{min(1.0, abs(value)) * 100:.1f}%" aria-hidden="true"></span><b>{escape.text(told)}</b></li>'
        for name, value, told in rows
    )
    return f'<h2 class="group-title">{escape.text(title)}</h2><ul class="bars">{drawn}</ul>'


def _difference(comparison: Comparison, name: str, words: Words) -> list[str]:
    found = comparison.differences.get(name)
    return [words.points(found.interval.mean), f"{found.p:.3f}"] if found else ["", ""]
