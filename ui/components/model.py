"""The control that chooses the language model of this tab: a name, perhaps an address and a key, a test."""

from __future__ import annotations

import streamlit as st

from assistant.models import EXTRACTIVE
from assistant.settings import Settings
from ui import choosing, escape
from ui.state import empty, state, widget
from ui.words import catalogue, t

_NAME, _URL, _KEY = "model_name", "model_url", "model_key"
_SAID = "model_said"


def model_control() -> None:
    """Draw the control, where readers may choose."""
    if not choosing.offered():
        return
    now = choosing.in_force()
    with st.popover(t("model.control", name=escape.label(_called(now), 40)), key="model", width="stretch"):
        st.html(f'<p class="hint">{escape.text(catalogue().typeset(t("model.lead")))}</p>')
        with st.form("model_form", border=False):
            st.text_input(t("model.name"), now.model, key=_NAME, max_chars=200, autocomplete="off")
            st.text_input(
                t("model.url"), now.model_url, key=_URL, max_chars=500, placeholder="http://127.0.0.1:8080/v1"
            )
            st.text_input(
                t("model.key"),
                key=_KEY,
                type="password",
                max_chars=500,
                autocomplete="new-password",
                placeholder=t("model.key_kept") if choosing.key_given() else "",
            )
            st.html(f'<p class="hint">{escape.text(t("model.key_hint"))}</p>')
            with st.container(horizontal=True, gap="small"):
                st.form_submit_button(t("model.use"), key="model_use", type="primary", on_click=_use)
                tested = st.form_submit_button(t("model.test"), key="model_test")
        _say(_tested() if tested else state().own.pop(_SAID, ""))


def _use() -> None:
    settings = _typed()
    wrong = choosing.use(settings)
    state().own[_SAID] = wrong or t("model.used", name=_called(settings))
    if not wrong:
        empty(_KEY)


def _tested() -> str:
    settings = _typed()
    if settings.model == EXTRACTIVE:
        return t("model.none_needed")
    with st.spinner(t("model.testing")):
        result = choosing.test(settings)
    return f"{result.message} {result.hint}".strip()


def _typed() -> Settings:
    return choosing.settings_for(*(str(widget(key) or "") for key in (_NAME, _URL, _KEY)))


def _called(settings: Settings) -> str:
    return t("model.extractive") if settings.model == EXTRACTIVE else settings.model


def _say(said: str) -> None:
    if said:
        st.html(f'<p class="notice" role="status">{escape.text(catalogue().typeset(said))}</p>')
