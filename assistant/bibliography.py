"""Resolutions as bibliographic records: RIS, BibTeX, CSL-JSON, for reference managers.

One record a resolution. All three carry the organ as author, the symbol as number, the date of adoption, the language
and the paragraphs cited, as a note.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.brief import Brief
from assistant.brief_items import cited_ids
from assistant.brief_words import say
from assistant.citations import short_form
from assistant.reference_words import LANGUAGES, organ
from index.resolution import Resolution
from index.symbols import Locator, Symbol

# What LaTeX takes for markup. Braces must balance in BibTeX, even escaped ones: they go by name.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Record:
    """What a reference manager keeps of a resolution."""

    symbol: Symbol
    language: str
    title: str
    adopted: dt.date | None
    note: str = ""

    @property
    def key(self) -> str:
        """A citation key: `A_RES_62_27`."""
        return re.sub(r"[^A-Za-z0-9]+", "_", str(self.symbol)).strip("_")


def record_of(resolution: Resolution) -> Record:
    """The record of one resolution."""
    return Record(resolution.symbol, resolution.language, resolution.title, resolution.adopted)


def records_of(brief: Brief) -> list[Record]:
    """The records of the resolutions that a brief cites, in symbol order, with the places cited as a note."""
    places: dict[str, list[Locator]] = {}
    for item in brief.items:
        for cited_id in cited_ids(item):
            places.setdefault(cited_id.partition("#")[0], []).append(Locator.parse(cited_id))
    records = []
    for symbol in {cited.symbol for cited in brief.sources}:
        own = brief.source(symbol, brief.language)
        locators = [place for place in places.get(symbol, []) if place.steps]
        note = short_form(locators, brief.language) if locators else ""
        if own:
            records.append(Record(Symbol.parse(symbol), own.language, own.title, own.adopted, note))
    return sorted(records, key=lambda record: record.symbol)


def ris(records: Sequence[Record]) -> str:
    """The records as RIS, type GOVDOC."""
    return "\n".join(_ris(record) for record in records)


def bibtex(records: Sequence[Record]) -> str:
    """The records as BibTeX, type techreport; UTF-8, LaTeX's own characters escaped."""
    return "\n".join(_bibtex(record) for record in records)


def csl_json(records: Sequence[Record]) -> str:
    """The records as CSL-JSON, type report."""
    return json.dumps([_csl(record) for record in records], ensure_ascii=False, indent=2) + "\n"


def _ris(record: Record) -> str:
    fields = [
        ("TY", "GOVDOC"),
        ("ID", record.key),
        ("AU", _author(record)),
        ("TI", record.title),
        ("SN", str(record.symbol)),
        ("M3", _say(record, "genre")),
        ("PB", _say(record, "publisher")),
        ("PY", str(record.adopted.year) if record.adopted else ""),
        ("DA", record.adopted.strftime("%Y/%m/%d") if record.adopted else ""),
        ("LA", record.language),
        ("UR", _address(record)),
        ("N1", record.note),
    ]
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - ", ""])


def _bibtex(record: Record) -> str:
    fields = {
        "author": "{" + _latex(_author(record)) + "}",
        "title": "{" + _latex(record.title) + "}",
        "institution": _latex(_say(record, "publisher")),
        "type": _latex(_say(record, "genre")),
        "number": _latex(str(record.symbol)),
        "year": str(record.adopted.year) if record.adopted else "",
        "month": _MONTHS[record.adopted.month - 1] if record.adopted else "",
        "day": str(record.adopted.day) if record.adopted else "",
        "language": record.language,
        "url": _address(record),
        "note": _latex(record.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@techreport{{{record.key},", *lines, "}", ""])


def _csl(record: Record) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": record.key,
        "type": "report",
        "author": [{"literal": _author(record)}],
        "title": _one_line(record.title),
        "genre": _say(record, "genre"),
        "number": str(record.symbol),
        "publisher": _say(record, "publisher"),
        "language": record.language,
        "URL": _address(record),
    }
    if record.adopted:
        data["issued"] = {"date-parts": [[record.adopted.year, record.adopted.month, record.adopted.day]]}
    return data | ({"note": record.note} if record.note else {})


def _author(record: Record) -> str:
    """The organ below the organization; the organization alone where the organ's name is not known."""
    by = organ(record.symbol.body, _words_language(record))
    return _say(record, "author", organ=by.name) if by else _say(record, "publisher")


def _address(record: Record) -> str:
    return _say(record, "address", symbol=str(record.symbol))


def _say(record: Record, key: str, **holes: object) -> str:
    return say("bibliography", _words_language(record), key, **holes)


def _words_language(record: Record) -> str:
    return record.language if record.language in LANGUAGES else "en"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in _one_line(text))


def _one_line(text: str) -> str:
    printable = "".join(char if char.isprintable() or char == "\u00a0" else " " for char in text)
    return " ".join(printable.split(" ")).strip()
