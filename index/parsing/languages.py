"""Which language a text is in, and the two streams of a page that prints two languages side by side."""

from __future__ import annotations

import re
from collections import Counter

from index.parsing.blocks import Block
from index.parsing.openings import opening_organ
from index.parsing.words import languages, words

_WORD = re.compile(r"[a-z]+'?")
_SAMPLE = 30_000
_AT_LEAST = 0.02


def language_of(folded: str) -> str | None:
    """The language whose common words are most of a folded text; None where no language has enough."""
    found = _WORD.findall(folded[:_SAMPLE])
    counts = Counter(found)
    shares = {language: sum(counts[w] for w in words(language).common) for language in languages()}
    best = max(sorted(shares), key=lambda language: shares[language])
    return best if shares[best] > _AT_LEAST * max(1, len(found)) and shares[best] >= 1 else None


def streams(blocks: list[Block], main: str) -> dict[str, list[Block]]:
    """The blocks by language: one stream, unless opening formulas of two languages show a bilingual page."""
    spoken = {
        language: sum(opening_organ(block.folded, words(language)) is not None for block in blocks)
        for language in languages()
    }
    if sum(count > 0 for count in spoken.values()) < 2:
        return {main: blocks}
    result: dict[str, list[Block]] = {}
    last = main
    for block in blocks:
        last = _language_of_block(block, last)
        result.setdefault(last, []).append(block)
    small = [language for language, found in result.items() if len(found) < 0.15 * len(blocks) or not spoken[language]]
    return {main: blocks} if small else result


def _language_of_block(block: Block, last: str) -> str:
    for language in languages():
        if opening_organ(block.folded, words(language)) is not None:
            return language
    counts = Counter(_WORD.findall(block.folded))
    shares = {language: sum(counts[w] for w in words(language).common) for language in languages()}
    best = max(shares, key=lambda language: (shares[language], language == last))
    return best if shares[best] else last
