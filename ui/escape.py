"""The one place where text becomes markup. Everything from documents, models, file names and people passes here.

`text` is for HTML shown by `st.html`; `label` for the labels of Streamlit's widgets, which read Markdown.
"""

from __future__ import annotations

import html
import re

# Characters that no HTML document may hold; a page shows the replacement character instead.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
_JOINER = "\u2060"
# What Streamlit's Markdown rewrites even when its characters are escaped: emoji codes, arrows, addresses.
_CODES = re.compile(r"(?<=:)(?=[\w+/-]+:)")
_ARROWS = re.compile(r"<->|<-|->|--|>=|<=|~=")
_ADDRESSES = re.compile(r"\b(https?|ftp|mailto)(?=:)|\bwww(?=\.)", re.IGNORECASE)
_MAILS = re.compile(r"(?<=\w)@(?=\w)")


def text(words: str) -> str:
    """Any text as inert HTML, also good between double quotes of an attribute."""
    return html.escape(_FORBIDDEN.sub("\ufffd", words), quote=True)


def label(words: str, limit: int = 80) -> str:
    """Any text as an inert widget label of at most `limit` characters. For display only: it adds invisible joiners
    where Streamlit would make links, arrows or emoji of the words."""
    words = " ".join(_FORBIDDEN.sub("\ufffd", words).split())
    words = words if len(words) <= limit else words[: limit - 1].rstrip() + "…"
    words = _CODES.sub(_JOINER, words)
    words = _ARROWS.sub(lambda m: _JOINER.join(m[0]), words)
    words = _ADDRESSES.sub(lambda m: m[0] + _JOINER, words)
    words = _MAILS.sub(_JOINER + "@", words)
    return _PUNCTUATION.sub(r"\\\1", words)
