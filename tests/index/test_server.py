"""A Chroma server in place of the embedded one: the same results, and words alone while it is down."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.build import build, rebuild
from index.errors import DamagedIndex, VectorStoreUnavailable
from index.library import Library
from index.resolution import Kind
from index.search import Filters, Query, SearchResult
from index.status import status_of
from index.vectors import ChromaSettings, VectorStore
from tests.index.made import Shelf, WordsEmbedder, made

CHROMA = Path(sys.executable).with_name("chroma")


class Server:
    """A real `chroma run` on loopback."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.settings = ChromaSettings(url=f"http://127.0.0.1:{self.port}", token="secret", timeout=5)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait for its first sign of life."""
        arguments = ["run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(
            [CHROMA, *arguments], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{self.settings.url}/api/v2/heartbeat", timeout=1):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError("chroma run does not answer")

    def stop(self) -> None:
        """End the process that we started."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "files")
    for n in range(12):
        texts = [
            ("pp1", f"Rappelant la session {n} sur l'eau"),
            f"Reconnaît le droit à l'eau {n}",
            f"Salue la paix {n}",
        ]
        shelf.put(f"{n}.txt", made(f"A/RES/6{n % 10}/{n + 1}", f"Eau {n}", texts))
    return shelf


def _hits(result: SearchResult) -> list[tuple[str, float]]:
    return [(hit.id, round(hit.score, 4)) for hit in result.hits]


QUERIES = [
    # what is asked, query
    ("plain", Query("droit à l'eau", 10, "fr")),
    ("by kind", Query("droit à l'eau", 10, "fr", Filters(kinds=(Kind.PREAMBULAR,)))),
    ("by session", Query("la paix", 10, "fr", Filters(sessions=(62, 64)))),
    ("by symbol", Query("la paix", 10, "fr", Filters(symbols=("A/RES/63/4",)))),
    ("nothing left by the filters", Query("la paix", 10, "fr", Filters(symbols=("A/RES/1/1",)))),
    ("a phrase", Query("« droit à l'eau 7 »", 10, "fr")),
]


def _assert_alike(here: Path, there: Path, server: Server) -> None:
    """Every query finds the same in a home by itself and in one beside a server."""
    with (
        Library.open(here, WordsEmbedder()) as embedded,
        Library.open(there, WordsEmbedder(), chroma=server.settings) as remote,
    ):
        for what, query in QUERIES:
            assert _hits(embedded.search(query)) == _hits(remote.search(query)), what


def test_the_same_results_as_the_embedded_one(server: Server, shelf: Shelf, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    build([shelf.folder], here, WordsEmbedder(), read=shelf.read)
    build([shelf.folder], there, WordsEmbedder(), read=shelf.read, chroma=server.settings)
    assert status_of(there, server.settings)["integrity"]["ok"]
    _assert_alike(here, there, server)


def test_an_instance_without_the_vectors_finds_the_same(server: Server, shelf: Shelf, tmp_path: Path) -> None:
    """Its home holds the catalogue and the lexical index alone: the server is asked under filters too."""
    here, there = tmp_path / "here", tmp_path / "there"
    build([shelf.folder], here, WordsEmbedder(), read=shelf.read)
    build([shelf.folder], there, WordsEmbedder(), read=shelf.read, chroma=server.settings)
    shutil.rmtree(there / "matrix")
    _assert_alike(here, there, server)


def test_under_filters_the_vectors_in_the_home_answer(shelf: Shelf, home: Path, tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    server = Server(tmp_path / "server")
    server.start()
    try:
        build([shelf.folder], home, WordsEmbedder(), read=shelf.read, chroma=server.settings)
        with Library.open(home, WordsEmbedder(), chroma=server.settings) as library:
            before = library.search(QUERIES[1][1])
            server.stop()
            assert library.search(QUERIES[1][1]).notices == ()
            assert _hits(library.search(QUERIES[1][1])) == _hits(before)
            assert library.search(QUERIES[0][1]).notices == ("lexical-only",)
    finally:
        server.stop()


def test_two_instances_share_a_corpus_and_see_its_changes(server: Server, shelf: Shelf, home: Path) -> None:
    build([shelf.folder], home, WordsEmbedder(), read=shelf.read, chroma=server.settings)
    with (
        Library.open(home, WordsEmbedder(), chroma=server.settings) as one,
        Library.open(home, WordsEmbedder(), chroma=server.settings) as other,
    ):
        query = Query("forêt tropicale", 3, "fr")
        assert one.search(query).hits[0].id != "A/RES/70/7#op1"
        shelf.put("new.txt", made("A/RES/70/7", "Forêt", ["Protège la forêt tropicale"]))
        build([shelf.folder], home, WordsEmbedder(), read=shelf.read, chroma=server.settings)
        assert one.search(query).hits[0].id == other.search(query).hits[0].id == "A/RES/70/7#op1"


def test_what_the_graph_of_the_server_does_not_lead_to_is_found_all_the_same(
    server: Server, shelf: Shelf, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chroma at times misses a record that it holds, whatever it is asked (chroma-core/chroma#7758)."""
    build([shelf.folder], home, WordsEmbedder(), read=shelf.read, chroma=server.settings)
    shutil.rmtree(home / "matrix")
    everything = VectorStore.search

    def every_other(*asked: Any) -> list[tuple[int, float]]:
        return [pair for pair in everything(*asked) if pair[0] % 2]

    with Library.open(home, WordsEmbedder(), chroma=server.settings) as library:
        whole = [library.search(query) for _, query in QUERIES]
        monkeypatch.setattr(VectorStore, "search", every_other)
        assert [_hits(library.search(query)) for _, query in QUERIES] == [_hits(result) for result in whole]


def test_words_alone_while_the_server_is_down(shelf: Shelf, home: Path, tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    server = Server(tmp_path / "server")
    server.start()
    try:
        build([shelf.folder], home, WordsEmbedder(), read=shelf.read, chroma=server.settings)
        with Library.open(home, WordsEmbedder(), chroma=server.settings) as library:
            assert library.search(Query("eau")).notices == ()
            server.stop()
            result = library.search(Query("le droit à l'eau 7", 3, "fr"))
            assert result.notices == ("lexical-only",)
            assert result.hits[0].id == "A/RES/67/8#op2"
            began = time.monotonic()
            assert library.search(Query("eau")).notices == ("lexical-only",)
            assert time.monotonic() - began < 0.5
    finally:
        server.stop()


def test_a_build_says_that_the_server_is_down_and_goes_on_later(server: Server, shelf: Shelf, home: Path) -> None:
    down = ChromaSettings(url="http://127.0.0.1:9", timeout=1)
    with pytest.raises(VectorStoreUnavailable, match=r"127\.0\.0\.1:9"):
        build([shelf.folder], home, WordsEmbedder(), read=shelf.read, chroma=down)
    assert build([shelf.folder], home, WordsEmbedder(), read=shelf.read, chroma=server.settings).paragraphs == 36


def test_a_server_without_this_corpus_is_noticed_and_filled_by_a_rebuild(
    server: Server, shelf: Shelf, home: Path
) -> None:
    build([shelf.folder], home, WordsEmbedder(), read=shelf.read)
    with (
        Library.open(home, WordsEmbedder(), chroma=server.settings) as library,
        pytest.raises(DamagedIndex, match="alinea index --rebuild"),
    ):
        library.search(Query("eau"))
    assert rebuild(home, WordsEmbedder(), chroma=server.settings).embedded == 0
    with Library.open(home, WordsEmbedder(), chroma=server.settings) as library:
        assert library.search(Query("eau")).notices == ()


def test_a_paragraph_that_recurs_counts_once_among_the_nearest_of_a_server_too(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.library.LEG", 4)
    shelf = Shelf(tmp_path / "files")
    for n in range(12):  # one vector, for twelve paragraphs
        shelf.put(f"again{n}.txt", made(f"A/RES/70/{n + 1}", "Eau", ["Salue le droit à l'eau"]))
    others = ["forêt", "désert", "océan", "glacier", "rivière", "lagune", "delta", "marais", "source", "torrent"]
    for n in range(1, 10):  # each farther from the question than the one before
        shelf.put(f"other{n}.txt", made(f"A/RES/71/{n}", "Eau", [f"Salue le droit à l'eau, {' '.join(others[:n])}"]))
    here, there = tmp_path / "here", tmp_path / "there"
    build([shelf.folder], here, WordsEmbedder(dimension=512), read=shelf.read)
    build([shelf.folder], there, WordsEmbedder(dimension=512), read=shelf.read, chroma=server.settings)
    shutil.rmtree(there / "matrix")
    query = Query("droit à l'eau", 30, "fr")
    with (
        Library.open(here, WordsEmbedder(dimension=512)) as embedded,
        Library.open(there, WordsEmbedder(dimension=512), chroma=server.settings) as remote,
    ):
        own, shared = embedded.search(query).hits, remote.search(query).hits
    assert [hit.id for hit in own] == [hit.id for hit in shared]
    assert [hit.score for hit in own] == pytest.approx([hit.score for hit in shared], abs=1e-3)
