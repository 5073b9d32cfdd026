"""The chain as a LangChain Runnable. Imported when it is asked for: LangChain takes a while to load."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answer import Done, Event

Asked = TypeVar("Asked")


class EventChain(Runnable[Asked, Event]):
    """Streams the events of a question; invoked, it gives the last of them, `Done` with the answer."""

    def __init__(self, events: Callable[[Asked], Iterator[Event]]) -> None:
        self._events = events

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Event:
        """The end of a question."""
        for event in self._events(input):
            if isinstance(event, Done):
                return event
        raise AssertionError("the chain ended without an answer")

    def stream(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Event]:
        """The events in order, `Done` last."""
        yield from self._events(input)
