"""Text files: decoded exactly, doubts reported, markup told from text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableSource
from index.readers import READABLE, read_source
from index.readers.source import StyleKind
from index.readers.text import source_of_text
from tests.index.readers.files import styled


def _read(folder: Path, data: bytes, name: str = "a.txt"):  # type: ignore[no-untyped-def]
    path = folder / name
    path.write_bytes(data)
    return read_source(path)


@pytest.mark.parametrize(
    ("data", "text", "warnings"),
    [
        ("Décide\r\n".encode(), "Décide\r\n", []),  # line ends stay as they are
        ("\ufeffDécide".encode(), "Décide", []),  # the mark of the encoding is no text
        ("Décide".encode("utf-16"), "Décide", []),
        ("Décide « l’État »…".encode("cp1252"), "Décide « l’État »…", ["not-utf8"]),
        (b"a\x81b\xe9", "a\x81bé", ["not-utf8"]),  # a byte that cp1252 does not define
        ("DÃ©cide lâ€™Ã‰tat".encode(), "DÃ©cide lâ€™Ã‰tat", ["mojibake"]),  # reported, not altered
        ("D\ufffdcide".encode(), "D\ufffdcide", ["lost-characters"]),
    ],
)
def test_bytes_are_decoded_and_never_altered(tmp_path: Path, data: bytes, text: str, warnings: list[str]) -> None:
    source = _read(tmp_path, data)
    assert source.text == text
    assert [w.code for w in source.warnings] == warnings


@pytest.mark.parametrize(
    ("text", "italics", "markup"),
    [
        ("1. *Réaffirme* que", ["Réaffirme"], ["*", "*"]),
        ("*a*) De faire", ["a"], ["*", "*"]),  # a sub-paragraph's letter
        ("*Recueil des\nTraités*, vol. 7", ["Recueil des\nTraités"], ["*", "*"]),  # over one line's end
        ("Titre*\n\n* Nouveau tirage.", [], []),  # a footnote mark and its note
        ("*\n\nfin *", [], []),
        ("3 * 4 * 5", [], []),
        ("*0763371*", [], []),  # the bar code on the first page
        ("* * *", [], []),
        ("61^e séance", [], ["^"]),
        ("n^o 7 et 1^er", [], ["^", "^"]),
        ("10^6 habitants", [], []),  # a power is text
    ],
)
def test_markup_is_told_from_text(text: str, italics: list[str], markup: list[str]) -> None:
    source = source_of_text("a.txt", text)
    assert source.text == text
    assert styled(source, StyleKind.ITALIC) == italics
    assert styled(source, StyleKind.MARKUP) == markup


def test_a_caret_before_digits_marks_a_footnote() -> None:
    source = source_of_text("a.txt", "les Traités^12, et")
    assert styled(source, StyleKind.SUPERSCRIPT) == ["12"]
    assert styled(source, StyleKind.MARKUP) == ["^"]


def test_form_feeds_divide_pages() -> None:
    source = source_of_text("a.txt", "un\fdeux\ftrois")
    assert [source.text[slice(*page)] for page in source.pages] == ["un\f", "deux\f", "trois"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n", "empty"),
        ("a.txt", b"%PDF-1.4", "not a text file"),
        ("a.txt", b"a\0b", "not a text file"),
        ("a.doc", b"x", ".docx first"),
        ("a.xyz", b"x", "are not read"),
        ("noending", b"x", "without suffix"),
    ],
)
def test_what_is_refused_says_why(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        _read(tmp_path, data, name)
    assert words in str(refused.value)
    assert name in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="cannot be read"):
        read_source(tmp_path / "none.txt")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(65 * 2**20)
    with pytest.raises(UnreadableSource, match=r"65\.0 MB, more than the limit"):
        read_source(path)


@given(st.binary(max_size=300), st.sampled_from(sorted(READABLE)))
def test_any_bytes_give_a_text_or_a_refusal(data: bytes, suffix: str) -> None:
    from index.readers import read_bytes

    try:
        source = read_bytes(f"a{suffix}", data)
    except UnreadableSource:
        return
    assert source.text.strip()
    assert all(0 <= s.span.start < s.span.end <= len(source.text) for s in source.styles)
