"""What a page carries beside its text: running headers, page and job numbers, bar codes, rules, stray logo letters.

Each line found so gets a role that is the reason it is dropped for. Lines of the document's own header that a page
layout scattered over the text (« Distr. générale … ») get the role `field:…` instead.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter

from index.parsing.folding import letters
from index.parsing.lines import Line, Page
from index.parsing.openings import opening_organ
from index.parsing.titles import title_line
from index.parsing.words import Words

# Over the folded line. What each must match and what it must not is in the comment.
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    # `____`, `\_\_\_`, `-----`; not a dash that opens a list
    ("footnote rule", re.compile(r"[\\_\s]{4,}|[-=.·•\s]{5,}|-+·?")),
    # `23-25914 (E)    020124`, `GE.14-15697 (F) 081014 081014`, `K1800204 010218`, `9221-33140E 3054W (E)`,
    # `n0072019.doc`; not `12-18`
    (
        "job number",
        re.compile(
            r"(?:(?:ge\.?\s?)?\d{2}\s?-\s?\d{4,6}\*{0,2}|k\d{6,7})(?:\s*\(?\s*[a-z]\s*\)?)?(?:\s+\d{4,6}){0,3}(?:\s+[/.]{1,3})?\W*"
            r"|(?:ge\.|bk\.)\d{2}-?\d{4,6}(?:\s*\([a-z]\))?(?:\s+\d{6})*"
            r"|[a-z]{1,2}\d{6,8}\.docx?"
        ),
    ),
    # `*2325914*`, `*0763371*`; not `1234567`
    ("bar code", re.compile(r"\*\s?\d{6,9}\s?\*|\*[a-z]{0,3}\.?\d{6,9}\*")),
    # `2/7`, `Page 4`, `3/7 23-25914`, `- 2 -`
    (
        "page number",
        re.compile(
            r"\d{1,3}\s?/\s?\d{1,3}(?:\s+\d{2}-\d{5})?|page\s+\d{1,3}|-\s*\d{1,4}\s*-|\d{2}-\d{5}\s+\d{1,3}/\d{1,3}"
        ),
    ),
    # the recycling sign, a fence, a lone mark of layout, a continuation mark `/...`
    (
        "stray mark",
        re.compile(
            r"[♲`*·•|\\_\-–.,:;'\"~^<>()\[\]{}]{1,4}|`+|/\s?(?:\.\s?){2,3}|please recycle|<!--.*-->|-?image-?|©.{0,30}"
        ),
    ),
)
_TABLE_RULE = re.compile(r"[|\-:\s+=]{3,}")
# A symbol of a resolution alone on its line, perhaps with a page number: `A/RES/78/148`, `A/RES/50/221 B Page 4`
_SYMBOL = re.compile(
    r"(?P<symbol>[a-z]{1,5}(?:\s?/\s?[a-z]+[\d.]*){0,2}\s?/\s?res\s?[/.]\s?[a-z\d][a-z\d/.() -]{0,24}?)"
    r"\s*(?:\*+|\(?\*\)?)?"
    r"(?P<page>\s*page\s+\d{1,3}|\s+\d{1,3}/\d{1,3})?"
)
_LONE_LETTER = re.compile(r"[A-Z]{1,2}")
_PAGE_OF = re.compile(r"\d{1,3}\s?/\s?(\d{1,3})")
_MAX_LENGTH = 80


def mark_furniture(page: Page, words: Words) -> None:
    """Give every line that is page furniture, or a scattered piece of the header, its role."""
    seen_symbol = False
    after_distribution = False
    totals = Counter(
        found[1] for line in page.lines if len(line.text) < 10 and (found := _PAGE_OF.fullmatch(line.folded))
    )
    begun = titled = False
    for number, line in enumerate(page.lines):
        titled = titled or (
            page.wrapped and line.text[0].isdigit() and title_line(line.folded, line.text, words) is not None
        )
        begun = begun or (len(line.folded) < 60 and opening_organ(line.folded, words) is not None)
        if line.role or line.label:
            continue
        if _is_split_label(page.lines, number):
            line.label = page.lines[number + 1].label = True
            continue
        if not begun and (found := _PAGE_OF.fullmatch(line.folded)) and totals[found[1]] == 1:
            continue  # `19/26` alone above the opening formula is the number of the resolution, no page
        if len(line.folded) > 3 * _MAX_LENGTH and "|" not in line.folded[:2]:
            after_distribution = False
            continue
        line.role = _pattern_role(line)
        if not line.role:
            line.role = _header_role(line, words, after_distribution, page.wrapped and (titled or number >= 40))
            after_distribution = line.role == "field:distribution"
        if not line.role and (found := _SYMBOL.fullmatch(line.folded)) and len(line.text) < _MAX_LENGTH:
            line.role = "running header" if seen_symbol or found["page"] else "field:symbol"
            seen_symbol = True


def _is_split_label(lines: list[Line], number: int) -> bool:
    """Whether `12` and `.` stand on two lines: a label that a page layout took apart."""
    line = lines[number]
    return line.text.isdigit() and len(line.text) <= 3 and number + 2 < len(lines) and lines[number + 1].text == "."


def _pattern_role(line: Line) -> str:
    if len(line.text) <= _MAX_LENGTH:
        for role, pattern in _RULES:
            if pattern.fullmatch(line.folded):
                return role
    if "-" in line.text and _TABLE_RULE.fullmatch(line.text):
        return "table rule"
    if not line.text.strip("-–_\\ =.·•~*"):
        return "footnote rule"
    return ""


def _header_role(line: Line, words: Words, after_distribution: bool, below: bool) -> str:
    """`field:…` for pieces of the document's header, which in texts of whole paragraphs may stand anywhere.

    `below`: the line stands below the header of a wrapped text, where no such piece is looked for.
    """
    folded = line.folded
    if words.distribution.match(folded) and not below:
        return "field:distribution"
    if after_distribution and len(folded) < _MAX_LENGTH:
        date = words.date.search(folded)
        symbol = _SYMBOL.match(folded)
        rest = len(letters(folded)) - (len(letters(date[0])) if date else 0)
        if words.distribution_more.match(folded) or words.original.match(folded) or (date and (symbol or rest < 3)):
            return "field:distribution"
    if (found := words.date.search(folded)) and len(folded) < _MAX_LENGTH:
        before = folded[: found.start()]
        if "/res" in before and _SYMBOL.fullmatch(before.strip(" *")) and not folded[found.end() :].strip(" .*"):
            return "field:distribution"
    if words.original.match(folded) and len(folded) < 40 and ":" in folded and not below:
        return "field:distribution"
    if not below:
        if words.united_nations.match(folded) and len(folded) < 20:
            return "field:organ"
        if len(folded) < 60 and letters(folded) in {o.name for o in words.organs} and folded[-1] not in ",.:;":
            return "field:organ"
    return ""


class Beginnings:
    """Titles, as letters, found by what they begin with and by what begins with them."""

    def __init__(self, titles: list[str]) -> None:
        self._titles = sorted(set(titles))
        self._whole = frozenset(filter(None, titles))
        self._lengths = sorted({len(title) for title in self._whole})

    def begin(self, spelled: str) -> bool:
        """Whether a title begins with these letters."""
        at = bisect_left(self._titles, spelled)
        return at < len(self._titles) and self._titles[at].startswith(spelled)

    def begun(self, spelled: str) -> bool:
        """Whether these letters begin with a whole title."""
        return any(spelled[:length] in self._whole for length in self._lengths if length <= len(spelled))


def mark_running_titles(page: Page, titles: list[str]) -> None:
    """Give the lines of a running title its role: those beside other furniture that spell the beginning of a title.

    `titles` are the letters of the titles found. Only in wrapped text; lines after the last furniture of a page's
    head are text.
    """
    if not page.wrapped:
        return
    anchors = {"running header", "page number", "job number"}
    lines = page.lines
    repeated = _lines_beside(lines, anchors)
    known = Beginnings(titles)
    number = 0
    while number < len(lines):
        if lines[number].role not in anchors:
            number += 1
            continue
        last = _end_of_cluster(lines, number, anchors)
        _mark_cluster(lines, number, last, known, repeated)
        number = last + 1


def _end_of_cluster(lines: list[Line], first: int, anchors: set[str]) -> int:
    last = first
    for number in range(first + 1, len(lines)):
        if lines[number].role in anchors:
            last = number
        elif number - last > 6:
            break
    return last


def _mark_cluster(lines: list[Line], first: int, last: int, titles: Beginnings, repeated: set[str]) -> None:
    inner = [line for line in lines[first : last + 1] if not line.role]
    before: list[Line] = []
    for line in reversed(lines[max(0, first - 6) : first]):
        if line.role and line.role != "note":
            break
        if not letters(line.folded):
            break
        before.insert(0, line)
        if titles.begin(letters("".join(x.folded for x in before))[:200]):
            for piece in before:
                piece.role = "running header"
    if inner:
        spelled = letters("".join(x.folded for x in inner))
        if spelled and (titles.begin(spelled) or titles.begun(spelled)):
            for piece in inner:
                piece.role = "running header"
    for line in (*before, *inner):
        if line.role in ("", "note") and line.folded in repeated:
            line.role = "running header"


def _lines_beside(lines: list[Line], anchors: set[str]) -> set[str]:
    """The folded lines that stand next to such furniture at least twice."""
    beside: set[int] = set()
    for number, (a, b) in enumerate(itertools.pairwise(lines)):
        beside |= {at for at, other in ((number, b), (number + 1, a)) if other.role in anchors}
    # by line: one that stands between two pieces of furniture, as a last sentence may, stands there once
    counts = Counter(lines[at].folded for at in beside if lines[at].role in ("", "note") and len(lines[at].folded) > 3)
    return {text for text, count in counts.items() if count > 1}


def is_lone_letter(line: Line) -> bool:
    """Whether the line is one or two capitals: a composite's letter, a section's, or a stray piece of a logo."""
    return bool(_LONE_LETTER.fullmatch(line.text.rstrip(".* ")))
