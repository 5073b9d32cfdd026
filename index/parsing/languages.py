"""Which language a text is in, and the two streams of a page that prints two languages side by side."""

from __future__ import annotations

import re
from collections import Counter

from index.parsing.blocks import Block
from index.parsing.lines import Line
from index.parsing.openings import damaged_opening_organ, is_opening, opening_organ
from index.parsing.words import languages, words

_WORD = re.compile(r"[a-z]+'?")
_SAMPLE = 30_000
_AT_LEAST = 0.02
_SENTENCE = 80
_SHARE = 0.15


def language_of(folded: str) -> str | None:
    """The language whose common words are most of a folded text; None where no language has enough."""
    found = _WORD.findall(folded[:_SAMPLE])
    counts = Counter(found)
    shares = {language: sum(counts[w] for w in words(language).common) for language in languages()}
    best = max(sorted(shares), key=lambda language: shares[language])
    return best if shares[best] > _AT_LEAST * max(1, len(found)) and shares[best] >= 1 else None


def language_of_openings(lines: list[Line]) -> str | None:
    """The language of the first opening formula, for texts with too few words to tell."""
    for line in lines:
        if len(line.text) <= 110:
            for language in languages():
                if is_opening(line.text, line.folded, words(language)):
                    return language
    return None


def streams(blocks: list[Block], main: str) -> dict[str, list[Block]]:
    """The blocks by language: one stream, unless much of the text is in another language than the rest.

    A text in one language has hardly a sentence in another; old volumes print two languages in two columns.
    """
    spoken = [_language_of_block(block) for block in blocks]
    sizes = Counter[str]()
    for block, language in zip(blocks, spoken, strict=True):
        if language and len(block.text) >= _SENTENCE:
            sizes[language] += len(block.text)
    if sum(size >= _SHARE * sizes.total() for size in sizes.values()) < 2:
        return {main: blocks}
    result: dict[str, list[Block]] = {}
    last = main
    for block, language in zip(blocks, spoken, strict=True):
        last = language or last
        result.setdefault(last, []).append(block)
    return {language: found for language, found in result.items() if sizes[language] >= _SHARE * sizes.total()}


def _language_of_block(block: Block) -> str:
    """The language of one block where it is plain, else ""."""
    if len(block.text) < 60:
        for language in languages():
            table = words(language)
            if opening_organ(block.folded, table) or damaged_opening_organ(block.folded, table):
                return language
    found = _WORD.findall(block.folded)
    shares = sorted(((sum(map(words(x).common.__contains__, found)), x) for x in languages()), reverse=True)
    best, language = shares[0]
    second = shares[1][0] if len(shares) > 1 else 0
    return language if best >= 1 and best >= 2 * second else ""
