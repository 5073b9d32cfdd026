"""What the corpus really says at a place: the paragraph or header behind a citation, read from the index itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answer import Citation
from assistant.evaluation.matching import place
from assistant.evaluation.support import Evidence
from assistant.ports import Library
from index.errors import NotIndexed, SymbolError
from index.resolution import Kind, Resolution


@dataclass(slots=True)
class Sources:
    """Looks up paragraphs in the index, independently of what an answer says about them."""

    library: Library
    _seen: dict[tuple[str, str | None], Resolution | None] = field(default_factory=dict)

    def text(self, identifier: str, language: str | None = None) -> str | None:
        """The text at an id, its header or vote for those; None where the index has no such place.

        With a language, only that language's text counts.
        """
        try:
            locator = place(identifier)
        except SymbolError:
            return None
        resolution = self._resolution(str(locator.symbol), language)
        if resolution is None or (language and resolution.language != language):
            return None
        if locator.steps == ("header",):
            return header_text(resolution)
        if locator.steps == ("vote",):
            return resolution.vote.text if resolution.vote else None
        paragraph = resolution.paragraph(locator)
        return paragraph.text if paragraph else None

    def header(self, symbol: str, language: str | None = None) -> str:
        """The header lines of a resolution, and how many paragraphs it has; "" where it is not indexed."""
        resolution = self._resolution(symbol, language)
        return f"{header_text(resolution)}\n{_counts(resolution)}" if resolution else ""

    def evidence(self, citation: Citation) -> Evidence:
        """What a citation stands for; nothing where its place does not exist."""
        text = self.text(citation.id, citation.language) or ""
        return Evidence(text, f"{citation.label}\n{self.header(citation.symbol, citation.language)}")

    def _resolution(self, symbol: str, language: str | None) -> Resolution | None:
        key = (symbol, language)
        if key not in self._seen:
            try:
                self._seen[key] = self.library.resolution(symbol, language)
            except NotIndexed:
                self._seen[key] = None
        return self._seen[key]


def header_text(resolution: Resolution) -> str:
    """What a resolution prints outside its paragraphs: symbol, title, header and closing fields, the vote."""
    lines = [str(resolution.symbol), resolution.symbol.short, resolution.title]
    lines += [f.text for f in resolution.fields]
    lines += [resolution.agenda_item or "", resolution.report or "", resolution.report_text or ""]
    lines += [day.isoformat() for day in (resolution.adopted, resolution.issued) if day]
    lines += [str(resolution.meeting)] if resolution.meeting else []
    lines += [resolution.vote.text] if resolution.vote else []
    return "\n".join(line for line in lines if line)


def _counts(resolution: Resolution) -> str:
    """How many top-level paragraphs of each kind: a figure that an answer may name without quoting it."""
    top = [p.kind for p in resolution.paragraphs if p.level == 0]
    return " ".join(str(top.count(kind)) for kind in (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ANNEX))
