"""Each measure against cases worked out by hand and against ir_measures (trec_eval)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evaluation import metrics as m
from assistant.evaluation.matching import Expected, place, same_place

R = "A/RES/62/27"
Measure = Callable[[Sequence[str], Expected, int], float | None]


def ids(words: str) -> list[str]:
    """`op1 op8.a` → the ids of resolution 62/27; a word with a slash is an id already."""
    return [word if "/" in word else f"{R}#{word}" for word in words.split()]


def expected(required: str, acceptable: str = "") -> Expected:
    return Expected.of(ids(required), ids(acceptable))


SAME = [
    # one, other, whether citing one counts as citing the other
    ("A/RES/62/27#op8", "A/RES/62/27#op8", True),
    ("A/RES/62/27#op8", "62/27#op8", True),  # another spelling of the symbol
    ("A/HRC/RES/S/33/1#op9", "A/HRC/RES/S-33/1#op9", True),
    ("A/RES/62/27#op8.a", "A/RES/62/27#op8", True),  # sub-paragraph and parent
    ("A/RES/62/27#op8", "A/RES/62/27#op8.a.ii", True),
    ("A/RES/62/27#op8.a", "A/RES/62/27#op8.b", False),  # sisters
    ("A/RES/62/27#op8", "A/RES/62/27#op80", False),  # a longer number is no sub-paragraph
    ("A/RES/62/27", "A/RES/62/27#header", True),  # a bare symbol means the header
    ("A/RES/62/27", "A/RES/62/27#op1", False),  # and not the paragraphs under it
    ("A/RES/57/225#s4", "A/RES/57/225#s4.op5", False),  # a section is no paragraph
    ("A/RES/57/225#annex2", "A/RES/57/225#annex2.p1", False),
    ("A/RES/57/225#s4.op5", "A/RES/57/225#s4.op5.a", True),
    ("A/RES/62/27#op8", "A/RES/62/28#op8", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_same_place(one: str, other: str, same: bool) -> None:
    assert same_place(place(one), place(other)) is same
    assert same_place(place(other), place(one)) is same


RANKED = [
    # measure, ranking, required, acceptable, k, value worked out by hand
    (m.recall_at_k, "op1 op2 op3", "op2 op9", "", 3, 1 / 2),
    (m.recall_at_k, "op1 op2 op3", "op3", "", 2, 0.0),  # beyond the cut
    (m.recall_at_k, "op1 op2", "op1", "op7", 2, 1.0),  # acceptable places are not required
    (m.recall_at_k, "op7", "", "op7 op8", 2, 1.0),  # acceptable places only: one is enough
    (m.recall_at_k, "op8", "op8.a op8.b", "", 1, 1.0),  # the parent stands for both
    (m.recall_at_k, "op8.a", "op8", "", 1, 1.0),
    (m.recall_at_k, "", "op8", "", 10, 0.0),  # no answer is zero
    (m.precision_at_k, "op1 op2 op3 op4", "op2", "op4", 4, 2 / 4),
    (m.precision_at_k, "op2", "op2", "", 10, 1 / 10),  # over k also where fewer came
    (m.precision_at_k, "op2 op2 op2", "op2", "", 2, 1 / 2),  # a repetition counts once
    (m.precision_at_k, "", "op2", "", 10, 0.0),
    (m.hit_at_k, "op1 op4", "op2", "op4", 2, 1.0),
    (m.hit_at_k, "op1 op4", "op2", "op4", 1, 0.0),
    (m.mrr_at_k, "op1 op5 op4 op2", "op2", "op4", 10, 1 / 3),
    (m.mrr_at_k, "op1 op5 op4 op2", "op2", "", 3, 0.0),
    (m.ndcg_at_k, "op2 op4", "op2", "op4", 10, 1.0),
    (m.ndcg_at_k, "op4 op2", "op2", "op4", 10, (1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3))),
    (m.ndcg_at_k, "op1 op2", "op2", "", 10, 1 / math.log2(3)),
    (m.ndcg_at_k, "op8", "op8.a op8.b", "", 10, 1.0),  # a parent for two: never above 1
    (m.ndcg_at_k, "op8.a op8", "op8", "", 10, 1.0),  # credited once, at its first rank
    (m.ndcg_at_k, "op1 op8 op3", "op8.a op3", "", 10, (2 / math.log2(3) + 2 / 2) / (2 + 2 / math.log2(3))),
    (m.ndcg_at_k, "", "op2", "", 10, 0.0),
]


@pytest.mark.parametrize(("measure", "ranking", "required", "acceptable", "k", "value"), RANKED)
def test_ranked_by_hand(measure: Measure, ranking: str, required: str, acceptable: str, k: int, value: float) -> None:
    assert measure(ids(ranking), expected(required, acceptable), k) == pytest.approx(value)


CITED = [
    # measure, cited, required, acceptable, value worked out by hand
    (m.citation_recall, "op2 op9", "op2 op3", "", 1 / 2),
    (m.citation_recall, "", "op2", "", 0.0),
    (m.citation_recall, "op8", "op8.a op8.b", "", 1.0),
    (m.citation_precision, "op2 op9", "op2", "", 1 / 2),
    (m.citation_precision, "op2 op4", "op2", "op4", 1.0),
    (m.citation_precision, "", "op2", "", 0.0),
    (m.citation_precision, f"{R}", "A/RES/62/27#header", "", 1.0),
    (m.document_recall, "op7", "op2 A/RES/77/96#op1", "", 1 / 2),
    (m.document_recall, "op7", "", "op2 A/RES/77/96#op1", 1.0),
    (m.document_precision, "op7 op8 A/RES/77/96#op1", "op2", "", 1 / 2),
    (m.document_precision, "", "op2", "", 0.0),
]


@pytest.mark.parametrize(("measure", "cited", "required", "acceptable", "value"), CITED)
def test_cited_by_hand(
    measure: Callable[[Sequence[str], Expected], float | None],
    cited: str,
    required: str,
    acceptable: str,
    value: float,
) -> None:
    assert measure(ids(cited), expected(required, acceptable)) == pytest.approx(value)


def test_nothing_applies_where_nothing_is_expected() -> None:
    nothing = Expected()
    ranked: list[Measure] = [m.recall_at_k, m.precision_at_k, m.hit_at_k, m.mrr_at_k, m.ndcg_at_k]
    assert [measure(ids("op1"), nothing, 10) for measure in ranked] == [None] * 5
    cited = [m.citation_recall, m.citation_precision, m.document_recall, m.document_precision]
    assert [measure(ids("op1"), nothing) for measure in cited] == [None] * 4


def test_a_text_that_is_no_id_matches_nothing_but_takes_its_rank() -> None:
    assert m.mrr_at_k(["nonsense", f"{R}#op2"], expected("op2"), 10) == 1 / 2
    assert m.citation_precision(["nonsense", f"{R}#op2"], expected("op2")) == 1 / 2


_NUMBERS = st.lists(st.integers(1, 30), unique=True, max_size=15)


@settings(deadline=None)
@given(ranking=_NUMBERS, judged=st.lists(st.integers(1, 30), unique=True, min_size=1, max_size=8), k=st.integers(1, 12))
def test_ranked_like_trec_eval(ranking: list[int], judged: list[int], k: int) -> None:
    """On whole paragraphs (no sub-paragraphs) every ranked measure is the library's."""
    half = (len(judged) + 1) // 2
    mine = Expected.of([f"{R}#op{n}" for n in judged[:half]], [f"{R}#op{n}" for n in judged[half:]])
    grade = {f"op{n}": (m.REQUIRED_GAIN if i < half else m.ACCEPTABLE_GAIN) for i, n in enumerate(judged)}
    run = {"q": {f"op{n}": float(-rank) for rank, n in enumerate(ranking)}}
    theirs = [
        (m.recall_at_k, ir_measures.R(rel=m.REQUIRED_GAIN) @ k),  # only required places are recalled
        (m.precision_at_k, ir_measures.P @ k),
        (m.hit_at_k, ir_measures.Success @ k),
        (m.mrr_at_k, ir_measures.RR @ k),
        (m.ndcg_at_k, ir_measures.nDCG @ k),
    ]
    found = ir_measures.calc_aggregate([measure for _, measure in theirs], {"q": grade}, run)
    for ours, measure in theirs:
        assert ours([f"{R}#op{n}" for n in ranking], mine, k) == pytest.approx(found[measure]), measure


