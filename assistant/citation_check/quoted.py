"""Quotations in a draft: words between quotation marks of either language, across lines if need be."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOSES = {"«": "»", "“": "”", "„": "“", '"': '"'}
_LONGEST = 8000
"""Characters after which an opening mark without its closing one is taken for a slip."""
_NOTE_MARK = re.compile(r"\[\^?\d{1,3}\]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks: `start`/`end` with the marks, `words` without them and without note marks.

    Words that a paragraph of their own sets off are not `marked`; `group` is the span of all such in a row.
    """

    start: int
    end: int
    words: str
    marked: bool = True
    group: tuple[int, int] | None = None

    @property
    def length(self) -> int:
        """Number of words."""
        return len(_WORD.findall(self.words))


def find_quoted(text: str) -> list[Quoted]:
    """The quotations of a text in order, the outermost where they nest."""
    found: list[Quoted] = []
    at = 0
    while opening := re.compile('[«“„"]').search(text, at):
        end = _closing(text, opening.start())
        if end is None:
            at = opening.end()
            continue
        words = without_marks(text[opening.end() : end - 1])
        if words:
            found.append(Quoted(opening.start(), end, words))
        at = end
    return found


def without_marks(words: str) -> str:
    """Quoted words without the marks of footnotes in them, and without Markdown's `>`, asterisks and backslashes."""
    upright = re.sub(r"(?<!\\)(\*{1,2})(?=\S)([^*\n]+)(?<=\S)\1", r"\2", words)
    plain = re.sub(r"(?m)^[ \t]*>[ \t]?|\\(?=[^\w\s])", "", upright)
    return _NOTE_MARK.sub("", plain).strip()


def blanked(text: str, quotations: list[Quoted]) -> str:
    """The text with quoted words made spaces, offsets kept; a stop that ends them stays, for it ends a sentence too."""
    for one in quotations:
        edge = 1 if one.marked else 0
        inside = text[one.start + edge : one.end - edge]
        stop = inside.rstrip()[-1:] if inside.rstrip()[-1:] in (".", "!", "?") else ""
        blank = " " * (len(inside) - len(stop)) + stop
        text = text[: one.start + edge] + blank + text[one.end - edge :]
    return text


def _closing(text: str, start: int) -> int | None:
    """Where the quotation that opens at `start` ends. Where the same mark opens twice and closes once (as at the head
    of each paragraph of a long quotation), the first closing mark ends it."""
    opening = text[start]
    closing = _CLOSES[opening]
    limit = min(len(text), start + _LONGEST)
    if opening == closing:
        end = text.find(closing, start + 1, limit)
        broken = end < 0 or "\n" in text[start:end]
        return None if broken else end + 1
    depth = 0
    for at in range(start, limit):
        depth += (text[at] == opening) - (text[at] == closing)
        if depth == 0:
            return at + 1
    end = text.find(closing, start, limit)
    return end + 1 if end >= 0 else None
