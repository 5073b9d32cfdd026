"""Choosing a model: whatever is missing ends in one sentence that says what to install or set."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import ModelUnavailable
from assistant.model_faults import Silence, fault_of
from assistant.models import open_model, probe, status_line
from assistant.settings import load_settings
from tests.assistant.llm_server import LlmServer, Say

CLOSED = "http://127.0.0.1:9/v1"  # the discard port: nobody listens


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.delenv(name, raising=False)


# Settings, and words that the message must hold.
MISSING = [
    ({"model": "mistral"}, "fournisseur:nom"),  # no provider
    ({"model": "ollama:"}, "fournisseur:nom"),  # no name
    ({"model": "nosuch:x"}, "nosuch"),  # a provider that nobody knows
    ({"model": "ollama:mistral"}, "langchain-ollama"),  # its package is not among the development extras
    ({"model": "google-genai:gemini"}, "alinea[google-genai]"),  # both spellings of the provider will do
    ({"model": "cohere:command"}, "langchain-cohere"),  # known to LangChain, not tried by us
    ({"model": "openai:gpt-4o"}, "OPENAI_API_KEY"),  # no key
    ({"model": "openai:x", "model_url": "127.0.0.1:8080"}, "http://127.0.0.1:8080/v1"),  # no address
]


@pytest.mark.parametrize(("given", "words"), MISSING)
def test_what_is_missing_is_said_in_one_sentence(given: dict[str, str], words: str) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        open_model(load_settings(**given))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_messages_come_in_both_languages() -> None:
    for lang, words in (("fr", "clé d'accès"), ("en", "access key")):
        with pytest.raises(ModelUnavailable, match=words):
            open_model(load_settings(model="openai:gpt-4o", lang=lang))


# What a server does, and what the probe says.
PROBED = [
    (Say("ready"), True, "répond"),
    (Say(status=401, error="bad key"), False, "clé"),
    (Say(status=404, error="no such model"), False, "ne connaît pas"),
    (Say(status=429, error="slow down"), False, "débit"),
    (Say(status=500, error="out of memory"), False, "out of memory"),
    (Say(status=400, error="maximum context length is 512 tokens"), False, "trop longue"),
    (Say("late", delay=2.0), False, "n'a pas répondu"),
]


@pytest.mark.parametrize(("say", "ready", "words"), PROBED)
def test_the_probe_asks_the_model_for_a_word(say: Say, ready: bool, words: str) -> None:
    with LlmServer([say]) as server:
        result = probe(load_settings(model="openai:tiny", model_url=server.url, model_timeout=1.0))
    assert result.ready is ready
    assert words in result.message
    assert result.ready or result.hint


def test_the_probe_of_a_server_that_is_not_there_names_its_address() -> None:
    result = probe(load_settings(model="openai:tiny", model_url=CLOSED))
    assert not result.ready
    assert CLOSED in result.message


def test_the_limit_of_a_reply_reaches_servers_old_and_new() -> None:
    with LlmServer([Say("ready")]) as server:
        probe(load_settings(model="openai:tiny", model_url=server.url, model_max_tokens=321))
    (request,) = server.requests
    assert request["max_tokens"] == request["max_completion_tokens"] == 321
    elsewhere = open_model(load_settings(model="openai:tiny", model_url="https://models.example/v1"))
    assert getattr(elsewhere, "extra_body") is None  # noqa: B009 - a field of OpenAI's class alone


def test_a_model_that_nobody_holds_gives_its_connections_back() -> None:
    with LlmServer([Say("x" * 400, pause=0.05)]) as server:
        model = open_model(load_settings(model="openai:tiny", model_url=server.url))
        client = getattr(model, "http_client")  # noqa: B009 - a field of OpenAI's class alone
        words = model.stream("Write.")
        next(words)
        assert not client.is_closed
        del words, model
        gc.collect()
    assert client.is_closed


def test_the_probe_of_no_model_asks_nobody() -> None:
    assert probe(load_settings()).ready


def test_no_proxy_of_the_environment_stands_before_a_server_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with LlmServer([Say("ready")]) as server:
        assert probe(load_settings(model="openai:tiny", model_url=server.url)).ready


def test_the_line_of_the_status_says_what_to_mend() -> None:
    lines = [status_line(probe(load_settings(model=m, lang=lang)), lang) for m, lang in ROWS]
    assert "paragraphes" in lines[0]
    assert "langchain-ollama" in lines[1]
    assert "pip install" in lines[1]
    assert lines[2].startswith("Language model")


ROWS = [("extractive", "fr"), ("ollama:x", "fr"), ("extractive", "en")]


class Odd(Exception):
    """An error with the attributes that providers give theirs."""

    def __init__(self, text: str, **attributes: object) -> None:
        super().__init__(text)
        for name, value in attributes.items():
            setattr(self, name, value)


class ReadTimeout(Odd):
    """Named as several packages name it."""


class ConnectError(Odd):
    """Named as several packages name it."""


# An error of some provider, and the fault it stands for.
FAULTS = [
    (Odd("x", status_code=429), "rate-limited"),
    (Odd("x", status_code=503), "server-error"),
    (Odd("x", status_code=403), "key-refused"),
    (Odd("x", code=404), "no-such-model"),  # as Google's package has it
    (Odd("x", code="insufficient_quota"), "failed"),
    (Odd("prompt is too long: 9 tokens", status_code=400), "too-long"),
    (ReadTimeout("x"), "timeout"),
    (ConnectError("x"), "unreachable"),
    (ConnectionResetError("x"), "unreachable"),
    (TimeoutError("x"), "timeout"),
    (Silence("x"), "timeout"),
    (ValueError("x"), "failed"),
]


@pytest.mark.parametrize(("error", "code"), FAULTS, ids=lambda v: v if isinstance(v, str) else type(v).__name__)
def test_errors_of_all_providers_have_one_vocabulary(error: Exception, code: str) -> None:
    assert fault_of(error).code == code


def test_no_trace_and_no_gateway_whatever_the_environment_says(tmp_path: Path) -> None:
    """In a process of its own: LangChain reads these variables once."""
    with LlmServer([Say("ready")]) as server, LlmServer([Say(status=500)]) as spy:
        environment = {
            **os.environ,
            "ALINEA_HOME": str(tmp_path),
            "ALINEA_MODEL": "openai:tiny",
            "ALINEA_MODEL_URL": server.url,
            "LANGSMITH_TRACING": "true",
            "LANGCHAIN_TRACING_V2": "true",
            "LANGSMITH_ENDPOINT": spy.url,
            "LANGCHAIN_ENDPOINT": spy.url,
            "LANGSMITH_API_KEY": "spy",
            "LANGSMITH_GATEWAY": spy.url,
        }
        code = (
            "from assistant.models import probe; from assistant.settings import load_settings;"
            "assert probe(load_settings()).ready;"
            "from langchain_core.tracers.langchain import wait_for_all_tracers; wait_for_all_tracers()"
        )
        root = Path(__file__).resolve().parents[2]
        done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=root, capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
        assert len(server.requests) == 1
        assert spy.paths == []
