"""HTML: the words that a page shows, with its italics, superscripts, headings, list numbers and footnotes.

Guarantees: nothing is fetched or run, no entity beyond HTML's own characters is resolved; scripts, styles, navigation
and hidden parts are left out; the text of the rest is in the order of the file.
"""

from __future__ import annotations

import re
from typing import Any

from index.errors import UnreadableSource
from index.readers.doubts import doubts
from index.readers.labels import label_of
from index.readers.source import SourceText, StyleKind
from index.readers.writer import TextWriter

# Elements of which nothing is shown, or nothing that belongs to the text.
_DROPPED = frozenset(
    (
        *(
            "script",
            "style",
            "head",
            "title",
            "noscript",
            "template",
            "nav",
            "iframe",
            "object",
            "embed",
            "svg",
            "math",
        ),
        *("canvas", "audio", "video", "form", "select", "textarea", "button", "input", "datalist", "dialog", "map"),
    )
)
_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "aside", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "table", "tr", "thead", "tbody", "tfoot", "caption"),
        *("figure", "figcaption", "address", "hr", "body", "html", "center", "fieldset", "details", "summary"),
    )
)
_ITALIC = frozenset(("i", "em", "cite", "var", "dfn"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MARK = re.compile(r"[\s\[(]*(\d{1,3}|[*†‡])[\])\s]*")
# CSS list styles and the `type` of <ol> → how a number is written.
_LIST_STYLES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
}


def read(path: str, data: bytes) -> SourceText:
    """The text of an HTML file. Raises UnreadableSource when it is empty or no HTML."""
    from lxml import etree
    from lxml import html as lxml_html

    text = _XML_DECLARATION.sub("", _decode(path, data))
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(text.replace("\0", ""), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableSource(f"{path}: the HTML cannot be read ({error}).") from error
    writer = TextWriter(path)
    _Walk(writer).run(root)
    if not writer.end:
        raise UnreadableSource(f"{path}: the HTML page shows no text.")
    writer.warnings += doubts("".join(writer.pieces))
    return writer.source(data, "html")


def _decode(path: str, data: bytes) -> str:
    if not data.strip():
        raise UnreadableSource(f"{path}: the file is empty.")
    declared = _CHARSET.search(data[:4096])
    names = [declared[1].decode("ascii")] if declared else []
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        names = ["utf-16"]
    for name in ("utf-8-sig" if n.lower() in ("utf-8", "utf8") else n for n in [*names, "utf-8-sig", "cp1252"]):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


class _Walk:
    """Goes through the elements without recursion: the depth of a page is not ours to bound."""

    def __init__(self, writer: TextWriter) -> None:
        self._writer = writer
        self._lists: list[tuple[str, int, int]] = []  # style, next number, step
        self._preformatted = 0

    def run(self, root: Any) -> None:
        """Write the words of `root` and all that is in it."""
        ends: list[tuple[Any, int, list[StyleKind]]] = []
        todo: list[tuple[bool, Any]] = [(False, root)]
        while todo:
            done, element = todo.pop()
            if done:
                _, start, kinds = ends.pop()
                self._close(element, start, kinds)
                self._text(element.tail)
                continue
            if not isinstance(element.tag, str) or element.tag in _DROPPED or _is_hidden(element):
                self._text(element.tail)
                continue
            ends.append((element, *self._open(element)))
            self._text(element.text)
            todo.append((True, element))
            todo += [(False, child) for child in reversed(element)]

    def _open(self, element: Any) -> tuple[int, list[StyleKind]]:
        tag, writer = element.tag, self._writer
        if tag == "br":
            writer.add("\n")
        if tag in _BLOCKS:
            writer.break_line(1 if tag in ("tr", "ul", "ol") else 2)
        if tag in ("td", "th") and not writer.at_line_start:
            writer.add("\t")
        self._preformatted += tag == "pre"
        start = writer.end
        if tag == "ol":
            self._lists.append(_list_style(element))
        elif tag == "ul":
            self._lists.append(("none", 1, 1))
        elif tag == "li":
            writer.break_line(2)
            start = writer.end
            self._label(element)
        return start, _styles(element)

    def _close(self, element: Any, start: int, kinds: list[StyleKind]) -> None:
        tag, writer = element.tag, self._writer
        for kind in kinds:
            writer.mark(kind, start)
        self._preformatted -= tag == "pre"
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        if tag in _BLOCKS or tag == "li":
            writer.break_line(1 if tag in ("tr", "ul", "ol") else 2)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if not self._preformatted:
            text = _SPACE.sub(" ", text)
            if self._writer.after_blank:
                text = text.lstrip(" ")
        self._writer.add(text)

    def _label(self, item: Any) -> None:
        if not self._lists:
            return
        style, number, step = self._lists[-1]
        if (value := item.get("value", "")).lstrip("-").isdecimal():
            number = int(value)
        self._lists[-1] = (style, number + step, step)
        if style == "none":
            return
        label = label_of(style, number)
        if _is_note(item):
            self._writer.add_styled(label, StyleKind.SUPERSCRIPT)
            self._writer.add(" ")
        else:
            self._writer.add(label + (". " if style in ("decimal", "upperRoman", "upperLetter") else ") "))


def _list_style(element: Any) -> tuple[str, int, int]:
    css = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", element.get("style", ""))
    style = _LIST_STYLES.get(css[1] if css else element.get("type", "1"), "decimal")
    start = element.get("start", "1")
    first = int(start) if start.lstrip("-").isdecimal() else 1
    if element.get("reversed") is not None:
        return style, first if "start" in element.attrib else len(element.findall("li")), -1
    return style, first, 1


def _styles(element: Any) -> list[StyleKind]:
    tag, css = element.tag, element.get("style", "").replace(" ", "").lower()
    kinds = []
    if tag in _ITALIC or "font-style:italic" in css or "font-style:oblique" in css:
        kinds.append(StyleKind.ITALIC)
    if (tag == "sup" or "vertical-align:super" in css) and _MARK.fullmatch("".join(element.itertext())):
        kinds.append(StyleKind.SUPERSCRIPT)
    if tag in _HEADINGS:
        kinds.append(StyleKind.HEADING)
    if _is_note(element):
        kinds.append(StyleKind.FOOTNOTE_BODY)
    return kinds


def _is_note(element: Any) -> bool:
    """Whether an element is the body of a footnote: it says so by its role, or stands in a section that does."""
    role = element.get("role", "")
    if role in ("doc-footnote", "doc-endnote"):
        return True
    above = element.getparent()
    section = above.getparent() if above is not None else None
    return element.tag == "li" and any(e is not None and e.get("role") == "doc-endnotes" for e in (above, section))


def _is_hidden(element: Any) -> bool:
    css = element.get("style", "").replace(" ", "").lower()
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or "display:none" in css or "visibility:hidden" in css or element.get("role") == "doc-backlink"
