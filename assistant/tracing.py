"""Keeps prompts here: LangChain sends every prompt to a tracing service, or through a gateway, if its variables say so.

Users may have set them for other programs. Call `keep_prompts_here` before LangChain is imported.
"""

from __future__ import annotations

import os

_OFF = dict.fromkeys(
    (
        "LANGSMITH_TRACING",
        "LANGSMITH_TRACING_V2",
        "LANGCHAIN_TRACING",
        "LANGCHAIN_TRACING_V2",
        "LANGSMITH_OTEL_ENABLED",
        "LANGSMITH_GATEWAY",
    ),
    "false",
)


def keep_prompts_here() -> None:
    """Switch tracing, and the gateway that reroutes providers, off for this process, whatever the environment says."""
    os.environ.update(_OFF)
