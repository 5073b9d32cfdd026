"""Documents added from the interface: kept in the home, indexed in the background, one build at a time."""

from __future__ import annotations

import hashlib
import logging
import re
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import AssistantError
from assistant.settings import Settings
from index.build import BuildReport, Event
from index.errors import IndexingError

_LOG = logging.getLogger("alinea.chat")
_NAME_LENGTH = 120

Builder = Callable[[Sequence[Path], Callable[[Event], None]], BuildReport]


@dataclass(slots=True)
class Build:
    """One build: its last event, and in the end its report or what went wrong."""

    event: Event = field(default_factory=lambda: Event("reading"))
    report: BuildReport | None = None
    error: str = ""
    finished: threading.Event = field(default_factory=threading.Event)


class Builds:
    """The builds of this server process."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._lock = threading.Lock()
        self.current: Build | None = None

    def start(self, paths: Sequence[Path]) -> Build:
        """Index files and folders, unless a build is running: then that one is given."""
        with self._lock:
            if self.current and not self.current.finished.is_set():
                return self.current
            self.current = Build()
            threading.Thread(target=self._run, args=(self.current, list(paths)), daemon=True).start()
            return self.current

    def _run(self, build: Build, paths: list[Path]) -> None:
        try:
            build.report = self._builder(paths, lambda event: setattr(build, "event", event))
        except (IndexingError, AssistantError, OSError) as error:
            build.error = str(error)
        except Exception:  # noqa: BLE001 - the outer edge of a thread: whoever waits for it must be told
            _LOG.exception("Indexing failed")
            build.error = "Internal error."
        finally:
            build.finished.set()


def builder_of(settings: Settings) -> Builder:
    """The real builder, over the settings' home."""

    def build_paths(paths: Sequence[Path], on_event: Callable[[Event], None]) -> BuildReport:
        from assistant.opening import chroma_of, embedder_of
        from index.build import build

        return build(paths, settings.home, embedder_of(settings), chroma=chroma_of(settings), on_event=on_event)

    return build_paths


def keep(home: Path, name: str, content: bytes) -> Path:
    """Keep an uploaded file in the home, in a folder named by its content: nothing is ever written over."""
    folder = home / "documents" / hashlib.sha256(content).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / safe_name(name)
    if not file.exists():
        waiting = file.with_name(f".{file.name}.part")
        waiting.write_bytes(content)
        waiting.replace(file)
    return file


def free_space(home: Path) -> int:
    """Bytes free where the home is."""
    return shutil.disk_usage(home).free


def safe_name(name: str) -> str:
    """A file name that is one plain component on every system, its ending kept."""
    plain = re.sub(r"[^\w.()-]+", "_", name.replace("\\", "/").rpartition("/")[2]).strip("._")
    stem, dot, suffix = (plain or "document").rpartition(".")
    return f"{stem[:_NAME_LENGTH]}{dot}{suffix[:10]}" if stem else plain[:_NAME_LENGTH] or "document"
