"""The parts of a .docx package, opened with care, and the styles that runs and paragraphs inherit."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from index.errors import UnreadableSource
from index.readers.limits import MAX_EXPANDED_BYTES, MAX_EXPANSION, megabytes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()
_OLE = b"\xd0\xcf\x11\xe0"
# What zipfile raises on packages with wrong bytes in them; RuntimeError also for a password.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, OverflowError, RuntimeError, NotImplementedError),
)
_MOST_PARTS = 5000
_DEEPEST_STYLE = 20
"""Styles that one may be based on in a chain; Word allows 11."""


class Parts:
    """The XML parts of a package. Raises UnreadableSource for what is no package, damaged, or unpacks beyond bounds."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        self._left = MAX_EXPANDED_BYTES
        if data[:4] == _OLE:
            raise UnreadableSource(
                f"{path}: the Word file is encrypted or in the old .doc format.",
                hint="Save it as .docx without a password.",
            )
        try:
            self._package = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise UnreadableSource(f"{path}: the Word file is damaged ({error}).", hint="Save it again.") from error
        if len(self._package.infolist()) > _MOST_PARTS:
            raise UnreadableSource(f"{path}: the Word file has more than {_MOST_PARTS} parts.")

    def tree(self, name: str) -> Any | None:
        """The root element of a part, None when the package has none of this name."""
        from lxml import etree

        if name not in self._package.namelist():
            return None
        data = self._unpack(name).replace(_STRICT, _TRANSITIONAL)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableSource(f"{self._path}: {name} is damaged ({error.msg}).", hint="Save it again.") from error
        if root.getroottree().docinfo.doctype:
            # No Word file has one; what declares entities is made to overflow or to read other files.
            raise UnreadableSource(f"{self._path}: {name} declares a document type, which Word files never do.")
        return root

    def _unpack(self, name: str) -> bytes:
        """The bytes of a part, counted while they unpack: the sizes that the package states are not trusted."""
        packed = self._package.getinfo(name)
        bound = min(self._left, 2**20 + MAX_EXPANSION * packed.compress_size)
        try:
            with self._package.open(packed) as part:
                data = part.read(bound + 1)
        except _DAMAGE as error:
            raise UnreadableSource(f"{self._path}: {name} is damaged ({error}).", hint="Save it again.") from error
        if len(data) > bound:
            raise UnreadableSource(f"{self._path}: {name} unpacks to more than {megabytes(bound)}, beyond the limit.")
        self._left -= len(data)
        return data


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph takes from its style: italics, being a heading, and its (list, level) of numbering."""

    italic: bool = False
    heading: bool = False
    numbering: tuple[str, int] | None = None


class WordStyles:
    """The styles of a document, with what they inherit."""

    def __init__(self, tree: Any | None) -> None:
        self._styles = {s.get(W + "styleId", ""): s for s in tree.iter(W + "style")} if tree is not None else {}
        self._default = next((id for id, s in self._styles.items() if _is_default_paragraph(s)), "")
        self._paragraphs: dict[str, ParagraphStyle] = {}

    def of_paragraph(self, paragraph: Any) -> ParagraphStyle:
        """What the style of a paragraph says."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        name = named.get(W + "val", "") if named is not None else self._default
        if name not in self._paragraphs:
            chain = self._chain(name)
            self._paragraphs[name] = ParagraphStyle(
                italic=self._says(chain, f"{W}rPr/{W}i"),
                heading=any(s.find(f"{W}pPr/{W}outlineLvl") is not None for s in chain),
                numbering=next((n for s in chain if (n := numbering_of(s.find(W + "pPr")))), None),
            )
        return self._paragraphs[name]

    def is_italic(self, run: Any, inherited: bool) -> bool:
        """Whether a run is italic: by itself, by its character style, or by its paragraph's."""
        properties = run.find(W + "rPr")
        if properties is None:
            return inherited
        if (own := properties.find(W + "i")) is not None:
            return is_on(own)
        named = properties.find(W + "rStyle")
        return inherited or (named is not None and self._says(self._chain(named.get(W + "val", "")), f"{W}rPr/{W}i"))

    def _chain(self, name: str) -> list[Any]:
        """A style and those it is based on, nearest first."""
        chain: list[Any] = []
        while (style := self._styles.get(name)) is not None and len(chain) < _DEEPEST_STYLE:
            chain.append(style)
            based = style.find(W + "basedOn")
            name = based.get(W + "val", "") if based is not None else ""
        return chain

    def _says(self, chain: list[Any], path: str) -> bool:
        found = next((e for style in chain if (e := style.find(path)) is not None), None)
        return is_on(found)


def numbering_of(properties: Any | None) -> tuple[str, int] | None:
    """The (list, level) that paragraph properties name, None when they name none; list "0" takes numbering away."""
    numbered = properties.find(W + "numPr") if properties is not None else None
    if numbered is None:
        return None
    list_id, level = numbered.find(W + "numId"), numbered.find(W + "ilvl")
    number = level.get(W + "val", "0") if level is not None else "0"
    return (list_id.get(W + "val", "") if list_id is not None else "", int(number) if number.isdecimal() else 0)


def is_on(element: Any | None, attribute: str = "val", *, missing: bool = True) -> bool:
    """Whether a switch of WordprocessingML is on; without the attribute it is, unless `missing` says otherwise."""
    if element is None:
        return False
    value = element.get(W + attribute)
    return missing if value is None else value not in ("0", "false", "off", "none")


def _is_default_paragraph(style: Any) -> bool:
    return style.get(W + "type") == "paragraph" and is_on(style, "default", missing=False)
