"""The JSON of an answer, as `alinea ask --json` prints it (DESIGN: stable contract)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.answer import Answer, Citation, Near, Withheld
from index.search import Coverage, Filters

Json = dict[str, Any]


def answer_to_json(answer: Answer) -> Json:
    """The JSON document of one answer."""
    filters = answer.understood.filters if answer.understood else Filters()
    return {
        "question": answer.question,
        "standalone_question": answer.standalone,
        "language": answer.language,
        "status": answer.status.value,
        "model": answer.model,
        "answer": answer.text,
        "citations": [_citation(c) for c in answer.citations],
        "nearest": [_near(n) for n in answer.nearest],
        "refused": [_withheld(w) for w in answer.refused],
        "withheld": [_withheld(w) for w in answer.withheld],
        "reason": answer.reason,
        "notices": list(answer.notices),
        "intent": answer.understood.intent if answer.understood else None,
        "filters": filters_to_json(filters),
        "coverage": _coverage(answer.coverage),
        "took_ms": {name: round(value, 1) for name, value in answer.took_ms.items()},
        "usage": dict(answer.usage) if isinstance(answer.usage, Mapping) else None,
    }


def filters_to_json(filters: Filters) -> Json:
    """The filters that ask for something; dates as ISO, ranges as lists."""
    values = {name: value for name, value in asdict(filters).items() if value}
    if adopted := values.get("adopted"):
        values["adopted"] = [day.isoformat() if day else None for day in adopted]
    return {name: list(value) for name, value in values.items()}


def _citation(c: Citation) -> Json:
    return {
        "n": c.n,
        "id": c.id,
        "symbol": c.symbol,
        "language": c.language,
        "kind": c.kind.value if c.kind else None,
        "label": c.label,
        "quote": c.quote,
        "start": c.start,
        "end": c.end,
        "action": c.action,
        "act": c.act,
    }


def _near(n: Near) -> Json:
    return {
        "id": n.id,
        "symbol": n.symbol,
        "language": n.language,
        "kind": n.kind.value,
        "label": n.label,
        "title": n.title,
        "text": n.text,
    }


def _withheld(w: Withheld) -> Json:
    return {"text": w.text, "reason": w.reason, "detail": w.detail}


def _coverage(coverage: Coverage | None) -> Json | None:
    if coverage is None:
        return None
    return {
        "resolutions": coverage.resolutions,
        "paragraphs": coverage.paragraphs,
        "searched": coverage.searched,
        "searched_resolutions": coverage.searched_resolutions,
        "languages": list(coverage.languages),
        "sessions": list(coverage.sessions) if coverage.sessions else None,
        "years": list(coverage.years) if coverage.years else None,
    }
