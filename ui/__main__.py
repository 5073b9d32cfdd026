"""`python -m ui`: serve the chat with the settings of the environment (`alinea chat` starts it so)."""

from __future__ import annotations

from assistant.settings import load_settings
from ui.server import serve

if __name__ == "__main__":
    serve(load_settings())
