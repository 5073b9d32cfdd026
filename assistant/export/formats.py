"""The formats a brief leaves in, by name, and what each makes of it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.bibliography import Record, bibtex, csl_json, records_of, ris
from assistant.brief import Brief
from assistant.brief_check import Finding, check_brief
from assistant.brief_store import brief_to_json
from assistant.errors import BriefError
from assistant.export.html import html
from assistant.export.laying_out import lay_out
from assistant.export.layout import Layout
from assistant.export.markdown import markdown
from assistant.export.pdf import pdf
from assistant.export.text import text
from assistant.ports import Library


@dataclass(frozen=True, slots=True)
class Exported:
    """A brief as a file: its bytes, media type, a file name, and what its verification found (None: not verified)."""

    content: bytes
    media_type: str
    file_name: str
    findings: tuple[Finding, ...] | None


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the end of its file names, its media type, and how it is made."""

    suffix: str
    media_type: str
    make: Callable[[Brief, Sequence[Finding] | None], bytes]


def export(brief: Brief, name: str, library: Library | None) -> Exported:
    """The brief in a format of `FORMATS`, verified against the library if one is given. Raises BriefError."""
    if name not in FORMATS:
        raise BriefError(f"“{name}” is not a format for briefs.", hint=f"Formats: {', '.join(FORMATS)}.")
    form = FORMATS[name]
    findings = check_brief(brief, library) if library else None
    return Exported(form.make(brief, findings), form.media_type, file_name(brief.title) + form.suffix, findings)


def file_name(title: str) -> str:
    """A title as a file name that every system takes: letters, digits and hyphens, at most 60."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60].rstrip("-") or "brief"


def _word(layout: Layout) -> bytes:
    from assistant.export.word import word  # python-docx takes 0.1 s to import

    return word(layout)


def _laid_out(make: Callable[[Layout], str | bytes]) -> Callable[[Brief, Sequence[Finding] | None], bytes]:
    def made(brief: Brief, findings: Sequence[Finding] | None) -> bytes:
        content = make(lay_out(brief, findings))
        return content.encode() if isinstance(content, str) else content

    return made


def _records(make: Callable[[Sequence[Record]], str]) -> Callable[[Brief, Sequence[Finding] | None], bytes]:
    return lambda brief, findings: make(records_of(brief)).encode()


def _json(brief: Brief, findings: Sequence[Finding] | None) -> bytes:
    return (json.dumps(brief_to_json(brief), ensure_ascii=False, indent=1) + "\n").encode()


FORMATS = {
    "word": Format(
        ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _laid_out(_word)
    ),
    "markdown": Format(".md", "text/markdown", _laid_out(markdown)),
    "html": Format(".html", "text/html", _laid_out(html)),
    "text": Format(".txt", "text/plain", _laid_out(text)),
    "pdf": Format(".pdf", "application/pdf", _laid_out(pdf)),
    "ris": Format(".ris", "application/x-research-info-systems", lambda brief, _: ris(records_of(brief)).encode()),
    "bibtex": Format(".bib", "application/x-bibtex", lambda brief, _: bibtex(records_of(brief)).encode()),
    "csl": Format(
        ".csl.json", "application/vnd.citationstyles.csl+json", lambda b, _: csl_json(records_of(b)).encode()
    ),
    "json": Format(".json", "application/json", _json),
}
