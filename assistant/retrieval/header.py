"""What the header and the vote of a resolution say."""

from __future__ import annotations

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


def header_facts(resolution: Resolution, fields: tuple[str, ...]) -> tuple[list[HeaderFact], list[Refusal]]:
    """The facts asked for, and a refusal for each that the resolution does not print."""
    facts, missing = [], []
    for name in fields:
        values = _VALUES[name](resolution)
        if values is None:
            missing.append(Refusal(Why.NOT_PRINTED, {"symbol": str(resolution.symbol), "field": name}))
        elif name == "vote":
            facts.append(HeaderFact(resolution, name, values, _vote_line(resolution), vote=True))
        else:
            facts.append(HeaderFact(resolution, name, values, printed(resolution, name)))
    return facts, missing


def printed(resolution: Resolution, name: str) -> str:
    """The header line that prints a field, as printed; "" where none is known."""
    if name == "report" and resolution.report_text:
        return resolution.report_text
    lines = {field.name: field.text for field in reversed(resolution.fields)}
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
