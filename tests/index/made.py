"""Invented resolutions for tests of the store: short texts with exact paragraphs, and the files they come from."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from index.readers.source import SourceText
from index.resolution import Kind, Paragraph, Reference, Resolution, Source, Span
from index.symbols import Locator, Symbol

# One line a paragraph: place, tab, text; "!" before the act, ">" before addressees, "@" before cited symbols.
Line = tuple[str, str]


def made(
    symbol: str,
    title: str,
    paragraphs: Sequence[str | tuple[str, str]],
    *,
    language: str = "fr",
    adopted: dt.date | None = dt.date(2007, 12, 5),
    path: str = "made.txt",
    act: str | None = None,
    addressees: tuple[str, ...] = (),
    cites: str | None = None,
) -> Resolution:
    """An invented resolution; paragraphs are operative 1, 2, … or given with their place (`pp1`, `op2.a`)."""
    parsed = Symbol.parse(symbol)
    built = []
    for number, given in enumerate(paragraphs, 1):
        place, text = given if isinstance(given, tuple) else (f"op{number}", given)
        references = (Reference(cites, "op1", 0, 3),) if cites else ()
        built.append(
            Paragraph(
                locator=Locator(parsed, tuple(place.split("."))),
                kind=Kind.PREAMBULAR if place.startswith("pp") else Kind.OPERATIVE,
                number=place.rpartition(".")[2].removeprefix("op").removeprefix("pp"),
                text=text,
                spans=(Span(0, len(text)),),
                level=place.count("."),
                act=act,
                addressees=addressees,
                references=references,
            )
        )
    return Resolution(parsed, language, title, Source(path, "0" * 64), tuple(built), adopted=adopted)


class Shelf:
    """Files on disk, and what each of them holds: the reader that `build` is given in tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held: dict[str, tuple[Resolution, ...]] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, name: str, *resolutions: Resolution) -> Path:
        """Write a file that holds these resolutions."""
        path = self.folder / name
        path.write_text("\n".join(f"{r.title}\n" + "\n".join(p.text for p in r.paragraphs) for r in resolutions))
        self.held[str(path)] = resolutions
        return path

    def read(self, path: Path) -> tuple[SourceText, tuple[Resolution, ...]]:
        """What `build` calls for each file."""
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        return SourceText(str(path), digest, "text", data.decode()), self.held[str(path)]
