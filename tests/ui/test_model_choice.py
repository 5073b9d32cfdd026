"""The language model chosen in one tab: what is tested, what holds, who is not concerned, where keys go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from assistant.settings import load_settings
from tests.assistant.llm_server import LlmServer, Say
from tests.ui.browser import Chat
from tests.ui.fakes import opener
from tests.ui.test_browser_access import violations
from ui import choosing
from ui.i18n import messages
from ui.resources import serve_with
from ui.state import Chosen, State

APP = Path(__file__).resolve().parents[2] / "ui" / "app.py"
FR = messages("fr")
MODEL = "openai:scripted"


@pytest.fixture
def fakes(home: Path) -> Iterator[None]:
    st.cache_resource.clear()
    serve_with(opener)
    yield
    st.cache_resource.clear()
    serve_with(None)


def choose(app: AppTest, press: str, name: str, url: str = "", key: str = "") -> str:
    """Fill in the control and press one of its buttons; what it says."""
    for field, value in (("model_name", name), ("model_url", url), ("model_key", key)):
        app.text_input(key=field).set_value(value)
    next(b for b in app.button if b.label == FR.say(f"model.{press}")).click().run(timeout=30)
    assert not app.exception
    said = [e.proto.body for e in app.get("html") if 'class="notice"' in e.proto.body]
    return said[0].replace("\u00a0", " ").replace("\u202f", " ").replace("&#x27;", "'") if said else ""


def test_a_model_is_tested_and_its_key_sent_to_it_alone(fakes: None) -> None:
    app = AppTest.from_file(str(APP)).run(timeout=20)
    with LlmServer([Say("ready")]) as server:
        assert f"Le modèle « {MODEL} » répond." in choose(app, "test", MODEL, server.url, "sesame")
        assert server.requests[0]["model"] == "scripted"
    assert app.session_state["alinea"].chosen is None  # a test chooses nothing


# a name, an address, words of the one sentence that says what is wrong
WRONG = [
    ("mistral", "", "n'est pas le nom d'un modèle"),  # no provider
    ("openai:x", "", "demande une clé"),  # no key anywhere
    ("openai:x", "nowhere", "n'est pas une adresse"),
    ("nobody:x", "", "n'est pas un fournisseur connu"),
]


@pytest.mark.parametrize(("name", "url", "told"), WRONG)
@pytest.mark.parametrize("press", ["test", "use"])
def test_what_is_missing_is_said_and_nothing_changes(
    fakes: None, monkeypatch: pytest.MonkeyPatch, press: str, name: str, url: str, told: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    app = AppTest.from_file(str(APP)).run(timeout=20)
    assert told in choose(app, press, name, url)
    assert app.session_state["alinea"].chosen is None


def test_a_choice_holds_in_its_own_tab_and_its_key_is_shown_nowhere(fakes: None, home: Path) -> None:
    first, second = (AppTest.from_file(str(APP)).run(timeout=20) for _ in range(2))
    choose(first, "use", MODEL, "http://127.0.0.1:9/v1", "sesame")
    for app in (first, second):
        app.chat_input[0].set_value("Que dit l'Assemblée ?").run(timeout=20)
    assert first.session_state["alinea"].chosen.asker.asked
    assert second.session_state["alinea"].chosen is None
    assert first.text_input(key="model_key").value == ""
    assert "sesame" not in repr(first.session_state["alinea"])
    assert not [f for f in home.rglob("*") if f.is_file() and b"sesame" in f.read_bytes()]
    choose(first, "use", "extractive")
    assert first.session_state["alinea"].chosen.settings.model == "extractive"


# what is in force; what is typed; the key that results: one typed, one kept for the same server, or a mark for none
KEYS = [
    (("openai:a", "", "theirs"), ("openai:b", "", ""), "theirs"),  # same provider, same address
    (("openai:a", "", "theirs"), ("openai:b", "http://elsewhere/v1", ""), "no-key"),  # never to a typed address
    (("openai:a", "", "theirs"), ("mistralai:b", "", ""), ""),  # another provider finds its own
    (("openai:a", "", "theirs"), ("openai:b", "http://elsewhere/v1", "mine"), "mine"),
]


@pytest.mark.parametrize(("now", "typed", "key"), KEYS)
def test_where_a_key_goes(
    monkeypatch: pytest.MonkeyPatch, home: Path, now: tuple[str, str, str], typed: tuple[str, str, str], key: str
) -> None:
    settings = load_settings(home=home, model=now[0], model_url=now[1], model_key=now[2])
    current = State("fr", "local", chosen=Chosen(settings, opener(settings)[1]))
    monkeypatch.setattr(choosing, "state", lambda: current)
    assert choosing.settings_for(*typed).model_key.get_secret_value() == key


@pytest.mark.parametrize("setting", [("ALINEA_ADDRESS", "0.0.0.0"), ("ALINEA_SIGN_IN_URL", "https://id.example/x")])
def test_who_reaches_the_server_from_elsewhere_cannot_choose(
    fakes: None, monkeypatch: pytest.MonkeyPatch, setting: tuple[str, str]
) -> None:
    monkeypatch.setenv(*setting)
    app = AppTest.from_string("from ui.components import frame, model\nframe.begin()\nmodel.model_control()")
    assert not app.run(timeout=20).text_input
    monkeypatch.delenv(setting[0])
    st.cache_resource.clear()
    assert app.run(timeout=20).text_input


@pytest.mark.browser
def test_the_next_question_goes_to_the_chosen_model(
    visitor: Callable[..., Chat], real_server: str, real_home: Path
) -> None:
    reader, other = visitor(real_server).open(), visitor(real_server).open()
    page = reader.page
    with LlmServer([Say("L'Assemblée générale souligne l'importance du sujet [1].")]) as server:
        page.get_by_role("button", name=FR.say("model.control", name=FR.say("model.extractive"))).click()
        page.get_by_label(FR.say("model.name")).fill(MODEL)
        page.get_by_label(FR.say("model.url")).fill(server.url)
        page.get_by_label(FR.say("model.key"), exact=True).fill("sesame")
        reader.button(FR.say("model.test")).click()
        expect(page.get_by_role("status").filter(has_text="répond.")).to_be_visible()
        reader.picture("model-control")
        assert not violations(reader)
        reader.button(FR.say("model.use")).click()
        expect(page.get_by_role("button", name=FR.say("model.control", name=MODEL))).to_be_visible()
        expect(page.get_by_label(FR.say("model.key"), exact=True)).to_have_value("")
        page.keyboard.press("Escape")
        asked = len(server.requests)
        reader.ask("Que dit le paragraphe 4 de la résolution 62/27 ?")
        assert len(server.requests) > asked
        asked = len(server.requests)
        other.ask("Que dit le paragraphe 4 de la résolution 62/27 ?")
        assert len(server.requests) == asked
    assert not [f for f in real_home.parent.rglob("*") if f.is_file() and b"sesame" in f.read_bytes()]
