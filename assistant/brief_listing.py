"""A brief and its verification as lines for a terminal, and as JSON."""

from __future__ import annotations

from typing import Any

from assistant.brief import Brief
from assistant.brief_check import Finding
from assistant.brief_items import Heading, Mention, Note, Quotation
from assistant.brief_words import say
from assistant.citations import label
from index.symbols import Locator

_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}


def brief_as_text(brief: Brief, language: str) -> str:
    """A brief with its items numbered, each in one line; the head is in the language of messages."""
    holes = {"title": brief.title, "key": brief.key, "language": brief.language, "n": len(brief.items)}
    lines = [say("briefs", language, "command.head", **holes)]
    for n, item in enumerate(brief.items, start=1):
        match item:
            case Heading() | Note():
                words = item.text
            case Mention():
                words = label(Locator.parse(item.id), brief.language)
            case Quotation():
                words = f"{label(Locator.parse(item.id), brief.language)} : {item.versions[0].words}"
        lines.append(f"{n:>3}  {item.key}  {item.type:<9}  {' '.join(words.split())}")
    return "\n".join(lines)


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """The JSON object of one finding."""
    return {
        "item": finding.key,
        "id": finding.id,
        "language": finding.language,
        "state": finding.state.value,
        "words_stand": finding.words_stand,
        "file_changed": finding.file_changed,
        "difference": [[change.kind, change.text] for change in finding.difference],
        "words": finding.words,
    }


def finding_as_text(finding: Finding, language: str) -> str:
    """A finding in one line, below it the words that went [-so-] and came [+so+]."""
    state = say("briefs", language, f"command.state_{finding.state.value}")
    shown = " ".join(_MARKS[change.kind].format(change.text.strip()) for change in finding.difference)
    return f"{finding.id}: {state}" + (f"\n  {shown}" if shown else "")
