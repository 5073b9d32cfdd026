"""Paragraphs are cut only where they are too long, in the best places, and know what they stand under."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chunks import BUDGET, chunks_of, count_tokens, fits, split
from index.resolution import Kind
from tests.index.made import made

LONG = " ".join(f"Le rapport numéro {n} traite, entre autres, de la question {n} ;" for n in range(200))


def test_a_paragraph_that_fits_is_one_chunk() -> None:
    resolution = made("A/RES/70/1", "Titre", ["Décide de rester saisie de la question."])
    (chunk,) = chunks_of(resolution)
    assert chunk.text == "Décide de rester saisie de la question."
    assert chunk.passage == "Titre\nDécide de rester saisie de la question."


def test_a_long_paragraph_is_cut_after_its_clauses_and_keeps_its_id() -> None:
    chunks = list(chunks_of(made("A/RES/70/1", "Titre", [LONG])))
    assert len(chunks) > 3
    assert {c.paragraph.id for c in chunks} == {"A/RES/70/1#op1"}
    assert [c.part for c in chunks] == list(range(len(chunks)))
    assert all(c.text.endswith(";") for c in chunks)
    assert all(count_tokens(c.passage) <= BUDGET for c in chunks)
    assert " ".join(c.text for c in chunks) == LONG


def test_a_sub_paragraph_stands_under_its_lead_in() -> None:
    resolution = made("A/RES/70/1", "Titre", [("op1", "Prie le Secrétaire général :"), ("op1.a", "De faire rapport ;")])
    assert [c.context for c in chunks_of(resolution)] == ["Titre", "Titre\nPrie le Secrétaire général :"]


def test_a_very_long_lead_in_is_shortened_in_the_middle() -> None:
    resolution = made("A/RES/70/1", "Titre", [("op1", LONG), ("op1.a", "De faire rapport ;")])
    context = list(chunks_of(resolution))[-1].context
    assert len(context) < 400
    assert " … " in context


def test_headings_are_no_chunks() -> None:
    resolution = made("A/RES/70/1", "Titre", ["Mesures", "Texte"])
    first = dataclasses.replace(resolution.paragraphs[0], kind=Kind.HEADING)
    resolution = dataclasses.replace(resolution, paragraphs=(first, resolution.paragraphs[1]))
    assert [c.text for c in chunks_of(resolution)] == ["Texte"]


@given(st.text(max_size=3000), st.integers(min_value=20, max_value=200))
def test_nothing_but_spaces_is_lost_between_parts(text: str, room: int) -> None:
    parts = split(text, room)
    assert all(fits(text[start:end], room) for start, end in parts)
    assert "".join("".join(text[start:end] for start, end in parts).split()) == "".join(text.split())
    assert all(one[1] <= other[0] for one, other in pairwise(parts))


@pytest.mark.parametrize("text", ["<|endoftext|>", "a <|fim_prefix|> b", ""])
def test_control_tokens_are_plain_text(text: str) -> None:
    assert count_tokens(text) >= (1 if text else 0)
