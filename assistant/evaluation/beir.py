"""BEIR sets: `queries.jsonl` and the judgements in `qrels/*.tsv`, where corpus ids are ids of paragraphs."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from assistant.errors import QuestionSetError
from assistant.evaluation.questions import QuestionSet, numbered, question_from
from assistant.evaluation.records import read_records

_SPLITS = ("test", "dev", "train")


def is_beir(path: Path) -> bool:
    """Whether this is a BEIR folder, or its `queries.jsonl`."""
    folder = path if path.is_dir() else path.parent
    named = path.is_dir() or path.name == "queries.jsonl"
    return named and (folder / "queries.jsonl").is_file() and (folder / "qrels").is_dir()


def load_beir(path: Path) -> QuestionSet:
    """The judged queries: the best score a query has means required, lower ones above 0 acceptable."""
    folder = path if path.is_dir() else path.parent
    qrels = _judgements_file(folder)
    scores = _scores(qrels)
    queries = folder / "queries.jsonl"
    found = []
    for record in read_records(queries):
        identifier, where = str(record.fields.get("_id") or ""), f"{queries}, {record.where}"
        if judged := scores.get(identifier):
            best = max(judged.values())
            values = {
                "id": identifier,
                "q": record.fields.get("text"),
                "all": [doc for doc, score in judged.items() if score == best],
                "any": [doc for doc, score in judged.items() if 0 < score < best],
            }
            found.append((question_from(values, where, {"id": "_id", "q": "text", "all": "corpus-id"}), where))
    if not found:
        raise QuestionSetError(f"{queries}: no query of it is judged in {qrels}.")
    return QuestionSet(folder, "beir", numbered(found), (f"judgements of {qrels.name}",))


def _judgements_file(folder: Path) -> Path:
    there = sorted((folder / "qrels").glob("*.tsv"))
    named = [folder / "qrels" / f"{split}.tsv" for split in _SPLITS]
    chosen = next((path for path in named if path in there), there[0] if there else None)
    if chosen is None:
        raise QuestionSetError(f"{folder / 'qrels'} holds no .tsv file of judgements.")
    return chosen


def _scores(path: Path) -> dict[str, dict[str, int]]:
    """Query id → corpus id → score above 0."""
    scores: dict[str, dict[str, int]] = defaultdict(dict)
    for record in read_records(path):
        cells = [record.fields.get(name) for name in ("query-id", "corpus-id", "score")]
        if None in cells:
            missing = ("query-id", "corpus-id", "score")[cells.index(None)]
            raise QuestionSetError(f"{path}, {record.where}, field “{missing}”: there is no such column.")
        query, document, score = (str(cell).strip() for cell in cells)
        if not score.lstrip("-").isdecimal():
            raise QuestionSetError(f"{path}, {record.where}, field “score”: “{score}” is not a whole number.")
        if int(score) > 0:
            scores[query][document] = int(score)
    return scores
