"""The language a question is written in."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.bilingual import languages_of_word
from assistant.folding import words
from assistant.lexicon import Lexicon, lexicons


def language_of(text: str, default: str = "fr") -> str:
    """The language whose common words are most frequent in `text`; where none tells, that whose general words are
    (`child labour`), names of places and people aside; `default` where these tell nothing either."""
    tokens = words(text)
    common = {lexicon.language: sum(token in lexicon.marks for token in tokens) for lexicon in lexicons()}
    return _leader(common) or _leader(_own_words(tokens)) or default


def _own_words(tokens: list[str]) -> Mapping[str, int]:
    """How many of the words each language has for itself."""
    of = [
        {lexicon.language for lexicon in lexicons() if token in lexicon.stop} or languages_of_word(token)
        for token in tokens
    ]
    return {lexicon.language: sum(one == {lexicon.language} for one in of) for lexicon in lexicons()}


def _leader(counts: Mapping[str, int]) -> str | None:
    """The one language with the highest count; None where several have it, or none is above 0."""
    best = max(counts.values())
    leaders = [language for language, count in counts.items() if count == best]
    return leaders[0] if len(leaders) == 1 and best else None


def texts_asked(text: str, words: Lexicon) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """The languages whose texts alone are asked for (« uniquement en anglais »), and where that stands in `text`."""
    found = [(language, m.span()) for language, pattern in words.texts_in.items() for m in pattern.finditer(text)]
    return tuple(dict.fromkeys(language for language, _ in found)), tuple(span for _, span in found)
