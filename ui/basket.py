"""The way to the brief from wherever a paragraph is shown: the brief's view takes it, where there is one."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from functools import cache

from assistant.answer import Answer

_VIEW = "ui.views.brief"


@cache
def available() -> bool:
    """Whether paragraphs can be added to a brief."""
    return importlib.util.find_spec(_VIEW) is not None


def add(ids: Sequence[str]) -> None:
    """Add paragraphs, by id, to the brief that is open: `ui.views.brief.add(ids)` does it."""
    importlib.import_module(_VIEW).add(ids)


def add_answer(answer: Answer) -> None:
    """Add a whole answer, with a footnote for every citation."""
    importlib.import_module(_VIEW).add_answer(answer)
