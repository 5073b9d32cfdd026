"""Words found again in their source: the offsets are those of the source, whatever the folding did."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.folding import fold
from assistant.quotations import fold_with_spans, locate, locate_parts, parts_of

# why · quotation · text · the stretch of the text
FOUND = [
    ("as it stands", "phare", "un phare allumé", "phare"),
    ("a no-break space in the source", "allumé ; puis", "un phare allumé\u00a0; puis", "allumé\u00a0; puis"),
    ("a line break in the quotation", "un\n phare", "un phare", "un phare"),
    ("several spaces in the source", "un phare", "un \t  phare", "un \t  phare"),
    ("typographic apostrophe", "l’eau", "de l'eau", "l'eau"),
    ("typographic hyphen", "vingt‑et‑un", "vingt-et-un", "vingt-et-un"),
    ("decomposed accents in the source", "allumé au", "phare allume\u0301 au loin", "allume\u0301 au"),
    ("decomposed accents in the quotation", "allume\u0301", "phare allumé", "allumé"),
    ("a footnote mark in the source", "extra-atmosphérique et", "extra-atmosphérique² et", "extra-atmosphérique² et"),
    ("a soft hyphen in the source", "phare", "pha\u00adre", "pha\u00adre"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "quotation", "text", "stretch"), FOUND, ids=[row[0] for row in FOUND])
def test_found_under_the_declared_folding(why: str, quotation: str, text: str, stretch: str) -> None:
    span = locate(quotation, text)
    assert span is not None
    assert text[span.start : span.end] == stretch


# Nothing else is folded
NOT_FOUND = [
    ("case", "Phare", "un phare"),
    ("accents", "allume", "un phare allumé"),
    ("punctuation", "un, phare", "un phare"),
    ("spelling", "fare", "un phare"),
    ("nothing quoted", " ", "un phare"),
]


@pytest.mark.parametrize(("why", "quotation", "text"), NOT_FOUND, ids=[row[0] for row in NOT_FOUND])
def test_nothing_else_is_folded(why: str, quotation: str, text: str) -> None:
    assert locate(quotation, text) is None


def test_found_after_an_offset() -> None:
    assert locate("a", "a b a", 1) == (4, 5)
    assert locate("b", "a b a", 3) is None


def test_parts_stand_in_order() -> None:
    text = "le phare, la bouée, la brume"
    assert locate_parts(["phare", "brume"], text) == [(3, 8), (23, 28)]
    assert locate_parts(["brume", "phare"], text) is None


@pytest.mark.parametrize("mark", ["[…]", "[...]", "(…)", "[. . .]", "…", "..."])
def test_marks_of_a_cut(mark: str) -> None:
    assert parts_of(f"{mark} un {mark} deux {mark}") == ["un", "deux"]


@settings(max_examples=300)
@example("á \u0301")
@given(st.text(alphabet=st.sampled_from("aé\u0301 e\u0302'’-‑\u00a0\n\t²1ᄀ\u1161\u11a8\u00ad.")))
def test_spans_belong_to_the_folding(text: str) -> None:
    folded, spans = fold_with_spans(text)
    assert folded == fold(text)
    assert len(spans) == len(folded)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
