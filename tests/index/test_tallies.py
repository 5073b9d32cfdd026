"""Counts over the index: against the paragraphs themselves, and only of what is there now."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from index.build import build
from index.resolution import Warning
from tests.index.made import Shelf, WordsEmbedder, library_of, made

FIRST = made("A/RES/62/27", "Un", ["Prie", "Prie encore"], act="requests", addressees=("Secretary-General",))
SECOND = made("A/RES/63/50", "Deux", ["Décide"], act="decides", addressees=("Secretary-General", "States"))
DOUBTED = replace(made("A/RES/64/1", "Trois", ["Note"]), warnings=(Warning("a", "x"), Warning("b", "y")))


def test_verbs_addressees_and_doubts_are_counted(tmp_path: Path) -> None:
    with library_of(tmp_path / "home", Shelf(tmp_path / "files"), FIRST, SECOND, DOUBTED) as library:
        paragraphs = [p for r in (FIRST, SECOND, DOUBTED) for p in r.paragraphs]
        assert library.acts() == Counter(p.act for p in paragraphs if p.act).most_common()
        assert library.addressees() == [("Secretary-General", 3), ("States", 1)]
        assert library.addressees(limit=1) == [("Secretary-General", 3)]
        assert [(d.symbol, d.title, d.doubts) for d in library.doubted()] == [("A/RES/64/1", "Trois", 2)]


def test_what_was_replaced_counts_no_more(tmp_path: Path) -> None:
    shelf, embedder = Shelf(tmp_path / "files"), WordsEmbedder()
    with library_of(tmp_path / "home", shelf, FIRST, embedder=embedder) as library:
        shelf.put("0.txt", made("A/RES/62/27", "Un", ["Décide"], act="decides"))
        build([shelf.folder], tmp_path / "home", embedder, read=shelf.read)
        assert library.acts() == [("decides", 1)]
        assert library.addressees() == []
