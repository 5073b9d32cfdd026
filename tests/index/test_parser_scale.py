"""Four times the text takes about four times as long: quadratic work would take sixteen. All texts are invented."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from index.parser import parse
from index.parsing.lines import Line, Page
from index.parsing.measure import Measure
from index.parsing.notes import find_notes
from index.parsing.words import words
from index.readers.text import source_of_text
from index.resolution import Span, derive_text

_HEAD = """Résolution adoptée par l'Assemblée générale le 7 mai 2090

97/{n}. Titre inventé

L'Assemblée générale,

Rappelant sa résolution 96/{n} du 1er mai 2089,

"""
_BODY = """1. Décide de poursuivre l'examen de la question;

2. Prie le Secrétaire général de lui faire rapport.

9e séance plénière
7 mai 2090

"""
_ONE = _HEAD.format(n=1)
_TEXTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "many resolutions": (150, lambda n: "".join(_HEAD.format(n=k) + _BODY for k in range(1, n + 1))),
    "with furniture": (150, lambda n: "".join(_HEAD.format(n=k) + "2/7\n\n" + _BODY for k in range(1, n + 1))),
    "labels of lists": (600, lambda n: _ONE + "1. Décide:\n\n" + "a) faire ceci;\n\nb) faire cela;\n\n" * n),
    "the same number": (900, lambda n: _ONE + "1. Décide ce qui suit;\n\n" * n),
    "the same mark": (500, lambda n: _ONE + "1. Décide" + " de faire1" * n + ".\n\n" + "1 Voir A/97/1.\n\n" * n),
    "stars": (1500, lambda n: _ONE + "* Voir ceci et cela ici\n\n" * n),
    "one long line": (
        3000,
        lambda n: _ONE + "1. Prie d'agir en 2095 (A/97/1) à sa centième session, " + "et plus, " * n,
    ),
    "blank lines": (100_000, lambda n: _ONE + "\n" * n + _BODY),
}
_LIMIT = 9


@pytest.mark.parametrize("name", _TEXTS)
def test_the_time_grows_with_the_text(name: str) -> None:
    """Each time is the shorter of several: a busy machine only makes a run longer."""
    size, text = _TEXTS[name]
    parse(source_of_text("volume.txt", text(1)))
    small, large = text(size), text(4 * size)
    for _ in range(3):  # a ratio that is over the limit by chance is not so three times
        ratio = _seconds(large) / max(_seconds(small), 0.005)
        if ratio < _LIMIT:
            return
    raise AssertionError(f"{name}: four times the text took {ratio:.1f} times as long")


def _seconds(text: str) -> float:
    source = source_of_text("volume.txt", text)
    gc.collect()
    started = time.process_time()
    parse(source)
    return time.process_time() - started


def test_many_resolutions_hold_what_few_hold() -> None:
    """Beyond a certain number of resolutions furniture among the others is theirs; the rest stays the same."""
    raw = _TEXTS["with furniture"][1](60)
    resolutions = parse(source_of_text("volume.txt", raw)).resolutions
    assert len(resolutions) == 60
    middle = resolutions[30]
    own = [d.reason for d in middle.dropped]
    assert own == ["another resolution", "page number", "another resolution"]
    assert sum(d.span.end - d.span.start for d in middle.dropped) > len(raw) * 0.95


@pytest.mark.parametrize(
    ("raw", "spans"),
    [
        # one piece, with white space at both ends
        ("  un  mot ", [(0, 10)]),
        # a line break between two pieces is a space; a mark cut out is none
        ("un\ndeux¹, trois", [(0, 2), (3, 7), (8, 15)]),
        # a no-break space is not layout
        ("un\u00a0 ;  deux\n\n trois", [(0, 11), (13, 19)]),
        ("", []),
    ],
)
def test_the_length_up_to_a_place_is_that_of_the_text(raw: str, spans: list[tuple[int, int]]) -> None:
    pieces = tuple(Span(*span) for span in spans)
    measure = Measure(pieces, raw)
    # ascending, then back to the beginning
    for place in [*range(len(raw) + 1), *range(len(raw) + 1)]:
        clipped = [Span(s.start, min(s.end, place)) for s in pieces if s.start < place]
        assert measure.upto(place) == len(derive_text(raw, clipped)), place


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        # the rest of a line that ended in the place of a conference
        ("3 – 14 juin 2091 (publication), chap. I.", ["2"]),
        ("3 - 14 June 2091 (publication), chap. I.", ["2"]),
        # a body with its mark
        ("3  Résolution 96/1.", ["2", "3"]),
    ],
)
def test_a_range_of_dates_opens_no_footnote(line: str, marks: list[str]) -> None:
    at = 0
    lines = []
    for text in ("__________", "2  Rapport de la conférence inventée, Ville,", line):
        lines.append(Line(at, at + len(text), text, text.lower(), gap=True, page=0))
        at += len(text) + 1
    lines[0].role = "footnote rule"
    assert [note.mark for note in find_notes(Page(lines, wrapped=True), words("fr"))] == marks
