"""A draft with the report as comments in its margin: the Word file itself, or pasted text made one."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Sequence
from typing import Any

from assistant.brief_words import say
from assistant.citation_check.drafts import Draft
from assistant.citation_check.report import message
from assistant.citation_check.verdicts import Judgement, Report
from assistant.citation_check.word_drafts import open_word, paragraph_text, run_child_text, runs_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# One for one, so that offsets stay: what XML cannot hold is shown as the replacement character.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def annotated(report: Report, language: str, *, all_of_them: bool = False) -> bytes:
    """The draft as .docx with a comment on all that is not sound, or on every judgement; its own text unchanged.

    A comment on a footnote stands at the footnote's mark, since Word takes none in footnotes.
    """
    document = _document(report.draft)
    places = _paragraphs(document)
    author = say("checks", language, "report.author")
    for judgement in report.judgements:
        if judgement.sound and not all_of_them:
            continue
        paragraph, start, end = _place(report.draft, places, judgement)
        runs = _isolated(paragraph, start, end)
        if runs:
            _comment(document, runs, message(judgement, language), author)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _document(draft: Draft) -> Any:
    if draft.word is not None:
        return open_word(draft.word, draft.name)
    from docx import Document

    document = Document()
    for line in draft.text.split("\n"):
        document.add_paragraph(_FORBIDDEN.sub("\ufffd", line))
    return document


def _paragraphs(document: Any) -> list[tuple[int, int, Any]]:
    """Each body paragraph with the span of its text in the draft, as `drafts` counts it."""
    places = []
    at = 0
    for paragraph in document.element.body.iter(f"{_W}p"):
        length = len(paragraph_text(paragraph)[0])
        places.append((at, at + length, paragraph))
        at += length + 1
    return places


def _place(draft: Draft, places: Sequence[tuple[int, int, Any]], judgement: Judgement) -> tuple[Any, int, int]:
    """The paragraph to comment on and the offsets in it; of a quotation over several, the first."""
    start, end = judgement.start, judgement.end
    block = draft.blocks[draft.block_at(start)]
    if draft.word is not None and block.anchor is not None:
        start, end = max(0, block.anchor - 1), block.anchor + 1
    begin, stop, paragraph = next((row for row in places if start <= row[1]), places[-1])
    return paragraph, start - begin, min(end, stop) - begin


def _isolated(paragraph: Any, start: int, end: int) -> list[Any]:
    """The runs that hold exactly the characters from `start` to `end`, runs cut in two where need be."""
    chosen = []
    at = 0
    for run in runs_of(paragraph):
        length = sum(len(run_child_text(child)) for child in run)
        first, last = max(start - at, 0), min(end - at, length)
        at += length
        if first >= last:
            continue
        if last < length:
            _cut(run, last)
        chosen.append(_cut(run, first) if first else run)
    return chosen


def _cut(run: Any, offset: int) -> Any:
    """Cut a run in two at an offset of its text; gives the second, which has the same looks."""
    rest = copy.deepcopy(run)
    at = 0
    for own, other in zip(list(run), list(rest), strict=True):
        length = len(run_child_text(own))
        if own.tag == f"{_W}rPr":
            continue
        if at >= offset:
            run.remove(own)
        elif at + length <= offset:
            rest.remove(other)
        else:
            text = own.text or ""
            _set_text(own, text[: offset - at])
            _set_text(other, text[offset - at :])
        at += length
    run.addnext(rest)
    return rest


def _set_text(element: Any, text: str) -> None:
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _comment(document: Any, runs: list[Any], text: str, author: str) -> None:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    parent = Paragraph(runs[0].getparent(), document)
    document.add_comment(
        runs=[Run(runs[0], parent), Run(runs[-1], parent)],
        text=_FORBIDDEN.sub("\ufffd", text),
        author=author,
        initials=author[:1],
    )
