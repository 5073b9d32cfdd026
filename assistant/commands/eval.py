"""`alinea eval QUESTIONS` asks test questions, measures the answers, reports; `alinea eval new` writes a first set."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from assistant.cli import Context, common_options
from assistant.errors import EvaluationError

THRESHOLD_MISSED = 4


class _RunByDefault(click.Group):
    """A group whose first argument may also be a file of questions."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without a command's name in front, `run` is meant."""
        if not args or args[0] not in self.commands:
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_RunByDefault)
def command() -> None:
    """Run a set of test questions."""


@command.command("run")
@click.argument("questions", type=click.Path(path_type=Path))
@click.option("--model", help="Who writes the answers: `extractive` or `provider:name` (ALINEA_MODEL).")
@click.option("--k", type=click.IntRange(1, 100), help="Depth at which rankings are judged (ALINEA_K).")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the run (default: the home's)."
)
@click.option("--compare", metavar="RUN", help="Another run to compare with: its folder or its name.")
@click.option(
    "--fail-under",
    metavar="METRIC=VALUE",
    multiple=True,
    help="End with code 4 when a measure is worse. For times, costs and false_abstention: when it is above.",
)
@click.option("--limit", type=click.IntRange(1), help="Ask only the first N questions.")
@click.option("--resume", is_flag=True, help="Go on with a run that was cut off.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Questions at once (default: as the model allows).")
@common_options
def run(
    context: Context,
    questions: Path,
    model: str | None,
    k: int | None,
    out: Path | None,
    compare: str | None,
    fail_under: tuple[str, ...],
    limit: int | None,
    resume: bool,
    jobs: int | None,
) -> int:
    """Ask QUESTIONS and measure the answers. `alinea eval new FILE` writes a starter set from the corpus.

    QUESTIONS is a set of our own (JSONL, CSV, XLSX) or of RAGAS, BEIR, promptfoo, DeepEval or LangSmith. The word
    `sample` stands for the set that comes with the program, on its two bundled resolutions.
    """
    from assistant.evaluation.reports.files import write_reports
    from assistant.evaluation.reports.jsonform import outcome_to_json
    from assistant.evaluation.reports.terminal import terminal_report
    from assistant.evaluation.reports.words import Words
    from assistant.evaluation.session import Options, evaluate

    options = Options(out, compare, fail_under, limit, resume, jobs)
    lang, words = context.settings.lang, Words(context.settings.lang)
    try:
        with _progress(words("asking")) as advance:
            outcome = evaluate(
                context.settings, _set_path(questions), options, on_row=lambda n, of, row: advance(n, of)
            )
    except KeyboardInterrupt:
        click.echo(words("interrupted"), err=True)
        raise
    page, *_ = write_reports(outcome, lang)
    for remark in outcome.remarks:
        click.echo(remark, err=True)
    context.emit(
        outcome_to_json(outcome),
        lambda: (
            f"{terminal_report(outcome, lang, colour=sys.stdout.isatty())}\n{words('report_at')}{words.colon}{page}"
        ),
    )
    for missed in outcome.missed:
        click.echo(f"{words('thresholds_missed')}{words.colon}{missed}", err=True)
    return THRESHOLD_MISSED if outcome.missed else 0


@command.command("new")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--number", type=click.IntRange(1, 10_000), default=40, show_default=True, help="Questions wanted.")
@click.option("--feedback", is_flag=True, help="From readers' reports on citations in the chat instead of by rule.")
@common_options
def new(context: Context, file: Path, number: int, feedback: bool) -> None:
    """Write a first set to FILE, to be corrected: questions made by rule from the corpus, or from readers' reports."""
    from assistant.evaluation.feedback import questions_from_feedback
    from assistant.evaluation.generate import generate
    from assistant.evaluation.questions import write_questions
    from assistant.evaluation.reports.words import Words
    from assistant.opening import open_library

    if feedback:
        made = questions_from_feedback(context.settings.home)[:number]
    else:
        made = generate(open_library(context.settings), number)
    if file.exists():
        raise click.UsageError(f"{file} exists already.")
    if not made:
        what = "No reader has reported a citation yet." if feedback else "The index holds nothing to ask about."
        raise EvaluationError(what)
    write_questions(made, file)
    words = Words(context.settings.lang)
    context.emit(
        {"file": str(file), "questions": len(made)}, lambda: f"{len(made)} {words('questions')}{words.colon}{file}"
    )


def _set_path(questions: Path) -> Path:
    from assistant.evaluation.sample import sample_questions

    return sample_questions() if str(questions) == "sample" and not questions.exists() else questions


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
