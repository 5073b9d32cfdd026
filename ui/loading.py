"""What a browser shows until the interface stands: our name in the reader's own light, not Streamlit's white page."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STYLE = b"""<style>
html { color-scheme: light dark; background: #fff; }
#opening { position: fixed; inset: 0; display: grid; place-content: center; font: 700 1.6rem/1 system-ui, sans-serif;
  color: #1b2733; animation: opening 1.6s ease-in-out infinite; }
@keyframes opening { 50% { opacity: .35; } }
@media (prefers-color-scheme: dark) { html { background: #11181f; } #opening { color: #e6edf3; } }
@media (prefers-reduced-motion: reduce) { #opening { animation: none; } }
</style>
"""
# Streamlit's page, piece by piece: what it has, what stands there instead. A piece that a later version has no more
# is left as it is.
_CHANGES = (
    (b"<title>Streamlit</title>", "<title>Alinéa</title>".encode()),
    (b"</head>", _STYLE + b"</head>"),
    (b'<div id="root"></div>', '<div id="root"><div id="opening" role="status">Alinéa</div></div>'.encode()),
    (
        b"You need to enable JavaScript to run this app.",
        "Alinéa a besoin de JavaScript. – Alinéa needs JavaScript.".encode(),
    ),
)


def dressed(page: bytes) -> bytes:
    """Streamlit's page with our name on it."""
    for theirs, ours in _CHANGES:
        page = page.replace(theirs, ours, 1)
    return page


class Opening:
    """Dresses every HTML page that passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        held: list[Message] = []
        parts: list[bytes] = []

        async def send_dressed(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    body = dressed(b"".join(parts))
                    MutableHeaders(scope=held[0])["content-length"] = str(len(body))
                    await send(held[0])
                    await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, send_dressed)


def _is_page(start: MutableMapping[str, Any]) -> bool:
    headers = MutableHeaders(scope=start)
    plain = "content-encoding" not in headers
    return start["status"] == 200 and plain and headers.get("content-type", "").startswith("text/html")
