"""The library as a LangChain retriever, for chains of one's own. Imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PrivateAttr

from assistant.evidence import Found, Passage
from assistant.ports import Library
from assistant.retrieval.finder import Finder
from assistant.retrieval.topics import as_passage, candidates
from assistant.shelf import Shelves
from assistant.understanding import Intent, Reading, understand


class LibraryRetriever(BaseRetriever):
    """Gives the paragraphs that a question asks for: exact ones for look-ups and references, ranked ones for topics.

    A document's `metadata` has `id`, `symbol`, `language`, `kind`, `title`, `act` and, where it was ranked, `score`.
    A question that the index cannot answer gives no documents, unless it is a topic.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Any
    k: int = 10
    _shelves: Shelves = PrivateAttr()
    _finder: Finder = PrivateAttr()

    def model_post_init(self, context: Any, /) -> None:
        """Make what the routes need."""
        self._shelves = Shelves(self.library)
        self._finder = Finder(self.library, self._shelves)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        reading = understand(query, self._shelves.shelf())
        wanted = self.k if k is None else k
        if reading.intent in (Intent.TOPIC, Intent.CITED):
            passages = list(_ranked(self.library, reading, wanted))
        else:
            passages = list(_all_passages(self._finder.find(reading)))
        return [_document(passage) for passage in passages[:wanted]]


def _ranked(library: Library, reading: Reading, k: int) -> Iterator[Passage]:
    for candidate in candidates(library, reading, reading.understood.filters)[:k]:
        if passage := as_passage(library, candidate.hit, candidate.score, reading.language):
            yield passage


def _all_passages(found: Found) -> Iterator[Passage]:
    yield from found.passages
    for pair in found.pairs:
        yield from (side for side in (pair.left, pair.right) if side)


def _document(passage: Passage) -> Document:
    p, resolution = passage.paragraph, passage.resolution
    metadata: dict[str, Any] = {
        "id": p.id,
        "symbol": str(resolution.symbol),
        "language": resolution.language,
        "kind": p.kind.value,
        "title": resolution.title,
    }
    if p.act:
        metadata["act"] = p.act
    if passage.score:
        metadata["score"] = passage.score
    return Document(id=p.id, page_content=p.text, metadata=metadata)
