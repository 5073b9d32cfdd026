"""What a question says around what it asks (« Pouvez-vous me dire », « svp »), left out; and typing errors in the words
that carry the structure of a question (« paragrafe », "rezolution") put right.

Only those words are corrected, and only towards a word of the lexicon's `spelling` list that is one or two letters
away: words of the subject are left to the search, which knows the words of the corpus.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.folding import plain
from assistant.lexicon import Lexicon, lexicon

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 6
_LONG = 8


def corrected(question: str, words: Lexicon) -> str:
    """The question with mistyped structural words replaced by what they were meant to be."""
    return _WORD.sub(lambda match: _word(match[0], words), question)


def without_chatter(question: str, words: Lexicon) -> str:
    """The question without what may stand before it and behind it and says nothing of it."""
    text = plain(question)
    before, behind = words.chatter["before"].match(text), words.chatter["behind"].search(text)
    start, end = before.end() if before else 0, behind.start() if behind else len(question)
    kept = question[start:end] + (question[behind.end() :] if behind else "")
    return kept if any(c.isalnum() for c in kept) else question


def _word(word: str, words: Lexicon) -> str:
    typed = plain(word)
    if len(typed) < _SHORTEST or typed in words.spelling or typed in words.stop or typed in _numerals(words.language):
        return word
    within = 2 if len(typed) >= _LONG else 1
    near = [
        (distance(typed, known, within), known)
        for known in words.spelling
        if abs(len(typed) - len(known)) <= within and not typed.startswith(known) and not known.startswith(typed)
    ]
    best = min(near, default=(within + 1, word))
    return best[1] if best[0] <= within else word


@cache
def _numerals(language: str) -> frozenset[str]:
    """Every word of a number: « soixante » and « quatorzième » are no errors for another one."""
    words = lexicon(language)
    return frozenset(part for name in (*words.ordinals, *words.cardinals) for part in _WORD.findall(name))


def distance(one: str, other: str, most: int) -> int:
    """The number of letters to insert, drop, replace or swap between two words; `most` + 1 when it is more."""
    if one == other:
        return 0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row, before = row, [i], row if i == 1 else before
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = last
        if min(row) > most:
            return most + 1
    return row[-1]
