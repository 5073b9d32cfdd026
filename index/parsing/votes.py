"""Recorded votes: the counts and the names of States, as printed."""

from __future__ import annotations

import re

from index.parsing.folding import fold
from index.parsing.lines import Line
from index.parsing.words import Words
from index.resolution import Vote, collapse

# Names are divided by commas outside brackets: « Bolivie (État plurinational de), Brésil ».
_NAME = re.compile(r"(?:[^,()]|\([^)]*\))+")


def read_vote(lines: list[Line], language: Words) -> Vote | None:
    """The vote that these lines record, or None when there are none."""
    if not lines:
        return None
    text = collapse(" ".join(line.text for line in lines))
    folded = fold(text)
    lists = {"for": "", "against": "", "abstaining": ""}
    marks = []
    for name, pattern in (
        ("for", language.vote_for),
        ("against", language.vote_against),
        ("abstaining", language.vote_abstaining),
    ):
        found = next((m for m in pattern.finditer(folded) if not folded[m.end() :].startswith(" ") or True), None)
        if found and ":" in found[0]:
            marks.append((found.start(), found.end(), name))
    for (_, end, name), (stop, _, _) in zip(sorted(marks), [*sorted(marks)[1:], (len(text), 0, "")], strict=False):
        lists[name] = text[end:stop]
    states = {name: _names(value) for name, value in lists.items()}
    unanimous = bool(language.unanimous.search(folded))
    return Vote(
        in_favour=_count(language.count_for, folded, language) if not unanimous else None,
        against=_count(language.count_against, folded, language) if not unanimous else None,
        abstaining=_count(language.count_abstaining, folded, language) if not unanimous else None,
        states_in_favour=states["for"],
        states_against=states["against"],
        states_abstaining=states["abstaining"],
        text=text,
        spans=tuple(line.span for line in lines),
    )


def _names(text: str) -> tuple[str, ...]:
    bare = text.strip().rstrip("].").strip()
    return tuple(name.strip() for name in _NAME.findall(bare) if len(name.strip()) > 2)


def _count(pattern: re.Pattern[str], folded: str, language: Words) -> int | None:
    found = pattern.search(folded)
    if found is None:
        return None
    return int(found["n"]) if found["n"].isdecimal() else language.numbers.get(found["n"])
