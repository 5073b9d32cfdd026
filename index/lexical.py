"""The lexical leg: BM25 over analysed words, in a tantivy index. The only file that imports tantivy.

A chunk is one tantivy document. `body` holds the stems of its words, `context` those of its title and headings, both
analysed in the chunk's language; `words` holds every word folded, for phrases; the rest are filters. The index may
hold more chunks than a generation shows, never fewer: the caller drops what is not live.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import tempfile
import weakref
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.analysis import analyser, phrases
from index.errors import DamagedIndex, HomeError
from index.search import Filters, Term

if TYPE_CHECKING:
    import tantivy

CONTEXT_WEIGHT = 0.7
"""Weight of a term found in the title or headings against one found in the paragraph itself."""
HEAP = 128_000_000
"""Bytes of memory that tantivy's writer may fill before it writes a segment."""
_EVER = (-(10**6), 10**7)


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk as the lexical index takes it. `session` is None for special sessions and bodies without sessions."""

    chunk: int
    text: str
    context: str
    symbol: str
    language: str
    body: str
    kind: str
    session: int | None
    year: int | None
    adopted: dt.date | None
    act: str | None
    addressees: tuple[str, ...]


class Lexical:
    """An opened lexical index. A searcher is a snapshot; `refreshed` tells whether a newer one was picked up."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self.folder = folder
        try:
            self._index = tantivy.Index.open(str(folder))
        except (ValueError, OSError) as error:
            if not folder.is_dir() or os.access(folder, os.W_OK):
                raise self._damaged(str(error)) from error
            self._index = self._read_only()
        try:
            self._index.config_reader("manual")
            self._index.reload()
        except (ValueError, OSError) as error:
            raise self._damaged(str(error)) from error

    def _read_only(self) -> tantivy.Index:
        """The index of a folder that cannot be written: opened through links, for tantivy wants a lock file."""
        import tantivy

        links = tempfile.mkdtemp(prefix="alinea-lexical-")
        weakref.finalize(self, shutil.rmtree, links, ignore_errors=True)
        for file in self.folder.iterdir():
            if not file.name.endswith(".lock"):
                (Path(links) / file.name).symlink_to(file.resolve())
        try:
            return tantivy.Index.open(links)
        except (ValueError, OSError) as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, why: str) -> DamagedIndex:
        return DamagedIndex(
            f"The lexical index {self.folder} cannot be opened ({why}).", hint="Run `alinea index --rebuild`."
        )

    @staticmethod
    def is_made(folder: Path) -> bool:
        """Whether `folder` holds an index: one that was killed while it was made has no `meta.json` yet."""
        return (folder / "meta.json").is_file()

    @classmethod
    def create(cls, folder: Path) -> Lexical:
        """An empty index in `folder`, in place of anything that is there."""
        import tantivy

        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        tantivy.Index(_schema(), str(folder))
        return cls(folder)

    def reload(self) -> None:
        """See what was committed since."""
        self._index.reload()

    @property
    def chunks(self) -> int:
        """Number of chunks in the index, live or not."""
        return int(self._index.searcher().num_docs)

    @contextlib.contextmanager
    def writing(self) -> Iterator[LexicalWriter]:
        """A writer; what it was given is committed when the block ends, and dropped when it raises."""
        try:
            with self._index.writer(HEAP, 1) as writer:
                ours = LexicalWriter(self._index.schema, writer)
                yield ours
                writer.commit()
                writer.wait_merging_threads()
        except (ValueError, OSError) as error:
            raise HomeError(f"The lexical index {self.folder} cannot be written ({error}).") from error
        self.reload()

    def search(
        self, text: str, limit: int, language: str | None, languages: Sequence[str], filters: Filters
    ) -> list[tuple[int, float]]:
        """The best chunks under the filters with their BM25 scores, best first, ties by chunk number.

        `languages` are those of the index: a question of unknown language is analysed as each of them would be.
        Phrases in quotation marks must occur word for word.
        """
        query = self._query(text, [language] if language else languages, filters)
        if query is None:
            return []
        searcher = self._index.searcher()
        found = searcher.search(query, limit, count=False).hits
        chunks = searcher.fast_field_values("chunk", [address for _, address in found])
        pairs = [(int(chunk or 0), float(score)) for chunk, (score, _) in zip(chunks, found, strict=True)]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def holding(self, phrases_wanted: Sequence[str], filters: Filters) -> set[int]:
        """The chunks under the filters that hold all these phrases word for word."""
        clauses = [q for q in (self._phrase(phrase) for phrase in phrases_wanted) if q]
        if not clauses:
            return set()
        return self._every([*clauses, *self._filters(filters)])

    def having(self, terms: Sequence[Term], filters: Filters, among: Collection[int] | None = None) -> set[int]:
        """The chunks under the filters whose own words (not those of their context) hold all these terms: all of them,
        or of those `among` them."""
        import tantivy

        schema, should = self._index.schema, tantivy.Occur.Should
        spoken = [
            self._all(
                [
                    tantivy.Query.term_query(schema, "language", language, "basic"),
                    *(tantivy.Query.term_set_query(schema, "body", sorted(term[language])) for term in terms),
                ]
            )
            for language in sorted({language for term in terms for language in term})
            if all(term.get(language) for term in terms)
        ]
        if not spoken:
            return set()
        clauses = [tantivy.Query.boolean_query([(should, q) for q in spoken]), *self._filters(filters)]
        if among is not None:
            clauses.append(tantivy.Query.term_set_query(schema, "chunk", sorted(among)))
        return self._every(clauses)

    def _every(self, clauses: Sequence[tantivy.Query]) -> set[int]:
        """All the chunks that satisfy all the clauses; nothing is weighed."""
        import tantivy

        searcher = self._index.searcher()
        query = tantivy.Query.const_score_query(self._all(clauses), 0.0)
        found = searcher.search(query, max(int(searcher.num_docs), 1), count=False).hits
        return {int(n or 0) for n in searcher.fast_field_values("chunk", [address for _, address in found])}

    def _all(self, clauses: Sequence[tantivy.Query]) -> tantivy.Query:
        import tantivy

        return tantivy.Query.boolean_query([(tantivy.Occur.Must, q) for q in clauses])

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many chunks each term stands, as `index.analysis` makes them; chunks no longer live included."""
        searcher = self._index.searcher()
        return {term: int(searcher.doc_freq("body", term)) for term in terms}

    def _query(self, text: str, languages: Sequence[str], filters: Filters) -> tantivy.Query | None:
        import tantivy

        quoted, _ = phrases(text)
        must, should = tantivy.Occur.Must, tantivy.Occur.Should
        clauses = [(must, q) for q in (self._phrase(phrase) for phrase in quoted) if q]
        terms = dict.fromkeys(term for language in languages for term in analyser(language).terms(text))
        words = [(should, self._term("body", term, 1.0)) for term in terms]
        words += [(should, self._term("context", term, CONTEXT_WEIGHT)) for term in terms]
        if not words and not clauses:
            return None
        if words:
            clauses.append((should if clauses else must, tantivy.Query.boolean_query(words)))
        clauses += [(must, tantivy.Query.const_score_query(q, 0.0)) for q in self._filters(filters)]
        return tantivy.Query.boolean_query(clauses)

    def _term(self, field: str, term: str, weight: float) -> tantivy.Query:
        import tantivy

        return tantivy.Query.boost_query(tantivy.Query.term_query(self._index.schema, field, term, "freq"), weight)

    def _phrase(self, phrase: str) -> tantivy.Query | None:
        import tantivy

        words = analyser("en").words(phrase)  # folding without stems is the same in every language but for elision
        if not words:
            return None
        if len(words) == 1:
            return tantivy.Query.term_query(self._index.schema, "words", words[0], "position")
        return tantivy.Query.phrase_query(self._index.schema, "words", list(words))

    def _filters(self, f: Filters) -> Iterator[tantivy.Query]:
        import tantivy

        schema = self._index.schema
        named = {
            "symbol": f.symbols,
            "body_name": f.bodies,
            "kind": tuple(kind.value for kind in f.kinds),
            "act": f.acts,
            "addressee": f.addressees,
            "language": f.languages,
        }
        for field, values in named.items():
            if values:
                yield tantivy.Query.term_set_query(schema, field, list(values))
        first, last = f.adopted or (None, None)
        days = (first.toordinal() if first else _EVER[0], last.toordinal() if last else _EVER[1])
        ranges = {"session": f.sessions, "year": f.years, "adopted": days if f.adopted else None}
        for field, bounds in ranges.items():
            if bounds:
                yield tantivy.Query.range_query(schema, field, tantivy.FieldType.Integer, *bounds)


class LexicalWriter:
    """Takes chunks in and out; committed by `Lexical.writing`."""

    def __init__(self, schema: tantivy.Schema, writer: tantivy.IndexWriter) -> None:
        self._schema = schema
        self._writer = writer

    def add(self, entries: Iterable[Entry]) -> None:
        """Put chunks in; a chunk that is there already must be taken out first."""
        import tantivy

        for entry in entries:
            self._writer.add_document(tantivy.Document(**_fields(entry)))

    def remove(self, chunks: Iterable[int]) -> None:
        """Take chunks out; one that is not there is no error."""
        for chunk in chunks:
            self._writer.delete_documents_by_term("chunk", chunk)


def _fields(e: Entry) -> dict[str, object]:
    """The tantivy document of a chunk. Absent values are left out: a filter on them does not match."""
    analysis, folding = analyser(e.language), analyser("en")
    fields: dict[str, object] = {
        "chunk": e.chunk,
        "body": " ".join(analysis.terms(e.text)),
        "context": " ".join(analysis.terms(e.context)),
        "words": " ".join(folding.words(e.text)),
        "symbol": e.symbol,
        "body_name": e.body,
        "language": e.language,
        "kind": e.kind,
        "addressee": list(e.addressees),
    }
    optional = {"session": e.session, "year": e.year, "act": e.act}
    fields |= {name: value for name, value in optional.items() if value is not None}
    if e.adopted:
        fields["adopted"] = e.adopted.toordinal()
    return fields


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder().add_integer_field("chunk", indexed=True, fast=True)
    for name in ("body", "context"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    for name in ("symbol", "body_name", "language", "kind", "act", "addressee"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("session", "year", "adopted"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()
