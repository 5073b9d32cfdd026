"""Paragraphs and resolutions found, as lists of links that open them in the panel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from index.search import Hit, Summary
from index.symbols import Symbol
from ui import escape, links
from ui.components.annotate import Mark, annotated
from ui.components.resolution import messages_of, place
from ui.i18n import Messages

_WORD = re.compile(r"\w{3,}")
_STEM = 5
_BETWEEN = "\u00a0· "


def hits_html(hits: Sequence[Hit], query: str, words: Messages) -> str:
    """Paragraphs with the words of the query marked."""
    stems = {_folded(word)[:_STEM] for word in _WORD.findall(query)}
    return f'<ol class="hits">{"".join(_hit(hit, stems, words) for hit in hits)}</ol>'


def summaries_html(summaries: Sequence[Summary], words: Messages, *, languages: bool = False) -> str:
    """Resolutions with their titles; with `languages`, each says which language it is in."""
    return f'<ol class="hits">{"".join(_summary(s, words, languages) for s in summaries)}</ol>'


def _hit(hit: Hit, stems: set[str], words: Messages) -> str:
    text = messages_of(hit.language, words).typeset(hit.text)
    marks = [Mark(m.start(), m.end(), "<mark>", "</mark>") for m in _WORD.finditer(text) if _said(m[0], stems)]
    return (
        f"<li>{_link(hit.id, hit.language, place(hit.id, words))}"
        f'<p class="title" lang="{escape.text(hit.language)}">{escape.text(hit.title)}</p>'
        f'<p class="text" lang="{escape.text(hit.language)}">{annotated(text, marks)}</p></li>'
    )


def _summary(summary: Summary, words: Messages, language: bool) -> str:
    body = words.table.get(f"body.{summary.body}", summary.body)
    facts = [body, *([words.date(summary.adopted)] if summary.adopted else [])]
    facts.append(words.say("corpus.paragraphs", n=summary.paragraphs))
    if language:
        facts.append(words.table.get(f"lang.{summary.language}", summary.language))
    number = Symbol.parse(summary.symbol).short
    return (
        f"<li>{_link(summary.symbol, summary.language, number)} "
        f'<span lang="{escape.text(summary.language)}">{escape.text(summary.title)}</span>'
        f'<p class="title">{escape.text(_BETWEEN.join(facts))}</p></li>'
    )


def _link(id: str, language: str, name: str) -> str:
    href, ref = escape.text(links.paragraph(id)), escape.text(id)
    return f'<a class="near" href="{href}" data-ref="{ref}" data-lang="{escape.text(language)}">{escape.text(name)}</a>'


def _said(word: str, stems: set[str]) -> bool:
    return _folded(word)[:_STEM] in stems


def _folded(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))
