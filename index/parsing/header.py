"""The header and the closing lines of a resolution: session, agenda item, dates, report, title, meeting."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from index.parsing.blocks import Block, ends_sentence
from index.parsing.folding import fold
from index.parsing.lines import Line
from index.parsing.segments import Segment
from index.parsing.titles import title_line
from index.parsing.words import Words
from index.resolution import HeaderField, Span, collapse

# `A/62/391`, `A/77/393, par. 7`, `E/2013/L.26`, `A/C.3/55/L.2`
_DOCUMENT = re.compile(r"\b[AES](?:/[A-Z]+[.\d]*)*/(?:[A-Z]+[-.\d]*/)*\d+(?:/[A-Z]*[\d.]+)*(?:/(?:Add|Rev|Corr)\.\d+)*")
_MEETING = re.compile(r"(\d{1,5})(?:\s\d)?\s*(?:\W{0,2}\s*[a-z]{0,4}\W?\s*)(?:\([^)]{3,20}\)\s*)?$")
_SCANNED = re.compile(r"^[^\W\d_]{1,2} (?=[\[(])")
"""What a scan makes of the mark of a footnote between two lines: « é [ sur la base du rapport … ] »."""
_MEETING_REACH = 200


@dataclass(slots=True)
class Header:
    """What the header and closing of one resolution say; spans are raw ranges."""

    title: str = ""
    adopted: dt.date | None = None
    issued: dt.date | None = None
    meeting: int | None = None
    agenda_item: str | None = None
    report: str | None = None
    report_text: str | None = None
    fields: list[HeaderField] = field(default_factory=list)
    scrambled: bool = False

    def add(self, name: str, lines: list[Line], *, text: str | None = None) -> None:
        """Record one field; its text is that of the lines unless given."""
        spans = tuple(line.span for line in lines)
        self.fields.append(HeaderField(name, text if text is not None else join(lines), spans))


def join(lines: list[Line]) -> str:
    """The text of lines put together."""
    return collapse(" ".join(line.text for line in lines))


def find_date(folded: str, language: Words) -> dt.date | None:
    """The first date in a folded text, or None; an impossible one (31 June) is none."""
    found = language.date.search(folded)
    return _as_date(found, language) if found else None


def _as_date(found: re.Match[str], language: Words) -> dt.date | None:
    digits = re.match(r"\d+", found["day"])
    month = re.sub(r"\s", "", found["month"])
    try:
        return dt.date(int(found["year"]), language.months.index(month) + 1, int(digits[0]) if digits else 1)
    except ValueError:
        return None


def read_header(
    blocks: list[Block], scattered: list[Line], segment: Segment, language: Words, first: int, header: Header
) -> list[Line]:
    """Fill `header` from the blocks `first` to the opening formula and the `scattered` header lines.

    Returns the lines above the title that are no header: the end of a neighbour.
    """
    _read_scattered(scattered, language, header)
    stop = segment.opening if segment.opening is not None else segment.body
    if segment.early is not None:
        stop = segment.early
    own = [line for block in blocks[first:stop] for line in block.lines]
    title_start = blocks[segment.title].start if segment.title is not None else None
    foreign = _read_lines(own, segment, blocks, language, header, title_start, first)
    if segment.opening is not None:
        header.add("opening", blocks[segment.opening].lines)
    return foreign


def _read_scattered(lines: list[Line], language: Words, header: Header) -> None:
    for line in lines:
        name = line.role.removeprefix("field:")
        header.add(name, [line])
        if name == "distribution" and header.issued is None:
            header.issued = find_date(line.folded, language)


def _read_lines(
    lines: list[Line],
    segment: Segment,
    blocks: list[Block],
    language: Words,
    header: Header,
    title_start: int | None,
    first: int,
) -> list[Line]:
    """Sort the lines of the header into fields; those before the first that is one of ours are foreign.

    At the head of the source (`first` is 0) short lines above it are the header's too.
    """
    names = [_line_field(line, language) for line in lines]
    _spread(lines, names, title_start, segment, blocks, language)
    begins = next(
        (i for i, (line, name) in enumerate(zip(lines, names, strict=True)) if name or line.start == title_start), 0
    )
    if first == 0 and not any(looks_like_text(line) for line in lines[:begins]):
        begins = 0
    foreign, taken = lines[:begins], list(zip(lines[begins:], names[begins:], strict=True))
    groups: list[tuple[str, list[Line]]] = []
    for line, name in taken:
        if groups and groups[-1][0] == name:
            groups[-1][1].append(line)
        else:
            groups.append((name or "header", [line]))
    for name, group in groups:
        header.add(name, group)
        _read_values(name, group, language, header)
    _read_title([line for line, name in taken if name == "title"], blocks, segment, language, header)
    return foreign


def _line_field(line: Line, language: Words) -> str:
    folded = line.folded.strip("*_ \\")
    if language.agenda.match(folded) or (
        len(folded) < 400 and language.session.search(folded) and language.agenda.search(folded)
    ):
        return "agenda_item"
    if language.adopted.match(folded) and len(folded) < 300:
        return "adopted"
    opened = _SCANNED.sub("", folded)
    if language.report.match(opened) and (opened[:1] in "[(" or _DOCUMENT.search(line.text)) and len(folded) < 400:
        return "report"
    if len(folded) < 130 and language.session.search(folded) and line.text[-1] not in ";:.,":
        return "session"
    if language.united_nations.match(folded):
        return "organ"
    return ""


def _spread(
    lines: list[Line],
    names: list[str],
    title_start: int | None,
    segment: Segment,
    blocks: list[Block],
    language: Words,
) -> None:
    """Give the lines without a name of their own that of what they go on: agenda title, long report line, title."""
    letter = blocks[segment.letter_at].start if segment.letter_at is not None else None
    current = ""
    title_seen = False
    adopted_seen = False
    report = 0
    bracketed = False
    for index, line in enumerate(lines):
        if index and names[index - 1] == "report":
            bracketed = bracketed or "]" in lines[index - 1].text
        else:
            report, bracketed = index, False
        if line.start == title_start:
            names[index] = current = "title"
            title_seen = True
        elif line.start == letter:
            names[index] = current = "title"
        elif names[index]:
            current = names[index]
            adopted_seen = adopted_seen or current in ("adopted", "report")
        elif current == "report" and (not _is_closed(lines[report], lines[index - 1], bracketed) or line.text == "]"):
            names[index] = "report"
        elif title_seen or adopted_seen:
            if current == "adopted" and _is_rest_of_adoption(line, language):
                names[index] = "adopted"
            else:
                names[index] = current = "title"
        elif current in ("agenda_item", "agenda_title"):
            names[index] = current = "agenda_title"


def _is_rest_of_adoption(line: Line, language: Words) -> bool:
    """Whether a line is the date that the line « Résolution adoptée par … » left for the next."""
    found = language.date.search(line.folded)
    return found is not None and found.start() <= 4 and found.end() >= len(line.folded.rstrip(" .*"))


def _is_closed(first: Line, last: Line, bracketed: bool) -> bool:
    """Whether the bracket of a report line is closed in the lines `first` to `last`; `bracketed`: they hold one."""
    return not first.text.startswith("[") or bracketed or last.text.endswith(")")


def _read_values(name: str, lines: list[Line], language: Words, header: Header) -> None:
    text = join(lines)
    folded = fold(text)
    if name in ("agenda_item", "session") and (found := language.agenda.search(folded)):
        header.agenda_item = header.agenda_item or _tidy_item(text[found.start("item") : found.end("item")])
    if name == "adopted":
        header.adopted = header.adopted or find_date(folded, language)
        header.meeting = header.meeting or _meeting_number(folded, language)
    if name == "report" and header.report_text is None:
        header.report_text = text
        document = _DOCUMENT.search(text)
        header.report = document[0] if document else None
    if name in ("distribution", "header") and header.issued is None:
        header.issued = find_date(folded, language)


def _tidy_item(text: str) -> str:
    return re.sub(r"\s+,", ",", collapse(text)).strip(" ,.")


def _read_title(lines: list[Line], blocks: list[Block], segment: Segment, language: Words, header: Header) -> None:
    """Put the title together: the text behind the number, then the other pieces in the order that makes a sentence."""
    if segment.title is None or segment.named is None:
        header.title = join([line for line in lines if len(line.text) > 2])
        return
    start = blocks[segment.title].start
    letter = blocks[segment.letter_at].lines if segment.letter_at is not None else []
    numbered = next((line for line in lines if line.start == start), None)
    if numbered is None:
        return
    named = title_line(numbered.folded, numbered.text, language, lowered=True)
    rest = numbered.text[named.end :].strip() if named else numbered.text
    position = lines.index(numbered)
    before = [line for line in lines[:position] if line not in letter]
    after = [line for line in lines[position + 1 :] if line not in letter and len(line.text) > 2]
    pieces = [rest, *(line.text for line in after)]
    if before:
        header.scrambled = True
        lead = [line.text for line in before]
        pieces = [*lead, rest] if not rest or rest[:1].islower() else [rest, *lead]
        pieces += [line.text for line in after]
    header.title = _clean_title(" ".join(piece for piece in pieces if piece))
    if segment.named.form == "year":
        header.title = _clean_title(" ".join(line.text for line in [*before, numbered, *after]))
        header.adopted = header.adopted or find_date(fold(header.title), language)


def _clean_title(text: str) -> str:
    bare = collapse(text)
    bare = re.sub(r"\s*(?:\*+|[¹²³⁴-⁹⁰]+)$", "", bare)
    return re.sub(r"(?<=[^\W\d_])\s\d{1,2}$", "", bare).strip(" *")


def read_closing(lines: list[Line], language: Words, header: Header) -> None:
    """Take the meeting number and, where the header printed none, the date from the closing lines."""
    header.add("closing", lines)
    folded = fold(join(lines))
    header.meeting = header.meeting or _meeting_number(folded, language)
    if header.adopted is None:
        header.adopted = find_date(folded, language)


def _meeting_number(folded: str, language: Words) -> int | None:
    """The number before the word for a meeting: 61 in « 61e séance plénière »."""
    found = language.meeting.search(folded)
    before = _MEETING.search(folded[max(0, found.start() - _MEETING_REACH) : found.start()]) if found else None
    return int(before[1]) if before else None


def looks_like_text(line: Line) -> bool:
    """Whether a line above a title is a sentence of a text rather than a line of a header."""
    return len(line.text) > 120 or (len(line.text) > 40 and ends_sentence(line.text))


def spans_of(lines: list[Line]) -> tuple[Span, ...]:
    """The raw ranges of lines."""
    return tuple(line.span for line in lines)
