"""`alinea check PATH…`: parse files without indexing them and say what was found and what is doubtful."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import Progress

from assistant.brief_words import say
from assistant.check_page import page
from assistant.check_words import as_text, figures
from assistant.cli import Context, common_options
from index.errors import UnreadableSource
from index.intake import files_in
from index.report import FileReport, Totals, check_file, pairs_of, report_to_json

_AHEAD = 8
"""Files given to each worker ahead of its results: bounds the memory, whatever the number of files."""
_WORTH_A_POOL = 16
"""Fewer files are parsed faster than a second process starts."""
T = TypeVar("T")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--jsonl", is_flag=True, help="Print each resolution as one line of JSON, in the form of `show`.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write the report as one HTML page.")
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Processes to use; by default one a core.")
@common_options
def command(context: Context, paths: tuple[Path, ...], jsonl: bool, html: Path | None, jobs: int | None) -> int:
    """Parse files or folders without indexing and report what was found."""
    lang, began = context.settings.lang, time.monotonic()
    files = list(dict.fromkeys(files_in(paths)))
    reports, totals = [], Totals()
    for report, lines in _progressing(_checked(files, jsonl, jobs or os.cpu_count() or 1, lang), len(files), lang):
        reports.append(report)
        totals.add(report)
        for line in lines:
            click.echo(line)
    if not reports:
        click.echo(say("check", lang, "nothing"), err=True)
        return 1
    pairs, seconds = pairs_of(reports), time.monotonic() - began
    shown = figures(totals, pairs, seconds, lang)
    if html:
        _write(html, page(reports, shown, lang))
        click.echo(say("check", lang, "written", path=html), err=True)
    if not jsonl:
        context.emit(report_to_json(reports, totals, pairs, seconds), lambda: as_text(reports, shown, lang))
    return 1 if totals.failed else 0


def _checked(files: list[Path], with_json: bool, jobs: int, lang: str) -> Iterator[tuple[FileReport, list[str]]]:
    """The reports in the order of the files, made by several processes when there is enough to do."""
    if jobs == 1 or len(files) < _WORTH_A_POOL:
        yield from (check_file(str(file), with_json) for file in files)
        return
    waiting = iter(files)
    # Spawned, not forked: a fork after threads have started may hang.
    with ProcessPoolExecutor(min(jobs, len(files)), mp_context=get_context("spawn")) as pool:

        def begin(count: int) -> list[tuple[Path, Future[tuple[FileReport, list[str]]]]]:
            return [(file, pool.submit(check_file, str(file), with_json)) for file in islice(waiting, count)]

        running = begin(jobs * _AHEAD)
        while running:
            file, future = running.pop(0)
            try:
                yield future.result()
            except BrokenProcessPool as error:
                raise UnreadableSource(say("check", lang, "died", path=file)) from error
            running += begin(1)


def _progressing(items: Iterator[T], total: int, lang: str) -> Iterator[T]:
    """The items, with a progress bar on standard error where that is a terminal."""
    console = Console(file=sys.stderr)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        yield from bar.track(items, total=total, description=say("check", lang, "progress"))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(path), hint=error.strerror or str(error)) from error
