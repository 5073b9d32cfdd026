"""Footnote marks inside paragraphs: which digits are one, told from numbers of the text by the order they come in.

A mark is certain where the source shows it (a superscript sign or style, `1/`). Elsewhere a digit glued to a word or
standing between spaces is a mark only where it goes on counting, or repeats a mark already seen at the same word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from index.parsing.drafts import Draft, Role
from index.parsing.folding import fold, letters
from index.parsing.notes import NoteBody
from index.parsing.page_marks import first_marks
from index.parsing.words import Words
from index.resolution import Span

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TOKEN = re.compile(r"[0-9]+|[⁰¹²³⁴-⁹]{1,3}|\*{1,3}")
_SLASH = re.compile(r"\s?/(?=[\s,.;:)»”]|$)")
_CLOSERS = ")»”\"]'’%"
_ENDS = ",.;:)»”]"
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d[,;.]?\s*$")
_STRONG = frozenset({"super", "slashed", "close", "stop", "style"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark: its digits (or star), its raw range, the draft it stands in."""

    mark: str
    span: Span
    draft: Draft


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: str
    mark: str
    span: Span
    draft: Draft
    before: str
    after: str


def find_marks(
    raw: str,
    drafts: list[Draft],
    styled: list[Span],
    bodies: list[NoteBody],
    language: Words,
    start: int,
    *,
    below: bool = False,
) -> list[Mark]:
    """The marks in the drafts, in order of place. `styled` are the raw ranges set high.

    `start` is the number of the last mark before the first draft.
    `below`: the bodies stand at the foot of their pages, so that each page shows which marks to look for on it.
    """
    known = {body.number for body in bodies if body.number}
    chain = _Chain(start, known, {body.mark for body in bodies}, language)
    places = first_marks(raw, drafts, bodies, styled, language) if below else {}
    first = {span: number for number, (span, _) in places.items()}
    marks = [Mark(str(number), span, draft) for number, (span, draft) in places.items()]
    taken = sorted(first)
    for draft in drafts:
        for candidate in _candidates(raw, draft, styled):
            number = first.get(candidate.span)
            if number is not None:
                chain.sees(candidate, number)
            elif not _overlaps(candidate.span, taken) and chain.accepts(candidate, only_again=bool(first)):
                marks.append(Mark(candidate.mark, candidate.span, draft))
    return sorted(marks, key=lambda mark: mark.span)


def _overlaps(span: Span, taken: list[Span]) -> bool:
    index = bisect_left(taken, span)
    return any(t.start < span.end and span.start < t.end for t in taken[max(0, index - 1) : index + 1])


def _candidates(raw: str, draft: Draft, styled: list[Span]) -> Iterator[_Candidate]:
    found: list[_Candidate] = []
    for span in draft.spans:
        taken = list(_styled_candidates(raw, span, draft, styled)) if styled else []
        found += taken
        places = [candidate.span for candidate in taken]
        for match in _TOKEN.finditer(raw, span.start, span.end):
            classified = _classify(raw, match.start(), match.end(), match[0])
            if classified is None:
                continue
            kind, mark, place = classified
            if taken and _overlaps(place, places):
                continue
            before, after = raw[max(0, place.start - 40) : place.start], raw[place.end : place.end + 14]
            found.append(_Candidate(kind, mark.translate(_SUPERSCRIPT), place, draft, before, after))
    return iter(sorted(found, key=lambda c: c.span.start) if styled else found)


def _classify(raw: str, start: int, end: int, token: str) -> tuple[str, str, Span] | None:
    """What a run of digits, superscript signs or stars may be as a mark: its kind, its digits, its range; or None.

    `super` a superscript sign; `slashed` `1/`; `glued` behind a year; `close` behind a word or bracket; `stop` behind
    a comma or full stop after a word; `after_number` the same after a number; `spaced` between spaces; `star`.
    """
    last, after = raw[start - 1 : start], raw[end : end + 1]
    if token[0] == "*":
        fits = (last.isalpha() or last in ")»”") and last != "" and not (after.isalnum() or after == "_")
        return ("star", token, Span(start, end)) if fits else None
    if token[0] not in "0123456789":
        return "super", token, Span(start, end)
    if len(token) <= 3 and (slash := _SLASH.match(raw, end)):
        anchor = raw[start - 2 : start - 1] if last.isspace() else last
        if anchor.isalpha() or (anchor and anchor in ",.;:" + _CLOSERS):
            return "slashed", token, Span(start, slash.end())
    if after and not after.isspace() and after not in _ENDS:
        return None
    if len(token) > 3:
        behind_year = 5 <= len(token) <= 7 and token[:2] in ("19", "20")
        return ("glued", token[4:], Span(start + 4, end)) if behind_year else None
    kind = _kind_behind(last, raw[start - 2 : start - 1])
    return (kind, token, Span(start, end)) if kind else None


def _kind_behind(last: str, before: str) -> str:
    """The kind of a short number by the two characters before it; "" where it cannot be a mark."""
    if not last:
        return ""
    if last.isspace():
        return "spaced"
    if last in "\"'":  # a straight mark closes only behind a letter or stop: `"2. Décide` opens a quoted paragraph
        return "close" if before.isalnum() or (before and before in ",.;:!?)") else ""
    if last.isalpha() or last in _CLOSERS:
        return "close"
    if last in ",.;:" and (before.isalpha() or (before and before in ')»”"]')):
        return "stop"
    return "after_number" if last in ",.;" and before.isdigit() else ""


