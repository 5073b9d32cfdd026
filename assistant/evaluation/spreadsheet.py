"""Questions in the cells of a spreadsheet: headings in French or English, lists written into one cell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assistant.evaluation.words import fold

# A space does not divide where it belongs to a symbol: 2341 (2017), 68/247 B.
_IDS = r"[\s;,|]+(?![\s;,|(]|[A-Z](?![\w/]))"
_LISTS = {"history": r"\n+|\s*\|\s*", "all": _IDS, "any": _IDS, "never": _IDS, "contains": r"\n+|\s*;\s*"}


def our_columns(headings: Iterable[str]) -> dict[str, str]:
    """Field of ours → the heading that stands for it, of those that are there."""
    by_name = {name: field for field, names in _table().items() if isinstance(names, list) for name in names}
    found: dict[str, str] = {}
    for heading in headings:
        field = by_name.get(fold(heading).replace("_", " ").strip())
        if field:
            found.setdefault(field, heading)
    return found


def from_cells(cells: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Our fields from a row, and the headings they stand under. Columns of other names are kept as they are, so that
    they are reported; columns without a name are left out. Lists: ids are divided by spaces or semicolons, words by
    semicolons, earlier questions by `|` or lines."""
    columns = our_columns(cells)
    values: dict[str, Any] = {name: text for name, text in cells.items() if name and name not in columns.values()}
    for field, heading in columns.items():
        values[field] = _value(field, cells[heading].strip())
    return values, columns


def _value(field: str, text: str) -> Any:
    if field in _LISTS:
        return [part.strip() for part in re.split(_LISTS[field], text) if part.strip()]
    if field == "abstain":
        truth = _table()["truth"]
        word = fold(text).removesuffix(".0")
        return True if word in truth["yes"] else False if word in truth["no"] else text
    return text


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files("assistant.evaluation").joinpath("columns.toml").read_text(encoding="utf-8"))
