"""A run in the terminal: the figures, the types, the questions that failed."""

from __future__ import annotations

import io

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.evaluation.measures import MEASURES, full_name
from assistant.evaluation.reports.words import Words
from assistant.evaluation.session import Outcome

_WIDTH = 110
_FAILED_SHOWN = 15
_TYPE_COLUMNS = ("passed", "recall", "citation_recall", "citation_precision", "contains")


def terminal_report(outcome: Outcome, lang: str, *, colour: bool = False) -> str:
    """The report as text of at most 110 columns."""
    words = Words(lang, outcome.run.about.currency)
    file = io.StringIO()
    console = Console(file=file, width=_WIDTH, force_terminal=colour, highlight=False, legacy_windows=False)
    console.print(_figures(outcome, words))
    console.print(_types(outcome, words))
    if outcome.comparison:
        remarks = "".join(f"\n  {remark}" for remark in outcome.comparison.remarks)
        console.print(Text(f"{words('compared_with')} {outcome.comparison.old}{remarks}"))
        for name, ids in (("fixed", outcome.comparison.fixed), ("broken", outcome.comparison.broken)):
            console.print(Text(f"  {words(name)} ({len(ids)}){words.colon}{', '.join(ids) or '–'}"))
    _print_failed(console, outcome, words)
    summary = outcome.summary
    console.print(Text(f"{summary.passed} / {summary.questions} {words('passed')}"))
    for one in outcome.missed:
        console.print(Text(f"{words('thresholds_missed')}{words.colon}{one}"), style="bold red")
    return file.getvalue().rstrip("\n")


def _figures(outcome: Outcome, words: Words) -> Table:
    table = Table(box=None, pad_edge=False)
    compared = outcome.comparison
    for n, name in enumerate(("measure", "value", "interval", "n")):
        table.add_column(words(name), justify="right" if n else "left")
    if compared:
        table.add_column(words("difference"), justify="right")
        table.add_column(words("p"), justify="right")
    for name, figure in outcome.summary.figures.items():
        bounds = ""
        if figure.low is not None and figure.high is not None:
            bounds = f"{words.figure(name, figure.low)} – {words.figure(name, figure.high)}"
        cells = [words.measure(name), words.figure(name, figure.value), bounds, str(figure.n)]
        if compared:
            difference = compared.differences.get(name)
            cells += [words.points(difference.interval.mean), f"{difference.p:.3f}"] if difference else ["", ""]
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _types(outcome: Outcome, words: Words) -> Table:
    names = [full_name(m, outcome.run.about.k) for m in MEASURES if m.name in _TYPE_COLUMNS]
    table = Table(box=None, pad_edge=False)
    table.add_column(words("by_type"))
    for name in names:
        table.add_column(name, justify="right")
    for kind, figures in outcome.summary.by_type.items():
        cells = [words.figure(name, figures[name].value) if name in figures else "" for name in names]
        table.add_row(Text(f"{words.kind(kind)} ({figures['passed'].n})"), *(Text(cell) for cell in cells))
    return table


def _print_failed(console: Console, outcome: Outcome, words: Words) -> None:
    failed = [row for row in outcome.run.rows if not row.passed]
    if failed:
        console.print(Text(f"{words('failed_list')} ({len(failed)})", style="bold"))
    for row in failed[:_FAILED_SHOWN]:
        console.print(Text(f"✗ {row.question.id}  {row.question.q}"), overflow="ellipsis", no_wrap=True)
        for failing in row.reasons:
            about = f"{words.colon}{' · '.join(failing.about)}" if failing.about else ""
            console.print(Text(f"    {words.fault(failing.code.value)}{about}"))
        if row.error:
            console.print(Text(f"    {row.error}"))
    if len(failed) > _FAILED_SHOWN:
        console.print(Text(words("more", n=len(failed) - _FAILED_SHOWN)))
