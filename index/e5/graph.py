"""The model as an ONNX graph: twelve BERT layers over looked-up embeddings, mean pooling over the real tokens.

Inputs: `x` (texts, tokens, hidden), the sums of word, position and type embeddings; `lengths` (texts), the number of
real tokens of each. Output: `pooled` (texts, hidden), not yet of length 1. Activations are float32.
"""

from __future__ import annotations

import numpy as np

from index.e5.onnx_file import Graph
from index.e5.weights import Weights

VERSION = 1
"""Raised with every change of the graph: the file is made anew."""
_MS = "com.microsoft"


def build_graph(weights: Weights) -> bytes:
    """The bytes of the ONNX file; about 85 MB."""
    sizes = weights.sizes
    graph = Graph("multilingual-e5-small", {"": 18, _MS: 1})
    graph.takes("x", np.float32, ["texts", "tokens", sizes.hidden])
    graph.takes("lengths", np.int32, ["texts"])
    scale, shift = _norm(graph, weights, "emb.ln")
    x = graph.node("LayerNormalization", ["x", scale, shift], ["h"], epsilon=sizes.epsilon, axis=-1)
    for layer in range(sizes.layers):
        x = _layer(graph, weights, f"l{layer}", x)
    _pool(graph, x)
    graph.gives("pooled", np.float32, ["texts", sizes.hidden])
    return graph.serialised()


def _layer(graph: Graph, weights: Weights, name: str, x: str) -> str:
    sizes = weights.sizes
    kernel = [weights.matrix(f"{name}.{part}.w", sizes.hidden).T for part in "qkv"]
    bias = [weights.floats(f"{name}.{part}.b") for part in "qkv"]
    qkv = graph.weight(f"{name}.qkv.w", np.ascontiguousarray(np.concatenate(kernel, axis=1)))
    qkv_bias = graph.weight(f"{name}.qkv.b", np.concatenate(bias))
    attended = graph.node("Attention", [x, qkv, qkv_bias, "lengths"], [f"{name}.a"], domain=_MS, num_heads=sizes.heads)
    out = _linear(graph, weights, f"{name}.ao", attended, sizes.hidden)
    x = _add_norm(graph, weights, f"{name}.aln", out, x)
    inner = _linear(graph, weights, f"{name}.fi", x, sizes.hidden, bias=False)
    inner_bias = graph.weight(f"{name}.fi.b", weights.floats(f"{name}.fi.b"))
    active = graph.node("BiasGelu", [inner, inner_bias], [f"{name}.g"], domain=_MS)
    return _add_norm(graph, weights, f"{name}.oln", _linear(graph, weights, f"{name}.fo", active, sizes.inner), x)


def _linear(graph: Graph, weights: Weights, name: str, x: str, columns: int, *, bias: bool = True) -> str:
    kernel = graph.weight(f"{name}.w", np.ascontiguousarray(weights.matrix(f"{name}.w", columns).T))
    product = graph.node("MatMul", [x, kernel], [f"{name}.m"])
    if not bias:
        return product
    return graph.node("Add", [product, graph.weight(f"{name}.b", weights.floats(f"{name}.b"))], [f"{name}.y"])


def _add_norm(graph: Graph, weights: Weights, name: str, x: str, skip: str) -> str:
    inputs = [x, skip, *_norm(graph, weights, name)]
    return graph.node("SkipLayerNormalization", inputs, [f"{name}.y"], domain=_MS, epsilon=weights.sizes.epsilon)


def _norm(graph: Graph, weights: Weights, name: str) -> tuple[str, str]:
    scale = graph.weight(f"{name}.scale", weights.floats(f"{name}.w"))
    return scale, graph.weight(f"{name}.shift", weights.floats(f"{name}.b"))


def _pool(graph: Graph, x: str) -> None:
    """The mean over the first `lengths` tokens of each text."""
    axis = graph.weight("axis1", np.array([1], np.int64))
    zero, one = graph.weight("zero", np.array(0, np.int64)), graph.weight("one", np.array(1, np.int64))
    graph.node("Shape", [x], ["shape"])
    graph.node("Gather", ["shape", one], ["tokens"], axis=0)
    graph.node("Range", [zero, "tokens", one], ["range"])
    graph.node("Cast", ["lengths"], ["lengths64"], to=7)
    graph.node("Unsqueeze", ["lengths64", axis], ["lengths_column"])
    graph.node("Less", ["range", "lengths_column"], ["real"])
    graph.node("Cast", ["real"], ["weight"], to=1)
    last = graph.weight("axis2", np.array([2], np.int64))
    graph.node("Unsqueeze", ["weight", last], ["weight3"])
    graph.node("Mul", [x, "weight3"], ["kept"])
    graph.node("ReduceSum", ["kept", axis], ["sum"], keepdims=0)
    graph.node("Cast", ["lengths_column"], ["count"], to=1)
    graph.node("Div", ["sum", "count"], ["pooled"])
