"""Sets in our own form and in those of other tools, recognised by their fields.

| format | recognised by | question | expected |
|---|---|---|---|
| Alinéa (JSONL, JSON, CSV, XLSX) | `q` or `question` | `q` | `all`, `any`, `contains`, `abstain` |
| RAGAS | `user_input`, or `question` with `ground_truth` | last user turn | `reference_context_ids`, `reference` |
| BEIR | `_id` and `text`, with `qrels/*.tsv` beside | `text` | corpus ids with a score |
| promptfoo | `vars`, or CSV with `__expected` | `vars.question` | `assert`: contains…, is-refusal, equals |
| DeepEval | `input` and `expected_output` | `input` | ids in `context`, `expected_output` |
| LangSmith | `inputs` (and `outputs`) | `inputs.question` | our fields in `outputs`, `answer` |
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import QuestionSetError
from assistant.evaluation import beir
from assistant.evaluation.matching import place
from assistant.evaluation.questions import FIELDS, QuestionSet, numbered, question_from, unused_fields
from assistant.evaluation.records import Record, read_records
from assistant.evaluation.spreadsheet import from_cells, our_columns
from index.errors import SymbolError

_QUESTION_NAMES = ("question", "q", "query", "input", "user_input", "text", "prompt")
_REFERENCE_NAMES = ("answer", "reference", "expected_output", "output", "ground_truth", "response")
_OURS = tuple(name for name in FIELDS if name not in ("q", "id"))


@dataclass(slots=True)
class _Converted:
    """A record in our field names, with the names that the file uses, and what of it was not understood."""

    values: dict[str, Any]
    names: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def load_questions(path: Path) -> QuestionSet:
    """The questions of a file, or of a BEIR folder. Raises QuestionSetError naming file, line and field."""
    if beir.is_beir(path):
        return beir.load_beir(path)
    if path.is_dir():
        raise QuestionSetError(f"{path} is a folder, and not one of BEIR.", hint="Give a file of questions.")
    records = read_records(path)
    if not records:
        raise QuestionSetError(f"{path} holds no questions.")
    name, convert = _recognise(records[0], path)
    converted = [(convert(record), f"{path}, {record.where}") for record in records]
    questions = [(question_from(c.values, where, c.names), where) for c, where in converted]
    unused = (f"field “{field}” is not used" for c, _ in converted for field in unused_fields(c.values))
    remarks = dict.fromkeys((*(remark for c, _ in converted for remark in c.remarks), *unused))
    return QuestionSet(path, name, numbered(questions), tuple(remarks))


def _recognise(record: Record, path: Path) -> tuple[str, Callable[[Record], _Converted]]:
    names = record.fields.keys()
    for name, fits, convert in _FORMATS:
        if fits(names):
            return name, convert
    raise QuestionSetError(
        f"{path}, {record.where}: these fields are of no format that is known: {', '.join(names)}.",
        hint="A set of our own has at least “q”, and “all”, “contains” or “abstain”.",
    )


def _ours(record: Record) -> _Converted:
    if record.tabular:
        values, names = from_cells(record.fields)
        return _Converted(values, names)
    renamed = {"q" if name == "question" else name: value for name, value in record.fields.items()}
    return _Converted(renamed, {"q": "question"} if "question" in record.fields else {})


def _ragas(record: Record) -> _Converted:
    fields = record.fields
    asked, name = _first(fields, ("user_input", "question"))
    reference, reference_name = _first(fields, ("reference", "ground_truth", "ground_truths"))
    *history, last = _turns(asked)
    listed, list_name = _first(fields, ("reference_context_ids", "reference_contexts"))
    values = {
        "q": last,
        "history": history,
        "reference": _joined(reference),
        "all": _ids_among(_listed(listed), strict=list_name == "reference_context_ids"),
    }
    values |= _extras(fields)
    return _Converted(values, {"q": name, "reference": reference_name, "all": list_name})


def _promptfoo(record: Record) -> _Converted:
    fields = record.fields
    variables = _mapping(fields.get("vars")) or fields
    asked, name = _first(variables, _QUESTION_NAMES)
    values: dict[str, Any] = {"q": asked, "note": fields.get("description") or ""}
    values |= _extras(_mapping(fields.get("metadata")))
    result = _Converted(values, {"q": f"vars.{name}"})
    for assertion in _assertions(fields):
        _apply_assertion(assertion, result)
    return result


def _assertions(fields: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The assertions of a test; in CSV `__expected` writes one as `type: value`, or a plain text for equals."""
    told = fields.get("assert") or []
    listed: list[Mapping[str, Any]] = [a for a in told if isinstance(a, Mapping)] if isinstance(told, list) else []
    for name, value in fields.items():
        if name.startswith("__expected") and isinstance(value, str) and value.strip():
            kind, colon, rest = value.partition(":")
            known = colon and kind.strip() in _ASSERTIONS
            listed.append(
                {"type": kind.strip(), "value": rest.strip()} if known else {"type": "equals", "value": value}
            )
    return listed


