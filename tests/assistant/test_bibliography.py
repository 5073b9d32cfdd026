"""Records re-read by the programs that read them: rispy, bibtexparser, citeproc."""

from __future__ import annotations

import datetime as dt
import json
import warnings
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy

from assistant.bibliography import Record, bibtex, csl_json, record_of, records_of, ris
from assistant.brief import new_brief
from assistant.brief_items import Note
from assistant.quoting import quote
from index.symbols import Locator, Symbol
from tests.assistant.made import MemoryLibrary

LIBRARY = MemoryLibrary()
NASTY = Record(
    Symbol.parse("50/221B"),
    "fr",
    "Sur {l'emploi} de 100 % & plus\\fin_1 #2 ~ ^ $x$ « é » \u202e\nER  - \nTY  - X @book{a, title={b}}",
    dt.date(1996, 6, 7),
)


def _records() -> list[Record]:
    brief = new_brief("T", "fr")
    for one in ("71/901#op2", "70/900#op1", "70/900#op3", "S/RES/9001(2016)#op1"):
        quotation, sources = quote(LIBRARY, Locator.parse(one), "fr")
        brief = brief.with_item(quotation, *sources)
    return records_of(brief.with_item(Note("aa", "Voir [[A/RES/70/900#pp1]] et [[pommes]].")))


def test_one_record_a_resolution_with_all_places_cited() -> None:
    records = _records()
    assert [str(r.symbol) for r in records] == ["A/RES/70/900", "A/RES/71/901", "S/RES/9001(2016)"]
    assert records[0].note == "A/RES/70/900, par. 1 et 3 et premier alinéa du préambule"
    assert [r.language for r in records] == ["fr", "fr", "en"]


def test_ris_is_read_back() -> None:
    entries = rispy.loads(ris([*_records(), NASTY]))
    assert [e["type_of_reference"] for e in entries] == ["GOVDOC"] * 4
    first = entries[0]
    assert first["title"] == "Protection des phares côtiers"
    assert first["authors"] == ["Nations Unies. Assemblée générale"]
    assert (first["year"], first["date"], first["language"]) == ("2015", "2015/12/05", "fr")
    assert first["issn"] == "A/RES/70/900"  # what rispy calls the tag of a report's number
    assert entries[2]["authors"] == ["United Nations. Security Council"]
    assert entries[3]["title"].startswith("Sur {l'emploi} de 100 %")


def test_bibtex_is_read_back() -> None:
    library = bibtexparser.parse_string(bibtex([*_records(), NASTY]))
    assert not library.failed_blocks
    assert [e.key for e in library.entries] == ["A_RES_70_900", "A_RES_71_901", "S_RES_9001_2016", "A_RES_50_221B"]
    first = library.entries_dict["A_RES_70_900"]
    assert first["title"] == "{Protection des phares côtiers}"
    assert first["author"] == "{Nations Unies. Assemblée générale}"
    assert (first["year"], first["month"], first["day"]) == ("2015", "dec", "5")
    assert r"100 \% \& plus\textbackslash{}fin\_1 \#2" in library.entries_dict["A_RES_50_221B"]["title"]


def test_csl_json_is_rendered_by_citeproc() -> None:
    with warnings.catch_warnings():  # citeproc-py speaks of fields it does not know; the result is what counts
        warnings.simplefilter("ignore")
        from citeproc import (
            STYLES_PATH,
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON

        data: Any = json.loads(csl_json([*_records(), NASTY]))
        style = CitationStylesStyle(str(next(Path(STYLES_PATH).glob("*.csl"))), validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(data), formatter.plain)
        bibliography.register(Citation([CitationItem(entry["id"]) for entry in data]))
        rendered = [str(entry) for entry in bibliography.bibliography()]
    assert len(rendered) == 4
    assert "Protection des phares côtiers" in rendered[0] + rendered[1] + rendered[2] + rendered[3]
    assert any("Nations Unies. Assemblée générale" in entry and "2015" in entry for entry in rendered)


# what is missing · record
SPARSE = [
    ("a date", record_of(LIBRARY.resolution("A/RES/73/903"))),
    ("a known organ", Record(Symbol.parse("E/CN.14/RES/116(VI)"), "fr", "T", None)),
    ("a title", record_of(LIBRARY.resolution("S/RES/9001(2016)"))),
    ("words in its language", Record(Symbol.parse("62/27"), "es", "Promoción", None)),
]


@pytest.mark.parametrize(("why", "record"), SPARSE, ids=[row[0] for row in SPARSE])
def test_what_is_not_known_is_left_out(why: str, record: Record) -> None:
    assert len(rispy.loads(ris([record]))) == 1
    assert len(bibtexparser.parse_string(bibtex([record])).entries) == 1
    (entry,) = json.loads(csl_json([record]))
    assert entry["number"] == str(record.symbol)
    assert ("issued" in entry) == (record.adopted is not None)
