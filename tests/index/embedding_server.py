"""A server on loopback that embeds texts as OpenAI's and Ollama's do: real HTTP, the vectors of `WordsEmbedder`."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.index.made import WordsEmbedder


class EmbeddingServer:
    """A context manager; `model` may be swapped while it runs, `requests` are the bodies that came.

    OpenAI's API is under `url`, Ollama's under `root`; that one knows the model `words-64` alone.
    """

    def __init__(self, model: WordsEmbedder) -> None:
        self.model = model
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        ours = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                ours.requests.append(body)
                ours.keys.append(self.headers.get("Authorization", ""))
                texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
                if not all(isinstance(text, str) for text in texts):
                    self.send_error(400, "input must be texts")
                    return
                rows = ours.model.passages(texts).tolist()
                if self.path == "/v1/embeddings":
                    data = [{"object": "embedding", "index": n, "embedding": row} for n, row in enumerate(rows)]
                    usage = {"prompt_tokens": 1, "total_tokens": 1}
                    self._send(200, {"object": "list", "data": data, "model": body["model"], "usage": usage})
                elif self.path == "/api/embed" and body["model"] == "words-64":
                    self._send(200, {"model": body["model"], "embeddings": rows, "prompt_eval_count": 1})
                else:
                    self._send(404, {"error": f'model "{body["model"]}" not found, try pulling it first'})

            def _send(self, code: int, answer: dict[str, Any]) -> None:
                sent = json.dumps(answer).encode()
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.url = f"{self.root}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()
