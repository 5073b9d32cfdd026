"""Items of a brief made from the index: a paragraph, words of it, a chat citation, a whole answer, a reference."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.answer import Answer, Citation
from assistant.brief import Brief, Cited
from assistant.brief_items import Heading, Item, Mention, Note, Passage, Quotation, Version, new_key
from assistant.errors import BriefError
from assistant.located import meant, paragraphs_at
from assistant.ports import Library
from assistant.quotations import locate, parts_of
from index.resolution import Kind, Paragraph, Resolution, Span
from index.symbols import Locator

_NO_PARAGRAPH = ("header", "vote")


def quote(
    library: Library,
    locator: Locator,
    language: str | None,
    words: Sequence[str] = (),
    *,
    beside: str | None = None,
    today: dt.date | None = None,
) -> tuple[Quotation, tuple[Cited, ...]]:
    """A quotation of a paragraph with its sub-paragraphs, or of `words` in it, and the resolutions to record with it.

    `beside` adds the paragraph in another language. Words in several pieces, or with « […] », stand in this order in
    the paragraph. Raises NotIndexed for a missing resolution, BriefError for a missing paragraph or words not in it.
    """
    first = library.resolution(str(locator.symbol), language)
    resolutions = [first]
    if beside and beside != first.language and beside in library.languages(str(locator.symbol)):
        resolutions.append(library.resolution(str(locator.symbol), beside))
    day = today or dt.datetime.now(dt.UTC).date()
    versions = [_version(first, locator, _selection(words), day)]
    versions += [_version(other, locator, (), day) for other in resolutions[1:]]
    quoted = versions[0].passages
    # Words of one sub-paragraph alone are cited as that sub-paragraph.
    cited_id = quoted[0].id if len(quoted) == 1 else str(locator)
    return Quotation(new_key(), cited_id, tuple(versions)), tuple(cited(r) for r in resolutions)


def quote_span(
    library: Library, locator: Locator, language: str, span: Span, today: dt.date | None = None
) -> tuple[Quotation, tuple[Cited, ...]]:
    """A quotation of `text[start:end]` of a paragraph, as a chat citation or a selection on screen gives it."""
    resolution = library.resolution(str(locator.symbol), language)
    paragraph = _paragraph(resolution, locator)
    start, end = max(0, span.start), min(len(paragraph.text), span.end)
    if resolution.language != language or start >= end:
        raise BriefError(f"{locator} has no words there ({span.start} to {span.end}, {language}).")
    passages = (_passage(paragraph, (Span(start, end),)),)
    day = today or dt.datetime.now(dt.UTC).date()
    version = Version(resolution.language, passages, resolution.source.sha256, resolution.source.path, day)
    return Quotation(new_key(), str(locator), (version,)), (cited(resolution),)


def reference(library: Library, locator: Locator, language: str | None) -> tuple[Mention, tuple[Cited, ...]]:
    """A reference alone. Raises NotIndexed, or BriefError where the resolution has no such place."""
    resolution = library.resolution(str(locator.symbol), language)
    if not has_place(resolution, locator):
        raise _no_place(resolution, locator)
    return Mention(new_key(), str(locator)), (cited(resolution),)


def from_citation(library: Library, citation: Citation) -> tuple[Item, tuple[Cited, ...]]:
    """The item of a chat citation: its words, or a reference alone where it cites the header or the vote."""
    locator = Locator.parse(citation.id)
    if not locator.steps or locator.steps[-1] in _NO_PARAGRAPH:
        return reference(library, locator, citation.language)
    return quote_span(library, locator, citation.language, Span(citation.start, citation.end))


def with_answer(brief: Brief, library: Library, answer: Answer) -> Brief:
    """The brief with a whole answer: its question as a heading, its words with a footnote for every citation."""
    ids = {citation.n: citation for citation in answer.citations}

    def mark(key: re.Match[str]) -> str:
        citation = ids.get(int(key[1]))
        return f"[[{citation.id}]]" if citation else ""

    text = re.sub(r"[ \u00a0]?\[(\d+)\]", mark, answer.text)
    resolutions = [library.resolution(c.symbol, c.language) for c in answer.citations]
    brief = brief.with_item(Heading(new_key(), answer.question))
    return brief.with_item(Note(new_key(), text), *(cited(r) for r in resolutions))


def cited(resolution: Resolution) -> Cited:
    """What a brief records of a resolution it cites."""
    source = resolution.source
    return Cited(
        str(resolution.symbol), resolution.language, resolution.title, resolution.adopted, source.sha256, source.path
    )


def has_place(resolution: Resolution, locator: Locator) -> bool:
    """Whether the resolution has this paragraph, or paragraphs below this place (`#annex`, `#s2`)."""
    if not locator.steps or locator.steps == ("header",):
        return True
    if locator.steps == ("vote",):
        return resolution.vote is not None
    return bool(paragraphs_at(resolution, locator))


def _selection(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for piece in words for part in parts_of(piece))


def _version(resolution: Resolution, locator: Locator, words: tuple[str, ...], day: dt.date) -> Version:
    paragraph = _paragraph(resolution, locator)
    blocks = [paragraph, *(p for p in resolution.children(paragraph) if p.kind is not Kind.HEADING)]
    passages = _selected(blocks, words, locator) if words else [_passage(b, (Span(0, len(b.text)),)) for b in blocks]
    return Version(resolution.language, tuple(passages), resolution.source.sha256, resolution.source.path, day)


def _selected(blocks: list[Paragraph], words: tuple[str, ...], locator: Locator) -> list[Passage]:
    """The passages that hold the words, in order; each piece is looked for after the one before it."""
    spans: dict[int, list[Span]] = {}
    at, offset = 0, 0
    for piece in words:
        found = next(
            ((n, s) for n in range(at, len(blocks)) if (s := locate(piece, blocks[n].text, offset if n == at else 0))),
            None,
        )
        if found is None:
            raise BriefError(
                f"“{piece}” is not in {locator} (in this order).", hint="Copy the words from the paragraph."
            )
        at, span = found
        offset = span.end
        spans.setdefault(at, []).append(span)
    return [_passage(blocks[n], tuple(found_spans)) for n, found_spans in spans.items()]


def _passage(paragraph: Paragraph, spans: tuple[Span, ...]) -> Passage:
    spans = tuple(span for span in (_trimmed(paragraph.text, span) for span in spans) if span.start < span.end)
    notes = any(span.start <= note.offset <= span.end for note in paragraph.footnotes for span in spans)
    return Passage(
        paragraph.id, paragraph.text, spans, paragraph.level, paragraph.printed_number, paragraph.emphasis, notes
    )


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _paragraph(resolution: Resolution, locator: Locator) -> Paragraph:
    """The paragraph a place means. Raises BriefError where there is none, or where it may be several."""
    found = meant(resolution, locator)
    if not found:
        raise _no_place(resolution, locator)
    if len(found) > 1:
        ids = ", ".join(paragraph.id for paragraph in found[:5])
        raise BriefError(f"{locator} may be several paragraphs: {ids}.", hint="Name one by its id.")
    return found[0]


def _no_place(resolution: Resolution, locator: Locator) -> BriefError:
    kinds = [p for p in resolution.paragraphs if p.level == 0 and p.kind is not Kind.HEADING]
    last = f" Its last paragraph is {kinds[-1].id}." if kinds else ""
    return BriefError(
        f"{resolution.symbol} has no paragraph #{'.'.join(locator.steps)}.{last}",
        hint=f"`alinea show {resolution.symbol}` lists them.",
    )
