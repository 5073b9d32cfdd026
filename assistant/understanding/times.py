"""Years and sessions that a question names, and whether they bind the search or only lean it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.lexicon import Lexicon

_YEAR = r"(?:19[4-9]\d|20\d\d)"
FIRST_YEAR, LAST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True)
class Times:
    """`years`: every year or range named. `bound`: the range of adoption years asked for, if the words say so;
    `sessions`: the range of sessions asked for. `spans`: where what binds was read."""

    years: tuple[tuple[int, int], ...] = ()
    bound: tuple[int, int] | None = None
    sessions: tuple[int, int] | None = None
    spans: tuple[tuple[int, int], ...] = ()


def find_times(text: str, words: Lexicon) -> Times:
    """The times named in `text` (folded by `plain`, symbols and places blanked)."""
    years: list[tuple[int, int]] = []
    spans: list[tuple[int, int]] = []
    bound: tuple[int, int] | None = None
    for start, end, span, open_ended in _ranges(text, words):
        years.append((start, end))
        if bound is None and (open_ended or _binds(text, span[0], words)):
            bound, spans = (start, end), [*spans, span]
    sessions, session_span = _sessions(text, words)
    if session_span:
        spans.append(session_span)
    return Times(tuple(years), bound, sessions, tuple(spans))


def _ranges(text: str, words: Lexicon) -> list[tuple[int, int, tuple[int, int], bool]]:
    """Ranges of years: first, last, where read, and whether the words ask for a range of adoptions by themselves."""
    times = words.times
    month = rf"(?:(?:{'|'.join(words.months)})\s+)?"
    rules = [
        (rf"\b{times['between']}\s+({_YEAR})\s*{times['and']}\s*({_YEAR})\b", True),
        (rf"\b{times['since']}\s+{month}({_YEAR})\b(?!\s*-)", True),
        (rf"\b{times['until']}\s+{month}({_YEAR})\b", True),
        (rf"\b({_YEAR})\s?-\s?({_YEAR})\b", False),
        (rf"\b{times['decade']}\s+(?:\w+\s+)?({_YEAR})s?\b", False),
        (rf"\b({_YEAR})\b", False),
    ]
    found: list[tuple[int, int, tuple[int, int], bool]] = []
    for number, (pattern, open_ended) in enumerate(rules):
        for match in re.finditer(pattern, text):
            if any(span[0] < match.end() and match.start() < span[1] for _, _, span, _ in found):
                continue
            first = int(match[1])
            last = int(match[2]) if match.re.groups > 1 else first
            if number == 1:
                last = LAST_YEAR
            elif number == 2:
                first, last = FIRST_YEAR, first
            elif number == 4 and first % 10 == 0:
                last = first + 9
            found.append((min(first, last), max(first, last), match.span(), open_ended))
    return sorted(found, key=lambda row: row[2])


def _binds(text: str, start: int, words: Lexicon) -> bool:
    """Whether the year at `start` is that of a resolution or of an organ's act at the head of the question."""
    before = text[:start]
    if re.search(words.times["adopted_in"], before):
        return True
    at_head = re.search(words.times["in_year"], before)
    return bool(at_head and not before[: at_head.start()].strip(" ,"))


def _sessions(text: str, words: Lexicon) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Sessions whose resolutions are asked for; « à sa 63e session » in what is due binds nothing."""
    times = words.times
    one = rf"({words.ordinal})\s+{times['session_word']}\b|\b{times['session_word']}\s+(\d{{1,3}})\b"
    for match in re.finditer(one, text):
        number = words.number_of(match[1]) if match[1] else int(match[2])
        before = text[: match.start()]
        if number is None or not re.search(times["session_binds"], before):
            continue
        if re.search(rf"{times['session_range_since']}\s+(?:la |the )?$", before):
            return (number, 999), match.span()
        return (number, number), match.span()
    return None, None
