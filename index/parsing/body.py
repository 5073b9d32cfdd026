"""The body of a resolution, from the opening formula to its end: preamble, operative part, sections, annexes.

Reads block by block. Each block is the closing, part of a vote, a heading, a labelled paragraph, the rest of the
paragraph before it, or an unlabelled paragraph; what its number or place proves decides, in that order.
"""

from __future__ import annotations

import re

from index.parsing.blocks import Block, ends_sentence
from index.parsing.drafts import Doubt, Draft, Reading, Role
from index.parsing.headings import Heading, heading_of, looks_like_heading
from index.parsing.labels import Sub, SubLevels, number_label, sub_label
from index.parsing.lines import Line
from index.parsing.openings import damaged_opening_organ, opening_organ
from index.parsing.segments import is_closing
from index.parsing.words import Words
from index.resolution import Span

_MAX_GAP = 12
# The rest of a paragraph: it begins in lower case, perhaps behind a footnote mark (`7 en vue d'appeler`)
_GOES_ON = re.compile(r"(?:\d{1,3}\s)?[^\W\d_A-ZÀ-ÖØ-Þ]|(?:[¹²³⁴-⁹⁰]+\s?)?[^\W\d_A-ZÀ-ÖØ-Þ]")
_MARK_CHARACTERS = " \t\n0123456789⁰¹²³⁴⁵⁶⁷⁸⁹*\u00a0"
# `II. Titre`: without it `I. Accueille` is a scan's first paragraph
_SECOND = re.compile(r"II\s?(?:[.\-–:]\s|$)")
# A closing line that a scan made unreadable: it is short and ends in a year
_BLURRED_CLOSING = re.compile(r".{3,40}\s\S{0,2}\d{1,2}\s\S{3,12}\s[/I1l(]?(?:19|9)\d[\d/lI]\.?")
# An item of a list without labels: it stays in its paragraph
_DASH = re.compile(r"[-–—•·▪]{1,2}\s")
_COMPOUND = re.compile(r"(?P<label>\d{1,2}\.(?:\d{1,2}|[a-z]))\.?\s+(?=[^\W\d_])")
_MUST_GO_ON = re.compile(
    r"(?:\b(?:de|du|des|la|le|les|l'|d'|et|ou|à|a|au|aux|en|par|pour|sur|dans|que|qui|the|of|and|or|to|in|for|on|by|with|an?|its|"
    r"Nations|États|Secrétaire|United|Member|General|Secretary)|[-–'’(])$"
)


