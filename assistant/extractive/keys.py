"""Citation keys: the code numbers them, one for each quotation, in the order of the answer."""

from __future__ import annotations

import re

from assistant.answer import Citation, Near
from assistant.citations import label
from assistant.evidence import HeaderFact, Passage
from index.resolution import Paragraph, Resolution, Span
from index.symbols import Locator

_TAIL = re.compile(r"(?:[\s;,.:]|;\s*(?:et|and)|,\s*(?:et|and))+$")


class Keys:
    """Gives out keys and collects the citations they stand for."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._citations: dict[tuple[str, str, int, int], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations in the order of their keys."""
        return tuple(self._citations.values())

    def paragraph(self, resolution: Resolution, paragraph: Paragraph, start: int, end: int) -> str:
        """The key for words of a paragraph, as `[n]`."""
        return self._key(
            paragraph.locator,
            resolution.language,
            paragraph.text[start:end],
            start,
            kind_of=paragraph,
        )

    def header(self, fact: HeaderFact) -> str:
        """The key for a line of the header, or for the vote."""
        locator = Locator(fact.resolution.symbol, ("vote" if fact.vote else "header",))
        return self._key(locator, fact.resolution.language, fact.quote or fact.resolution.title, 0)

    def _key(self, locator: Locator, language: str, quote: str, start: int, kind_of: Paragraph | None = None) -> str:
        identity = (str(locator), language, start, len(quote))
        if identity not in self._citations:
            self._citations[identity] = Citation(
                n=len(self._citations) + 1,
                id=str(locator),
                symbol=str(locator.symbol),
                language=language,
                kind=kind_of.kind if kind_of else None,
                label=label(locator, self._language),
                quote=quote,
                start=start,
                end=start + len(quote),
                action=kind_of.action if kind_of else None,
                act=kind_of.act if kind_of else None,
            )
        return f"[{self._citations[identity].n}]"


def trimmed(text: str, start: int, end: int) -> Span:
    """The extent without white space at its ends and without the closing « ; », « , » or full stop."""
    piece = text[start:end]
    end = start + len(_TAIL.sub("", piece))
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    return Span(start, end)


def near(passage: Passage, language: str) -> Near:
    """A passage as shown under a refusal."""
    p = passage.paragraph
    return Near(
        id=p.id,
        symbol=str(passage.resolution.symbol),
        language=passage.resolution.language,
        kind=p.kind,
        label=label(p.locator, language),
        title=passage.resolution.title,
        text=p.text,
    )
