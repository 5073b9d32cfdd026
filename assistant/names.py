"""Names in a sentence, found again in what it rests on: bodies, States, persons, treaties, acronyms.

A name is what is written with a capital inside a sentence. Each of its words must be there, and words of one name
must stand together there as they do in the sentence: the « Comité du désarmement » is not the « Comité des
conférences », whatever else the text says of disarmament.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.evaluation.words import month_number
from assistant.folding import plain
from assistant.sentence_words import SentenceWords
from index.analysis import analyser

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ROMAN = re.compile(r"(?:E?S-)?[IVXLl]+")
_ACRONYM = re.compile(r"[^\W\d_a-z]{3,8}s?")
_SHORT = 3
_SENTENCE_START = re.compile(r"(?:^|[.?!…:]\s|[«“]\s?)[\W\d_]*$")


def missing_names(said: str, texts: Sequence[str], words: SentenceWords) -> list[str]:
    """The names of `said` that are in none of `texts`, as written."""
    there = [analyser(words.language).words(plain(text)) for text in (*texts, words.known)]
    known = {word for listed in there for word in listed}
    pairs = {pair for listed in there for pair in pairwise([w for w in listed if w not in words.links])}
    missing = []
    for name in _names(said, words):
        parts = [part for part in analyser(words.language).words(plain(name)) if part not in words.links]
        if _ACRONYM.fullmatch(name) and any(_abbreviates(name, text, words) for text in texts):
            continue
        alone = [part for part in parts if part not in known and not _same_word(part, known, words)]
        apart = [pair for pair in pairwise(parts) if pair not in pairs]
        if alone or apart:
            missing.append(name)
    return missing


def without_names(said: str, words: SentenceWords) -> str:
    """The sentence without its names, for its common words to be looked at."""
    for name in _names(said, words):
        said = said.replace(name, " ")
    return said


def _names(said: str, words: SentenceWords) -> Iterator[str]:
    """Runs of words with a capital; one that begins with a noun such as « Comité » goes on to its complement."""
    found = list(_WORD.finditer(said))
    at = 0
    while at < len(found):
        if not _is_name(said, found[at], words):
            at += 1
            continue
        last = at
        while last + 1 < len(found) and _joined(said, found[last], found[last + 1]) and _capital(found[last + 1][0]):
            last += 1
        if plain(found[last][0]) in words.heads:
            last = _complement(said, found, last, words)
        yield said[found[at].start() : found[last].end()]
        at = last + 1


def _complement(said: str, found: Sequence[re.Match[str]], head: int, words: SentenceWords) -> int:
    """The index of the first word of what the head's complement says; the head's own where it has none."""
    at = head + 1
    if at == len(found) or plain(found[at][0]) not in words.openers:
        return head
    while at < len(found) and _joined(said, found[at - 1], found[at]) and plain(found[at][0]) in words.links:
        at += 1
    return at if head + 1 < at < len(found) and _joined(said, found[at - 1], found[at]) else head


def _is_name(said: str, word: re.Match[str], words: SentenceWords) -> bool:
    """Whether a word is written as a name; the first word of a sentence only where it is an acronym."""
    text = word[0]
    if not _capital(text) or month_number(text) or plain(text) in words.links:
        return False
    if _is_symbol(said, word):
        return False
    if _SENTENCE_START.search(said[: word.start()]):
        return len(text) > 1 and text.isupper()
    return True


def _is_symbol(said: str, word: re.Match[str]) -> bool:
    """Whether a word is part of a symbol (`A/RES/62/27`, `194 (III)`), which counts as a figure."""
    around = said[max(word.start() - 1, 0) : word.start()], said[word.end() : word.end() + 1]
    return "/" in around or (around == ("(", ")") and _ROMAN.fullmatch(word[0]) is not None)


def _joined(said: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether only a space or an apostrophe stands between two words."""
    return re.fullmatch(r"[\s'’\u2019-]{1,2}", said[one.end() : other.start()]) is not None


def _abbreviates(acronym: str, text: str, words: SentenceWords) -> bool:
    """Whether the letters are the first ones of a name in the text: PNUE of « Programme des Nations Unies pour
    l'environnement »."""
    folded = plain(text)
    if any(spelt in folded for spelt in words.acronyms.get(plain(acronym), ())):
        return True
    parts = [p for p in re.findall(r"[^\W\d_]+", text) if plain(p) not in words.links and plain(p) not in words.joining]
    size = len(acronym)
    return any(
        _capital(parts[at]) and "".join(plain(part)[0] for part in parts[at : at + size]) == plain(acronym)
        for at in range(len(parts) - size + 1)
    )


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _same_word(part: str, known: set[str], words: SentenceWords) -> bool:
    """Whether a plural or a possessive of the word is there, or the adjective of a country."""
    forms = [part + ending + plural for ending in words.demonyms for plural in ("", "s")]
    return any(part.removesuffix(end) in known or part + end in known for end in ("s", "x", "es")) or any(
        form in known for form in forms if len(part) > _SHORT
    )
