"""A run as CSV and as an Excel workbook: one line a question, and the figures."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.evaluation.measures import MEASURES, full_name, measure
from assistant.evaluation.reports.words import Words
from assistant.evaluation.rows import Place, Row
from assistant.evaluation.session import Outcome

# Control characters that XML, and with it a workbook, cannot hold.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CELL = 32_767
# A cell that begins like this is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(outcome: Outcome, path: Path, lang: str) -> None:
    """One line a question, UTF-8 with its mark so that spreadsheets read the accents."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";" if lang == "fr" else ",")
        for line in question_table(outcome, Words(lang, outcome.run.about.currency)):
            writer.writerow([_safe(cell) for cell in line])


def write_xlsx(outcome: Outcome, path: Path, lang: str) -> None:
    """Sheets: summary, by type, questions, and the comparison where there is one."""
    import openpyxl
    from openpyxl.styles import Alignment, Font

    words = Words(lang, outcome.run.about.currency)
    book = openpyxl.Workbook()
    sheets = {
        words("summary"): _summary_table(outcome, words),
        words("by_type"): _type_table(outcome, words),
        words("questions").capitalize(): question_table(outcome, words),
    }
    if outcome.comparison:
        sheets[words("compared_with")] = _comparison_table(outcome, words)
    book.remove(book.active)
    for title, table in sheets.items():
        sheet = book.create_sheet(title[:31])
        for line in table:
            sheet.append([_xml_safe(cell) for cell in line])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column in sheet.columns:
            widest = max(len(str(cell.value or "")) for cell in column)
            sheet.column_dimensions[column[0].column_letter].width = min(60, widest + 2)
            for cell in column:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        _as_percentages(sheet)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    book.save(path)


def _as_percentages(sheet: Any) -> None:
    """Shares of 1 shown as percentages: the columns headed by such a measure, and the rows that name one."""
    for column in sheet.columns:
        for cell in column[1:]:
            named = (column[0].value, sheet.cell(cell.row, 2).value)
            share = any(isinstance(name, str) and (known := measure(name)) and not known.unit for name in named)
            if share and isinstance(cell.value, float):
                cell.number_format = "0.0%"


def question_table(outcome: Outcome, words: Words) -> list[list[Any]]:
    """Headings, then one line a question: what was asked, verdict and why, expected and found, every measure."""
    names = [n for m in MEASURES if (n := full_name(m, outcome.run.about.k)) in _measured(outcome.run.rows)]
    stages = list(dict.fromkeys(stage for row in outcome.run.rows for stage in row.took_ms))
    keys = (
        "id",
        "type",
        "language",
        "question",
        "verdict",
        "why",
        "expected",
        "found",
        "rank",
        "expected_words",
        "answer",
    )
    head = [words(key) for key in keys] + names + [f"{stage} ms" for stage in stages]
    lines = []
    for row in outcome.run.rows:
        asked = row.question
        lines.append(
            [asked.id, words.kind(asked.type), asked.lang, " | ".join((*asked.history, asked.q))]
            + [words("pass") if row.passed else words("fail"), _why(row, words)]
            + [_ids(row.expected), _ids(row.found), min((p.rank for p in row.expected if p.rank), default=None)]
            + ["; ".join(asked.contains), row.text]
            + [row.values.get(name) for name in names]
            + [round(row.took_ms[stage], 1) if stage in row.took_ms else None for stage in stages]
        )
    return [head, *lines]


def _measured(rows: Sequence[Row]) -> set[str]:
    return {name for row in rows for name, value in row.values.items() if value is not None}


def _why(row: Row, words: Words) -> str:
    told = [f"{words.fault(f.code.value)} ({'; '.join(f.about)})" if f.about else words.fault(f.code.value)
            for f in row.reasons]  # fmt: skip
    return "\n".join([*told, row.error] if row.error else told)


def _ids(listed: Sequence[Place]) -> str:
    return "\n".join(place.id for place in listed)


def _summary_table(outcome: Outcome, words: Words) -> list[list[Any]]:
    about = outcome.run.about
    head = [words(key) for key in ("measure", "id", "value", "interval", "interval", "n")]
    figures = [
        [words.measure(name), name, figure.value, figure.low, figure.high, figure.n]
        for name, figure in outcome.summary.figures.items()
    ]
    told = [
        [words("set"), about.set_path],
        [words("hash"), about.set_sha256],
        [words("model"), about.model],
        [words("started"), about.started],
        [words("finished"), about.finished or words("unfinished")],
    ]
    missed = [[words("thresholds_missed"), str(one)] for one in outcome.missed]
    return [head, *figures, [], *told, *missed]


def _type_table(outcome: Outcome, words: Words) -> list[list[Any]]:
    names = [n for m in MEASURES if (n := full_name(m, outcome.run.about.k)) in outcome.summary.figures]
    head = [words("type"), words("n"), *names]
    lines = []
    for kind, figures in outcome.summary.by_type.items():
        values = [figures[name].value if name in figures else None for name in names]
        lines.append([words.kind(kind), figures["passed"].n, *values])
    return [head, *lines]


def _comparison_table(outcome: Outcome, words: Words) -> list[list[Any]]:
    assert outcome.comparison is not None
    head = [words(key) for key in ("measure", "id", "difference", "interval", "interval", "p", "n")]
    lines = [
        [words.measure(n), n, d.interval.mean, d.interval.low, d.interval.high, d.p, d.interval.n]
        for n, d in outcome.comparison.differences.items()
    ]
    return [head, *lines]


def _safe(cell: Any) -> Any:
    """A text that a spreadsheet would run as a formula is made a text."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell


def _xml_safe(cell: Any) -> Any:
    if isinstance(cell, str):
        return _safe(_FORBIDDEN.sub("", cell))[:_CELL]
    return cell
