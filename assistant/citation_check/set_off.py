"""Quotations without quotation marks: paragraphs that a draft sets off as quoted words.

A style for quotations or a Markdown `>` says so. An indented paragraph, or one behind a lead-in that ends with a colon,
is a quotation only where its words stand in the corpus, or nearly: a list of the writer's own points is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.citation_check.cited import named
from assistant.citation_check.drafts import Block, Draft, SetOff
from assistant.citation_check.quoted import Quoted, without_marks

_SHORTEST = 6
"""Words below which a paragraph set off is left alone."""
_MARK = re.compile(r"\s*\[\^?\w{1,6}\][\s.;]*$")
_OPENS = re.compile('[ \t>]*[«“„"]')
# A reference in brackets at the end, or a last line « — Résolution 62/27, par. 8 », is the writer's.
_ATTRIBUTION = re.compile(r"\s*(?:[(\[](?:[^()\[\]]|\([^()]*\))*[)\]]|\n>?\s*[-–—][^\n]*)[\s.;]*$")


def set_off(draft: Draft, marked: list[Quoted], stands: Callable[[str, str], bool]) -> list[Quoted]:
    """The quotations without marks, those that follow one another knowing where all of them begin and end.

    `marked` are the quotations in marks; `stands` tells of words and their lead-in whether they are, or nearly are, in
    the corpus.
    """
    found: list[Quoted] = []
    lead = ""
    body = [block for block in draft.blocks if not block.is_note]
    for before, block in zip([None, *body], body, strict=False):
        kind = _kind(draft, before, block)
        if kind is SetOff.NO or _holds_marked(draft, block, marked):
            continue
        quoted = _quoted(draft, block)
        if before is not None and not (found and found[-1].start == before.span.start):
            lead = draft.text[before.span.start : before.span.end]
        if kind is SetOff.SURELY or (quoted.length >= _SHORTEST and stands(quoted.words, lead)):
            found.append(quoted)
    return [one for one in _grouped(draft, found) if one.length >= _SHORTEST]


def _kind(draft: Draft, before: Block | None, block: Block) -> SetOff:
    if block.set_off is not SetOff.NO or before is None:
        return block.set_off
    led_in = draft.text[before.span.start : before.span.end].rstrip().endswith(":")
    leads_in = draft.text[block.span.start : block.span.end].rstrip().endswith(":")
    return SetOff.PERHAPS if led_in and not leads_in else SetOff.NO


def _holds_marked(draft: Draft, block: Block, marked: list[Quoted]) -> bool:
    """Whether the paragraph stands in quotation marks of its own, or within a longer quotation."""
    text = draft.text[block.span.start : block.span.end]
    inside = any(one.start < block.span.start and block.span.end <= one.end + 1 for one in marked)
    return inside or bool(_OPENS.match(text) and any(block.span.start <= one.start < block.span.end for one in marked))


def _quoted(draft: Draft, block: Block) -> Quoted:
    text = draft.text[block.span.start : block.span.end]
    attribution = _ATTRIBUTION.search(text)
    end = attribution.start() if attribution and named(attribution[0], "fr") else len(text)
    end -= len(text[:end]) - len(_MARK.sub("", text[:end]))
    return Quoted(block.span.start, block.span.start + end, without_marks(text[:end]), marked=False)


def _grouped(draft: Draft, found: list[Quoted]) -> list[Quoted]:
    """Each with the span of all that follow one another with nothing of the writer's between them."""
    groups: list[list[Quoted]] = []
    for one in found:
        if groups and not draft.text[groups[-1][-1].end : one.start].strip():
            groups[-1].append(one)
        else:
            groups.append([one])
    return [replace(one, group=(group[0].start, group[-1].end)) for group in groups for one in group]
