"""Verification: unchanged, source changed, not found, words of a note not word for word."""

# ruff: noqa: E501 - one case a line, whatever its length

from __future__ import annotations

import pytest

from assistant.brief import Brief, new_brief
from assistant.brief_check import Change, State, check_brief, compare, counts
from assistant.brief_items import Heading, Mention, Note
from assistant.quoting import quote
from index.symbols import Locator
from tests.assistant.made import MemoryLibrary, changed, corpus

OP3 = "A/RES/70/900#op3"


def _quoting(*words: str) -> Brief:
    quotation, sources = quote(MemoryLibrary(), Locator.parse(OP3), "fr", words)
    return new_brief("T", "fr").with_item(Heading("aa", "Un")).with_item(quotation, *sources)


def _library(place: str, text: str) -> MemoryLibrary:
    return MemoryLibrary([changed(r, place, text) if str(r.symbol) == "A/RES/70/900" else r for r in corpus()])


def test_unchanged() -> None:
    assert [f.state for f in check_brief(_quoting(), MemoryLibrary())] == [State.UNCHANGED]


def test_another_file_with_the_same_words_is_unchanged_and_said() -> None:
    (finding,) = check_brief(_quoting(), _library("op1", "Autre."))
    assert (finding.state, finding.file_changed) == (State.UNCHANGED, True)


def test_changed_words_are_shown() -> None:
    text = "Prie le Secrétaire général de lui présenter, à sa soixante-treizième session, un rapport sur l'état des phares ;"
    (finding,) = check_brief(_quoting(), _library("op3", text))
    assert (finding.state, finding.words_stand) == (State.CHANGED, False)
    assert [c for c in finding.difference if c.kind != "same"] == [
        Change("removed", " soixante-douzième"),
        Change("added", " soixante-treizième"),
    ]


def test_a_change_beside_the_quoted_words_leaves_them_standing() -> None:
    (finding,) = check_brief(
        _quoting("sur l'état des phares"), _library("op3", "Veut un rapport sur l'état des phares ;")
    )
    assert (finding.state, finding.words_stand) == (State.CHANGED, True)


def test_not_found() -> None:
    without = MemoryLibrary([r for r in corpus() if r.language == "en"])
    (finding,) = check_brief(_quoting(), without)
    assert (finding.state, finding.words_stand) == (State.NOT_FOUND, False)
    (gone,) = check_brief(_quoting(), MemoryLibrary([]))
    assert gone.state is State.NOT_FOUND


# why · words · states
NOTES = [
    ("a mark", "Mots [[A/RES/70/900#op1]].", ["unchanged"]),
    ("a mark of nothing", "Mots [[A/RES/70/900#op9]].", ["not_found"]),
    ("a mark of another resolution", "Mots [[A/RES/1/1]].", ["not_found"]),
    ("a mark that is none", "Mots [[pommes]].", ["not_found"]),
    ("words of the source", "« un bien commun » [[A/RES/70/900#op1]]", ["unchanged"]),
    ("words of the second mark", "« un bien commun » [[A/RES/70/900#op3]][[A/RES/70/900#op1]]", ["unchanged", "unchanged"]),
    ("words with a cut", "« chaque phare […] gens de mer » [[A/RES/70/900#op1]]", ["unchanged"]),
    ("words of a sub-paragraph", "« un inventaire public » [[A/RES/70/900#op2]]", ["unchanged"]),
    ("words of another paragraph", "« un bien commun » [[A/RES/70/900#op3]]", ["unchanged", "not_verbatim"]),
    ("no mark: the user's own", "« un bien commun »", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "words", "states"), NOTES, ids=[row[0] for row in NOTES])
def test_notes(why: str, words: str, states: list[str]) -> None:
    brief = new_brief("T", "fr").with_item(Note("aa", words))
    assert [f.state.value for f in check_brief(brief, MemoryLibrary())] == states


def test_references() -> None:
    brief = new_brief("T", "fr").with_item(Mention("aa", OP3)).with_item(Mention("bb", "A/RES/70/900#op9"))
    assert [f.state for f in check_brief(brief, MemoryLibrary())] == [State.UNCHANGED, State.NOT_FOUND]


def test_counts_name_every_state() -> None:
    found = check_brief(_quoting(), MemoryLibrary())
    assert counts(found) == {"unchanged": 1, "changed": 0, "not_found": 0, "not_verbatim": 0}


def test_a_comparison_gives_both_texts_back() -> None:
    before, now = "un phare ancien éteint", "un grand phare éteint au large"
    changes = compare(before, now)
    assert "".join(c.text for c in changes if c.kind != "added") == before
    assert "".join(c.text for c in changes if c.kind != "removed") == now
