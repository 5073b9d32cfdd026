"""Citation keys: the code numbers them, one for each quotation, in the order of the answer."""

from __future__ import annotations

import re

from assistant.answer import Citation, Near
from assistant.citations import label
from assistant.evidence import HeaderFact, Passage
from index.resolution import Kind, Paragraph, Resolution, Span
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
        """The key for words of a paragraph, as `[n]`. The verb of a sub-paragraph is that of what stands above it."""
        return self._key(
            paragraph.locator,
            resolution.language,
            paragraph.text[start:end],
            start,
            kind=paragraph.kind,
            verb=carrier(resolution, paragraph),
        )

    def header(self, fact: HeaderFact) -> str:
        """The key for a line of the header, or for the vote."""
        locator = Locator(fact.resolution.symbol, ("vote" if fact.vote else "header",))
        return self._key(locator, fact.resolution.language, fact.quote or fact.resolution.title, 0)

    def _key(
        self,
        locator: Locator,
        language: str,
        quote: str,
        start: int,
        kind: Kind | None = None,
        verb: Paragraph | None = None,
    ) -> str:
        identity = (str(locator), language, start, len(quote))
        if identity not in self._citations:
            self._citations[identity] = Citation(
                n=len(self._citations) + 1,
                id=str(locator),
                symbol=str(locator.symbol),
                language=language,
                kind=kind,
                label=label(locator, self._language),
                quote=quote,
                start=start,
                end=start + len(quote),
                action=verb.action if verb else None,
                act=verb.act if verb else None,
            )
        return f"[{self._citations[identity].n}]"


def carrier(resolution: Resolution, paragraph: Paragraph) -> Paragraph | None:
    """The paragraph whose verb carries this one: itself, else the nearest above it that has one; None for none."""
    locator = paragraph.locator
    above = [p for p in resolution.paragraphs if p.action and p.locator.contains(locator)] if paragraph.level else []
    return next((p for p in (paragraph, *reversed(above)) if p.action), None)


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
