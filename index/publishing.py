"""Bringing the derived indexes up to the catalogue, and a new generation into sight.

In this order, so that a kill between any two steps harms nobody: vectors into the matrix and the catalogue's cache,
chunks into tantivy and Chroma (readers drop what is not live), then one transaction that raises the generation, then
what died is taken out of all stores.
"""

from __future__ import annotations

import datetime as dt
import itertools
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from index.catalogue import KINDS, Catalogue, generation_of, get_meta, set_meta
from index.embedding import Embedder, Vectors
from index.errors import DamagedIndex, EmbedderMismatch
from index.lexical import Entry, Lexical
from index.matrix import MatrixFile, matrix_path
from index.recording import delete_documents, regular_session, store_vectors
from index.sketch import SketchFile
from index.vectors import BATCH, ChromaSettings, Record, VectorStore

if TYPE_CHECKING:
    from index.build import Event

EMBED_AT_ONCE = 128
"""Texts embedded between two commits: what a kill costs at most."""
_SORTED_AT_ONCE = 4096  # texts of like length are embedded together
_SAME = 0.95  # cosine of a text's vectors from one model: above 0.999, however many texts it gets at once
_COMING = "d.born IS NOT NULL AND d.died IS NULL"
_T = TypeVar("_T")


class Publisher:
    """The writing side of all stores but the record itself. Held by the one process that has the writer's lock.

    `afresh` makes tantivy's index and Chroma's collection anew, beside the old ones, and takes a changed embedder.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        embedder: Embedder,
        chroma: ChromaSettings,
        on_event: Callable[[Event], None],
        *,
        afresh: bool = False,
    ) -> None:
        self.waiting = 0
        self.embedded = 0
        self.cached = 0
        self._dirty = afresh
        self._afresh = afresh
        self._catalogue = catalogue
        self._embedder = embedder
        self._on_event = on_event
        self._home = catalogue.home
        with catalogue.write() as db:
            self._stores = _name_stores(db, embedder, afresh)
        self._matrix = MatrixFile(matrix_path(self._home, embedder.name), embedder.dimension)
        self._sketch = SketchFile(self._matrix.path, embedder.dimension)
        self._mend_matrix()
        self._follow()
        self._chroma = VectorStore(self._home, chroma, self._stores["collection"])
        self._opened: Lexical | None = None
        self._purge()

    def recorded(self, paragraphs: int) -> None:
        """Say that the catalogue changed, by so many paragraphs."""
        self._dirty = True
        self.waiting += paragraphs

    def close(self) -> None:
        """Let go of Chroma."""
        self._chroma.close()

    def publish(self) -> None:
        """Make everything recorded so far visible. Does nothing when there is nothing new."""
        if not self._dirty and not self._unfinished():
            return
        self._embed()
        self._follow()
        self._index()
        with self._catalogue.write() as db:
            if self._afresh:
                db.execute("UPDATE chunk SET slot = NULL")
            db.execute(
                "UPDATE chunk SET slot = (SELECT slot FROM vector v WHERE v.embedder = ? AND v.key = chunk.key)"
                f" WHERE slot IS NULL AND document IN (SELECT id FROM document d WHERE {_COMING})",
                (self._embedder.name,),
            )
            set_meta(db, generation=str(generation_of(db) + 1), **self._stores)
        self._purge()
        self._drop_old_stores()
        self._dirty = self._afresh = False
        self.waiting = 0

    @property
    def _lexical(self) -> Lexical:
        """The lexical index; Chroma is made ready with it. A build that finds nothing to do opens neither."""
        if self._opened is None:
            self._chroma.create(afresh=self._afresh)
            self._opened = self._open_lexical()
        return self._opened

    def _unfinished(self) -> bool:
        """Whether a build that was cut off left something recorded and not published."""
        with self._catalogue.read() as db:
            row = db.execute(
                "SELECT 1 FROM document WHERE born > :g OR died > :g LIMIT 1", {"g": generation_of(db)}
            ).fetchone()
        return row is not None

    # --- vectors

    def _embed(self) -> None:
        """Give every chunk to come a vector in the cache and the matrix."""
        with self._catalogue.read() as db:
            chunks = db.execute(f"SELECT count(*) FROM {self._pending()}").fetchone()[0]
            missing = db.execute(
                f'SELECT c.key, c.context, substr(p.text, c.start + 1, c."end" - c.start) FROM {self._pending()}'
                " AND NOT EXISTS (SELECT 1 FROM vector v WHERE v.embedder = ? AND v.key = c.key) GROUP BY c.key",
                (self._embedder.name,),
            ).fetchall()
        if missing and not self.embedded:
            self._check_embedder()
        self.embedded += len(missing)
        self.cached += chunks - len(missing)
        done = 0
        for group in _groups(missing, _SORTED_AT_ONCE):
            group.sort(key=lambda row: len(row[1]) + len(row[2]))
            for batch in _groups(group, EMBED_AT_ONCE):
                self._say("embedding", done, len(missing))
                self._embed_batch(batch)
                done += len(batch)
        if missing:
            self._say("embedding", done, len(missing))

    def _check_embedder(self) -> None:
        """Whether the embedder still gives the vectors that it gave: a server may have changed its model unsaid."""
        with self._catalogue.read() as db:
            row = db.execute(
                'SELECT v.data, c.context, substr(p.text, c.start + 1, c."end" - c.start) FROM chunk c'
                " JOIN vector v ON v.embedder = ? AND v.key = c.key JOIN paragraph p ON p.id = c.paragraph LIMIT 1",
                (self._embedder.name,),
            ).fetchone()
        if row is None:
            return
        before = np.frombuffer(row[0], "<f4")
        now = self._embedder.passages([_passage(*row[1:])])[0]
        if len(now) != len(before) or float(before @ now) < _SAME:
            raise _other_vectors(self._embedder)

    def _embed_batch(self, rows: list[tuple[bytes, str, str]]) -> None:
        vectors = self._embedder.passages([_passage(context, text) for _, context, text in rows])
        with self._catalogue.write() as db:
            first = _next_slot(db, self._embedder.name)
            self._matrix.write_at(first, vectors)
            store_vectors(db, self._embedder.name, [key for key, _, _ in rows], vectors, first)

    def _mend_matrix(self) -> None:
        """Write the matrix again from the catalogue when it is shorter than it must be."""
        with self._catalogue.read() as db:
            slots = _next_slot(db, self._embedder.name)
            if self._matrix.rows >= slots and not self._afresh:
                return
            self._sketch.clear()
            rows = db.execute("SELECT slot, data FROM vector WHERE embedder = ? ORDER BY slot", (self._embedder.name,))
            self._matrix.rewrite((batch[0][0], _stack([row[1] for row in batch])) for batch in _groups(rows, BATCH))

    def _follow(self) -> None:
        """Bring the sketch up to the vectors that are safe in the catalogue."""
        with self._catalogue.read() as db:
            slots = _next_slot(db, self._embedder.name)
        self._sketch.follow(slots)

    # --- tantivy and Chroma

    def _index(self) -> None:
        with self._catalogue.read() as db, self._lexical.writing() as writer:
            total = db.execute(f"SELECT count(*) FROM {self._pending()}").fetchone()[0]
            done = 0
            for rows in _groups(self._rows(db), BATCH):
                self._say("indexing", done, total)
                writer.remove([row["chunk"] for row in rows])  # a build that was cut off may have put it there
                writer.add([_entry(db, row) for row in rows])
                self._chroma.put([_record(row) for row in rows], _stack([row["data"] for row in rows]))
                done += len(rows)
            self._say("indexing", done, total)

    def _rows(self, db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
        """The chunks to come with all that the derived indexes keep of them."""
        cursor = db.execute(
            f"""SELECT c.id AS chunk, c.paragraph, c.kind, c.context, d.symbol, d.language, d.body, d.title, d.session,
            d.special, d.year, d.adopted, p.place, substr(p.text, c.start + 1, c."end" - c.start) AS text,
            (SELECT name FROM name WHERE id = c.act) AS act,
            (SELECT data FROM vector v WHERE v.embedder = ? AND v.key = c.key) AS data
            FROM {self._pending()} ORDER BY c.id""",
            (self._embedder.name,),
        )
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, row, strict=True)) for row in cursor)

    def _open_lexical(self) -> Lexical:
        folder = self._home / self._stores["lexical"]
        if self._afresh or not Lexical.is_made(folder):
            with self._catalogue.read() as db:
                if not self._afresh and db.execute("SELECT 1 FROM chunk WHERE slot IS NOT NULL LIMIT 1").fetchone():
                    raise DamagedIndex(f"The lexical index {folder} is missing.", hint="Run `alinea index --rebuild`.")
            return Lexical.create(folder)
        return Lexical(folder)

    def _pending(self) -> str:
        """SQL: the chunks that the next generation shows and the derived indexes do not have yet."""
        waiting = "" if self._afresh else "AND c.slot IS NULL"
        tables = "chunk c JOIN document d ON d.id = c.document JOIN paragraph p ON p.id = c.paragraph"
        return f"{tables} WHERE {_COMING} {waiting}"

    # --- clearing up

    def _purge(self) -> None:
        """Take what no generation shows any more out of all stores, the catalogue last."""
        with self._catalogue.read() as db:
            documents = db.execute("SELECT id FROM document WHERE died <= ?", (generation_of(db),)).fetchall()
            chunks = [
                chunk
                for document in documents
                for (chunk,) in db.execute("SELECT id FROM chunk WHERE document = ?", document)
            ]
        if not documents:
            return
        with self._lexical.writing() as writer:
            writer.remove(chunks)
        self._chroma.remove(chunks)
        with self._catalogue.write() as db:
            delete_documents(db, [document for (document,) in documents])
            db.execute("DELETE FROM source WHERE NOT current AND id NOT IN (SELECT source FROM document)")

    def _drop_old_stores(self) -> None:
        if not self._afresh:
            return
        for folder in self._home.glob("lexical*"):
            if folder.name != self._stores["lexical"]:
                shutil.rmtree(folder, ignore_errors=True)
        self._chroma.drop_others(self._stores["collection"].rpartition("-")[0])

    def _say(self, stage: str, done: int, total: int) -> None:
        from index.build import Event

        self._on_event(Event(stage, done, total))


def _name_stores(db: sqlite3.Connection, embedder: Embedder, afresh: bool) -> dict[str, str]:
    """The names of the derived stores; those of a rebuild are new. Raises EmbedderMismatch."""
    built_with = get_meta(db, "embedder")
    if built_with and built_with != embedder.name and not afresh:
        raise EmbedderMismatch(
            f"The index was built with the embedder {built_with}; {embedder.name} is set now.",
            hint="Set ALINEA_EMBEDDER back, or embed everything again: `alinea index --rebuild`.",
        )
    if built_with == embedder.name and get_meta(db, "dimension") != str(embedder.dimension):
        raise _other_vectors(embedder)
    corpus = get_meta(db, "corpus") or secrets.token_hex(4)
    edition = int(get_meta(db, "edition", "0")) + (1 if afresh or not built_with else 0)
    names = {
        "corpus": corpus,
        "edition": str(edition),
        "embedder": embedder.name,
        "dimension": str(embedder.dimension),
        "lexical": f"lexical-{edition}",
        "collection": f"alinea-{corpus}-{edition}",
    }
    if not built_with:
        set_meta(db, **names)
    return names


def _other_vectors(embedder: Embedder) -> EmbedderMismatch:
    return EmbedderMismatch(
        f"The embedder {embedder.name} gives other vectors than those in the index.",
        hint="Another model has its name now: set it back, or use another home.",
    )


def _passage(context: str, text: str) -> str:
    """What the embedder gets of a chunk."""
    return f"{context}\n{text}" if context else text


def _next_slot(db: sqlite3.Connection, embedder: str) -> int:
    row = db.execute("SELECT max(slot) FROM vector WHERE embedder = ?", (embedder,)).fetchone()
    return 0 if row[0] is None else int(row[0]) + 1


def _entry(db: sqlite3.Connection, row: dict[str, Any]) -> Entry:
    addressees = db.execute(
        "SELECT n.name FROM addressee a JOIN name n ON n.id = a.name WHERE a.document ="
        " (SELECT document FROM chunk WHERE id = ?) AND a.paragraph = ?",
        (row["chunk"], row["paragraph"]),
    )
    return Entry(
        chunk=row["chunk"],
        text=row["text"],
        context=row["context"],
        symbol=row["symbol"],
        language=row["language"],
        body=row["body"],
        kind=KINDS[row["kind"]].value,
        session=regular_session(row["session"], row["special"]),
        year=row["year"],
        adopted=dt.date.fromisoformat(row["adopted"]) if row["adopted"] else None,
        act=row["act"],
        addressees=tuple(name for (name,) in addressees),
    )


def _record(row: dict[str, Any]) -> Record:
    return Record(
        chunk=row["chunk"],
        text=row["text"],
        id=f"{row['symbol']}#{row['place']}",
        symbol=row["symbol"],
        language=row["language"],
        kind=KINDS[row["kind"]].value,
        title=row["title"],
    )


def _stack(blobs: list[bytes]) -> Vectors:
    return np.stack([np.frombuffer(blob, "<f4") for blob in blobs]).astype(np.float32)


def _groups(items: Any, size: int) -> Iterator[list[Any]]:
    iterator = iter(items)
    while group := list(itertools.islice(iterator, size)):
        yield group
