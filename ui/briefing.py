"""What the user does with briefs: open, add, order, edit, undo. Changes state and files; draws nothing.

Every change is kept at once. What cannot be done is said in `Room.error`, in the words of the error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.brief import Brief, Desk, new_brief
from assistant.brief_check import Finding, check_brief
from assistant.brief_items import Heading, Note, Quotation, new_key
from assistant.brief_store import BriefStore
from assistant.citation_check.verdicts import Report
from assistant.errors import AssistantError
from assistant.quoting import quote, quote_span, reference, with_answer
from assistant.serving import is_loopback
from assistant.typed import locators_typed
from index.errors import IndexingError
from index.resolution import Span
from index.symbols import Locator
from ui.resources import rooms
from ui.state import state
from ui.words import t

_OWN = "brief"


@dataclass(slots=True)
class Room:
    """What a tab keeps of the brief's view: the open brief with its undo, the item being edited, the last error, the
    findings of one revision, the last report on a draft."""

    desk: Desk | None = None
    editing: str = ""
    error: str = ""
    verified: tuple[tuple[str, int, int], tuple[Finding, ...]] | None = None
    report: Report | None = None


def room() -> Room:
    """The tab's room, made when first asked for."""
    kept = state().own.setdefault(_OWN, Room())
    assert isinstance(kept, Room)
    return kept


def store() -> BriefStore:
    """The user's briefs: those of the home for who sits at the machine, else a folder for each user."""
    folder = rooms().settings.home / "briefs"
    if not is_loopback(rooms().settings.address):
        folder /= hashlib.sha256(state().user.encode()).hexdigest()[:24]
    return BriefStore(folder)


def desk() -> Desk | None:
    """The open brief; at first the one changed last. None where there is no brief."""
    own = room()
    if own.desk is None:
        kept = [one for one in store().kept() if not one.damage]
        if kept:
            open_brief(kept[0].key)
    return own.desk


def open_brief(key: str) -> None:
    """Put a brief on the desk."""

    def opened() -> None:
        room().desk, room().editing = Desk(store().load(key)), ""

    _try(opened)


def new(title: str) -> None:
    """Begin a brief in the language of the interface."""

    def begun() -> None:
        brief = new_brief(title.strip() or t("brief.untitled"), state().lang)
        room().desk, room().editing = Desk(store().save(brief)), ""

    _try(begun)


def adopt(content: bytes, name: str) -> None:
    """Keep and open a brief that was exported as JSON."""

    def kept() -> None:
        text = content.decode("utf-8", "replace")
        room().desk, room().editing = Desk(store().adopt(text, name)), ""

    _try(kept)


def rename(title: str) -> None:
    """Give the open brief another title."""
    _change(lambda brief: brief.renamed(title.strip() or brief.title))


def delete() -> None:
    """Delete the open brief."""

    def gone() -> None:
        if own := room().desk:
            store().delete(own.brief.key)
        room().desk = None

    _try(gone)


def undo() -> None:
    """Take the last change back."""
    _travel(Desk.undone)


def redo() -> None:
    """Do the last change that was taken back again."""
    _travel(Desk.redone)


def add(ids: Sequence[str]) -> None:
    """Add paragraphs to the open brief, or to a first one. Of the paragraph open in the panel, the words that its
    citation marks."""
    if desk() is None:
        new("")
    for one in ids:
        _change(lambda brief, one=one: _with_paragraph(brief, Locator.parse(one)))  # type: ignore[misc]


def add_answer(answer: Answer) -> None:
    """Add a whole answer: its question as a heading, its words with a footnote for every citation."""
    if desk() is None:
        new("")
    _change(lambda brief: with_answer(brief, rooms().library, answer))


def add_typed(text: str, *, alone: bool = False, beside: bool = False) -> None:
    """Add what a typed reference names: its words, or the reference alone; `beside` in the other language too."""

    def added(brief: Brief) -> Brief:
        for locator in locators_typed(text, state().lang):
            if alone or not locator.steps:
                mention, sources = reference(rooms().library, locator, brief.language)
                brief = brief.with_item(mention, *sources)
            else:
                there = rooms().library.languages(str(locator.symbol)) if beside else ()
                other = next((language for language in there if language != brief.language), None)
                quoted, sources = quote(rooms().library, locator, brief.language, beside=other)
                brief = brief.with_item(quoted, *sources)
        return brief

    _change(added)


