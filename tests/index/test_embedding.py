"""The two engines of the bundled model agree with each other and with the plain arithmetic; other embedders fit in."""

from __future__ import annotations

import math
import multiprocessing
import sys
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding, Embeddings
from langchain_tests.unit_tests import EmbeddingsUnitTests

from index.adapters import LangChainEmbedder, LangChainEmbeddings, SentenceModel, provider_options
from index.e5.engine import FOLDER, OnnxEmbedder
from index.e5.questions import QuestionWeights
from index.e5.tokens import Tokens
from index.e5.weights import Floats, Weights, model_file, unpack_rows
from index.embedders import FastBundledEmbedder, _Shared, embedder_for
from index.embedding import BundledEmbedder, Vectors, normalise, text_key
from index.errors import EmbedderUnavailable
from index.sample import sample_paths
from tests.index.made import WordsEmbedder


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def fast(models: Path) -> OnnxEmbedder:
    embedder = OnnxEmbedder(models)
    embedder.load()
    return embedder


@pytest.fixture(scope="module")
def slow() -> BundledEmbedder:
    return BundledEmbedder()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The paragraphs of the bundled resolutions, and some that are short, long or strange."""
    blocks = [block for path in sample_paths() for block in path.read_text(encoding="utf-8").split("\n\n")]
    strange = [
        "a",
        "½ ﬁ ™ ①",
        "日本語のテキスト",
        "62/27",
        "  deux   espaces ",
        "mot\u00ad coupé",
        "🙂 <s> </s>",
        "é" * 300,
    ]
    long = ["Le rapport traite de la question suivante, entre autres. " * 60]
    return [block.strip() for block in blocks if block.strip()][::5] + strange + long


SAME = [
    # what differs, one text, another
    ("decomposed accents", "se\u0301curite\u0301", "sécurité"),
    ("apostrophes", "l’eau", "l'eau"),
    ("no-break spaces", "article\u00a0premier\u202f:", "article premier :"),
    ("soft hyphens and zero-width spaces", "désar\u00admement\u200b", "désarmement"),
    ("NUL", "avant\0après", "avantaprès"),
    ("a lone surrogate", "x\ud800y", "x?y"),
]


@pytest.mark.parametrize(("what", "one", "other"), SAME, ids=[row[0] for row in SAME])
def test_texts_that_look_alike_are_one_text(what: str, one: str, other: str) -> None:
    assert normalise(one) == other
    assert text_key(one) == text_key(other)


def test_case_and_accents_stay() -> None:
    assert text_key("État") != text_key("état") != text_key("etat")


def test_the_engines_agree(fast: OnnxEmbedder, slow: BundledEmbedder, texts: list[str]) -> None:
    """Both are rounded: the C engine quantises activations to 8 bits, and that alone costs up to 0.0003."""
    cosines = (fast.passages(texts) * slow.passages(texts)).sum(axis=1)
    assert cosines.min() > 0.999
    assert cosines.mean() > 0.9998
    assert fast.query("le désarmement") @ slow.query("le désarmement") > 0.9995


def test_the_fast_engine_computes_what_the_model_says(fast: OnnxEmbedder, texts: list[str]) -> None:
    weights = Weights(model_file())
    tokens = Tokens(weights.vocabulary)
    for text in [texts[20], "62/27"]:
        (ids,) = tokens.ids([f"passage: {normalise(text)}"])
        assert fast.passages([text])[0] @ _plainly(weights, ids) > 0.99999


def test_a_question_is_embedded_with_the_weights_fitted_to_questions(fast: OnnxEmbedder) -> None:
    weights, text = QuestionWeights(model_file()), "À quelle fréquence faut-il repeindre les phares ?"
    (ids,) = Tokens(weights.vocabulary).ids([f"query: {text}"])
    assert fast.question(text) @ _plainly(weights, ids) > 0.99999
    assert fast.query(text) @ _plainly(Weights(model_file()), ids) > 0.99999
    assert fast.question(text) @ fast.query(text) < 0.999


def test_a_text_has_one_vector_in_any_company(fast: OnnxEmbedder, texts: list[str]) -> None:
    together = fast.passages(texts)
    alone = np.stack([fast.passages([text])[0] for text in texts[:12]])
    assert np.allclose(together[:12], alone, atol=1e-5)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_tokens_are_those_of_the_slow_engine(slow: BundledEmbedder, texts: list[str]) -> None:
    ours = Tokens(Weights(model_file()).vocabulary).ids([f"passage: {normalise(text)}" for text in texts])
    assert [len(ids) + 2 for ids in ours] == [slow._engine().token_count(normalise(text)) for text in texts]


def test_no_texts_give_no_vectors(fast: OnnxEmbedder) -> None:
    assert fast.passages([]).shape == (0, 384)


def test_the_model_file_is_made_once_and_made_again_when_it_is_not_what_it_was(
    models: Path, fast: OnnxEmbedder
) -> None:
    notices: list[Path] = []
    OnnxEmbedder(models, notice=notices.append).load()
    assert notices == []
    (path,) = (models / FOLDER).glob("*.onnx")
    sound = path.read_bytes()
    path.write_bytes(sound[:-1000] + bytes(1000))
    OnnxEmbedder(models, notice=notices.append).load()
    assert notices == [path]
    assert path.read_bytes() == sound


def test_a_home_without_room_for_the_model_file_does_without(tmp_path: Path, fast: OnnxEmbedder) -> None:
    (tmp_path / "file").write_text("")
    _Shared.forget()
    notices: list[str] = []
    embedder = FastBundledEmbedder(tmp_path / "file", notices.append)
    assert np.allclose(embedder.question("eau"), fast.question("eau"), atol=1e-5)
    assert notices == []
    _Shared.forget()


def test_a_question_needs_no_model_of_passages(tmp_path: Path) -> None:
    notices: list[str] = []
    _Shared.forget()
    FastBundledEmbedder(tmp_path, notices.append).question("eau")
    assert not notices
    assert not (tmp_path / FOLDER).exists()
    _Shared.forget()


def test_without_onnx_runtime_the_slow_engine_embeds(
    tmp_path: Path, fast: OnnxEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    _Shared.forget()
    notices: list[str] = []
    embedder = FastBundledEmbedder(tmp_path, notices.append)
    assert embedder.query("eau") @ fast.query("eau") > 0.999
    assert np.array_equal(embedder.question("eau"), embedder.query("eau"))  # that engine has the plain weights alone
    assert notices[-1] == "slow-engine"
    _Shared.forget()


def test_a_child_process_can_embed_after_its_parent_did(models: Path, fast: OnnxEmbedder) -> None:
    here = fast.query("le droit à l'eau")
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        there = pool.apply(_in_child, (str(models),))
    assert np.allclose(here, there, atol=1e-5)


def _in_child(models: str) -> list[float]:
    vector: list[float] = OnnxEmbedder(Path(models)).query("le droit à l'eau").tolist()
    return vector


def _plainly(weights: Weights, ids: list[int]) -> Floats:
    """The model as its paper has it, one text at a time (BERT, Devlin et al. 2019; E5, Wang et al. 2024)."""
    sizes, vocabulary = weights.sizes, weights.vocabulary
    rows = [vocabulary.begin, *ids, vocabulary.end]
    x = unpack_rows(weights.blocks("emb.word", sizes.hidden)[rows])
    x = (
        x
        + weights.floats("emb.pos").reshape(-1, sizes.hidden)[: len(rows)]
        + weights.floats("emb.type")[: sizes.hidden]
    )
    x = _normed(weights, "emb.ln", x)
    for layer in range(sizes.layers):
        q, k, v = (_heads(sizes.heads, _linear(weights, f"l{layer}.{part}", x)) for part in "qkv")
        scores = q @ k.transpose(0, 2, 1) / math.sqrt(sizes.hidden / sizes.heads)
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        attended = (shares / shares.sum(axis=-1, keepdims=True)) @ v
        merged = attended.transpose(1, 0, 2).reshape(len(rows), -1)
        x = _normed(weights, f"l{layer}.aln", x + _linear(weights, f"l{layer}.ao", merged))
        inner = _linear(weights, f"l{layer}.fi", x)
        inner = inner * 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2)))
        x = _normed(weights, f"l{layer}.oln", x + _linear(weights, f"l{layer}.fo", inner))
    mean: Floats = x.mean(axis=0)
    return mean / np.linalg.norm(mean)


def _linear(weights: Weights, name: str, x: Floats) -> Floats:
    return x @ weights.matrix(f"{name}.w", x.shape[1]).T + weights.floats(f"{name}.b")


def _normed(weights: Weights, name: str, x: Floats) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + weights.sizes.epsilon)
    return scaled * weights.floats(f"{name}.w") + weights.floats(f"{name}.b")


def _heads(count: int, x: Floats) -> Floats:
    return x.reshape(len(x), count, -1).transpose(1, 0, 2)


class TestOursForLangChain(EmbeddingsUnitTests):
    """LangChain's own suite on our embedder in its shape."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        return LangChainEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, object]:
        return {"embedder": WordsEmbedder()}


