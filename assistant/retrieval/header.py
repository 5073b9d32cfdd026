"""What the header and the vote of a resolution say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.evidence import HeaderFact, Refusal, Why
from assistant.retrieval.places import operative_count, preambular_count
from index.resolution import Resolution
from index.symbols import Locator

# Field asked for → the header fields of the parser that print it, the better first.
_PRINTED = {
    "organ": ("adopted", "opening", "organ"),
    "title": ("title",),
    "adopted": ("adopted", "date", "meeting", "closing"),
    "issued": ("issued", "distribution"),
    "session": ("session",),
    "meeting": ("meeting", "closing", "adopted"),
    "agenda": ("agenda", "agenda_item"),
    "report": ("report",),
}


# « Nairobi, 22 et 23 février 2021 »: a place and days, alone in a line or behind the session.
_PLACE = re.compile(
    r"(?:^|[Ss]ession )[A-ZÉ][^\W\d_]+(?:[ -][^\W\d_]+){0,3}(?: \([^()]*\))?, [^.]*\d{1,2}\b[^.]*\b(?:19|20)\d\d\b"
)
# Where the parser read no value, a line with one of these words and a number is quoted as it stands.
_IN_LINES = {"meeting": ("séance", "seance", "meeting"), "session": ("session",), "adopted": ("adopt",)}
_MARKUP = "*_ "
"""Signs of italics around a line of a source with markup: no words of it."""
_POINTERS = ("title", "adopted", "opening", "closing", "session", "organ")
SIDES = ("in_favour", "against", "abstaining")


def header_facts(
    resolution: Resolution, fields: tuple[str, ...], *, names: bool = False
) -> tuple[list[HeaderFact], list[Refusal]]:
    """The facts asked for, and a refusal for each that the resolution does not print.

    `names` asks for the States of a vote, not for its counts alone.
    """
    facts, missing = [], []
    for name in fields:
        values = _VALUES[name](resolution)
        if name == "vote" and values is not None:
            if names and not any(values[f"states_{side}"] for side in SIDES):
                values = None
            else:
                facts.append(
                    HeaderFact(resolution, name, {**values, "names": names}, _vote_line(resolution), vote=True)
                )
        elif name == "place":
            if line := _place_line(resolution):
                facts.append(HeaderFact(resolution, "line", {}, line))
                values = {}
        elif values is not None:
            line = printed(resolution, name)
            facts.append(HeaderFact(resolution, name, values, line or _any_line(resolution), printed=bool(line)))
        elif name in _IN_LINES and (line := _line_with(resolution, _IN_LINES[name])):
            facts.append(HeaderFact(resolution, "line", {}, line))
            values = {}
        if values is None:
            missing.append(Refusal(Why.NOT_PRINTED, {"symbol": str(resolution.symbol), "field": name}))
    return facts, missing


def _line_with(resolution: Resolution, words: tuple[str, ...]) -> str:
    """A header line that holds one of the words and a number."""
    lines = (field.text for field in resolution.fields)
    return next((t for t in lines if any(w in t.casefold() for w in words) and any(c.isdigit() for c in t)), "")


def _place_line(resolution: Resolution) -> str:
    """The header line that says where and when the organ met."""
    lines = (field.text.strip(_MARKUP) for field in resolution.fields)
    return next((line for line in lines if _PLACE.search(line)), "")


def _any_line(resolution: Resolution) -> str:
    """A line of the header to point to where the fact itself is counted or read from the symbol."""
    lines = {field.name: field.text for field in resolution.fields}
    return next((lines[name] for name in _POINTERS if lines.get(name)), resolution.title)


def printed(resolution: Resolution, name: str) -> str:
    """The header line that prints a field, as printed; "" where none is known."""
    if name == "report" and resolution.report_text:
        return resolution.report_text
    if name == "title":  # its number may stand in a line of its own
        titles = [field.text.strip(_MARKUP) for field in resolution.fields if field.name == "title"]
        return next((line for line in titles if resolution.title in line), titles[0] if titles else "")
    lines = {field.name: field.text.strip(_MARKUP) for field in reversed(resolution.fields)}
    return next((lines[field] for field in _PRINTED.get(name, ()) if lines.get(field)), "")


def _vote_line(resolution: Resolution) -> str:
    return resolution.vote.text if resolution.vote else ""


def _vote(resolution: Resolution) -> Mapping[str, object] | None:
    vote = resolution.vote
    if vote is None:
        return None
    return {
        "in_favour": vote.in_favour,
        "against": vote.against,
        "abstaining": vote.abstaining,
        "states_in_favour": vote.states_in_favour,
        "states_against": vote.states_against,
        "states_abstaining": vote.states_abstaining,
    }


def _if_known(name: str, value: object) -> Mapping[str, object] | None:
    return {name: value} if value not in (None, "") else None


_VALUES: dict[str, Callable[[Resolution], Mapping[str, object] | None]] = {
    "organ": lambda r: {"body": r.body},
    "title": lambda r: _if_known("title", r.title),
    "adopted": lambda r: _if_known("date", r.adopted),
    "place": lambda _: None,
    "issued": lambda r: _if_known("date", r.issued),
    "session": lambda r: _if_known("session", r.session),
    "meeting": lambda r: _if_known("meeting", r.meeting),
    "agenda": lambda r: _if_known("item", r.agenda_item),
    "report": lambda r: _if_known("report", printed(r, "report") or r.report),
    "vote": _vote,
    "count": lambda r: {"operative": operative_count(r), "preambular": preambular_count(r)},
}


def line_of(resolution: Resolution, locator: Locator) -> str:
    """All that a `#header` or `#vote` citation may quote: the lines as printed, the title as read among them."""
    if locator.steps == ("vote",):
        return _vote_line(resolution)
    lines = [field.text for field in resolution.fields]
    return "\n".join([resolution.title, resolution.report_text or "", *lines])