def add_words(words: str, *, heading: bool) -> None:
    """Add a heading or the user's own words."""
    if words.strip():
        _change(lambda brief: brief.with_item((Heading if heading else Note)(new_key(), words.strip())))


def edit(key: str, words: str) -> None:
    """Change a heading or note; of a quotation, which of its words are quoted (none: the whole paragraph)."""

    def edited(brief: Brief) -> Brief:
        match brief.item(key):
            case Heading() as heading:
                return brief.replaced(replace(heading, text=words))
            case Note() as note:
                return brief.replaced(replace(note, text=words))
            case Quotation() as old:
                return _requoted(brief, old, words)
            case _:
                return brief

    if _change(edited):
        room().editing = ""


def act(event: str) -> None:
    """Do what a button of an item asks for: `up:KEY`, `down:KEY`, `copy:KEY`, `edit:KEY`, `remove:KEY`."""
    action, _, key = event.partition(":")
    own = desk()
    place = next((n for n, item in enumerate(own.brief.items) if item.key == key), None) if own else None
    if place is None:
        return
    match action:
        case "up" | "down":
            _change(lambda brief: brief.moved(key, place + (1 if action == "down" else -1)))
        case "copy":
            _change(lambda brief: brief.duplicated(key))
        case "remove":
            _change(lambda brief: brief.without(key))
        case "edit":
            room().editing = key


def findings() -> tuple[Finding, ...]:
    """The verification of the open brief, made once for each revision of brief and index."""
    own = room()
    if own.desk is None:
        return ()
    at = (own.desk.brief.key, own.desk.brief.revision, rooms().library.generation)
    if own.verified is None or own.verified[0] != at:
        own.verified = (at, check_brief(own.desk.brief, rooms().library))
    return own.verified[1]


def _with_paragraph(brief: Brief, locator: Locator) -> Brief:
    opened = state().opened
    language = (opened.language if opened and opened.id == str(locator) else None) or brief.language
    if opened and opened.id == str(locator) and opened.start < opened.end:
        quoted, sources = quote_span(rooms().library, locator, language, Span(opened.start, opened.end))
        if quoted.versions[0].whole:
            quoted, sources = quote(rooms().library, locator, language)
        return brief.with_item(quoted, *sources)
    if not locator.steps or locator.steps[-1] in ("header", "vote"):
        mention, sources = reference(rooms().library, locator, language)
        return brief.with_item(mention, *sources)
    quoted, sources = quote(rooms().library, locator, language)
    return brief.with_item(quoted, *sources)


def _requoted(brief: Brief, old: Quotation, words: str) -> Brief:
    """The quotation with other words of the same paragraph."""
    language = old.versions[0].language
    pieces = [line for line in words.splitlines() if line.strip()]
    beside = old.versions[1].language if len(old.versions) > 1 else None
    top = Locator.parse(old.versions[0].passages[0].id)
    quoted, sources = quote(rooms().library, top, language, pieces, beside=beside)
    return brief.replaced(replace(quoted, key=old.key), *sources)


def _change(edit: Callable[[Brief], Brief]) -> bool:
    """Edit the open brief and keep it; False, with the reason in the room, where that cannot be done."""
    if desk() is None:
        new("")
    own = room()

    def done() -> None:
        assert own.desk is not None
        own.desk = own.desk.done(store().save(edit(own.desk.brief)))

    return _try(done)


def _travel(step: Callable[[Desk], Desk]) -> None:
    own = room()

    def done() -> None:
        if own.desk and (there := step(own.desk)) is not own.desk:
            own.desk = replace(there, brief=store().save(there.brief))

    _try(done)


def _try(work: Callable[[], None]) -> bool:
    own = room()
    try:
        work()
    except (AssistantError, IndexingError) as error:
        own.error = str(error)
        return False
    own.error = ""
    return True
