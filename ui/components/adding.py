"""Documents added from the interface: files of the user's, or a folder on the server, with progress and a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from assistant.serving import is_loopback
from index.build import BuildReport
from ui import escape
from ui.building import Build, free_space, keep
from ui.resources import rooms
from ui.words import catalogue, t

MOST_FILES = 100
MOST_MEGABYTES = 50
MOST_IN_ALL = 200
"""Megabytes of one upload: it waits in the server's memory until it is kept."""
_MEGABYTE = 1_000_000
TYPES = ["txt", "md", "pdf", "docx", "html", "htm"]
_GROWTH = 3
"""Room that a document takes with its index, for each byte of it, at the most."""
_LOOK_EVERY = 0.5
_REASONS = {
    "no resolution": "nothing",
    "No resolution": "nothing",
    "no text layer": "scan",
    "encrypted": "locked",
    "old .doc": "locked",
    "damaged": "damaged",
    "is no Word document": "damaged",
    "cannot be read": "damaged",
    "holds no text": "empty",
    "shows no text": "empty",
    "is empty": "empty",
    "limit": "big",
    "are not read": "kind",
    "not a text file": "kind",
}
"""What the index's sentences about files have in them, and our word for each."""


def adding() -> None:
    """The section. Who reaches the server from elsewhere cannot add documents."""
    if not is_loopback(rooms().settings.address):
        _say(t("add.closed"))
        return
    build = rooms().builds.current
    if build and not build.finished.is_set():
        _progress()
        return
    if build:
        st.html(report_html(build))
    _upload()
    _folder()


def _upload() -> None:
    hint = t("add.upload_hint", megabytes=MOST_MEGABYTES, files=MOST_FILES, all=MOST_IN_ALL)
    files = st.file_uploader(
        t("add.upload"), TYPES, accept_multiple_files=True, key="upload", max_upload_size=MOST_MEGABYTES
    )
    _say(hint)
    home = rooms().settings.home
    if refused := _refused([file.size for file in files], free_space(home)):
        _say(refused)
    elif files and st.button(t("add.start"), key="add_files", type="primary"):
        rooms().builds.start([keep(home, file.name, file.getvalue()) for file in files])
        st.rerun()


def _refused(sizes: Sequence[int], free: int) -> str:
    """Why files of these sizes, in bytes, are not taken; "" when they are."""
    if len(sizes) > MOST_FILES:
        return t("add.too_many", files=MOST_FILES)
    if sum(sizes) > MOST_IN_ALL * _MEGABYTE:
        return t("add.too_much", megabytes=MOST_IN_ALL)
    if sizes and sum(sizes) * _GROWTH > free:
        return t("add.disk_full")
    return ""


def _folder() -> None:
    with st.form("folder", border=False):
        path = st.text_input(t("add.folder"), key="folder")
        if st.form_submit_button(t("add.folder_start")) and path.strip():
            folder = Path(path.strip()).expanduser()
            if folder.exists():
                rooms().builds.start([folder])
                st.rerun()
            _say(t("add.folder_missing", path=path))


@st.fragment(run_every=_LOOK_EVERY)
def _progress() -> None:
    """The running build, looked at again and again until it has finished."""
    build = rooms().builds.current
    if build is None or build.finished.is_set():
        st.rerun()
    else:
        event = build.event
        key = f"add.{event.stage}"
        said = t(key, done=event.done, total=event.total) if catalogue().has(key) and event.total else t("add.busy")
        st.progress(event.done / event.total if event.total else 0.0, text=said)


def report_html(build: Build) -> str:
    """What a build did, in words."""
    if build.report is None:
        said = escape.text(t("add.error", error=build.error))
        return f'<p class="notice" role="alert">{said}</p>'
    return f'<div class="report" role="status">{_counts(build.report)}{_failures(build.report)}</div>'


def _counts(report: BuildReport) -> str:
    counts = {"added": report.added, "updated": report.updated, "unchanged": report.unchanged}
    said = [t(f"add.{name}", n=n) for name, n in counts.items() if n]
    if report.failed:
        said.append(t("add.failed", n=len(report.failed)))
    return f"<p>{escape.text(', '.join(said))}. {escape.text(t('add.paragraphs', n=report.paragraphs))}</p>"


def _failures(report: BuildReport) -> str:
    rows = "".join(f"<li><b>{escape.text(Path(f.path).name)}</b><br>{_reason(f.reason)}</li>" for f in report.failed)
    return f"<ul>{rows}</ul>" if rows else ""


def _reason(reason: str) -> str:
    """Why a file was left out. The index says it in English, behind the file's path; here it is told in the reader's
    language, or as it is where we have no words for it."""
    said = re.sub(r"^\S*[/\\\\].*?: |^[^:]*\.\w{2,5}: ", "", reason)
    slug = next((slug for words, slug in _REASONS.items() if words in said), "")
    if slug:
        return escape.text(t(f"unread.{slug}"))
    return f'<span lang="en">{escape.text(said)}</span>'


def _say(text: str) -> None:
    st.html(f'<p class="hint" role="status">{escape.text(text)}</p>')
