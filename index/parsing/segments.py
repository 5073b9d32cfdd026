"""Where each resolution of a source begins and ends: a title line, the opening formula below it, the next title.

Collected records print one resolution after another, and a scanned page begins and ends in the middle of a neighbour;
a composite prints « A », « B » under one title, each with its own opening formula.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from index.parsing.blocks import Block
from index.parsing.labels import number_label
from index.parsing.openings import damaged_opening_organ, is_closing_text, is_opening, opening_organ
from index.parsing.titles import TitleLine, title_line
from index.parsing.words import Organ, Words

# « A », « B* », « B 1 », « C. », « A Conseil économique et social »
_LETTER = re.compile(r"(?P<letter>[A-Z])(?:\s?[*.]+|\s?\d{1,2})?(?:\s+(?P<title>[A-ZÀ-Ý].{3,120}))?")
_LOOK_BACK = 12
_NEAR = 7


@dataclass(slots=True)
class Segment:
    """One resolution's blocks: `first` to `last` (exclusive) of the source's blocks.

    `opening` is the index of the opening formula, `title` that of the title line and `letter_at` that of a composite's
    letter; None where there is none. `named` is what the title line says, `body` where the text begins, `base` where
    the header begins that a composite's letters share, `early` where a preamble above the formula begins.
    """

    first: int
    last: int
    opening: int | None
    title: int | None = None
    named: TitleLine | None = None
    organ: Organ | None = None
    letter: str = ""
    letter_at: int | None = None
    body: int = 0
    base: int = 0
    early: int | None = None


def find_segments(blocks: list[Block], language: Words) -> list[Segment]:
    """The resolutions among `blocks`, in order; [] when there is no opening formula and no title line."""
    segments: list[Segment] = []
    named = -1  # the last segment with a title or letter of its own
    for index, block in enumerate(blocks):
        organ = opening_organ(block.folded, language) if is_opening(block.text, block.folded, language) else None
        floor = segments[-1].opening + 1 if segments and segments[-1].opening is not None else 0
        if organ is None:
            if len(block.text) > 110 or block.text[:1].isdigit():
                continue
            near = _title_before(blocks, index, max(floor, index - 4), language)
            closed = _closed_before(blocks, index, floor, language)
            if near[0] is None and near[2] is None and not closed:
                continue
            organ = damaged_opening_organ(block.folded, language)
            if organ is None and near[1] is not None and _opens_unknown(blocks, index, language):
                organ = Organ("", "")
            if organ is None:
                continue
        segment = _segment_at(blocks, index, floor, organ, segments, named, language)
        if segment is not None:
            segments.append(segment)
            if segment.letter or segment.named is not None:
                named = len(segments) - 1
    _infer_letters(segments)
    for segment in segments:
        segment.body = (segment.opening if segment.opening is not None else segment.first - 1) + 1
        segment.early = _early_preamble(segment, blocks, language)
    _set_bounds(segments, blocks, language)
    return segments


def _opens_unknown(blocks: list[Block], index: int, language: Words) -> bool:
    """Whether a line below a title is the opening formula of an organ that no table names: « La Réunion plénière, »."""
    block = blocks[index]
    if not block.text.rstrip().endswith(",") or index + 1 >= len(blocks) or not block.text[:1].isupper():
        return False
    following = blocks[index + 1]
    number = number_label(following.text, 1)
    begins = bool(language.preambular.match(following.folded)) or (number is not None and number[0] == 1)
    return begins and block.folded.startswith(language.articles) and not language.preambular.match(block.folded)


def _segment_at(
    blocks: list[Block], index: int, floor: int, organ: Organ, segments: list[Segment], last_named: int, language: Words
) -> Segment | None:
    """The segment whose opening formula is block `index`; None for a formula quoted inside another text."""
    title, named, letter_at, letter = _title_before(blocks, index, max(floor, index - _LOOK_BACK), language)
    if named is None and segments:
        if letter == "B" and not segments[-1].letter and segments[-1].named is not None:
            segments[-1].letter = "A"
        previous = _composite_before(segments, letter, last_named)
        if previous is not None:
            first = letter_at if letter_at is not None else index
            return Segment(first, 0, index, previous.title, previous.named, organ, letter, letter_at)
        if not _closed_before(blocks, index, floor, language) or _annexed(blocks, index, floor, language):
            return None
        return Segment(index, 0, index, None, None, organ)
    first = title if title is not None else index
    return Segment(first, 0, index, title, named, organ, letter, letter_at)


def _early_preamble(segment: Segment, blocks: list[Block], language: Words) -> int | None:
    """Where the preamble begins if it stands above the opening formula, as in the first sessions; None elsewhere."""
    if segment.title is None or segment.opening is None or segment.title < segment.first:
        return None
    for at in range(segment.title + 1, segment.opening):
        block = blocks[at]
        if len(block.text) > 60 and language.preambular.match(block.folded):
            following = blocks[at + 1]
            goes_on = following.text[:1].islower() or language.preambular.match(following.folded)
            if block.text[-1] in ",;" or (goes_on and at + 1 < segment.opening):
                return at
    return None


def _annexed(blocks: list[Block], index: int, floor: int, language: Words) -> bool:
    """Whether an annex opens shortly above: the formula belongs to the text that is annexed."""
    return any(
        len(blocks[at].text) < 160 and blocks[at].text[:1].isupper() and language.annex.match(blocks[at].folded)
        for at in range(max(floor, index - 5), index)
    )


def _infer_letters(segments: list[Segment]) -> None:
    """The letter of a part between two lettered ones: exactly one letter is missing there."""
    for before, segment, after in zip(segments, segments[1:], segments[2:], strict=False):
        lost = segment.named is None and not segment.letter and before.letter and after.letter
        if lost and ord(after.letter) - ord(before.letter) == 2 and after.title == before.title:
            segment.letter, segment.title, segment.named = chr(ord(before.letter) + 1), before.title, before.named


def _composite_before(segments: list[Segment], letter: str, last_named: int) -> Segment | None:
    """The part of a composite that this letter goes on from, parts that lost their letters in between; or None.

    `last_named` is the index of the last segment with a title or letter of its own, -1 for none.
    """
    if last_named < 0 or not letter or not segments[last_named].letter:
        return None
    segment, lost = segments[last_named], len(segments) - 1 - last_named
    return segment if 1 <= ord(letter) - ord(segment.letter) <= lost + 2 else None


def _title_before(
    blocks: list[Block], index: int, floor: int, language: Words
) -> tuple[int | None, TitleLine | None, int | None, str]:
    """The nearest title line above block `index` and a composite's letter between them."""
    letter_at, letter = None, ""
    for at in range(index - 1, floor - 1, -1):
        block = blocks[at]
        if (
            letter_at is None
            and index - at <= 3
            and (found := _LETTER.fullmatch(block.text))
            and (not found["title"] or index - at == 1)
        ):
            letter_at, letter = at, found["letter"]
            continue
        named = title_line(block.folded, block.text, language, lowered=index - at == 1)
        if named is not None and (index - at <= _NEAR or not named.symbol[:1].isdigit() or len(block.text) < 30):
            return at, named, letter_at, letter
        if is_closing(block, language):
            break
    return None, None, letter_at, letter


