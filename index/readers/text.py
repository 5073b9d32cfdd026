"""Plain text: decoded, never rewritten; `*italics*` and `^e` marked as what they are.

Guarantees: the text is what the bytes decode to, line ends included, without a byte order mark; every style lies
inside the text; an asterisk or caret that may be text (a footnote mark, a power) is left alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from index.errors import UnreadableSource
from index.readers.doubts import doubts
from index.readers.limits import MAX_CHARACTERS
from index.readers.source import SourceText, Style, StyleKind
from index.resolution import Span, Warning

# `*Réaffirme*`, `*a*)`, `**Titre**`: opens before a letter or opening mark, closes after a non-blank, crosses at most
# one line break at a time. Not: `titre*` … `* Nouveau tirage`, `3 * 4`, `***`, the bar code `*0763371*`.
_STARRED = re.compile(
    r"""(?<![\w*\\])(?P<open>\*{1,3})(?=[^\W\d_]|[«“"(\[‘])
    (?P<inside>(?:[^*\n]|\n(?![ \t]*\n)){0,400}?[^\s*])(?P=open)(?![\w*])""",
    re.VERBOSE,
)
# `61^e`, `1^er`, `n^o`, `5^th`: the caret is markup. `mot^12`: the caret is markup, the digits a mark. Not `10^6`.
_ORDINAL = re.compile(r"(?<=[\w.])\^(?P<braces>\{)?(?:er|re|e|ème|de|nd|os?|st|rd|th)(?(braces)\})(?![^\W\d_])")
_MARK = re.compile(r"(?<=[^\W\d_]|[.,;:)»”’\"\]])\^(?P<braces>\{)?(?P<mark>\d{1,3}|[*†‡])(?(braces)\})(?!\w)")


def read(path: str, data: bytes) -> SourceText:
    """The text of a `.txt` or `.md` file. Raises UnreadableSource for binary data and empty files."""
    text, warnings = _decode(path, data)
    if not text.strip():
        raise UnreadableSource(f"{path}: the file is empty.")
    return source_of_text(path, text, sha256=hashlib.sha256(data).hexdigest(), warnings=warnings)


def source_of_text(
    path: str, text: str, *, sha256: str = "", format: str = "text", warnings: tuple[Warning, ...] = ()
) -> SourceText:
    """A SourceText over a string: its markup found, its pages divided at form feeds. Raises nothing but on size."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableSource(
            f"{path}: the text has {len(text)} characters, more than the limit of {MAX_CHARACTERS}.",
            hint="Divide it into one file a resolution.",
        )
    return SourceText(
        path=path,
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        format=format,
        text=text,
        pages=_pages(text),
        styles=tuple(sorted(_markup(text), key=lambda style: style.span)),
        warnings=(*warnings, *doubts(text)),
    )


def _decode(path: str, data: bytes) -> tuple[str, tuple[Warning, ...]]:
    """The text and how sure we are of it: UTF-8, UTF-16 where a mark says so, else Windows-1252 with a warning."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _strictly(path, data, "utf-16"), ()
    if data[:5] == b"%PDF-" or data[:4] == b"PK\x03\x04" or b"\0" in data:
        raise UnreadableSource(
            f"{path}: this is not a text file.", hint="Give the file the suffix of its real format (.pdf, .docx)."
        )
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        message = f"The bytes are not UTF-8 (first at byte {error.start}); read as Windows-1252."
    # The five bytes that Windows-1252 leaves undefined become the control characters of the same number.
    text = "".join(
        data[i : i + 2**16].decode("cp1252", "surrogateescape") for i in range(0, len(data), 2**16)
    ).translate({0xDC00 + byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)})
    return text, (Warning("not-utf8", message),)


def _strictly(path: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{path}: the bytes are not {encoding.upper()} ({error.reason}).") from error


def _pages(text: str) -> tuple[Span, ...]:
    """The spans between form feeds, which belong to the page before; () when there is none."""
    ends = [found.end() for found in re.finditer("\f", text)]
    if not ends:
        return ()
    if ends[-1] < len(text):
        ends.append(len(text))
    return tuple(Span(start, end) for start, end in zip([0, *ends], ends, strict=False))


def _markup(text: str) -> Iterator[Style]:
    if "*" in text:
        for found in _STARRED.finditer(text):
            yield Style(StyleKind.MARKUP, Span(*found.span("open")))
            yield Style(StyleKind.ITALIC, Span(*found.span("inside")))
            yield Style(StyleKind.MARKUP, Span(found.end("inside"), found.end()))
    if "^" in text:
        for found in _ORDINAL.finditer(text):
            yield from _carets(found)
        for found in _MARK.finditer(text):
            yield from _carets(found)
            yield Style(StyleKind.SUPERSCRIPT, Span(*found.span("mark")))


def _carets(found: re.Match[str]) -> Iterator[Style]:
    wide = 2 if found["braces"] else 1
    yield Style(StyleKind.MARKUP, Span(found.start(), found.start() + wide))
    if found["braces"]:
        yield Style(StyleKind.MARKUP, Span(found.end() - 1, found.end()))
