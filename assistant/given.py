"""The paragraphs that a model is given: keyed by the code, laid out as data, and what each of them can prove."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer_words import answer_words
from assistant.budget import Window, fitting
from assistant.citations import label, mention, running_text
from assistant.drafts import visible
from assistant.evidence import Found, Passage
from assistant.model_words import model_words
from assistant.reference_words import date_words
from assistant.sentence_words import gives_orders
from index.analysis import analyser
from index.resolution import Kind, Paragraph, Resolution


@dataclass(frozen=True)
class Given:
    """A paragraph with its key. `above` are its parents, outermost first; `start`/`end` the words that answer."""

    n: int
    resolution: Resolution
    paragraph: Paragraph
    above: tuple[Paragraph, ...]
    start: int
    end: int
    language: str
    """The language of the answer, in which it is labelled."""

    @cached_property
    def label(self) -> str:
        """« résolution 62/27, par. 8 »."""
        return label(self.paragraph.locator, self.language)

    @cached_property
    def lead(self) -> str:
        """The words above a sub-paragraph, which it completes."""
        return "\n".join(p.text for p in self.above)

    @cached_property
    def act(self) -> str | None:
        """What the paragraph does; a sub-paragraph does what the one above it does."""
        acts = [p.act for p in (*self.above, self.paragraph) if p.act]
        return acts[0] if acts else None

    @cached_property
    def facts(self) -> str:
        """What may be said of the paragraph without standing in it: whose it is, its title, headings, session."""
        organ = answer_words(self.language).organ(self.resolution.body)
        session = str(self.resolution.session or "")
        return "\n".join([organ, self.resolution.title, *self.paragraph.heading, session])

    @cached_property
    def mentions(self) -> str:
        """How its resolution may be named, with organ, number and date, in the languages of answer and text."""
        symbol, adopted = self.resolution.symbol, self.resolution.adopted
        languages = dict.fromkeys((self.language, self.resolution.language))
        said = [mention(symbol, language, adopted) for language in languages]
        return "\n".join([*said, *(date_words(adopted, language) for language in languages if adopted)])

    @cached_property
    def places(self) -> str:
        """How its place may be named: the only facts that a paragraph number may come from."""
        return f"{self.label}\n{running_text(self.paragraph.locator, self.language)}"

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms that a sentence on this paragraph may use, in the language of the answer. None of a paragraph that
        gives orders to a machine: it may be quoted, not retold."""
        texts = (self.paragraph.text, self.lead, self.facts, self.mentions, self.places)
        if gives_orders(visible(f"{self.resolution.title} {self.lead} {self.paragraph.text}")):
            return frozenset()
        return frozenset(term for text in texts for term in analyser(self.language).terms(text))

    def block(self, mark: str) -> str:
        """The paragraph as the model reads it: a line about it that begins with `mark`, then its words on one line."""
        kind = model_words(self.language).kind[self.paragraph.kind.value]
        about = [self.label, kind, _line(self.resolution.title, 200), _line(self.lead, 300)]
        return f"{mark} [{self.n}] {' | '.join(filter(None, about))}\n{_line(self.paragraph.text)}"


@dataclass(frozen=True, slots=True)
class Material:
    """What one request carries: the paragraphs that fit, the ids of those left out, and the marks that set them off.

    The marks hold random words of this request alone: no document can contain them.
    """

    given: tuple[Given, ...]
    left_out: tuple[str, ...]
    nonce: str

    @property
    def opening(self) -> str:
        """The line before the paragraphs."""
        return f"<<<{self.nonce}"

    @property
    def closing(self) -> str:
        """The line after the paragraphs."""
        return f"{self.nonce}>>>"

    @property
    def refusal(self) -> str:
        """The line by which the model says that the paragraphs hold no answer."""
        return f"NO-ANSWER-{self.nonce}"

    @property
    def text(self) -> str:
        """All the paragraphs as the model reads them."""
        return "\n\n".join(g.block(self.nonce) for g in self.given)


def material_of(found: Found, window: Window, room: int) -> Material:
    """The paragraphs found, best first, as far as `room` tokens reach."""
    nonce = secrets.token_hex(6)
    rows = _rows((*found.passages, *found.also))
    language = found.reading.language
    numbered = [Given(n, *row, language) for n, row in enumerate(rows, 1)]
    taken = fitting([window.count(g.block(nonce)) + 2 for g in numbered], room)
    kept = [Given(n, *rows[at], language) for n, at in enumerate(taken, 1)]
    left_out = tuple(g.paragraph.id for at, g in enumerate(numbered) if at not in taken)
    return Material(tuple(kept), left_out, nonce)


def in_one_line(text: str) -> str:
    """A question as it is put to a model: on one line, so that it cannot imitate the layout around it."""
    return _line(text)


def _rows(passages: Sequence[Passage]) -> list[tuple[Resolution, Paragraph, tuple[Paragraph, ...], int, int]]:
    """Every paragraph of the passages once: a passage, then the sub-paragraphs quoted with it."""
    rows: dict[tuple[str, str], tuple[Resolution, Paragraph, tuple[Paragraph, ...], int, int]] = {}
    for passage in passages:
        resolution = passage.resolution
        start, end = passage.extent
        main = (resolution, passage.paragraph, passage.above, start, end)
        rows.setdefault((passage.paragraph.id, resolution.language), main)
        for below in passage.below:
            above = (*passage.above, passage.paragraph)
            rows.setdefault((below.id, resolution.language), (resolution, below, above, 0, len(below.text)))
    return [row for row in rows.values() if row[1].kind is not Kind.HEADING and row[1].text.strip()]


def _line(text: str, longest: int = 0) -> str:
    """The visible words on one line; cut at `longest` characters where a limit is given."""
    line = re.sub(r"\s+", " ", visible(text)).strip()
    return line if not longest or len(line) <= longest else f"{line[:longest].rpartition(' ')[0]} …"
