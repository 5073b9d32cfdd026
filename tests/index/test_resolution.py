"""The text of a paragraph follows from its spans; a resolution survives its JSON."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.jsonform import resolution_from_json, resolution_to_json
from index.resolution import (
    Due,
    Footnote,
    HeaderField,
    Kind,
    Paragraph,
    Reference,
    Resolution,
    Source,
    Span,
    Vote,
    Warning,
    derive_text,
)
from index.symbols import Locator, Symbol

TEXTS = [
    # what happens between the spans, raw text, spans, text
    ("line breaks inside a span are layout", "Prie le\nSecrétaire  général", [(0, 27)], "Prie le Secrétaire général"),
    ("a gap with a line break joins by a space", "tous les pays du\n¹ Note.\nmonde", [(0, 16), (25, 30)], None),
    ("a mark cut out of the line joins directly", "Millénaire ¹ que", [(0, 10), (12, 16)], "Millénaire que"),
    ("no-break spaces of the source stay", "mandat\u00a0; et\u202f!", [(0, 13)], "mandat\u00a0; et\u202f!"),
    ("nothing else is folded", "“L’État” – n°  3", [(0, 16)], "“L’État” – n° 3"),
]


@pytest.mark.parametrize(("why", "raw", "spans", "text"), TEXTS, ids=[row[0] for row in TEXTS])
def test_text_follows_from_spans(why: str, raw: str, spans: list[tuple[int, int]], text: str | None) -> None:
    assert derive_text(raw, [Span(*s) for s in spans]) == (text or "tous les pays du monde")


@given(st.text(), st.lists(st.integers(min_value=0, max_value=60), max_size=8))
def test_no_character_but_white_space_is_lost_or_made(raw: str, cuts: list[int]) -> None:
    points = sorted({min(c, len(raw)) for c in cuts})
    spans = [Span(a, b) for a, b in zip(points[::2], points[1::2], strict=False)]
    kept = "".join(raw[a:b] for a, b in spans)
    assert "".join(derive_text(raw, spans).split()) == "".join(kept.split())
    assert all(c in raw or c == " " for c in derive_text(raw, spans))


def test_a_resolution_survives_its_json() -> None:
    symbol = Symbol.parse("A/RES/99/1")
    paragraph = Paragraph(
        locator=Locator(symbol, ("op1", "a")),
        kind=Kind.OPERATIVE,
        number="a",
        text="De lui rendre compte à sa centième session ;",
        spans=(Span(10, 20), Span(30, 64)),
        level=1,
        printed_number="a)",
        label=Span(7, 9),
        emphasis=(Span(0, 2),),
        heading=("I", "Invented"),
        footnotes=(Footnote("1", "Voir résolution 98/1.", 12, (Span(90, 111),), Span(20, 21)),),
        action="Prie",
        act="requests",
        addressees=("Secretary-General",),
        references=(Reference("A/RES/98/1", "op2", 5, 20, footnote="1"),),
        due=(Due("à sa centième session", 20, 41, session=100),),
    )
    resolution = Resolution(
        symbol=symbol,
        language="fr",
        title="Invented",
        source=Source("x.txt", "0" * 64, "text", (Span(0, 200),)),
        paragraphs=(paragraph,),
        adopted=dt.date(2044, 12, 5),
        meeting=61,
        agenda_item="98, h",
        report="A/99/391",
        report_text="[sur la base du rapport (A/99/391)]",
        vote=Vote(100, 2, 3, ("Erewhon",), ("Laputa",), (), "[vote]", (Span(120, 126),)),
        fields=(HeaderField("adopted", "5 décembre 2044", (Span(1, 5),)),),
        warnings=(Warning("numbering-gap", "2 is missing.", Span(1, 2), "A/RES/99/1#op3"),),
    )
    document = json.loads(json.dumps(resolution_to_json(resolution)))
    assert resolution_from_json(document) == resolution
    assert document["paragraphs"][0]["id"] == "A/RES/99/1#op1.a"
