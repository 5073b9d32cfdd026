"""Footnote bodies: which lines are one, its mark and its text.

In a wrapped text a body stands below a rule at the foot of the page. In texts of whole paragraphs the rule may be
missing and a body stands wherever the page ended: there its mark and its first words must show what it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.parsing.lines import Line, Page
from index.parsing.words import Words
from index.resolution import Span

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# `1  Report of`, `1 E/2013/57.`, `¹ Voir`, `11/ Voir`, `* Nouveau tirage`, `[1] See`; not `1. Décide`, `1) `,
# `3 – 14 June`, the rest of a line that ended in a range of dates or pages
_MARKED = re.compile(
    r"(?:\[?(?P<digits>\d{1,3})\]?(?P<slash>\s?/)?|(?P<super>[⁰¹²³⁴-⁹]{1,3})|(?P<star>[*†‡]{1,3}))(?P<gap>\s+)(?=[^\s.):])"
    r"(?![-–—]\s*\d)"
)
_ALONE = re.compile(r"\d{1,3}|[⁰¹²³⁴-⁹]{1,3}")
# A piece that belongs to a body broken at a superscript: `o`, `53 (A/67/53), chap. II.`
_PIECE = re.compile(r"(?:os?|er|e)\b.{0,40}|\d+[A-Z]?\s?[(,.].*|\d+[A-Z]|[Ii]bid\.,?|\(.*")
# Nothing but a document: `SC/13331.`, `(S/INF/72).`
_DOCUMENT_ALONE = re.compile(r"\(?[A-Z]{1,6}(?:/[A-Z\d][\w.-]*)+\)?[.;]?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SEE = re.compile(r"\b(?:voir|see)$", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:[,(:]|\bn(?:os?|\s?o)?)$")

_KEPT = 1000
_MISSED, _MANY = 3, 1000
"""Numbers by which a mark may be ahead of the last: in the middle of a zone of bodies, and right below its rule."""
_SHORT = 160
"""Characters below which a line that stands for itself may be the rest of a body."""
_SCRAP = 10
"""Characters of a piece of a body that stands for itself: `o`, `39574.`"""


@dataclass(slots=True)
class NoteBody:
    """A footnote's body: its mark as digits or a star, the range of the printed mark, and the ranges of its text.

    `text` is the end of what it holds so far.
    """

    mark: str
    mark_span: Span | None
    spans: list[Span] = field(default_factory=list)
    page: int = 0
    text: str = ""

    @property
    def number(self) -> int | None:
        """The mark as a number, None for a star."""
        return int(self.mark) if self.mark.isdecimal() else None

    def add(self, line: Line) -> None:
        """Take `line` as more of the body."""
        self.spans.append(line.span)
        self.text = f"{self.text[-_KEPT:]} {line.text}".strip()
        line.role = "note"


def find_notes(page: Page, words: Words) -> list[NoteBody]:
    """The footnote bodies of a source, in order; their lines get the role `note`."""
    proven = [line for line in page.lines if line.role == "note"]
    if proven:
        return _proven_notes(proven)
    return _notes_below_rules(page) if page.wrapped else _notes_between_paragraphs(page, words)


def _start_note(line: Line, found: re.Match[str]) -> NoteBody:
    mark = found["digits"] or found["star"] or found["super"].translate(_SUPERSCRIPT)
    end = line.start + found.end() - len(found["gap"])
    body = NoteBody(mark, Span(line.start, end), [Span(line.start + found.end(), line.end)], line.page)
    body.text = line.text[found.end() :]
    line.role = "note"
    return body


def _proven_notes(lines: list[Line]) -> list[NoteBody]:
    """Bodies in lines that the format itself marks as footnotes: a new one at each mark that goes on counting."""
    bodies: list[NoteBody] = []
    last = 0
    for line in lines:
        found = _MARKED.match(line.text)
        if found and (not found["digits"] or not bodies or int(found["digits"]) in (last + 1, last + 2, 1)):
            bodies.append(_start_note(line, found))
            last = bodies[-1].number or last
        elif bodies:
            bodies[-1].add(line)
        else:
            bodies.append(NoteBody("", None, [], line.page))
            bodies[-1].add(line)
    return bodies


def _notes_below_rules(page: Page) -> list[NoteBody]:
    bodies: list[NoteBody] = []
    current: NoteBody | None = None
    zone = False
    last_page = last = 0
    for line in page.lines:
        if line.role == "footnote rule":
            zone, current, last_page = True, None, line.page
        elif line.role.startswith(("running", "page", "job")) or line.page != last_page:
            zone = False
        elif zone and not line.role:
            found = _MARKED.match(line.text)
            if found and _goes_on(found, last, current, line):
                current = _start_note(line, found)
                last = current.number or last
                bodies.append(current)
            elif current:
                current.add(line)
            else:
                zone = False
    return bodies


def _goes_on(found: re.Match[str], last: int, current: NoteBody | None, line: Line) -> bool:
    """Whether a marked line opens a new body and is not a line of the last one that happens to begin with a number."""
    if not found["digits"]:
        return True
    number = int(found["digits"])
    if current is None:
        return number > last or number == 1 or bool(found["slash"])
    return (number == last + 1 and (len(found["gap"]) > 1 or line.gap)) or bool(found["slash"])


def _notes_between_paragraphs(page: Page, words: Words) -> list[NoteBody]:
    bodies: list[NoteBody] = []
    current: NoteBody | None = None
    zone = first = False
    waiting: Line | None = None
    last = 0
    for number, line in enumerate(page.lines):
        if line.role or line.label:
            if line.role == "footnote rule":
                zone, first = True, True
            continue
        at_head, first = first, False
        if waiting is not None:
            current = NoteBody(waiting.text.translate(_SUPERSCRIPT), waiting.span, [], line.page)
            waiting.role = "note"
            current.add(line)
            bodies.append(current)
            last = current.number or last
            waiting = None
            continue
        if _ALONE.fullmatch(line.text) and _opens_alone(page.lines, number, zone, last, words):
            waiting = line
            continue
        found = _MARKED.match(line.text)
        missed = _MANY if at_head and found and line.text[found.end()].isupper() else _MISSED
        if found and _is_body(found, line, zone, missed, last, words):
            current = _start_note(line, found)
            bodies.append(current)
            last = current.number or last
        elif current and (_is_rest(current, line) or _is_title_in(current, page.lines, number, words)):
            current.add(line)
        elif zone and len(line.text) < 300 and line.text.endswith(".") and words.note_opening.match(line.folded):
            current = NoteBody("", None, [], line.page)
            current.add(line)
            bodies.append(current)
        elif _ALONE.fullmatch(line.text):
            line.role = "page number"
        else:
            current, zone = None, False
    return bodies


def _is_rest(note: NoteBody, line: Line) -> bool:
    """Whether a line goes on a body that a column's end or a superscript broke off."""
    if _OPEN_END.search(note.text) and _PIECE.fullmatch(line.text):
        return True
    if len(line.text) <= _SCRAP and _PIECE.fullmatch(line.text):
        return True
    open_ = not note.text.endswith((".", ";")) and len(line.text) < _SHORT
    if open_ and (line.text[0] == "(" or _ADDRESS.fullmatch(line.text) or _SEE.search(note.text)):
        return True
    broken = not note.text.endswith((".", ";", ")")) and line.text[0].islower()
    return broken and len(line.text) < _SHORT and line.text.endswith(".") and any(c.isdigit() for c in line.text)


