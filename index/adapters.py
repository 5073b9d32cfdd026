"""Embedders from LangChain, and ours for LangChain.

`langchain_embedder("ollama:nomic-embed-text")` gives any LangChain `Embeddings` the shape of our `Embedder`;
`LangChainEmbeddings(embedder)` gives any of ours the shape of LangChain's, so that other programs can query the
collection that `vectors.py` keeps.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from index.embedding import Embedder, Vectors, normalise, unit
from index.errors import EmbedderUnavailable

_BATCH = 64
_TIMEOUT = 60  # seconds for one batch
_TIMEOUT_OF_ONE_S_OWN = 300  # seconds for one batch by a model on a processor, which may have to be loaded first
_SAMPLES = 64  # pieces of a file of weights that its digest reads, of 4 KB each
_SAMPLE = 4096


class Makes(Protocol):
    """Embeds texts to be found and questions, as LangChain's `Embeddings` do."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of texts."""

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""


class LangChainEmbedder:
    """A LangChain embedding model as one of our embedders; made at first use, when its dimension is found too."""

    def __init__(self, name: str, make: Callable[[], Makes], hint: str = "Check its package, key and server") -> None:
        self._name = name
        self._make = make
        self._hint = f"{hint}, or set ALINEA_EMBEDDER."
        self._lock = threading.Lock()
        self._model: Makes | None = None
        self._dimension: int | None = None

    @property
    def name(self) -> str:
        """The setting it was made from, with a digest of the model's files if it is a folder."""
        return self._name

    @property
    def dimension(self) -> int:
        """Number of components, found by embedding one word. Raises EmbedderUnavailable."""
        if self._dimension is None:
            self._dimension = len(self.query("dimension"))
        return self._dimension

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found. Raises EmbedderUnavailable."""
        plain = [normalise(text) or " " for text in texts]
        rows: list[list[float]] = []
        for at in range(0, len(plain), _BATCH):
            batch = plain[at : at + _BATCH]
            rows += self._asked(lambda batch=batch: self._loaded().embed_documents(batch))  # type: ignore[misc]
        if len(rows) != len(plain):
            raise EmbedderUnavailable(
                f"The embedder {self._name} gave {len(rows)} vectors for {len(plain)} texts.", hint=self._hint
            )
        return self._checked(rows)

    def query(self, text: str) -> Vectors:
        """The vector of a question. Raises EmbedderUnavailable."""
        row = self._asked(lambda: self._loaded().embed_query(normalise(text) or " "))
        vector: Vectors = self._checked([row])[0]
        return vector

    def _loaded(self) -> Makes:
        with self._lock:
            if self._model is None:
                self._model = self._make()
            return self._model

    def _asked(self, action: Callable[[], Any]) -> Any:
        try:
            return action()
        except EmbedderUnavailable:
            raise
        except Exception as error:  # each provider raises errors of its own, without a common root
            raise EmbedderUnavailable(
                f"The embedder {self._name} failed: {type(error).__name__}: {error}.",
                hint=self._hint,
            ) from error

    def _checked(self, rows: list[list[float]]) -> Vectors:
        """Unit vectors, all of one dimension and finite."""
        sizes = sorted({len(row) for row in rows})
        wanted = self._dimension or (sizes[0] if sizes else 0)
        if sizes not in ([], [wanted]):
            raise EmbedderUnavailable(
                f"The embedder {self._name} gave vectors of {sizes[-1 if sizes[0] == wanted else 0]} components where"
                f" {wanted} were expected.",
                hint="Another model has its name now: set it back, or embed into another home.",
            )
        vectors = np.asarray(rows, np.float32).reshape(len(rows), wanted)
        if not np.isfinite(vectors).all():
            raise EmbedderUnavailable(
                f"The embedder {self._name} gave vectors with components that are no numbers.", hint=self._hint
            )
        return unit(vectors)


class LangChainEmbeddings(Embeddings):
    """One of our embedders as LangChain knows them."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of texts to be found."""
        rows: list[list[float]] = self._embedder.passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        row: list[float] = self._embedder.query(text).tolist()
        return row


