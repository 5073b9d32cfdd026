"""A resolution as a page: header, preamble, operative part, annexes, notes, with the cited place marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from assistant import citations
from index.resolution import Footnote, Kind, Paragraph, Reference, Resolution
from index.symbols import Locator
from ui import escape, links
from ui.components.annotate import Insert, Mark, annotated
from ui.i18n import Messages, messages

_FIRST_YEAR = 1945
"""Bodies that number by year give it as their session."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a resolution is to be marked: the path of the cited place (`op5`, `header`), the quoted range in it."""

    path: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""


def resolution_html(
    resolution: Resolution,
    shown: Shown,
    words: Messages,
    linked: Callable[[str], bool] = lambda symbol: False,
    *,
    contents: str = "",
    beside: str = "",
    after: str = "",
) -> str:
    """The whole resolution as HTML in its own language; `words` are the interface's. References to the symbols
    that `linked` accepts become links that open them. `contents`, `beside` and `after` are markup to stand below the
    head, below the cited paragraph and at the end."""
    return _Page(resolution, shown, words, linked).html(contents, beside, after)


@dataclass(slots=True)
class _Page:
    resolution: Resolution
    shown: Shown
    words: Messages
    linked: Callable[[str], bool]

    def html(self, contents: str, beside: str, after: str) -> str:
        body = "".join(
            self._paragraph(p) + (beside if ".".join(p.locator.steps) == self.shown.path else "")
            for p in self.resolution.paragraphs
        )
        return (
            f'<article class="res" lang="{escape.text(self.resolution.language)}">{self._head()}{contents}'
            f"{self._opening()}{body}{self._notes()}{after}</article>"
        )

    def _head(self) -> str:
        resolution = self.resolution
        meta = [str(resolution.symbol), self.words.table.get(f"body.{resolution.body}", resolution.body)]
        if resolution.session and resolution.session < _FIRST_YEAR:
            meta.append(self.words.say("source.session", n=resolution.session))
        if resolution.adopted:
            meta.append(self.words.say("source.adopted", date=resolution.adopted))
        if resolution.issued:
            meta.append(self.words.say("source.issued", date=resolution.issued))
        lines = " · ".join(escape.text(part) for part in meta)
        title = escape.text(self._typeset(resolution.title))
        # Header facts are in the interface's language, the title in the document's.
        return (
            f'<h2 class="res-title">{title}</h2><p class="meta" lang="{self.words.language}">{lines}</p>'
            f"{self._header_lines()}"
        )

    def _header_lines(self) -> str:
        """The header as printed, open when a citation names it."""
        cited = self.shown.path in ("header", "vote")
        rows = "".join(
            f"<p>{self._marked_line(f.text) if cited else escape.text(f.text)}</p>"
            for f in self.resolution.fields
            if f.name != "opening" and f.text.strip()
        )
        if not rows:
            return ""
        hit = f' class="header hit" id="par-{self.shown.path}" open' if cited else ' class="header"'
        label = escape.text(self.words.say("kind.header"))
        return f'<details{hit}><summary lang="{self.words.language}">{label}</summary>{rows}</details>'

    def _marked_line(self, line: str) -> str:
        quote = self.shown.quote
        cited = bool(quote) and (quote in line or line in quote)
        return f'<mark class="quoted">{escape.text(line)}</mark>' if cited else escape.text(line)

    def _opening(self) -> str:
        opening = next((f.text for f in self.resolution.fields if f.name == "opening"), "")
        return f'<p class="opening"><em>{escape.text(opening)}</em></p>' if opening else ""

    def _paragraph(self, paragraph: Paragraph) -> str:
        path = ".".join(paragraph.locator.steps)
        hit = path == self.shown.path
        text = self._typeset(paragraph.text)
        body = annotated(text, self._marks(paragraph, hit), self._note_marks(paragraph))
        if paragraph.kind is Kind.HEADING:
            return f'<h3 id="par-{path}" class="{"hit" if hit else ""}" tabindex="-1">{body}</h3>'
        classes = f"par {paragraph.kind.value} level{min(paragraph.level, 4)}" + (" hit" if hit else "")
        return f'<p id="par-{path}" class="{classes}" tabindex="-1">{self._number(paragraph)}{body}</p>'

    def _number(self, paragraph: Paragraph) -> str:
        if paragraph.printed_number:
            return f'<span class="no">{escape.text(paragraph.printed_number)}</span> '
        if paragraph.kind is Kind.PREAMBULAR and paragraph.number:
            hint = escape.text(self.words.say("source.ordinal", n=int(paragraph.number)))
            number = escape.text(paragraph.number)
            # The ordinal is ours, not the document's: it is drawn by the style sheet, so that copying leaves it out.
            return (
                f'<span class="ord" data-n="{number}" title="{hint}" role="note" '
                f'lang="{self.words.language}" aria-label="{hint}"></span>'
            )
        return ""

    def _marks(self, paragraph: Paragraph, hit: bool) -> list[Mark]:
        marks = [Mark(s.start, s.end, "<em>", "</em>", 3) for s in paragraph.emphasis]
        marks += [m for r in paragraph.references if r.footnote is None and (m := self._reference(r))]
        if hit:
            marks.append(Mark(0, len(paragraph.text), '<mark class="cited">', "</mark>", 1))
            marks.append(Mark(self.shown.start, self.shown.end, '<mark class="quoted">', "</mark>", 2))
        return marks

    def _reference(self, reference: Reference) -> Mark | None:
        if not self.linked(reference.symbol):
            return None
        id = f"{reference.symbol}#{reference.paragraph}" if reference.paragraph else reference.symbol
        link = f'<a class="ref" href="{escape.text(links.paragraph(id))}" data-ref="{escape.text(id)}">'
        return Mark(reference.start, reference.end, link, "</a>", 0)

    def _note_marks(self, paragraph: Paragraph) -> list[Insert]:
        path = ".".join(paragraph.locator.steps)
        return [Insert(note.offset, self._note_mark(path, note)) for note in paragraph.footnotes]

    def _note_mark(self, path: str, note: Footnote) -> str:
        label = escape.text(self.words.say("source.note", mark=note.mark))
        mark = escape.text(note.mark)
        target = escape.text(_note_id(path, note))
        return f'<sup><a class="fn" href="#{target}" data-jump="{target}" aria-label="{label}">{mark}</a></sup>'

    def _notes(self) -> str:
        rows = [
            f'<li id="{escape.text(_note_id(".".join(p.locator.steps), note))}" tabindex="-1">'
            f'<span class="no">{escape.text(note.mark)}</span> {escape.text(self._typeset(note.text))}</li>'
            for p in self.resolution.paragraphs
            for note in p.footnotes
        ]
        rows += [
            f'<li><span class="no">{escape.text(note.mark)}</span> {escape.text(note.text)}</li>'
            for note in self.resolution.footnotes
        ]
        if not rows:
            return ""
        title = escape.text(self.words.say("source.notes"))
        return f'<h3 class="notes" lang="{self.words.language}">{title}</h3><ul class="notes">{"".join(rows)}</ul>'

    def _typeset(self, text: str) -> str:
        return messages_of(self.resolution.language, self.words).typeset(text)


def messages_of(language: str, fallback: Messages) -> Messages:
    """The typography of a document's language, or the interface's for a language we have none for."""
    return messages(language) if language in ("fr", "en") else fallback


@lru_cache(maxsize=4096)
def place(id: str, words: Messages) -> str:
    """The label of a place in the interface's language, as a citation names it: « résolution 62/27, par. 5 »."""
    locator = Locator.parse(id)
    return words.typeset(citations.label([locator], words.language))


def _note_id(path: str, note: Footnote) -> str:
    return f"note-{path or 'title'}-{note.mark}"
