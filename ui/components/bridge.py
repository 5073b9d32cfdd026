"""The way from a click in our HTML to Python: one component, one trigger, events as small mappings."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from ui.state import state, widget
from ui.words import t

KEY = "bridge"
_NO_ANSWER = "Streamlit server is not responding. Are you connected to the internet?"
_SCRIPT = Path(__file__).with_name("bridge.js")


def bridge(on_event: Callable[[Mapping[str, Any]], None]) -> None:
    """Mount the component. `on_event` gets every event (`kind` and its values) before the fragment runs again."""

    def received() -> None:
        event = getattr(widget(KEY), "event", None)
        if isinstance(event, Mapping):
            on_event(event)

    opened = state().opened
    data = {
        "lang": state().lang,
        "ref": opened.id if opened else "",
        "turn": opened.turn if opened else None,
        "n": opened.n if opened else None,
        "names": _names(),
    }
    # As bytes: Streamlit would look for tables in anything else, with pandas, at a second or more for the first page.
    told = json.dumps(data, ensure_ascii=False).encode()
    _component()(key=KEY, data=told, on_event_change=received, height=1)


@cache
def _component() -> Any:
    script = _SCRIPT.read_text(encoding="utf-8")
    return st.components.v2.component("alinea.bridge", html="<span></span>", js=script)


def _names() -> list[dict[str, str]]:
    """Names, in the interface's language, of controls that Streamlit names in English or not at all."""
    return [
        {"at": "a[href='#stMain']", "text": t("native.skip")},
        {"at": "section[data-testid=stSidebar]", "label": t("native.sidebar")},
        {"at": "[data-testid=stSidebarCollapseButton] button", "label": t("native.sidebar_close")},
        {"at": "[data-testid=stExpandSidebarButton]", "label": t("native.sidebar_open")},
        {"at": "[data-testid=stChatInputSubmitButton]", "label": t("chat.send")},
        {"at": "[data-testid=stFileUploaderDropzoneInstructions] span", "text": t("add.drop")},
        # Streamlit calls it presentational and gives it a name all the same.
        {"at": "[data-testid=stFileUploaderDropzone]", "role": "group"},
        {"at": "[data-testid=stFileUploaderDropzone] button p", "text": t("add.browse")},
        {"at": "[data-testid=stFileUploaderDropzoneInput]", "label": t("add.upload")},
        {"at": "[data-testid=stFileUploader] [data-testid=stBaseButton-borderlessIcon]", "label": t("add.more")},
        {"at": "[data-testid=stFileChipDeleteBtn] button", "label": t("add.remove")},
        {
            "at": "[data-testid=stFileChip] [role=alert], [data-testid=stTooltipErrorContent]",
            "text": t("add.refused"),
            "alone": "yes",
        },
        {"at": "[role=dialog]", "from": "Connection error", "text": t("native.offline")},
        {"at": "[role=dialog]", "from": _NO_ANSWER, "text": t("native.offline_hint")},
        {"at": "[data-testid=stDialog] button[aria-label=Close]", "label": t("native.dialog_close")},
        {"at": "[data-testid=stToast] button[aria-label=Close]", "label": t("native.dialog_close")},
    ]
