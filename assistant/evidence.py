"""What was found for a question, before it is put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.understanding.reading import Reading
from index.resolution import Paragraph, Resolution
from index.search import Coverage


class Why(StrEnum):
    """Why a question is refused: the code that screens and evaluations read."""

    NO_INDEX = "no-index"
    NOT_INDEXED = "not-indexed"
    NO_SUCH_PARAGRAPH = "no-such-paragraph"
    """Or the paragraph has no such sub-paragraph: then `values` has its `labels`."""
    NO_SUCH_SECTION = "no-such-section"
    NO_SUCH_ANNEX = "no-such-annex"
    NO_SUCH_ARTICLE = "no-such-article"
    NOT_IN_LANGUAGE = "not-in-language"
    """The resolution is indexed, but not in the one language asked for; said beside what it says in another."""
    NOT_PRINTED = "not-printed"
    """The resolution does not print the header field or the vote asked for."""
    SAYS_NOTHING = "says-nothing"
    """The resolutions named say nothing on this."""
    NOT_CITED = "not-cited"
    """No text of the index cites the document named."""
    CITES_NONE = "cites-none"
    CITES_NOT = "cites-not"
    """The resolution named cites documents, but not the one that was asked about."""
    OFF_CORPUS = "off-corpus"
    INSTRUCTIONS = "instructions"
    NO_QUESTION = "no-question"
    WHICH_RESOLUTION = "which-resolution"
    """A paragraph is asked for by number, and no resolution is named."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that answers, in its resolution. `below` are the sub-paragraphs quoted with it; `above` its parents,
    outermost first. `start`/`end` cut out the words that answer; `end` 0 means all of it. `score` orders passages of
    one answer."""

    resolution: Resolution
    paragraph: Paragraph
    below: tuple[Paragraph, ...] = ()
    above: tuple[Paragraph, ...] = ()
    start: int = 0
    end: int = 0
    score: float = 0.0

    @property
    def extent(self) -> tuple[int, int]:
        """Start and end of the words to quote."""
        return (self.start, self.end or len(self.paragraph.text))


@dataclass(frozen=True, slots=True)
class HeaderFact:
    """One thing that the header says: `field` as in `intents.HEADER_FIELDS`, `values` for its sentence, `quote` the
    line as printed ("" where the fact is counted, not printed)."""

    resolution: Resolution
    field: str
    values: Mapping[str, object]
    quote: str = ""
    vote: bool = False
    printed: bool = True
    """Whether `quote` says the fact; else it is the line of the header to look at."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two paragraphs of compared resolutions that say the same, the same with changes, or one without partner."""

    left: Passage | None
    right: Passage | None
    same: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer: why, the numbers and names for its sentence, and the paragraphs nearest."""

    why: Why
    values: Mapping[str, object] = field(default_factory=dict)
    near: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """The resolutions on a subject: the words that name it, as asked; how many have it in their title, how many others
    in their text; of those others that are shown, how many paragraphs of each hold it."""

    words: tuple[str, ...]
    titled: int
    told: int
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """All that the retriever gives an answerer. Exactly one of `passages`, `facts`, `pairs` and `refusal` is filled; of
    a list by subject, which has `listed`, both `facts` (titles) and `passages` may be.

    `missing` are refusals of some of several things asked, beside what was found, or of all of them beside `refusal`;
    `history` the earlier questions; `also` the next best passages of a topic, for a writer that chooses among them.
    """

    reading: Reading
    passages: tuple[Passage, ...] = ()
    facts: tuple[HeaderFact, ...] = ()
    pairs: tuple[Pair, ...] = ()
    refusal: Refusal | None = None
    missing: tuple[Refusal, ...] = ()
    history: tuple[str, ...] = ()
    also: tuple[Passage, ...] = ()
    counted: tuple[int, int] | None = None
    """How many places there are in all, and in how many resolutions, where `passages` are the first of them."""
    listed: Listed | None = None
    coverage: Coverage | None = None
    notices: tuple[str, ...] = ()
    took_ms: Mapping[str, float] = field(default_factory=dict)
