"""Documents added from the interface: what is refused, and why a file was left out, in the reader's language."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from index.build import BuildReport, Failure
from index.errors import UnreadableSource
from index.readers import read_source
from ui.building import Build
from ui.components import adding
from ui.i18n import messages
from ui.state import begin

FR = messages("fr")
MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def _tab(monkeypatch: pytest.MonkeyPatch) -> None:
    values: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", values)
    begin("fr", "anne")


# sizes in bytes, bytes free, the message
UPLOADS = [
    ([MEGABYTE] * 100, 10**12, ""),
    ([], 0, ""),
    ([1] * 101, 10**12, FR.say("add.too_many", files=100)),  # too many files
    ([40 * MEGABYTE] * 6, 10**12, FR.say("add.too_much", megabytes=200)),  # each of them allowed, not together
    ([MEGABYTE], 2 * MEGABYTE, FR.say("add.disk_full")),  # no room for them and their index
]


@pytest.mark.parametrize(("sizes", "free", "said"), UPLOADS)
def test_uploads_have_limits(sizes: list[int], free: int, said: str) -> None:
    assert adding._refused(sizes, free) == said


# name, content, what the report says of it
FILES = [
    ("vide.txt", b"", "empty"),
    ("abîmé.pdf", b"%PDF-1.7 rien", "damaged"),
    ("faux.docx", b"pas un zip", "damaged"),
    ("image.png", b"x", "kind"),
    ("binaire.txt", b"\x00\x01\x02" * 50, "kind"),
]


@pytest.mark.parametrize(("name", "content", "slug"), FILES)
def test_why_a_file_was_left_out(tmp_path: Path, name: str, content: bytes, slug: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableSource) as caught:
        read_source(tmp_path / name)
    report = BuildReport(failed=[Failure(str(tmp_path / name), str(caught.value))])
    shown = html.unescape(adding.report_html(Build(report=report)))
    assert f"<b>{name}</b><br>{FR.say(f'unread.{slug}')}" in shown
    assert str(tmp_path) not in shown


def test_a_reason_without_words_of_ours_is_told_as_it_is() -> None:
    report = BuildReport(failed=[Failure("a.txt", "a.txt: <b>Something</b> new.")])
    shown = adding.report_html(Build(report=report))
    assert '<span lang="en">&lt;b&gt;Something&lt;/b&gt; new.</span>' in shown
