"""Buttons with an icon and a name that is only spoken: Streamlit announces an icon alone by its English name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st


def icon_button(
    name: str, icon: str, key: str, on_click: Callable[..., None], *args: Any, disabled: bool = False
) -> bool:
    """A button that shows only its icon (a Material name); `name` is spoken and shown as a hint."""
    return st.button(
        name,
        icon=f":material/{icon}:",
        key=f"icon_{key}",
        help=name,
        type="tertiary",
        disabled=disabled,
        on_click=on_click,
        args=args,
    )
