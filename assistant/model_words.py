"""The words about language models, from `words/models.<language>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.answer import Answer
from assistant.errors import ModelUnavailable
from assistant.reference_words import LANGUAGES


@dataclass(frozen=True, slots=True)
class ModelWords:
    """Sentences by code: `unavailable` holds pairs (what is wrong, how to mend it)."""

    unavailable: Mapping[str, tuple[str, str]]
    kind: Mapping[str, str]
    withheld: Mapping[str, str]
    notice: Mapping[str, str]
    told: Mapping[str, str]

    def error(self, code: str, *, retryable: bool = False, **values: object) -> ModelUnavailable:
        """The error of this code in words."""
        message, hint = self.unavailable[code]
        error = ModelUnavailable(message.format(**values), hint=hint.format(**values))
        error.retryable = retryable
        return error


def notes_of(answer: Answer, language: str) -> list[str]:
    """What the command line says beside an answer: what went otherwise than asked, what is not shown, what it cost."""
    words = model_words(language)
    notes = [words.notice.get(code, code) for code in answer.notices]
    usage = answer.usage or {}
    if "error" in usage:
        notes.append(str(usage["error"]))
    for withheld in (*answer.withheld, *answer.refused):
        reason = words.withheld.get(withheld.reason, withheld.reason).format(detail=withheld.detail)
        notes.append(words.told["withheld"].format(text=withheld.text, reason=reason))
    if "input_tokens" in usage:
        key = "tokens_about" if usage["estimated"] else "tokens"
        told = words.told[key].format(model=usage["model"], read=usage["input_tokens"], written=usage["output_tokens"])
        priced = usage["cost"] is not None
        notes.append(told + (words.told["cost"].format(**usage) if priced else ""))
    return notes


@cache
def model_words(language: str) -> ModelWords:
    """The words of a language; French for one that has none."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    file = resources.files("assistant") / "words" / f"models.{language}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    pairs = {code: (pair[0], pair[1]) for code, pair in data["unavailable"].items()}
    return ModelWords(pairs, data["kind"], data["withheld"], data["notice"], data["told"])
