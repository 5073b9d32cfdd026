"""The body of a resolution, from the opening formula to its end: preamble, operative part, sections, annexes.

Reads block by block. Each block is the closing, part of a vote, a heading, a labelled paragraph, the rest of the
paragraph before it, or an unlabelled paragraph; what its number or place proves decides, in that order.
"""

from __future__ import annotations

import re
from itertools import islice

from index.parsing.blocks import Block, ends_sentence
from index.parsing.drafts import Doubt, Draft, Reading, Role
from index.parsing.headings import Heading, article_after, heading_of, looks_like_heading, section_after
from index.parsing.label_reader import LabelReader
from index.parsing.labels import SubLevels, number_label
from index.parsing.openings import damaged_opening_organ, is_opening
from index.parsing.segments import is_closing

# The rest of a paragraph: it begins in lower case, perhaps behind a footnote mark (`7 en vue d'appeler`)
_GOES_ON = re.compile(r"(?:\d{1,3}\s)?[^\W\d_A-ZÀ-ÖØ-Þ]|(?:[¹²³⁴-⁹⁰]+\s?)?[^\W\d_A-ZÀ-ÖØ-Þ]")
# No paragraph begins so: with a figure, in brackets, with one word alone (`39574.`, `(S/INF/72).`, `SC/13331.`)
_BEGINS_NOTHING = re.compile(r"\W*\d|[(\[]|\S{1,25}$")
_MARK_CHARACTERS = " \t\n0123456789⁰¹²³⁴⁵⁶⁷⁸⁹*\u00a0"
# A closing line that a scan made unreadable: it is short and ends in a year
_BLURRED_CLOSING = re.compile(r".{3,40}\s\S{0,2}\d{1,2}\s\S{3,12}\s[/I1l(]?(?:19|9)\d[\d/lI]\.?")
_MAX_SECTION_TITLE = 450
# Headings of articles that a scan may have lost in a row; a wider gap is an extract
_MISSED_ARTICLES = 3
# An item of a list without labels: it stays in its paragraph
_DASH = re.compile(r"[-–—•·▪]{1,2}\s")
# The longest heading with a number in two parts: a target is longer
_TITLED = 100
_COMPOUND = re.compile(r"(?P<label>\d{1,2}\.(?:\d{1,2}|[a-z]))\.?\s+(?=[^\W\d_])")


def _may_title(block: Block) -> bool:
    """Whether a block may be a title above targets: it begins as a sentence does and does not end as one."""
    begins = block.text[:1].isupper() and not _COMPOUND.match(block.text)
    return begins and len(block.text) <= _MAX_SECTION_TITLE and not ends_sentence(block.text)


