"""The text of a source as a reader builds it, with style marks at the right offsets."""

from __future__ import annotations

import hashlib

from index.errors import UnreadableSource
from index.readers.limits import MAX_CHARACTERS
from index.readers.source import SourceText, Style, StyleKind
from index.resolution import Span, Warning


class TextWriter:
    """Text that grows at its end; `end` is its length. Raises UnreadableSource beyond the limit of characters."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.end = 0
        self.styles: list[Style] = []
        self.warnings: list[Warning] = []
        self.pieces: list[str] = []
        self._tail = ""

    def add(self, text: str) -> None:
        """Append text as it is."""
        if not text:
            return
        self.pieces.append(text)
        self.end += len(text)
        self._tail = (self._tail + text)[-2:]
        if self.end > MAX_CHARACTERS:
            raise UnreadableSource(f"{self.path}: the text is longer than {MAX_CHARACTERS} characters, the limit.")

    def add_styled(self, text: str, *kinds: StyleKind) -> None:
        """Append text and mark it."""
        start = self.end
        self.add(text)
        self.styles += [Style(kind, Span(start, self.end)) for kind in kinds if self.end > start]

    def break_line(self, lines: int = 1) -> None:
        """Make sure that at least so many line ends (at most two) stand at the end, unless there is no text yet."""
        standing = len(self._tail) - len(self._tail.rstrip("\n"))
        if self.end:
            self.add("\n" * (lines - standing))

    @property
    def at_line_start(self) -> bool:
        """Whether nothing, or a line end, stands at the end."""
        return not self._tail or self._tail[-1] == "\n"

    @property
    def after_blank(self) -> bool:
        """Whether nothing, or white space, stands at the end."""
        return not self._tail or self._tail[-1].isspace()

    def mark(self, kind: StyleKind, start: int) -> None:
        """Mark what was appended since the text was `start` long, without white space around it."""
        tail = self._since(start)
        begin, stop = start + len(tail) - len(tail.lstrip()), start + len(tail.rstrip())
        if stop > begin:
            self.styles.append(Style(kind, Span(begin, stop)))

    def _since(self, start: int) -> str:
        """The text from `start` on, put together from the last pieces only."""
        pieces: list[str] = []
        missing = self.end - start
        for piece in reversed(self.pieces):
            if missing <= 0:
                break
            pieces.append(piece)
            missing -= len(piece)
        return "".join(reversed(pieces))[max(0, -missing) :]

    def source(self, data: bytes, format: str, pages: tuple[Span, ...] = ()) -> SourceText:
        """What the reader gives for a file of these bytes."""
        return SourceText(
            path=self.path,
            sha256=hashlib.sha256(data).hexdigest(),
            format=format,
            text="".join(self.pieces),
            pages=pages,
            styles=tuple(sorted(self.styles, key=lambda style: (style.span, style.kind))),
            warnings=tuple(self.warnings),
        )
