"""Places as drafts and people name them, found in a resolution: exact ids, or nearly so.

People leave containers out (« par. 3 » of a section), write « annexe I » of an only annex, and cannot know what the
parser adds to tell two paragraphs of one printed number apart (`s2-1.op1`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.resolution import Paragraph, Resolution
from index.symbols import Locator

_TELLING_APART = re.compile(r"(?:-\d+)+$")


def paragraphs_at(resolution: Resolution, locator: Locator) -> tuple[Paragraph, ...]:
    """The paragraphs of a place with all below it: those with its id, else all that its words can mean."""
    exact = [p for p in resolution.paragraphs if _begin_with(p.locator.steps, locator.steps)]
    loose = [p for p in resolution.paragraphs if _within(locator.steps, p.locator.steps)]
    return tuple(exact or loose)


def meant(resolution: Resolution, locator: Locator) -> list[Paragraph]:
    """The paragraphs that a place can mean, without those below them: one where it is clear, [] where there is none."""
    found = resolution.paragraph(locator)
    if found:
        return [found]
    return [
        p
        for p in resolution.paragraphs
        if _within(locator.steps, p.locator.steps) and not _within(locator.steps, p.locator.steps[:-1])
    ]


def _begin_with(steps: Sequence[str], wanted: Sequence[str]) -> bool:
    return len(steps) >= len(wanted) and all(_same(one, step) for one, step in zip(wanted, steps, strict=False))


def _within(wanted: Sequence[str], steps: Sequence[str]) -> bool:
    """Whether the wanted steps come in this order among the steps: (op3,) in (s2, op3, a)."""
    rest = iter(steps)
    return all(any(_same(one, step) for step in rest) for one in wanted)


def _same(wanted: str, step: str) -> bool:
    return wanted == step or wanted == _TELLING_APART.sub("", step) or {wanted, step} == {"annex", "annex1"}
