"""A report on a draft as words for a person and as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from assistant.brief_words import say
from assistant.citation_check.verdicts import Judgement, Report, Verdict
from assistant.citations import capitalised, label
from assistant.reference_words import date_words
from index.errors import SymbolError
from index.symbols import Locator


def message(judgement: Judgement, language: str) -> str:
    """What is said of a reference or quotation: one or two sentences."""
    key = judgement.verdict.value
    if judgement.verdict is Verdict.VERBATIM and judgement.detail == "initial":
        key = "verbatim_initial"
    elif judgement.verdict is Verdict.UNVERIFIABLE and judgement.found:
        key = "unverifiable_found"
    elif judgement.verdict is Verdict.ALTERED and not _same_place(judgement):
        key = "altered_elsewhere"
    holes = {
        "label": _label(judgement.cited, language),
        "suggestion": _label(judgement.found, language),
        "last": _label(judgement.found, language),
        "resolution": capitalised(_label([one.partition("#")[0] for one in judgement.cited], language)),
        "source": judgement.source,
        "right": _date(judgement.detail, language),
        "given": _date(judgement.given, language),
    }
    text = say("checks", language, f"verdict.{key}", **holes)
    return text[:1].upper() + text[1:]


def report_to_json(report: Report, language: str) -> dict[str, Any]:
    """The JSON document of a report; offsets are into the draft's text as read."""
    return {
        "file": report.draft.name,
        "sha256": report.draft.sha256,
        "language": report.language,
        "counts": report.counts,
        "problems": len(report.problems),
        "judgements": [
            {
                "kind": one.kind,
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "verdict": one.verdict.value,
                "sound": one.sound,
                "unchecked": one.unchecked,
                "cited": list(one.cited),
                "found": list(one.found),
                "language": one.language,
                "detail": one.detail,
                "source": one.source,
                "difference": [[change.kind, change.text] for change in one.difference],
                "message": message(one, language),
            }
            for one in report.judgements
        ],
    }


def report_as_text(report: Report, language: str) -> str:
    """The report for a terminal: what is to be mended and what could not be verified, in the order of the draft."""
    kinds = [one.kind for one in report.judgements]
    heading = say(
        "checks",
        language,
        "report.heading",
        file=report.draft.name,
        references=kinds.count("reference"),
        quotations=kinds.count("quotation"),
    )
    lines = [heading]
    for one in report.judgements:
        if not one.sound:
            mark = "?" if one.unchecked else "✗"
            lines.append(f"{mark} {say('checks', language, f'kind.{one.kind}')} « {_short(one.text)} »")
            lines.append(f"  {message(one, language)}")
    unchecked = sum(one.unchecked for one in report.judgements)
    if unchecked:
        lines.append(say("checks", language, "report.unchecked", n=unchecked))
    problems = len(report.problems)
    lines.append(say("checks", language, "report.problems" if problems else "report.clean", n=problems))
    return "\n".join(lines)


def _same_place(judgement: Judgement) -> bool:
    return any(found == cited or found.startswith(cited) for found in judgement.found for cited in judgement.cited)


def _label(ids: Sequence[str], language: str) -> str:
    """The label of places; a symbol that is none here (`E/CN.4/…`) as it stands."""
    try:
        return label([Locator.parse(one) for one in ids], language, typeset=True) if ids else ""
    except SymbolError:
        return ", ".join(ids)


def _date(iso: str, language: str) -> str:
    try:
        return date_words(dt.date.fromisoformat(iso), language)
    except ValueError:
        return ""


def _short(text: str, limit: int = 100) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
