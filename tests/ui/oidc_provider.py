"""A small OpenID Connect provider on loopback: `python -m tests.ui.oidc_provider PORT`.

Real enough for a client that checks everything: metadata, keys, codes used once, signed id tokens with the nonce. Who
signs in is whoever the page's link names: `anne` or `bob`.
"""

from __future__ import annotations

import secrets
import sys
import time
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "alinea", "a secret between the two of them"


def provider(issuer: str) -> Starlette:
    """The provider's application."""
    key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
    codes: dict[str, dict[str, Any]] = {}

    async def metadata(_: Request) -> Response:
        endpoints = {f"{name}_endpoint": f"{issuer}/{name}" for name in ("authorization", "token", "userinfo")}
        return JSONResponse(
            endpoints
            | {"issuer": issuer, "jwks_uri": f"{issuer}/keys", "response_types_supported": ["code"]}
            | {"id_token_signing_alg_values_supported": ["RS256"], "subject_types_supported": ["public"]}
        )

    async def authorization(request: Request) -> Response:
        asked = request.query_params
        assert asked["client_id"] == CLIENT
        links = []
        for person in ("anne", "bob"):
            code = secrets.token_urlsafe(16)
            codes[code] = {"sub": person, "nonce": asked.get("nonce"), "redirect": asked["redirect_uri"]}
            target = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            links.append(f'<p><a href="{target}">{person}</a></p>')
        return HTMLResponse("".join(links))

    async def token(request: Request) -> Response:
        form = await request.form()
        given = codes.pop(str(form["code"]))
        assert form["redirect_uri"] == given["redirect"]
        now = int(time.time())
        claims = {"iss": issuer, "aud": CLIENT, "sub": given["sub"], "iat": now, "exp": now + 600}
        claims |= {"nonce": given["nonce"]} if given["nonce"] else {}
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": signed})

    async def keys(_: Request) -> Response:
        return JSONResponse({"keys": [key.as_dict(private=False)]})

    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", metadata),
            Route("/authorization", authorization),
            Route("/token", token, methods=["POST"]),
            Route("/keys", keys),
            Route("/_stcore/health", lambda _: Response("ok")),
        ]
    )


if __name__ == "__main__":
    port = int(sys.argv[1])
    uvicorn.run(provider(f"http://127.0.0.1:{port}"), host="127.0.0.1", port=port, log_level="warning")
