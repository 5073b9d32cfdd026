"""Where a locator points inside a resolution, and the words for it.

The steps of an id (CITATIONS, "Paragraph ids") are read as containers (sections, annexes, articles), outermost first,
and a unit: preambular, operative or annex paragraphs with their sub-paragraphs, the header or the vote. The parser also
gives `t6.1` (target 6.1, a paragraph with a number in two parts), `u1` (a paragraph without number), `h1` (a heading)
and `lista` (a list beside the text).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.reference_words import NBSP, PlaceWords, ReferenceWords, ordinal
from index.symbols import Locator

# Step → (what it is, its number). A step without digits below a numbered paragraph is a sub-paragraph whatever it is
# called: `op8.pp` is sub-paragraph (pp), `op8.s` is (s).
_STEPS = [
    ("preamble", re.compile(r"pp(\d+)")),
    ("paragraph", re.compile(r"(?:op|p)(\d.*)")),
    ("section", re.compile(r"s(\d+|[A-Z]+)")),
    ("annex", re.compile(r"annex(\d*)")),
    ("article", re.compile(r"art(.+)")),
    ("target", re.compile(r"t(\d+)")),
    ("unnumbered", re.compile(r"u(\d+)")),
    ("list", re.compile(r"list(\w*)")),
    ("heading", re.compile(r"h(\d+)")),
    ("header", re.compile(r"(?:header)()")),
    ("vote", re.compile(r"(?:vote)()")),
]
_BARE = {"op": "sole", "p": "sole"}
# What parts two paragraphs of one printed number (`s2-1.op1`, `p24.a-2`) is ours: it is not printed in a reference.
_TELLING_APART = re.compile(r"(?:-\d+)+$")
_CONTAIN_SUBS = ("paragraph", "preamble", "sole", "sub_paragraph", "unnumbered")


@dataclass(frozen=True, slots=True)
class Unit:
    """One named thing: `what` of the table above (or `sole`, `sub_paragraph`), its number, its sub-paragraphs."""

    what: str
    number: str
    subs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a resolution: containers from the outermost in, then the unit; no unit for the resolution itself."""

    containers: tuple[Unit, ...]
    unit: Unit | None


def place_of(locator: Locator) -> Place:
    """The place a locator points to."""
    units: list[Unit] = []
    for step in locator.steps:
        last = units[-1] if units else None
        unit = _unit(step, below=last.what if last else "")
        if last and last.what == "target" and "." not in last.number:
            units[-1] = Unit("target", f"{last.number}.{unit.number}")
        elif unit.what == "sub_paragraph" and last and last.what in ("paragraph", "sub_paragraph", "target"):
            units[-1] = Unit(last.what, last.number, (*last.subs, unit.number))
        else:
            units.append(unit)
    return Place(tuple(units[:-1]), units[-1] if units else None)


def words_of_places(
    places: Sequence[Place], words: ReferenceWords, form: PlaceWords, language: str
) -> list[tuple[bool, str]]:
    """The words for places of one resolution, like ones joined; with each, whether it lies in an annex."""
    given: list[tuple[bool, str]] = []
    for (containers, what), same in groupby(places, key=lambda p: (p.containers, p.unit.what if p.unit else "")):
        units = [place.unit for place in same if place.unit]
        text = _unit_words(what, units, words, form, language) if units else ""
        for container in reversed(containers):
            text = _contained(container, text, words, form, language)
        outermost = containers[0].what if containers else what
        given.append((outermost == "annex", text))
    return given


def _unit(step: str, below: str) -> Unit:
    step = _TELLING_APART.sub("", step)
    if below == "target":
        return Unit("sub_paragraph", step)
    if below in _CONTAIN_SUBS and not re.search(r"\d", step) and step != "annex":
        return Unit("sub_paragraph", step)
    if step in _BARE:
        return Unit(_BARE[step], "")
    for what, pattern in _STEPS:
        if found := pattern.fullmatch(step):
            return Unit(what, found[1])
    return Unit("sub_paragraph", step)


def _unit_words(what: str, units: list[Unit], words: ReferenceWords, form: PlaceWords, language: str) -> str:
    """Units of one kind: « par. 9 et 10 », « cinquième à septième alinéas du préambule »."""
    if what in ("sole", "header", "vote"):
        return str(getattr(form, what))
    if what == "annex" and units[0].number == "":
        return form.annex
    pair = form.annex_numbered if what == "annex" else getattr(form, what)
    several = len({(unit.number if what != "sub_paragraph" else unit) for unit in units}) > 1
    return str(pair[several].format(n=_numbers(units, words, language)))


def _numbers(units: list[Unit], words: ReferenceWords, language: str) -> str:
    """The numbers of units, three or more in sequence as a range, siblings below one parent by their last label."""
    runs: list[list[Unit]] = []
    for unit in units:
        if runs and _follows(runs[-1][-1], unit):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    parts: list[str] = []
    parent: tuple[str, ...] | None = None
    for run in runs:
        first = _number(run[0], words, language, _parent(run[0]) == parent)
        parent = _parent(run[0])
        rest = [_number(unit, words, language, bool(parent)) for unit in run[1:]]
        parts += [words.range.format(first=first, last=rest[-1])] if len(run) > 2 else [first, *rest]
    if len(parts) < 2:
        return "".join(parts)
    return words.and_.format(before=", ".join(parts[:-1]), last=parts[-1])


def _parent(unit: Unit) -> tuple[str, ...]:
    """The labels above the last one; () for a unit without sub-paragraphs."""
    return (unit.number, *unit.subs)[:-1]


def _follows(before: Unit, after: Unit) -> bool:
    """Whether `after` comes right after `before` among siblings: 9 and 10, a and b."""
    if _parent(before) != _parent(after):
        return False
    first, second = (before.subs or (before.number,))[-1], (after.subs or (after.number,))[-1]
    (goal, _, first), (other, _, second) = first.rpartition("."), second.rpartition(".")
    if goal != other:
        return False
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    return len(before.subs) == 1 and len(first) == len(second) == 1 and ord(second) == ord(first) + 1


def _number(unit: Unit, words: ReferenceWords, language: str, last_only: bool = False) -> str:
    """A unit's number as printed: `5 a) ii)`, `5 (a) (ii)`, `cinquième`, `II`; with `last_only` its last label."""
    if last_only and unit.subs:
        return words.sub.format(label=unit.subs[-1])
    number = unit.number
    if unit.what in ("preamble", "unnumbered", "heading"):
        number = ordinal(int(number), language)
    elif unit.what in ("section", "annex") and number.isdigit():
        number = _roman(int(number))
    elif unit.what == "article" and number == "1":
        number = words.first_article
    elif unit.what == "sub_paragraph":
        number = words.sub.format(label=number)
    return NBSP.join([number, *(words.sub.format(label=sub) for sub in unit.subs)])


def _contained(container: Unit, inside: str, words: ReferenceWords, form: PlaceWords, language: str) -> str:
    """What lies in a container, with the container: « par. 2 de la section II »."""
    name = _unit_words(container.what, [container], words, form, language)
    if container.what == "annex":
        template = form.in_annex_numbered if container.number else form.in_annex
    elif container.what in ("sole", "preamble", "unnumbered"):
        template = form.in_other
    else:
        template = str(getattr(form, f"in_{container.what}", form.in_other))
    return template.format(container=name, inside=inside)


def _roman(number: int) -> str:
    values = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, letters in values:
        count, number = divmod(number, value)
        text += letters * count
    return text
