"""The check of sentences over real texts: what retells them faithfully stands, what alters them is caught."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer_words import answer_words
from assistant.citations import capitalised
from assistant.drafts import sentences, tidy
from assistant.given import Given
from assistant.sentence_check import judge
from assistant.sentence_words import act_of, level_in
from index.parser import parse
from index.readers import read_source
from index.resolution import Kind, Paragraph, Resolution

pytestmark = pytest.mark.corpus
_FILES = 12
STRONG = {"fr": "décide", "en": "decides"}
FOREIGN = {"fr": "avec le Comité des pêches", "en": "with the Committee on Fisheries"}
NOT = {"fr": "ne {first} pas {rest}", "en": "does not {first} {rest}"}


def _operative(shared: Path, language: str) -> Iterator[tuple[Resolution, Paragraph, list[Paragraph]]]:
    """Short operative paragraphs with a known verb, of files chosen by chance but always the same."""
    files = sorted((shared / "corpus" / language).rglob("*.txt"))
    for file in random.Random(7).sample(files, _FILES):
        for resolution in parse(read_source(file)).resolutions:
            rows = [p for p in resolution.paragraphs if p.kind is Kind.OPERATIVE and p.action and p.level == 0]
            rows = [p for p in rows if len(p.text) < 350 and ":" not in p.text]
            for p in rows:
                yield resolution, p, [q for q in rows if q is not p]


def _stands(organ: str, words: str, resolution: Resolution, paragraph: Paragraph, language: str) -> bool:
    given = {1: Given(1, resolution, paragraph, (), 0, len(paragraph.text), language)}
    said = list(sentences(tidy(f"{organ} {words} [1].", given)))
    return not any(judge(sentence, given, language) for sentence in said)


def _altered(p: Paragraph, words: str, language: str) -> Iterator[tuple[str, str]]:
    """The words of a paragraph, altered in one way each."""
    if number := re.search(r"\b\d{1,4}\b", words):
        yield "figure", f"{words[: number.start()]}{int(number[0]) + 7}{words[number.end() :]}"
    if max(level_in(p.text, language), act_of(p.act).level) < 3:
        yield "verb", f"{STRONG[language]}{words[len(p.action or '') :]}"
    yield "name", f"{words}, {FOREIGN[language]}"
    first, _, rest = words.partition(" ")
    yield "denied", NOT[language].format(first=first, rest=rest)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_faithful_sentences_stand_and_altered_ones_are_caught(shared: Path, language: str) -> None:
    tried, stood = Counter[str](), Counter[str]()
    for resolution, p, others in _operative(shared, language):
        organ = capitalised(answer_words(language).organ(resolution.body))
        words = p.text.rstrip(" ;.,")
        words = words[0].lower() + words[1:]
        rows = [("faithful", words, p), *((kind, altered, p) for kind, altered in _altered(p, words, language))]
        rows += [("another", words, random.Random(p.id).choice(others))] if others else []
        for kind, said, of in rows:
            tried[kind] += 1
            stood[kind] += _stands(organ, said, resolution, of, language)
    assert tried["faithful"] > 50
    # What falls are scans whose hyphens were read as quotation marks that nobody closes.
    assert stood["faithful"] >= 0.93 * tried["faithful"], (stood, tried)
    for kind in ("verb", "name", "denied", "another"):
        assert stood[kind] <= 0.03 * tried[kind], (kind, stood, tried)
    # A figure may stand elsewhere in the same paragraph: only most of these can be caught.
    assert stood["figure"] <= 0.15 * tried["figure"], (stood, tried)
