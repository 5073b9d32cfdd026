"""The embedder over ONNX Runtime.

The graph's file is made once, in the home, and its digest kept beside it; a file that does not agree is made again.
Texts are embedded in runs of like length. Vectors do not depend on the run they were made in beyond float32 rounding.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.e5.graph import VERSION, build_graph
from index.e5.questions import QuestionWeights
from index.e5.tokens import Tokens
from index.e5.weights import Floats, Weights, model_file, unpack_rows
from index.embedding import BundledEmbedder, Vectors, normalise, unit
from index.errors import EmbedderUnavailable

FOLDER = "models"
RUN_TOKENS = 768
"""Tokens in one run: fewer leave the processor waiting, more leave its cache."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    window: int
    begin: int
    end: int
    words: Any
    places: Floats
    tokens: Tokens


class OnnxEmbedder:
    """multilingual-e5-small with the bundled weights: the same vectors as `BundledEmbedder`, three times as fast.

    `question` embeds with the weights fitted to questions, which `BundledEmbedder` has not. `notice` is called once,
    with the path, when the model file has to be made.
    """

    name = BundledEmbedder.name
    dimension = BundledEmbedder.dimension

    def __init__(self, home: Path, *, threads: int = 0, notice: Callable[[Path], None] | None = None) -> None:
        self._folder = home / FOLDER
        self._threads = threads
        self._notice = notice
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None
        self._sessions: dict[bool, Any] = {}
        """The graph of questions and that of all else, each once it is needed."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found: shape (len(texts), 384)."""
        return self._embed([f"passage: {normalise(text)}" for text in texts])

    def query(self, text: str) -> Vectors:
        """The vector of a question: shape (384,)."""
        vector: Vectors = self._embed([f"query: {normalise(text)}"])[0]
        return vector

    def question(self, text: str) -> Vectors:
        """The vector of a question by the weights fitted to questions: shape (384,)."""
        vector: Vectors = self._embed([f"query: {normalise(text)}"], asking=True)[0]
        return vector

    def load(self, *, asking: bool = False) -> None:
        """Load the vocabulary, and the model for questions or, making its file if need be, that for all else. Raises
        EmbedderUnavailable."""
        with self._lock:
            if asking in self._sessions:
                return
            weights = (QuestionWeights if asking else Weights)(model_file())
            if self._loaded is None:
                self._loaded = _load(weights)
            # the one for questions is made in memory, in half a second: a file would be read no faster
            self._sessions[asking] = self._session(build_graph(weights) if asking else self._model(weights))

    def _embed(self, texts: Sequence[str], *, asking: bool = False) -> Vectors:
        self.load(asking=asking)
        loaded = self._loaded
        assert loaded is not None
        windows, owners = _windows(loaded.tokens.ids(texts), loaded.window)
        sums = np.zeros((len(texts), self.dimension), np.float32)
        for run in _runs(windows):
            pooled = _run(self._sessions[asking], loaded, [windows[n] for n in run])
            for n, vector in zip(run, pooled, strict=True):
                sums[owners[n]] += max(len(windows[n]), 1) * vector
        return unit(sums)

    def _session(self, model: str | bytes) -> Any:
        try:
            import onnxruntime as ort
        except ImportError as error:
            raise EmbedderUnavailable(f"ONNX Runtime cannot be loaded: {error}.") from error
        options = ort.SessionOptions()
        options.intra_op_num_threads = self._threads or os.cpu_count() or 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # other processes need the cores too
        try:
            return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except (OSError, RuntimeError) as error:  # ONNX Runtime's own errors are RuntimeErrors
            raise EmbedderUnavailable(f"ONNX Runtime cannot run the bundled model: {error}.") from error

    def _model(self, weights: Weights) -> str | bytes:
        """The path of the graph's file, made if it is not there or not what it was. Where none can be written, or for
        this once, the graph itself: making it takes half a second."""
        path = self._folder / f"multilingual-e5-small-{VERSION}.onnx"
        seal = path.with_suffix(".sha256")
        expected = f"{_digest(weights.path)} "
        if path.is_file() and seal.is_file() and seal.read_text() == expected + _digest(path):
            return str(path)
        graph = build_graph(weights)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(graph)
            seal.write_text(expected + _digest(fresh))
            fresh.replace(path)
        except OSError:
            with suppress(OSError):
                fresh.unlink()
            return graph
        if self._notice:
            self._notice(path)
        return graph


def _load(weights: Weights) -> _Loaded:
    sizes = weights.sizes
    places = weights.floats("emb.pos").reshape(-1, sizes.hidden)[: sizes.positions]
    kinds = weights.floats("emb.type").reshape(-1, sizes.hidden)
    vocabulary = weights.vocabulary
    return _Loaded(
        sizes.positions - 2,
        vocabulary.begin,
        vocabulary.end,
        weights.blocks("emb.word", sizes.hidden),
        places + kinds[0],
        Tokens(vocabulary),
    )


def _run(session: Any, loaded: _Loaded, windows: list[list[int]]) -> Floats:
    longest = max(map(len, windows)) + 2
    ids = np.full((len(windows), longest), loaded.end, np.int64)
    for row, window in enumerate(windows):
        ids[row, : len(window) + 2] = [loaded.begin, *window, loaded.end]
    x = unpack_rows(loaded.words[ids.reshape(-1)]).reshape(*ids.shape, -1) + loaded.places[:longest]
    lengths = np.array([len(window) + 2 for window in windows], np.int32)
    pooled: Floats = session.run(["pooled"], {"x": x, "lengths": lengths})[0]
    return pooled


def _windows(ids: list[list[int]], room: int) -> tuple[list[list[int]], list[int]]:
    """The texts cut into windows of the model, and which text each belongs to."""
    windows, owners = [], []
    for owner, tokens in enumerate(ids):
        for at in range(0, max(len(tokens), 1), room):
            windows.append(tokens[at : at + room])
            owners.append(owner)
    return windows, owners


def _runs(windows: list[list[int]]) -> Iterator[list[int]]:
    """Places of windows in runs of like length, each of about `RUN_TOKENS` tokens."""
    run: list[int] = []
    for n in sorted(range(len(windows)), key=lambda n: len(windows[n])):
        if run and (len(run) + 1) * (len(windows[n]) + 2) > RUN_TOKENS:
            yield run
            run = []
        run.append(n)
    if run:
        yield run


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
