"""Paragraphs reported in the grammar of the organ and word for word.

An operative paragraph is a sentence whose subject is the organ: the organ's name, the paragraph's own verb, and the
rest in quotation marks. Where the text does not begin with its verb, or is in another language than the answer, the
whole of it is quoted. What stands in quotation marks is a substring of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer_words import AnswerWords, answer_words
from assistant.citations import inside, mention, running_text
from assistant.evidence import Passage
from assistant.extractive.keys import Keys, trimmed
from assistant.reference_words import NBSP, date_words, reference_words
from index.resolution import Kind, Paragraph, Resolution, Span

_MOST_BELOW = 12
_MARKS = {"fr": ("« ", " »"), "en": ("“", "”")}


def quoted(text: str, language: str) -> str:
    """`text` in the quotation marks of its language; in the other's where its own marks do not pair inside it."""
    opening, closing = _MARKS.get(language, _MARKS["en"])
    if text.count(opening.strip()) != text.count(closing.strip()):
        others = [marks for marks in _MARKS.values() if marks[0] != opening]
        opening, closing = next((m for m in others if m[0].strip() not in text), (opening, closing))
    return f"{opening}{text}{closing}"


class Statements:
    """Writes statements with the keys of one answer."""

    def __init__(self, language: str, keys: Keys) -> None:
        self._language = language
        self._words: AnswerWords = answer_words(language)
        self._keys = keys

    def one(self, passage: Passage, *, place: bool = False) -> str:
        """A passage as a sentence, with its sub-paragraphs as list lines. `place` names it, as look-ups do."""
        p, resolution = passage.paragraph, passage.resolution
        holes = {**self._names(resolution), "at": self._words.at(running_text(p.locator, self._language))}
        start, end = passage.extent
        if passage.above and (not place or passage.above[0].kind is Kind.OPERATIVE):
            sentence = self._sub(passage, holes, place)
        else:
            form, verb, start = self._form(resolution, p, start, end, place)
            quote, key = self.quote(resolution, p, start, end)
            opening = quoted(p.action or p.text.split()[0], resolution.language)
            sentence = self._words.say[form].format(**holes, verb=verb, quote=quote, key=key, opening=opening)
        below = self.below(passage)
        return sentence if not below else "\n".join([_before_list(sentence), *below])

    def group(self, passages: Sequence[Passage]) -> str:
        """Passages of one resolution under one heading, as list lines."""
        lines = [self._words.say["group"].format(**self._names(passages[0].resolution))]
        last: Paragraph | None = None
        for passage in passages:
            top = passage.above[0] if passage.above else passage.paragraph
            if top.kind is Kind.OPERATIVE and passage.above:
                if last is None or top.id != last.id:
                    lines.append(self.item(Passage(passage.resolution, top)))
                lines.append(self._sub_item(passage))
            else:
                lines.append(self.item(passage))
            last = top
            lines += self.below(passage)
        return "\n".join(lines)

    def _sub_item(self, passage: Passage) -> str:
        """A sub-paragraph as a line below that of the paragraph whose verb carries it."""
        quote, key = self.quote(passage.resolution, passage.paragraph, *passage.extent)
        steps = (*passage.above[1:], passage.paragraph)
        sub = reference_words(self._language).sub
        label = " ".join(sub.format(label=p.number) for p in steps).replace(NBSP, " ")
        return str(self._words.say["below_item"]).format(label=label, quote=quote, key=key)

    def item(self, passage: Passage) -> str:
        """A passage as a list line under its resolution's heading."""
        p, resolution = passage.paragraph, passage.resolution
        start, end = passage.extent
        form, verb, start = self._form(resolution, p, start, end, False)
        quote, key = self.quote(resolution, p, start, end)
        holes = {"verb": verb, "quote": quote, "key": key, **self._names(resolution)}
        at = self._words.at(inside(p.locator, self._language))
        holes["at"] = at[:1].lower() + at[1:]
        name = {"operative": "group_item", "foreign": "group_item_foreign"}.get(form, "group_item_whole")
        if p.kind is not Kind.OPERATIVE:
            name = "group_item_place"
        return str(self._words.say[name]).format(**holes)

    def quote(self, resolution: Resolution, paragraph: Paragraph, start: int, end: int) -> tuple[str, str]:
        """Words of a paragraph in quotation marks, and their key."""
        start, end = _extent(paragraph.text, start, end)
        key = self._keys.paragraph(resolution, paragraph, start, end)
        return quoted(paragraph.text[start:end], resolution.language), key

    def below(self, passage: Passage) -> list[str]:
        """The sub-paragraphs of a passage as list lines."""
        lines = []
        for p in passage.below[:_MOST_BELOW]:
            quote, key = self.quote(passage.resolution, p, 0, len(p.text))
            label = p.printed_number or f"{p.number})"
            lines.append(str(self._words.say["below_item"]).format(label=label, quote=quote, key=key))
        if (more := len(passage.below) - _MOST_BELOW) > 0:
            lines.append(str(self._words.say["below_more"]).format(n=more))
        return lines

    def _names(self, resolution: Resolution) -> dict[str, str]:
        named = mention(resolution.symbol, self._language, resolution.adopted, named=False)
        return {
            "mention": named,
            "organ": self._words.organ(resolution.body),
            "dated": self._dated(resolution),
            "text_language": self._words.languages.get(resolution.language, resolution.language),
        }

    def _dated(self, resolution: Resolution) -> str:
        if resolution.adopted is None:
            return ""
        date = date_words(resolution.adopted, self._language).replace(NBSP, " ")
        return str(self._words.say["dated"]).format(date=date)

    def _form(self, resolution: Resolution, p: Paragraph, start: int, end: int, place: bool) -> tuple[str, str, int]:
        """The sentence to use, the verb in it, and where the quotation begins."""
        foreign = resolution.language != self._language
        if p.kind is Kind.ANNEX:
            return "place_whole" if place else ("foreign_annex" if foreign else "annex"), "", start
        if p.kind is Kind.PREAMBULAR:
            return "place_whole" if place else ("foreign_preamble" if foreign else "preamble"), "", start
        if foreign:
            verb = self._words.acts.get(p.act or "", str(self._words.say["states"]))
            return "place_foreign" if place else "foreign", verb, start
        action = p.action or ""
        if re.match(self._words.say["own_voice"], action):  # « Rappelons … », "We reaffirm …": it speaks for itself
            return "place_whole" if place else "operative_whole", "", start
        if action and p.text.startswith(action) and start <= len(action) < end and _says(p.text, len(action), end):
            return "place" if place else "operative", action[0].lower() + action[1:], len(action)
        if start and not place:
            return "operative_part", "", start
        return "place_whole" if place else "operative_whole", "", start

    def _sub(self, passage: Passage, holes: dict[str, str], place: bool) -> str:
        """A sub-paragraph with the words of its parent that carry the verb."""
        resolution, p = passage.resolution, passage.paragraph
        top = passage.above[0]
        foreign = resolution.language != self._language
        if top.kind is not Kind.OPERATIVE:
            form, verb, start = self._form(resolution, p, *passage.extent, False)
            quote, key = self.quote(resolution, p, start, passage.extent[1])
            return str(self._words.say[form]).format(**holes, verb=verb, quote=quote, key=key)
        form, verb, start = self._form(resolution, top, 0, len(top.text), False)
        above, above_key = self.quote(resolution, top, start, len(top.text))
        quote, key = self.quote(resolution, p, *passage.extent)
        name = ("place_sub" if place else "sub") + ("_foreign" if foreign else "" if form == "operative" else "_whole")
        return str(self._words.say[name]).format(
            **holes, verb=verb, above=above, above_key=above_key, quote=quote, key=key
        )


def _says(text: str, start: int, end: int) -> bool:
    """Whether there is a word between `start` and `end`: « Demande : » says nothing beside its verb."""
    return any(c.isalnum() for c in text[start:end])


def _extent(text: str, start: int, end: int) -> Span:
    """The extent trimmed; that of the whole paragraph where nothing would be left: a quotation is never empty."""
    if _says(text, start, end):
        return trimmed(text, start, end)
    return trimmed(text, 0, len(text)) if _says(text, 0, len(text)) else Span(0, len(text))


def _before_list(sentence: str) -> str:
    """A sentence that a list follows ends with a colon."""
    space = " " if sentence.endswith("].") and "«" in sentence else ""
    return f"{sentence.rstrip('.')}{space}:"
