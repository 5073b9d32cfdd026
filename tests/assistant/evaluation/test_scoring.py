"""A question scored: verdicts and reasons, and every planted fault turns the run red."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.answer import Answer, Status
from assistant.errors import EvaluationError, ModelUnavailable
from assistant.evaluation.matching import place
from assistant.evaluation.questions import Question
from assistant.evaluation.rows import Fault, Row, row_from_json, row_to_json
from assistant.evaluation.runner import ask_all
from assistant.evaluation.summary import Summary, mean_by_type, summarise
from assistant.evaluation.thresholds import Missed, Threshold, missed, parse_thresholds, thresholds_from
from index.embedding import Vectors
from tests.assistant.evaluation.fakes import (
    GOOD,
    OP1,
    OP2,
    QUESTIONS,
    TEXTS,
    Scripted,
    answered,
    citation,
    refused,
    scoring,
)

WHO, HOW_MANY, WHALES = QUESTIONS
STRICT = {
    "passed": 1.0, "recall": 1.0, "citation_existence": 1.0, "verbatim_rate": 1.0, "citation_precision": 1.0,
    "citation_recall": 1.0, "true_abstention": 1.0, "false_abstention": 0.0, "contains": 1.0, "sentences_cited": 1.0,
    "support_figures": 1.0, "latency_total_p95": 500.0,
}  # fmt: skip


def rows_of(subject: Scripted) -> list[Row]:
    rows = {row.question.id: row for row in ask_all(subject, QUESTIONS, scoring())}
    return [rows[q.id] for q in QUESTIONS]


def red(subject: Scripted) -> dict[str, float | None]:
    """The thresholds that a run of this assistant misses, with its values."""
    summary = summarise(rows_of(subject), 10)
    return {m.threshold.name: m.value for m in missed(summary, thresholds_from(STRICT, 10))}


def test_a_good_run_is_green() -> None:
    assert red(Scripted(GOOD)) == {}


PLANTED = [
    # what is planted, for which question, what is then said, faults of the question, thresholds that fail
    ("a citation of another paragraph", WHO, answered(GOOD["Qui recense ?"].text, citation(1, OP2)),  # type: ignore[union-attr]
     [Fault.QUOTATION_ALTERED, Fault.CITATION_MISSING], {"citation_recall", "citation_precision", "recall@10"}),
    ("a citation of a paragraph that is not there", WHO,
     answered("Elle prie, 5 mai 2046. [1][2]", citation(1, OP1), citation(2, "A/RES/90/1#op9", "")),
     [Fault.CITATION_UNKNOWN], {"citation_existence", "citation_precision"}),
    ("a citation of a language that is not there", WHO,
     answered("Elle prie le Secrétaire général, 5 mai 2046. [1]", citation(1, OP1, language="en")),
     [Fault.CITATION_UNKNOWN], {"citation_existence"}),
    ("one wrong word in a source's quotation", WHO,
     answered("Le 5 mai 2046. [1]", citation(1, OP1, "de recenser les ports avant le 5 mai 2046")),
     [Fault.QUOTATION_ALTERED], {"verbatim_rate"}),
    ("one wrong word between quotation marks", WHO,
     answered("Elle prie « de recenser les ports avant le 5 mai 2046 ». [1]", citation(1, OP1)),
     [Fault.QUOTATION_ALTERED], {"verbatim_rate"}),
    ("a quotation of another paragraph than the one cited with it", WHO,
     answered("Le 5 mai 2046. [1] Il y aura « un comité de douze membres ». [1]", citation(1, OP1), citation(2, OP2)),
     [Fault.QUOTATION_ALTERED], {"verbatim_rate"}),
    ("an answer where there is none", WHALES, answered("Les baleines sont protégées. [1]", citation(1, OP1)),
     [Fault.NOT_REFUSED], {"true_abstention"}),
    ("a refusal where there is an answer", WHO, refused(OP1),
     [Fault.NO_ANSWER], {"false_abstention", "citation_recall", "contains", "recall@10", "sentences_cited"}),
    ("an error", WHO, ModelUnavailable("The model is gone."),
     [Fault.ERROR], {"false_abstention", "citation_recall", "contains", "recall@10", "support_figures"}),
    ("an unforeseen error", WHALES, ZeroDivisionError("oops"), [Fault.ERROR], {"true_abstention"}),
    ("a wrong date", WHO, answered("Elle prie le Secrétaire général avant le 6 mai 2046. [1]", citation(1, OP1)),
     [Fault.WORDS_MISSING], {"contains", "support_figures"}),
    ("a sentence without a source", WHO, answered("Le 5 mai 2046. [1] Voilà tout ce qui est dit.", citation(1, OP1)),
     [], {"sentences_cited"}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "question", "said", "faults", "thresholds"), PLANTED, ids=[p[0] for p in PLANTED])
def test_a_planted_fault_turns_the_run_red(
    what: str, question: Question, said: Answer | Exception, faults: list[Fault], thresholds: set[str]
) -> None:
    subject = Scripted({**GOOD, question.q: said})
    row = next(row for row in rows_of(subject) if row.question == question)
    assert [failing.code for failing in row.reasons] == faults
    assert thresholds <= red(subject).keys()


def test_a_slow_answer_turns_the_run_red() -> None:
    assert red(Scripted(GOOD, slow_ms=600)).keys() == {"latency_total_p95"}


def test_a_fault_says_what_it_is_about() -> None:
    said = answered("Elle prie « de recenser les ports ». [1]", citation(1, OP2))
    row = scoring().row(WHO, said, [OP2], 10.0)
    about = {failing.code: failing.about for failing in row.reasons}
    assert about == {
        Fault.QUOTATION_ALTERED: ("de recenser les ports",),
        Fault.CITATION_MISSING: (OP1,),
        Fault.WORDS_MISSING: ("5 mai 2046",),
    }


def test_expected_and_found_carry_their_texts() -> None:
    row = scoring().row(HOW_MANY, answered("Douze. [1]", citation(1, OP1)), [OP1, "A/RES/90/1#op2.a"], 10.0)
    (wanted,), (found,) = row.expected, row.found
    assert (wanted.id, wanted.text, wanted.right, wanted.rank) == (OP2, TEXTS[OP2], False, 2)  # its sub-paragraph
    assert (found.id, found.text, found.right, found.exists) == (OP1, TEXTS[OP1], False, True)


def test_header_questions_are_judged_by_their_words() -> None:
    """With the right words no paragraph is asked for; the resolution is still judged."""
    asked = Question("when", "Quand ?", "fr", "meta", all=("A/RES/90/1",), contains=("4 avril 2045",))
    said = answered("Adoptée le 4 avril 2045 [1].", citation(1, "A/RES/90/1#header", "le 4 avril 2045"))
    row = scoring().row(asked, said, [], 1.0)
    assert row.passed
    assert row.values["recall@10"] is row.values["citation_recall"] is None
    assert (row.values["document_recall"], row.counts["verbatim_rate"]) == (1.0, (1, 1))
    assert asked.expected.all == (place("A/RES/90/1#header"),)
    wrong = scoring().row(
        asked, answered("Adoptée le 5 avril 2045 [1].", citation(1, "A/RES/90/2#header", "")), [], 1.0
    )
    assert (wrong.passed, wrong.values["document_recall"]) == (False, 0.0)


def test_a_row_comes_back_from_json() -> None:
    for row in rows_of(Scripted(GOOD)):
        assert row_from_json(row_to_json(row)) == row
    with pytest.raises(ValueError, match="JSON"):
        row_from_json("{")


def summary_of(*said: tuple[Question, Answer]) -> Summary:
    return summarise([scoring().row(question, answer, [], 1.0) for question, answer in said], 10)


def test_an_unanswered_question_counts_zero_and_is_not_dropped() -> None:
    good = GOOD["Qui recense ?"]
    assert isinstance(good, Answer)
    found = summary_of((WHO, good), (HOW_MANY, refused())).figures
    for name in ("citation_recall", "citation_precision", "contains", "sentences_cited", "support_lexical", "passed"):
        assert found[name].n == 2, name
    assert found["citation_recall"].value == 0.5
    assert found["support_lexical"].value < 0.51


def test_a_run_that_cites_nothing_keeps_no_promise() -> None:
    found = summary_of((WHO, refused()), (WHALES, refused())).figures
    assert (found["citation_existence"].value, found["verbatim_rate"].value) == (0.0, 0.0)
    assert "citation_existence" not in summary_of((WHALES, refused())).figures  # nothing to cite was expected


def test_pooled_rates_count_citations_not_questions() -> None:
    three = answered("Un. [1]", citation(1, OP1), citation(2, OP2), citation(3, "A/RES/90/1#op9", ""))
    one = answered("Un. [1]", citation(1, OP2))
    found = summary_of((WHO, three), (HOW_MANY, one)).figures["citation_existence"]
    assert (found.value, found.n) == (3 / 4, 4)


def test_usage_is_summed() -> None:
    used = Answer("?", "?", "fr", Status.ANSWERED, "m", "Oui.", usage={"input_tokens": 1000, "output_tokens": 100})
    rows = [scoring(price_in=2.0, price_out=10.0).row(q, used, [], 1.0) for q in QUESTIONS]
    found = summarise(rows, 10).figures
    assert (found["tokens_in"].value, found["tokens_out"].value) == (3000, 300)
    assert found["cost"].value == pytest.approx(3 * (0.002 + 0.001))
    assert "cost" not in summarise(rows_of(Scripted(GOOD)), 10).figures


def test_by_type_and_language() -> None:
    summary = summarise(rows_of(Scripted({**GOOD, WHO.q: refused()})), 10)
    assert summary.by_type["topic"]["citation_recall"].value == 0.0
    assert summary.by_type["followup"]["citation_recall"].value == 1.0
    assert summary.by_language["fr"]["passed"].n == 3
    assert mean_by_type(rows_of(Scripted(GOOD)), "citation_recall") == {"topic": 1.0, "followup": 1.0}


def test_thresholds_are_named() -> None:
    assert parse_thresholds(["recall=0.9", "recall@10=0.8", "latency_total_p95=2000"], 10) == (
        Threshold("recall@10", 0.9), Threshold("recall@10", 0.8), Threshold("latency_total_p95", 2000.0)
    )  # fmt: skip
    assert str(Missed(Threshold("contains", 0.9), 0.5)) == "contains: 0.5 < 0.9"
    assert str(Missed(Threshold("false_abstention", 0.1), 0.5)) == "false_abstention: 0.5 > 0.1"
    assert str(Missed(Threshold("cost", 1), None)) == "cost: applies to no question"


WRONG_THRESHOLDS = [
    ("recal=0.9", "recal"),
    ("recall@5=0.9", "recall@5"),
    ("recall", "missing"),
    ("recall=much", "much"),
]


@pytest.mark.parametrize(("text", "word"), WRONG_THRESHOLDS)
def test_a_wrong_threshold_is_refused(text: str, word: str) -> None:
    with pytest.raises(EvaluationError, match=word):
        parse_thresholds([text], 10)


class _OneWay:
    """An embedder to which all texts mean the same."""

    name, dimension = "one-way", 2

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.array([[1, 0]] * len(texts), dtype=np.float32)

    def query(self, text: str) -> Vectors:
        return self.passages([text])[0]


def test_judges_of_support_are_asked_where_they_are_given() -> None:
    said = answered("Un. [1] Deux. [2]", citation(1, OP1), citation(2, OP2))
    plain = scoring().row(WHO, said, [], 1.0).values
    assert not {"support_embedding", "alce_recall", "alce_precision"} & plain.keys()
    judged = scoring(embedder=_OneWay(), entails=lambda premise, said: "phares avant" in premise).row(
        WHO, said, [], 1.0
    )
    assert judged.values["support_embedding"] == 1.0
    assert (judged.values["alce_recall"], judged.values["alce_precision"]) == (0.5, 0.5)
    assert scoring(embedder=_OneWay()).row(WHO, refused(), [], 1.0).values["support_embedding"] == 0.0


def test_the_parent_of_an_expected_sub_paragraph_is_right() -> None:
    """Sub-paragraph and parent are the same place, in the verdict as in the measures."""
    asked = Question("x", "Combien ?", "fr", all=("A/RES/90/1#op2.a",))
    row = scoring().row(asked, answered("Deux. [1]", citation(1, OP2)), [OP2], 1.0)
    assert row.passed
    assert (row.values["citation_recall"], row.values["recall@10"], row.found[0].right) == (1.0, 1.0, True)
