"""The language a question is written in."""

from __future__ import annotations

from assistant.folding import words
from assistant.lexicon import Lexicon, lexicons


def language_of(text: str, default: str = "fr") -> str:
    """The language whose common words are most frequent in `text`; `default` where none tells."""
    tokens = words(text)
    counts = {lexicon.language: sum(token in lexicon.marks for token in tokens) for lexicon in lexicons()}
    best = max(counts.values())
    leaders = [language for language, count in counts.items() if count == best]
    return leaders[0] if len(leaders) == 1 and best else default


def texts_asked(text: str, words: Lexicon) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """The languages whose texts alone are asked for (« uniquement en anglais »), and where that stands in `text`."""
    found = [(language, m.span()) for language, pattern in words.texts_in.items() for m in pattern.finditer(text)]
    return tuple(dict.fromkeys(language for language, _ in found)), tuple(span for _, span in found)
