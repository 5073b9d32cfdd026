"""Questions that ask which or how many resolutions there are on a subject, and where in them the subject stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understanding.hearing import Heard, Span, without


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


def _years_beside(heard: Heard) -> tuple[tuple[int, int], Span] | None:
    """Years that bind nothing by themselves but are said to be those in which something is: « … sur Haïti en 2004 »."""
    led = [
        (years, span)
        for years, span in heard.times.loose
        if re.search(heard.words.times["in_year"], heard.rest[: span[0]])
    ]
    return led[0] if len(led) == 1 and not heard.times.bound else None


def _subject(heard: Heard, unsaid: list[Span]) -> Span | None:
    """Where the subject stands when organs, places, times and `unsaid` are left out."""
    bare = without(heard.rest, [*heard.cut, *unsaid])
    kept = [i for i, c in enumerate(bare) if c != " " or bare[i - 1 : i] != " "]
    found = heard.words.intents["listing_subject"].search("".join(bare[i] for i in kept))
    return (kept[found.start("subject")], kept[found.end("subject") - 1] + 1) if found else None
