"""An opened index: what the assistant asks (assistant/ports.py). Every method may be called from several threads.

A reader holds one generation in memory (`Snapshot`) and looks at the catalogue's generation with every call: when a
build published a new one, it opens that. Within one call everything comes from one generation.
"""

from __future__ import annotations

import functools
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np

from index import reading, tallies
from index.analysis import phrases
from index.catalogue import Catalogue, generation_of, get_meta
from index.embedders import CentredEmbedder
from index.embedding import Embedder, Vectors
from index.errors import DamagedIndex, EmbedderMismatch, NoIndex, VectorStoreUnavailable
from index.fusion import Leg
from index.holding import holdings
from index.legs import DenseLeg, HomeLeg, ServerLeg, SharedLeg
from index.lexical import Lexical
from index.matrix import Matrix, MatrixFile, matrix_path
from index.ranking import Candidates, one_language_each, rank
from index.resolution import Resolution
from index.search import Citing, Coverage, Filters, Hit, Holding, Query, SearchResult, Summary, Term
from index.snapshot import Flags, Snapshot, load_snapshot
from index.vectors import ChromaSettings, VectorStore

LEG = 400
"""What each leg gives to the fusion: the chunks of so many vectors, so many chunks by words."""
VECTORS_KEPT = 64
"""Questions whose vectors are kept: one question is searched for under several filters."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """Everything of one generation."""

    snapshot: Snapshot
    lexical: Lexical
    dense: DenseLeg


class Library:
    """The index of a home, for reading. Use it as a context manager, or `close` it."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder, chroma: ChromaSettings) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._vector_of = functools.lru_cache(VECTORS_KEPT)(embedder.query)
        self._chroma = chroma
        self._opened: _Opened | None = None
        self._server: ServerLeg | None = None
        self._opening = threading.Lock()

    @classmethod
    def open(cls, home: Path, embedder: Embedder | None = None, *, chroma: ChromaSettings | None = None) -> Library:
        """The index in `home`. Raises NoIndex, HomeError, DamagedIndex, EmbedderMismatch."""
        catalogue = Catalogue(home)
        catalogue.check()
        with catalogue.read() as db:
            if not generation_of(db):
                raise NoIndex(
                    f"The index in {home} is empty.", hint="Fill it: `alinea index PATH` or `alinea index --sample`."
                )
            built_with = get_meta(db, "embedder")
        embedder = embedder or CentredEmbedder(home)
        if built_with != embedder.name:
            raise EmbedderMismatch(
                f"The index was built with the embedder {built_with}; {embedder.name} is set now.",
                hint="Set ALINEA_EMBEDDER back, or embed everything again: `alinea index --rebuild`.",
            )
        return cls(catalogue, embedder, chroma or ChromaSettings())

    def __enter__(self) -> Library:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files. A later call opens them again."""
        with self._opening:
            if self._opened:
                self._opened.dense.close()
            self._opened = None

    @property
    def home(self) -> Path:
        """The folder of this index."""
        return self._catalogue.home

    @property
    def embedder(self) -> Embedder:
        """The embedder that reads the questions; it is loaded once for all who need vectors."""
        return self._embedder

    @property
    def embedder_name(self) -> str:
        """The name of the embedder that made the vectors: whose cosines the similarity of a hit is."""
        return self._embedder.name

    def vector(self, text: str) -> Vectors:
        """The vector of a question, (dimension,) float32, of length 1."""
        return self._vector_of(text)

    @property
    def generation(self) -> int:
        """Number that grows with every change of the index."""
        with self._catalogue.read() as db:
            return generation_of(db)

    def search(self, query: Query) -> SearchResult:
        """Paragraphs for a query, best first. Deterministic for one generation."""
        began = time.perf_counter()
        vector = self._vector_of(query.text)
        took = {"embed": _ms(began)}
        notices: list[str] = []
        with self._at_one_generation() as (db, opened):
            _same_dimension(vector, opened.snapshot)
            flags = _allowed(db, opened, query)
            start = time.perf_counter()
            dense: Leg = []
            try:
                dense = opened.dense.find(opened.snapshot, vector, flags, LEG)
            except VectorStoreUnavailable:
                notices.append("lexical-only")
            took["dense"] = _ms(start)
            start = time.perf_counter()
            lexical = _lexical(opened, query, flags)
            took["lexical"] = _ms(start)
            hits = self._hits(db, opened, query, Candidates(dense, lexical), flags)
        took["total"] = _ms(began)
        return SearchResult(query, hits, took, tuple(notices))

    def resolution(self, symbol: str, language: str | None = None) -> Resolution:
        """One resolution, in the language asked for if it is there, else in another. Raises NotIndexed."""
        with self._catalogue.read() as db:
            return reading.resolution(db, generation_of(db), symbol, language)

    def raw_text(self, symbol: str, language: str) -> str:
        """The text of the file a resolution was read from: what its spans point into. Raises NotIndexed."""
        with self._catalogue.read() as db:
            return reading.raw_text(db, generation_of(db), symbol, language)

    def languages(self, symbol: str) -> tuple[str, ...]:
        """The languages in which a resolution is indexed; empty when it is not."""
        with self._catalogue.read() as db:
            return reading.languages(db, generation_of(db), symbol)

    def summaries(self, filters: Filters | None = None) -> Sequence[Summary]:
        """The resolutions with at least one paragraph under the filters, in symbol order."""
        with self._at_one_generation() as (db, opened):
            snapshot, wanted = opened.snapshot, filters or Filters()
            flags = snapshot.documents.matching(wanted)
            if wanted.kinds or wanted.acts or wanted.addressees:
                there = set(snapshot.document[snapshot.matching(db, wanted)].tolist())
                return [s for n, s in enumerate(snapshot.documents.summaries) if flags[n] and n in there]
            return [s for s, flag in zip(snapshot.documents.summaries, flags, strict=True) if flag]

    def citing(self, symbol: str, paragraph: str | None = None) -> Sequence[Citing]:
        """The places that cite a document (any UN symbol), or one paragraph of it, in symbol order."""
        with self._catalogue.read() as db:
            return reading.citing(db, generation_of(db), symbol, paragraph)

    def coverage(self, filters: Filters | None = None) -> Coverage:
        """What a search under these filters looks at."""
        with self._at_one_generation() as (db, opened):
            return opened.snapshot.coverage(opened.snapshot.matching(db, filters or Filters()))

    def frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        """How many pieces of text hold each term (as `index.analysis` makes them); 0 for one that stands nowhere."""
        with self._at_one_generation() as (_, opened):
            return opened.lexical.frequencies(terms)

    def holding(self, terms: Sequence[Term], filters: Filters | None = None, phrase: str = "") -> Sequence[Holding]:
        """The resolutions with a paragraph that holds all the terms, in symbol order, then language; of each, how many
        paragraphs do, and how many of these hold the phrase word for word."""
        with self._at_one_generation() as (db, opened):
            return holdings(db, opened.snapshot, opened.lexical, terms, filters or Filters(), phrase)

    def acts(self, limit: int = 30) -> Sequence[tuple[str, int]]:
        """The verbs of the index with their paragraphs' number, the most frequent first."""
        with self._catalogue.read() as db:
            return tallies.acts(db, generation_of(db), limit)

    def addressees(self, limit: int = 30) -> Sequence[tuple[str, int]]:
        """The addressees of the index with their paragraphs' number, the most frequent first."""
        with self._catalogue.read() as db:
            return tallies.addressees(db, generation_of(db), limit)

    def doubted(self, limit: int = 200) -> Sequence[tallies.Doubted]:
        """The resolutions about which the parser was unsure, those with most warnings first."""
        with self._catalogue.read() as db:
            return tallies.doubted(db, generation_of(db), limit)

    def _hits(
        self, db: sqlite3.Connection, opened: _Opened, query: Query, found: Candidates, flags: Flags
    ) -> tuple[Hit, ...]:
        ranked = rank(opened.snapshot, found, query)[: 2 * query.k + 10]
        places = reading.places(db, [r.paragraph for r in ranked])
        shown = one_language_each([(r, places[r.paragraph]) for r in ranked], query.language)[: query.k]
        return tuple(
            Hit(
                rank=number,
                id=place.id,
                symbol=place.symbol,
                language=place.language,
                kind=place.kind,
                title=place.title,
                text=place.text,
                score=round(r.score, 6),
                dense_rank=r.dense_rank,
                lexical_rank=r.lexical_rank,
                similarity=r.similarity,
                duplicates=reading.twins_of(db, opened.snapshot, place, r.paragraph, flags),
            )
            for number, (r, place) in enumerate(shown, 1)
        )

    @contextmanager
    def _at_one_generation(self) -> Iterator[tuple[sqlite3.Connection, _Opened]]:
        """A connection and the stores of the generation that it sees."""
        for _ in range(20):
            with self._catalogue.read() as db:
                generation = generation_of(db)
                opened = self._opened_at(db, generation)
                if opened is not None:
                    yield db, opened
                    return
        raise DamagedIndex("The index changes faster than it can be opened.", hint="Try again in a moment.")

    def _opened_at(self, db: sqlite3.Connection, generation: int) -> _Opened | None:
        """The stores of a generation; None when a build published the next one while they were being opened."""
        with self._opening:
            if self._opened is None or self._opened.snapshot.generation != generation:
                opened = self._open(db, generation)
                if self.generation != generation:
                    return None
                self._opened = opened
            return self._opened

    def _open(self, db: sqlite3.Connection, generation: int) -> _Opened:
        dimension = int(get_meta(db, "dimension"))
        snapshot = load_snapshot(db, generation, get_meta(db, "embedder"), dimension)
        lexical = Lexical(self.home / get_meta(db, "lexical"))
        if lexical.chunks < len(snapshot.chunk):
            raise DamagedIndex(
                f"The lexical index has {lexical.chunks} chunks of {len(snapshot.chunk)}.",
                hint="Run `alinea index --rebuild`.",
            )
        return _Opened(snapshot, lexical, self._dense_leg(db, snapshot))

    def _dense_leg(self, db: sqlite3.Connection, snapshot: Snapshot) -> DenseLeg:
        if self._chroma.url:
            name = get_meta(db, "collection")
            if self._server is None or self._server.collection != name:  # connections outlive generations
                self._server = ServerLeg(VectorStore(self.home, self._chroma, name))
            return SharedLeg(self._server, self._home_leg(snapshot)) if self._has_vectors(snapshot) else self._server
        return self._home_leg(snapshot)

    def _home_leg(self, snapshot: Snapshot) -> HomeLeg:
        return HomeLeg(Matrix(matrix_path(self.home, snapshot.embedder), snapshot.slots, snapshot.dimension))

    def _has_vectors(self, snapshot: Snapshot) -> bool:
        file = MatrixFile(matrix_path(self.home, snapshot.embedder), snapshot.dimension)
        return file.rows >= snapshot.slots


