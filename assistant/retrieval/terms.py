"""Which words of a question a text holds; one in another language, those that look alike and those of one meaning."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bilingual import translations
from assistant.retrieval.ranking import cognates


def shared_terms(terms: Sequence[str], present: frozenset[str], asked: str, there: str) -> frozenset[str]:
    """The terms of a question in the language `asked` that a text in the language `there` holds, given its stems."""
    if asked == there:
        return present.intersection(terms)
    table = translations(asked, there)
    return cognates(terms, present) | {t for t in terms if not present.isdisjoint(table.get(t, ()))}
