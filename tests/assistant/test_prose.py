"""The check over whole texts: honest prose stands, however it is put; dishonest prose does not."""

from __future__ import annotations

import time
from functools import cache
from importlib import resources

import pytest

from assistant.budget import Window
from assistant.drafts import draft_view
from assistant.given import Material, material_of
from assistant.review import Review, Reviewer
from index.parser import parse
from index.readers import read_source
from index.resolution import Resolution
from tests.assistant.inventions import found_in
from tests.assistant.peatlands import AQUIFERS, DARKNESS, KELP, MARSHES, STRAIT, TOURBIERES
from tests.assistant.prose import DISHONEST, HONEST

INVENTED = {
    "fr": TOURBIERES,
    "en": MARSHES,
    "dark": DARKNESS,
    "kelp": KELP,
    "aquifers": AQUIFERS,
    "strait": STRAIT,
}


@cache
def _resolution(which: str) -> Resolution:
    if which in INVENTED:
        return INVENTED[which]
    with resources.as_file(resources.files("index") / "sample") as folder:
        (file,) = (file for file in folder.iterdir() if f"_{which}_" in file.name)
        (resolution,) = parse(read_source(file)).resolutions
        return resolution


@cache
def _material(which: str) -> Material:
    of = _resolution(which)
    return material_of(found_in(of, f"{of.symbol.number} ?"), Window(200_000, 1000, "cl100k"), 190_000)


def _reviewed(which: str, text: str) -> Review:
    material = _material(which)
    for given in material.given:
        text = text.replace(f"{{{'.'.join(given.paragraph.locator.steps)}}}", f"[{given.n}]")
    assert "{" not in text, text
    return Reviewer(material, _resolution(which).language).review(text)


@pytest.mark.parametrize(("which", "text"), HONEST, ids=[f"{which}-{text[:60]}" for which, text in HONEST])
def test_honest_prose_stands(which: str, text: str) -> None:
    review = _reviewed(which, text)
    assert [(w.reason, w.detail) for w in review.withheld] == []
    assert review.kept


@pytest.mark.parametrize(("which", "text"), DISHONEST, ids=[f"{which}-{text[:60]}" for which, text in DISHONEST])
def test_dishonest_prose_is_withheld(which: str, text: str) -> None:
    review = _reviewed(which, text)
    assert [sentence.text for sentence in review.kept] == []
    assert review.withheld


def test_there_are_enough_rows_of_both_languages() -> None:
    for rows in (HONEST, DISHONEST):
        languages = [_resolution(which).language for which, _ in rows]
        assert min(languages.count("fr"), languages.count("en")) >= 40


# What makes a careless pattern take for ever, as far as a reply may be long.
LONG = [
    "-",
    " ",
    "1 ",
    "7",
    "a ",
    "a-",
    "« ",
    "«a» ",
    "[",
    "[1",
    "[1]",
    "deux et ",
    "*",
    "_",
    "#",
    "a. ",
    "1 mai ",
    "62/27 ",
]
LONG += ["Conseil de ", "aucune ", "ne ", "(1 ", "`", "<", "<think>", "[…]", "paragraphe ", "prie « x » [1] "]


@pytest.mark.parametrize("piece", LONG)
def test_no_reply_takes_long_to_judge(piece: str) -> None:
    material, started = _material("62"), time.process_time()
    for text in (piece * (12_000 // len(piece)), f"# a{piece * (12_000 // len(piece))} [1]."):
        Reviewer(material, "fr").review(text)
        draft_view(text)
    assert time.process_time() - started < 3
