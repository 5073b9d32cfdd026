"""Invented resolutions for tests of the store: short texts with exact paragraphs, and the files they come from."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.analysis import fold
from index.build import build
from index.embedding import Embedder, Vectors, normalise, unit
from index.library import Library
from index.readers.source import SourceText
from index.resolution import Kind, Paragraph, Reference, Resolution, Source, Span
from index.symbols import Locator, Symbol


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


class WordsEmbedder:
    """An embedder for tests: a vector counts hashed words, so texts that share words are near. Counts what it made."""

    def __init__(self, name: str = "words/64", dimension: int = 64) -> None:
        self.name = name
        self.dimension = dimension
        self.made = 0

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One vector a text."""
        self.made += len(texts)
        return unit(np.stack([self._vector(text) for text in texts])) if texts else np.zeros((0, self.dimension))

    def query(self, text: str) -> Vectors:
        """The vector of a question."""
        return unit(self._vector(text)[None])[0]

    def _vector(self, text: str) -> Vectors:
        vector = np.full(self.dimension, 1e-3, np.float32)
        for word in fold(normalise(text)).split():
            vector[int.from_bytes(hashlib.sha256(word.strip(",.;:").encode()).digest()[:4]) % self.dimension] += 1
        return vector


def library_of(home: Path, shelf: Shelf, *resolutions: Resolution, embedder: Embedder | None = None) -> Library:
    """An index of these resolutions, one file each, opened."""
    embedder = embedder or WordsEmbedder()
    for number, resolution in enumerate(resolutions):
        shelf.put(f"{number}.txt", resolution)
    build([shelf.folder], home, embedder, read=shelf.read)
    return Library.open(home, embedder)
