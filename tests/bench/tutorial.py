"""The pipeline that tutorials teach: RecursiveCharacterTextSplitter 1000/200, Chroma as it comes, the same embedder."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding import Embedder, Vectors
from index.resolution import Kind, Resolution
from index.vectors import _import, _settings
from tests.bench.made_corpus import Made

_BATCH = 1000


class Tutorial:
    """A collection in a folder, made once and used again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._done = folder / "done"
        self._opened: Any = None

    def fill(self, corpus: Made) -> float:
        """Put a made corpus into it, if it is not there yet; gives the seconds that it took, else 0."""
        if self._done.exists():
            return 0.0
        began = time.monotonic()
        self._start()
        batch: list[tuple[str, dict[str, Any]]] = []
        for path in sorted(corpus.files.iterdir(), key=lambda path: int(path.stem)):
            (resolution,) = corpus.read(path)[1]
            text = "\n".join([resolution.title, *(p.text for p in resolution.paragraphs)])
            batch += [(chunk, _metadata(resolution)) for chunk in split(text)]
            if len(batch) >= _BATCH:
                self._add(batch, corpus.embedder)
                batch = []
        self._add(batch, corpus.embedder)
        self._done.touch()
        return time.monotonic() - began

    def fill_texts(self, texts: Sequence[str], embedder: Embedder) -> None:
        """Put texts into it, in place of others that were there."""
        digest = hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()
        if self._done.exists() and self._done.read_text() == digest:
            return
        self._start()
        for at in range(0, len(texts), _BATCH):
            self._add([(text, {"n": at + n}) for n, text in enumerate(texts[at : at + _BATCH])], embedder)
        self._done.write_text(digest)

    def search(self, vector: Vectors, where: dict[str, Any] | None = None) -> list[int]:
        """The ten nearest chunks, by their numbers."""
        found = self._collection().query(
            query_embeddings=vector[None], n_results=10, where=where, include=["documents"]
        )
        return [int(i) for i in found["ids"][0]]

    def recall(self, vectors: Sequence[Vectors]) -> float:
        """The ten nearest against a brute-force search."""
        collection, rows, ids = self._collection(), [], []
        for at in range(0, self.chunks, 5000):
            found = collection.get(limit=5000, offset=at, include=["embeddings"])
            rows.append(np.asarray(found["embeddings"], np.float32))
            ids += [int(i) for i in found["ids"]]
        everything, numbers = np.concatenate(rows), np.array(ids)
        right = [
            len(set(numbers[np.argsort(-(everything @ vector))[:10]].tolist()) & set(self.search(vector))) / 10
            for vector in vectors
        ]
        return float(np.mean(right))

    @property
    def chunks(self) -> int:
        """Number of chunks."""
        return int(self._collection().count())

    def _start(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._client().create_collection("tutorial", embedding_function=None, metadata={"hnsw:space": "cosine"})

    def _add(self, batch: Sequence[tuple[str, dict[str, Any]]], embedder: Embedder) -> None:
        if not batch:
            return
        texts, first = [text for text, _ in batch], self.chunks
        self._collection().add(
            ids=[str(n) for n in range(first, first + len(batch))],
            embeddings=embedder.passages(texts),
            documents=texts,
            metadatas=[metadata for _, metadata in batch],
        )

    def _client(self) -> Any:
        if self._opened is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._opened = _import().PersistentClient(str(self._folder), settings=_settings(is_persistent=True))
        return self._opened

    def _collection(self) -> Any:
        return self._client().get_collection("tutorial", embedding_function=None)


def split(text: str) -> list[str]:
    """The chunks of a text as the tutorials cut them."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_text(text)


def held(resolution: Resolution, chunk: str) -> Iterator[str]:
    """The paragraphs of which a chunk holds the first words: those that it can be said to have found."""
    plain = _plain(chunk)
    for p in resolution.paragraphs:
        opening = _plain(p.text)[:80]
        if p.kind is not Kind.HEADING and opening and opening in plain:
            yield p.id


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def _metadata(resolution: Resolution) -> dict[str, Any]:
    metadata = {
        "symbol": str(resolution.symbol),
        "body": resolution.body,
        "session": resolution.session,
        "year": resolution.adopted.year if resolution.adopted else None,
        "language": resolution.language,
    }
    return {name: value for name, value in metadata.items() if value is not None}
