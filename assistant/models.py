"""Choosing a language model: `provider:name` through LangChain, its package imported only when it is chosen.

Local servers that speak OpenAI's API (llama.cpp, vLLM, LM Studio) are `openai:name` with `model_url`. Whatever is
missing ends in one ModelUnavailable with a sentence that says what to install or set.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import time
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.budget import window_of
from assistant.errors import ModelUnavailable
from assistant.model_faults import Fault, fault_of
from assistant.model_words import model_words
from assistant.settings import Settings
from assistant.tracing import keep_prompts_here

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

EXTRACTIVE = "extractive"
"""The value of `model` that means none."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider that was tried: its `module` and `package`, our `extra` for it, where its key may stand, and the names
    of its parameters where they are its own. `says_end`: its streams say why they end."""

    module: str
    package: str
    extra: str
    key_variables: tuple[str, ...] = ()
    max_tokens: str = "max_tokens"
    url: str = "base_url"
    says_end: bool = True


PROVIDERS: Mapping[str, Provider] = {
    "openai": Provider("langchain_openai", "langchain-openai", "openai", ("OPENAI_API_KEY",)),
    "anthropic": Provider("langchain_anthropic", "langchain-anthropic", "anthropic", ("ANTHROPIC_API_KEY",)),
    "mistralai": Provider("langchain_mistralai", "langchain-mistralai", "mistralai", ("MISTRAL_API_KEY",)),
    "google_genai": Provider(
        "langchain_google_genai", "langchain-google-genai", "google-genai", ("GOOGLE_API_KEY", "GEMINI_API_KEY")
    ),
    "ollama": Provider("langchain_ollama", "langchain-ollama", "ollama", max_tokens="num_predict"),
}
# A server of one's own seldom asks for a key, but OpenAI's client does.
_NO_KEY = "no-key"


@dataclass(frozen=True, slots=True)
class Probe:
    """What a test of the chosen model gave. `message` is a sentence for a person, `hint` how to mend it."""

    model: str
    ready: bool
    message: str
    hint: str
    took_ms: float


def split_model(settings: Settings) -> tuple[str, str]:
    """Provider and name of the chosen model. Raises ModelUnavailable when they are not spelt `provider:name`."""
    provider, _, name = settings.model.strip().partition(":")
    provider = provider.strip().lower().replace("-", "_")
    if not provider or not name.strip():
        raise model_words(settings.lang).error("spelling", model=settings.model)
    return provider, name.strip()


def open_model(settings: Settings) -> BaseChatModel:
    """The chosen model, set up and not yet asked anything. Raises ModelUnavailable saying what is missing."""
    provider, name = split_model(settings)
    words = model_words(settings.lang)
    known = PROVIDERS.get(provider)
    if known and importlib.util.find_spec(known.module) is None:
        # An installed Alinéa has the extra; the package alone does as well.
        raise words.error("package", package=known.package, model=settings.model, install=f"'alinea[{known.extra}]'")
    arguments = _arguments(provider, known, settings)
    keep_prompts_here()
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **arguments)
    except ImportError as error:
        package = f"langchain-{provider.replace('_', '-')}"
        raise words.error("package", package=package, model=settings.model, install=package) from error
    except ValueError as error:
        if known is None and "nsupported" in str(error):
            raise words.error("provider", provider=provider, known=", ".join(PROVIDERS)) from error
        raise words.error("setup", model=settings.model, detail=_first_line(error)) from error
    except Exception as error:  # a provider's own errors have no common root
        raise words.error("setup", model=settings.model, detail=_first_line(error)) from error
    if client := arguments.get("http_client"):
        weakref.finalize(model, client.close)  # its connections are ours to give back
    return model


def says_end(settings: Settings) -> bool:
    """Whether streams of the chosen provider say why they end: one that does not was cut."""
    known = PROVIDERS.get(settings.model.partition(":")[0].strip().lower().replace("-", "_"))
    return known is not None and known.says_end


def probe(settings: Settings) -> Probe:
    """Ask the chosen model for a word. Never raises for what is wrong with the model or its server."""
    started = time.perf_counter()
    words = model_words(settings.lang)
    if settings.model == EXTRACTIVE:
        return Probe(EXTRACTIVE, True, "", "", 0.0)
    try:
        model = open_model(settings)
        _ask(model, settings)
    except ModelUnavailable as error:
        return Probe(settings.model, False, error.message, error.hint, _since(started))
    message, hint = words.unavailable["ready"]
    return Probe(settings.model, True, message.format(model=settings.model), hint, _since(started))


def status_line(result: Probe, language: str) -> str:
    """A line on the model for `alinea status`."""
    told = model_words(language).told
    said = " ".join(filter(None, (result.message, result.hint))) or told["none"]
    return f"{told['status']} {said}"


def unavailable(fault: Fault, settings: Settings) -> ModelUnavailable:
    """A model's failure as the error that says how to mend it."""
    at = f" ({settings.model_url})" if settings.model_url else ""
    values = {"model": settings.model, "at": at, "detail": fault.detail, "seconds": f"{settings.model_timeout:g}"}
    return model_words(settings.lang).error(fault.code, retryable=fault.retryable, **values)


