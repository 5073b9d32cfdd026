"""Every chunk with its vector, text and a few metadata in Chroma. The only file that imports chromadb.

Any LangChain program can open the collection; its name is `alinea status --json` → `collection`:

    Chroma(client=chromadb.PersistentClient(f"{home}/chroma"), collection_name=name, embedding_function=e)

where `e` is `index.adapters.LangChainEmbeddings` (the embedder that made the vectors, as LangChain knows one).
A record's id is the chunk's number in the catalogue; its metadata are `id` (of the paragraph), `symbol`, `language`,
`kind` and `title`. Distances are cosine.

Chroma reads its settings from the environment and from a `.env` in the working directory, at import and later, and
breaks on what it does not expect there: here they are built from its defaults and ours alone (`_settings`), and
`_import` keeps the environment away from the module-level instances. Embeddings are always passed in: without them
Chroma would fetch a model from the network.
"""

from __future__ import annotations

import shutil
import threading
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from index.embedding import Vectors
from index.errors import DamagedIndex, HomeError, VectorStoreUnavailable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

FOLDER = "chroma"
HNSW = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 2000}
"""Chroma's defaults find 0.64 of the ten nearest among 500,000 vectors. With these 0.97 of the first ten hits of a
search are those of an exact one (0.92 with `ef_search` 400), in 24 ms instead of 20. A server heeds a changed
`ef_search` once it has started again."""
BATCH = 2000
"""Records in one call: Chroma takes at most 5,461."""
_ATTEMPTS = 3
_IMPORTING = threading.Lock()
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ChromaSettings:
    """A Chroma server; without `url` the embedded one in the home. `timeout` in seconds, for each request."""

    url: str = ""
    token: str = ""
    tenant: str = "default_tenant"
    database: str = "default_database"
    timeout: float = 10.0


@dataclass(frozen=True, slots=True)
class Record:
    """A chunk as Chroma keeps it."""

    chunk: int
    text: str
    id: str
    symbol: str
    language: str
    kind: str
    title: str


