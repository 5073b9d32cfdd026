"""Asking: every question of a run to one assistant, several at once where the model allows it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Protocol

from assistant.answer import Answer
from assistant.errors import AssistantError
from assistant.evaluation.questions import Question
from assistant.evaluation.rows import Row
from assistant.evaluation.scoring import Scoring
from index.errors import IndexingError


class Subject(Protocol):
    """What is evaluated."""

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        """The answer to a question after earlier ones."""

    def ranking(self, question: str, history: Sequence[str], answer: Answer, k: int) -> Sequence[str]:
        """Ids of the first `k` paragraphs that retrieval gives for the question, best first. `answer` came to it."""


def ask_all(
    subject: Subject,
    questions: Sequence[Question],
    scoring: Scoring,
    *,
    jobs: int = 1,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Row]:
    """The rows of the questions as they are done. A question that ends in an error has a row too.

    With `stop` true, no further question is begun; those under way are finished.
    """
    waiting = iter(questions)
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        running: set[Future[Row]] = set()
        while True:
            while len(running) < jobs and not stop() and (question := next(waiting, None)):
                running.add(pool.submit(ask_one, subject, question, scoring))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()


def ask_one(subject: Subject, question: Question, scoring: Scoring) -> Row:
    """Ask and score one question."""
    started = time.perf_counter()
    try:
        answer = subject.ask(question.q, question.history)
        wall_ms = (time.perf_counter() - started) * 1000
        ranking = subject.ranking(question.q, question.history, answer, scoring.k)
        return scoring.row(question, answer, ranking, wall_ms)
    except (AssistantError, IndexingError) as error:
        message = str(error)
    except Exception as error:  # noqa: BLE001 - one question's unforeseen error must not lose the others: it counts zero
        message = f"{type(error).__name__}: {error}"
    return scoring.failed(question, message, (time.perf_counter() - started) * 1000)
