"""The line that names a resolution: « 62/27. Promotion du … », « 2074 (XX). Question … », « Résolution 554 (1984) »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePath

from index.errors import SymbolError
from index.parsing.words import Organ, Words
from index.symbols import Symbol

# `62/27. Titre`, `S-22/1`, `15/9 Titre`, `2013/14. Titre`, `75/290.`, `50/221 B. Titre`; not `62/225, 63/227`, `2/7`
_SLASHED = re.compile(
    r"(?P<number>(?:e?s-)?\d{1,4}\s?/\s?\d{1,4}(?:\s?(?P<letter>[a-z])(?=[.*]|\s*$))?)\s*(?:\*+\s*)?(?P<stop>[.:]|(?=\s)|$)\s*"
)
# `2074 (XX). Titre`, `448 ( V).`, `217 A (III).`, `137 (Ill.`, `2414 (XXID).`, `3201 (S-VI).`; not `1514 (XV) du`
_BRACKETED = re.compile(
    r"(?P<number>\d{1,4}(?:\s?[a-z](?=\s?\())?)\s?[({\[]\s?(?P<session>(?:e?s\s?-\s?)?[ivxlcdmuj1.\s]{1,9}?)\s?(?:[)}\]l]\s?(?P<stop>[.,:]|$)|\.(?=\s))\s*"
)
# `Résolution 554 (1984)`, `Résolution 2341 (2017) du 13 février 2017`, `554 (1984)`
_BY_YEAR = re.compile(r"(?P<number>\d{1,4})(?:\s?[({]|\s9)\s?(?P<year>(?:19|20)\d\d)\s?[)}]\s*(?P<stop>[.:,]?)\s*")
# The same, too blurred to be read: `2612 (X,'tIV). Ecole`, `176 UI). Teaching`; the number alone is sure
_DAMAGED = re.compile(
    r"(?P<number>\d{1,4})\s?[({\[]?\s?(?P<session>[^()\d\s][^()]{0,9})[)\]]\s?(?P<stop>\.)\s+(?=[^\W\d_])"
)
_BY_SESSION = re.compile(r"(?P<number>\d{1,4})\s?\((?P<session>[ivxl]+)\)\s*(?P<stop>[.:,]?)\s*")
_ROMAN = re.compile(r"(?:e?s-)?(?=[ivxl])(?:x{1,3}|xl|l?x{0,4})(?:ix|iv|v?i{0,4})")
_FIRST_WORD = re.compile(r"(?P<word>[^\W\d_]{8,12})\s+\d")
_SERIES_OF_ORGAN = ("UNEP/EA", "HSP/HA")


@dataclass(frozen=True, slots=True)
class TitleLine:
    """What a title line says: the symbol (without series where none is printed), and where the title's text begins."""

    symbol: str
    form: str
    end: int


def title_line(folded: str, text: str, language: Words, *, lowered: bool = False) -> TitleLine | None:
    """What `text` names if it is a title line, else None. `folded` is the same text folded.

    `lowered`: the words behind the number may go on in lower case (the second line of a title printed first).
    """
    word = language.resolution.match(folded)
    at = word.end() if word else _damaged_word(folded, language)
    prefixed = at > 0
    at += len(folded[at:]) - len(folded[at:].lstrip(" .:*"))
    rest = folded[at:]
    if found := _BY_YEAR.match(rest):
        if prefixed or found["stop"]:
            return TitleLine(f"{found['number']}({found['year']})", "year", at + found.end())
        return None
    if found := _SLASHED.match(rest):
        tail = text[at + found.end() :]
        if tail and not (found["stop"] or prefixed or lowered) and not tail[:1].isupper():
            return None
        return TitleLine(found["number"].replace(" ", "").upper(), "slashed", at + found.end())
    if prefixed and (found := _BY_SESSION.match(rest)):
        return TitleLine(f"{found['number']}({found['session'].upper()})", "bracketed", at + found.end())
    if (found := _BRACKETED.match(rest)) and not prefixed:
        session = re.sub(r"\s|\.", "", found["session"]).replace("1", "i").replace("l", "i").replace("j", "i")
        form = "bracketed" if _ROMAN.fullmatch(session) else "damaged"
        return TitleLine(f"{found['number'].replace(' ', '').upper()}({session.upper()})", form, at + found.end())
    if (found := _DAMAGED.match(rest)) and not prefixed and len(text) < 400:
        return TitleLine(found["number"], "damaged", at + found.end())
    return None


def _damaged_word(folded: str, language: Words) -> int:
    """The end of a first word that is nearly « résolution » and stands before a number (`Resolulion 699`), or 0."""
    found = _FIRST_WORD.match(folded)
    if found is None:
        return 0
    word = language.resolution_words[0]
    return found.end("word") if SequenceMatcher(None, found["word"], word, autojunk=False).ratio() >= 0.8 else 0


def symbol_of(line: TitleLine, organ: Organ | None, letter: str = "") -> Symbol | None:
    """The full symbol of a title line under an organ, or None when the line spells none (a damaged session)."""
    series = organ.series if organ else ""
    number = line.symbol
    if line.form == "slashed" and series in _SERIES_OF_ORGAN:
        session, _, within = number.partition("/")
        text = f"{series}.{session}/RES.{within}"
    elif line.form == "damaged":
        return None
    elif line.form == "year":
        text = f"S/RES/{number}"
    elif line.form == "slashed" and re.match(r"(19|20)\d\d/", number):
        text = f"E/RES/{number}{letter}"
    else:
        text = f"{series or 'A/RES'}/{number}{letter}"
    try:
        return Symbol.parse(text)
    except SymbolError:
        return None


def symbol_of_file_name(path: str) -> Symbol | None:
    """The symbol that a file name spells (`A_RES_62_27.fr.txt`), as a hint only; None when it spells none."""
    stem = PurePath(path).name
    stem = re.sub(r"\.(?:txt|pdf|docx?|html?|md)$", "", stem, flags=re.IGNORECASE)
    stem = re.sub(r"[.\-_](?:fr|en|es|ru|ar|zh)$", "", stem, flags=re.IGNORECASE)
    spellings = [stem.replace("_", "/")]
    if found := re.fullmatch(r"(.+)_([^_]+)", stem):
        spellings.insert(0, f"{found[1].replace('_', '/')}({found[2]})")
    best: Symbol | None = None
    for spelling in spellings:
        try:
            symbol = Symbol.parse(re.sub(r"/\(", "(", spelling))
        except SymbolError:
            continue
        if best is None and "/RES" in str(symbol) and _is_bracket_sound(symbol, spelling):
            best = symbol
    return best


def _is_bracket_sound(symbol: Symbol, spelling: str) -> bool:
    """A bracket made from an underscore must hold a session, a year or a revision, not a plain number."""
    if "(" not in spelling:
        return True
    inner = spelling[spelling.index("(") + 1 : -1].upper()
    return bool(re.fullmatch(r"(?:19|20)\d\d|(?:E?S-)?[IVXLCDM]+|REV\.?\d+", inner)) and not (
        symbol.prefix == "E/RES" and symbol.session.isdigit()
    )