# How assertions of promptfoo read: which field of ours they fill.
_ASSERTIONS = {
    "contains": "contains",
    "icontains": "contains",
    "contains-all": "contains",
    "icontains-all": "contains",
    "is-refusal": "abstain",
    "equals": "reference",
    "similar": "reference",
    "factuality": "reference",
}


def _apply_assertion(assertion: Mapping[str, Any], result: _Converted) -> None:
    kind = str(assertion.get("type", ""))
    value: Any = assertion.get("value")
    target = _ASSERTIONS.get(kind)
    if target is None:
        result.remarks.append(f"assertions of type “{kind}” are not used")
        return
    result.names.setdefault(target, f"assert.{kind}")
    if target == "contains":
        split = value.split(",") if kind.endswith("-all") and isinstance(value, str) else None
        result.values.setdefault("contains", []).extend(split or (value if isinstance(value, list) else [value]))
    else:
        result.values[target] = True if target == "abstain" else value


def _deepeval(record: Record) -> _Converted:
    fields = record.fields
    values = {
        "q": fields.get("input"),
        "reference": _joined(fields.get("expected_output")),
        "all": _ids_among(_listed(fields.get("context"))),
        "note": fields.get("comments") or "",
    }
    values |= _extras(_mapping(fields.get("additional_metadata")))
    return _Converted(values, {"q": "input", "reference": "expected_output", "all": "context"})


def _langsmith(record: Record) -> _Converted:
    inputs, outputs = _mapping(record.fields.get("inputs")), _mapping(record.fields.get("outputs"))
    asked, name = _first(inputs, (*_QUESTION_NAMES, "messages"))
    reference, reference_name = _first(outputs, _REFERENCE_NAMES)
    *history, last = _turns(asked)
    values = {"q": last, "history": history, "reference": _joined(reference), "id": str(record.fields.get("id") or "")}
    values |= _extras(_mapping(record.fields.get("metadata"))) | _extras(outputs) | _extras(inputs)
    return _Converted(values, {"q": f"inputs.{name}", "reference": f"outputs.{reference_name}"})


_FORMATS: list[tuple[str, Callable[[Any], bool], Callable[[Record], _Converted]]] = [
    ("ragas", lambda names: "user_input" in names or {"question", "ground_truth"} <= set(names), _ragas),
    ("ragas", lambda names: {"question", "ground_truths"} <= set(names), _ragas),
    ("promptfoo", lambda names: "vars" in names or any(n.startswith("__expected") for n in names), _promptfoo),
    ("deepeval", lambda names: "input" in names and bool({"expected_output", "context"} & set(names)), _deepeval),
    ("langsmith", lambda names: "inputs" in names, _langsmith),
    ("alinea", lambda names: "q" in our_columns(names), _ours),
]


def _extras(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of ours that another tool's record carries along (`all`, `contains`, `abstain`, `type`, `lang` …)."""
    return {name: fields[name] for name in _OURS if name in fields and name not in ("reference", "note", "history")}


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> tuple[Any, str]:
    """The first of the fields that is there and filled, and its name."""
    for name in names:
        if fields.get(name):
            return fields[name], name
    return None, names[0]


def _turns(asked: Any) -> list[Any]:
    """The user's turns of a conversation, oldest first; a plain text is one turn."""
    if not isinstance(asked, list):
        return [asked]
    users = [m for m in asked if isinstance(m, Mapping) and (m.get("type") or m.get("role")) in ("human", "user")]
    return [m.get("content") for m in users] or [None]


def _listed(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part.strip().strip("'\"") for part in value.strip("[] \n").split(",") if part.strip()]
    return list(value) if isinstance(value, list) else []


def _ids_among(values: list[Any], *, strict: bool = False) -> list[Any]:
    """The entries that are paragraph ids; with `strict` all of them, so that a wrong one is reported."""
    return values if strict else [value for value in values if isinstance(value, str) and _is_id(value)]


def _is_id(text: str) -> bool:
    try:
        place(text)
    except SymbolError:
        return False
    return True


def _mapping(value: Any) -> Mapping[str, Any]:
    """An object, also one written as JSON into a cell; empty for anything else."""
    if isinstance(value, str) and value.startswith("{"):
        try:
            value = json.loads(value)
        except json.JSONDecodeError:
            return {}
    return value if isinstance(value, Mapping) else {}


def _joined(value: Any) -> Any:
    return " / ".join(str(v) for v in value) if isinstance(value, list) else value
