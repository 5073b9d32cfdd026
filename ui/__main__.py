"""`python -m ui`: serve the chat with the settings of the environment (`alinea chat` starts it so)."""

from __future__ import annotations

import sys

from assistant.errors import SettingsError
from assistant.serving import check_address
from assistant.settings import load_settings
from ui.server import serve


def main(arguments: list[str]) -> None:
    """Serve until stopped; `--expose` allows an address that other machines reach."""
    try:
        settings = load_settings()
        check_address(settings, exposed="--expose" in arguments)
    except SettingsError as error:
        sys.exit(str(error))
    serve(settings)


if __name__ == "__main__":
    main(sys.argv[1:])
