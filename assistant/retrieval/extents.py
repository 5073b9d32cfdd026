"""Which words of a paragraph answer: the run of clauses that holds the question's words, not the whole page."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.evidence import Passage
from assistant.folding import plain
from assistant.lexicon import lexicon_for_text
from assistant.retrieval.ranking import Weights
from assistant.understanding.reading import Reading
from index.analysis import stems
from index.resolution import Span

WHOLE = 900
"""Paragraphs up to this many characters are quoted whole."""
_MOST = 750
_LINE = 300
"""Characters of a paragraph's beginning that a line of a list quotes, where they hold what is wanted."""
_WIDEST = 600
"""Characters that such a line quotes at most."""
# A clause ends after a full stop, semicolon or colon, or before what a comma joins on.
_BOUNDARY = re.compile(r"(?<=[.;:])\s+(?=\S)|(?<=,)\s+(?=\S)")
_WORD = re.compile(r"\w[\w'’-]*")
_KIND_WEIGHT = 0.25


def focused(passage: Passage, reading: Reading) -> Passage:
    """The passage cut to the clauses that answer, where its paragraph is long; sub-paragraphs are left as they are."""
    text = passage.paragraph.text
    if len(text) <= WHOLE:
        return passage
    spans = clauses(text)
    language = passage.resolution.language
    words = [stems(text[a:b], language) for a, b in spans]
    weights = Weights(reading.terms, words)
    values = [
        weights.coverage(terms) + _kinds(text[a:b], reading, language)
        for terms, (a, b) in zip(words, spans, strict=True)
    ]
    start, end = _best_run(spans, values)
    return replace(passage, start=start, end=end)


def holding(text: str, wanted: Sequence[Collection[str]], language: str) -> Span:
    """What a line of a list quotes of a paragraph that holds one term of each of `wanted`: the clauses that hold them,
    from the beginning where that is not long; where clauses are (tables), the words around the terms."""
    best = _shortest(clauses(text), text, wanted, language)
    if best.end <= _LINE:
        return Span(0, best.end)
    if best.end - best.start <= _WIDEST:
        return best
    words = [Span(*m.span()) for m in _WORD.finditer(text, *best)]
    near = _shortest(words, text, wanted, language)
    room = max(0, _LINE - (near.end - near.start)) // 2
    within = [w for w in words if near.start - room <= w.start and w.end <= min(near.start + _WIDEST, near.end + room)]
    whole = within or [Span(near.start, min(near.end, near.start + _WIDEST))]  # one word may be longer than a line
    return Span(whole[0].start, whole[-1].end)


def _shortest(spans: Sequence[Span], text: str, wanted: Sequence[Collection[str]], language: str) -> Span:
    """The shortest run of spans that holds one term of each of `wanted`, the earliest of several; else all of them."""
    held = [stems(text[a:b], language) for a, b in spans]
    best = Span(spans[0].start, spans[-1].end)
    last: dict[int, int] = {}  # for each of the wanted, the latest span that holds it
    for n, (span, terms) in enumerate(zip(spans, held, strict=True)):
        last |= {i: n for i, one in enumerate(wanted) if not terms.isdisjoint(one)}
        if len(last) == len(wanted):
            run = Span(spans[min(last.values())].start, span.end)
            best = run if run.end - run.start < best.end - best.start else best
    return best


def clauses(text: str) -> list[Span]:
    """The clauses of a text: ordered, disjoint, together all of it but the white space between them."""
    cuts = [(m.start(), m.end()) for m in _BOUNDARY.finditer(text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True) if b > a]


def _best_run(spans: Sequence[Span], values: Sequence[float]) -> Span:
    """The run of clauses of at most `_MOST` characters with the greatest sum of values; the earliest, then longest."""
    best, chosen = -1.0, spans[0]
    for first in range(len(spans)):
        total = 0.0
        for last in range(first, len(spans)):
            if spans[last].end - spans[first].start > _MOST and last > first:
                break
            total += values[last]
            if total > best + 1e-9:
                best, chosen = total, Span(spans[first].start, spans[last].end)
    return _widened(spans, chosen)


def _widened(spans: Sequence[Span], run: Span) -> Span:
    """A run near the beginning starts at the verb: what is asked reads best from there."""
    return Span(0, run.end) if run.end <= _MOST else run


def _kinds(clause: str, reading: Reading, language: str) -> float:
    """Whether a clause holds a kind of thing that is wanted: a date, a number."""
    holds = lexicon_for_text(language).holds
    text = plain(clause)
    return _KIND_WEIGHT * sum(bool(holds[kind].search(text)) for kind in reading.wanted if kind in holds)
