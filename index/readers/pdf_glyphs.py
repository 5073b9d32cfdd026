"""The characters of a PDF page with their places and fonts, as PDFium gives them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

_BREAK_HYPHEN = 0xFFFE
"""What PDFium gives for a hyphen that it takes to divide a word."""
_THICKEST_RULE = 2.5
"""Points: a path that is thicker is no line."""


@dataclass(slots=True)
class Glyph:
    """A printed character: left, right and baseline in points from the lower left corner, `size` the height of its
    font's box. `spaced` says that white space stands before it in the file."""

    char: str
    left: float
    right: float
    base: float
    size: float
    italic: bool
    bold: bool
    spaced: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line drawn on the page."""

    left: float
    right: float
    y: float


def glyphs_of(page: Any) -> tuple[list[Glyph], list[Rule]]:
    """The characters of a page in the file's order, without white space, and the horizontal lines drawn on it."""
    textpage = page.get_textpage()
    try:
        return _read_glyphs(textpage), _read_rules(page)
    finally:
        textpage.close()


def _read_glyphs(textpage: Any) -> list[Glyph]:
    import pypdfium2.raw as pdfium

    handle = textpage.raw
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    fonts: dict[int | None, tuple[bool, bool]] = {}
    glyphs: list[Glyph] = []
    spaced = False
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        if code in (0x20, 0x0D, 0x0A, 0x09) or pdfium.FPDFText_IsGenerated(handle, index) == 1:
            spaced = True
            continue
        if code == _BREAK_HYPHEN or code == 2:
            code = 0x2D
        if code < 0x20 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            continue
        key = ctypes.cast(pdfium.FPDFText_GetTextObject(handle, index), ctypes.c_void_p).value
        if key not in fonts:
            fonts[key] = _font(pdfium, handle, index)
        pdfium.FPDFText_GetLooseCharBox(handle, index, box)
        pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
        size = max(box.top - box.bottom, 0.5)
        glyphs.append(Glyph(chr(code), box.left, box.right, y.value, size, *fonts[key], spaced))
        spaced = False
    return glyphs


def _font(pdfium: Any, handle: Any, index: int) -> tuple[bool, bool]:
    """Whether the font is italic and bold, by its name: `TimesNewRomanPS-BoldItalicMT`."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(handle, index, name, 128, flags)
    lowered = name.value.decode("latin-1").lower()
    italic = "italic" in lowered or "oblique" in lowered or bool(flags.value & 0x40)
    return italic, "bold" in lowered or "black" in lowered


def _read_rules(page: Any) -> list[Rule]:
    import pypdfium2.raw as pdfium

    rules = []
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = drawn.get_bounds()
        if top - bottom <= _THICKEST_RULE and right - left >= 30:
            rules.append(Rule(left, right, (top + bottom) / 2))
    return rules
