"""HTML: what a page shows, and nothing else (invented text)."""

from __future__ import annotations

import pytest

from index.errors import UnreadableSource
from index.readers.html import read
from index.readers.source import StyleKind
from tests.index.readers.files import styled


def _text(html: str) -> str:
    return read("a.html", html.encode()).text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>two</b>\n three</p><p>four</p>", "One two three\n\nfour\n\n"),
        ("one<br>two", "one\ntwo\n\n"),
        ("<p>&eacute;tats &amp; l&rsquo;ONU&nbsp;!</p>", "états & l’ONU\u00a0!\n\n"),
        ("<pre>a\n  b</pre>", "a\n  b\n\n"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc\n\n"),
        ("<script>alert(1)</script><style>p{}</style><nav>menu</nav><p>x</p><!-- no -->", "x\n\n"),
        ('<p hidden>no</p><p style="display: none">no</p><p aria-hidden="true">no</p>x', "x\n\n"),
        ("<title>no</title><p>x", "x\n\n"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb\n\n"),
    ],
)
def test_the_words_that_a_page_shows(html: str, text: str) -> None:
    assert _text(html) == text


@pytest.mark.parametrize(
    ("attributes", "labels"),
    [
        ("", ["1. ", "2. "]),
        ('start="7"', ["7. ", "8. "]),
        ('type="a"', ["a) ", "b) "]),
        ('type="i"', ["i) ", "ii) "]),
        ('type="I"', ["I. ", "II. "]),
        ('style="list-style-type: lower-roman"', ["i) ", "ii) "]),
        ('style="list-style: none"', ["", ""]),
        ("reversed", ["2. ", "1. "]),
    ],
)
def test_list_numbers_are_text(attributes: str, labels: list[str]) -> None:
    html = f"<ol {attributes}><li>x</li><li>x</li></ol>"
    assert _text(html) == "".join(f"{label}x\n\n" for label in labels)


def test_lists_inside_lists_and_values_of_items() -> None:
    html = '<ol><li>Requests:<ol type="a"><li>to do</li></ol></li><li value="9">Decides</li><li>ends</li></ol>'
    assert _text(html) == "1. Requests:\n\na) to do\n\n9. Decides\n\n10. ends\n\n"


def test_italics_superscripts_and_headings_are_marked() -> None:
    words = "<em>Requests</em> it<sup>12</sup> on the 4<sup>th</sup> <i>day</i><sup><a href='#n'>[3]</a></sup>"
    html = f"<h2>Annex</h2><p>{words}</p>"
    source = read("a.html", html.encode())
    assert styled(source, StyleKind.ITALIC) == ["Requests", "day"]
    assert styled(source, StyleKind.SUPERSCRIPT) == ["12", "[3]"]
    assert styled(source, StyleKind.HEADING) == ["Annex"]


def test_footnotes_that_say_so_are_marked_and_numbered() -> None:
    note = '<li id="fn1">See A/99/1. <a role="doc-backlink">back</a></li>'
    source = read("a.html", f'<p>x<sup>1</sup></p><section role="doc-endnotes"><ol>{note}</ol></section>'.encode())
    assert styled(source, StyleKind.FOOTNOTE_BODY) == ["1 See A/99/1."]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>é</p>".encode(), "é"),
        (b'<meta charset="iso-8859-1"><p>\xe9</p>', "é"),
        ("<p>l’é</p>".encode("cp1252"), "l’é"),
        ("<p>é</p>".encode("utf-16"), "é"),
        (b'<?xml version="1.0" encoding="utf-8"?><html><body><p>x</p></body></html>', "x"),
    ],
)
def test_the_encoding_is_found(data: bytes, text: str) -> None:
    assert read("a.html", data).text.strip() == text


def test_nothing_outside_is_read() -> None:
    html = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>a&x;b</p><iframe src="file:///etc/passwd"></iframe>'
    assert "root:" not in read("a.html", html).text


def test_a_page_nested_without_end_is_read_or_refused() -> None:
    html = b"<div>" * 50_000 + b"x"
    try:
        read("deep.html", html)
    except UnreadableSource as refused:
        assert "deep.html" in refused.message  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize("data", [b"", b"  ", b"<script>x</script>"])
def test_a_page_that_shows_nothing_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match=r"empty|shows no text|cannot be read"):
        read("a.html", data)
