"""`alinea check-citations FILE`: every reference and quotation of a draft, judged against the corpus."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assistant.citation_check.annotate import annotated
from assistant.citation_check.drafts import read_draft
from assistant.citation_check.judging import check_draft
from assistant.citation_check.report import report_as_text, report_to_json
from assistant.cli import Context, common_options
from assistant.errors import DraftError
from assistant.opening import open_library


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "--annotated", "copy", type=click.Path(dir_okay=False, path_type=Path), help="Write a .docx with comments."
)
@click.option("--all", "all_of_them", is_flag=True, help="Comment on what is sound too.")
@click.option("--strict", is_flag=True, help="End with exit code 1 when something is to be mended.")
@common_options
def command(context: Context, file: Path, copy: Path | None, all_of_them: bool, strict: bool) -> int:
    """Check the references and quotations of a draft (.docx, PDF, HTML or text; “-” reads standard input)."""
    lang = context.settings.lang
    data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    draft = read_draft(data, file.name)
    with open_library(context.settings) as library:
        report = check_draft(draft, library, lang)
    if copy:
        _write(copy, annotated(report, lang, all_of_them=all_of_them))
    context.emit(report_to_json(report, lang), lambda: report_as_text(report, lang))
    return int(strict and bool(report.problems))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise DraftError(f"{path} cannot be written: {error.strerror}.", hint="Name another file.") from error
