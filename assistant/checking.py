"""What is checked before an answer is shown: keys, quotations, and figures, dates and symbols.

- a key in the text was given, else it is refused and reported, never replaced;
- what stands in quotation marks occurs in a paragraph cited in the same sentence, under the declared folding;
- figures, dates and symbols of a sentence outside quotation marks occur in its sources or in the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Citation, Withheld
from assistant.folding import fold, occurs
from assistant.quotations import locate_parts, parts_of

_KEY = re.compile(r"\[(\d+)\]")
# A key, or a quotation passed over whole: `[3]` in the words of a document is no key.
_QUOTED_OR_KEY = re.compile(r"«[^»]*»|“[^”]*”|\[(\d+)\]")
_PAIRS = {"«": "»", "“": "”"}
_FIGURE = re.compile(r"\d+(?:[  .,/]\d+)*")


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer after the check: the text without refused keys, the citations it uses, what was refused and why."""

    text: str
    citations: tuple[Citation, ...]
    refused: tuple[Withheld, ...]
    withheld: tuple[Withheld, ...]


SourceText = Callable[[Citation], str]


def check(text: str, given: Sequence[Citation], source: SourceText) -> Checked:
    """Check a text against the citations that were given to its writer. `source` gives a citation's whole text.

    A citation whose quotation is not in its source is refused; a line with a quotation that is in none of its sources
    is withheld. The text of lines that stand is never changed but for refused keys.
    """
    by_key = {str(c.n): c for c in given}
    refused: list[Withheld] = []
    for citation in given:
        if not occurs(citation.quote, source(citation)):
            refused.append(Withheld(citation.quote, "not-verbatim", citation.id))
            del by_key[str(citation.n)]
    kept, withheld = [], []
    for line in text.split("\n"):
        clean = _without_unknown(line, by_key, refused)
        sources = [source(by_key[key]) for key in _keys(clean) if key in by_key]
        bad = next((q for q in quotations(clean) if not any(_stands(q, s) for s in sources)), None)
        if bad is None:
            kept.append(clean)
        else:
            withheld.append(Withheld(line, "not-verbatim", bad))
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    used = set(_keys(body))
    return Checked(body, tuple(c for key, c in by_key.items() if key in used), tuple(refused), tuple(withheld))


def quotations(text: str) -> list[str]:
    """The outermost passages in « » or “ ”; an unclosed one reaches to the end."""
    found, start, closing, depth = [], 0, "", 0
    for at, char in enumerate(text):
        if not depth and char in _PAIRS:
            start, closing, depth = at + 1, _PAIRS[char], 1
        elif depth and char in _PAIRS and _PAIRS[char] == closing:
            depth += 1
        elif depth and char == closing:
            depth -= 1
            if not depth:
                found.append(text[start:at].strip())
    return [q for q in [*found, text[start:].strip() if depth else ""] if q]


def unsupported_figures(sentence: str, sources: Sequence[str], allowed: Sequence[str] = ()) -> list[str]:
    """Figures (numbers, dates, symbols) of a sentence, outside keys, that are in no source and not in `allowed`."""
    said = _KEY.sub(" ", sentence)
    there = {figure for text in (*sources, *allowed) for figure in figures(text)}
    return [figure for figure in figures(said) if figure not in there]


def figures(text: str) -> list[str]:
    """The numbers of a text, grouped thousands joined."""
    return [re.sub(r"[  .,](?=\d{3}(?!\d))", "", found) for found in _FIGURE.findall(fold(text))]


def _without_unknown(line: str, by_key: Mapping[str, Citation], refused: list[Withheld]) -> str:
    """The line without keys that were not given; each is reported."""

    def keep(match: re.Match[str]) -> str:
        if match[1] is None or match[1] in by_key:
            return match[0]
        refused.append(Withheld(match[0], "unknown-key", line))
        return ""

    return _QUOTED_OR_KEY.sub(keep, line)


def _keys(text: str) -> list[str]:
    return [key for key in _QUOTED_OR_KEY.findall(text) if key]


def _stands(quotation: str, text: str) -> bool:
    """Whether a quotation is in a text; one with marked cuts ([…]) piece by piece, in order."""
    parts = parts_of(quotation)
    return occurs(quotation, text) or (len(parts) > 1 and locate_parts(parts, text) is not None)
