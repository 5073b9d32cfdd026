"""Whether a paragraph holds the figures, counts and numbered provisions that a question names or asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.folding import plain
from assistant.lexicon import lexicon, lexicon_for_text
from assistant.reference_words import LANGUAGES, reference_words
from assistant.retrieval.terms import shared_terms
from assistant.thesaurus import said_otherwise
from assistant.understanding.reading import Reading
from index.analysis import stems
from index.search import Hit

_FIGURE = re.compile(r"\d[\d  .,]*\d|\d")
_NO_COUNT = re.compile(r"\b[a-z0-9.]*/[a-z0-9./]+|\b\d+ ?\(\d{4}\)|\b(?:19|20)\d\d\b|\bpar\w*\.? \d+(?:[^.;]{1,9}\d+)*")
"""Numbers that count nothing: symbols, resolutions of the Council, years, paragraphs (in `plain` text)."""
_MEASURES = ("sum", "rate")
"""What is asked for beside counts; with `asks_` before it, the pattern of the question."""
_KINDS = ("people", "countries")
"""What questions and texts count in different words; patterns of the lexicon."""
_COUNTED_WITHIN = 8
"""Words after a number in which what it counts is named."""
_PROVISION = re.compile(r"(?!(?:19|20)\d\d\b)\d+(?:\.\d+)?|[IVXLC]{2,}|[VX]")
"""A number that is no year, or a Roman one; "I" alone is a word of English."""
_NUMBER = re.compile(r"\d[\d.]*|[IVXLC]+")
_SERIES = re.compile(
    rf"(?:{_NUMBER.pattern})(?:(?:,| et| and| ou| or| à| to|[ \u00a0]?[-–])[ \u00a0]?(?:{_NUMBER.pattern}))*(?!\w)"
)
_RANGE = re.compile(r"(\d+)(?: à | to | ?[-–] ?)(\d+)")
_LONGEST = 200
"""Numbers of the longest range."""


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered provision: its `kind` (a key of the lexicon's `provisions`), its number, and both as typed."""

    kind: str
    number: str
    typed: str


def names_absent_figures(hit: Hit, reading: Reading) -> bool:
    """Whether the question names figures, years apart, of which the paragraph and its title hold none."""
    typed = lexicon(reading.language).counted["decade"].sub(" ", plain(reading.content))
    asked = {re.sub(r"\D", "", f) for f in _FIGURE.findall(typed)}
    asked = {f for f in asked if not (len(f) == 4 and f[:2] in ("19", "20"))}
    there = {re.sub(r"\D", "", f) for f in _FIGURE.findall(f"{hit.text} {hit.title} {hit.id}")}
    return bool(asked) and not asked & there


def asks_amount(reading: Reading) -> bool:
    """Whether a question asks how many or how much, and for nothing else but how long."""
    return "number" in reading.wanted and reading.wanted <= {"number", "duration"}


def holds_amount(hit: Hit, reading: Reading) -> bool:
    """Whether a paragraph holds a number that counts or measures something, in figures or words; where the question
    names what it counts (« combien de … »), one before that; where it asks for a sum or a rate, such a one."""
    text = _NO_COUNT.sub(" ", _days().sub(" ", plain(hit.text)))
    question, words, ours = (
        plain(reading.understood.standalone),
        lexicon_for_text(hit.language),
        lexicon(reading.language),
    )
    measures = [words.counted[one] for one in _MEASURES if ours.counted[f"asks_{one}"].search(question)]
    if measures:
        return all(measure.search(text) for measure in measures)
    if not words.holds["number"].search(text):
        return False
    asked = [found[1] for found in ours.counted["asked"].finditer(question)]
    if len(asked) < len(ours.wanted["number"].findall(question)):
        return True  # one question at least names nothing that is counted: any number does
    numbers = words.counted["number"].finditer(text)
    after = [" ".join(text[number.end() :].split()[:_COUNTED_WITHIN]) for number in numbers]
    return any(_counts(one, after, reading.language, hit.language) for one in asked)


def _counts(asked: str, after: Sequence[str], language: str, text_language: str) -> bool:
    """Whether one of the stretches behind the numbers of a text names what is asked for, in its words or in others."""
    ours, words = lexicon(language).counted, lexicon_for_text(text_language).counted
    if any(ours[kind].search(asked) and any(map(words[kind].search, after)) for kind in _KINDS):
        return True
    terms = tuple(sorted(stems(asked, language)))
    near = [stems(one, text_language) for one in after]
    otherwise = said_otherwise(terms, language, text_language)
    return any(
        shared_terms(terms, present, language, text_language)
        or any(phrase <= present for phrases in otherwise.values() for phrase in phrases)
        for present in near
    )


@cache
def _days() -> re.Pattern[str]:
    """Days of the year in `plain` text (« du 5 au 12 mai »), which count nothing."""
    months = "|".join(plain(month) for language in LANGUAGES for month in reference_words(language).months)
    day = r"\d{1,2}(?:er)?"
    return re.compile(rf"\b(?:{day} ?(?:au|et|to|and|[-–]) ?)?{day} (?:{months})\b|\b(?:{months}) \d{{1,2}}\b")


def provisions(reading: Reading) -> tuple[Provision, ...]:
    """The numbered provisions that a question names (« article 51 », "Action 22"), in their order."""
    text = reading.understood.standalone
    folded, found = plain(text), []
    for kind, pattern in lexicon(reading.language).provisions.items():
        for name in pattern.finditer(folded):
            number = _PROVISION.match(text, name.end())
            if number and not text[number.end() : number.end() + 1].isalnum():
                found.append((name.start(), Provision(kind, number[0], text[name.start() : number.end()])))
    return tuple(provision for _, provision in sorted(found, key=lambda one: one[0]))


def holds_provision(hit: Hit, provision: Provision) -> bool:
    """Whether a paragraph, its title or its place in the text names a provision."""
    if provision.kind == "article" and f"art{provision.number}" in hit.id.partition("#")[2].split("."):
        return True
    return _names(f"{hit.text}\n{hit.title}", hit.language, provision)


def rests_on(text: str, language: str, reading: Reading) -> bool:
    """Whether a paragraph names a provision of the Charter or of a statute: each that the question names, else any."""
    named = lexicon_for_text(language).holds["basis"].search(plain(text))
    return bool(named) and all(_names(text, language, one) for one in provisions(reading))


def _names(text: str, language: str, provision: Provision) -> bool:
    named = lexicon_for_text(language).provisions[provision.kind].finditer(plain(text))
    return any(provision.number in _series(text[name.end() :]) for name in named)


def _series(text: str) -> set[str]:
    """The numbers with which a text begins, those of its ranges too: « 5 et 50 à 52 de la Charte »."""
    series = _SERIES.match(text)
    if series is None:
        return set()
    ranges = (range(int(a), min(int(b), int(a) + _LONGEST) + 1) for a, b in _RANGE.findall(series[0]))
    return {number.rstrip(".") for number in _NUMBER.findall(series[0])} | {str(n) for among in ranges for n in among}