def test_a_langchain_model_is_an_embedder() -> None:
    embedder = LangChainEmbedder("fake:16", lambda: DeterministicFakeEmbedding(size=16))
    assert embedder.dimension == 16
    vectors = embedder.passages(["un", "deux", ""])
    assert vectors.shape == (3, 16)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(embedder.query("un"), embedder.passages(["un"])[0], atol=1e-5)


class Changing:
    """A model whose server was swapped for another one."""

    def __init__(self) -> None:
        self.sizes = [5, 4]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [1.0] * self.sizes.pop()


def test_a_change_of_dimension_is_noticed() -> None:
    embedder = LangChainEmbedder("fake:changing", Changing)
    assert embedder.dimension == 4
    with pytest.raises(EmbedderUnavailable, match="5 components where 4"):
        embedder.query("eau")


class Gives:
    """A server that gives these vectors, whatever it is asked."""

    def __init__(self, *rows: list[float]) -> None:
        self.rows = list(rows)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self.rows

    def embed_query(self, text: str) -> list[float]:
        return self.rows[0]


NOT_VECTORS = [
    # what comes for two texts, words of the message
    ("one vector", Gives([1.0, 0.0, 0.0, 1.0]), "1 vectors for 2 texts"),
    ("vectors of two sizes", Gives([1.0, 0.0], [1.0, 0.0, 0.0]), "3 components where 2"),
    ("no number", Gives([1.0, 0.0], [1.0, math.nan]), "no numbers"),
]