class VectorStore:
    """One collection of one Chroma. Errors of Chroma and of the network come out as errors of ours."""

    def __init__(self, home: Path, settings: ChromaSettings, collection: str) -> None:
        self.name = collection
        self._settings = settings
        self._folder = home / FOLDER
        self._client: ClientAPI | None = None
        self._lock = threading.Lock()

    def create(self, *, afresh: bool = False) -> None:
        """Make the collection if it is not there. `afresh` clears away an embedded Chroma that is damaged."""
        try:
            self._create()
        except DamagedIndex:
            if not afresh or self._settings.url:
                raise
            self._clear_away()
            self._create()

    def _create(self) -> None:
        configuration: Any = {"hnsw": HNSW}
        self._call(
            lambda: self._connected().get_or_create_collection(
                self.name, configuration=configuration, embedding_function=None
            )
        )

    def _clear_away(self) -> None:
        from chromadb.api.shared_system_client import SharedSystemClient

        SharedSystemClient._identifier_to_system.pop(str(self._folder), None)  # what failed to start is still listed
        self._client = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def drop(self) -> None:
        """Remove the collection; one that is not there is no error."""
        with suppress(DamagedIndex):
            self._call(lambda: self._connected().delete_collection(self.name))

    def drop_others(self, prefix: str) -> None:
        """Remove the collections of the same corpus (`prefix`) other than this one."""
        names = [c.name for c in self._call(lambda: self._connected().list_collections())]
        for name in names:
            if name != self.name and name.rpartition("-")[0] == prefix:
                VectorStore(self._folder.parent, self._settings, name).drop()

    def put(self, records: Sequence[Record], vectors: Vectors) -> None:
        """Add records, or replace those that are there."""
        for at in range(0, len(records), BATCH):
            batch, rows = records[at : at + BATCH], vectors[at : at + BATCH]
            self._call(
                lambda batch=batch, rows=rows: self._collection().upsert(  # type: ignore[misc]
                    ids=[str(r.chunk) for r in batch],
                    embeddings=rows,
                    documents=[r.text for r in batch],
                    metadatas=[
                        {"id": r.id, "symbol": r.symbol, "language": r.language, "kind": r.kind, "title": r.title}
                        for r in batch
                    ],
                )
            )

    def remove(self, chunks: Sequence[int]) -> None:
        """Take records out; one that is not there is no error."""
        for at in range(0, len(chunks), BATCH):
            ids = [str(chunk) for chunk in chunks[at : at + BATCH]]
            self._call(lambda ids=ids: self._collection().delete(ids=ids))  # type: ignore[misc]

    def count(self) -> int:
        """Number of records."""
        return int(self._call(lambda: self._collection().count()))

    def ids(self) -> set[int]:
        """The chunks that are there."""
        found = self._call(lambda: self._collection().get(include=[]))
        return {int(i) for i in found["ids"]}

    def search(self, query: Vectors, limit: int, chunks: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The nearest chunks with their cosines, best first; among `chunks` only, if given."""
        only = None if chunks is None else [str(chunk) for chunk in chunks]
        found = self._call(
            lambda: self._collection().query(
                query_embeddings=query.reshape(1, -1), n_results=limit, ids=only, include=["distances"]
            )
        )
        distances = (found["distances"] or [[]])[0]
        pairs = [(int(i), 1.0 - float(d)) for i, d in zip(found["ids"][0], distances, strict=True)]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def vectors_of(self, chunks: Sequence[int]) -> dict[int, Vectors]:
        """The vectors of chunks."""
        import numpy as np

        ids = [str(chunk) for chunk in chunks]
        found = self._call(lambda: self._collection().get(ids=ids, include=["embeddings"]))
        rows = found["embeddings"] if found["embeddings"] is not None else []
        return {int(i): np.asarray(row, np.float32) for i, row in zip(found["ids"], rows, strict=True)}

    def close(self) -> None:
        """Let go of the client; the next call opens it again."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            for session in _sessions(client):  # `close` leaves its connections open
                session.close()
            client.close()  # type: ignore[attr-defined]

    def _collection(self) -> Collection:
        return self._connected().get_collection(self.name, embedding_function=None)

    def _connected(self) -> ClientAPI:
        with self._lock:
            if self._client is None:
                self._client = _server(self._settings) if self._settings.url else _embedded(self._folder)
            return self._client

    def _call(self, action: Callable[[], _T]) -> _T:
        """Run a request; a server gets a second and third chance (all our requests may be repeated)."""
        import httpx

        _import()
        from chromadb.errors import ChromaError, InternalError, NotFoundError

        for attempt in range(_ATTEMPTS):
            try:
                return action()
            except (httpx.HTTPError, ConnectionError) as error:
                if attempt + 1 == _ATTEMPTS or isinstance(error, httpx.TimeoutException):
                    raise self._unavailable(str(error)) from error
            except NotFoundError as error:
                raise self._damaged(f"the collection {self.name} is missing") from error
            except (InternalError, ChromaError, ValueError) as error:
                if self._settings.url:
                    raise self._unavailable(str(error)) from error
                raise self._local(str(error)) from error
        raise AssertionError("unreachable")

    def _unavailable(self, why: str) -> VectorStoreUnavailable:
        return VectorStoreUnavailable(
            f"The Chroma server {self._settings.url} does not answer ({why}).",
            hint="Start it, or correct ALINEA_CHROMA_URL.",
        )

    def _damaged(self, why: str) -> DamagedIndex:
        where = self._settings.url or self._folder
        return DamagedIndex(f"The vector store {where} is damaged: {why}.", hint="Run `alinea index --rebuild`.")

    def _local(self, why: str) -> HomeError | DamagedIndex:
        if "full" in why:
            return HomeError(f"The disk that holds {self._folder} is full.", hint="Free some space and try again.")
        if "readonly" in why or "read-only" in why or "Permission" in why:
            return HomeError(f"The folder {self._folder} cannot be written ({why}).", hint="Choose another home.")
        return self._damaged(why)


def _embedded(folder: Path) -> ClientAPI:
    chromadb = _import()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        client: ClientAPI = chromadb.PersistentClient(str(folder), settings=_settings(is_persistent=True))
    except AttributeError as error:  # Chroma trips over its own clearing up when it cannot open a database
        raise ValueError(f"it cannot be opened: {error.__context__ or error}") from error
    return client


def _server(ours: ChromaSettings) -> ClientAPI:
    """A client of a server. Chroma's own has no timeouts: the server is asked for a sign of life first."""
    import httpx

    chromadb = _import()
    headers = {"Authorization": f"Bearer {ours.token}", "X-Chroma-Token": ours.token} if ours.token else {}
    httpx.get(f"{ours.url.rstrip('/')}/api/v2/heartbeat", headers=headers, timeout=ours.timeout).raise_for_status()
    address = urllib.parse.urlsplit(ours.url)
    secure = address.scheme == "https"
    client: ClientAPI = chromadb.HttpClient(
        address.hostname or "localhost",
        address.port or (443 if secure else 8000),
        ssl=secure,
        headers=headers,
        settings=_settings(),
        tenant=ours.tenant,
        database=ours.database,
    )
    for session in _sessions(client):
        session.timeout = httpx.Timeout(ours.timeout)
    return client


def _sessions(client: Any) -> list[Any]:
    """The HTTP sessions of a server's client and of the administrator's client inside it; none of an embedded one."""
    inside = (client._server, client._admin_client._server)
    return [server._session for server in inside if hasattr(server, "_session")]


def _settings(**ours: Any) -> Any:
    """Chroma's settings: its defaults and ours, whatever the environment says; nothing is sent to anybody."""
    from chromadb.config import Settings

    defaults = {name: field.get_default(call_default_factory=True) for name, field in Settings.model_fields.items()}
    return Settings.model_construct(**{**defaults, "anonymized_telemetry": False, **ours})


def _import() -> Any:
    with _IMPORTING, _deaf_to_environment():
        import chromadb

        return chromadb


@contextmanager
def _deaf_to_environment() -> Iterator[None]:
    """While chromadb is imported, its settings classes take their defaults and look at nothing else."""
    import pydantic
    import pydantic_settings

    original = pydantic_settings.BaseSettings.__init__

    def plain(self: Any, **values: Any) -> None:
        if type(self).__module__.startswith("chromadb"):
            pydantic.BaseModel.__init__(self, **values)
        else:
            original(self, **values)

    pydantic_settings.BaseSettings.__init__ = plain  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        pydantic_settings.BaseSettings.__init__ = original  # type: ignore[method-assign]
