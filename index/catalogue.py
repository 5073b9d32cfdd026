"""The catalogue: one SQLite file that records all that the index knows; Chroma, tantivy and the matrix follow from it.

Generations: a row of `document` is visible in generation g when `born <= g` and it has not `died` by then. A build
writes rows for the generation to come, brings the derived indexes up to it, and then raises `generation` in one
transaction: readers see the old index or the new one. Rows of a build that was cut off are simply not yet born;
the next build finishes them.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import DamagedIndex, HomeError, NoIndex
from index.jsonform import resolution_from_json, resolution_to_json
from index.resolution import Kind, Resolution

FILE = "catalogue.sqlite"
VERSION = 3
"""Raised with every change of `SCHEMA`; a home of another version is upgraded by the next build, or refused by name."""
OPENING = (
    """CREATE INDEX document_listed ON document (
    sorting, language, id, symbol, title, body, session, special, year, adopted, paragraphs, born, died)""",
    "CREATE INDEX chunk_searched ON chunk (document, paragraph, part, kind, act, twins, slot) WHERE slot IS NOT NULL",
)
"""All that opening reads of every resolution and chunk, side by side: from a cold disk the tables take seconds."""
UPGRADES = {1: ("ALTER TABLE source ADD COLUMN grammar TEXT NOT NULL DEFAULT ''",), 2: OPENING}
"""What makes a catalogue of one version one of the next."""
KINDS = tuple(Kind)
"""A kind's number in the catalogue is its place here."""
LIVE = "(d.born <= :generation AND (d.died IS NULL OR d.died > :generation))"
"""SQL: whether row `d` of `document` is visible."""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- A file as it was read, by the parser whose identity is `grammar`. A changed file is a new row: documents of the old
-- generation still point at the old text.
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, read_ns INTEGER NOT NULL, format TEXT NOT NULL, text TEXT NOT NULL,
    current INTEGER NOT NULL, grammar TEXT NOT NULL DEFAULT '');
CREATE UNIQUE INDEX source_path ON source (path) WHERE current;
-- A resolution as one file gives it. Of several files that give the same one, the best is born; the others wait.
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL, symbol TEXT NOT NULL, language TEXT NOT NULL,
    sorting TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, session INTEGER, special TEXT NOT NULL,
    year INTEGER, adopted TEXT, paragraphs INTEGER NOT NULL, doubts INTEGER NOT NULL, json BLOB NOT NULL,
    born INTEGER, died INTEGER);