def _same_dimension(vector: Vectors, snapshot: Snapshot) -> None:
    if len(vector) != snapshot.dimension:
        raise EmbedderMismatch(
            f"The embedder {snapshot.embedder} gave a vector of {len(vector)} components; the index has"
            f" {snapshot.dimension}.",
            hint="Another model has its name now: set it back, or use another home.",
        )


def _allowed(db: sqlite3.Connection, opened: _Opened, query: Query) -> Flags:
    """Which chunks may be shown: those under the filters that hold the phrases in quotation marks."""
    flags = opened.snapshot.matching(db, query.filters)
    if quoted := phrases(query.text)[0]:
        places = opened.snapshot.places_of(sorted(opened.lexical.holding(quoted, query.filters)))
        holding = np.zeros_like(flags)
        holding[places[places >= 0]] = True
        flags &= holding
    return flags


def _lexical(opened: _Opened, query: Query, flags: Flags) -> list[tuple[int, float]]:
    languages = sorted(opened.snapshot.documents.language.known)
    found = opened.lexical.search(query.text, LEG, query.language, languages, query.filters)
    places = opened.snapshot.places_of([chunk for chunk, _ in found])
    return [(int(p), s) for p, (_, s) in zip(places, found, strict=True) if p >= 0 and flags[p]]


def _ms(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 2)
