"""Text as markup: whatever it holds, nothing of it is markup."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import escape

UI = Path(__file__).resolve().parents[2] / "ui"


class Tags(HTMLParser):
    """Collects the tags and the text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(max_size=200))
def test_text_becomes_text_and_no_tag(words: str) -> None:
    parser = Tags()
    parser.feed(f'<p title="{escape.text(words)}">{escape.text(words)}</p>')
    parser.close()
    assert parser.tags == ["p"]
    assert '"' not in escape.text(words)


def test_text_is_shown_character_for_character() -> None:
    words = "-- $x$ :smile: 7. <b>&amp;</b> \"q\" 'q' ![x](http://evil.invalid)"
    assert html.unescape(escape.text(words)) == words


def test_characters_that_no_page_may_hold_are_replaced() -> None:
    assert escape.text("a\x00b\ud800c\x0bd") == "a\ufffdb\ufffdc\ufffdd"


# what Streamlit's Markdown would make of it: an image, a link, emoji, arrows, mathematics, emphasis, a list, HTML
LABELS = [
    "![x](http://evil.invalid/a.png)",
    "[lien](http://evil.invalid)",
    "http://evil.invalid www.evil.invalid a@evil.invalid",
    ":smile: :red[rouge] :material/delete:",
    "a -> b <- c -- d",
    "$x^2$ `code` *gras* _it_ ~~non~~",
    "7. liste\n# titre",
    "<img src=x onerror=alert(1)>",
]


@pytest.mark.parametrize("words", LABELS)
def test_labels_keep_their_words_and_lose_their_powers(words: str) -> None:
    label = escape.label(words)
    assert re.sub(r"\\(.)", r"\1", label).replace("\u2060", "") == " ".join(words.split())
    assert not re.search(r"(?<!\\)[\[\]()<>*_`$~#!]", label)
    assert not re.search(r":\w+:|https?:|www\.|\w@\w|->|<-|--", label)


def test_long_labels_are_cut() -> None:
    assert escape.label("mot " * 50, 20) == "mot mot mot mot mot…"


def test_nothing_else_makes_html_of_text() -> None:
    """One module escapes: no other calls html.escape, and no view shows HTML with scripts allowed."""
    for path in sorted(UI.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert "unsafe_allow" not in source, path
        if path.name != "escape.py":
            assert "html.escape" not in source, path
            assert "import html" not in source, path
