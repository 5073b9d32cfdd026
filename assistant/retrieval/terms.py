"""Which words of a question a text in another language holds: those that look alike, and those of one meaning."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from assistant.retrieval.ranking import cognates, stems

_FILE = "terms.toml"


def shared_terms(terms: Sequence[str], present: frozenset[str], asked: str, there: str) -> frozenset[str]:
    """The terms of a question in the language `asked` that a text in the language `there` holds, given its stems."""
    table = translations(asked, there)
    return cognates(terms, present) | {t for t in terms if not present.isdisjoint(table.get(t, ()))}


@cache
def translations(asked: str, there: str) -> Mapping[str, frozenset[str]]:
    """For each stem of one language those of the other that mean the same, by `words/terms.toml`."""
    data = tomllib.loads((resources.files("assistant") / "words" / _FILE).read_text(encoding="utf-8"))
    if asked == there or not {asked, there} <= set(data["languages"]):
        return {}
    table: dict[str, frozenset[str]] = defaultdict(frozenset)
    for row in data["rows"].strip().splitlines():
        sides = dict(zip(data["languages"], row.split("="), strict=True))
        means = stems(sides[there], there)
        for stem in stems(sides[asked], asked):
            table[stem] |= means
    return dict(table)
