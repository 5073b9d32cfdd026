"""Where the chat may listen: loopback, unless somebody says outright that others shall reach it; and a free port."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import socket
import sys
from typing import Any

from assistant.errors import SettingsError
from assistant.settings import PREFIX, Settings

_TRIED = 100


def check_address(settings: Settings, *, exposed: bool) -> None:
    """Refuse an address that other machines reach, unless people sign in there or `exposed` says that it is meant.
    Raises SettingsError."""
    if exposed or is_loopback(settings.address) or sign_in(settings):
        return
    raise SettingsError(
        f"The chat would listen on {settings.address}, where other machines reach it, without a sign-in of its own.",
        hint="Set up a sign-in (ALINEA_SIGN_IN_URL), or say that it is meant: `alinea chat --expose`.",
    )


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches an address."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def free_port(address: str, wanted: int) -> int:
    """The wanted port, or the next one that nobody listens on. Raises SettingsError when a hundred are taken."""
    for port in range(wanted, min(wanted + _TRIED, 65536)):
        if _is_free(address, port):
            return port
    raise SettingsError(f"No port from {wanted} on is free at {address}.", hint="Choose another one: --port N.")


def _is_free(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # A port left a moment ago by a server that ended may be taken again, as the server itself will do. On Windows
        # the same option would take a port from under a server that still listens.
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def sign_in(settings: Settings) -> dict[str, Any]:
    """What Streamlit must know to have people sign in; empty when nobody does. Raises SettingsError naming the setting
    that is missing."""
    given = {
        "server_metadata_url": settings.sign_in_url,
        "client_id": settings.sign_in_client,
        "client_secret": settings.sign_in_secret.get_secret_value(),
        "redirect_uri": settings.sign_in_redirect,
    }
    if not settings.sign_in_url:
        return {}
    names = ("sign_in_url", "sign_in_client", "sign_in_secret", "sign_in_redirect")
    for name, value in zip(names, given.values(), strict=True):
        if not value:
            raise SettingsError(f"A sign-in is set up, but {PREFIX}{name.upper()} is missing.")
    # Derived, so that it outlives a restart and is the same on every instance.
    cookie = hmac.new(given["client_secret"].encode(), b"alinea sign-in cookie", hashlib.sha256).hexdigest()
    return given | {"cookie_secret": cookie}
