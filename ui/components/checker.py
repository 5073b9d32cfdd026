"""The checker: a draft pasted or uploaded, judged, shown with its marks, given back with comments."""

from __future__ import annotations

import streamlit as st

from assistant.citation_check.annotate import annotated
from assistant.citation_check.drafts import read_draft, text_draft
from assistant.citation_check.judging import check_draft
from assistant.errors import DraftError
from assistant.export.formats import FORMATS, file_name
from ui import briefing, escape
from ui.components.checked import report_html
from ui.resources import rooms
from ui.state import state
from ui.words import catalogue, t

_LONGEST = 200_000
_MEGABYTES = 20


def checker() -> None:
    """The section of the brief's view."""
    st.html(f'<p class="hint">{escape.text(t("checker.lead"))}</p>')
    with st.form("checker", border=False):
        text = st.text_area(t("checker.paste"), key="checker_text", height=180, max_chars=_LONGEST)
        file = st.file_uploader(
            t("checker.upload"), ["docx", "pdf", "html", "txt", "md"], key="checker_file", max_upload_size=_MEGABYTES
        )
        asked = st.form_submit_button(t("checker.check"), type="primary")
    own = briefing.room()
    if asked and (file or text.strip()):
        try:
            draft = read_draft(file.getvalue(), file.name) if file else text_draft(text, t("checker.pasted"))
            own.report = check_draft(draft, rooms().library, state().lang)
        except DraftError as error:
            own.report = None
            st.html(f'<p class="notice" role="alert">{escape.text(str(error))}</p>')
    if own.report:
        report, language = own.report, state().lang
        st.download_button(
            t("checker.annotated"),
            lambda: annotated(report, language),
            f"{file_name(report.draft.name.rpartition('.')[0] or report.draft.name)}-verif.docx",
            FORMATS["word"].media_type,
            key="checker_annotated",
            on_click="ignore",
            icon=":material/download:",
        )
        st.html(report_html(report, catalogue()))
