"""Paragraphs while they are being read: where they lie and what they are, before their ids are final."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from index.resolution import Span

_KEPT = 1000
"""Characters of the text before it that a paragraph keeps when it takes more: only the end is looked at."""


class Role(Enum):
    """What a draft is: the start of its id."""

    PREAMBULAR = "pp"
    NUMBERED = "op"
    UNNUMBERED = "u"
    SUB = "sub"
    HEADING = "h"


@dataclass(slots=True)
class Draft:
    """A paragraph being read.

    `part` is 0 for the body, 1 … for the annexes; `section` what it stands under (`3` for III, `A`), "" for none;
    `article` its article, "" for none. A sub-paragraph has a `parent` (its top-level paragraph) and a `path` below it.
    `value` is the number of a numbered paragraph; `text` the end of its text so far. `tail_of` is the
    paragraph that an unlabelled one may belong to, `aside` that it is in a numbered list between two paragraphs,
    `remnant` that it begins as no paragraph does.
    """

    role: Role
    spans: list[Span]
    text: str
    part: int = 0
    section: str = ""
    article: str = ""
    value: int = 0
    printed: str | None = None
    label: Span | None = None
    heading: tuple[str, ...] = ()
    parent: Draft | None = None
    path: tuple[str, ...] = ()
    tail_of: Draft | None = None
    steps: tuple[str, ...] = ()
    restored: bool = False
    aside: bool = False
    remnant: bool = False

    @property
    def target(self) -> str:
        """The label of a target, in two parts (« 17.18 », « 17.a »); "" for another paragraph."""
        printed = self.printed or ""
        return printed if self.role is Role.UNNUMBERED and printed[:1].isdigit() and "." in printed else ""

    @property
    def scope(self) -> tuple[int, str]:
        """The part and article it counts in."""
        return (self.part, self.article)

    def extend(self, spans: list[Span], text: str) -> None:
        """Take more text."""
        self.spans.extend(spans)
        self.text = f"{self.text[-_KEPT:]} {text}"


@dataclass(slots=True)
class Doubt:
    """A warning in the making: its code, its sentence, where, and the paragraph it is about."""

    code: str
    message: str
    span: Span | None = None
    draft: Draft | None = None


@dataclass(slots=True)
class Reading:
    """What the reading of a body gives: drafts in order, closing and vote lines, text that fits nowhere, doubts."""

    drafts: list[Draft] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    annexes: list[str] = field(default_factory=list)
