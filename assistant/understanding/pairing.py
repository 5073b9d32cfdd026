"""Which place belongs to which resolution where a question names several of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding.places import Located
from assistant.understanding.reading import PlaceAsked
from assistant.understanding.symbols import Mention


def paired(located: Sequence[Located], mentions: Sequence[Mention]) -> list[PlaceAsked]:
    """The places, each with the resolutions it is asked of; none named where it is asked of all.

    « le paragraphe 1 de 62/27 et le paragraphe 3 de 77/96 »: a place goes with the resolutions behind it up to the next
    place, or with those before it where the question ends with a place.
    """
    resolutions = [m for m in mentions if m.resolution]
    rows = sorted([(one.start, one) for one in located] + [(m.start, m) for m in resolutions], key=lambda row: row[0])
    things = [thing for _, thing in rows]
    runs = _runs(things)
    if len({m.readings[0] for m in resolutions}) < 2 or len(runs) < 3:
        return [place for one in located for place in one.places]
    return [
        replace(place, symbols=tuple(dict.fromkeys(m.readings[0] for m in _symbols_beside(runs, n))))
        for n, run in enumerate(runs)
        for one in run
        if isinstance(one, Located)
        for place in one.places
    ]


def _runs(things: Sequence[Located | Mention]) -> list[list[Located | Mention]]:
    """Places side by side, and resolutions side by side."""
    runs: list[list[Located | Mention]] = []
    for thing in things:
        if runs and isinstance(runs[-1][-1], Located) == isinstance(thing, Located):
            runs[-1].append(thing)
        else:
            runs.append([thing])
    return runs


def _symbols_beside(runs: Sequence[Sequence[Located | Mention]], n: int) -> list[Mention]:
    """The resolutions next to a run of places: behind it, or before it where the last run is one of places."""
    order = (n - 1, n + 1) if isinstance(runs[-1][0], Located) else (n + 1, n - 1)
    beside = next((runs[i] for i in order if 0 <= i < len(runs)), [])
    return [thing for thing in beside if isinstance(thing, Mention)]