def langchain_embedder(setting: str, url: str = "", key: str = "") -> LangChainEmbedder:
    """The embedder of `provider:name` (at `url`, with `key`), or of the folder of a sentence-transformers model.

    Loads nothing yet.
    """
    folder = Path(setting).expanduser()
    if folder.is_dir():
        name = f"folder:{folder.name}@{_digest(folder)}"
        return LangChainEmbedder(name, lambda: _from_folder(folder), f"Check the files of the model in {folder}")
    provider, colon, model = setting.partition(":")
    if not (colon and provider and model) or "/" in provider or "\\" in provider:
        raise EmbedderUnavailable(
            f"“{setting}” names no embedder.",
            hint="Write `bundled`, `provider:name` (ollama:…, openai:…) or the folder of a model that is there.",
        )
    at = f"ALINEA_EMBEDDER_URL is {_without_password(url)}" if url else "ALINEA_EMBEDDER_URL is not set"
    return LangChainEmbedder(
        setting, lambda: _from_provider(setting, url, key), f"Check its package, key and server ({at})"
    )


def provider_options(provider: str, url: str = "", key: str = "") -> dict[str, Any]:
    """What LangChain's class of a provider is made with, beside the model's name."""
    options: dict[str, Any] = {"base_url": url} if url else {}
    if provider == "ollama":
        # Its client would wait for ever, and knows no key: a proxy before it may ask for one.
        client: dict[str, Any] = {"timeout": _TIMEOUT_OF_ONE_S_OWN}
        if key:
            client["headers"] = {"Authorization": f"Bearer {key}"}
        return options | {"client_kwargs": client}
    if key:
        options["api_key"] = key
    if provider == "openai":
        # Texts go out as they are: LangChain would count their tokens with a table that it fetches from the network,
        # and send numbers that only OpenAI's own models understand. Ours are short enough for any model.
        options |= {"check_embedding_ctx_length": False, "timeout": _TIMEOUT}
        if url and not key:
            options["api_key"] = "none"  # the client wants one; a server of one's own does not
    return options


def _from_provider(setting: str, url: str, key: str) -> Makes:
    from langchain.embeddings import init_embeddings

    try:
        made: Any = init_embeddings(setting, **provider_options(setting.partition(":")[0], url, key))
    except ImportError as error:
        raise EmbedderUnavailable(f"The embedder {setting} needs a package that is not installed: {error}") from error
    return made  # type: ignore[no-any-return]


def _from_folder(folder: Path) -> Makes:
    """A sentence-transformers model, with the prompts that its own configuration names for passages and queries."""
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EmbedderUnavailable(
            f"The model in {folder} needs the package sentence-transformers.",
            hint="Install it: pip install sentence-transformers.",
        ) from error
    return SentenceModel(SentenceTransformer(str(folder), local_files_only=True), _prompts(folder))


class SentenceModel:
    """A sentence-transformers model with its prompts, never those that it would put there by itself."""

    def __init__(self, model: Any, prompts: dict[str, str]) -> None:
        self._model = model
        self._passage = prompts.get("passage") or prompts.get("document") or ""
        self._query = prompts.get("query") or ""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of texts to be found."""
        rows: list[list[float]] = self._model.encode(texts, prompt=self._passage).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        row: list[float] = self._model.encode(text, prompt=self._query).tolist()
        return row


def _prompts(folder: Path) -> dict[str, str]:
    """The prompts of `config_sentence_transformers.json`; E5 models without any get the prefixes of their training."""
    file = folder / "config_sentence_transformers.json"
    found = json.loads(file.read_text(encoding="utf-8")).get("prompts") or {} if file.is_file() else {}
    named = {name: text for name, text in found.items() if isinstance(text, str) and text}
    if not named and "e5" in folder.name.lower():
        return {"passage": "passage: ", "query": "query: "}
    return named


def _digest(folder: Path) -> str:
    """Twelve characters that change with the names, sizes and contents of a model's files.

    Weights are gigabytes: of a large file, pieces spread over its length are read. Training changes all of them.
    """
    digest = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
        size = file.stat().st_size
        digest.update(f"{file.relative_to(folder).as_posix()} {size}\n".encode())
        with file.open("rb") as opened:
            if size <= _SAMPLES * _SAMPLE or (file.suffix == ".json" and size < 1_000_000):
                digest.update(opened.read())
            else:
                for n in range(_SAMPLES):
                    opened.seek(n * (size - _SAMPLE) // (_SAMPLES - 1))
                    digest.update(opened.read(_SAMPLE))
    return digest.hexdigest()[:12]


def _without_password(url: str) -> str:
    """The address without the user and password that may stand in it."""
    return re.sub(r"//[^/@]*@", "//", url)
