"""Whether a paragraph holds the figures, counts and numbered provisions that a question names or asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.folding import plain
from assistant.lexicon import lexicon, lexicon_for_text
from assistant.retrieval.terms import shared_terms
from assistant.thesaurus import said_otherwise
from assistant.understanding.reading import Reading
from index.analysis import stems
from index.search import Hit

_FIGURE = re.compile(r"\d[\d  .,]*\d|\d")
_NO_COUNT = re.compile(r"\b[a-z0-9.]*/[a-z0-9./]+|\b\d+ ?\(\d{4}\)|\b(?:19|20)\d\d\b|\bpar\w*\.? \d+(?:[^.;]{1,9}\d+)*")
"""Numbers that count nothing: symbols, resolutions of the Council, years, paragraphs (in `plain` text)."""
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


def figures_absent(hit: Hit, reading: Reading) -> bool:
    """Whether the question names figures, years apart, of which the paragraph and its title hold none; or asks how many
    or how much, and the paragraph holds no number but those of documents, paragraphs and years, or counts other things.
    """
    amount = "number" in reading.wanted and reading.wanted <= {"number", "duration"}
    if amount and not _holds_amount(hit, reading):
        return True
    asked = {re.sub(r"\D", "", f) for f in _FIGURE.findall(reading.content)}
    asked = {f for f in asked if not (len(f) == 4 and f[:2] in ("19", "20"))}
    there = {re.sub(r"\D", "", f) for f in _FIGURE.findall(f"{hit.text} {hit.title} {hit.id}")}
    return bool(asked) and not asked & there


def _holds_amount(hit: Hit, reading: Reading) -> bool:
    """Whether a paragraph holds a number that counts or measures something, in figures or words; where the question
    names what it counts (« combien de … »), one before that."""
    text = _NO_COUNT.sub(" ", plain(hit.text))
    words = lexicon_for_text(hit.language)
    if not words.holds["number"].search(text):
        return False
    asked = lexicon(reading.language).counted["asked"].search(plain(reading.understood.standalone))
    terms = tuple(sorted(stems(asked[1], reading.language))) if asked else ()
    if not terms:
        return True
    after = (text[number.end() :].split()[:_COUNTED_WITHIN] for number in words.counted["number"].finditer(text))
    near = [stems(" ".join(one), hit.language) for one in after]
    otherwise = said_otherwise(terms, reading.language, hit.language)
    return any(
        shared_terms(terms, present, reading.language, hit.language)
        or any(phrase <= present for phrases in otherwise.values() for phrase in phrases)
        for present in near
    )


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
