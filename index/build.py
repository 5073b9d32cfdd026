"""From files to a searchable index, incrementally: read → parse → record → embed → index → publish.

Each file is recorded in one transaction; from time to time, and at the end, what was recorded is embedded, put into
tantivy and Chroma, and published as a new generation. Whatever ends a build early (a kill, a full disk, Ctrl-C),
readers keep the last published generation, and the next build goes on with what was recorded since.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from index.catalogue import Catalogue, generation_of
from index.embedding import Embedder
from index.errors import IndexingError, UnreadableSource
from index.publishing import Publisher
from index.readers import READABLE, read_source
from index.readers.source import SourceText
from index.recording import Recorded, Stamp, record_source, remove_source
from index.resolution import Resolution
from index.vectors import ChromaSettings
from index.writing import writer_lock

Read = Callable[[Path], tuple[SourceText, Sequence[Resolution]]]
PUBLISH_EVERY = 4096
"""Chunks recorded before they are embedded and published: about two minutes of embedding."""
_RACY_NS = 2 * 10**9  # a file that changed so shortly before it was read may have changed again in the same tick


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
        catalogue.check()
        store = chroma or ChromaSettings()
        with (
            catalogue.kept_open(),
            closing(Publisher(catalogue, embedder, store, on_event, afresh=True)) as publisher,
        ):
            publisher.publish()
            _count(catalogue, publisher, report)
    report.seconds = round(time.monotonic() - began, 3)
    return report


def read_and_parse(path: Path) -> tuple[SourceText, Sequence[Resolution]]:
    """The text of a file and the resolutions in it. Raises UnreadableSource."""
    from index.parser import parse

    source = read_source(path)
    return source, parse(source).resolutions


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The readable files among `paths` and in the folders among them, in order; hidden ones are left out."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if not hidden and file.suffix.lower() in READABLE and file.is_file():
                yield file


def _build(
    paths: Sequence[Path],
    catalogue: Catalogue,
    publisher: Publisher,
    prune: bool,
    on_event: Callable[[Event], None],
    read: Read,
) -> BuildReport:
    report = BuildReport()
    files = list(dict.fromkeys(path.absolute() for path in files_in(paths)))
    for done, file in enumerate(files):
        on_event(Event("reading", done, len(files), str(file)))
        try:
            _take_in(file, catalogue, publisher, read, report, on_event)
        except UnreadableSource as error:
            report.failed.append(Failure(str(file), str(error)))
            on_event(Event("failed", done, len(files), str(file), str(error)))
        if publisher.waiting >= PUBLISH_EVERY:
            publisher.publish()
    on_event(Event("reading", len(files), len(files)))
    if prune:
        report.removed = _prune(catalogue, [path.absolute() for path in paths], files, publisher)
    publisher.publish()
    _count(catalogue, publisher, report)
    return report


def _take_in(
    file: Path,
    catalogue: Catalogue,
    publisher: Publisher,
    read: Read,
    report: BuildReport,
    on_event: Callable[[Event], None],
) -> None:
    """Record one file, unless the catalogue has it as it is."""
    try:
        stat = file.stat()
    except OSError as error:
        raise UnreadableSource(f"{file}: the file cannot be read ({error.strerror or error}).") from error
    stamp = Stamp(stat.st_size, stat.st_mtime_ns, time.time_ns())
    with catalogue.read() as db:
        known = db.execute(
            "SELECT sha256, size, mtime_ns, read_ns FROM source WHERE path = ? AND current", (str(file),)
        ).fetchone()
    if known and _unchanged(file, known, stamp, catalogue):
        report.unchanged += 1
        return
    source, resolutions = _read(file, read)
    recorded = _record(catalogue, publisher, source, resolutions, stamp)
    report.superseded += recorded.waiting
    for symbol in recorded.waiting:
        on_event(Event("superseded", path=str(file), message=symbol))
    report.updated += bool(known)
    report.added += not known


def _read(file: Path, read: Read) -> tuple[SourceText, Sequence[Resolution]]:
    try:
        return read(file)
    except IndexingError:
        raise
    except Exception as error:  # one file that trips a reader must not cost the night's work on all the others
        raise UnreadableSource(f"{file}: reading it failed ({type(error).__name__}: {error}).") from error


def _record(
    catalogue: Catalogue, publisher: Publisher, source: SourceText, resolutions: Sequence[Resolution], stamp: Stamp
) -> Recorded:
    with catalogue.write() as db:
        recorded = record_source(db, source, resolutions, stamp, generation_of(db) + 1)
    publisher.recorded(sum(len(r.paragraphs) for r in resolutions))
    return recorded


def _unchanged(file: Path, known: tuple[str, int, int, int], stamp: Stamp, catalogue: Catalogue) -> bool:
    """Whether a file is as it was: by size and time where they are sure, else by its content."""
    sha256, size, mtime_ns, read_ns = known
    if (size, mtime_ns) == (stamp.size, stamp.mtime_ns) and mtime_ns < read_ns - _RACY_NS:
        return True
    try:
        with file.open("rb") as opened:
            same = hashlib.file_digest(opened, "sha256").hexdigest() == sha256
    except OSError:
        return False
    if same:
        with catalogue.write() as db:
            db.execute(
                "UPDATE source SET size = ?, mtime_ns = ?, read_ns = ? WHERE path = ? AND current", (*stamp, str(file))
            )
    return same


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
    publisher.recorded(0)
    return removed


def _count(catalogue: Catalogue, publisher: Publisher, report: BuildReport) -> None:
    report.embedded, report.cached = publisher.embedded, publisher.cached
    with catalogue.read() as db:
        report.paragraphs = _paragraphs(db)


def _paragraphs(db: sqlite3.Connection) -> int:
    rows = db.execute("SELECT sum(paragraphs) FROM document d WHERE born IS NOT NULL AND died IS NULL")
    return int(rows.fetchone()[0] or 0)
