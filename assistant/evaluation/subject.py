"""The assistant of a home, as evaluations ask it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.chain import Ask, Assistant
from assistant.retrieval.topics import candidates


class LiveSubject:
    """Asks the real assistant. Safe to use from several threads."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        """The answer to a question after earlier ones."""
        return self._assistant.ask(question, history)

    def ranking(self, question: str, history: Sequence[str], answer: Answer, k: int) -> Sequence[str]:
        """The first `k` paragraphs that retrieval gives: those the answer was made of, in their order (an exact look-up
        finds them without a search), then the candidates of the search, as the question was understood."""
        reading = self._assistant.understand(Ask(question, tuple(history)))
        found = candidates(self._assistant.library, reading, reading.understood.filters)
        ids = (*(c.id for c in answer.citations), *(c.hit.id for c in found))
        return list(dict.fromkeys(i for i in ids if not i.endswith(("#header", "#vote"))))[:k]
