"""Every test runs offline, in a home of its own, and without settings from outside."""

from __future__ import annotations

import os
import socket
import sys
from ipaddress import ip_address
from pathlib import Path

import pytest

_REAL_CONNECT = socket.socket.connect
_REAL_GETADDRINFO = socket.getaddrinfo


class NetworkReached(AssertionError):
    """A test tried to reach something else than this machine's loopback."""


def _is_loopback(address: object) -> bool:
    if isinstance(address, str | bytes):  # a Unix socket's path
        return True
    host = str(address[0]) if isinstance(address, tuple) else ""
    if host in ("localhost", ""):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _guarded_connect(self: socket.socket, address: object) -> None:
    if not _is_loopback(address):
        raise NetworkReached(f"connect to {address!r}")
    _REAL_CONNECT(self, address)  # type: ignore[arg-type]


def _guarded_getaddrinfo(host: object, *args: object, **kwargs: object) -> object:
    name = host.decode() if isinstance(host, bytes) else host
    if name is not None and not _is_loopback((name,)):
        raise NetworkReached(f"look up {name!r}")
    return _REAL_GETADDRINFO(host, *args, **kwargs)  # type: ignore[arg-type]


def pytest_configure() -> None:
    """Close the network for the whole run, imports of test modules included."""
    if shared := os.environ.get("ALINEA_SHARED"):
        os.environ["ALINEA_SHARED"] = str(Path(shared).absolute())  # tests run in folders of their own
    socket.socket.connect = _guarded_connect  # type: ignore[method-assign,assignment]
    socket.getaddrinfo = _guarded_getaddrinfo  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of the test's own; settings of the machine are out of sight."""
    for name in list(os.environ):
        if name.startswith("ALINEA_") and name != "ALINEA_SHARED":
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("ALINEA_HOME", str(home))
    # Streamlit's AppTest leaves its script there, and every spawned process would run it.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.chdir(tmp_path)
    return home


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measuring material, where it is there; tests that ask for it are left out, saying so, where it is not."""
    root = Path(os.environ.get("ALINEA_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    if not (root / "corpus").is_dir():
        pytest.skip(f"left out: no measuring material at {root} (set ALINEA_SHARED)")
    return root


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the two bundled resolutions, indexed once for the whole run. Not to be written to."""
    from assistant.cli import run

    home = tmp_path_factory.mktemp("sample-index") / "home"
    assert run(["index", "--sample", "--home", str(home), "--json"]) == 0
    return home
