"""Documents added from the interface: files of the user's, or a folder on the server, with progress and a report."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant.serving import is_loopback
from index.build import BuildReport
from ui import escape
from ui.building import Build, keep
from ui.resources import rooms
from ui.words import catalogue, t

MOST_FILES = 100
MOST_MEGABYTES = 50
TYPES = ["txt", "md", "pdf", "docx", "html", "htm"]
_LOOK_EVERY = 0.5


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
    hint = t("add.upload_hint", megabytes=MOST_MEGABYTES, files=MOST_FILES)
    files = st.file_uploader(
        t("add.upload"), TYPES, accept_multiple_files=True, key="upload", max_upload_size=MOST_MEGABYTES
    )
    _say(hint)
    if len(files) > MOST_FILES:
        _say(t("add.too_many", files=MOST_FILES))
    elif files and st.button(t("add.start"), key="add_files", type="primary"):
        home = rooms().settings.home
        rooms().builds.start([keep(home, file.name, file.getvalue()) for file in files])
        st.rerun()


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
    rows = "".join(f"<li>{escape.text(f'{Path(f.path).name} : {f.reason}')}</li>" for f in report.failed)
    return f"<ul>{rows}</ul>" if rows else ""


def _say(text: str) -> None:
    st.html(f'<p class="hint" role="status">{escape.text(text)}</p>')