class BodyReader:
    """Reads the blocks of one resolution behind its opening formula."""

    def __init__(self, blocks: list[Block], language: Words) -> None:
        self._blocks = blocks
        self._words = language
        self._numbers = [number_label(block.text, -1) for block in blocks]
        self._reading = Reading()
        self._current: Draft | None = None
        self._top: Draft | None = None
        self._subs = SubLevels()
        self._last: dict[tuple[int, str, str], int] = {}
        self._part = 0
        self._article = ""
        self._section = ""
        self._implicit = 0
        self._roman = False
        self._in_list = 0
        self._interrupted: list[tuple[str, int, int]] = []
        self._before_tail: tuple[Draft, SubLevels] | None = None
        self._letters = {
            block.text[0] for block in blocks if len(block.text.rstrip(" .*")) == 1 and block.text[0].isupper()
        }
        self._has_second_section = any(_SECOND.match(block.text) for block in blocks)
        self._running: dict[tuple[int, str], int] = {}
        self._headings: dict[int, str] = {}
        self._fresh_heading = False
        self._open_heading: Draft | None = None
        self._operative = False
        self._voting = False
        self.closed = False
        self.closing: list[Line] = []
        self.votes: list[Line] = []
        self.misplaced: list[Line] = []
        self.strays: list[Line] = []

    def read(self) -> Reading:
        """All drafts in order."""
        for index, block in enumerate(self._blocks):
            self._take(index, block)
        return self._reading

    # -- what a block is --------------------------------------------------------------------------------------------

    def _take(self, index: int, block: Block) -> None:
        if self._take_vote(block) or self._take_table(block):
            return
        if self._take_heading(index, block):
            return
        if self.closed and self._part == 0:
            self._take_after_closing(block)
            return
        if self._take_number(index, block) or self._take_sub(index, block):
            return
        if not self.closed and self._closes(block) and (self._part == 0 or self._is_last(index)):
            self.closed = True
            self.closing += block.lines
            return
        self._take_unlabelled(index, block)

    def _take_vote(self, block: Block) -> bool:
        if self._voting or (self._opens_vote(block)):
            self.votes += block.lines
            self._voting = "]" not in block.text and not (
                block.text.endswith(".") and self._voting and len(block.text) < 20
            )
            if not self.votes[0].text.startswith("["):
                self._voting = False
            return True
        return False

    def _opens_vote(self, block: Block) -> bool:
        folded, text = block.folded, block.text
        if text[:1] == "[" and self._words.vote_opened.match(folded):
            return True
        lists = (self._words.vote_for, self._words.vote_against, self._words.vote_abstaining)
        return self.closed and any(pattern.match(folded) for pattern in lists)

    def _take_table(self, block: Block) -> bool:
        if not block.text.startswith("|") or block.text.count("|") < 2:
            return False
        if self.closed and self._part == 0:
            self.misplaced += block.lines
        elif self._current is not None and not self._fresh_heading:
            self._current.extend(block.spans, block.text)
        else:
            self._add(Role.UNNUMBERED, block, 0)
        return True

    def _take_after_closing(self, block: Block) -> None:
        """Behind the closing lines only its date, votes and annexes belong to the resolution."""
        bare = self._words.date.sub("", block.folded)
        if (len(bare) < 15 and len(block.folded) < 60 and len(self.closing) < 4) or self._words.adopted_close.match(
            block.folded
        ):
            self.closing += block.lines
        else:
            self.misplaced += block.lines

    def _closes(self, block: Block) -> bool:
        """Whether a block is the closing line, also one blurred by a scan behind a full stop."""
        if is_closing(block, self._words):
            return True
        if len(block.text) > 60 or not self._operative or self._current is None:
            return False
        return self._current.text.rstrip("\"'”» ").endswith(".") and bool(_BLURRED_CLOSING.fullmatch(block.text))

    def _is_last(self, index: int) -> bool:
        return index >= len(self._blocks) - 4

    # -- headings ---------------------------------------------------------------------------------------------------

    def _take_heading(self, index: int, block: Block) -> bool:
        heading = heading_of(block, self._following(index), self._words)
        if heading is None:
            return False
        if heading.level == 0:
            if not (self.closed or self._current is None or ends_sentence(self._current.text) or self._is_plain(block)):
                return False
            self._part += 1
            self._reading.annexes.append(heading.value)
            self._article = self._section = ""
            self._implicit, self._roman = 0, False
            self._interrupted.clear()
            self._headings.clear()
        elif self.closed and self._part == 0:
            return False
        elif heading.kind == "article":
            self._article = heading.value
        elif heading.kind in ("roman", "letter"):
            if not self._section_fits(heading):
                if heading.bare:
                    self.strays += block.lines
                return heading.bare
            if heading.kind == "roman" or not self._roman:
                self._section = heading.value
            self._roman = self._roman or heading.kind == "roman"
            self._article = ""
        self._add_heading(block, heading.level, heading.bare)
        return True

    def _section_fits(self, heading: Heading) -> bool:
        """A letter alone is a section's where its neighbour in the alphabet stands alone too; else a stray one."""
        if heading.kind == "roman":
            return heading.bare or heading.value != "1" or self._has_second_section
        if not heading.bare:
            return True
        return bool({chr(ord(heading.value) - 1), chr(ord(heading.value) + 1)} & self._letters)

    def _is_plain(self, block: Block) -> bool:
        return len(block.text) < 14

    def _following(self, index: int) -> Block | None:
        return self._blocks[index + 1] if index + 1 < len(self._blocks) else None

    def _add_heading(self, block: Block, level: int, open_: bool) -> None:
        if self._open_heading is not None and level >= 3:
            self._open_heading.extend(block.spans, block.text)
            target = (
                min(self._headings, default=3) if self._open_heading.path == ("0",) else int(self._open_heading.path[0])
            )
            self._headings[target] = self._open_heading.text
            self._open_heading = None
            return
        for deeper in [known for known in self._headings if known >= level]:
            del self._headings[deeper]
        self._headings[level] = block.text
        draft = self._draft(Role.HEADING, block, 0)
        draft.path = (str(level),)
        self._reading.drafts.append(draft)
        self._open_heading = draft if open_ else None
        self._fresh_heading = True
        self._current = None
        self._top = None
        self._subs.reset()

    # -- labels -----------------------------------------------------------------------------------------------------

    def _take_number(self, index: int, block: Block) -> bool:
        last = self._last_number
        found = self._numbers[index] or number_label(block.text, last + 1)
        if found is None:
            return False
        number, printed, end, blurred = found
        if blurred and self._current is not None and not ends_sentence(self._current.text):
            return False
        if self._in_list and number == self._in_list + 1 and self._stays_in_list(index, number, last):
            return self._take_list_item(block, number, printed, end)
        accepted = self._accept(index, number, last)
        if accepted == "list":
            self._in_list = 0
            return self._take_list_item(block, number, printed, end)
        if not accepted:
            return False
        last = self._last_number if number != 1 else 0
        draft = self._add(Role.NUMBERED, block, end)
        draft.value, draft.printed = number, printed
        self._last[self._key] = self._running[self._part, self._article] = number
        self._operative, self._in_list = True, 0
        if blurred:
            self._doubt("label-read-as", f"The label “{printed}” is read as {number}. by its place.", draft)
        elif number > last + 1:
            self._doubt("numbering-gap", f"The number {number} follows {last or 'the beginning'}.", draft)
        return True

    def _accept(self, index: int, number: int, last: int) -> str:
        """How a printed number goes on counting: "next", "again" (from 1, in a section), "list", or "" (it is text)."""
        if number == last + 1:
            return "next"
        if self._is_numbered_heading(index):
            return ""
        finished = self._current is None or ends_sentence(self._current.text)
        if number > last + 1 and ((number <= last + _MAX_GAP and finished) or self._goes_on(index, number)):
            return "next"
        if self._key not in self._last and last and (number == 1 or number - 1 == self._unlabelled_here()):
            return "again"
        if number == 1 and last:
            if self._fresh_heading:
                self._begin_again(last)
                return "again"
            if self._goes_on(index, 1) and self._top is not None:
                return "list"
        if self._resumes(number):
            return "next"
        span = Span(self._blocks[index].start, self._blocks[index].lines[0].end)
        message = f"“{number}.” after {last} does not go on counting: taken as text."
        self._reading.doubts.append(Doubt("number-out-of-sequence", message, span, self._current))
        return ""

    def _unlabelled_here(self) -> int:
        """How many paragraphs without a number this section has had so far, none of them preambular."""
        here = [d for d in self._reading.drafts if (d.part, d.article, d.section) == self._key]
        return sum(d.role is Role.UNNUMBERED for d in here)

    def _is_numbered_heading(self, index: int) -> bool:
        """Whether « 2. Structure du plan » out of sequence is a heading: short, no end of sentence, text below it."""
        block, following = self._blocks[index], self._following(index)
        if len(block.text) > 140 or following is None or self._numbers[index + 1] is not None:
            return False
        return looks_like_heading(block, following, self._words)

    def _goes_on(self, index: int, number: int) -> bool:
        """Whether the next printed number is the one after `number`."""
        for found in self._numbers[index + 1 : index + 60]:
            if found is not None:
                return found[0] == number + 1
        return False

    def _begin_again(self, last: int) -> None:
        """Numbering restarts under a heading that has no number of its own: a section is counted for it."""
        if self._key in self._last:
            self._implicit += 1
            self._interrupted.append((self._section, last, len(self._reading.drafts)))
            self._section = f"{self._section}-{self._implicit}" if self._section else f"{self._implicit + 1}"

    def _resumes(self, number: int) -> bool:
        """Whether a number goes on from before the last restart: what stood between was a list of its own."""
        for depth in range(len(self._interrupted) - 1, -1, -1):
            section, last, first = self._interrupted[depth]
            if last < number <= last + 2:
                inner = {d.section for d in self._reading.drafts[first:] if d.part == self._part}
                for draft in self._reading.drafts[first:]:
                    draft.aside = draft.aside or (draft.section in inner and draft.section != section)
                del self._interrupted[depth:]
                self._section = section
                self._last[self._key] = last
                return True
        return False

    def _take_list_item(self, block: Block, number: int, printed: str, end: int) -> bool:
        """An item of a numbered list inside a paragraph: a sub-paragraph labelled with its number."""
        top = self._top
        draft = self._add(Role.SUB, block, end)
        draft.parent, self._top = top, top
        draft.printed, draft.path = printed, (str(number),)
        self._in_list = number
        return True

    def _stays_in_list(self, index: int, number: int, last: int) -> bool:
        """Whether the number is the list's and not the next paragraph's: it comes again, or is not the next."""
        if number != last + 1:
            return True
        for found in self._numbers[index + 1 : index + 60]:
            if found is not None and found[0] <= number:
                return found[0] == number
        return False

    def _take_sub(self, index: int, block: Block) -> bool:
        sub = sub_label(block.text)
        if sub is None or (self._top is None and self._current is None and self._fresh_heading is False):
            return False
        following = self._next_sub(index)
        self._return_from_tail(sub)
        placed = self._subs.place(sub, following)
        if placed is None:
            return False
        path, doubt = placed
        parent = self._top
        draft = self._add(Role.SUB, block, sub.end)
        draft.printed, draft.path = sub.printed, path
        draft.parent, self._top = parent, parent
        if parent is None:
            draft.role = Role.UNNUMBERED if not path else Role.SUB
        if doubt:
            self._doubt(
                {"gap": "numbering-gap", "blurred": "label-read-as"}.get(doubt, f"label-{doubt}"),
                f"The label “{sub.printed}” is taken as {path[-1]} by its place.",
                draft,
            )
        return True

    def _return_from_tail(self, sub: Sub) -> None:
        """Behind an unlabelled paragraph a label that goes on counting belongs to the list before it."""
        if self._before_tail is not None and self._top is not None and self._top.tail_of is not None:
            top, levels = self._before_tail
            if levels.goes_on(sub):
                self._top, self._subs = top, levels
        self._before_tail = None

    def _next_sub(self, index: int) -> str:
        for block in self._blocks[index + 1 : index + 12]:
            if (sub := sub_label(block.text)) is not None:
                return sub.value
            if number_label(block.text, -1) is not None:
                return ""
        return ""

    # -- unlabelled blocks ------------------------------------------------------------------------------------------

    def _take_unlabelled(self, index: int, block: Block) -> None:
        text = block.text
        if self._is_quoted_opening(block):
            self._add_heading(block, 3, False)
            self._operative = False
            return
        current = self._current
        lower = bool(_GOES_ON.match(text))
        if current is not None and len(text) <= 2 and ends_sentence(current.text):
            self.strays += block.lines
            return
        if self._take_compound(block):
            return
        if current is not None and _DASH.match(text):
            current.extend(block.spans, text)
            return
        if current is not None and (lower or self._is_unfinished(current, block, self._following(index))):
            if self._is_new_heading(index, block, current):
                self._add_heading(block, 3, False)
            else:
                self._join(block, current, lower)
            return
        if (
            current is not None
            and current.text.rstrip().endswith(":")
            and not self._is_new_heading(index, block, current)
        ):
            current.extend(block.spans, text)
            return
        if looks_like_heading(block, self._following(index), self._words):
            self._add_heading(block, 3, False)
            return
        self._take_paragraph(block)

    def _is_unfinished(self, current: Draft, block: Block, following: Block | None) -> bool:
        """Whether a paragraph must go on: it ends in no punctuation, or, in the operative part, in a comma.

        A preambular paragraph ends in a comma; what follows it across a page break without a participle is its rest.
        """
        if not ends_sentence(current.text) or block.text[:1] in ",;.)":
            return True
        if current.text.rstrip(_MARK_CHARACTERS).endswith(","):
            if current.role is Role.PREAMBULAR or (current.parent or current).role is Role.PREAMBULAR:
                if not block.broken or current.role is Role.SUB or self._words.preambular.match(block.folded):
                    return False
                return not looks_like_heading(block, following, self._words)
            return current.part == 0 and not self._words.preambular.match(block.folded)
        return False

    def _take_compound(self, block: Block) -> bool:
        """A target such as « 17.18 » or « 17.a »: an unnumbered paragraph with the label it prints."""
        found = _COMPOUND.match(block.text)
        if found is None or (self._current is not None and _MUST_GO_ON.search(self._current.text)):
            return False
        draft = self._add(Role.UNNUMBERED, block, found.end())
        draft.printed = found["label"]
        return True

    def _is_new_heading(self, index: int, block: Block, current: Draft) -> bool:
        """Whether a block behind an unfinished or announcing paragraph is nevertheless a heading."""
        if (
            block.text[:1].islower()
            or len(block.text) > 160
            or not looks_like_heading(block, self._following(index), self._words)
        ):
            return False
        if current.text.rstrip().endswith(":"):
            following = self._following(index)
            if current.role is not Role.UNNUMBERED or following is None or self._last:
                return False
            return len(following.text) > 120 or looks_like_heading(following, following, self._words)
        return False

    def _join(self, block: Block, current: Draft, lower: bool) -> None:
        """The rest of a paragraph: of the one before, or, behind a finished sub-paragraph, of the paragraph above it."""
        finished = current.text.rstrip().endswith((";", "."))
        if lower and current.role is Role.SUB and current.parent is not None and finished:
            current.parent.extend(block.spans, block.text)
        else:
            current.extend(block.spans, block.text)

    def _is_quoted_opening(self, block: Block) -> bool:
        if len(block.text) > 110:
            return False
        bare = block.folded.lstrip("\"'` [(")
        return opening_organ(bare, self._words) is not None or (
            self._current is None and damaged_opening_organ(bare, self._words) is not None
        )

    def _take_paragraph(self, block: Block) -> None:
        """A block that begins a paragraph without a label: preambular by its first word, else unnumbered."""
        preambular = bool(self._words.preambular.match(block.folded))
        ends = block.text.rstrip(_MARK_CHARACTERS)[-1:]
        if not self._operative and (preambular or (ends == "," and self._part == 0)):
            draft = self._add(Role.PREAMBULAR, block, 0)
            self._settle_preamble(draft)
            return
        if self._operative and preambular and ends == "," and self._fresh_heading and self._key not in self._last:
            self._add(Role.PREAMBULAR, block, 0)
            return
        tail_of = self._top if not self._fresh_heading and self._top is not None else None
        if tail_of is not None and tail_of.role is Role.PREAMBULAR:
            tail_of = None
        before = (self._top, self._subs) if self._top is not None else None
        self._subs = SubLevels()
        draft = self._add(Role.UNNUMBERED, block, 0)
        self._before_tail = before
        draft.tail_of = tail_of.tail_of or tail_of if tail_of is not None else None

    def _settle_preamble(self, last: Draft) -> None:
        """What stands between two preambular paragraphs under one heading is preambular too."""
        for draft in reversed(self._reading.drafts[:-1]):
            if draft.role is not Role.UNNUMBERED or draft.part or draft.heading != last.heading or draft.printed:
                return
            draft.role, draft.tail_of = Role.PREAMBULAR, None
            message = "The paragraph does not begin as a preambular one; it is one by its place."
            self._reading.doubts.append(Doubt("preambular-by-place", message, draft.spans[0], draft))

    # -- drafts -----------------------------------------------------------------------------------------------------

    @property
    def _last_number(self) -> int:
        """The number before the next: of this section, or, where it has none yet, of the text above it."""
        return self._last.get(self._key, self._running.get((self._part, self._article), 0))

    @property
    def _key(self) -> tuple[int, str, str]:
        return (self._part, self._article, self._section)

    def _draft(self, role: Role, block: Block, label_end: int) -> Draft:
        first = block.lines[0]
        spans = block.spans
        label = None
        if label_end:
            label = Span(first.start, min(first.start + len(first.text[:label_end].rstrip()), first.end))
            spans = [Span(min(first.start + label_end, first.end), first.end), *spans[1:]]
        headings = tuple(self._headings[level] for level in sorted(self._headings))
        return Draft(
            role,
            [span for span in spans if span.end > span.start],
            block.text[label_end:],
            self._part,
            self._section,
            self._article,
            label=label,
            heading=headings,
        )

    def _add(self, role: Role, block: Block, label_end: int) -> Draft:
        draft = self._draft(role, block, label_end)
        self._reading.drafts.append(draft)
        self._current = draft
        self._open_heading = None
        self._fresh_heading = False
        if role is not Role.SUB:
            self._in_list = 0
            self._top = draft
            self._subs.reset()
        return draft

    def _doubt(self, code: str, message: str, draft: Draft) -> None:
        self._reading.doubts.append(Doubt(code, message, draft.label, draft))
