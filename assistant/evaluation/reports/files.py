"""The report files of a run, written into its folder."""

from __future__ import annotations

from pathlib import Path

from assistant.evaluation.reports.page import html_report
from assistant.evaluation.reports.tables import write_csv, write_xlsx
from assistant.evaluation.session import Outcome


def write_reports(outcome: Outcome, lang: str) -> tuple[Path, ...]:
    """Write `report.html`, `report.csv` and `report.xlsx` beside the rows, and say where."""
    folder = outcome.run.folder
    page = folder / "report.html"
    page.write_text(html_report(outcome, lang), encoding="utf-8")
    write_csv(outcome, folder / "report.csv", lang)
    write_xlsx(outcome, folder / "report.xlsx", lang)
    return page, folder / "report.csv", folder / "report.xlsx"
