"""The server's headers, options and links, without a browser."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui import links
from ui.building import keep, safe_name
from ui.loading import Opening
from ui.server import USER_COOKIE, Headers, options, permanent_link, policy


@pytest.fixture
def client() -> TestClient:
    routes = [
        Route("/", lambda request: HTMLResponse("<p>")),
        Route("/data", lambda request: PlainTextResponse("")),
        Route("/r/{symbol:path}", permanent_link),
    ]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Headers)]), follow_redirects=False)


def test_the_policy_names_no_other_host_and_runs_no_text() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy().split("; "))
    assert not re.search(r"https?:|\*|unsafe-eval|wss?:", policy())
    assert "unsafe-inline" not in rules["script-src"]
    assert rules["default-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["object-src"] == "'none'"


def test_every_response_has_the_headers_and_a_new_browser_its_cookie(client: TestClient) -> None:
    first = client.get("/")
    assert first.headers["content-security-policy"] == policy()
    assert first.headers["referrer-policy"] == "no-referrer"
    cookie = first.headers["set-cookie"]
    assert re.match(rf"{USER_COOKIE}=[0-9a-f]{{32}}; Max-Age=\d+; Path=/; HttpOnly; SameSite=Lax$", cookie)
    assert "set-cookie" not in client.get("/").headers
    assert "content-security-policy" in client.get("/nowhere").headers


def test_cookies_are_given_with_pages_only(client: TestClient) -> None:
    assert "set-cookie" not in client.get("/data").headers


def test_the_page_carries_our_name_until_it_stands() -> None:
    theirs = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
    routes = [
        Route("/", lambda request: HTMLResponse(theirs)),
        Route("/x", lambda request: PlainTextResponse("</head>")),
    ]
    client = TestClient(Starlette(routes=routes, middleware=[Middleware(Opening)]))
    page = client.get("/")
    assert page.headers["content-length"] == str(len(page.content))
    assert "<title>Alinéa</title>" in page.text
    assert '<div id="root"><div id="opening"' in page.text
    assert "Streamlit</title>" not in page.text
    assert "You need to enable" not in page.text
    assert client.get("/x").text == "</head>"
    assert client.head("/").headers["content-length"] == str(len(theirs))


# what people put into a text, where it leads
PERMANENT = [
    ("/r/A/RES/62/27?p=op5", "/?c=A/RES/62/27&p=op5"),
    ("/r/S/RES/2341(2017)", "/?c=S/RES/2341(2017)"),
    # another host cannot be smuggled in
    ("/r//evil.invalid/x", "/?c=/evil.invalid/x"),
    ("/r/A?p=%0d%0aSet-Cookie:x", "/?c=A&p=\r\nSet-Cookie:x"),
]


@pytest.mark.parametrize(("path", "target"), PERMANENT)
def test_permanent_links_lead_to_this_server(client: TestClient, path: str, target: str) -> None:
    location = client.get(path).headers["location"]
    assert unquote(location) == target.encode().decode("unicode_escape")
    assert location.startswith("/?c=")


def test_streamlit_is_told_outright_what_was_measured() -> None:
    told = options()
    assert told["browser.gatherUsageStats"] is False
    assert told["runner.postScriptGC"] is False
    assert told["runner.magicEnabled"] is False
    assert told["theme.dark.backgroundColor"] == "#11181f"


def test_official_documents() -> None:
    assert links.official("A/RES/62/27", "fr") == "https://docs.un.org/fr/A/RES/62/27"
    assert links.official("A/RES/217(III)", "en") == "https://docs.un.org/en/A/RES/217(III)"
    assert links.paragraph('A/RES/1/1#op"><x') == "./?c=A/RES/1/1&p=op%22%3E%3Cx"


# a file's name as given, as kept
NAMES = [
    ("../../etc/passwd", "passwd"),
    ("C:\\Docs\\Résolution 62.pdf", "Résolution_62.pdf"),
    ("<img src=x>.txt", "img_src_x_.txt"),
    ("...", "document"),
    ("", "document"),
    ("a" * 300 + ".docx", "a" * 120 + ".docx"),
]


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_file_names_are_one_plain_component(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_uploads_never_write_over_each_other(tmp_path: Path) -> None:
    first, second = keep(tmp_path, "a.txt", b"one"), keep(tmp_path, "a.txt", b"two")
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert keep(tmp_path, "a.txt", b"one") == first
    assert not list(tmp_path.rglob("*.part"))
