"""Comparison of resolutions: on a subject, or as wholes, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from assistant.evidence import Found, Pair, Passage, Refusal
from assistant.folding import fold, words
from assistant.ports import Library
from assistant.retrieval.extents import focused
from assistant.retrieval.topics import Candidate, candidates, near_best, passages
from assistant.understanding.reading import Reading
from index.resolution import Kind, Paragraph, Resolution, Span
from index.search import Filters

_ALIKE = 0.6
"""Share of common words from which two paragraphs are the same one, changed."""
_OF_EACH = 2
_LOOKED_AT = 8
_LIKENESS_WORTH = 0.7
"""Score that two candidates of compared resolutions gain when they are the same paragraph word for word."""
_WORD = re.compile(r"[\w'’-]+")


def compared(
    library: Library, reading: Reading, resolutions: Sequence[Resolution], missing: Sequence[Refusal]
) -> Found:
    """The passages of each resolution on the question's subject; without a subject, both texts side by side."""
    if reading.terms:
        ranked = [
            candidates(library, reading, Filters(symbols=(str(resolution.symbol),))) for resolution in resolutions
        ]
        best = [
            passages(library, reading, near_best(found, "_compared"), _OF_EACH)
            for found in (_together(*ranked) if len(ranked) == 2 else ranked)
        ]
        found = [focused(p, reading) for several in best for p in several]
        if alike := _alike(found):
            return Found(reading, pairs=tuple(alike), missing=tuple(missing))
        return Found(reading, passages=tuple(found), missing=tuple(missing))
    return Found(reading, pairs=tuple(pairs(resolutions[0], resolutions[1])), missing=tuple(missing))


def _together(left: Sequence[Candidate], right: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The candidates of two resolutions with the two that answer best together first.

    What a question compares is mostly said by the same paragraph in both, changed: that two candidates are alike
    speaks for both of them.
    """
    together = [
        (a.score + b.score + _LIKENESS_WORTH * likeness(a.hit.text, b.hit.text), -i, -j)
        for i, a in enumerate(left[:_LOOKED_AT])
        for j, b in enumerate(right[:_LOOKED_AT])
    ]
    if not together:
        return list(left), list(right)
    _, i, j = max(together)
    return _led_by(left, -i), _led_by(right, -j)


def _led_by(found: Sequence[Candidate], n: int) -> list[Candidate]:
    """The candidates with the `n`-th first, and with the score of the best."""
    first = replace(found[n], score=found[0].score)
    return [first, *(c for i, c in enumerate(found) if i != n)] if n else list(found)


def pairs(left: Resolution, right: Resolution) -> list[Pair]:
    """The operative paragraphs of two resolutions, alike ones together, in the order of the first, then the rest."""
    first, second = _operative(left), _operative(right)
    matched = _matched(first, second)
    given = []
    for p in first:
        partner = matched.get(p.id)
        other = Passage(right, partner) if partner else None
        same = partner is not None and fold(p.text).rstrip(" ;.") == fold(partner.text).rstrip(" ;.")
        given.append(Pair(Passage(left, p), other, same))
    taken = {p.id for p in matched.values()}
    return given + [Pair(None, Passage(right, p)) for p in second if p.id not in taken]


def paired(left: Passage, right: Passage) -> Pair:
    """Two passages side by side."""
    return Pair(left, right, fold(left.paragraph.text).rstrip(" ;.") == fold(right.paragraph.text).rstrip(" ;."))


def _alike(found: Sequence[Passage]) -> list[Pair]:
    """The passages of two resolutions as one pair where the best of each is the same paragraph, changed or not."""
    symbols = list(dict.fromkeys(str(p.resolution.symbol) for p in found))
    if len(found) != len(symbols) or len(symbols) != 2:
        return []
    pair = paired(*found)
    return [pair] if likeness(found[0].paragraph.text, found[1].paragraph.text) >= _ALIKE else []


def _matched(first: Sequence[Paragraph], second: Sequence[Paragraph]) -> dict[str, Paragraph]:
    """Each paragraph's partner: greedily the most alike, each used once."""
    alike = []
    for p in first:
        for q in second:
            if (share := likeness(p.text, q.text)) >= _ALIKE:
                alike.append((-share, p.id, q.id, q))
    matched: dict[str, Paragraph] = {}
    used: set[str] = set()
    for _, left_id, right_id, q in sorted(alike, key=lambda row: row[:3]):
        if left_id not in matched and right_id not in used:
            matched[left_id] = q
            used.add(right_id)
    return matched


def changes(one: str, other: str) -> list[tuple[Span, Span]]:
    """The runs of words that differ between two texts, as spans of each; a run only added or only dropped has an empty
    span in the other."""
    a, b = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    matcher = SequenceMatcher(None, [fold(m[0]) for m in a], [fold(m[0]) for m in b], autojunk=False)
    return [(_run(a, i1, i2), _run(b, j1, j2)) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]


def _run(matches: Sequence[re.Match[str]], first: int, last: int) -> Span:
    if first == last:
        return Span(0, 0)
    return Span(matches[first].start(), matches[last - 1].end())


def likeness(one: str, other: str) -> float:
    """Share of words that two texts have in common, in order, 0-1."""
    a, b = words(one), words(other)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


def _operative(resolution: Resolution) -> list[Paragraph]:
    return [p for p in resolution.paragraphs if p.kind is Kind.OPERATIVE and p.level == 0]
