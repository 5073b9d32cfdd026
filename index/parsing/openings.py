"""The opening formula of a resolution: « L'Assemblée générale, », also as a scan spells it."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import cache, lru_cache

from index.parsing.folding import letters
from index.parsing.words import Organ, Words, words

_MAX_LENGTH = 110
_ALIKE = 0.8
_FIRST_LETTERS = 4


def is_opening(text: str, folded: str, language: Words) -> bool:
    """Whether a line is an opening formula, spelled right and with a capital (not « the General Assembly; »)."""
    first = text.lstrip("«“\"' [(\u00a0")[:1]
    return first.isupper() and text.rstrip()[-1:] not in ";:" and opening_organ(folded, language) is not None


def opening_organ(folded: str, language: Words) -> Organ | None:
    """The organ whose opening formula this line is: an article and the name, with nothing behind it but a comma."""
    if not 8 < len(folded) <= _MAX_LENGTH or (folded[-1] not in ",.:;*\"' " and not folded[-1].isalpha()):
        return None
    spelled = letters(folded)
    return _exact(spelled, language.language)


def damaged_opening_organ(folded: str, language: Words) -> Organ | None:
    """The same for a line that a scan has damaged: at least four letters in five are right."""
    if not 8 < len(folded) <= _MAX_LENGTH:
        return None
    return _alike(letters(folded), language.language)


@lru_cache(maxsize=4096)
def _exact(spelled: str, language: str) -> Organ | None:
    table = words(language)
    for organ in table.organs:
        if spelled.endswith(organ.name):
            before = spelled[: -len(organ.name)]
            if before in {letters(article) for article in table.articles}:
                return organ
    return None


@lru_cache(maxsize=4096)
def _alike(spelled: str, language: str) -> Organ | None:
    table = words(language)
    best: tuple[float, Organ | None] = (_ALIKE, None)
    matcher = SequenceMatcher(None, "", spelled, autojunk=False)
    for organ in table.organs:
        for article in table.articles:
            target = letters(article) + organ.name
            if abs(len(target) - len(spelled)) <= max(3, len(target) // 8):
                common = sum(min(count, spelled.count(letter)) for letter, count in _counts(target))
                if 2.0 * common / (len(target) + len(spelled)) <= best[0]:
                    continue  # the letters in common, in whatever order, are too few
                matcher.set_seq1(target)
                if (ratio := matcher.ratio()) > best[0]:
                    best = (ratio, organ)
    return best[1]


@cache
def _counts(target: str) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(target).items())


def is_closing_text(text: str, folded: str, language: Words) -> bool:
    """Whether a text is the line that ends a resolution: its meeting, or how the Council adopted it."""
    if len(text) > 260 or (text[:1] in "[(" and language.report.match(folded)):
        return False
    if len(text) < 130 and (found := language.meeting.search(folded)):
        tail = folded[found.end() :]
        has_date = bool(language.date.search(tail))
        short_before = found.start() <= 45
        return short_before and (has_date or len(tail) < 60) and (len(tail) < 75) and not text.endswith((";", ":"))
    return bool(language.adopted_close.match(folded)) and bool(language.meeting.search(folded))
