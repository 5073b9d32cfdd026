"""Where the chat may listen: loopback, unless somebody says outright that others shall reach it; and a free port."""

from __future__ import annotations

import ipaddress
import socket

from assistant.errors import SettingsError

_TRIED = 100


def check_address(address: str, *, exposed: bool) -> None:
    """Refuse an address that other machines reach, unless `exposed` says that this is meant. Raises SettingsError."""
    if exposed or is_loopback(address):
        return
    raise SettingsError(
        f"The chat would listen on {address}, where other machines reach it, without a sign-in of its own.",
        hint="If that is meant, say so: `alinea chat --expose`. Else leave ALINEA_ADDRESS at 127.0.0.1.",
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
        # A port left a moment ago by a server that ended may be taken again, as the server itself will do.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True
