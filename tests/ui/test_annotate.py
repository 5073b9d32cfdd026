"""Marks over texts: the text stays what it is, marks nest, inserts stand where they belong."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.components.annotate import Insert, Mark, annotated

# text, marks, inserts, what comes out
CASES = [
    ("a < b", [], [], "a &lt; b"),
    ("abcd", [Mark(1, 3, "<b>", "</b>")], [], "a<b>bc</b>d"),
    # overlapping marks are cut, the outer one by rank
    ("abcd", [Mark(0, 3, "<i>", "</i>", 1), Mark(1, 4, "<b>", "</b>", 0)], [], "<i>a</i><b><i>bc</i></b><b>d</b>"),
    # empty marks and marks beyond the text are left out
    ("ab", [Mark(1, 1, "<b>", "</b>"), Mark(1, 9, "<b>", "</b>")], [], "ab"),
    ("ab", [], [Insert(0, "[0]"), Insert(2, "[2]")], "[0]ab[2]"),
    ("ab", [Mark(0, 2, "<b>", "</b>")], [Insert(1, "<sup>1</sup>")], "<b>a</b><sup>1</sup><b>b</b>"),
    ("", [], [], ""),
]


@pytest.mark.parametrize(("text", "marks", "inserts", "wanted"), CASES)
def test_marks(text: str, marks: list[Mark], inserts: list[Insert], wanted: str) -> None:
    assert annotated(text, marks, inserts) == wanted


@given(
    st.text(alphabet="ab <&é", max_size=20), st.lists(st.tuples(st.integers(-2, 22), st.integers(-2, 22)), max_size=5)
)
def test_the_text_is_never_changed_and_tags_are_balanced(text: str, ranges: list[tuple[int, int]]) -> None:
    marks = [Mark(start, end, f"<m{n}>", f"</m{n}>", n) for n, (start, end) in enumerate(ranges)]
    out = annotated(text, marks)
    assert html.unescape(re.sub(r"</?m\d>", "", out)) == text
    depth: list[str] = []
    for closing, name in re.findall(r"<(/?)(m\d)>", out):
        if closing:
            assert depth.pop() == name
        else:
            depth.append(name)
    assert not depth
