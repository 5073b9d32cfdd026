"""References as people type them, made locators: ids, symbols, « résolution 62/27, par. 8 », `62/27 OP5`."""

from __future__ import annotations

from assistant.citation_check.cited import named
from index.errors import SymbolError
from index.symbols import Locator

# What makes a bare « 62/27, par. 5 » a reference in the words of each language.
_LEADS = ("", "résolution ", "resolution ")


def locators_typed(text: str, language: str) -> list[Locator]:
    """The places a typed reference names, in order. Raises SymbolError when it names none."""
    if "#" in text or not text.strip():
        return [Locator.parse(text)]
    for lead in _LEADS:
        for place in named(lead + text, language):
            return [Locator.parse(f"{place.symbol}#{path}" if path else place.symbol) for path in place.paths or ("",)]
    try:
        return [Locator.parse(text)]
    except SymbolError as error:
        raise SymbolError(
            f"“{text}” names no resolution.", hint="Write it like A/RES/62/27#op8 or « résolution 62/27, par. 8 »."
        ) from error