@pytest.mark.parametrize(("what", "model", "words"), NOT_VECTORS, ids=[row[0] for row in NOT_VECTORS])
def test_what_is_no_vector_a_text_is_refused(what: str, model: Gives, words: str) -> None:
    with pytest.raises(EmbedderUnavailable, match=words):
        LangChainEmbedder("fake:x", lambda: model).passages(["eau", "paix"])


OPTIONS = [
    # provider, address, key, what its class gets
    ("ollama", "", "", {"client_kwargs": {"timeout": 300}}),
    (
        # its class takes no key and refuses what it does not know
        "ollama",
        "http://there",
        "k",
        {
            "base_url": "http://there",
            "client_kwargs": {"timeout": 300, "headers": {"Authorization": "Bearer k"}},
        },
    ),
    ("openai", "", "k", {"api_key": "k", "check_embedding_ctx_length": False, "timeout": 60}),
    (
        "openai",
        "http://there",
        "",
        {"base_url": "http://there", "api_key": "none", "check_embedding_ctx_length": False, "timeout": 60},
    ),
    ("mistralai", "", "k", {"api_key": "k"}),
]


@pytest.mark.parametrize(("provider", "url", "key", "options"), OPTIONS)
def test_a_provider_gets_what_it_takes(provider: str, url: str, key: str, options: dict[str, object]) -> None:
    assert provider_options(provider, url, key) == options


def test_the_password_of_an_address_is_not_told(home: Path) -> None:
    embedder = embedder_for("frobnicate:x", home, url="http://me:secret@there:1/v1")
    with pytest.raises(EmbedderUnavailable, match="ALINEA_EMBEDDER_URL is http://there:1/v1") as caught:
        embedder.query("eau")
    assert "secret" not in str(caught.value)


class Prompted:
    """As sentence-transformers' class: it puts a prompt of its own before a text if none is given."""

    def encode(self, texts: str | list[str], prompt: str | None = None) -> Vectors:
        own = "own: " if prompt is None else prompt
        return np.array([float(len(own + text)) for text in ([texts] if isinstance(texts, str) else texts)], np.float32)


def test_a_folder_s_prompts_stand_before_texts_once() -> None:
    model = SentenceModel(Prompted(), {"query": "ask: "})
    assert model.embed_query("eau") == [8.0]
    assert model.embed_documents(["eau", "paix"]) == [3.0, 4.0]


def test_a_model_that_fails_is_named() -> None:
    class Broken(DeterministicFakeEmbedding):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise ConnectionError("refused")

    embedder = LangChainEmbedder("ollama:x", lambda: Broken(size=4))
    with pytest.raises(EmbedderUnavailable, match=r"ollama:x failed: ConnectionError: refused.*ALINEA_EMBEDDER"):
        embedder.passages(["eau"])


UNUSABLE = [
    # what is wrong, setting, words of the message
    ("no such folder", "/nowhere/model", "names no embedder"),
    ("no provider", "nomic-embed-text", "names no embedder"),
    ("a provider whose package is missing", "cohere:embed", "cohere"),
    ("an unknown provider", "frobnicate:model", "frobnicate"),
]


@pytest.mark.parametrize(("what", "setting", "words"), UNUSABLE, ids=[row[0] for row in UNUSABLE])
def test_an_embedder_that_cannot_be_used_is_named(what: str, setting: str, words: str, home: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match=words):
        embedder_for(setting, home).query("eau")


def test_a_folder_is_known_by_its_files(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "my-e5"
    folder.mkdir()
    (folder / "config.json").write_text('{"hidden_size": 8}')
    name = embedder_for(str(folder), home).name
    assert name.startswith("folder:my-e5@")
    assert embedder_for(str(folder), home).name == name
    (folder / "config.json").write_text('{"hidden_size": 9}')
    assert embedder_for(str(folder), home).name != name


@pytest.mark.parametrize("size", [1_000, 5_000_000])
def test_weights_trained_further_make_another_model(size: int, tmp_path: Path, home: Path) -> None:
    """Its files have the names and sizes that they had."""
    weights = tmp_path / "model" / "model.safetensors"
    weights.parent.mkdir()
    random = np.random.default_rng(1)
    weights.write_bytes(random.bytes(size))
    name = embedder_for(str(weights.parent), home).name
    weights.write_bytes(random.bytes(size))
    assert embedder_for(str(weights.parent), home).name != name
