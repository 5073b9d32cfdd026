"""An embedder by setting: a server that speaks OpenAI's API or Ollama's, from the index run to the search."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.opening import embedder_of
from assistant.settings import Settings, load_settings
from index.build import build, rebuild
from index.errors import EmbedderMismatch, EmbedderUnavailable
from index.library import Library
from index.search import Query
from tests.index.embedding_server import EmbeddingServer
from tests.index.made import Shelf, WordsEmbedder, made


def needs(package: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(find_spec(package) is None, reason=f"left out: needs {package.replace('_', '-')}")


OPENAI = pytest.param("openai", marks=needs("langchain_openai"))
OLLAMA = pytest.param("ollama", marks=needs("langchain_ollama"))


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer(WordsEmbedder()) as server:
        yield server


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "files")
    shelf.put("a.txt", made("A/RES/62/27", "Paix", ["Souligne la paix", "Décide de rester saisie de la question"]))
    shelf.put("b.txt", made("A/RES/64/10", "Eau", ["Reconnaît le droit à l'eau", "Demande des puits"]))
    return shelf


def _settings(server: EmbeddingServer, home: Path, key: str = "", api: str = "openai") -> Settings:
    url = server.url if api == "openai" else server.root
    return load_settings(home=home, embedder=f"{api}:words-64", embedder_url=url, embedder_key=key)


@pytest.mark.parametrize("api", [OPENAI, OLLAMA])
def test_an_index_is_made_and_searched_by_a_server(api: str, server: EmbeddingServer, shelf: Shelf, home: Path) -> None:
    embedder = embedder_of(_settings(server, home, "secret", api))
    assert build([shelf.folder], home, embedder, read=shelf.read).embedded == 4
    with Library.open(home, embedder) as library:
        assert library.search(Query("le droit à l'eau", 1)).hits[0].id == "A/RES/64/10#op1"
    assert {request["model"] for request in server.requests} == {"words-64"}
    assert set(server.keys) == {"Bearer secret"}
    texts = [text for request in server.requests for text in request["input"]]
    assert "Eau\nReconnaît le droit à l'eau" in texts, "texts go out as they are, not as numbers of tokens"


@pytest.mark.parametrize("api", [OPENAI, OLLAMA])
def test_a_server_that_is_down_is_named(api: str, server: EmbeddingServer, shelf: Shelf, home: Path) -> None:
    embedder = embedder_of(_settings(server, home, api=api))
    build([shelf.folder], home, embedder, read=shelf.read)
    server.close()
    with (
        Library.open(home, embedder) as library,
        pytest.raises(EmbedderUnavailable, match=rf"{api}:words-64 failed.*ALINEA_EMBEDDER_URL is {server.root}"),
    ):
        library.search(Query("eau"))


@needs("langchain_ollama")
def test_a_model_that_ollama_has_not_is_named(server: EmbeddingServer, home: Path) -> None:
    settings = load_settings(home=home, embedder="ollama:other", embedder_url=server.root)
    with pytest.raises(EmbedderUnavailable, match=r"ollama:other failed.*not found, try pulling it first"):
        embedder_of(settings).query("eau")


SWAPPED = [
    # what the server has under the same name now, its vectors' size
    ("a model of another size", WordsEmbedder("other", 32)),
    ("another model of the same size", None),
]


@needs("langchain_openai")
@pytest.mark.parametrize(("what", "model"), SWAPPED, ids=[row[0] for row in SWAPPED])
def test_a_model_swapped_behind_its_name_is_noticed(
    server: EmbeddingServer, shelf: Shelf, home: Path, what: str, model: WordsEmbedder | None
) -> None:
    build([shelf.folder], home, embedder_of(_settings(server, home)), read=shelf.read)
    server.model = model or _Backwards()
    shelf.put("c.txt", made("A/RES/65/1", "Forêt", ["Protège la forêt"]))
    embedder = embedder_of(_settings(server, home))
    with pytest.raises(EmbedderMismatch, match="openai:words-64 gives other vectors"):
        build([shelf.folder], home, embedder, read=shelf.read)
    if model:
        with Library.open(home, embedder) as library, pytest.raises(EmbedderMismatch, match="32 components"):
            library.search(Query("eau"))
    server.model = WordsEmbedder()
    assert build([shelf.folder], home, embedder_of(_settings(server, home)), read=shelf.read).paragraphs == 5
    assert rebuild(home, embedder_of(_settings(server, home))).embedded == 0


class _Backwards(WordsEmbedder):
    """The same words in other places."""

    def _vector(self, text: str):  # type: ignore[no-untyped-def]
        return super()._vector(text)[::-1]
