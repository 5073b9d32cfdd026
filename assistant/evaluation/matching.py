"""When a cited place and an expected place are the same: ids made canonical, sub-paragraph and parent alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.errors import SymbolError
from index.symbols import Locator

# Steps that divide a resolution but are no paragraph of it: a section, an annex. Naming one names no paragraph.
_DIVISION = re.compile(r"(s|annex)\d*")
_HEADER = "header"


def place(identifier: str) -> Locator:
    """The id in canonical form; a bare symbol means the header. Raises SymbolError when it is no id."""
    locator = Locator.parse(identifier)
    return locator if locator.steps else locator.child(_HEADER)


def same_place(one: Locator, other: Locator) -> bool:
    """Whether citing one counts as citing the other: equal, or one is a sub-paragraph of the other.

    Both as `place` gives them."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=lambda x: len(x.steps))
    return shorter.contains(longer) and not _DIVISION.fullmatch(shorter.steps[-1])


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer cites: every one of `all`; those of `any` are acceptable beside them."""

    all: tuple[Locator, ...] = ()
    any: tuple[Locator, ...] = ()

    @classmethod
    def of(cls, required: Iterable[str] = (), acceptable: Iterable[str] = ()) -> Expected:
        """From ids as question sets write them. Raises SymbolError."""
        first = tuple(dict.fromkeys(place(x) for x in required))
        return cls(first, tuple(x for x in dict.fromkeys(place(y) for y in acceptable) if x not in first))

    @property
    def either(self) -> tuple[Locator, ...]:
        """Required and acceptable places, required first."""
        return (*self.all, *self.any)

    def accepts(self, found: Locator) -> bool:
        """Whether citing this place is right."""
        return any(same_place(found, wanted) for wanted in self.either)

    def __bool__(self) -> bool:
        return bool(self.all or self.any)


def places(identifiers: Sequence[str]) -> list[Locator | None]:
    """The ids in canonical form, each once, in order; None stands for a text that is no id (it matches nothing)."""
    found: dict[Locator | str, Locator | None] = {}
    for identifier in identifiers:
        try:
            locator = place(identifier)
            found.setdefault(locator, locator)
        except SymbolError:
            found.setdefault(identifier, None)
    return list(found.values())