def _is_title_in(note: NoteBody, lines: list[Line], number: int, words: Words) -> bool:
    """Whether a line is (a part of) a title in italics that stands for itself between an author and the imprint:
    `Author,`, `Title: Impacts,`, `Adaptation`, `(publication …).`"""
    line, following = lines[number], next((line for line in lines[number + 1 : number + 3] if not line.role), None)
    if not note.text.endswith(",") or len(line.text) >= _SHORT or following is None:
        return False
    if words.preambular.match(line.folded) or not line.text[0].isupper():
        return False
    return following.text[0] == "(" or bool(
        _OPEN_END.search(line.text) and not words.preambular.match(following.folded)
    )


def _is_body(found: re.Match[str], line: Line, zone: bool, missed: int, last: int, words: Words) -> bool:
    """Whether a marked line opens a body; in a zone of bodies also one whose words do not tell, up to `missed` numbers
    behind the `last`."""
    rest = line.folded[found.end() :]
    if found["super"]:
        return True
    if found["star"]:
        return rest[:1].isalpha() and len(rest) > 15
    number = int(found["digits"])
    opens = bool(words.note_opening.match(rest))
    if found["slash"]:
        return opens or last < number <= last + 3 or zone
    if words.meeting.search(rest[:40]) or words.date.match(line.folded):
        return False
    return opens or (zone and last < number <= last + missed and not words.after_number.match(rest))


def _opens_alone(lines: list[Line], number: int, zone: bool, last: int, words: Words) -> bool:
    """Whether a number alone on its line is the mark of a body on the next."""
    following = next((line for line in lines[number + 1 : number + 3] if not line.role), None)
    if following is None or len(following.text) > 600:
        return False
    value = int(lines[number].text.translate(_SUPERSCRIPT))
    opens = bool(words.note_opening.match(following.folded) or _DOCUMENT_ALONE.fullmatch(following.text))
    return opens and (zone or value > last or following.text.endswith("."))
