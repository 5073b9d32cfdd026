"""What can go wrong with a language model while it is asked, in one vocabulary for all providers.

Providers' packages raise errors of their own without a common root, and importing them to name their classes would
load packages that were not chosen. What they have in common is the HTTP status and how their classes are called.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# HTTP status → code. 408, 425, 5xx and 429 may pass; the others will not.
_BY_STATUS = {
    401: "key-refused",
    403: "key-refused",
    404: "no-such-model",
    408: "timeout",
    413: "too-long",
    425: "server-error",
    429: "rate-limited",
}
_RETRYABLE = {"timeout", "unreachable", "rate-limited", "server-error"}
# What providers write about a request that exceeds the window.
_TOO_LONG = re.compile(r"context[ _](?:length|size|window)|maximum context|too many tokens|prompt is too long", re.I)
# The names of classes, over the whole family of an error and of what caused it.
_TIMEOUT = re.compile(r"time.?out|DeadlineExceeded", re.I)
_UNREACHABLE = re.compile(
    r"connect|network|transport|ProtocolError|ReadError|WriteError|gaierror|SSLError|ChunkedEncoding", re.I
)
_LONGEST_DETAIL = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """A model's failure: `code` as under `unavailable` in `words/models.*.toml`; `retry_after` in seconds, if told."""

    code: str
    detail: str
    retry_after: float | None = None

    @property
    def retryable(self) -> bool:
        """Whether the same request may succeed a little later."""
        return self.code in _RETRYABLE


class Silence(Exception):
    """No word came within the time allowed."""


class Endless(Exception):
    """The model wrote, or took, more than it was allowed."""


def fault_of(error: BaseException) -> Fault:
    """The fault that an error of any provider stands for."""
    detail = _detail(error)
    if isinstance(error, Silence):
        return Fault("timeout", detail)
    status = _status(error)
    if _TOO_LONG.search(str(error)) and (status is None or 400 <= status < 500):
        return Fault("too-long", detail)
    if status is not None:
        code = _BY_STATUS.get(status, "server-error" if status >= 500 else "failed")
        return Fault(code, detail, _retry_after(error))
    names = " ".join(cls.__name__ for cause in _causes(error) for cls in type(cause).__mro__)
    if _TIMEOUT.search(names):
        return Fault("timeout", detail)
    return Fault("unreachable" if _UNREACHABLE.search(names) else "failed", detail)


def _status(error: BaseException) -> int | None:
    response = getattr(error, "response", None)
    for holder, name in ((error, "status_code"), (response, "status_code"), (error, "code")):
        value = getattr(holder, name, None)
        if isinstance(value, int) and 400 <= value < 600:
            return value
    return None


def _retry_after(error: BaseException) -> float | None:
    """The seconds of a `Retry-After` header; a date there, or nonsense, counts as none."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    text = headers.get("retry-after") if headers is not None else None
    try:
        seconds = float(text) if text else None
    except ValueError:
        return None
    return seconds if seconds is not None and 0 <= seconds < float("inf") else None


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain:
        chain.append(at)
        at = at.__cause__ or at.__context__
    return chain


def _detail(error: BaseException) -> str:
    words = " ".join(str(error).split()) or type(error).__name__
    return words[:_LONGEST_DETAIL].rstrip(".")
