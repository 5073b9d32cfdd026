"""Whether what an answer says is in what it cites: quotations, words, figures, meaning, entailment. Pure functions.

All take the statements of an answer and what each citation key stands for. A statement without a citation is
supported by nothing and scores 0; an answer without statements scores 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean
from typing import Any

from assistant.evaluation.statements import Statement, elided_parts
from assistant.evaluation.words import (
    fold,
    fold_quotation,
    month_number,
    numbers_in_letters,
    word_tables,
)
from index.embedding import Embedder

Entails = Callable[[str, str], bool]
"""premise, hypothesis → whether the premise entails the hypothesis."""

_NUMBER = re.compile(r"\d+(?:[/.,-]\d+)*")
_DATE = re.compile(r"\b(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d_]{3,})\s+(\d{4})\b")
_CONTENT_LENGTH = 4  # shorter words are articles, prepositions and pronouns in both languages


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a citation stands for: the paragraph's `text`, and `facts`: its label and the resolution's header lines,
    which an answer may name ("résolution 62/27 du 5 décembre 2007") without quoting them."""

    text: str
    facts: str = ""


def is_verbatim(quotation: str, sources: Sequence[str]) -> bool:
    """Whether the quotation is in one of the texts, character for character after `fold_quotation`.

    Where it marks an omission ([…]), its pieces must stand in one text in this order. Source: the quotation rule of
    the house (CITATIONS, "Quotations"); as extractiveness in Grusky et al., Newsroom (2018), with nothing but whole
    fragments.
    """
    return any(_in_order([quotation], text) or _in_order(elided_parts(quotation), text) for text in sources)


def sentences_cited(said: Sequence[Statement]) -> float:
    """Statements with at least one citation key / statements; 0 where nothing is said.

    Source: citation coverage, as in Liu et al., Evaluating Verifiability in Generative Search Engines (2023).
    """
    return fmean(bool(s.keys) for s in said) if said else 0.0


def support_lexical(said: Sequence[Statement], evidence: Mapping[int, Evidence], language: str) -> float:
    """Mean over statements of: stems of content words found in the evidence / stems of content words.

    Source: K-Precision of Adlakha et al., Evaluating Correctness and Faithfulness of Instruction-Following Models
    for Question Answering (2023), a sentence at a time and on stems of words of four letters or more.
    """
    return _mean(_lexical(s, _evidence_of(s, evidence), language) for s in said)


def support_figures(said: Sequence[Statement], evidence: Mapping[int, Evidence]) -> float | None:
    """Figures and dates of the statements found in their evidence / all of them; None where the answer has none.

    Dates are compared as dates across languages; numbers in letters and in digits are the same number.
    Source: number-level precision, after Zhao et al., Reducing Quantity Hallucinations (HERMAN, 2020).
    """
    right = given = 0
    for s in said:
        told = figures(s.text)
        known = set().union(*(figures(f"{e.text}\n{e.facts}") for e in _evidence_of(s, evidence)), set())
        right, given = right + len(told & known), given + len(told)
    return right / given if given else None


def support_embedding(said: Sequence[Statement], evidence: Mapping[int, Evidence], embedder: Embedder) -> float:
    """Mean over statements of the cosine to the nearest of their cited paragraphs (negative counts 0).

    Comparable between answers of one embedder only. Source: BERTScore's idea (Zhang et al., 2020) with sentence
    vectors, as the semantic similarity of RAGAS (Es et al., 2023).
    """
    cited = [[e.text for e in _evidence_of(s, evidence)] for s in said]
    texts = list(dict.fromkeys([*(s.text for s in said), *(text for group in cited for text in group)]))
    if not texts:
        return 0.0
    vectors = dict(zip(texts, embedder.passages(texts), strict=True))
    return _mean(
        max((float(vectors[s.text] @ vectors[text]) for text in group), default=0.0)
        for s, group in zip(said, cited, strict=True)
    )


def alce_recall(said: Sequence[Statement], evidence: Mapping[int, Evidence], entails: Entails) -> float:
    """Statements that all their cited paragraphs together entail / statements.

    Source: citation recall of ALCE, Gao et al., Enabling Large Language Models to Generate Text with Citations (2023).
    """
    return _mean(float(_entailed(s, _evidence_of(s, evidence), entails)) for s in said)


def alce_precision(said: Sequence[Statement], evidence: Mapping[int, Evidence], entails: Entails) -> float:
    """Citations that are needed / citations; 0 where nothing is cited.

    A citation is needed when its statement is entailed by all its citations together and it either entails the
    statement alone, or the others do not without it. Source: citation precision of ALCE, Gao et al. (2023).
    """
    needed: list[bool] = []
    for s in said:
        sources = _evidence_of(s, evidence)
        whole = _entailed(s, sources, entails)
        for at, one in enumerate(sources):
            others = sources[:at] + sources[at + 1 :]
            needed.append(whole and (_entailed(s, [one], entails) or not _entailed(s, others, entails)))
    return fmean(needed) if needed else 0.0


def figures(text: str) -> set[str]:
    """The figures of a text in one form: dates as `2007-12-05`, numbers as digits, symbols such as `62/27`."""
    folded = fold(text)
    found = set()
    for day, month, year in _DATE.findall(folded):
        if number := month_number(month):
            found.add(f"{year}-{number:02}-{int(day):02}")
    # A date's own numbers are figures of a longer text too ("en 2007"), but a statement with a date is judged by it.
    without_dates = _DATE.sub(lambda m: " " if month_number(m[2]) else m[0], folded)
    return found | set(_NUMBER.findall(without_dates)) | {str(n) for n in numbers_in_letters(folded)}


def _lexical(said: Statement, sources: Sequence[Evidence], language: str) -> float:
    told = _stems(said.text, language)
    known = set().union(*(_stems(f"{e.text}\n{e.facts}", language) for e in sources), set())
    if not sources:
        return 0.0
    return len(told & known) / len(told) if told else 1.0


def _stems(text: str, language: str) -> set[str]:
    words = [w for w in re.findall(r"[^\W\d_]+", fold(text)) if len(w) >= _CONTENT_LENGTH]
    stemmer = _stemmer(language)
    return set(stemmer.stemWords(words) if stemmer else words)


@lru_cache(maxsize=4)
def _stemmer(language: str) -> Any:
    import Stemmer

    table = word_tables().get(language)
    return Stemmer.Stemmer(table["stemmer"]) if table else None


def _evidence_of(said: Statement, evidence: Mapping[int, Evidence]) -> list[Evidence]:
    return [evidence[key] for key in said.keys if key in evidence]


def _entailed(said: Statement, sources: Sequence[Evidence], entails: Entails) -> bool:
    return bool(sources) and entails("\n".join(f"{e.facts}\n{e.text}".strip() for e in sources), said.text)


def _in_order(pieces: Sequence[str], text: str) -> bool:
    folded, at = fold_quotation(text), 0
    for piece in pieces:
        needle = fold_quotation(piece)
        found = folded.find(needle, at)
        if found < 0:
            return False
        at = found + len(needle)
    return bool(pieces)


def _mean(values: Any) -> float:
    numbers = [max(0.0, value) for value in values]
    return fmean(numbers) if numbers else 0.0
