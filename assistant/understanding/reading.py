"""What a question was understood to ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Understood


class Intent(StrEnum):
    """The route that a question takes."""

    LOOKUP = "lookup"
    """A numbered place of a named resolution."""
    CONTENTS = "contents"
    """What a named resolution says, as a whole."""
    HEADER = "header"
    CITING = "citing"
    """Which documents cite a named one."""
    CITED = "cited"
    """Which documents a named resolution cites."""
    COMPARISON = "comparison"
    LISTING = "listing"
    """Which resolutions there are under the filters, no subject named."""
    ABOUT = "about"
    """Which resolutions there are on a subject, or how many."""
    TOPIC = "topic"
    INSTRUCTION = "instruction"
    """Not a question: an order to the program."""
    SMALL_TALK = "small-talk"


class Part(StrEnum):
    """The part of a resolution that a place names."""

    OPERATIVE = "operative"
    PREAMBLE = "preamble"
    ARTICLE = "article"
    WHOLE = "whole"
    """Everything in the preamble, the operative part, a section or an annex."""


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """A place named in a question.

    `number` is as printed ("8"), "" for all of it, or "last", "before-last", "last-2" (the third from the end); `subs`
    are the labels below it; `section`, `annex` and `article` its containers: "" for one without number, None where none
    is named.
    """

    part: Part
    number: str = ""
    subs: tuple[str, ...] = ()
    section: str | None = None
    annex: str | None = None
    article: str | None = None
    of: Part = Part.OPERATIVE
    """Which part is meant where `part` is WHOLE."""
    symbols: tuple[str, ...] = ()
    """The resolutions it is asked of, where several are named; () for all of them."""

    @property
    def target(self) -> tuple[str, ...]:
        """The steps of a target's id where the number has two parts: `("t6", "1")` of "6.1"; () elsewhere."""
        goal, point, rest = self.number.partition(".")
        return (f"t{goal}", rest) if point else ()

    @property
    def numbered(self) -> bool:
        """Whether it has a printed number: it is neither a whole part nor counted from the end."""
        return self.number.isdigit() or bool(self.target)

    @property
    def contained(self) -> bool:
        """Whether it is a section, an annex or an article, or in one; not the preamble or the operative part."""
        return (self.section, self.annex, self.article) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question understood.

    `symbols` are the resolutions named, canonical, in order (those not indexed too); `documents` other documents named;
    `fields` header fields asked for; `wanted` kinds of answer (`date`, `number`, …); `content` is the question without
    what was understood as symbol, place or filter (of a list by subject, the subject as typed); `terms` its content
    words, stemmed.
    """

    understood: Understood
    intent: Intent
    symbols: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    cited_bodies: tuple[str, ...] = ()
    """Organs whose resolutions are asked for among those cited: « Quelles résolutions du Conseil cite-t-elle ? »."""
    places: tuple[PlaceAsked, ...] = ()
    fields: tuple[str, ...] = ()
    wanted: frozenset[str] = frozenset()
    content: str = ""
    terms: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    """The terms without those of verbs and of those addressed: what is left to be found."""
    years: tuple[tuple[int, int], ...] = ()
    """Years named anywhere, as ranges; those that bind are in the filters."""
    acts: frozenset[str] = frozenset()
    """Canonical acts asked about."""
    addressees: tuple[str, ...] = ()
    """Canonical names of those to whom resolutions speak, as named in the question."""
    due: bool = False
    """Whether all that is due is asked for: « Quelles échéances fixe la résolution 62/27 ? »."""
    loose: bool = False
    """Whether the route was told from the wording as a whole: words of the subject may only say how it is asked."""
    basis: bool = False
    """Whether the provision of the Charter or of a statute on which a resolution rests is asked for."""
    ambiguous: tuple[str, ...] = ()
    """Symbols of other organs that the same number could mean."""
    broad: bool = False
    """Whether a list is wanted rather than one answer."""
    told: bool = False
    """Whether it only asks to be told of a subject (« Que dit … sur … ? »): `content` is the subject alone."""
    leaning: bool = False
    """Whether it leans on the question before."""
    before: Reading | None = None
    """The question before, where this one leans on it and neither names a resolution."""
    around: tuple[str, ...] = ()
    """The resolutions that answered the question before, best first, once they were looked for."""

    recalled: tuple[str, ...] = ()
    """The resolutions named so far in the conversation, the last named last."""

    @property
    def context(self) -> str:
        """The question before in words, where this one leans on it and no resolution was named."""
        return self.before.understood.standalone if self.before else ""

    @property
    def language(self) -> str:
        """The language of the question."""
        return self.understood.language
