"""The corpus as the checker asks it: the texts of cited places, and where words stand."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.citation_check.cited import CitedPlace
from assistant.located import paragraphs_at
from assistant.ports import Library
from assistant.shelf import Shelf
from index.resolution import Paragraph, Resolution
from index.search import Query
from index.symbols import Locator

HITS, DEEP_HITS = 20, 200
"""Paragraphs searched for words at first, and for a fragment that the first do not hold."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place cited, in one language version of its resolution: the paragraphs there, () where it has none such."""

    resolution: Resolution
    locator: Locator
    paragraphs: tuple[Paragraph, ...]


class Corpus:
    """A library with what one check has already read of it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._versions: dict[str, tuple[Resolution, ...]] = {}
        self._shelf: Shelf | None = None

    def symbols(self, cited: CitedPlace) -> list[str]:
        """The indexed resolutions that a number can mean: as read, its parts A, B, …, or another organ's where the
        draft gives a bare number; [] where none is indexed."""
        if self._library.languages(cited.symbol):
            return [cited.symbol]
        shelf = self._shelf = self._shelf or Shelf(self._library.summaries())
        # The Assembly is what a bare number is read as where no organ is named.
        readings = (
            []
            if "/RES" in cited.printed or not cited.symbol.startswith("A/RES/")
            else shelf.resolve(cited.printed, (), (), "fr")
        )
        known = [symbol for symbol in readings[:1] if self._library.languages(symbol)]
        return shelf.parts(cited.symbol) or known

    def versions(self, symbol: str) -> tuple[Resolution, ...]:
        """A resolution in every language it is indexed in."""
        if symbol not in self._versions:
            languages = self._library.languages(symbol)
            self._versions[symbol] = tuple(self._library.resolution(symbol, language) for language in languages)
        return self._versions[symbol]

    def places(self, cited: CitedPlace) -> list[Place]:
        """The places cited, in every indexed version; one without paragraphs for each that does not exist."""
        found = []
        for symbol in self.symbols(cited):
            for path in cited.paths or ("",):
                locator = Locator.parse(f"{symbol}#{path}" if path else symbol)
                found += [Place(r, locator, paragraphs_at(r, locator)) for r in self.versions(symbol)]
        return found

    def holding(self, words: str, hits: int = HITS) -> list[tuple[str, str, str]]:
        """The paragraphs that the search finds for the words: (id, language, text), best first, twins included."""
        result = self._library.search(Query(words[:1000], k=hits))
        return [(one, hit.language, hit.text) for hit in result.hits for one in (hit.id, *hit.duplicates)]