ABSTAINED = [
    # answered, refused, should it refuse, (true abstention, false abstention)
    (False, True, True, (1.0, None)),
    (True, False, True, (0.0, None)),
    (False, False, True, (0.0, None)),  # an error is no honest refusal
    (True, False, False, (None, 0.0)),
    (False, True, False, (None, 1.0)),
    (False, False, False, (None, 1.0)),  # nor an answer
]


@pytest.mark.parametrize(("answered", "refused", "should", "values"), ABSTAINED)
def test_abstention(answered: bool, refused: bool, should: bool, values: tuple[float | None, float | None]) -> None:
    found = (
        m.true_abstention(refused, should_refuse=should),
        m.false_abstention(answered, should_refuse=should),
    )
    assert found == values


def test_rates_and_costs() -> None:
    assert m.rate(3, 4) == 0.75
    assert m.rate(0, 0) is None
    assert m.cost({"input_tokens": 2_000_000, "output_tokens": 100_000}, 3.0, 15.0) == pytest.approx(7.5)
    assert m.cost({"input_tokens": 5, "cost": 0.25}, 3.0, 15.0) == 0.25
    assert m.cost(None, 3.0, 15.0) == 0.0
    assert m.tokens({"input_tokens": 12}, "input_tokens") == 12
    assert m.tokens(None, "input_tokens") == 0


def test_reference_f1() -> None:
    """« les vues des États » against « les vues »: 2 shared words of 4 and 2."""
    assert m.reference_f1("Les vues [1] des États", "les VUES") == pytest.approx(2 * 2 / (4 + 2))
    assert m.reference_f1("", "les vues") == 0.0
    assert m.reference_f1("les vues", "") is None
