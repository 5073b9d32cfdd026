"""The words about language models, from `words/models.<language>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.errors import ModelUnavailable
from assistant.reference_words import LANGUAGES


@dataclass(frozen=True, slots=True)
class ModelWords:
    """Sentences by code: `unavailable` holds pairs (what is wrong, how to mend it)."""

    unavailable: Mapping[str, tuple[str, str]]
    kind: Mapping[str, str]
    withheld: Mapping[str, str]
    notice: Mapping[str, str]

    def error(self, code: str, *, retryable: bool = False, **values: object) -> ModelUnavailable:
        """The error of this code in words."""
        message, hint = self.unavailable[code]
        error = ModelUnavailable(message.format(**values), hint=hint.format(**values))
        error.retryable = retryable
        return error


@cache
def model_words(language: str) -> ModelWords:
    """The words of a language; French for one that has none."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    file = resources.files("assistant") / "words" / f"models.{language}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    pairs = {code: (pair[0], pair[1]) for code, pair in data["unavailable"].items()}
    return ModelWords(pairs, data["kind"], data["withheld"], data["notice"])
