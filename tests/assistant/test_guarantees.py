"""The judge of conversations with a real model sees every guarantee that breaks, and none that holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Answer, Citation, Status
from index.resolution import Kind
from tests.assistant.inventions import DIGUES, LIBRARY
from tests.llm.guarantees import broken

TEXT = next(p.text for p in DIGUES.paragraphs if p.id.endswith("#op6"))
CITATION = Citation(1, "A/RES/88/41#op6", "A/RES/88/41", "fr", Kind.OPERATIVE, "", TEXT[:20], 0, 20)
LOOSE = "Elle « condamne » ? Non : « Condamne le pillage » [1]."
GOOD = Answer("?", "?", "fr", Status.ANSWERED, "openai:x", LOOSE, (CITATION,))
KEPT = replace(GOOD, text="L'Assemblée dit : « Condamne le pillage » [1].")

# What is changed in an answer that keeps everything, and words of what must be said of it.
BREACHES = [
    ({"text": "L'Assemblée dit : « Condamne les digues » [1]."}, "is not in what the line cites"),
    ({"text": "L'Assemblée dit : « Condamne le pillage » [1][2]."}, "[2] is no citation"),
    ({"text": "L'Assemblée condamne."}, "without a key"),
    ({"text": "Voir https://evil.example [1]."}, "links"),
    ({"text": "Le pillage\u202e [1]."}, "hidden"),
    ({"citations": (replace(CITATION, id="A/RES/88/41#op99"),)}, "does not exist"),
    ({"citations": (replace(CITATION, start=1, end=21),)}, "are not those of"),
    ({"citations": ()}, "without citations"),
    ({"status": Status.NOT_FOUND}, "refusal with citations"),
]


def test_an_answer_that_keeps_them_breaks_none() -> None:
    assert broken(KEPT, LIBRARY) == []


def test_words_quoted_from_nowhere_are_seen() -> None:
    assert broken(GOOD, LIBRARY)


@pytest.mark.parametrize(("change", "words"), BREACHES)
def test_every_breach_is_seen(change: dict[str, object], words: str) -> None:
    found = broken(replace(KEPT, **change), LIBRARY)  # type: ignore[arg-type]
    assert any(words in one for one in found), found
