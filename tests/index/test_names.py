"""Canonical names as a language says them."""

from __future__ import annotations

import pytest

from index.names import act_in, addressee_in

# canonical verb or opening, French, English
ACTS = [
    ("requests", "prie", "requests"),
    ("takes_note", "prend note", "takes note"),
    ("recalling", "rappelant", "recalling"),
    # one that no word list knows stays itself
    ("does_nothing", "does nothing", "does nothing"),
]


@pytest.mark.parametrize(("act", "french", "english"), ACTS)
def test_acts(act: str, french: str, english: str) -> None:
    assert act_in("fr", act) == french
    assert act_in("en", act) == english


def test_addressees() -> None:
    assert addressee_in("fr", "Secretary-General") == "Secrétaire général"
    assert addressee_in("en", "Secretary-General") == "Secretary-General"
    assert addressee_in("fr", "Nobody known") == "Nobody known"
