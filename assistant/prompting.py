"""Prompts read from `prompts/<name>.<language>.md` and filled. Holes are those of `string.Template`.

The first line of a file is `version: N`, raised with every change of its words. What is put into a hole is never read
for holes again, so that text of documents cannot reach the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Template

from assistant.errors import PromptError

_HEAD = re.compile(r"version: (\d+)\r?\n\s*")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as read: its text with holes and the version that answers record."""

    name: str
    language: str
    version: int
    text: str

    @property
    def label(self) -> str:
        """What an answer records: `answer.fr/1`."""
        return f"{self.name}.{self.language}/{self.version}"

    @property
    def holes(self) -> frozenset[str]:
        """The names of the holes."""
        return frozenset(Template(self.text).get_identifiers())

    def fill(self, **values: str) -> str:
        """The prompt with every hole filled. Raises PromptError naming a hole without value or a value without hole."""
        without_value = sorted(self.holes - values.keys())
        without_hole = sorted(values.keys() - self.holes)
        if without_value or without_hole:
            wrong = [f"${name} is filled by nothing" for name in without_value]
            wrong += [f"“{name}” has no hole" for name in without_hole]
            raise PromptError(
                f"Prompt {self.name}.{self.language}.md: {', '.join(wrong)}.",
                hint="The file in prompts/ and the code that fills it must name the same holes.",
            )
        return Template(self.text).substitute(values)


def parse_prompt(text: str, name: str, language: str) -> Prompt:
    """A prompt from the words of its file. Raises PromptError on a missing version or a `$` that opens no hole."""
    head = _HEAD.match(text)
    if head is None:
        raise PromptError(f"Prompt {name}.{language}.md: its first line must be “version: N”.")
    body = text[head.end() :].rstrip("\n")
    if not Template(body).is_valid():
        raise PromptError(f"Prompt {name}.{language}.md: a “$” opens no hole.", hint="Write “$$” for the sign itself.")
    return Prompt(name, language, int(head[1]), body)


@cache
def read_prompt(name: str, language: str) -> Prompt:
    """The prompt of this name in a language. Raises PromptError when there is none."""
    file = resources.files("prompts") / f"{name}.{language}.md"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PromptError(f"There is no prompt “{name}” in “{language}”: {file} is missing.") from error
    return parse_prompt(text, name, language)