class BodyReader(LabelReader):
    """Reads the blocks of one resolution behind its opening formula."""

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
        if heading is None and self._roman:
            heading = section_after(self._section, block, self._following(index))
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
            if not (number := self._article_number(heading.value, block)):
                return False
            self._article = number
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

    def _article_number(self, printed: str, block: Block) -> str:
        """The number of an article's heading; "" for a damaged one behind no article."""
        if printed.isdecimal():
            if self._article.isdecimal() and 1 < int(printed) - int(self._article) <= _MISSED_ARTICLES:
                message = (
                    f"Article {printed} follows article {self._article}: what stands between may be of a missing one."
                )
                self._reading.doubts.append(Doubt("article-gap", message, block.spans[0]))
            return printed
        if not self._article.isdecimal():
            return ""
        number = article_after(int(self._article), printed)
        message = f"The heading “{block.text}” is read as article {number} by its place."
        self._reading.doubts.append(Doubt("number-restored", message, block.spans[0]))
        return str(number)

    def _section_fits(self, heading: Heading) -> bool:
        """A letter alone is a section's where its neighbour in the alphabet stands alone too; else a stray one."""
        if heading.kind == "roman":
            return heading.bare or heading.value != "1" or self._has_second_section
        if not heading.bare:
            return True
        return bool({chr(ord(heading.value) - 1), chr(ord(heading.value) + 1)} & self._letters)

    def _is_plain(self, block: Block) -> bool:
        return len(block.text) < 14

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
        if level >= 3 and self._top is not None:
            self._suspended = (self._top, self._subs)
        elif level < 3:
            self._suspended = None
        self._current = None
        self._top = None
        self._subs = SubLevels()

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
        if self._heads_targets(index, block):
            self._add_heading(block, 2 if self._words.division.match(block.folded) else 3, False)
            return
        if self._take_compound(block, self._following(index)):
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
        titled = self._open_heading is not None and len(text) <= _MAX_SECTION_TITLE and not ends_sentence(text)
        heading = titled or looks_like_heading(block, self._following(index), self._words)
        if heading and not self._is_among_preambular(index, block):
            self._add_heading(block, 3, False)
            return
        self._take_paragraph(block)

    def _is_among_preambular(self, index: int, block: Block) -> bool:
        """Whether what looks like a title is a preambular paragraph that lost its comma: those around it are such."""
        current, following = self._current, self._following(index)
        if self._operative or self._part or current is None or current.role is not Role.PREAMBULAR or following is None:
            return False
        return all(self._words.preambular.match(near.folded) for near in (block, following))

    def _is_unfinished(self, current: Draft, block: Block, following: Block | None) -> bool:
        """Whether a paragraph must go on: it ends in no punctuation, or, in the operative part, in a comma.

        A preambular paragraph ends in a comma; what follows it across a page break without a participle is its rest.
        """
        if not ends_sentence(current.text) or block.text[:1] in ",;.)":
            return not self._follows_lost_comma(current, block)
        if current.text.rstrip(_MARK_CHARACTERS).endswith(","):
            if current.role is Role.PREAMBULAR or (current.parent or current).role is Role.PREAMBULAR:
                if not block.broken or current.role is Role.SUB or self._words.preambular.match(block.folded):
                    return False
                return not looks_like_heading(block, following, self._words)
            return current.part == 0 and not self._words.preambular.match(block.folded)
        return False

    def _follows_lost_comma(self, current: Draft, block: Block) -> bool:
        """Whether a preambular paragraph begins behind one whose comma a scan lost or made another character."""
        if current.role is not Role.PREAMBULAR or current.part or not block.text[:1].isupper():
            return False
        last = current.text.rstrip()[-1:]
        whole = len(current.spans) == 1 and not block.broken
        return (whole or not (last.isalnum() or last in "-\u00ad")) and bool(self._words.preambular.match(block.folded))

    def _heads_targets(self, index: int, block: Block) -> bool:
        """Whether a block is a title above targets, perhaps with a second one between: their goal, however long it is,
        above « 15.1 », or a few words above the one that is next in order."""
        following = self._following(index)
        if following is not None and _may_title(following) and self._following(index + 1) is not None:
            following = self._following(index + 1)
        first = _COMPOUND.match(following.text) if following is not None else None
        if first is None or not _may_title(block):
            return False
        comes_next = self._is_next_target(first["label"])
        return first["label"].endswith(".1") or (comes_next and len(block.text) <= _TITLED)

    def _is_next_target(self, label: str) -> bool:
        """Whether a label is the one behind the last target: « 6.2 » behind « 6.1 », « 6.a » behind any of goal 6."""
        goal, _, number = label.partition(".")
        last_goal, _, last = self._target.partition(".")
        lettered = not number.isdigit() or not last.isdigit()
        return goal == last_goal and (lettered or int(number) == int(last) + 1)

    def _take_compound(self, block: Block, following: Block | None) -> bool:
        """A target such as « 17.18 » or « 17.a »: an unnumbered paragraph with the label it prints.

        A few words with such a label above a paragraph numbered as all others are a heading (« 1.2 Obstacles »).
        """
        found = _COMPOUND.match(block.text)
        last = self._current
        if found is None or not (last is None or ends_sentence(last.text) or _COMPOUND.match(f"{last.printed} x")):
            return False
        numbered = following is not None and number_label(following.text, -1) and not _COMPOUND.match(following.text)
        alone = not self._is_next_target(found["label"])
        if numbered and alone and len(block.text) <= _TITLED and looks_like_heading(block, following, self._words):
            self._add_heading(block, 3, False)
            return True
        draft = self._add(Role.UNNUMBERED, block, found.end())
        draft.printed = self._target = found["label"]
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
        """The rest of a paragraph: of the one before or, behind a finished sub-paragraph, of the one above it."""
        finished = current.text.rstrip().endswith((";", "."))
        if lower and current.role is Role.SUB and current.parent is not None and finished:
            current.parent.extend(block.spans, block.text)
        else:
            current.extend(block.spans, block.text)

    def _is_quoted_opening(self, block: Block) -> bool:
        if len(block.text) > 110:
            return False
        bare = block.folded.lstrip("\"'` [(")
        return is_opening(block.text, bare, self._words) or (
            self._current is None and damaged_opening_organ(bare, self._words) is not None
        )

    def _take_paragraph(self, block: Block) -> None:
        """A block that begins a paragraph without a label: preambular by its first word, else unnumbered."""
        preambular = bool(self._words.preambular.match(block.folded))
        ends = block.text.rstrip(_MARK_CHARACTERS)[-1:]
        remnant = _BEGINS_NOTHING.match(block.text) is not None
        if not self._operative and (preambular or (ends == "," and self._part == 0 and not remnant)):
            draft = self._add(Role.PREAMBULAR, block, 0)
            self._settle_preamble(draft)
            return
        if self._operative and preambular and ends == "," and self._section and self._key not in self._last:
            self._add(Role.PREAMBULAR, block, 0)
            return
        tail_of = self._top if not self._fresh_heading and self._top is not None else None
        if tail_of is not None and tail_of.role is Role.PREAMBULAR:
            tail_of = None
        before = (self._top, self._subs) if self._top is not None else None
        self._subs = SubLevels()
        draft = self._add(Role.UNNUMBERED, block, 0)
        draft.remnant = remnant
        self._before_tail = before
        draft.tail_of = tail_of.tail_of or tail_of if tail_of is not None else None

    def _settle_preamble(self, last: Draft) -> None:
        """What stands between two preambular paragraphs under one heading is preambular too."""
        for draft in islice(reversed(self._reading.drafts), 1, None):
            if draft.role is not Role.UNNUMBERED or draft.part or draft.heading != last.heading or draft.printed:
                return
            if draft.remnant:
                message = "What stands there among the preambular paragraphs begins none; it is not counted."
                self._reading.doubts.append(Doubt("preamble-remnant", message, draft.spans[0], draft))
                draft.tail_of = None
                continue
            draft.role, draft.tail_of = Role.PREAMBULAR, None
            self._unlabelled[draft.part, draft.article, draft.section] -= 1
            message = "The paragraph does not begin as a preambular one; it is one by its place."
            self._reading.doubts.append(Doubt("preambular-by-place", message, draft.spans[0], draft))
