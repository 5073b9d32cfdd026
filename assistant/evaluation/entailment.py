"""An entailment model from a folder, for ALCE's citation recall and precision.

The folder is one that Hugging Face's export to ONNX writes: `model.onnx` (or `onnx/model.onnx`), `tokenizer.json` and
`config.json` with the names of the classes. A multilingual model (XNLI) judges French sentences on French paragraphs
and English ones alike. Nothing is downloaded.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import EvaluationError

_LONGEST = 512
_HINT = "ALINEA_ENTAILMENT is a folder with model.onnx, tokenizer.json and config.json."


class Entailment:
    """Says whether a premise entails a hypothesis. Safe to call from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open the model of a folder. Raises EvaluationError naming what is missing or wrong."""
        self._entails = _entailment_class(folder)
        self._tokens = _tokenizer(folder)
        self._session = _session(folder)
        self._takes = {value.name for value in self._session.get_inputs()}

    def __call__(self, premise: str, hypothesis: str) -> bool:
        """Whether entailment is the likeliest class. A premise too long for the model is cut at its end."""
        read = self._tokens.encode(premise, hypothesis)
        inputs = {"input_ids": read.ids, "attention_mask": read.attention_mask, "token_type_ids": read.type_ids}
        given = {name: np.array([values], dtype=np.int64) for name, values in inputs.items() if name in self._takes}
        logits = self._session.run(None, given)[0][0]
        return int(np.argmax(logits)) == self._entails


def _entailment_class(folder: Path) -> int:
    """The index of the class called entailment."""
    path = folder / "config.json"
    try:
        names = json.loads(path.read_text(encoding="utf-8"))["id2label"]
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror}.", hint=_HINT) from error
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} names no classes (id2label).", hint=_HINT) from error
    found = [int(n) for n, name in names.items() if str(name).lower().startswith("entail")]
    if not found:
        raise EvaluationError(f"{path}: none of the classes {', '.join(names.values())} is entailment.", hint=_HINT)
    return found[0]


def _tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer

    path = folder / "tokenizer.json"
    if not path.is_file():
        raise EvaluationError(f"{path} is missing.", hint=_HINT)
    tokens = Tokenizer.from_file(str(path))
    tokens.enable_truncation(_LONGEST, strategy="only_first")
    return tokens


def _session(folder: Path) -> Any:
    import onnxruntime

    path = next((p for p in (folder / "model.onnx", folder / "onnx" / "model.onnx") if p.is_file()), None)
    if path is None:
        raise EvaluationError(f"{folder / 'model.onnx'} is missing.", hint=_HINT)
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
