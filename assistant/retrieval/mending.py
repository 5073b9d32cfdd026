"""Typing errors in the subject of a question put right by the words of the paragraphs that were found anyway.

A word of the question that stands nowhere in the index is replaced by one that they hold when it is a letter away (two
for long words). The meaning leg finds paragraphs in spite of errors; their words then serve the lexical leg and the
weighing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.folding import plain
from assistant.lexicon import lexicon
from assistant.ports import Library
from assistant.understanding.reading import Reading
from assistant.understanding.spelling import distance
from index.analysis import analyser
from index.search import Hit

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 5
_LONG = 9


def mended(library: Library, reading: Reading, hits: Sequence[Hit]) -> Reading:
    """The reading with mistyped words of its content replaced; the same reading where nothing was.

    A word that stands anywhere in the index is no typing error, whatever is near it among the paragraphs found.
    """
    vocabulary = Counter(w for h in hits if h.language == reading.language for w in _words(f"{h.title} {h.text}"))
    words = lexicon(reading.language)
    analysis = analyser(reading.language)
    known = {t for word in vocabulary for t in analysis.terms(word)}

    def strange(typed: str) -> bool:
        if len(typed) < _SHORTEST or typed in words.stop:
            return False
        terms = analysis.terms(typed)
        return not set(terms) & known and not any(library.frequencies(terms).values())

    def mend(match: re.Match[str]) -> str:
        typed = plain(match[0])
        return _nearest(typed, vocabulary) or match[0] if strange(typed) else match[0]

    content = _WORD.sub(mend, reading.content)
    if content == reading.content:
        return reading
    terms = tuple(dict.fromkeys([*_terms(content, reading), *(t for t in reading.terms if t in known or t.isdigit())]))
    understood = replace(reading.understood, standalone=_WORD.sub(mend, reading.understood.standalone))
    return replace(reading, content=content, terms=terms, understood=understood)


def _nearest(typed: str, vocabulary: Counter[str]) -> str | None:
    """The most frequent word a letter or two away, the nearer first."""
    most = 2 if len(typed) >= _LONG else 1
    near = [
        (away, -count, word)
        for word, count in vocabulary.items()
        if abs(len(word) - len(typed)) <= most and (away := distance(typed, word, most)) <= most
    ]
    return min(near)[2] if near else None


def _words(text: str) -> list[str]:
    return [w for w in _WORD.findall(plain(text)) if len(w) >= _SHORTEST - 1]


def _terms(content: str, reading: Reading) -> list[str]:
    stop = lexicon(reading.language).stop
    kept = " ".join(w for w in _WORD.findall(plain(content)) if w not in stop)
    return [t for t in analyser(reading.language).terms(kept) if len(t) > 1]
