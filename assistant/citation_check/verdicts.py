"""What the checker says of each reference and quotation of a draft."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from assistant.brief_check import Change
from assistant.citation_check.drafts import Draft


class Verdict(StrEnum):
    """The judgement of a reference (first four) or a quotation."""

    EXISTS = "exists"
    NO_SUCH_PARAGRAPH = "no_such_paragraph"
    NOT_IN_CORPUS = "not_in_corpus"
    WRONG_DATE = "wrong_date"
    VERBATIM = "verbatim"
    ALTERED = "altered"
    WRONG_PARAGRAPH = "wrong_paragraph"
    PREAMBLE_AS_OPERATIVE = "preamble_as_operative"
    OPERATIVE_AS_PREAMBLE = "operative_as_preamble"
    WRONG_RESOLUTION = "wrong_resolution"
    NOT_FOUND = "not_found"
    UNVERIFIABLE = "unverifiable"
    """The resolution cited is not in the corpus: said, not guessed."""
    UNATTRIBUTED = "unattributed"
    NO_SOURCE = "no_source"


SOUND = frozenset({Verdict.EXISTS, Verdict.VERBATIM})
UNCHECKED = frozenset({Verdict.NOT_IN_CORPUS, Verdict.UNVERIFIABLE, Verdict.NO_SOURCE})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reference or quotation of a draft, judged. `start`/`end` are offsets into the draft's text.

    `cited` are the ids the draft names, `found` those where the words stand (the right ones where they differ);
    `source` the source's own words and `difference` the comparison where words were altered; `detail` a code:
    `initial` (only the first capital differs), `punctuation`, `accents`, `case`, `words`, or for a date the right one.
    """

    kind: Literal["reference", "quotation"]
    start: int
    end: int
    text: str
    verdict: Verdict
    cited: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    language: str | None = None
    source: str = ""
    difference: tuple[Change, ...] = ()
    detail: str = ""
    given: str = ""

    @property
    def sound(self) -> bool:
        """Whether nothing is to be mended or looked up elsewhere."""
        return self.verdict in SOUND

    @property
    def unchecked(self) -> bool:
        """Whether the corpus could not tell."""
        return self.verdict in UNCHECKED


@dataclass(frozen=True, slots=True)
class Report:
    """A draft with all its judgements, in the order of the text; footnotes come where they stand in it."""

    draft: Draft
    language: str
    judgements: tuple[Judgement, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many judgements of each verdict there are, none left out."""
        found = Counter(judgement.verdict for judgement in self.judgements)
        return {verdict.value: found[verdict] for verdict in Verdict}

    @property
    def problems(self) -> list[Judgement]:
        """What is to be mended."""
        return [one for one in self.judgements if not one.sound and not one.unchecked]
