"""What a paragraph says: its verb or opening, and with it addressees, dates due and documents cited.

The verb stands at the beginning of a paragraph, after a subject at most; italics, where the source has them, confirm
it and are never needed. The canonical names and the words are data (`grammar/<language>/actions.toml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from index.addressees import Addressees
from index.dues import Dues
from index.grammar.forms import either, expand, fold, load
from index.references import References, references_of
from index.resolution import Due, Kind, Paragraph, Resolution
from index.symbols import Locator

_REACH = 240
"""Characters from the start of a paragraph within which its verb phrase must lie."""
# Acts that make something due.
_FORWARD = frozenset(
    (
        *("requests", "urges", "calls_upon", "appeals", "invites", "encourages", "demands", "authorizes", "instructs"),
        *("recommends", "decides", "commits", "reiterates", "approves", "endorses", "appoints", "expresses_hope"),
    )
)
_BODIES_WITH_SESSIONS = ("A", "HRC")


@dataclass(frozen=True, slots=True)
class Action:
    """A verb or opening: the words as printed, their end in the text, and the canonical name across languages.

    `takes_object` says that those addressed follow it.
    """

    text: str
    end: int
    act: str
    takes_object: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """One spelling of a verb, as folded words."""

    words: tuple[str, ...]
    act: str
    takes_object: bool


class Verbs:
    """The verbs and openings of one language, found by their first word."""

    def __init__(self, table: dict[str, Any]) -> None:
        between = rf"[\s,]+(?:{either(table['between'])})(?![\w'-])"
        self._adverb = re.compile(rf"(?:{between})?[\s,]+(?:{either(table['after'])})(?![\w'-])")
        self._inside = re.compile(rf"{self._adverb.pattern}|{between},?")
        self._lead = re.compile(
            rf"[\W_]*(?:(?:{either(table['skip'])})(?![\w'-])[\s,]*)*"
            rf"(?P<before>(?:(?:{either(table['before'])})(?![\w'-])[\s,]*)*)(?P<word>\w+(?:['-]\w+)*)"
        )
        self._verbs = _by_first_word(table["act"], "verbs", "name")
        self._openings = _by_first_word(table["act"], "openings", "opening")
        self._shades = [
            (re.compile(either(s["words"])), frozenset(s["of"]), s["name"], s["opening"]) for s in table["shade"]
        ]
        self._names = {a["opening"]: a["name"] for a in table["act"]}

    def find(self, text: str, folded: str, *, preamble: bool) -> Action | None:
        """The action at the beginning of a paragraph, `folded` too; in a preamble openings are tried before verbs."""
        folded = folded[:_REACH]
        if (first := _FIRST_WORD.match(folded)) is None:
            return None
        start = first.start("word")
        found = self._match(folded, first["word"], start, preamble)
        if found is None and (lead := self._lead.match(folded)):
            found = self._match(folded, lead["word"], lead.start("word"), preamble)
            start = lead.start("before") if lead["before"] else lead.start("word")
        if found is None:
            return None
        form, end = found
        return Action(text[start:end], end, self._shaded(form.act, folded[start:end]), form.takes_object)

    def _match(self, folded: str, word: str, start: int, preamble: bool) -> tuple[_Form, int] | None:
        """The longest form at `start`, and where it and its adverbs end."""
        tables = (self._openings, self._verbs) if preamble else (self._verbs, self._openings)
        behind = start + len(word)
        following = _NEXT_WORD.match(folded, behind)
        second = following["word"] if following else ""
        inside = self._inside.match(folded, behind) is not None
        for table in tables:
            for form in table.get(word, ()):
                if len(form.words) > 1 and form.words[1] != second and not inside:
                    continue
                if (end := self._end_of(folded, form, behind)) is not None:
                    while adverb := self._adverb.match(folded, end):
                        end = adverb.end()
                    return form, end
        return None

    def _end_of(self, folded: str, form: _Form, position: int) -> int | None:
        """Where the words of a form end, adverbs between them skipped; None when another word stands there."""
        for word in form.words[1:]:
            while not (here := _NEXT_WORD.match(folded, position)) or here["word"] != word:
                if (adverb := self._inside.match(folded, position)) is None:
                    return None
                position = adverb.end()
            position = here.end()
        return position

    def _shaded(self, act: str, printed: str) -> str:
        """The act that the adverbs make of it: what is noted with concern is a concern."""
        plain = self._names.get(act, act)
        for words, acts, name, opening in self._shades:
            if plain in acts and words.search(printed):
                return str(name if act == plain else opening)
        return act


# A word as the forms have it: `s'inquiete`, `re-emphasizes`. The first may follow an opening quotation mark.
_FIRST_WORD = re.compile(r"[\W_]*(?P<word>\w+(?:['-]\w+)*)")
_NEXT_WORD = re.compile(r"\s+(?P<word>\w+(?:['-]\w+)*)")


def _by_first_word(acts: list[dict[str, Any]], forms: str, name: str) -> dict[str, list[_Form]]:
    """First word → its forms, the longest first."""
    table: dict[str, list[_Form]] = {}
    for act in acts:
        for form in act[forms]:
            for spelling in expand(form):
                words = tuple(fold(spelling).split())
                table.setdefault(words[0], []).append(_Form(words, act[name], act.get("object", False)))
    return {word: sorted(forms, key=lambda f: -len(f.words)) for word, forms in table.items()}


@dataclass(frozen=True, slots=True)
class _Language:
    """Everything that reads paragraphs of one language; None where the language has no table for it."""

    verbs: Verbs | None
    addressees: Addressees | None
    dues: Dues | None
    references: References


@cache
def _language(code: str) -> _Language:
    verbs, names, dues = load(code, "actions"), load(code, "addressees"), load(code, "dues")
    return _Language(
        Verbs(verbs) if verbs else None,
        Addressees(names) if names else None,
        Dues(dues, load(code, "numbers")) if dues else None,
        references_of(code),
    )


def annotate_resolution(resolution: Resolution) -> Resolution:
    """The resolution with action, act, addressees, references and dates due filled in, in every paragraph.

    A sub-paragraph without a verb of its own has no `action`, but the `act` and addressees of the one above it.
    """
    language = _language(resolution.language)
    annotated: list[Paragraph] = []
    at: dict[Locator, Paragraph] = {}
    for paragraph in resolution.paragraphs:
        above = at.get(paragraph.locator.parent) if paragraph.level and paragraph.locator.parent else None
        annotated.append(_annotate(paragraph, resolution, language, above))
        at[paragraph.locator] = annotated[-1]
    return replace(resolution, paragraphs=tuple(annotated))


def _annotate(paragraph: Paragraph, resolution: Resolution, language: _Language, above: Paragraph | None) -> Paragraph:
    text, own = paragraph.text, resolution.symbol
    folded = fold(text)
    cited = list(language.references.find(text, own, folded=folded))
    for note in paragraph.footnotes:
        cited += language.references.find(note.text, own, footnote=note.mark)
    if paragraph.kind is Kind.HEADING or language.verbs is None:
        return replace(paragraph, references=tuple(cited))
    action = language.verbs.find(text, folded, preamble=paragraph.kind is Kind.PREAMBULAR)
    act = action.act if action else above.act if above else None
    addressees: tuple[str, ...] = above.addressees if above and not action else ()
    if action and action.takes_object and language.addressees:
        addressees = language.addressees.find(folded, action.end)
    due: tuple[Due, ...] = ()
    if act in _FORWARD and language.dues and paragraph.kind is not Kind.PREAMBULAR:
        session = resolution.session if resolution.body in _BODIES_WITH_SESSIONS else None
        due = language.dues.find(text, folded, resolution.adopted, session)
    return replace(
        paragraph,
        action=action.text if action else None,
        act=act,
        addressees=addressees,
        references=tuple(cited),
        due=due,
    )
