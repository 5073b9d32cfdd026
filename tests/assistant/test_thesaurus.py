"""Words of a question that a text has otherwise."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from assistant.retrieval.features import Describer
from assistant.retrieval.pool import gather
from assistant.retrieval.ranking import ranking
from assistant.shelf import Shelf
from assistant.thesaurus import said_otherwise
from assistant.understanding import understand
from index.analysis import stems
from index.search import Filters
from tests.assistant.library import MemoryLibrary, resolution


@pytest.mark.parametrize(
    ("asked", "question", "there", "text"),
    [
        ("fr", "une veuve qui veut se remarier", "fr", "le remariage des veuves"),
        ("fr", "remariage", "fr", "si elle vient à se remarier"),
        ("fr", "les Casques bleus", "fr", "le personnel de maintien de la paix"),
        ("en", "the peacekeepers", "en", "peacekeeping personnel"),
        ("fr", "la prison surpeuplée", "en", "prison overcrowding"),
    ],
)
def test_a_text_may_say_it_otherwise(asked: str, question: str, there: str, text: str) -> None:
    words = stems(text, there)
    meant = said_otherwise(stems(question, asked), asked, there)
    assert any(phrase <= words for phrases in meant.values() for phrase in phrases)


def test_a_phrase_counts_whole_or_not_at_all() -> None:
    both = said_otherwise(stems("prison surpeuplée", "fr"), "fr", "fr")
    alone = said_otherwise(stems("une rivière surpeuplée", "fr"), "fr", "fr")
    carcéral = stems("surpopulation carcérale", "fr")
    assert any(phrase <= carcéral for phrase in both[next(iter(stems("surpeuplée", "fr")))])
    assert not any(phrase <= carcéral for phrases in alone.values() for phrase in phrases)


def test_every_row_has_words_to_hold_against_others() -> None:
    data = tomllib.loads((resources.files("assistant") / "words" / "thesaurus.toml").read_text(encoding="utf-8"))
    fields = 2 * len(data["languages"])
    for row in data["rows"].strip().splitlines():
        parts = [part.split("|") for part in row.split(" = ")]
        assert len(parts) == fields, row
        assert sum(bool(one.strip()) for part in parts for one in part) > 1, row
        assert all(one == " ".join(one.split()) for part in row.split(" = ") for one in part.split(" | ")), row


def test_what_is_said_otherwise_speaks_for_a_paragraph() -> None:
    texts = {
        "op1": "Décide |que le remariage d'une veuve n'éteint aucun droit ;",
        "op2": "Décide |que la veuve du gardien garde le phare.",
    }
    library = MemoryLibrary([resolution("A/RES/90/9", "fr", "Droits", texts)])
    reading = understand("Une veuve peut-elle se remarier ?", Shelf(library.summaries()))
    pool = gather(library, reading, Filters())
    describer = Describer(pool, reading, ranking())
    features = {hit.id: describer.features(hit) for hit in pool.hits}
    assert features["A/RES/90/9#op1"]["coverage"] < 1.0
    assert features["A/RES/90/9#op1"]["said"] == 1.0
    assert features["A/RES/90/9#op2"]["said"] < 1.0
