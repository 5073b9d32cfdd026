"""The words of briefs and of their commands in each language, from `words/<name>.<language>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from assistant.reference_words import LANGUAGES, NBSP


@cache
def table(name: str, language: str) -> Mapping[str, str]:
    """The messages of one file, keys of its tables joined by a dot; "~" made no-break spaces."""
    file = resources.files("assistant") / "words" / f"{name}.{language}.toml"
    flat: dict[str, str] = {}
    for key, value in tomllib.loads(file.read_text(encoding="utf-8")).items():
        entries = (
            {f"{key}.{inner}": words for inner, words in value.items()} if isinstance(value, dict) else {key: value}
        )
        flat.update({entry: words.replace("~", NBSP) for entry, words in entries.items()})
    return flat


def say(name: str, language: str, key: str, /, **holes: object) -> str:
    """A message of a file with its holes filled. Raises KeyError for an unknown key or hole."""
    return table(name, language)[key].format(**holes)


def typeset(text: str, language: str) -> str:
    """The text with the spaces that its language's print never breaks made no-break: no character added or lost."""
    words = table("briefs", language if language in LANGUAGES else "en")
    for mark in words["no_break_before"]:
        text = text.replace(f" {mark}", f"{NBSP}{mark}")
    for mark in words["no_break_after"]:
        text = text.replace(f"{mark} ", f"{mark}{NBSP}")
    return text
