"""Where a Chromium is, and how to get one: `python -m tests.ui.chromium --install` makes sure of it.

Looked for in this order: the variable CHROMIUM, the commands that distributions install, Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
HELP = (
    "No Chromium found for the browser tests. Install one (Debian, Ubuntu: apt-get install chromium), "
    "or name yours: CHROMIUM=/path/to/chrome make test."
)


def find() -> str | None:
    """The path of a Chromium, or None."""
    if given := os.environ.get("CHROMIUM"):
        return given if shutil.which(given) else None
    for command in (*COMMANDS, *MAC):
        if path := shutil.which(command):
            return path
    return _playwrights()


def _playwrights() -> str | None:
    """The browser that Playwright downloaded itself."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> str | None:
    """Make sure of a Chromium: an installed one, else the distribution's when root, else Playwright's download."""
    if path := find():
        return path
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "-q")
        _run("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium")
        if path := find():
            return path
    _run(sys.executable, "-m", "playwright", "install", "chromium")
    return find()


def _run(*command: str) -> None:
    print("+", " ".join(command), flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, check=False, env=environment)


def main(arguments: list[str]) -> int:
    """Print the path; with `--install` get a Chromium first if there is none. 1 when there is none in the end."""
    path = install() if "--install" in arguments else find()
    print(path or HELP, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
