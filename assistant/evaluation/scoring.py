"""One question scored: what was expected beside what came, every measure, and the verdict with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Status
from assistant.evaluation import metrics, support
from assistant.evaluation.matching import Expected, place, places, same_place
from assistant.evaluation.questions import Question
from assistant.evaluation.rows import Failing, Fault, Place, Row
from assistant.evaluation.sources import Sources
from assistant.evaluation.statements import quotations, statements
from assistant.evaluation.words import contains, contains_share
from index.embedding import Embedder


@dataclass(frozen=True, slots=True)
class Scoring:
    """How rows are scored: the depth `k`, prices per million tokens, and the optional judges."""

    sources: Sources
    k: int = 10
    price_in: float = 0.0
    price_out: float = 0.0
    embedder: Embedder | None = None
    entails: support.Entails | None = None

    def row(self, question: Question, answer: Answer, ranking: Sequence[str], wall_ms: float) -> Row:
        """The scored row of an answer that came."""
        found = tuple(self._found(c, question.expected) for c in answer.citations)
        counts = self._counts(answer, found)
        values = self._values(question, answer, ranking)
        reasons = _reasons(question, answer, found, self._altered(answer))
        return Row(
            question,
            answer.status,
            answer.text,
            answer.standalone,
            answer.model,
            values | {"passed": float(not reasons)},
            counts,
            reasons,
            self._expected(question, [c.id for c in answer.citations], ranking),
            found,
            tuple(n.id for n in answer.nearest),
            tuple(ranking),
            {**answer.took_ms, "total": wall_ms},
            answer.notices,
        )

    def failed(self, question: Question, message: str, wall_ms: float) -> Row:
        """The row of a question that ended in an error: every measure that applies is 0."""
        answer = Answer(question.q, question.q, question.lang, Status.ERROR, "", "")
        row = self.row(question, answer, (), wall_ms)
        return Row(question, Status.ERROR, values=row.values, reasons=row.reasons, expected=row.expected,
                   took_ms=row.took_ms, error=message)  # fmt: skip

    def _values(self, question: Question, answer: Answer, ranking: Sequence[str]) -> dict[str, float | None]:
        cited, k = [c.id for c in answer.citations], self.k
        wanted, strict = question.expected, question.cited_expected
        answered = answer.status is Status.ANSWERED
        return {
            f"recall@{k}": metrics.recall_at_k(ranking, strict, k),
            f"precision@{k}": metrics.precision_at_k(ranking, strict, k),
            f"hit@{k}": metrics.hit_at_k(ranking, strict, k),
            f"mrr@{k}": metrics.mrr_at_k(ranking, strict, k),
            f"ndcg@{k}": metrics.ndcg_at_k(ranking, strict, k),
            "citation_precision": metrics.citation_precision(cited, strict),
            "citation_recall": metrics.citation_recall(cited, strict),
            "document_precision": metrics.document_precision(cited, wanted),
            "document_recall": metrics.document_recall(cited, wanted),
            "true_abstention": metrics.true_abstention(
                answer.status is Status.NOT_FOUND, should_refuse=question.abstain
            ),
            "false_abstention": metrics.false_abstention(answered, should_refuse=question.abstain),
            "contains": contains_share(answer.text if answered else "", question.contains),
            "reference_f1": metrics.reference_f1(answer.text if answered else "", question.reference),
            "tokens_in": float(metrics.tokens(answer.usage, "input_tokens")),
            "tokens_out": float(metrics.tokens(answer.usage, "output_tokens")),
            "cost": metrics.cost(answer.usage, self.price_in, self.price_out),
        } | self._support(question, answer)

    def _support(self, question: Question, answer: Answer) -> dict[str, float | None]:
        """The measures of what is said; they do not apply to a question that should be refused."""
        if question.abstain:
            return {}
        said = statements(answer.text) if answer.status is Status.ANSWERED else []
        evidence = {c.n: self.sources.evidence(c) for c in answer.citations}
        values: dict[str, float | None] = {
            "sentences_cited": support.sentences_cited(said),
            "support_lexical": support.support_lexical(said, evidence, answer.language),
            "support_figures": support.support_figures(said, evidence) if said else 0.0,
        }
        if self.embedder:
            values["support_embedding"] = support.support_embedding(said, evidence, self.embedder)
        if self.entails:
            values["alce_recall"] = support.alce_recall(said, evidence, self.entails)
            values["alce_precision"] = support.alce_precision(said, evidence, self.entails)
        return values

    def _counts(self, answer: Answer, found: Sequence[Place]) -> dict[str, tuple[int, int]]:
        quoted = [p for p in found if p.quote]
        in_text, altered = quotations(answer.text) if answer.status is Status.ANSWERED else [], self._altered(answer)
        return {
            "citation_existence": (sum(p.exists for p in found), len(found)),
            "verbatim_rate": (
                sum(p.verbatim for p in quoted) + len(in_text) - len(altered),
                len(quoted) + len(in_text),
            ),
        }

    def _altered(self, answer: Answer) -> list[str]:
        """Quotations in the answer's text that are in none of the places cited with them, nor in their headers."""
        if answer.status is not Status.ANSWERED:
            return []
        by_key = {c.n: c for c in answer.citations}
        altered = []
        for said in statements(answer.text):
            cited = [by_key[n] for n in said.keys if n in by_key] or list(answer.citations)
            texts = [t for c in cited for t in (self.sources.text(c.id, c.language) or "", self._header(c))]
            altered += [q for q in quotations(said.text) if not support.is_verbatim(q, texts)]
        return altered

    def _header(self, citation: Citation) -> str:
        return self.sources.header(citation.symbol, citation.language)

    def _found(self, citation: Citation, expected: Expected) -> Place:
        text = self.sources.text(citation.id, citation.language)
        verbatim = not citation.quote or support.is_verbatim(citation.quote, [text or ""])
        right = metrics.citation_precision([citation.id], expected) == 1.0
        return Place(
            citation.id, text or "", citation.quote, citation.label, right, exists=text is not None, verbatim=verbatim
        )

    def _expected(self, question: Question, cited: Sequence[str], ranking: Sequence[str]) -> tuple[Place, ...]:
        known = [found for found in places(cited) if found]
        ranked = places(ranking)
        listed = []
        for identifier in (*question.all, *question.any):
            wanted = place(identifier)
            text = self.sources.text(identifier, question.lang or None) or self.sources.text(identifier)
            rank = next((n for n, one in enumerate(ranked, 1) if one and same_place(one, wanted)), None)
            right = any(same_place(one, wanted) for one in known)
            listed.append(Place(identifier, text or "", right=right, exists=text is not None, rank=rank,
                                required=identifier in question.all))  # fmt: skip
        return tuple(listed)


