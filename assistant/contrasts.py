"""Words that nothing else may stand for: « avant » and « après », "maximum" and "minimum", days and weeks.

In a paraphrase most words may be exchanged for another; these turn the sentence round (`contrast` and `unit` in
`words/sentences.*.toml`). Said, they must be in a paragraph cited, in whatever language it is; a unit, after the same
number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evaluation.words import numbers_in_letters
from assistant.folding import plain
from assistant.given import Given
from assistant.sentence_words import Pattern, SentenceWords, act_of, sentence_words

_NUMBER = r"(?:\d+(?:[ .,]\d+)*|[a-z]+(?:[ -](?:et |and )?[a-z]+){0,3}?)"
_WORD = re.compile(r"[a-z]{5,}")
_NON = re.compile(r"\bnon[- ](?=[a-z])")
_DIGITS = re.compile(r"\d+(?:[ .,]\d{3})*")


def missing_contrasts(told: str, sources: Sequence[Given], words: SentenceWords) -> list[str]:
    """The words of contrast in a sentence that are in none of its paragraphs, and units with another number."""
    folded = plain(told)
    missing = []
    for name, (said, _) in words.contrast.items():
        found = said.search(folded)
        if found and not any(_says(source, name) for source in sources):
            missing.append(found[0])
    missing += _turned_round(folded, plain("\n".join(_text(source) for source in sources)), words)
    for name, pattern in words.unit.items():
        for count, printed in _counted(folded, pattern):
            if not any(count in _counts(source, name) for source in sources):
                missing.append(printed)
    return missing


def _says(source: Given, contrast: str) -> bool:
    written = sentence_words(source.resolution.language).contrast[contrast][1]
    return contrast in act_of(source.act).says or written.search(plain(_text(source))) is not None


def _text(source: Given) -> str:
    return "\n".join((source.lead, source.paragraph.text, source.resolution.title, *source.paragraph.heading))


def _turned_round(folded: str, text: str, words: SentenceWords) -> list[str]:
    """Words of a sentence of which only the opposite is in the text: « armement » for « désarmement »."""
    said, there = (set(_WORD.findall(_NON.sub("non", part))) for part in (folded, text))
    return sorted(
        word
        for word in said - there
        if any(
            prefix + word in there or (word.startswith(prefix) and word.removeprefix(prefix) in there)
            for prefix in words.opposite
        )
    )


def _counts(source: Given, unit: str) -> set[str]:
    pattern = sentence_words(source.resolution.language).unit[unit]
    return {count for count, _ in _counted(plain(f"{source.lead}\n{source.paragraph.text}"), pattern)}


def _counted(folded: str, unit: Pattern) -> list[tuple[str, str]]:
    """Every number before a unit, in figures, with both as printed."""
    found = []
    for match in re.finditer(rf"(?<!\w)({_NUMBER})\s+(?:{unit.pattern})(?!\w)|(\d+)(?:{unit.pattern})(?!\w)", folded):
        number = match[1] or match[2]
        digits = _DIGITS.findall(number)
        values = {re.sub(r"\D", "", digits[-1])} if digits else {str(n) for n in numbers_in_letters(number)}
        found += [(value, match[0]) for value in values]
    return found
