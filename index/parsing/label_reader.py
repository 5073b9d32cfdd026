"""Labelled blocks: whether a number goes on counting, begins again or belongs to a list, and where a letter stands."""

from __future__ import annotations

from index.parsing.blocks import Block, ends_sentence
from index.parsing.drafts import Doubt, Role
from index.parsing.headings import looks_like_heading
from index.parsing.labels import Sub, number_label, sub_label
from index.parsing.reading_state import ReadingState
from index.resolution import Span

_MAX_GAP = 12


class LabelReader(ReadingState):
    """Reads the blocks that begin with a label."""

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
        if self._key not in self._last and last and (number == 1 or number - 1 == self._unlabelled[self._key]):
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
        self._return_from_heading(sub)
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

    def _return_from_heading(self, sub: Sub) -> None:
        """Behind a plain title in the middle of a list a label that goes on counting belongs to the list."""
        if self._top is None and self._suspended is not None and self._suspended[1].goes_on(sub):
            self._top, self._subs = self._suspended
            self._suspended = None

    def _next_sub(self, index: int) -> str:
        for block in self._blocks[index + 1 : index + 12]:
            if (sub := sub_label(block.text)) is not None:
                return sub.value
            if number_label(block.text, -1) is not None:
                return ""
        return ""
