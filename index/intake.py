"""The reading side of a build: which files there are, which of them changed, and what those hold, read ahead.

Reading and parsing run in a thread of their own, some files ahead of the recording: while texts are embedded, which
leaves the interpreter free, the next files are parsed.
"""

from __future__ import annotations

import hashlib
import itertools
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexingError, UnreadableSource
from index.grammar.identity import grammar_identity
from index.readers import READABLE, read_source
from index.readers.source import SourceText
from index.recording import Known, Stamp
from index.resolution import Resolution

Read = Callable[[Path], tuple[SourceText, Sequence[Resolution]]]
AHEAD = 64
"""Files read before they are recorded: about as many as are parsed while a batch is embedded."""
_RACY_NS = 2 * 10**9  # a file that changed so shortly before it was read may have changed again in the same tick


@dataclass(frozen=True, slots=True)
class Taken:
    """A file looked at: `source` and `resolutions` if it is new, changed or was read by another parser, `failure` if it
    cannot be read, else unchanged; `restamp` when only its time changed."""

    path: Path
    stamp: Stamp | None = None
    source: SourceText | None = None
    resolutions: Sequence[Resolution] = ()
    restamp: bool = False
    failure: str = ""


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


def read_and_parse(path: Path) -> tuple[SourceText, Sequence[Resolution]]:
    """The text of a file and the resolutions in it. Raises UnreadableSource."""
    from index.parser import parse

    source = read_source(path)
    return source, parse(source).resolutions


def take(files: Sequence[Path], known: Mapping[str, Known], read: Read) -> Generator[Taken, None, None]:
    """Look at files in order, reading ahead. What stops the caller stops the reading."""
    waiting = iter(files)
    pool = ThreadPoolExecutor(1, "read-ahead")
    try:
        ahead: deque[Future[Taken]] = deque(
            pool.submit(_look, file, known, read) for file in itertools.islice(waiting, AHEAD)
        )
        while ahead:
            taken = ahead.popleft().result()
            ahead.extend(pool.submit(_look, file, known, read) for file in itertools.islice(waiting, 1))
            yield taken
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _look(file: Path, known: Mapping[str, Known], read: Read) -> Taken:
    try:
        stat = file.stat()
        stamp = Stamp(stat.st_size, stat.st_mtime_ns, time.time_ns())
        before = known.get(str(file))
        if before and before.grammar != grammar_identity():
            before = None  # another parser read it: what it says may have changed though the file has not
        if before and _surely_unchanged(before.stamp, stamp):
            return Taken(file)
        if before and _sha256(file) == before.sha256:
            return Taken(file, stamp, restamp=True)
        source, resolutions = _read(file, read)
        return Taken(file, stamp, source, resolutions)
    except UnreadableSource as error:
        return Taken(file, failure=str(error))
    except OSError as error:
        return Taken(file, failure=f"{file}: the file cannot be read ({error.strerror or error}).")


def _read(file: Path, read: Read) -> tuple[SourceText, Sequence[Resolution]]:
    try:
        return read(file)
    except (IndexingError, OSError):
        raise
    except Exception as error:  # one file that trips a reader must not cost the night's work on all the others
        raise UnreadableSource(f"{file}: reading it failed ({type(error).__name__}: {error}).") from error


def _surely_unchanged(before: Stamp, now: Stamp) -> bool:
    same = (before.size, before.mtime_ns) == (now.size, now.mtime_ns)
    return same and before.mtime_ns < before.read_ns - _RACY_NS


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