def is_closing(block: Block, language: Words) -> bool:
    """Whether a block is the line that ends a resolution: its meeting, or how the Council adopted it."""
    return is_closing_text(block.text, block.folded, language)


def _closed_before(blocks: list[Block], index: int, floor: int, language: Words) -> bool:
    return any(is_closing(blocks[at], language) for at in range(index - 1, max(floor, index - 6) - 1, -1))


def segment_without_opening(blocks: list[Block], language: Words) -> Segment | None:
    """A text that has no opening formula: its body begins with the first preambular or first numbered paragraph."""
    for index, block in enumerate(blocks):
        number = number_label(block.text, 1)
        if (number and number[0] == 1) or (len(block.text) > 60 and language.preambular.match(block.folded)):
            title, named, _, _ = _title_before(blocks, index, 0, language)
            return Segment(0, len(blocks), None, title, named, body=index)
    return None


def _set_bounds(segments: list[Segment], blocks: list[Block], language: Words) -> None:
    """End each segment where the next begins, taking a header above the next title into the next."""
    for segment, following in itertools.pairwise(segments):
        segment.last = following.first
        start = following.first
        while start - 1 > (segment.opening or segment.first) and start > 0 and _is_header(blocks[start - 1], language):
            start -= 1
        if start < following.first and not following.letter:
            segment.last = following.first = start
    if segments:
        segments[-1].last = len(blocks)
    base = 0
    for number, segment in enumerate(segments):
        if number and (not segment.letter or segment.title is None or segment.title >= segment.first):
            base = segment.first
        segment.base = base


def _is_header(block: Block, language: Words) -> bool:
    folded = block.folded
    return len(folded) < 260 and bool(
        language.adopted.match(folded)
        or (language.report.match(folded) and folded[:1] in "[(")
        or language.agenda.match(folded)
    )