def _reasons(question: Question, answer: Answer, found: Sequence[Place], altered: Sequence[str]) -> tuple[Failing, ...]:
    """All that is wrong with an answer, gravest first."""
    if answer.status is Status.ERROR:
        return (Failing(Fault.ERROR),)
    if question.abstain:
        wrong = [Failing(Fault.NOT_REFUSED)] if answer.status is Status.ANSWERED else []
    elif answer.status is Status.NOT_FOUND:
        wrong = [Failing(Fault.NO_ANSWER)]
    else:
        wrong = _shortcomings(question, answer)
    unknown = tuple(p.id for p in found if not p.exists)
    false_quotes = (*(p.quote for p in found if p.exists and not p.verbatim), *altered)
    wrong += [Failing(Fault.CITATION_UNKNOWN, unknown)] if unknown else []
    wrong += [Failing(Fault.QUOTATION_ALTERED, tuple(false_quotes))] if false_quotes else []
    order = list(Fault)
    return tuple(sorted(wrong, key=lambda reason: order.index(reason.code)))


def _shortcomings(question: Question, answer: Answer) -> list[Failing]:
    expected, cited = question.cited_expected, [c.id for c in answer.citations]
    wrong = []
    never = [place(identifier) for identifier in question.never]
    if reported := tuple(c for c in cited if any(same_place(place(c), n) for n in never)):
        wrong.append(Failing(Fault.CITATION_REPORTED, reported))
    if expected and metrics.citation_recall(cited, expected) != 1.0:
        known = [one for one in places(cited) if one]
        missing = [str(w) for w in expected.all or expected.any if not any(same_place(one, w) for one in known)]
        wrong.append(Failing(Fault.CITATION_MISSING, tuple(missing)))
    if lacking := tuple(w for w in question.contains if not contains(answer.text, w)):
        wrong.append(Failing(Fault.WORDS_MISSING, lacking))
    return wrong
