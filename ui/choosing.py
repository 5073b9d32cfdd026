"""Choosing the language model of one tab. What is chosen is kept in the tab's state and nowhere else."""

from __future__ import annotations

from pydantic import SecretStr

from assistant.errors import ModelUnavailable
from assistant.models import EXTRACTIVE, Probe, open_model, probe
from assistant.serving import is_loopback
from assistant.settings import Settings
from ui.jobs import Choosing
from ui.resources import rooms
from ui.state import Chosen, state

# A test that somebody waits for: the settings' own limits are made for long answers.
_TEST_SECONDS = 15.0
_NO_KEY = "no-key"


def offered() -> bool:
    """Whether readers may choose: on the server's own machine, where nobody signs in. Elsewhere a reader could make the
    server send requests to addresses of their own, or spend its keys."""
    settings = rooms().settings
    return is_loopback(settings.address) and not settings.sign_in_url and isinstance(rooms().asker, Choosing)


def in_force() -> Settings:
    """The settings that the next question of this tab is answered under."""
    current = state()
    return current.chosen.settings if current.chosen else rooms().settings


def key_given() -> bool:
    """Whether a key is in force that somebody typed or set."""
    return in_force().model_key.get_secret_value() not in ("", _NO_KEY)


def settings_for(name: str, url: str, key: str) -> Settings:
    """The settings in force with another model.

    An empty key keeps the one given before for the same model server. An address typed here gets a key typed here or
    none: the keys of the server's own settings and environment go only where those settings send them."""
    name, url, key = name.strip() or EXTRACTIVE, url.strip(), key.strip()
    now = in_force()
    if not key and _server(now.model, now.model_url) == _server(name, url):
        key = now.model_key.get_secret_value()
    elif not key and url:
        key = _NO_KEY
    changes = {"model": name, "model_url": url, "model_key": SecretStr(key), "lang": state().lang}
    return now.model_copy(update=changes)


def test(settings: Settings) -> Probe:
    """Ask the model for a word, not longer than a person waits."""
    seconds = min(settings.model_timeout, _TEST_SECONDS)
    return probe(settings.model_copy(update={"model_timeout": seconds}))


def use(settings: Settings) -> str:
    """Answer the next questions of this tab with another model. A sentence that says what is missing, "" when nothing
    is: nothing has changed then."""
    try:
        if settings.model != EXTRACTIVE:
            open_model(settings)
    except ModelUnavailable as error:
        return f"{error.message} {error.hint}".strip()
    asker = rooms().asker
    assert isinstance(asker, Choosing)
    state().chosen = Chosen(settings, asker.using(settings))
    return ""


def _server(model: str, url: str) -> tuple[str, str]:
    return model.partition(":")[0].strip().lower(), url
