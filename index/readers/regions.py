"""The parts of a printed page: running header, body, footnotes, footer; proven by layout, or left in the body."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

from index.readers.layout import Line
from index.readers.pdf_glyphs import Rule
from index.readers.source import StyleKind

_TOP, _BOTTOM = 0.13, 0.09
"""Shares of the page's height in which running headers and footers stand."""
_OFTEN = 0.4
"""Share of the later pages on which a running line recurs at least; left and right pages may have their own."""
_MOST_HEADER_LINES = 4
_UNDERSCORES = re.compile(r"[_\s]{5,}|[-–—_]{8,}")
# `2/7`, `23-25893`, `23-25893 (E) 030124`, `*2325893*`, `Page 3`, `07-46558 4`.
_FOOTER = re.compile(
    r"(?:[Pp]age\s*)?\d{1,4}(?:\s*[/|]\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]"
    r"|(?:\d{1,4}(?:\s*/\s*\d{1,4})?\s+)?(?:GE\.)?\d\d[-–‑]\d{5}(?:\s*\([A-Z]\))?(?:\s+\d{6})*(?:\s+\d{1,4}(?:\s*/\s*\d{1,4})?)?"
    r"|\*\s?\d{6,8}\s?\*|\W+"
)
# `3 Ibid., vol. 12`, `* Reissued`, `¹ See`: not `6. Requests`, `2/7`.
_MARK = re.compile(r"(?:\d{1,3}\s|[*†‡¹²³⁰⁴-⁹]{1,3}\s?)[^\W\d_]")


@dataclass(slots=True)
class PageLines:
    """A page as read: its size in points, its lines in reading order, the rules drawn on it."""

    width: float
    height: float
    lines: list[Line]
    rules: list[Rule]


@dataclass(slots=True)
class Region:
    """Lines of a page that belong together, and the style that this proves for them (None for text)."""

    lines: list[Line]
    style: StyleKind | None = None


def divide(pages: list[PageLines]) -> list[list[Region]]:
    """The regions of every page in reading order: header, body, footnotes, footer."""
    size = _body_size(pages)
    running = _running(pages)
    first = {line.text for line in pages[0].lines} if pages else set()
    return [_divide_page(page, number, size, running, first) for number, page in enumerate(pages)]


def _body_size(pages: list[PageLines]) -> float:
    """The size in which most characters are printed."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _key(line: Line) -> tuple[str, int]:
    """What the same running line has on every page: its letters, and its height within a few points."""
    return re.sub(r"[\W\d]+", "", line.text).casefold(), round(line.base / 8)


def _running(pages: list[PageLines]) -> set[tuple[str, int]]:
    """The keys of lines near an edge that recur on a second page."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages[1:]:
        seen.update({_key(line) for line in page.lines if not _inside(page, line)})
    often = max(2, _OFTEN * (len(pages) - 1))
    return {key for key, count in seen.items() if count >= often and key[0]}


def _inside(page: PageLines, line: Line) -> bool:
    return _BOTTOM * page.height < line.base < (1 - _TOP) * page.height


def _divide_page(
    page: PageLines, number: int, size: float, running: set[tuple[str, int]], first: set[str]
) -> list[Region]:
    header = _header(page, size, running, first) if number else []
    footer = [line for line in page.lines if line not in header and _is_footer(page, line, running)]
    rest = [line for line in page.lines if line not in header and line not in footer]
    separator, notes = _footnotes(page, rest, size)
    taken = {id(line) for line in (*notes, *([separator] if separator else []))}
    body = [line for line in rest if id(line) not in taken]
    regions = [
        Region(header, StyleKind.FURNITURE),
        Region(body),
        Region([separator] if separator else [], StyleKind.FURNITURE),
        Region(notes, StyleKind.FOOTNOTE_BODY),
        Region(footer, StyleKind.FURNITURE),
    ]
    return [region for region in regions if region.lines]


def _header(page: PageLines, size: float, running: set[tuple[str, int]], first: set[str]) -> list[Line]:
    """The lines above the body of a later page: one of them recurs, or says what page one says, or they are few,
    smaller than the rest of the page, and stand apart."""
    top: list[Line] = []
    apart = False
    for line in sorted(page.lines, key=lambda line: -line.base):
        apart = bool(top) and top[-1].base - line.base > 1.75 * min(line.size, top[-1].size)
        if line.base < (1 - _TOP) * page.height or apart:
            break
        top.append(line)
    own_size = min(size, median(line.size for line in page.lines)) if page.lines else size
    proven = (
        any(_key(line) in running for line in top)
        or any(line.text in first and re.search(r"\d", line.text) for line in top)
        or (apart and len(top) <= _MOST_HEADER_LINES and all(line.size < 0.93 * own_size for line in top))
    )
    chosen = {id(line) for line in top} if proven else set()
    return [line for line in page.lines if id(line) in chosen]


def _is_footer(page: PageLines, line: Line, running: set[tuple[str, int]]) -> bool:
    if line.base > _BOTTOM * page.height:
        return False
    return bool(_FOOTER.fullmatch(line.text.strip())) or (_key(line) in running and not _begins_note(line))


def _footnotes(page: PageLines, lines: list[Line], size: float) -> tuple[Line | None, list[Line]]:
    """The printed separator, if it is a line of characters, and the lines of the footnotes below it."""
    for index, line in enumerate(lines):
        below = lines[index + 1 :]
        if _UNDERSCORES.fullmatch(line.text.strip()) and _are_notes(below, size):
            return line, below
    for rule in sorted(page.rules, key=lambda rule: -rule.y):
        below = [line for line in lines if line.base < rule.y]
        short = rule.right - rule.left < 0.5 * page.width and rule.y < (1 - _TOP) * page.height
        if short and below and (below[0].superscripts or below[0].size < 0.95 * size) and _are_notes(below, size):
            return None, below
    tail: list[Line] = []
    for line in reversed(lines):
        if line.size > 0.93 * size:
            break
        tail.insert(0, line)
    while tail and not _begins_note(tail[0]):
        tail.pop(0)
    return None, tail if tail and all(line.size < 0.93 * size for line in tail) else []


def _are_notes(lines: list[Line], size: float) -> bool:
    """Whether lines below a rule look like footnotes: all smaller than the body (the first may go on from the page
    before), or the first begins with a mark and most are not larger than the body."""
    if not lines or all(line.size < 0.95 * size for line in lines):
        return bool(lines)
    return _begins_note(lines[0]) and sum(line.size <= 1.01 * size for line in lines) >= 0.8 * len(lines)


def _begins_note(line: Line) -> bool:
    return bool(line.superscripts and line.superscripts[0][0] == 0) or bool(_MARK.match(line.text))
