"""A small library and an assistant that says what it was told to say. The texts are invented."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from assistant.answer import Answer, Citation, Near, Status
from assistant.evaluation.questions import Question
from assistant.evaluation.scoring import Scoring
from assistant.evaluation.sources import Sources
from index.errors import NotIndexed
from index.resolution import HeaderField, Kind, Paragraph, Resolution, Source
from index.search import Citing, Coverage, Filters, Holding, Query, SearchResult, Summary, Term
from index.symbols import Locator, Symbol

TEXTS = {
    "A/RES/90/1#pp1": "Rappelant sa résolution 89/4 du 3 mars 2044,",
    "A/RES/90/1#op1": "Prie le Secrétaire général de recenser les phares avant le 5 mai 2046 ;",
    "A/RES/90/1#op2": "Décide de créer un comité de douze membres chargé des phares ;",
    "A/RES/90/1#op2.a": "Le comité se réunit deux fois par an ;",
    "A/RES/90/2#op1": "Invite les États Membres à entretenir les bouées.",
}
TITLES = {"A/RES/90/1": "Phares et comité des phares", "A/RES/90/2": "Bouées"}


class ShelfOfTwo:
    """A library of the two invented resolutions, in French."""

    generation = 3

    def search(self, query: Query) -> SearchResult:
        return SearchResult(query, (), {})

    def resolution(self, symbol: str, language: str | None = None) -> Resolution:
        if symbol not in TITLES:
            raise NotIndexed(f"{symbol} is not indexed.")
        paragraphs = tuple(_paragraph(i, text) for i, text in TEXTS.items() if i.startswith(f"{symbol}#"))
        fields = (HeaderField("adopted", "Résolution adoptée par l'Assemblée générale le 4 avril 2045", ()),)
        parsed = Symbol.parse(symbol)
        return Resolution(parsed, "fr", TITLES[symbol], Source("invented", ""), paragraphs, fields=fields)

    def languages(self, symbol: str) -> tuple[str, ...]:
        return ("fr",) if symbol in TITLES else ()

    def summaries(self, filters: Filters | None = None) -> Sequence[Summary]:
        return [Summary(s, "fr", t, "A", 90, None, 3) for s, t in TITLES.items()]

    def citing(self, symbol: str, paragraph: str | None = None) -> Sequence[Citing]:
        return ()

    def frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)

    def holding(self, terms: Sequence[Term], filters: Filters | None = None, phrase: str = "") -> Sequence[Holding]:
        return []

    def coverage(self, filters: Filters | None = None) -> Coverage:
        return Coverage(2, len(TEXTS), len(TEXTS), ("fr",))


def _paragraph(identifier: str, text: str) -> Paragraph:
    locator = Locator.parse(identifier)
    kind = Kind.PREAMBULAR if "#pp" in identifier else Kind.OPERATIVE
    return Paragraph(locator, kind, locator.steps[-1], text, (), level=len(locator.steps) - 1)


def citation(n: int, identifier: str, quote: str | None = None, language: str = "fr") -> Citation:
    """A citation of a paragraph, of its whole text unless another quotation is planted."""
    words = TEXTS.get(identifier, "") if quote is None else quote
    symbol = identifier.partition("#")[0]
    return Citation(n, identifier, symbol, language, Kind.OPERATIVE, f"résolution {symbol}", words, 0, len(words))


def answered(text: str, *citations: Citation, took_ms: Mapping[str, float] | None = None) -> Answer:
    return Answer("?", "?", "fr", Status.ANSWERED, "scripted", text, citations, took_ms=took_ms or {"retrieve": 5.0})


def refused(*near: str) -> Answer:
    nearest = tuple(Near(i, i.partition("#")[0], "fr", Kind.OPERATIVE, i, "", TEXTS[i]) for i in near)
    return Answer("?", "?", "fr", Status.NOT_FOUND, "scripted", "Rien dans le corpus.", nearest=nearest)


Script = Mapping[str, Answer | Exception]


class Scripted:
    """An assistant with an answer in store for each question; its retrieval ranks what the answer cites."""

    def __init__(self, script: Script, *, slow_ms: float = 0, on_ask: Callable[[str], None] = lambda q: None) -> None:
        self.script = script
        self.slow_ms = slow_ms
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self._on_ask = on_ask

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        self._on_ask(question)
        self.asked.append((question, tuple(history)))
        time.sleep(self.slow_ms / 1000)
        answer = self.script[question]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def ranking(self, question: str, history: Sequence[str], answer: Answer, k: int) -> Sequence[str]:
        return [c.id for c in answer.citations][:k]


OP1, OP2 = "A/RES/90/1#op1", "A/RES/90/1#op2"
QUESTIONS = (
    Question("who", "Qui recense ?", "fr", "topic", all=(OP1,), contains=("5 mai 2046",)),
    Question("how-many", "Combien de membres ?", "fr", "followup", ("Qui recense ?",), (OP2,), contains=("12",)),
    Question("whales", "Et les baleines ?", "fr", "unanswerable", abstain=True),
)
GOOD: Script = {
    "Qui recense ?": answered(
        "L'Assemblée prie le Secrétaire général « de recenser les phares avant le 5 mai 2046 ». [1]", citation(1, OP1)
    ),
    "Combien de membres ?": answered("Elle décide de créer un comité de douze membres. [1]", citation(1, OP2)),
    "Et les baleines ?": refused(OP1),
}


def scoring(**options: object) -> Scoring:
    return Scoring(Sources(ShelfOfTwo()), **options)  # type: ignore[arg-type]
