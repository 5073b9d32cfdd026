"""A brief against the catalogue: does every quotation still stand as it was taken?"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Literal

from assistant.brief import Brief
from assistant.brief_items import Item, Mention, Note, Passage, Quotation, Version, note_parts
from assistant.folding import occurs
from assistant.ports import Library
from assistant.quotations import locate_parts, parts_of
from assistant.quoting import has_place
from index.errors import NotIndexed, SymbolError
from index.resolution import Resolution
from index.symbols import Locator

_Find = Callable[[str, str | None], Resolution | None]
_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\"")


class State(StrEnum):
    """How an item stands to the catalogue."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NOT_FOUND = "not_found"
    NOT_VERBATIM = "not_verbatim"
    """Words in quotation marks in a note that are not in the paragraph cited after them."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a comparison: what stayed, what the source lost since, what it gained."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The state of one citation of an item. `words_stand` tells of a changed source whether the quoted words are still
    in it; `file_changed` whether it was indexed from another file since."""

    key: str
    id: str
    language: str | None
    state: State
    words_stand: bool = True
    file_changed: bool = False
    difference: tuple[Change, ...] = ()
    words: str = ""


def check_brief(brief: Brief, library: Library) -> tuple[Finding, ...]:
    """A finding for every citation of the brief, in its order."""

    @cache
    def resolution(symbol: str, language: str | None) -> Resolution | None:
        """In the language asked for, each asked of the library once."""
        try:
            found = library.resolution(symbol, language)
        except (NotIndexed, SymbolError):
            return None
        return found if language in (None, found.language) else None

    return tuple(finding for item in brief.items for finding in _findings(item, resolution))


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many citations are in each state; states that none is in are there with 0."""
    found = Counter(finding.state for finding in findings)
    return {state.value: found[state] for state in State}


def compare(before: str, now: str) -> tuple[Change, ...]:
    """The words that stayed, went and came between two texts."""
    old, new = re.findall(r"\s*\S+", before), re.findall(r"\s*\S+", now)
    changes = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", "".join(old[a:b])))
            continue
        if b > a:
            changes.append(Change("removed", "".join(old[a:b])))
        if d > c:
            changes.append(Change("added", "".join(new[c:d])))
    return tuple(changes)


def _findings(item: Item, resolution: _Find) -> list[Finding]:
    match item:
        case Quotation():
            return [_quotation(item, version, resolution) for version in item.versions]
        case Mention():
            return [Finding(item.key, item.id, None, _place_state(item.id, resolution))]
        case Note():
            return _note(item, resolution)
        case _:
            return []


def _quotation(item: Quotation, version: Version, resolution: _Find) -> Finding:
    found = resolution(item.id.partition("#")[0], version.language)
    texts = [_text(found, passage) for passage in version.passages] if found else [None]
    if found is None or None in texts:
        return Finding(item.key, item.id, version.language, State.NOT_FOUND, words_stand=False)
    file_changed = found.source.sha256 != version.sha256
    pairs = [(passage, text) for passage, text in zip(version.passages, texts, strict=True) if text is not None]
    changed = [(passage, text) for passage, text in pairs if passage.text != text]
    if not changed:
        return Finding(item.key, item.id, version.language, State.UNCHANGED, file_changed=file_changed)
    difference = tuple(change for passage, text in changed for change in compare(passage.text, text))
    stand = all(_quoted_words_in(passage, text) for passage, text in changed)
    return Finding(item.key, item.id, version.language, State.CHANGED, stand, file_changed, difference)


def _note(item: Note, resolution: _Find) -> list[Finding]:
    """A finding for each mark of a note; what is quoted before marks must be in a paragraph that one of them cites."""
    findings: list[Finding] = []
    for words, ids in _with_marks(item.text):
        findings += [Finding(item.key, one, None, _place_state(one, resolution)) for one in ids]
        texts = [text for one in ids for text in _texts(one, resolution)]
        quoted = [next(filter(None, found)) for found in _QUOTED.findall(words)] if ids else []
        missing = [q for q in quoted if not any(_stands(q, text) for text in texts)]
        findings += [Finding(item.key, ids[0], None, State.NOT_VERBATIM, False, words=q) for q in missing]
    return findings


def _with_marks(text: str) -> list[tuple[str, list[str]]]:
    """The stretches of a note, each with all the marks that follow it without words in between."""
    stretches: list[tuple[str, list[str]]] = []
    for words, cited_id in note_parts(text):
        if words.strip() or not stretches:
            stretches.append((words, []))
        if cited_id is not None:
            stretches[-1][1].append(cited_id)
    return stretches


def _stands(quotation: str, text: str) -> bool:
    return occurs(quotation, text) or locate_parts(parts_of(quotation), text) is not None


def _quoted_words_in(passage: Passage, text: str) -> bool:
    return locate_parts([passage.text[start:end] for start, end in passage.spans], text) is not None


def _text(resolution: Resolution, passage: Passage) -> str | None:
    paragraph = resolution.paragraph(Locator.parse(passage.id))
    return paragraph.text if paragraph else None


def _texts(cited_id: str, resolution: _Find) -> list[str]:
    """The texts of a cited place with all below it; for a whole resolution all of them, its title too."""
    try:
        locator = Locator.parse(cited_id)
    except SymbolError:
        return []
    found = resolution(str(locator.symbol), None)
    if found is None:
        return []
    own = [p.text for p in found.paragraphs if not locator.steps or locator.contains(p.locator)]
    return own if own and locator.steps else [*own, found.title, *(field.text for field in found.fields)]


def _place_state(cited_id: str, resolution: _Find) -> State:
    try:
        locator = Locator.parse(cited_id)
    except SymbolError:
        return State.NOT_FOUND
    found = resolution(str(locator.symbol), None)
    return State.UNCHANGED if found and has_place(found, locator) else State.NOT_FOUND
