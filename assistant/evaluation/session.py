"""One evaluation from start to end: load the set, ask, keep the run, compare, hold it against thresholds, report."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.evaluation.compare import Comparison, compare
from assistant.evaluation.formats import load_questions
from assistant.evaluation.questions import QuestionSet
from assistant.evaluation.rows import Row
from assistant.evaluation.runner import Subject, ask_all
from assistant.evaluation.runs import (
    About,
    RowWriter,
    Run,
    find_run,
    finish_run,
    new_folder,
    now_text,
    resume_run,
    runs_in,
    start_run,
    versions,
)
from assistant.evaluation.scoring import Scoring
from assistant.evaluation.sources import Sources
from assistant.evaluation.summary import Summary, summarise
from assistant.evaluation.support import Entails
from assistant.evaluation.thresholds import Missed, Threshold, missed, parse_thresholds
from assistant.ports import Library
from assistant.settings import Settings
from index.embedding import Embedder

_SEVERAL_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Options:
    """How an evaluation is run. `out` is the run's folder (None: a new one in the home), `compare` another run,
    `fail_under` thresholds as `METRIC=VALUE`, `jobs` questions at once (None: as the model allows)."""

    out: Path | None = None
    compare: str | None = None
    fail_under: tuple[str, ...] = ()
    limit: int | None = None
    resume: bool = False
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an evaluation came to."""

    run: Run
    summary: Summary
    comparison: Comparison | None = None
    missed: tuple[Missed, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """What is evaluated, with the index it answers from and the optional judges of support."""

    subject: Subject
    library: Library
    embedder: Embedder | None = None
    entails: Entails | None = None


def open_bench(settings: Settings) -> Bench:
    """The assistant of the settings' home. Raises what opening it raises."""
    from assistant.chain import Assistant
    from assistant.evaluation.remembered import Remembered
    from assistant.evaluation.subject import LiveSubject
    from index.library import Library as IndexedLibrary

    assistant = Assistant.open(settings)
    library = assistant.library
    embedder = Remembered(library.embedder) if isinstance(library, IndexedLibrary) else None
    return Bench(LiveSubject(assistant), library, embedder, entailment_of(settings))


def entailment_of(settings: Settings) -> Entails | None:
    """The entailment model that the settings name, or None. Raises EvaluationError when it cannot be used."""
    from assistant.evaluation.entailment import Entailment

    return Entailment(Path(settings.entailment)) if settings.entailment else None


def evaluate(
    settings: Settings,
    set_path: Path,
    options: Options,
    bench: Callable[[Settings], Bench] = open_bench,
    *,
    on_row: Callable[[int, int, Row], None] = lambda done, total, row: None,
    stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Ask every question of a set and keep the run. Thresholds, the run to compare with and the set are checked before
    the first question. Raises QuestionSetError, EvaluationError, and what opening the index raises."""
    thresholds = parse_thresholds(options.fail_under, settings.k)
    old = find_run(options.compare, settings.home) if options.compare else None
    questions = load_questions(set_path)
    opened = bench(settings)
    run = _begin(settings, questions, opened.library, options)
    scoring = Scoring(
        Sources(opened.library), run.about.k, run.about.price_in, run.about.price_out, opened.embedder, opened.entails
    )
    writer, rows = RowWriter(run), []
    for row in ask_all(opened.subject, run.left, scoring, jobs=run.about.jobs, stop=stop):
        writer.add(row)
        rows.append(row)
        on_row(len(run.rows) + len(rows), len(run.questions), row)
    run = _ended(run, rows)
    return outcome(run, old, thresholds, questions.remarks)


def outcome(
    run: Run, old: Run | None = None, thresholds: Sequence[Threshold] = (), remarks: tuple[str, ...] = ()
) -> Outcome:
    """The figures of a run, against another one and against thresholds."""
    summary = summarise(run.rows, run.about.k)
    comparison = compare(run, old) if old else None
    return Outcome(run, summary, comparison, missed(summary, thresholds), remarks)


def _begin(settings: Settings, questions: QuestionSet, library: Library, options: Options) -> Run:
    about = _about(settings, questions, library, options)
    if options.resume:
        folder = options.out or _unfinished(settings.home, about)
        if folder and (folder / "run.json").is_file():
            return resume_run(folder, about)
    folder = options.out or new_folder(settings.home, questions.path, dt.datetime.now(dt.UTC))
    return start_run(folder, about, questions.questions[: options.limit])


def _unfinished(home: Path, about: About) -> Path | None:
    """The newest run of the same set that was cut off."""
    same = (run for run in runs_in(home) if not run.about.finished and run.about.set_sha256 == about.set_sha256)
    return next((run.folder for run in same), None)


def _about(settings: Settings, questions: QuestionSet, library: Library, options: Options) -> About:
    coverage = library.coverage()
    one_at_a_time = settings.model == "extractive"
    return About(
        set_path=str(questions.path),
        set_format=questions.format,
        set_sha256=questions.sha256,
        questions=len(questions.questions[: options.limit]),
        model=settings.model,
        k=settings.k,
        generation=library.generation,
        started=now_text(),
        limit=options.limit,
        jobs=options.jobs or (1 if one_at_a_time else _SEVERAL_AT_ONCE),
        resolutions=coverage.resolutions,
        paragraphs=coverage.paragraphs,
        price_in=settings.model_price_in,
        price_out=settings.model_price_out,
        settings=settings.model_dump(mode="json"),
        versions=versions(),
        corpus=_corpus_hash(library),
    )


def _corpus_hash(library: Library) -> str:
    """Hash of which resolutions are indexed, with their lengths: a generation number alone says nothing elsewhere."""
    listed = sorted(f"{s.symbol} {s.language} {s.paragraphs}" for s in library.summaries())
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()


def _ended(run: Run, rows: Sequence[Row]) -> Run:
    """The run with its new rows; finished only when every question was asked."""
    known = {row.question.id for row in (*run.rows, *rows)}
    if all(q.id in known for q in run.questions):
        return finish_run(run, rows)
    by_id = {row.question.id: row for row in (*run.rows, *rows)}
    return replace(run, rows=tuple(by_id[q.id] for q in run.questions if q.id in by_id))
