"""From files to a searchable index, incrementally: read → parse → record → embed → index → publish.

Each file is recorded in one transaction; from time to time, and at the end, what was recorded is embedded, put into
tantivy and Chroma, and published as a new generation. Whatever ends a build early (a kill, a full disk, Ctrl-C),
readers keep the last published generation, and the next build goes on with what was recorded since.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from index.catalogue import Catalogue, generation_of
from index.embedding import Embedder
from index.intake import Read, Taken, files_in, read_and_parse, take
from index.publishing import Publisher
from index.recording import known_sources, record_source, remove_source, restamp_source
from index.vectors import ChromaSettings
from index.writing import writer_lock

PUBLISH_EVERY = 4096
"""Chunks recorded before they are embedded and published: about two minutes of embedding."""


@dataclass(frozen=True, slots=True)
class Event:
    """A step of a build: `reading`, `embedding`, `indexing`, `failed`, `superseded`; `done` of `total` units so far.

    Units are files for `reading`, chunks otherwise; `path` and `message` go with a file that failed or was superseded.
    """

    stage: str
    done: int = 0
    total: int = 0
    path: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was left out, and why."""

    path: str
    reason: str


@dataclass(slots=True)
class BuildReport:
    """What a build did. `added`, `updated`, `unchanged`, `removed` count files; `paragraphs` those now in the index;
    `embedded` texts embedded, `cached` texts whose vector was known; `superseded` are resolutions that another file
    gives in a better state."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: list[Failure] = field(default_factory=list)
    superseded: list[str] = field(default_factory=list)
    paragraphs: int = 0
    embedded: int = 0
    cached: int = 0
    seconds: float = 0.0


def _ignore(_: Event) -> None:
    return


def build(
    paths: Sequence[Path],
    home: Path,
    embedder: Embedder,
    *,
    prune: bool = False,
    chroma: ChromaSettings | None = None,
    on_event: Callable[[Event], None] = _ignore,
    read: Read | None = None,
    wait: float = 0.0,
) -> BuildReport:
    """Bring the index up to date with files and folders. A bad file is reported and skipped.

    Raises IndexLocked, HomeError, DamagedIndex, EmbedderMismatch, EmbedderUnavailable, VectorStoreUnavailable.
    """
    began = time.monotonic()
    with writer_lock(home, wait):
        catalogue = Catalogue(home)
        catalogue.create()
        with (
            catalogue.kept_open(),
            closing(Publisher(catalogue, embedder, chroma or ChromaSettings(), on_event)) as publisher,
        ):
            report = _build(paths, catalogue, publisher, prune, on_event, read or read_and_parse)
    report.seconds = round(time.monotonic() - began, 3)
    return report


def rebuild(
    home: Path,
    embedder: Embedder,
    *,
    chroma: ChromaSettings | None = None,
    on_event: Callable[[Event], None] = _ignore,
    wait: float = 0.0,
) -> BuildReport:
    """Make Chroma, the lexical index and the matrix again from the catalogue; embed only what has no vector yet."""
    began = time.monotonic()
    report = BuildReport()
    with writer_lock(home, wait):
        catalogue = Catalogue(home)
        catalogue.upgrade()
        store = chroma or ChromaSettings()
        with (
            catalogue.kept_open(),
            closing(Publisher(catalogue, embedder, store, on_event, afresh=True)) as publisher,
        ):
            publisher.publish()
            _count(catalogue, publisher, report)
    report.seconds = round(time.monotonic() - began, 3)
    return report


def _build(
    paths: Sequence[Path],
    catalogue: Catalogue,
    publisher: Publisher,
    prune: bool,
    on_event: Callable[[Event], None],
    read: Read,
) -> BuildReport:
    report = BuildReport()
    files = list(dict.fromkeys(_named(path) for path in files_in(paths)))
    with catalogue.read() as db:
        known = known_sources(db)
    with closing(take(files, known, read)) as taken_files:
        for done, taken in enumerate(taken_files):
            on_event(Event("reading", done, len(files), str(taken.path)))
            _take_in(taken, str(taken.path) in known, catalogue, publisher, report, on_event)
            if publisher.waiting >= PUBLISH_EVERY:
                publisher.publish()
    on_event(Event("reading", len(files), len(files)))
    if prune:
        report.removed = _prune(catalogue, [_named(path) for path in paths], files, publisher)
    publisher.publish()
    _count(catalogue, publisher, report)
    return report


def _named(path: Path) -> Path:
    """The path by which a file is known: absolute and without `..`, so that `../texts/a.txt` is no second file."""
    return path.resolve() if ".." in path.parts else path.absolute()


def _take_in(
    taken: Taken,
    known: bool,
    catalogue: Catalogue,
    publisher: Publisher,
    report: BuildReport,
    on_event: Callable[[Event], None],
) -> None:
    """Record one file, unless the catalogue has it as it is."""
    if taken.failure:
        report.failed.append(Failure(str(taken.path), taken.failure))
        on_event(Event("failed", path=str(taken.path), message=taken.failure))
        return
    if taken.source is None or taken.stamp is None:
        report.unchanged += 1
        if taken.restamp and taken.stamp:
            with catalogue.write() as db:
                restamp_source(db, str(taken.path), taken.stamp)
        return
    with catalogue.write() as db:
        recorded = record_source(db, taken.source, taken.resolutions, taken.stamp, generation_of(db) + 1)
    publisher.recorded(sum(len(r.paragraphs) for r in taken.resolutions))
    report.superseded += recorded.waiting
    for symbol in recorded.waiting:
        on_event(Event("superseded", path=str(taken.path), message=symbol))
    report.updated += known
    report.added += not known


def _prune(catalogue: Catalogue, roots: Sequence[Path], files: Sequence[Path], publisher: Publisher) -> int:
    """Take out the files that were under `roots` and are there no more."""
    there = {str(file) for file in files}
    removed = 0
    with catalogue.write() as db:
        known = [row[0] for row in db.execute("SELECT path FROM source WHERE current ORDER BY path")]
        for path in known:
            under = any(Path(path).is_relative_to(root) for root in roots)
            if under and path not in there and not Path(path).exists():
                remove_source(db, path, generation_of(db) + 1)
                removed += 1
    if removed:
        publisher.recorded(0)
    return removed


def _count(catalogue: Catalogue, publisher: Publisher, report: BuildReport) -> None:
    report.embedded, report.cached = publisher.embedded, publisher.cached
    with catalogue.read() as db:
        report.paragraphs = _paragraphs(db)


def _paragraphs(db: sqlite3.Connection) -> int:
    rows = db.execute("SELECT sum(paragraphs) FROM document d WHERE born IS NOT NULL AND died IS NULL")
    return int(rows.fetchone()[0] or 0)
