"""A server that speaks OpenAI's chat API on loopback, with scripted words, errors, delays and deaths.

Real HTTP and real server-sent events: what is tested is the provider's client and all that lies above it.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Say:
    """One scripted answer. `text` goes out in pieces of `size` characters, `pause` seconds apart, after `delay`.

    `status` other than 200 is an error with `error` as its words and `headers`. `die_after`: pieces after which the
    connection breaks; `hush_after`: pieces after which only comments come, for `hush` seconds. `finish` is the reason
    given at the end, None for none; `done` whether the closing line comes; `usage` the token counts, None for none.
    """

    text: str = ""
    size: int = 24
    pause: float = 0.0
    delay: float = 0.0
    status: int = 200
    error: str = "scripted error"
    headers: dict[str, str] = field(default_factory=dict)
    die_after: int | None = None
    hush_after: int | None = None
    hush: float = 0.0
    finish: str | None = "stop"
    done: bool = True
    usage: tuple[int, int] | None = (100, 20)
    raw: bytes = b""
    """Sent instead of everything else, as the body of a 200."""


Responder = Callable[[list[dict[str, str]]], Say]


class LlmServer:
    """Answers with a queue of `Say`, or with what a function makes of the messages. A context manager."""

    def __init__(self, script: Sequence[Say] | Responder) -> None:
        self._responder = script if callable(script) else None
        self._queue = [] if callable(script) else list(script)
        self._lock = threading.Lock()
        self.requests: list[dict[str, Any]] = []
        """The bodies of all requests, in order."""
        self.paths: list[str] = []
        self.times: list[float] = []
        """When each request came, in seconds of a clock that never goes back."""
        server = self

        class Handler(_Handler):
            owner = server

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """The base URL to set as `model_url`."""
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def next(self, path: str, body: dict[str, Any]) -> Say:
        """What to answer to this request; the last of a queue is repeated."""
        with self._lock:
            self.requests.append(body)
            self.times.append(time.monotonic())
            self.paths.append(path)
            if self._responder:
                return self._responder(body.get("messages", []))
            return self._queue.pop(0) if len(self._queue) > 1 else self._queue[0]


class _Handler(BaseHTTPRequestHandler):
    owner: LlmServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Nothing asks for a page: whoever does is recorded and turned away."""
        self.owner.paths.append(self.path)
        self.send_error(404)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        say = self.owner.next(self.path, body)
        time.sleep(say.delay)
        try:
            if say.status != 200:
                self._error(say)
            else:
                self._stream(say, body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client had enough
        self.close_connection = True

    def _error(self, say: Say) -> None:
        body = json.dumps({"error": {"message": say.error, "type": "scripted", "code": say.status}}).encode()
        self.send_response(say.status)
        for name, value in {"content-type": "application/json", **say.headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, say: Say, body: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        if say.raw:
            self.wfile.write(say.raw)
            return
        self._event(body, {"role": "assistant", "content": ""}, None)
        pieces = [say.text[i : i + say.size] for i in range(0, len(say.text), say.size)]
        for at, piece in enumerate(pieces):
            if at == say.die_after:
                # No orderly end: the other side sees a reset connection.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                return
            if at == say.hush_after:
                self._hush(say.hush)
            self._event(body, {"content": piece}, None)
            time.sleep(say.pause)
        if say.finish is not None:
            self._event(body, {}, say.finish)
        if say.usage and body.get("stream_options", {}).get("include_usage"):
            read, written = say.usage
            counts = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
            self._send({"choices": [], "usage": counts, **_head(body)})
        if say.done:
            self.wfile.write(b"data: [DONE]\n\n")

    def _hush(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            self.wfile.write(b": still here\n\n")
            self.wfile.flush()
            time.sleep(0.05)

    def _event(self, body: dict[str, Any], delta: dict[str, str], finish: str | None) -> None:
        self._send({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}], **_head(body)})

    def _send(self, event: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Tests need no log."""


def _head(body: dict[str, Any]) -> dict[str, Any]:
    return {"id": "scripted", "object": "chat.completion.chunk", "created": 0, "model": body.get("model", "")}
