"""The items of a brief as HTML: quoted words, references as links, what no longer stands, buttons."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.brief import Brief
from assistant.brief_check import Finding, State
from assistant.brief_items import (
    LEFT_OFF,
    Heading,
    Item,
    Mention,
    Note,
    Passage,
    Quotation,
    Version,
    is_id,
    note_parts,
    runs,
)
from assistant.brief_words import say
from assistant.citations import label
from assistant.reference_words import LANGUAGES
from index.symbols import Locator
from ui import escape, links
from ui.components.resolution import messages_of
from ui.i18n import Messages

_TOOLS = ("up", "down", "edit", "copy", "remove")
_CHANGES = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}


def items_html(brief: Brief, start: int, end: int, findings: Sequence[Finding], words: Messages) -> str:
    """The items from `start` to before `end`, numbered from `start` + 1."""
    rows = [
        f'<li value="{n + 1}" class="item {item.type}">{_body(item, brief, words)}{_state(item, findings, words)}'
        f"{_tools(item, n, len(brief.items), words)}</li>"
        for n, item in enumerate(brief.items[start:end], start)
    ]
    return f'<ol class="brief-items">{"".join(rows)}</ol>' if rows else ""


def _body(item: Item, brief: Brief, words: Messages) -> str:
    match item:
        case Heading():
            return f'<h2 dir="auto">{escape.text(item.text)}</h2>'
        case Note():
            return f'<p class="own" dir="auto">{_own(item.text, brief.language, words)}</p>'
        case Mention():
            return f"<p>{_link(item.id, brief.language)}</p>"
        case Quotation():
            columns = "".join(_version(version, words) for version in item.versions)
            return f'<div class="beside">{columns}</div><p>{_link(item.id, brief.language)}</p>'


def _own(text: str, language: str, words: Messages) -> str:
    """The user's own words; each mark in them is shown as the reference that its footnote will give."""
    typeset = messages_of(language, words).typeset
    parts = []
    for stretch, cited in note_parts(text):
        parts.append(escape.text(typeset(stretch)))
        if cited:
            parts.append(f"\u00a0[{_link(cited, language)}]" if is_id(cited) else escape.text(f"[[{cited}]]"))
    return "".join(parts)


def _version(version: Version, words: Messages) -> str:
    marks = version.language if version.language in LANGUAGES else "en"
    opening, closing = (say("briefs", marks, f"{which}_quote") for which in ("open", "close"))
    final = version.passages[-1]
    lines = [_passage(passage, version, words, passage is final) for passage in version.passages]
    lines[0] = escape.text(opening) + lines[0]
    lines[-1] += escape.text(closing)
    body = "".join(f'<p dir="auto">{line}</p>' for line in lines)
    return f'<blockquote lang="{escape.text(version.language)}">{body}</blockquote>'


def _passage(passage: Passage, version: Version, words: Messages, last: bool) -> str:
    typeset = messages_of(version.language, words).typeset
    given = runs(passage)
    if last:  # the stop or semicolon that exports leave off too
        given[-1] = (given[-1][0].rstrip(LEFT_OFF), given[-1][1])
    shown = [(escape.text(typeset(text)), italic) for text, italic in given]
    own = f"{escape.text(passage.printed_number)} " if passage.level and passage.printed_number else ""
    return own + "".join(f"<em>{text}</em>" if italic else text for text, italic in shown)


def _state(item: Item, findings: Sequence[Finding], words: Messages) -> str:
    """What is no longer as it was taken, with the comparison."""
    said = []
    for finding in findings:
        if finding.key == item.key and finding.state is not State.UNCHANGED:
            stands = "_stands" if finding.state is State.CHANGED and finding.words_stand else ""
            text = say("briefs", words.language, f"state.{finding.state.value}{stands}", words=finding.words)
            changes = "".join(_CHANGES[c.kind].format(escape.text(c.text)) for c in finding.difference)
            said.append(f"{escape.text(text)}" + (f'<span class="difference">{changes}</span>' if changes else ""))
    return "".join(f'<p class="notice" role="status">{one}</p>' for one in said)


def _tools(item: Item, n: int, count: int, words: Messages) -> str:
    buttons = []
    for action in _TOOLS:
        if (action == "edit" and isinstance(item, Mention)) or (action, n) in (("up", 0), ("down", count - 1)):
            continue
        name = escape.text(words.say(f"brief.{action}", place=n + 1))
        buttons.append(
            f'<button type="button" class="link" data-send="brief" data-value="{action}:{escape.text(item.key)}" '
            f'aria-label="{name}">{escape.text(words.say(f"brief.{action}_short"))}</button>'
        )
    return f'<p class="item-tools">{"".join(buttons)}</p>'


def _link(cited_id: str, language: str) -> str:
    href, ref = escape.text(links.paragraph(cited_id)), escape.text(cited_id)
    name = escape.text(label(Locator.parse(cited_id), language, typeset=True))
    return f'<a class="near" href="{href}" data-ref="{ref}">{name}</a>'
