"""The web server of the chat: Streamlit as an ASGI application, with headers that forbid every other host."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import secrets
import tomllib
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serving import sign_in
from assistant.settings import Settings
from ui.loading import Opening

_LOG = logging.getLogger("alinea.chat")
SCRIPT = Path(__file__).with_name("app.py")
USER_COOKIE = "alinea_user"
_YEAR = 365 * 24 * 3600


def policy() -> str:
    """The content security policy: this server and nobody else, no code made of text.

    Scripts from `blob:` are Streamlit's way to load inline components; the one script written into its page is allowed
    by its hash. Styles may stand inline: Streamlit's style engine writes them so."""
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "blob:", *_inline_scripts()]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _inline_scripts() -> list[str]:
    """The hashes of the scripts that stand in Streamlit's page."""
    import streamlit

    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def safety_headers() -> dict[str, str]:
    """The headers of every response."""
    return {
        "Content-Security-Policy": policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


class Headers:
    """Puts the safety headers on every response, and an unguessable cookie on a new browser: conversations of
    people who share one server are kept apart by it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = safety_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        known = USER_COOKIE in Request(scope).cookies

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message, self.headers, known)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _add_headers(message: MutableMapping[str, Any], safety: Mapping[str, str], known: bool) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in safety.items():
        headers[name] = value
    if not known and headers.get("content-type", "").startswith("text/html"):
        cookie = f"{USER_COOKIE}={secrets.token_hex(16)}; Max-Age={_YEAR}; Path=/; HttpOnly; SameSite=Lax"
        headers.append("set-cookie", cookie)


async def permanent_link(request: Request) -> Response:
    """`/r/A/RES/62/27?p=op5`: the permanent address of a paragraph, for texts and mails."""
    from ui import links

    path = request.query_params.get("p", "")
    symbol = request.path_params["symbol"]
    return RedirectResponse("/" + links.paragraph(f"{symbol}#{path}" if path else symbol).removeprefix("./"))


def serve(settings: Settings) -> None:
    """Serve the chat at the settings' address until stopped."""
    import streamlit as st

    auth = sign_in(settings)
    app = st.App(
        SCRIPT,
        secrets={"auth": auth} if auth else None,
        routes=[Route("/r/{symbol:path}", permanent_link)],
        middleware=[Middleware(Headers), Middleware(Opening)],
        on_script_error=_unexpected,
    )
    app.run(config=options() | {"server.address": settings.address, "server.port": settings.port})


def _unexpected(error: Exception) -> bool:
    """Show an unforeseen error in the reader's language, and write it to the log."""
    from ui.components.frame import show_unexpected

    _LOG.error("The page failed", exc_info=error)
    show_unexpected()
    return True


def options() -> dict[str, Any]:
    """The options of `.streamlit/config.toml`, to be given outright: a user's own Streamlit file must not undo them."""
    with (SCRIPT.parent / ".streamlit" / "config.toml").open("rb") as file:
        return dict(_dotted(tomllib.load(file), ""))


def _dotted(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _dotted(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
