"""The retrieval chain: a question goes in, typed events come out, the last of them the checked answer.

understand → find → write → check; each step is a function from typed input to typed output. The chain is a LangChain
Runnable: `Assistant.chain.stream(Ask(…))` can be piped on.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from assistant.answer import Answer, Citation, Done, Draft, Event, Progress, Status
from assistant.answering import Answerer, Composition
from assistant.checking import Checked, check
from assistant.evidence import Found
from assistant.extractive import Extractive
from assistant.ports import Library
from assistant.retrieval.finder import Finder
from assistant.retrieval.header import line_of
from assistant.retrieval.scale import FITTED
from assistant.settings import Settings
from assistant.shelf import Shelves
from assistant.tracing import keep_prompts_here
from assistant.understanding import Reading, Router, understand
from index.search import Filters
from index.symbols import Locator

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable


class Stop(Protocol):
    """Tells a running answer to end; a `threading.Event` is one."""

    def is_set(self) -> bool:
        """Whether to stop."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What the chain takes: a question after earlier ones. `filters`, when given, replace those understood; `removed`
    names understood filters to leave out."""

    question: str
    history: tuple[str, ...] = ()
    filters: Filters | None = None
    removed: tuple[str, ...] = ()
    stop: Stop | None = field(default=None, compare=False)


class Assistant:
    """Answers questions from one library. Safe to use from several threads."""

    def __init__(
        self,
        library: Library,
        answerer: Answerer | None = None,
        *,
        language: str = "fr",
        router: Router | None = None,
    ) -> None:
        self.library = library
        self.answerer = answerer or Extractive()
        self._language = language
        self._shelves = Shelves(library)
        self._finder = Finder(library, self._shelves)
        self._router = router

    @classmethod
    def open(cls, settings: Settings) -> Assistant:
        """The assistant of a home. Raises what opening the index raises, and ModelUnavailable."""
        from assistant.opening import open_library

        library = open_library(settings)
        router = Router(library.vector) if library.embedder_name == FITTED else None
        return cls(library, _answerer_of(settings), language=settings.lang, router=router)

    def using(self, settings: Settings) -> Assistant:
        """The same assistant with the answerer that `settings` name: both share the library and what is read of it."""
        other = Assistant(self.library, _answerer_of(settings), language=settings.lang, router=self._router)
        other._shelves, other._finder = self._shelves, self._finder
        return other

    @cached_property
    def chain(self) -> Runnable[Ask, Event]:
        """The chain as a LangChain Runnable over `Ask`."""
        keep_prompts_here()
        from assistant.runnable import EventChain

        return EventChain(self._events)

    @cached_property
    def retriever(self) -> BaseRetriever:
        """The library as a LangChain retriever, for chains of one's own."""
        keep_prompts_here()
        from assistant.retrieval.retriever import LibraryRetriever

        return LibraryRetriever(library=self.library)

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        filters: Filters | None = None,
        removed_filters: Collection[str] = (),
        stop: Stop | None = None,
    ) -> Iterator[Event]:
        """The events of one question, `Done` last."""
        return self.chain.stream(Ask(question, tuple(history), filters, tuple(removed_filters), stop))

    def ask(self, question: str, history: Sequence[str] = (), *, filters: Filters | None = None) -> Answer:
        """The answer to one question."""
        done = self.chain.invoke(Ask(question, tuple(history), filters))
        assert isinstance(done, Done)
        return done.answer

    def _events(self, ask: Ask) -> Iterator[Event]:
        started = time.perf_counter()
        yield Progress("understanding")
        reading = self.understand(ask)
        yield reading.understood
        coverage = self.library.coverage(reading.understood.filters)
        yield Progress("searching", {"resolutions": coverage.searched_resolutions, "paragraphs": coverage.searched})
        found = replace(self._finder.find(reading), history=ask.history)
        yield Progress("answering", {"passages": len(found.passages) + len(found.facts) + len(found.pairs)})
        first, composition = 0.0, None
        for piece in self.answerer.write(found):
            first = first or _ms(started)
            if ask.stop and ask.stop.is_set():
                composition = Composition(Status.ERROR, "", reason="stopped")
                break
            if isinstance(piece, Draft):
                yield piece
            else:
                composition = piece
        assert composition is not None
        yield Progress("checking", {"citations": len(composition.citations)})
        checked = check(composition.text, composition.citations, self.source)
        took = {**found.took_ms, "first_token": first, "total": _ms(started)}
        yield Done(_answer(found, composition, checked, composition.model or self.answerer.name, took))

    def understand(self, ask: Ask) -> Reading:
        """What a question asks."""
        shelf, history = self._shelves.shelf(), ask.history
        return understand(
            ask.question,
            shelf,
            history=history,
            language=self._language,
            filters=ask.filters,
            removed=ask.removed,
            router=self._router,
        )

    def source(self, citation: Citation) -> str:
        """The whole text that a citation points into: its paragraph, or the header line. Raises NotIndexed."""
        resolution = self.library.resolution(citation.symbol, citation.language)
        locator = Locator.parse(citation.id)
        if paragraph := resolution.paragraph(locator):
            return paragraph.text
        return line_of(resolution, locator)


def _answerer_of(settings: Settings) -> Answerer:
    """The answerer that the settings name; a model is opened when it is first asked."""
    if settings.model == Extractive.name:
        return Extractive()
    from assistant.generating import ModelAnswerer

    return ModelAnswerer(settings)


def _answer(found: Found, composition: Composition, checked: Checked, model: str, took: dict[str, float]) -> Answer:
    understood = found.reading.understood
    return Answer(
        question=understood.question,
        standalone=understood.standalone,
        language=understood.language,
        status=composition.status,
        model=model,
        text=checked.text,
        citations=checked.citations,
        nearest=composition.nearest,
        refused=(*composition.refused, *checked.refused),
        withheld=(*composition.withheld, *checked.withheld),
        reason=composition.reason,
        notices=composition.notices,
        understood=understood,
        coverage=found.coverage,
        took_ms=took,
        usage=composition.usage,
    )


def _ms(started: float) -> float:
    return (time.perf_counter() - started) * 1000
