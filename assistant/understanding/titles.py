"""Resolutions named by their titles: « la résolution de 2021 intitulée « Effets de … » »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.shelf import Shelf
from assistant.understanding.symbols import Mention
from index.analysis import quotations

_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")


def titles_quoted(text: str, shelf: Shelf, bodies: Sequence[str]) -> list[Mention]:
    """The resolutions whose whole title stands in quotation marks, with the marks. Of several with one title (texts of
    the same name recur from year to year) those of the organs and years named; none where these leave several."""
    found = []
    for start, end, phrase in quotations(text):
        entitled = shelf.entitled(phrase)
        years = {int(year) for year in _YEAR.findall(text[:start] + text[end:])}
        for kept in (
            [s for s in entitled if not bodies or s.body in bodies],
            [s for s in entitled if not years or (s.adopted and s.adopted.year in years)],
        ):
            entitled = [s for s in entitled if s in kept] or entitled
        symbols = tuple(dict.fromkeys(s.symbol for s in entitled))
        if len(symbols) == 1:
            found.append(Mention(start, end, symbols))
    return found
