"""The words of the interface: one catalogue of messages per language, as data.

A message may have holes (`{n}`); a message that counts is a table with `one` and `other`. Which counts take the
singular and how dates are written are data of the language too (`[language]` in each file); whole numbers are grouped
as in answers.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.answer_words import answer_words

FOLDER = Path(__file__).parent / "messages"
LANGUAGES = ("fr", "en")


class UnknownMessage(LookupError):
    """A message was asked for that is not in the catalogue."""


@dataclass(frozen=True, slots=True, eq=False)
class Messages:
    """The messages of one language, keys joined by dots (`chat.placeholder`)."""

    language: str
    table: Mapping[str, str]
    rules: Mapping[str, Any]

    def say(self, key: str, **holes: object) -> str:
        """The message with its holes filled; numbers are grouped as the language groups them.

        A message that counts is chosen by the hole `n`. Raises UnknownMessage."""
        if key not in self.table and isinstance(count := holes.get("n"), int):
            key = f"{key}.{'one' if count in self.rules['singular'] else 'other'}"
        if key not in self.table:
            raise UnknownMessage(f"no message “{key}” in {self.language}")
        return self.table[key].format(**{name: self._shown(value) for name, value in holes.items()})

    def has(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in self.table

    def number(self, value: int) -> str:
        """A whole number, grouped: `45 120`, `45,120`."""
        return answer_words(self.language).number(value)

    def date(self, day: dt.date) -> str:
        """A date in words: `1er décembre 2007`, `1 December 2007`."""
        shown = self.rules["first_day"] if day.day == 1 else str(day.day)
        return f"{shown}\u00a0{self.rules['months'][day.month - 1]} {day.year}"

    def typeset(self, text: str) -> str:
        """The text as this language's typography shows it, character for character as long: only plain spaces become
        no-break spaces, so offsets into the stored text stay good. Never used on what is stored or exported."""
        for pattern, space in _typography(self.language):
            text = pattern.sub(space, text)
        return text

    def _shown(self, value: object) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            return self.number(value)
        return self.date(value) if isinstance(value, dt.date) else str(value)


@cache
def messages(language: str) -> Messages:
    """The catalogue of a language."""
    with (FOLDER / f"{language}.toml").open("rb") as file:
        data = tomllib.load(file)
    rules = data.pop("language")
    return Messages(language, dict(_flat(data, "")), rules)


def _flat(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((prefix + key, value))
    return found


@cache
def _typography(language: str) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rule["at"]), rule["space"]) for rule in messages(language).rules["typography"]]
