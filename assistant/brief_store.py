"""Briefs kept as JSON files, one each, in the home; written whole or not at all.

Every save keeps the state before it (`<key>.before.json`), which `undo` brings back. Two windows on one brief: the
second save is refused, so that neither silently loses words.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from assistant.brief import Brief
from assistant.brief_items import Mention, Quotation, new_key
from assistant.errors import BriefError
from index.errors import SymbolError
from index.symbols import Locator

FORMAT = "alinea-brief"
VERSION = 1
_BEFORE = ".before.json"
_PATIENCE = 10.0
"""Seconds to wait for another writer of the same brief."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A brief in the list: its key, title, number of items and when it last changed, or why it cannot be read."""

    key: str
    title: str
    items: int
    changed: str
    damage: str = ""


def brief_to_json(brief: Brief) -> dict[str, Any]:
    """The JSON document of a brief."""
    data: dict[str, Any] = TypeAdapter(Brief).dump_python(brief, mode="json")
    return {"format": FORMAT, "version": VERSION, **data}


def brief_from_json(text: str, where: str) -> Brief:
    """The brief that a JSON document holds; `where` is named in the error. Raises BriefError."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise BriefError(f"{where}: not JSON ({error.msg}, line {error.lineno}).") from error
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        raise BriefError(f"{where}: not a brief of Alinéa.", hint="`alinea brief export NAME -f json` writes one.")
    if (version := data.pop("version", None)) != VERSION:
        raise BriefError(f"{where}: written by another version ({version}).", hint="Update Alinéa.")
    try:
        brief = TypeAdapter(Brief).validate_python(data)
        for item in brief.items:
            if isinstance(item, Quotation | Mention):
                Locator.parse(item.id)
    except SymbolError as error:
        raise BriefError(f"{where}: {error.message}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise BriefError(f"{where}: {place}: {first['msg']}.") from error
    return brief


class BriefStore:
    """The briefs of one home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def kept(self) -> list[Kept]:
        """The briefs that are there, last changed first; damaged files too, saying so."""
        found = []
        for path in self.folder.glob("*.json"):
            if path.name.endswith(_BEFORE):
                continue
            try:
                brief = self._read(path)
                found.append(Kept(brief.key, brief.title, len(brief.items), brief.changed.isoformat()))
            except BriefError as error:
                found.append(Kept(path.stem, path.name, 0, "", error.message))
        return sorted(found, key=lambda kept: (kept.changed, kept.key), reverse=True)

    def load(self, name: str) -> Brief:
        """The brief with this key or, if there is only one such, this title. Raises BriefError."""
        path = self.folder / f"{name}.json"
        if _is_key(name) and path.is_file():
            return self._read(path)
        found = [kept for kept in self.kept() if name.casefold() == kept.title.casefold()]
        if len(found) == 1:
            return self._read(self.folder / f"{found[0].key}.json")
        if found:
            keys = ", ".join(kept.key for kept in found)
            raise BriefError(f"Several briefs are called “{name}”.", hint=f"Name one by its key: {keys}.")
        raise BriefError(f"There is no brief “{name}”.", hint="`alinea brief list` names those that are there.")

    def save(self, brief: Brief) -> Brief:
        """Keep the brief; gives it back with its new revision. Raises BriefError when it changed elsewhere."""
        path = self._path(brief.key)
        with self._lock(brief.key):
            before = path.read_text(encoding="utf-8") if path.is_file() else ""
            if before and (kept := brief_from_json(before, path.name)).revision != brief.revision:
                raise BriefError(
                    f"“{kept.title}” was changed in another window meanwhile; this change was not kept.",
                    hint="Open the brief again and repeat the last change.",
                )
            saved = replace(brief, revision=brief.revision + 1)
            if before:
                self._write(path.with_name(brief.key + _BEFORE), before)
            self._write(path, _text(saved))
        return saved

    def undo(self, name: str) -> Brief:
        """The brief as it was before its last save, kept so; a second time brings that save back."""
        brief = self.load(name)
        before = self.folder / (brief.key + _BEFORE)
        if not before.is_file():
            raise BriefError(f"Nothing to undo in “{brief.title}”.")
        return self.save(replace(self._read(before), revision=brief.revision))

    def delete(self, name: str) -> Brief:
        """Take a brief away; gives it back so that it can be saved again."""
        brief = self.load(name)
        with self._lock(brief.key):
            self._path(brief.key).unlink(missing_ok=True)
            (self.folder / (brief.key + _BEFORE)).unlink(missing_ok=True)
        return replace(brief, revision=0)

    def adopt(self, text: str, where: str) -> Brief:
        """Keep a brief that came as JSON, under a new key where its own is taken. Raises BriefError."""
        brief = replace(brief_from_json(text, where), revision=0)
        if not _is_key(brief.key) or self._path(brief.key).exists():
            brief = replace(brief, key=new_key())
        return self.save(brief)

    def _path(self, key: str) -> Path:
        if not _is_key(key):
            raise BriefError(f"“{key}” is not the key of a brief.")
        return self.folder / f"{key}.json"

    def _read(self, path: Path) -> Brief:
        try:
            return brief_from_json(path.read_text(encoding="utf-8"), path.name)
        except (OSError, UnicodeDecodeError) as error:
            raise BriefError(f"{path.name} cannot be read: {error}.") from error

    def _write(self, path: Path, text: str) -> None:
        """Write beside, then move into place: a crash or a full disk leaves the old file as it was."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=path.stem, suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except OSError as error:
            Path(temporary).unlink(missing_ok=True)
            raise BriefError(f"The brief could not be kept: {error}.", hint="Make room on the disk.") from error

    @contextmanager
    def _lock(self, key: str) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / f"{key}.lock", timeout=_PATIENCE):
                yield
        except Timeout as error:
            raise BriefError("Another program is writing this brief.", hint="Try again in a moment.") from error


def _text(brief: Brief) -> str:
    return json.dumps(brief_to_json(brief), ensure_ascii=False, indent=1) + "\n"


def _is_key(name: str) -> bool:
    return name.isalnum() and name.isascii()
