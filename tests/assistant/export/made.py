"""Briefs for the tests of exports, over the invented resolutions."""

from __future__ import annotations

import datetime as dt

from assistant.brief import Brief, new_brief
from assistant.brief_check import Finding, check_brief
from assistant.brief_items import Heading, Item, Note, new_key
from assistant.export.laying_out import lay_out
from assistant.export.layout import Layout
from assistant.quoting import quote, reference
from index.symbols import Locator
from tests.assistant.made import MemoryLibrary

LIBRARY = MemoryLibrary()
TODAY = dt.date(2026, 11, 22)
HOSTILE = "a\x00b\x0bc\x0cd\x1be\ufffef\ud800g"


def with_quotation(brief: Brief, identifier: str, *words: str, beside: str | None = None) -> Brief:
    """The brief with a quotation more."""
    quotation, sources = quote(LIBRARY, Locator.parse(identifier), brief.language, words, beside=beside, today=TODAY)
    return brief.with_item(quotation, *sources)


def with_reference(brief: Brief, identifier: str) -> Brief:
    """The brief with a reference more."""
    mention, sources = reference(LIBRARY, Locator.parse(identifier), brief.language)
    return brief.with_item(mention, *sources)


def full_brief(language: str = "fr") -> Brief:
    """One of everything."""
    brief = new_brief("Phares et bouées : *état* <b>$x$</b>", language).with_item(Heading(new_key(), "Les phares"))
    brief = with_quotation(brief, "70/900#op1")
    brief = (
        with_quotation(brief, "70/900#op3", "Prie le Secrétaire général", "l'état des phares")
        if language == "fr"
        else brief
    )
    brief = brief.with_item(
        Note(new_key(), "Mes mots[[A/RES/70/900#op3]] ici ; et là[[A/RES/70/900#op1]][[A/RES/70/900#op2]].\nDeux !")
    )
    brief = with_quotation(brief, "70/900#op2", beside="en" if language == "fr" else "fr")
    brief = with_quotation(brief, "70/900#pp2")
    brief = brief.with_item(Heading(new_key(), "Les bouées", 2))
    brief = with_reference(brief, "71/901#op2")
    brief = with_quotation(brief, "71/901#op2") if language == "fr" else brief
    return with_reference(brief, "71/901#op3")


def notes(*words: str) -> Brief:
    """A brief of the user's words alone."""
    brief = new_brief("Mots", "fr")
    for one in words:
        brief = brief.with_item(Note(new_key(), one))
    return brief


def of_items(*items: Item) -> Brief:
    """A brief of given items."""
    brief = new_brief("T", "fr")
    for item in items:
        brief = brief.with_item(item)
    return brief


def laid_out(brief: Brief, *, verified: bool = True) -> Layout:
    """Its layout, verified against the invented resolutions."""
    findings: tuple[Finding, ...] | None = check_brief(brief, LIBRARY) if verified else None
    return lay_out(brief, findings, TODAY)
