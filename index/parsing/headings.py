"""Headings: annexes, articles, roman and lettered sections, and the plain titles between paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.errors import SymbolError
from index.parsing.blocks import Block
from index.parsing.labels import number_label, sub_label
from index.parsing.words import Words
from index.symbols import roman_to_int

# `III`, `IV.`; not `I. Invite les gouvernements …;`
_ROMAN_ALONE = re.compile(r"(?P<n>[IVXL]{1,6})\s?[.)]?\s?(?:\d{1,2})?")
# `II. Bilan de l'application`, `I. Introduction`
_ROMAN_TITLE = re.compile(r"(?P<n>[IVXL]{1,6})\s?[.\-–:]+\s+(?P<title>[^\W\d_a-z].*)")
# `II Bilan de l'application`, behind section I
_ROMAN_SPACED = re.compile(r"(?P<n>[IVXL]{1,6})\s+[^\W\d_a-z].*")
_LETTER_ALONE = re.compile(r"(?P<n>[A-H])\s?[.*]?")
_LETTER_TITLE = re.compile(r"(?P<n>[A-Z])\s?\.\s+(?P<title>[^\W\d_a-z].*)")
_RUNS_ON = re.compile(r"\d{1,3}\s[^\W\d_A-ZÀ-ÖØ-Þ]")
# What a scan makes of a roman number, folded: `ji`, `ll[`, `xxx1v`
_BLURRED_ROMAN = re.compile(r"[ivxlj\d\[\]|!]{1,7}")
_LIKE_ONE = re.compile(r"[jl1\[\]|!]")
_MAX_TITLE = 220
_MAX_GAP = 12
_ENDS = (".", ";", ",", ":")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its kind, its value (`3`, `A`), its level (0 annex, 1 roman, 2 letter or article, 3 plain).

    `bare` tells that the title stands in the next block. An article whose number a scan damaged has the value as
    printed, folded: `article_after` reads it.
    """

    kind: str
    value: str
    level: int
    bare: bool


def heading_of(block: Block, following: Block | None, language: Words) -> Heading | None:
    """The heading with a word or number of its own that a block is, or None."""
    text, folded = block.text, block.folded
    if len(text) > _MAX_TITLE or text[:1].islower():
        return None
    if (found := language.annex.match(folded)) and _is_alone(text, found.end()):
        return Heading("annex", (found["number"] or "").upper(), 0, True)
    if (found := language.appendix.match(folded)) and _is_alone(text, found.end()) and len(text) < 60:
        return Heading("appendix", "", 0, True)
    if (found := language.article.match(folded)) and _is_article(text, found.end()):
        return Heading("article", _article_number(found["number"]), 2, found.end() >= len(text.rstrip(" .:*")))
    if (found := language.article_alone.fullmatch(folded)) and _BLURRED_ROMAN.fullmatch(found["number"]):
        return Heading("article", found["number"], 2, True)
    if (found := language.division.match(folded)) and not text.rstrip().endswith(_ENDS) and len(text) < 120:
        return Heading("division", "", 2, found.end() >= len(text.rstrip(" .:*")) - 1)
    return _numbered_heading(text, following)


def section_after(last: str, block: Block, following: Block | None) -> Heading | None:
    """The heading of the section behind section `last` that a block is, without a mark between its roman number and its
    title; or None. The title goes on in a `following` block that begins in the middle of a sentence."""
    found = _ROMAN_SPACED.fullmatch(block.text)
    if not found or following is None or len(block.text) > _MAX_TITLE or block.text.endswith(_ENDS):
        return None
    if not last.isdecimal() or roman_to_int(found["n"]) != int(last) + 1:
        return None
    return Heading("roman", str(int(last) + 1), 1, following.text[:1].islower() and not following.text.endswith(_ENDS))


def _numbered_heading(text: str, following: Block | None) -> Heading | None:
    if found := _ROMAN_ALONE.fullmatch(text):
        return Heading("roman", str(roman_to_int(found["n"])), 1, True)
    if found := _LETTER_ALONE.fullmatch(text):
        return Heading("letter", found["n"], 2, True)
    if text.rstrip("0123456789 ").endswith(_ENDS) and not (text.endswith(".") and text.count(" ") < 2):
        return None
    if following is None:
        return None
    if (found := _ROMAN_TITLE.fullmatch(text)) and len(found["title"]) < 180:
        return Heading("roman", str(roman_to_int(found["n"])), 1, False)
    if (found := _LETTER_TITLE.fullmatch(text)) and len(found["title"]) < 210:
        return Heading("letter", found["n"], 2, False)
    return None


def _is_alone(text: str, end: int) -> bool:
    """Whether nothing but a title follows the word: no sentence."""
    rest = text[end:].strip(" .*:–-0123456789")
    return (
        not rest
        or (rest[:1].isupper() and not text.rstrip().endswith(_ENDS))
        or (len(text) < 90 and text[-1] not in ".;,:" and text[end : end + 1] in " .:")
    )


def _is_article(text: str, end: int) -> bool:
    rest = text[end:].strip(" .*:–-")
    return not rest or (rest[:1].isupper() and len(rest) < 120 and not text.rstrip().endswith((".", ";", ",")))


def _article_number(printed: str) -> str:
    if printed.isdecimal():
        return printed
    try:
        return str(roman_to_int(printed))
    except SymbolError:
        return "1"


def article_after(last: int, damaged: str) -> int:
    """The number of the article behind article `last` whose roman number a scan damaged: what it can be read as where
    that is higher (`xxx1v`), else the next."""
    try:
        read = roman_to_int(_LIKE_ONE.sub("i", damaged))
    except SymbolError:
        return last + 1
    return read if last < read <= last + _MAX_GAP else last + 1


def looks_like_heading(block: Block, following: Block | None, language: Words) -> bool:
    """Whether a block without label is a plain title: short, no end of sentence, something below it."""
    text = block.text.strip()
    if language.chapeau.match(block.folded):
        return False
    bare = text.rstrip("0123456789 ¹²³⁴⁵⁶⁷⁸⁹*")
    if not 2 < len(bare) <= _MAX_TITLE or bare.endswith((*_ENDS, "?", "!")) or following is None:
        return False
    if (
        not (text[0].isupper() or text[0] in '«“"(' or text[0].isdigit())
        or (language.preambular.match(block.folded) and len(text) > 60 and not _is_counting(following))
        or _RUNS_ON.match(following.text)
    ):
        return False
    return (following.text[:1] not in ",;." and not following.text[:1].islower()) or bool(
        number_label(following.text, -1) or sub_label(following.text)
    )


def _is_counting(block: Block) -> bool:
    """Whether a block goes on counting: what stands before it is no preambular paragraph."""
    number = number_label(block.text, -1)
    return number[0] > 1 if number else sub_label(block.text) is not None
