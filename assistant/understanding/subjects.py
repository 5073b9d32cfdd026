"""Questions that ask which or how many resolutions there are on a subject, and where in them the subject stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.lexicon import Lexicon
from assistant.understanding.hearing import Heard, Span, content_words, without

_WORD = re.compile(r"[\w/.-]+")


@dataclass(frozen=True, slots=True)
class SubjectAsked:
    """Where the subject stands in the question, and the years of adoption that are asked for beside it."""

    start: int
    end: int
    years: tuple[int, int] | None


def subject_asked(heard: Heard) -> SubjectAsked | None:
    """The subject on which resolutions are to be listed or counted; None where the question asks something else, or
    names a document."""
    if heard.mentions:
        return None
    if beside := _years_beside(heard):
        years, at = beside
        span = _subject(heard, [at])
        if span and not span[0] <= at[0] < span[1]:  # else of the subject: « la conférence tenue en 1992 à Rio »
            return SubjectAsked(*span, years)
    span = _subject(heard, [])
    return SubjectAsked(*span, heard.times.bound) if span else None


def subject_said(heard: Heard) -> SubjectAsked | None:
    """The subject of a question that is known to ask for resolutions, in whatever words: its longest run of words
    beside those that only ask for texts, rather behind these than before."""
    if heard.mentions:
        return None
    bare, words = without(heard.rest, heard.cut), heard.words
    said = words.intents["texts"].search(bare)
    runs = _runs(bare, words)
    if behind := [run for run in runs if said and run[0] >= said.end()]:
        runs = behind
    start, end = max(runs, key=lambda run: (_weight(bare, run, words), run), default=(0, 0))
    return SubjectAsked(start, end, None) if end else None


def _runs(text: str, words: Lexicon) -> list[Span]:
    """The stretches between the words that only ask for texts, each from its first word of content to its last."""
    edges = [0, *(at for m in words.intents["listing_words"].finditer(text) for at in m.span()), len(text)]
    runs = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        told = [m for m in _WORD.finditer(text, start, end) if content_words(m[0], words)]
        if told:
            runs.append((told[0].start(), told[-1].end()))
    return runs


def _weight(text: str, run: Span, words: Lexicon) -> int:
    return len(content_words(text[slice(*run)], words))


def _years_beside(heard: Heard) -> tuple[tuple[int, int], Span] | None:
    """Years that bind nothing by themselves but are said to be those in which something is: « … sur Haïti en 2004 »."""
    led = [
        (years, span)
        for years, span in heard.times.loose
        if re.search(heard.words.times["in_year"], heard.rest[: span[0]])
    ]
    return led[0] if len(led) == 1 and not (heard.times.bound or heard.times.adopted) else None


def _subject(heard: Heard, unsaid: list[Span]) -> Span | None:
    """Where the subject stands when organs, places, times and `unsaid` are left out."""
    bare = without(heard.rest, [*heard.cut, *unsaid])
    kept = [i for i, c in enumerate(bare) if c != " " or bare[i - 1 : i] != " "]
    found = heard.words.intents["listing_subject"].search("".join(bare[i] for i in kept))
    return (kept[found.start("subject")], kept[found.end("subject") - 1] + 1) if found else None
