"""How long the text of a paragraph is up to places in the source, found in one walk."""

from __future__ import annotations

from index.resolution import Span, collapse


class Measure:
    """`upto(place)` is `len(derive_text(raw, spans up to place))`; places that ascend cost one walk together.

    As in `derive_text`, a gap between spans that holds a line break counts as a space, a run of breaking white space as
    one, and none at the ends.
    """

    def __init__(self, spans: tuple[Span, ...], raw: str) -> None:
        self._spans, self._raw = spans, raw
        self._restart()

    def _restart(self) -> None:
        self._index, self._at = 0, self._spans[0].start if self._spans else 0
        self._length, self._spaced = 0, True  # white space at the beginning does not count

    def upto(self, place: int) -> int:
        """The length of the text that stands before a raw place."""
        if place < self._at:
            self._restart()
        while self._index < len(self._spans) and self._spans[self._index].start < place:
            span = self._spans[self._index]
            if self._at < span.start:
                self._take(" " if "\n" in self._raw[self._at : span.start] else "")
                self._at = span.start
            end = min(span.end, place)
            self._take(self._raw[self._at : end])
            self._at = end
            if end < span.end:
                break
            self._index += 1
        return self._length - (self._spaced and self._length > 0)

    def _take(self, piece: str) -> None:
        if not piece:
            return
        inner = collapse(f"|{piece}|")[1:-1]
        self._length += len(inner) - (self._spaced and inner.startswith(" "))
        self._spaced = inner.endswith(" ")
