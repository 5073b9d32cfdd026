"""Answers kept in a file: one JSON document a line, as `alinea ask --json` prints it, with the question's `id`.

Whoever wrote them, they are scored as those that are asked for now.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Citation, Status, Withheld
from assistant.answer_json import answer_to_json
from assistant.evaluation.questions import Question


def save_answers(path: Path, rows: Sequence[tuple[Question, Answer]]) -> None:
    """Write the answers, in the order of the questions."""
    lines = (json.dumps({"id": q.id, **answer_to_json(answer)}, ensure_ascii=False) for q, answer in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read_answers(path: Path, questions: Sequence[Question]) -> Iterator[tuple[Question, Answer]]:
    """Every question with its answer in the file. Raises SystemExit naming the first question that has none."""
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    by_id = {str(document["id"]): document for document in documents}
    for question in questions:
        if question.id not in by_id:
            raise SystemExit(f"{path} has no answer to question {question.id}.")
        yield question, _answer(by_id[question.id])


def _answer(document: dict[str, Any]) -> Answer:
    return Answer(
        question=document["question"],
        standalone=document.get("standalone_question", document["question"]),
        language=document["language"],
        status=Status(document["status"]),
        model=document.get("model", ""),
        text=document["answer"],
        citations=tuple(_citation(c, document["language"]) for c in document["citations"]),
        refused=tuple(Withheld(w["text"], w["reason"]) for w in document.get("refused", [])),
        withheld=tuple(Withheld(w["text"], w["reason"]) for w in document.get("withheld", [])),
        notices=tuple(document.get("notices", [])),
        took_ms=document.get("took_ms", {}),
        usage=document.get("usage"),
    )


def _citation(c: dict[str, Any], language: str) -> Citation:
    quote = c.get("quote", "")
    of = {"symbol": c.get("symbol") or c["id"].partition("#")[0], "language": c.get("language", language)}
    return Citation(
        n=c["n"], id=c["id"], kind=None, label=c.get("label", ""), quote=quote, start=0, end=len(quote), **of
    )
