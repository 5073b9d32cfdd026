"""Who is named in a question as one to whom resolutions speak, and what the organ is asked to have done.

Names and acts are the canonical ones of paragraphs (`Paragraph.addressees`, `Paragraph.act`), so that a question in
one language meets texts in another.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.lexicon import Lexicon, lexicon
from index.grammar.forms import expand, fold, load

_WORD = re.compile(r"\w+(?:-\w+)*")


def addressees_named(question: str, language: str) -> tuple[tuple[str, int, int], ...]:
    """The addressees named in a question and where: canonical name, start, end; the longest name at each place."""
    text = fold(question)
    names = _names(language)
    stop = lexicon(language).stop
    found: list[tuple[str, int, int]] = []
    behind = 0
    for word in _WORD.finditer(text):
        if word.start() < behind:
            continue
        for spelling, canonical in names.get(word[0], ()):
            end = word.start() + len(spelling)
            if spelling in stop and not question[word.start() : end].isupper():
                continue  # "who" is no World Health Organization
            if text.startswith(spelling, word.start()) and not text[end : end + 1].isalnum():
                found.append((canonical, word.start(), end))
                behind = end
                break
    return tuple(found)


def acts_asked(text: str, words: Lexicon) -> tuple[frozenset[str], tuple[tuple[int, int], ...]]:
    """The acts asked about in a question (folded by `plain`), and where their verbs stand."""
    acts: set[str] = set()
    spans = []
    for pattern, names in words.acts:
        for match in pattern.finditer(text):
            acts |= names
            spans.append(match.span())
    return frozenset(acts), tuple(spans)


@cache
def _names(language: str) -> dict[str, list[tuple[str, str]]]:
    """The names by their first word, the longest first. Short forms a question uses stand in the same table."""
    table: dict[str, list[tuple[str, str]]] = {}
    for canonical, forms in load(language, "addressees").get("names", {}).items():
        for spelling in {fold(s) for form in forms for s in expand(form)}:
            first = _WORD.match(spelling)
            table.setdefault(first[0] if first else spelling, []).append((spelling, canonical))
    for names in table.values():
        names.sort(key=lambda name: (-len(name[0]), name))
    return table
