"""Reading a model's stream without ever hanging: a thread reads, the caller waits with limits.

A client's own time-out is not enough: a server that sends comments, or one byte a minute, keeps it waiting for ever,
and not every provider's package has one.
"""

from __future__ import annotations

import contextlib
import queue
import random
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.model_faults import Endless, Fault, Silence, fault_of

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessageChunk

Start = Callable[[], Iterable["BaseMessageChunk"]]
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 20.0
"""Seconds before the second try; every further one waits twice as long, up to the longest."""
_END = object()


@dataclass(frozen=True, slots=True)
class Limits:
    """`silence`: seconds without a chunk; `total`: seconds in all; `characters`: how much may be written."""

    silence: float
    total: float
    characters: int


@dataclass(slots=True)
class Reply:
    """What a model wrote so far, why it ended (`stop`, `length`, …; "" when it did not say) and what it counted.

    `fault` is set when it did not come to its end.
    """

    text: str = ""
    finish: str = ""
    fault: Fault | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    requests: int = 0
    extra: dict[str, Any] = field(default_factory=dict)


def read_stream(start: Start, limits: Limits) -> Iterator[BaseMessageChunk]:
    """The chunks of a stream as they come. Raises Silence, Endless, or whatever the provider raised.

    When the caller stops reading, the thread leaves at its next chunk.
    """
    chunks: queue.Queue[Any] = queue.Queue(maxsize=1000)
    stopped = threading.Event()
    threading.Thread(target=_pump, args=(start, chunks, stopped), daemon=True, name="model stream").start()
    ends = time.monotonic() + limits.total
    written = 0
    try:
        while True:
            chunk = _next(chunks, min(limits.silence, ends - time.monotonic()))
            if chunk is _END:
                return
            if isinstance(chunk, BaseException):
                raise chunk
            written += len(text_of(chunk))
            if written > limits.characters:
                raise Endless(f"more than {limits.characters} characters")
            yield chunk
    finally:
        stopped.set()


def attempt(start: Start, limits: Limits, retries: int, reply: Reply, *, says_end: bool = False) -> Iterator[str]:
    """The words of a model as they come, collected in `reply`; a fault ends it and is kept there, never raised.

    `says_end`: streams of this provider say why they end, so that one which does not was cut. A request that fails
    before its first word is made again, up to `retries` times, after a growing wait or as long as the server asks for,
    as far as the time limit allows.
    """
    ends = time.monotonic() + limits.total
    for tried in range(retries + 1):
        reply.fault, reply.requests = None, reply.requests + 1
        left = Limits(limits.silence, ends - time.monotonic(), limits.characters)
        try:
            for chunk in read_stream(start, left):
                _note(chunk, reply)
                if words := text_of(chunk):
                    reply.text += words
                    yield words
            if reply.finish or not says_end:
                return
            reply.fault = Fault("unreachable", "the stream ended before the answer did")
        except Endless:
            reply.finish = "length"
            return
        except Exception as error:  # noqa: BLE001 - a provider's own errors have no common root
            reply.fault = fault_of(error)
        wait = _wait(tried, reply.fault)
        if reply.text or not reply.fault.retryable or tried == retries or time.monotonic() + wait >= ends:
            return
        time.sleep(wait)


def text_of(chunk: BaseMessageChunk) -> str:
    """The words of a chunk; parts that are not text (reasoning, tool calls) have none."""
    content = chunk.content
    if isinstance(content, str):
        return content
    parts = (part if isinstance(part, str) else part.get("text", "") for part in content)
    return "".join(part for part in parts if isinstance(part, str))


def _pump(start: Start, chunks: queue.Queue[Any], stopped: threading.Event) -> None:
    end: Any = _END
    try:
        with contextlib.ExitStack() as stack:
            stream = start()
            if isinstance(stream, Generator):
                stack.callback(stream.close)  # the connection of a stream not read to its end is given back at once
            for chunk in stream:
                if not _offer(chunks, chunk, stopped):
                    return
    except Exception as error:  # noqa: BLE001 - handed to the reader, who knows what to do with it
        end = error
    _offer(chunks, end, stopped)


def _offer(chunks: queue.Queue[Any], item: Any, stopped: threading.Event) -> bool:
    """Hand an item to the reader; False when nobody reads any more."""
    while not stopped.is_set():
        try:
            chunks.put(item, timeout=0.5)
            return True
        except queue.Full:
            continue
    return False


def _next(chunks: queue.Queue[Any], seconds: float) -> Any:
    try:
        return chunks.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise Silence(f"no word within {max(seconds, 0):.1f} s") from None


def _note(chunk: BaseMessageChunk, reply: Reply) -> None:
    """Why it ends and what it counted, where the chunk says so."""
    metadata = chunk.response_metadata or {}
    for key in ("finish_reason", "stop_reason", "done_reason"):
        if value := metadata.get(key):
            reply.finish = str(value)
    usage = getattr(chunk, "usage_metadata", None) or {}
    reply.tokens_in += int(usage.get("input_tokens", 0))
    reply.tokens_out += int(usage.get("output_tokens", 0))


def _wait(tried: int, fault: Fault) -> float:
    if fault.retry_after is not None:
        return fault.retry_after
    return min(_FIRST_WAIT * float(2**tried), _LONGEST_WAIT) * random.uniform(0.75, 1.25)
