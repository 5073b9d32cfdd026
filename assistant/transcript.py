"""A conversation to keep or pass on: Markdown for people, JSON for programs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant import citations
from assistant.conversation import Conversation, Turn, stored_form
from index.symbols import Locator

# Characters that Markdown would read as markup wherever they stand.
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$])")


def to_markdown(conversation: Conversation, turns: Sequence[Turn], language: str) -> str:
    """The conversation in Markdown: questions as headings, answers, their references with the quoted words."""
    parts = [f"# {_plain(conversation.title)}"]
    for turn in turns:
        parts.append(f"## {_plain(turn.question)}")
        if turn.answer is None:
            continue
        parts.append(_plain(turn.answer.text))
        parts += [
            f"\\[{c.n}\\] {_plain(_reference(c.id, language))}\n\n> {_plain(c.quote)}" for c in turn.answer.citations
        ]
    return "\n\n".join(parts) + "\n"


def to_json(conversation: Conversation, turns: Sequence[Turn]) -> dict[str, Any]:
    """The whole conversation as plain JSON values."""
    return {
        "id": conversation.id,
        "title": conversation.title,
        "created": conversation.created.isoformat(),
        "updated": conversation.updated.isoformat(),
        "turns": [
            {
                "question": turn.question,
                "asked": turn.asked.isoformat(),
                "state": turn.state.value,
                "detail": turn.detail,
                "answer": stored_form(turn.answer) if turn.answer else None,
            }
            for turn in turns
        ],
    }


def _reference(id: str, language: str) -> str:
    return citations.footnote([Locator.parse(id)], language)


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
