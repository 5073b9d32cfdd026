"""What looks wrong in a text whatever its format: signs that letters were damaged before the file came here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.resolution import Span, Warning

# UTF-8 read as cp1252 and stored so: `Ã©`, `â€™`, `Â«`.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bfŠŒŽšœžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â€[\u0080-\u00bf™œ¦“”˜]|Â[\u00a0-\u00bf]")


def doubts(text: str) -> Iterator[Warning]:
    """Warnings about garbled and lost characters; `text` is not changed."""
    garbled = [Span(*found.span()) for found in _MOJIBAKE.finditer(text)]
    if garbled:
        shown = text[slice(*garbled[0])]
        message = f"{len(garbled)} places look like UTF-8 that was once read as Windows-1252 (“{shown}”)."
        yield Warning("mojibake", message, garbled[0])
    lost = text.find("\ufffd")
    if lost >= 0:
        message = f"{text.count(chr(0xFFFD))} characters were lost before the file came here (“\ufffd”)."
        yield Warning("lost-characters", message, Span(lost, lost + 1))
