"""`alinea chat`: index the sample if there is no index, find a port, serve the chat, print its address."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from assistant.cli import Context, common_options
from assistant.errors import AssistantError
from assistant.serving import check_address, free_port
from assistant.settings import PREFIX, Settings
from index.errors import NoIndex

_READY_WITHIN = 120.0
_WORDS = {
    "fr": {
        "sample": "Aucun index à cet endroit : les deux résolutions fournies y sont indexées.",
        "taken": "Le port {wanted} est pris : {port} le remplace.",
        "ready": "Alinéa vous attend à l'adresse {address} (Ctrl-C pour arrêter).",
    },
    "en": {
        "sample": "No index there: indexing the two resolutions that come with the package.",
        "taken": "Port {wanted} is taken: using {port}.",
        "ready": "Alinéa is waiting for you at {address} (Ctrl-C to stop).",
    },
}


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Port (ALINEA_PORT); if it is taken, the next free one.")
@click.option("--address", help="Address to listen on (ALINEA_ADDRESS); others than loopback need --expose.")
@click.option("--expose", is_flag=True, help="Let other machines reach the chat at the address.")
@common_options
def command(context: Context, port: int | None, address: str | None, expose: bool) -> int:
    """Serve the chat on this machine and print its address."""
    settings, words = context.settings, _WORDS[context.settings.lang]
    check_address(settings, exposed=expose)
    if _lacks_index(settings):
        click.echo(words["sample"], err=True)
        _index_sample(settings)
    free = free_port(settings.address, settings.port)
    if free != settings.port:
        click.echo(words["taken"].format(wanted=settings.port, port=free), err=True)
    with _server(settings, free, expose) as process:
        _wait_until_ready(process, settings.address, free)
        url = f"http://{_host(settings.address)}:{free}"
        context.emit({"address": url, "pid": process.pid}, words["ready"].format(address=url))
        return process.wait()


def _lacks_index(settings: Settings) -> bool:
    from assistant.opening import open_library

    try:
        open_library(settings).close()
    except NoIndex:
        return True
    return False


def _index_sample(settings: Settings) -> None:
    from assistant.commands.progress import Progress
    from assistant.opening import chroma_of, embedder_of
    from index.build import build
    from index.sample import sample_paths

    with Progress(settings.lang, sys.stderr) as progress:
        build(sample_paths(), settings.home, embedder_of(settings), chroma=chroma_of(settings), on_event=progress)


@contextmanager
def _server(settings: Settings, port: int, expose: bool) -> Iterator[subprocess.Popen[bytes]]:
    """The server as a process of its own, which ends with this one."""
    variables = os.environ | _as_variables(settings, port)
    # -P: a file ui.py in the current folder is not ours.
    arguments = [sys.executable, "-P", "-m", "ui", *(["--expose"] if expose else [])]
    # Streamlit's own greeting goes to standard output: ours says the address.
    process = subprocess.Popen(arguments, env=variables, stdout=subprocess.DEVNULL)
    with suppress(ValueError):  # not the main thread: whoever runs us there ends the server by leaving this context
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _as_variables(settings: Settings, port: int) -> dict[str, str]:
    """What the command line changed, for the server's own reading of the settings."""
    given = {"home": settings.home.absolute(), "lang": settings.lang, "address": settings.address, "port": port}
    return {f"{PREFIX}{name.upper()}": str(value) for name, value in given.items()}


def _wait_until_ready(process: subprocess.Popen[bytes], address: str, port: int) -> None:
    until = time.monotonic() + _READY_WITHIN
    while time.monotonic() < until and process.poll() is None:
        if _answers(_host(address), port):
            return
        time.sleep(0.1)
    raise AssistantError("The chat's server did not start.", hint="What it said stands above.")


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host.strip("[]"), port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _host(address: str) -> str:
    """The address as a browser on this machine writes it."""
    if address in ("0.0.0.0", "::"):
        return "127.0.0.1"
    return f"[{address}]" if ":" in address else address
