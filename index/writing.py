"""The right to write: one process at a time holds the lock of a home, and its name is in the lock file."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import HomeError, IndexLocked

LOCK = "write.lock"
HOLDER = "write.holder.json"


@contextmanager
def writer_lock(home: Path, wait: float = 0.0) -> Iterator[None]:
    """Hold the lock of a home; waits up to `wait` seconds. Raises IndexLocked, naming the holder, or HomeError."""
    import filelock

    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(home / LOCK)
        lock.acquire(timeout=wait)
    except filelock.Timeout as error:
        raise IndexLocked(
            f"Another process is writing to the index in {home}{_holder(home)}.",
            hint="Wait until it is done, or end it, and run the command again.",
        ) from error
    except OSError as error:
        raise HomeError(
            f"The folder {home} cannot be written: {error.strerror or error}.",
            hint="Choose another with --home or ALINEA_HOME.",
        ) from error
    try:
        holder = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": dt.datetime.now().isoformat("T", "seconds"),
        }
        with _disk_errors(home):
            (home / HOLDER).write_text(json.dumps(holder), encoding="utf-8")
        yield
    finally:
        (home / HOLDER).unlink(missing_ok=True)
        lock.release()


@contextmanager
def _disk_errors(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise HomeError(f"The folder {home} cannot be written: {error.strerror or error}.") from error


def _holder(home: Path) -> str:
    try:
        holder = json.loads((home / HOLDER).read_text(encoding="utf-8"))
        return f": process {holder['pid']} on {holder['host']}, since {holder['since']}"
    except (OSError, ValueError, KeyError):
        return ""
