"""Every chunk is in Chroma as other programs read it, and Chroma looks at nobody's settings but ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.adapters import LangChainEmbeddings
from index.errors import DamagedIndex, VectorStoreUnavailable
from index.search import Query
from index.status import status_of
from index.vectors import ChromaSettings, Record, VectorStore
from tests.index.made import Shelf, WordsEmbedder, library_of, made

ROOT = Path(__file__).resolve().parents[2]
RECORDS = [Record(n, f"texte {n}", f"A/RES/62/27#op{n}", "A/RES/62/27", "fr", "operative", "Titre") for n in range(5)]
ROWS = np.eye(5, 8, dtype=np.float32)


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    store = VectorStore(tmp_path, ChromaSettings(), "alinea-test-1")
    store.create()
    store.put(RECORDS, ROWS)
    return store


def test_finds_the_nearest(store: VectorStore) -> None:
    assert store.search(ROWS[2] * 0.9 + ROWS[3] * 0.1, 2)[0][0] == 2
    assert [chunk for chunk, _ in store.search(ROWS[2], 2, [1, 3])] == [1, 3]


def test_a_record_put_twice_is_there_once(store: VectorStore) -> None:
    store.put(RECORDS[:1], ROWS[4:])
    assert store.count() == 5
    assert store.vectors_of([0])[0].argmax() == 4


def test_what_was_removed_is_gone_and_may_be_removed_again(store: VectorStore) -> None:
    store.remove([1, 2, 77])
    store.remove([1])
    assert store.ids() == {0, 3, 4}


def test_more_records_than_chroma_takes_at_once(tmp_path: Path) -> None:
    many = [Record(n, "t", "A/RES/62/27#op1", "A/RES/62/27", "fr", "operative", "") for n in range(6000)]
    store = VectorStore(tmp_path, ChromaSettings(), "alinea-test-1")
    store.create()
    store.put(many, np.random.default_rng(1).normal(size=(6000, 4)).astype(np.float32))
    assert store.count() == 6000


def test_a_missing_collection_is_named(store: VectorStore, tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex, match="alinea index --rebuild"):
        VectorStore(tmp_path, ChromaSettings(), "alinea-test-2").count()


def test_other_collections_of_the_same_corpus_are_dropped(store: VectorStore, tmp_path: Path) -> None:
    fresh = VectorStore(tmp_path, ChromaSettings(), "alinea-test-2")
    foreign = VectorStore(tmp_path, ChromaSettings(), "alinea-other-1")
    fresh.create()
    foreign.create()
    fresh.drop_others("alinea-test")
    assert (fresh.count(), foreign.count()) == (0, 0)
    with pytest.raises(DamagedIndex):
        store.count()


def test_other_langchain_programs_can_open_the_collection(home: Path, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "files")
    resolution = made("A/RES/64/10", "Eau", ["Reconnaît le droit à l'eau", "Salue la paix"])
    with library_of(home, shelf, resolution) as library:
        assert library.search(Query("eau")).hits
    from index.vectors import _import

    chromadb = _import()
    from langchain_chroma import Chroma

    name = status_of(home, ChromaSettings())["collection"]
    settings = chromadb.config.Settings(anonymized_telemetry=False)
    client = chromadb.PersistentClient(str(home / "chroma"), settings=settings)
    found = Chroma(
        client=client, collection_name=name, embedding_function=LangChainEmbeddings(WordsEmbedder())
    ).similarity_search("droit à l'eau", k=1)
    assert found[0].page_content == "Reconnaît le droit à l'eau"
    assert found[0].metadata["id"] == "A/RES/64/10#op1"
    client.close()


def test_a_server_that_is_down_is_named(tmp_path: Path) -> None:
    store = VectorStore(tmp_path, ChromaSettings(url="http://127.0.0.1:9", timeout=0.5), "alinea-test-1")
    with pytest.raises(VectorStoreUnavailable, match=r"127\.0\.0\.1:9"):
        store.count()


HOSTILE = {
    "CHROMA_SERVER_HTTP_PORT": "no number",
    "CHROMA_SERVER_HEADERS": "{bad",
    "CHROMA_DB_IMPL": "duckdb",
    "CHROMA_API_IMPL": "chromadb.api.fastapi.FastAPI",
    "IS_PERSISTENT": "7",
    "ANONYMIZED_TELEMETRY": "perhaps",
}
PROGRAM = """
import sys, numpy as np
from pathlib import Path
from index.vectors import ChromaSettings, Record, VectorStore
store = VectorStore(Path(sys.argv[1]), ChromaSettings(), "alinea-test-1")
store.create()
store.put([Record(1, "t", "A/RES/62/27#op1", "A/RES/62/27", "fr", "operative", "")], np.eye(1, 4, dtype=np.float32))
from chromadb.telemetry.product import ProductTelemetryClient
telemetry = store._connected()._system.instance(ProductTelemetryClient)
print(store.count(), store._connected().get_settings().anonymized_telemetry)
"""


def test_a_hostile_environment_changes_nothing(tmp_path: Path) -> None:
    """Settings of some other Chroma, in the environment and in a `.env` that is not even text."""
    (tmp_path / ".env").write_bytes(b"CHROMA_API_IMPL=nonsense\nIS_PERSISTENT=maybe\nX=\xff\xfe\n")
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, str(tmp_path / "home")],
        cwd=tmp_path,
        env=os.environ | HOSTILE | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.stdout.split() == ["1", "False"], ended.stderr
