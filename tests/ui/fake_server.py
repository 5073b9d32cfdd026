"""`python -m tests.ui.fake_server`: the chat over the fakes, on the port of the settings."""

from __future__ import annotations

from assistant.settings import load_settings
from tests.ui.fakes import opener
from ui.resources import serve_with
from ui.server import serve

if __name__ == "__main__":
    serve_with(opener)
    serve(load_settings())
