"""Every view opened without a browser, over the fakes: quick, and first to tell what is broken."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.conversation import Conversations
from assistant.settings import Settings
from index.errors import NoIndex
from index.resolution import Warning
from tests.ui.fakes import FakeAssistant, FakeLibrary, fake_build, opener, sample
from ui.building import Builder
from ui.i18n import messages
from ui.jobs import Asker
from ui.resources import serve_with
from ui.shelf import Shelf

APP = Path(__file__).resolve().parents[2] / "ui" / "app.py"
FR, EN = messages("fr"), messages("en")


@pytest.fixture(autouse=True)
def _fakes() -> Iterator[None]:
    st.cache_resource.clear()
    serve_with(opener)
    yield
    st.cache_resource.clear()
    serve_with(None)


def shown(app: AppTest) -> str:
    """All HTML on the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def test_the_chat_opens_with_what_the_corpus_holds() -> None:
    app = AppTest.from_file(str(APP)).run(timeout=20)
    assert not app.exception
    assert "Le corpus contient 2 résolutions et 45 paragraphes." in shown(app)


def test_a_question_is_answered_and_kept() -> None:
    app = AppTest.from_file(str(APP)).run(timeout=20)
    app.chat_input[0].set_value("Que dit l'Assemblée ?").run(timeout=20)
    assert not app.exception
    assert 'data-ref="A/RES/62/27#op5"' in shown(app)
    assert [button.label for button in app.button if button.label.startswith("Que dit")]


VIEWS = sorted(path.stem for path in (APP.parent / "views").glob("*.py") if path.stem != "__init__")
PAGE = """
from ui.components import frame
from ui.views import {view}
frame.begin()
{view}.draw()
"""


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_in_both_languages(view: str, language: str) -> None:
    app = AppTest.from_string(PAGE.format(view=view))
    app.query_params["lang"] = language
    app.run(timeout=20)
    assert not app.exception
    assert len(shown(app)) > 500


def test_the_language_asked_for_in_the_address() -> None:
    app = AppTest.from_file(str(APP))
    app.query_params["lang"] = "en"
    app.run(timeout=20)
    assert EN.say("chat.title") in shown(app)


def test_an_address_opens_its_paragraph() -> None:
    app = AppTest.from_file(str(APP))
    app.query_params["c"], app.query_params["p"] = "A/RES/62/27", "op5"
    app.run(timeout=20)
    assert 'id="par-op5" class="par operative level0 hit"' in shown(app)


# an address that names nothing: no symbol, an attack, an unknown conversation
ADDRESSES = [{"c": "n'importe quoi"}, {"c": '"><script>alert(1)</script>', "p": "op1"}, {"conv": "inconnu"}]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_names_nothing_opens_the_welcome(address: dict[str, str]) -> None:
    app = AppTest.from_file(str(APP))
    for name, value in address.items():
        app.query_params[name] = value
    app.run(timeout=20)
    assert not app.exception
    assert "<script" not in shown(app)
    assert "Que disent les résolutions" in shown(app)


def test_without_an_index_the_page_says_how_to_make_one() -> None:
    def refuse(settings: Settings) -> tuple[Shelf, Asker, Builder]:
        raise NoIndex("Aucun index.", hint="`alinea index PATH`")

    serve_with(refuse)
    app = AppTest.from_file(str(APP)).run(timeout=20)
    assert not app.exception
    assert "Aucun index." in shown(app)
    assert "<code>alinea index PATH</code>" in shown(app)
    serve_with(opener)
    app.button[0].click().run(timeout=20)
    assert "Le corpus contient 2 résolutions" in shown(app)


SECTION = """
from ui.components import frame
from ui.views.corpus import _SECTIONS
frame.begin()
_SECTIONS["doubts"]()
"""


def test_the_parsers_doubts_are_listed_and_their_texts_have_no_power() -> None:
    doubted = dataclasses.replace(
        sample()[0], title="<img src=x>", warnings=(Warning("numbering-gap", "5 follows 3."), Warning("a", "b"))
    )

    def open_doubted(settings: Settings) -> tuple[Shelf, Asker, Builder]:
        library = FakeLibrary([doubted, sample()[1]])
        return library, FakeAssistant(library), fake_build

    serve_with(open_doubted)
    app = AppTest.from_string(SECTION).run(timeout=20)
    assert not app.exception
    assert 'data-ref="A/RES/62/27"' in shown(app)
    assert "2 doutes de lecture" in shown(app)
    assert "<img" not in shown(app)
    assert 'data-ref="A/RES/77/96"' not in shown(app)


def test_an_answer_that_a_crash_cut_off_can_be_asked_again(home: Path) -> None:
    store = Conversations.in_home(home)
    conversation = store.begin("local", "Titre")
    store.ask("local", conversation.id, "Que dit l'Assemblée ?")
    store.close()
    app = AppTest.from_file(str(APP))
    app.query_params["conv"] = conversation.id
    app.run(timeout=20)
    assert html.escape(FR.say("chat.interrupted")) in shown(app)
    next(button for button in app.button if button.label == FR.say("chat.again")).click().run(timeout=20)
    assert FR.say("chat.interrupted") not in html.unescape(shown(app))
    assert 'data-ref="A/RES/62/27#op5"' in shown(app)
