"""A build's events as a progress bar on standard error: files, then texts embedded, with rate and time left."""

from __future__ import annotations

from types import TracebackType
from typing import IO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from index.build import Event

_STAGES = {
    "fr": {"reading": "Lecture", "embedding": "Vectorisation", "indexing": "Indexation"},
    "en": {"reading": "Reading", "embedding": "Embedding", "indexing": "Indexing"},
}


class Progress:
    """Takes events; draws nothing where standard error is no terminal."""

    def __init__(self, lang: str, stream: IO[str]) -> None:
        self._stages = _STAGES[lang]
        self._tasks: dict[str, TaskID] = {}
        console = Console(file=stream)
        self._bar = Bar(
            TextColumn("{task.description:14}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )

    def __call__(self, event: Event) -> None:
        """Draw an event."""
        if event.stage not in self._stages or not event.total:
            return
        if event.stage not in self._tasks:
            task = self._bar.add_task(self._stages[event.stage], total=event.total, rate="")
            self._bar.advance(task, 0)  # a first sample: the rate can be told from the second event on
            self._tasks[event.stage] = task
        task = self._tasks[event.stage]
        self._bar.update(task, completed=event.done, total=event.total)
        speed = self._bar.tasks[task].speed
        self._bar.update(task, rate=f"{speed:.0f}/s" if speed else "")

    def __enter__(self) -> Progress:
        self._bar.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.__exit__(kind, error, at)
