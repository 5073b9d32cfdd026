"""Writes an ONNX file: just enough of its protocol buffers for a graph with weights inside.

The `onnx` package would do the same at the price of 18 MB and three more dependencies for one file, made once.
Field numbers: onnx.proto3 of ONNX 1.16 (IR version 10).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Attribute = int | float | str | Sequence[int]
_IR_VERSION = 10
_ELEMENT = {np.dtype(np.float32): 1, np.dtype(np.int32): 6, np.dtype(np.int64): 7}


@dataclass(slots=True)
class Graph:
    """A graph under construction; names of values are free strings."""

    name: str
    opsets: Mapping[str, int]
    _nodes: list[bytes] = field(default_factory=list)
    _weights: list[bytes] = field(default_factory=list)
    _inputs: list[bytes] = field(default_factory=list)
    _outputs: list[bytes] = field(default_factory=list)

    def weight(self, name: str, values: NDArray[np.generic]) -> str:
        """A constant; gives its name."""
        shape = b"".join(_number(1, n) for n in values.shape)
        kind = _number(2, _ELEMENT[values.dtype])
        self._weights.append(_bytes(5, shape + kind + _text(8, name) + _bytes(9, values.tobytes())))
        return name

    def node(
        self, operator: str, inputs: Sequence[str], outputs: Sequence[str], domain: str = "", **attributes: Attribute
    ) -> str:
        """An operation; gives the name of its first output."""
        parts = [_text(1, name) for name in inputs] + [_text(2, name) for name in outputs]
        parts += [_text(3, outputs[0]), _text(4, operator)]
        parts += [_bytes(5, _attribute(name, value)) for name, value in attributes.items()]
        self._nodes.append(_bytes(1, b"".join(parts) + (_text(7, domain) if domain else b"")))
        return outputs[0]

    def takes(self, name: str, element: type[np.generic], shape: Sequence[int | str]) -> str:
        """Declare an input; a dimension is a number or a name."""
        self._inputs.append(_bytes(11, _value(name, np.dtype(element), shape)))
        return name

    def gives(self, name: str, element: type[np.generic], shape: Sequence[int | str]) -> None:
        """Declare an output."""
        self._outputs.append(_bytes(12, _value(name, np.dtype(element), shape)))

    def serialised(self) -> bytes:
        """The bytes of the file."""
        graph = b"".join([*self._nodes, _text(2, self.name), *self._weights, *self._inputs, *self._outputs])
        opsets = b"".join(_bytes(8, _text(1, domain) + _number(2, version)) for domain, version in self.opsets.items())
        return _number(1, _IR_VERSION) + _text(2, "alinea") + _bytes(7, graph) + opsets


def _value(name: str, element: np.dtype[np.generic], shape: Sequence[int | str]) -> bytes:
    dimensions = b"".join(_bytes(1, _number(1, n) if isinstance(n, int) else _text(2, n)) for n in shape)
    tensor = _number(1, _ELEMENT[element]) + _bytes(2, dimensions)
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _attribute(name: str, value: Attribute) -> bytes:
    head = _text(1, name)
    if isinstance(value, int):
        return head + _number(3, value) + _number(20, 2)
    if isinstance(value, float):
        return head + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)
    if isinstance(value, str):
        return head + _text(4, value) + _number(20, 3)
    return head + b"".join(_number(8, n) for n in value) + _number(20, 7)


def _text(number: int, value: str) -> bytes:
    return _bytes(number, value.encode())


def _bytes(number: int, value: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value & (1 << 64) - 1)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