CREATE INDEX document_symbol ON document (symbol, language);
CREATE INDEX document_source ON document (source);
CREATE INDEX document_born ON document (born);
CREATE TABLE name (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
-- `twins` is a 64-bit hash of the folded text: equal for paragraphs that say the same word for word.
CREATE TABLE paragraph (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL, ordinal INTEGER NOT NULL, place TEXT NOT NULL,
    kind INTEGER NOT NULL, act INTEGER, twins INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX paragraph_document ON paragraph (document, place);
CREATE INDEX paragraph_twins ON paragraph (twins);
CREATE TABLE addressee (document INTEGER NOT NULL, paragraph INTEGER NOT NULL, name INTEGER NOT NULL);
CREATE INDEX addressee_document ON addressee (document);
CREATE TABLE reference (
    document INTEGER NOT NULL, paragraph INTEGER NOT NULL, symbol TEXT NOT NULL, place TEXT, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, footnote TEXT);
CREATE INDEX reference_symbol ON reference (symbol);
CREATE INDEX reference_document ON reference (document);
-- `slot` is the row of the chunk's vector in the matrix, null until it is embedded.
CREATE TABLE chunk (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL, paragraph INTEGER NOT NULL, part INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, context TEXT NOT NULL, key BLOB NOT NULL, kind INTEGER NOT NULL,
    act INTEGER, twins INTEGER NOT NULL, slot INTEGER);
CREATE INDEX chunk_document ON chunk (document);
CREATE INDEX chunk_waiting ON chunk (document) WHERE slot IS NULL;
CREATE TABLE vector (
    slot INTEGER NOT NULL, embedder TEXT NOT NULL, key BLOB NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (embedder, key));
CREATE UNIQUE INDEX vector_slot ON vector (embedder, slot);
"""


class Catalogue:
    """The catalogue of a home. `read` and `write` open a connection each: any thread may call them at any time."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.path = home / FILE

    def create(self) -> None:
        """Make the file, or check the one that is there. Raises HomeError, DamagedIndex."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HomeError(f"The folder {self.home} cannot be made: {error.strerror}.", hint=_HOME_HINT) from error
        if not self.path.exists():
            fresh = Catalogue(self.home)
            fresh.path = self.path.with_suffix(".new")  # a kill leaves a whole catalogue or none
            for half_made in self.home.glob(f"{fresh.path.name}*"):
                half_made.unlink()
            with fresh._connect("rwc") as connection:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.executescript(f"BEGIN; {SCHEMA}{';'.join(OPENING)}; PRAGMA user_version={VERSION}; COMMIT;")
            fresh.path.replace(self.path)
        self.upgrade()

    def upgrade(self) -> None:
        """Bring an older catalogue up to this version; the caller holds the writer's lock. Raises as `check`."""
        if self.path.is_file():
            self._check_length()
            with self.write() as connection:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                while version in UPGRADES:
                    for statement in UPGRADES[version]:
                        connection.execute(statement)
                    version += 1
                    connection.execute(f"PRAGMA user_version = {version}")
        self.check()

    def check(self) -> None:
        """Whether the file is a catalogue of this version. Raises NoIndex, HomeError, DamagedIndex."""
        if not self.path.is_file():
            raise NoIndex(
                f"There is no index in {self.home}.", hint="Make one: `alinea index PATH` or `alinea index --sample`."
            )
        self._check_length()
        with self.read() as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version != VERSION:
            age = "an older" if version < VERSION else "a newer"
            raise HomeError(
                f"The index in {self.home} was made by {age} version of Alinéa (schema {version}, here {VERSION}).",
                hint=self._version_hint(version),
            )

    def _version_hint(self, version: int) -> str:
        if version > VERSION:
            return "Update Alinéa, or use another home."
        if version in UPGRADES:
            return "Run `alinea index PATH` on your files, or `alinea index --rebuild`: either brings it up to date."
        return f"Remove {self.home} and index your files again, or use another home."

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """While this lasts, closing other connections does not fold the write-ahead log back into the file."""
        with self._connect("rw"):
            yield

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the catalogue until it is closed."""
        with self._connect("ro") as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction: committed when the block ends, undone when it raises."""
        with self._connect("rw") as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def _check_length(self) -> None:
        """Whether the file is as long as its header says. Where a log waits to be folded in, only SQLite can tell."""
        log = self.path.with_name(f"{FILE}-wal")
        if log.is_file() and log.stat().st_size:
            return
        with self.path.open("rb") as file:
            header = file.read(100)
        page_size = int.from_bytes(header[16:18]) if header[16:18] != b"\0\1" else 65536
        if len(header) < 100 or self.path.stat().st_size < page_size * int.from_bytes(header[28:32]):
            raise self._damaged("it is shorter than it was")

    @contextmanager
    def _connect(self, mode: str) -> Iterator[sqlite3.Connection]:
        """A connection; whatever SQLite raises inside comes out as an error of ours."""
        connection: sqlite3.Connection | None = None
        try:
            connection = self._open(mode)
            yield connection
        except sqlite3.DatabaseError as error:
            raise self._explained(error) from error
        finally:
            if connection is not None:
                connection.close()

    def _open(self, mode: str) -> sqlite3.Connection:
        address = f"{self.path.resolve().as_uri()}?mode={mode}"
        try:
            connection = sqlite3.connect(address, uri=True, timeout=30, isolation_level=None)
            connection.execute("PRAGMA synchronous=NORMAL" if mode == "ro" else "PRAGMA synchronous=FULL")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            if mode != "ro" or not self.path.is_file():
                raise
            # A folder that cannot be written: WAL needs its side files there, but nobody can be writing either.
            connection = sqlite3.connect(f"{address}&immutable=1", uri=True, isolation_level=None)
        return connection

    def _explained(self, error: sqlite3.DatabaseError) -> Exception:
        words = str(error)
        if isinstance(error, sqlite3.OperationalError):
            if "full" in words:
                return HomeError(
                    f"The disk that holds {self.home} is full.", hint="Free some space and run the command again."
                )
            if "readonly" in words or "unable to open" in words:
                return HomeError(f"The index in {self.home} cannot be written ({words}).", hint=_HOME_HINT)
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            return error
        return self._damaged(words)

    def _damaged(self, why: str) -> DamagedIndex:
        return DamagedIndex(
            f"The catalogue {self.path} is damaged ({why}).",
            hint=f"All else follows from it: put a copy back, or remove {self.home} and run `alinea index PATH`.",
        )


_HOME_HINT = "Choose a folder you can write to with --home or ALINEA_HOME."


def get_meta(connection: sqlite3.Connection, key: str, default: str = "") -> str:
    """A value of the `meta` table."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else default


def set_meta(connection: sqlite3.Connection, **values: str) -> None:
    """Write values of the `meta` table."""
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def generation_of(connection: sqlite3.Connection) -> int:
    """The generation that readers see."""
    return int(get_meta(connection, "generation", "0"))


def pack(resolution: Resolution) -> bytes:
    """A resolution as compressed JSON; lone surrogates survive as JSON escapes."""
    return zlib.compress(json.dumps(resolution_to_json(resolution), ensure_ascii=True).encode(), 6)


def unpack(packed: bytes) -> Resolution:
    """The resolution that `pack` packed."""
    return resolution_from_json(json.loads(zlib.decompress(packed)))
