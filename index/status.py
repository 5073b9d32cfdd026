"""What is in an index, and whether its stores agree with the catalogue."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from index.catalogue import FILE, LIVE, Catalogue, generation_of, get_meta
from index.errors import DamagedIndex, IndexingError, VectorStoreUnavailable
from index.grammar.identity import grammar_identity
from index.lexical import Lexical
from index.matrix import FOLDER as MATRIX
from index.matrix import MatrixFile, matrix_path
from index.sketch import SketchFile
from index.vectors import FOLDER as CHROMA
from index.vectors import ChromaSettings, VectorStore

REBUILD = "Run `alinea index --rebuild`."


def status_of(home: Path, chroma: ChromaSettings) -> dict[str, Any]:
    """The JSON of `alinea status`; `outdated` counts files that another version of the parser read.

    Raises NoIndex, HomeError, and DamagedIndex when the catalogue itself is broken.
    """
    catalogue = Catalogue(home)
    catalogue.check()
    with catalogue.read() as db:
        generation = generation_of(db)
        row = {"generation": generation}
        counts = f"SELECT {{}} FROM document d WHERE {LIVE}"
        documents, paragraphs = db.execute(counts.format("count(*), total(paragraphs)"), row).fetchone()
        problems = _problems(db, home, chroma, generation) if generation else []
        lexical = get_meta(db, "lexical")
        return {
            "home": str(home),
            "documents": documents,
            "paragraphs": int(paragraphs),
            "languages": dict(db.execute(counts.format("language, count(*)") + " GROUP BY language", row)),
            "bodies": dict(db.execute(counts.format("body, count(*)") + " GROUP BY body", row)),
            "embedder": get_meta(db, "embedder"),
            "dimension": int(get_meta(db, "dimension", "0")),
            "collection": get_meta(db, "collection"),
            "generation": generation,
            "outdated": db.execute(
                "SELECT count(*) FROM source WHERE current AND grammar <> ?", (grammar_identity(),)
            ).fetchone()[0],
            "sizes": {
                "catalogue": _size(home / FILE),
                "lexical": _size(home / lexical) if lexical else 0,
                "chroma": _size(home / CHROMA),
                "matrix": _size(home / MATRIX),
            },
            "integrity": {"ok": not problems, "problems": problems},
        }


def _problems(db: sqlite3.Connection, home: Path, chroma: ChromaSettings, generation: int) -> list[str]:
    """What is not as it must be, each with the command that mends it."""
    problems = []
    if (verdict := db.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        problems.append(f"The catalogue is damaged: {verdict}. {REBUILD}")
    live = {
        chunk
        for (chunk,) in db.execute(
            f"SELECT c.id FROM chunk c JOIN document d ON d.id = c.document WHERE {LIVE}", {"generation": generation}
        )
    }
    rows = db.execute("SELECT max(slot) FROM vector WHERE embedder = ?", (get_meta(db, "embedder"),)).fetchone()[0]
    matrix = MatrixFile(matrix_path(home, get_meta(db, "embedder")), int(get_meta(db, "dimension")))
    if rows is not None and matrix.rows < rows + 1:
        problems.append(f"The vectors' file has {matrix.rows} rows of {rows + 1}. {REBUILD}")
    elif rows is not None and not SketchFile(matrix.path, matrix.dimension).is_of(rows + 1):
        problems.append(f"The sketch of the vectors' file is not of it: searches are slower. {REBUILD}")
    try:
        found = Lexical(home / get_meta(db, "lexical")).chunks
        if found < len(live):
            problems.append(f"The lexical index has {found} chunks of {len(live)}. {REBUILD}")
    except DamagedIndex as error:
        problems.append(str(error))
    return problems + _chroma_problems(home, chroma, get_meta(db, "collection"), live)


def _chroma_problems(home: Path, chroma: ChromaSettings, collection: str, live: set[int]) -> list[str]:
    store = VectorStore(home, chroma, collection)
    try:
        missing = len(live - store.ids())
        return [f"Chroma lacks {missing} chunks of {len(live)}. {REBUILD}"] if missing else []
    except VectorStoreUnavailable as error:
        return [str(error)]
    except IndexingError as error:
        return [str(error)]
    finally:
        store.close()


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
