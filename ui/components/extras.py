"""What stands around the text of a resolution in the panel: contents, relations, warnings, the other language."""

from __future__ import annotations

from assistant.check_words import label
from index.resolution import Kind, Paragraph, Resolution, Warning
from index.symbols import Locator
from ui import escape
from ui.components.relations import cited_by_it, citing_it, graph_html, list_html
from ui.components.resolution import messages_of, place
from ui.i18n import Messages
from ui.shelf import Shelf


def contents_html(resolution: Resolution, words: Messages) -> str:
    """The parts of a resolution as links, for one that is long enough to need them."""
    parts: list[tuple[str, str]] = []
    seen: set[Kind] = set()
    for paragraph in resolution.paragraphs:
        path = ".".join(paragraph.locator.steps)
        if paragraph.kind is Kind.HEADING:
            parts.append((path, paragraph.text))
        elif paragraph.kind not in seen:
            parts.append((path, words.say(f"kind.{paragraph.kind.value}")))
        seen.add(paragraph.kind)
    if len(parts) < 2:
        return ""
    rows = "".join(
        f'<li><a href="#par-{escape.text(path)}" data-jump="par-{escape.text(path)}">{escape.text(title)}</a></li>'
        for path, title in parts
    )
    title = escape.text(words.say("source.contents"))
    return f'<details class="contents" lang="{words.language}"><summary>{title}</summary><ul>{rows}</ul></details>'


def relations_html(resolution: Resolution, shelf: Shelf, words: Messages) -> str:
    """What the resolution cites and what cites it."""
    out, into = cited_by_it(resolution, shelf), citing_it(resolution, shelf)
    if not out and not into:
        return ""
    parts = [graph_html(resolution, out, into, words)]
    for key, related in (("source.recalls", out), ("source.recalled_by", into)):
        if related:
            parts.append(f"<p><b>{escape.text(words.say(key))}</b></p>{list_html(related, words)}")
    return _section(words.say("source.relations", n=len(out) + len(into)), "".join(parts), words)


def warnings_html(resolution: Resolution, words: Messages) -> str:
    """What the parser was unsure of, by kind, with the ways to the paragraphs concerned."""
    if not resolution.warnings:
        return ""
    kinds: dict[str, list[Warning]] = {}
    for warning in resolution.warnings:
        kinds.setdefault(warning.code, []).append(warning)
    rows = "".join(f"<li>{_doubts(code, found, words)}</li>" for code, found in kinds.items())
    title = words.say("source.warnings", n=len(resolution.warnings))
    return _section(title, f'<ul class="doubts">{rows}</ul>', words)


def _doubts(code: str, found: list[Warning], words: Messages) -> str:
    """One kind of doubt: in words, how often, where."""
    said = label("warning", code, words.language)
    said = words.typeset(said[:1].upper() + said[1:])
    times = f" ({words.number(len(found))})" if len(found) > 1 else ""
    places = dict.fromkeys(w.paragraph for w in found if w.paragraph)
    ways = ", ".join(_way(place, words) for place in places)
    return f"{escape.text(said + times)}" + (f'<span class="ways">{ways}</span>' if ways else "")


def _way(id: str, words: Messages) -> str:
    """The way to a paragraph further up on the page."""
    locator = Locator.parse(id)
    target = escape.text(f"par-{'.'.join(locator.steps)}")
    name = place(id, words).removeprefix(f"{place(str(locator.symbol), words)}, ")
    return f'<a href="#{target}" data-jump="{target}">{escape.text(name)}</a>'


def votes_html(resolution: Resolution, words: Messages) -> str:
    """The recorded vote, as counts and as printed."""
    vote = resolution.vote
    if vote is None:
        return ""
    counts = [(key, getattr(vote, key)) for key in ("in_favour", "against", "abstaining")]
    shown = " · ".join(words.say(f"vote.{key}", count=count) for key, count in counts if count is not None)
    text = f"<p>{escape.text(shown)}</p><p>{escape.text(vote.text)}</p>"
    return _section(words.say("vote.title"), text, words)


def parallel_html(paragraph: Paragraph, language: str, words: Messages) -> str:
    """The same paragraph in another language, to be opened beside it."""
    title = escape.text(words.say("source.parallel", language=words.say(f"lang.{language}")))
    text = escape.text(messages_of(language, words).typeset(paragraph.text))
    return (
        f'<details class="parallel"><summary lang="{words.language}">{title}</summary>'
        f'<p lang="{escape.text(language)}">{text}</p></details>'
    )


def _section(title: str, body: str, words: Messages) -> str:
    return f'<details class="extra" lang="{words.language}"><summary>{escape.text(title)}</summary>{body}</details>'
