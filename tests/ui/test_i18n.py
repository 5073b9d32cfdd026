"""The catalogue of messages: the same in both languages, all used, all there, typography for display only."""

from __future__ import annotations

import datetime as dt
import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.i18n import LANGUAGES, UnknownMessage, messages

UI = Path(__file__).resolve().parents[2] / "ui"
# Families of messages whose last part is made at run time: from codes of the assistant, names of filters and sections.
FAMILIES = (
    "stage.",
    "filter.",
    "kind.",
    "body.",
    "lang.",
    "reason.",
    "notice.",
    "verdict.",
    "nav.",
    "corpus.",
    "vote.",
)
FAMILIES += (
    "add.",
    "shortcut.",
    "coverage.",
    "source.link",
    "brief.",
    "checker.",
    "day.",
    "unread.",
    "theme.",
    "chat.export_",
    "evaluation.title",
)
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(UI.rglob("*.py")))
USED = set(re.findall(r"[\"']([a-z_]+\.[a-z_]+)[\"']", SOURCE))


def keys(language: str) -> set[str]:
    return {key.removesuffix(".one").removesuffix(".other") for key in messages(language).table}


def test_both_languages_have_the_same_messages() -> None:
    assert set(messages("fr").table) == set(messages("en").table)
    assert set(messages("fr").rules) == set(messages("en").rules)


@pytest.mark.parametrize("key", sorted(messages("fr").table))
def test_both_languages_have_the_same_holes(key: str) -> None:
    def holes(language: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(messages(language).table[key]) if name}

    assert holes("fr") == holes("en")


def test_every_message_used_is_there() -> None:
    asked = set(re.findall(r"\b(?:t|say)\(\s*\"([a-z_]+\.[a-zA-Z_.-]+)\"", SOURCE))
    assert len(asked) > 60
    assert asked <= keys("fr")


def test_every_message_is_used() -> None:
    idle = {key for key in keys("fr") if key not in USED and not key.startswith(FAMILIES)}
    assert not idle


# count, French, English: zero is singular in French only
COUNTS = [
    (0, "0 résolution", "0 resolutions"),
    (1, "1 résolution", "1 resolution"),
    (2, "2 résolutions", "2 resolutions"),
    (12345, "12\u202f345 résolutions", "12,345 resolutions"),
]


@pytest.mark.parametrize(("count", "french", "english"), COUNTS)
def test_counting(count: int, french: str, english: str) -> None:
    assert messages("fr").say("coverage.resolutions", n=count) == french
    assert messages("en").say("coverage.resolutions", n=count) == english


def test_dates() -> None:
    assert messages("fr").date(dt.date(2007, 12, 1)) == "1er\u00a0décembre 2007"
    assert messages("en").date(dt.date(2007, 12, 5)) == "5\u00a0December 2007"


def test_a_message_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownMessage, match=r"no message “chat\.nothing” in fr"):
        messages("fr").say("chat.nothing")


# before, French, English
TYPESET = [
    ("Est-ce vrai ?", "Est-ce vrai\u202f?", "Est-ce vrai ?"),
    ("ceci : « cela »", "ceci\u00a0: «\u00a0cela\u00a0»", "ceci : «\u00a0cela\u00a0»"),
    ("résolution 62/27, par. 5", "résolution\u00a062/27, par.\u00a05", "résolution 62/27, par. 5"),
    (
        "resolution 62/27, paras. 5 and 6",
        "resolution 62/27, paras. 5 and 6",
        "resolution\u00a062/27, paras.\u00a05 and 6",
    ),
]


@pytest.mark.parametrize(("text", "french", "english"), TYPESET)
def test_typography(text: str, french: str, english: str) -> None:
    assert messages("fr").typeset(text) == french
    assert messages("en").typeset(text) == english


@given(st.text(alphabet="ab «»;:!?.par 19", max_size=60), st.sampled_from(LANGUAGES))
def test_typography_only_turns_spaces_into_no_break_spaces(text: str, language: str) -> None:
    shown = messages(language).typeset(text)
    assert len(shown) == len(text)
    assert shown.replace("\u00a0", " ").replace("\u202f", " ") == text