def _ask(model: BaseChatModel, settings: Settings) -> None:
    from assistant.model_stream import Limits, read_stream

    limits = Limits(settings.model_timeout, min(settings.model_time_limit, 2 * settings.model_timeout), 4000)
    try:
        for _ in read_stream(lambda: model.stream("Answer with the word: ready"), limits):
            return
    except Exception as error:
        raise unavailable(fault_of(error), settings) from error


def _arguments(provider: str, known: Provider | None, settings: Settings) -> dict[str, Any]:
    """What the provider's class is made with. Retries are ours: it makes none, so that the time limits hold."""
    names = known or Provider("", "", "")
    window = window_of(settings)
    arguments: dict[str, Any] = {"temperature": settings.model_temperature, names.max_tokens: window.reply}
    if provider == "ollama":
        # Without it Ollama cuts what it reads at a default window, and says nothing.
        arguments |= {"num_ctx": window.size, "client_kwargs": {"timeout": settings.model_timeout}}
    else:
        arguments |= {"timeout": settings.model_timeout, "max_retries": 0}
    if key := _key(known, settings):
        arguments["api_key"] = key
    if settings.model_url:
        if urlsplit(settings.model_url).scheme not in ("http", "https") or not urlsplit(settings.model_url).hostname:
            raise model_words(settings.lang).error("url", url=settings.model_url)
        arguments[names.url] = settings.model_url
    if provider == "openai":
        arguments |= _openai_arguments(settings)
    return arguments


def _openai_arguments(settings: Settings) -> dict[str, Any]:
    """Usage at the end of every stream; a server on this machine is never asked through a proxy."""
    # Its package looks into httpx when a stream is closed, in a thread: half imported by Chroma it has no names.
    importlib.import_module("httpx")
    arguments: dict[str, Any] = {"stream_usage": True}
    if settings.model_url:
        arguments["use_responses_api"] = False
    if _is_here(settings.model_url):
        # Servers of one's own know the older name of the limit, some of them only that; OpenAI refuses both together.
        arguments["extra_body"] = {"max_tokens": window_of(settings).reply}
        arguments["http_client"] = _direct_client(settings)
    return arguments


def _direct_client(settings: Settings) -> Any:
    """The HTTP client of OpenAI's package, without the proxies of the environment and without redirections."""
    import openai

    # Certificates take a tenth of a second to load; plain HTTP needs none.
    verify = urlsplit(settings.model_url).scheme == "https"
    return openai.DefaultHttpxClient(
        trust_env=False, follow_redirects=False, timeout=settings.model_timeout, verify=verify
    )


def _key(known: Provider | None, settings: Settings) -> str | None:
    """The key to give, or None where the provider's package finds its own. Raises ModelUnavailable when it has none."""
    if given := settings.model_key.get_secret_value():
        return given
    if known is None or not known.key_variables or any(os.environ.get(name) for name in known.key_variables):
        return None
    if settings.model_url:
        return _NO_KEY
    variables = ", ".join(known.key_variables)
    raise model_words(settings.lang).error("key", model=settings.model, variables=variables)


def _is_here(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rstrip(".")[:300] if lines else type(error).__name__


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