def _styled_candidates(raw: str, span: Span, draft: Draft, styled: list[Span]) -> Iterator[_Candidate]:
    index = bisect_left(styled, Span(span.start, span.start))
    for number in range(max(0, index - 1), len(styled)):
        style = styled[number]
        if style.start >= span.end:
            return
        text = raw[style.start : style.end].translate(_SUPERSCRIPT)
        for piece in re.finditer(r"\d{1,3}|[*†‡]", text):
            place = Span(style.start + piece.start(), style.start + piece.end())
            if span.start <= place.start and place.end <= span.end:
                yield _Candidate(
                    "style",
                    piece[0],
                    place,
                    draft,
                    raw[max(0, place.start - 40) : place.start],
                    raw[place.end : place.end + 14],
                )


class _Chain:
    """The marks seen so far; decides whether the next candidate is one."""

    def __init__(self, start: int, known: set[int], printed: set[str], language: Words) -> None:
        self._last = start
        self._known = known
        self._printed = printed
        self._language = language
        self._words: dict[int, set[str]] = {}
        self._part = 0
        self._begun = start > 0

    def sees(self, candidate: _Candidate, number: int) -> None:
        """Take note of a mark that is certain."""
        self._last, self._begun = max(self._last, number), True
        self._words.setdefault(number, set()).add(self._word(candidate))

    def accepts(self, candidate: _Candidate, *, only_again: bool = False) -> bool:
        """Whether a candidate is a mark; with `only_again`, whether it repeats one already seen."""
        if not candidate.mark.isdecimal():
            return candidate.mark in self._printed
        number = int(candidate.mark)
        if number == 0 or (candidate.draft.role is Role.HEADING and candidate.kind in ("spaced", "after_number")):
            return False
        if candidate.draft.part != self._part:
            self._part = candidate.draft.part
            if number == 1 and self._last > 1 and self._fits(candidate):
                self._last = 0
        if only_again and (number > self._last or number not in self._known):
            return candidate.kind in ("super", "style")
        if not self._is_mark(candidate, number):
            return False
        self._last = max(self._last, number) if number > self._last else self._last
        self._begun = True
        self._words.setdefault(number, set()).add(self._word(candidate))
        return True

    def _is_mark(self, candidate: _Candidate, number: int) -> bool:
        kind, gap = candidate.kind, number - self._last
        if kind in ("super", "style"):
            return True
        if kind == "glued":
            return gap == 1
        if not self._fits(candidate):
            return False
        if gap == 1:
            return self._begun or number == 1 or kind in _STRONG
        if 1 < gap <= 4 and kind in _STRONG:
            return self._begun or kind == "slashed" or number in self._known
        if 1 < gap <= 3:
            return number in self._known and self._stands_apart(candidate)
        if gap > 4:
            if self._begun or number not in self._known:
                return kind == "slashed" and not self._begun
            return kind in _STRONG or self._stands_apart(candidate)
        return self._repeats(candidate, number)

    def _repeats(self, candidate: _Candidate, number: int) -> bool:
        """Whether an earlier number stands as a mark again: glued to a word, or at the word it marked before."""
        if candidate.kind in ("slashed",):
            return True
        if candidate.kind == "close":
            return number in self._words or number in self._known
        return self._word(candidate) in self._words.get(number, ()) or (
            number in self._words and candidate.kind == "spaced" and self._stands_apart(candidate)
        )

    def _stands_apart(self, candidate: _Candidate) -> bool:
        """Whether a spaced number has a space before a comma or bracket behind it, as only a lifted superscript has."""
        after = candidate.after
        return after[:1] in " \u00a0" and after[1:2] in tuple(",.)]")

    def _fits(self, candidate: _Candidate) -> bool:
        """Whether the words around do not count or name something with the number."""
        before, after = fold(candidate.before), fold(candidate.after)
        if candidate.kind in ("slashed",):
            return True
        if candidate.kind == "close":
            word = re.search(r"[^\W\d_]*$", candidate.before)
            # `CO2`, `G20`, `P5`: short capitals with a number of their own; `B1`
            return not (word and word[0].isupper() and len(word[0]) <= 3 and len(word[0]) > 0)
        stripped = before.rstrip()
        if not stripped or stripped[-1] in "([-–/+=<>$€" or self._language.before_number.search(stripped):
            return False
        if stripped[-1].isdigit() and not _YEAR_BEFORE.search(stripped):
            return False
        if stripped[-1] in ",;." and stripped[-2:-1].isdigit() and not _YEAR_BEFORE.search(stripped):
            return False
        if candidate.kind == "after_number":
            return bool(_YEAR_BEFORE.search(stripped))
        if (
            re.match(r"\s*(?:et|and|à|to|ou|or|-|–)\s*\d", after)
            and candidate.kind == "spaced"
            and not self._stands_apart(candidate)
        ):
            return False
        return not self._language.after_number.match(after)

    def _word(self, candidate: _Candidate) -> str:
        return letters(fold(candidate.before))[-9:]
