"""All settings in one typed object: arguments over `ALINEA_*` variables over `alinea.toml` over defaults.

`alinea.toml` is read from the current folder if it is there, else from the home. An unknown key is refused.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.errors import SettingsError

PREFIX = "ALINEA_"
# Set by the project's own tooling, not a setting of the program.
_NOT_SETTINGS = {"ALINEA_SHARED"}


def default_home() -> Path:
    """The platform's user data folder for Alinéa."""
    return Path(platformdirs.user_data_dir("alinea", appauthor=False))


class Settings(BaseSettings):
    """Every field can be set as `ALINEA_<NAME>` or as a key of `alinea.toml`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    home: Path = Field(default_factory=default_home, description="Folder of the index, conversations, briefs and runs.")
    lang: Literal["fr", "en"] = Field("fr", description="Language of the interface and of messages.")
    model: str = Field(
        "extractive", description="Who writes answers: `extractive`, or `provider:name` of a LangChain chat model."
    )
    model_url: str = Field("", description="Base URL of an OpenAI-compatible server for `openai:…` models.")
    model_key: SecretStr = Field(SecretStr(""), description="API key of the model's provider, if it needs one.")
    model_timeout: float = Field(60.0, gt=0, le=3600, description="Seconds without a word before a model has failed.")
    model_time_limit: float = Field(
        180.0, gt=0, le=3600, description="Seconds for a model's whole answer, retries and repair included."
    )
    model_retries: int = Field(2, ge=0, le=10, description="Further tries when a model does not begin to answer.")
    model_temperature: float = Field(0.0, ge=0, le=2, description="Sampling temperature of a model; 0: the likeliest.")
    model_max_tokens: int = Field(1024, ge=64, le=32_000, description="Tokens that a model may write for an answer.")
    model_window: int = Field(
        0, ge=0, le=10_000_000, description="Tokens a model reads and writes at most; 0: known by its name, else 8192."
    )
    model_tokenizer: Literal["auto", "cl100k", "o200k", "bytes"] = Field(
        "auto",
        description="How tokens are counted: `cl100k` or `o200k` (newer models of OpenAI), `bytes` one a byte (never "
        "too few), `auto` by the model's name.",
    )
    model_price_in: float = Field(
        0.0, ge=0, le=100_000, description="Price of a million tokens read, in `model_currency`; 0: not known."
    )
    model_price_out: float = Field(
        0.0, ge=0, le=100_000, description="Price of a million tokens written, in `model_currency`; 0: not known."
    )
    model_currency: str = Field(
        "USD", pattern="^[A-Z]{3}$", description="Currency of the model's prices: three capital letters."
    )
    embedder: str = Field(
        "bundled",
        description="Who makes vectors: `bundled`, or `provider:name` of LangChain embeddings, or a model folder.",
    )
    embedder_url: str = Field(
        "", description="Base URL of the embedder's server, for `openai:…` (any OpenAI-compatible one) and `ollama:…`."
    )
    embedder_key: SecretStr = Field(SecretStr(""), description="API key of the embedder's provider, if it needs one.")
    chroma_url: str = Field("", description="URL of a Chroma server; empty: the embedded one in the home.")
    chroma_token: SecretStr = Field(SecretStr(""), description="Token sent to the Chroma server.")
    chroma_tenant: str = Field("default_tenant", description="Tenant on the Chroma server.")
    chroma_database: str = Field("default_database", description="Database on the Chroma server.")
    entailment: str = Field(
        "", description="Folder of an entailment model (ONNX) that judges citations in evaluations; empty: none."
    )
    k: int = Field(10, ge=1, le=100, description="Paragraphs retrieved for an answer.")
    port: int = Field(8501, ge=1, le=65535, description="Port of the chat.")
    address: str = Field("127.0.0.1", description="Address the chat listens on.")
    conversations_url: str = Field(
        "", description="SQLAlchemy URL of the database of conversations; empty: `conversations.sqlite` in the home."
    )
    sign_in_url: str = Field(
        "", description="OpenID Connect metadata URL of who signs people in to the chat; empty: nobody signs in."
    )
    sign_in_client: str = Field("", description="Client id of the chat at the sign-in provider.")
    sign_in_secret: SecretStr = Field(SecretStr(""), description="Client secret of the chat at the sign-in provider.")
    sign_in_redirect: str = Field(
        "", description="Where the provider sends people back: the chat's public address with `/oauth2callback`."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, environment, then the toml file; no `.env` and no secrets folder."""
        file = _toml_file(init_settings)
        toml = (TomlConfigSettingsSource(settings_cls, file),) if file else ()
        return (init_settings, env_settings, *toml)


def load_settings(**given: Any) -> Settings:
    """The settings in force; arguments that are None count as not given. Raises SettingsError naming the key."""
    _refuse_unknown(os.environ)
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"Setting “{key}”: {first['msg']}.",
            hint=f"Mend it in {PREFIX}{key.upper()}, in alinea.toml, or on the command line.",
        ) from error
    except ValueError as error:  # TOMLDecodeError: the file itself cannot be read
        raise SettingsError(f"alinea.toml cannot be read: {error}.") from error


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | _NOT_SETTINGS
    for name in environment:
        if name.startswith(PREFIX) and name not in known:
            raise SettingsError(f"{name} is not a setting.", hint=f"Settings: {', '.join(sorted(known))}.")


def _toml_file(init_settings: PydanticBaseSettingsSource) -> Path | None:
    given = init_settings.init_kwargs if isinstance(init_settings, InitSettingsSource) else {}
    home = Path(given.get("home") or os.environ.get(f"{PREFIX}HOME") or default_home())
    return next((p for p in (Path("alinea.toml"), home / "alinea.toml") if p.is_file()), None)
