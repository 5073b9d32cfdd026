"""The entailment model: real files of a tiny model that knows two words."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from assistant.errors import EvaluationError
from assistant.evaluation.entailment import Entailment
from assistant.evaluation.session import entailment_of
from assistant.settings import load_settings
from index.e5.onnx_file import Graph

WORDS = ["[UNK]", "[SEP]", "yes", "no"]
# Logits that each word adds: contradiction, neutral, entailment. « yes » entails, « no » contradicts.
LOGITS = np.array([[0, 0.1, 0], [0, 0, 0], [0, 0, 1], [1.5, 0, 0]], dtype=np.float32)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The folder of a model whose logits are the sums over the words of both texts."""
    tokens = Tokenizer(WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokens.pre_tokenizer = Whitespace()  # type: ignore[assignment]
    tokens.post_processor = TemplateProcessing(single="$A", pair="$A [SEP] $B:1", special_tokens=[("[SEP]", 1)])  # type: ignore[assignment]
    tokens.save(str(tmp_path / "tokenizer.json"))
    classes = {"0": "contradiction", "1": "neutral", "2": "entailment"}
    (tmp_path / "config.json").write_text(json.dumps({"id2label": classes}))
    graph = Graph("tiny", {"": 17})
    graph.takes("input_ids", np.int64, ["texts", "tokens"])
    graph.takes("attention_mask", np.int64, ["texts", "tokens"])
    table, axis = graph.weight("table", LOGITS), graph.weight("axis", np.array([1], np.int64))
    graph.node("Gather", [table, "input_ids"], ["by_word"], axis=0)
    graph.node("Cast", ["attention_mask"], ["mask"], to=1)
    last = graph.weight("last", np.array([2], np.int64))
    graph.node("Unsqueeze", ["mask", last], ["column"])
    graph.node("Mul", ["by_word", "column"], ["kept"])
    graph.node("ReduceSum", ["kept", axis], ["logits"], keepdims=0)
    graph.gives("logits", np.float32, ["texts", 3])
    (tmp_path / "model.onnx").write_bytes(graph.serialised())
    return tmp_path


CASES = [
    # premise, hypothesis, whether the one entails the other
    ("yes", "yes", True),
    ("yes", "no", False),
    ("what", "ever", False),
    ("yes " * 2000, "no no", True),  # the premise is cut, the hypothesis is kept
    ("what " * 2000, "yes " * 60, True),
]


@pytest.mark.parametrize(("premise", "hypothesis", "entails"), CASES)
def test_entailment(model: Path, premise: str, hypothesis: str, entails: bool) -> None:
    assert Entailment(model)(premise, hypothesis) is entails


MISSING = [
    # file taken away or written anew, its content, words of the message
    ("config.json", None, "config.json cannot be read"),
    ("config.json", "{}", "id2label"),
    ("config.json", '{"id2label": {"0": "toxic"}}', "toxic"),
    ("tokenizer.json", None, "tokenizer.json is missing"),
    ("model.onnx", None, "model.onnx is missing"),
]


@pytest.mark.parametrize(("name", "content", "words"), MISSING)
def test_what_is_missing_is_named(model: Path, name: str, content: str | None, words: str) -> None:
    (model / name).unlink()
    if content is not None:
        (model / name).write_text(content)
    with pytest.raises(EvaluationError, match=words) as raised:
        Entailment(model)
    assert "ALINEA_ENTAILMENT" in str(raised.value)


def test_the_setting_names_the_folder(model: Path) -> None:
    assert entailment_of(load_settings()) is None
    found = entailment_of(load_settings(entailment=str(model)))
    assert found is not None
    assert found("yes", "yes")
