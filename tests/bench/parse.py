"""The figures of the parser on the measuring material: `python -m tests.bench.parse [--list] [FIGURE …]`.

Reads `$ALINEA_SHARED/corpus` or `../shared/corpus`. `--list` names the texts behind each figure that is not perfect.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from index.errors import SymbolError
from index.parser import parse, parse_structure
from index.parsing.accounting import accounted
from index.readers import read_source
from index.readers.source import SourceText
from index.readers.text import read
from index.resolution import Kind, Paragraph, Resolution
from index.symbols import Symbol

# What must not stand inside a paragraph: furniture of the page, or the body of a footnote.
FORBIDDEN = {
    "job number": re.compile(r"\b\d{2}-\d{5}\*? ?\([EF]\)|\bGE\.\d\d-\d{4,6}|\*\d{7}\*"),
    "page number": re.compile(r"(?:^|\s)\d{1,2}/\d{1,2}\s+\d{2}-\d{5}|\bPage \d{1,3}\s*$"),
    "footnote rule": re.compile(r"_{5,}|(?:\\_){4,}"),
    "footnote body": re.compile(
        r"(?:^|[.;,:] )\d{1,3} {1,2}(?:Ibid\.|Voir (?:A/|résol|Doc)|See (?:A/|resol|Off)|Nations Unies, Recueil|"
        r"United Nations, Treaty)"
    ),
    "distribution": re.compile(r"\bDistr\. ?(?:g[ée]n[ée]rale|GÉNÉRALE|: General|GENERALE)"),
    "symbol beside its page": re.compile(r"A/RES/\d+/\d+\s+(?:Page )?\d+/\d+"),
}
_TARGET = re.compile(r"\d{1,2}\.(?:\d{1,2}|[a-z])")
CLOSING = (".", ";", ",", ":", "?", "!", "»", "”", '"', ")", "]", "…", "-", "–", "’")


@dataclass
class Text:
    """One text of the measuring material and what was read of it."""

    entry: dict[str, object]
    source: SourceText
    resolutions: tuple[Resolution, ...]

    @property
    def own(self) -> list[Resolution]:
        """The resolutions under the text's own symbol, with or without a composite's letter."""
        try:
            symbol = Symbol.parse(str(self.entry["symbol"]))
        except SymbolError:
            return []
        return [r for r in self.resolutions if (r.symbol.session, r.symbol.number) == (symbol.session, symbol.number)]

    @property
    def name(self) -> str:
        """The file's name in the material."""
        return str(self.entry["file"])


@dataclass
class Figure:
    """A count of `good` among `all`, the bound it must meet, and the cases that are not good."""

    name: str
    bound: str
    good: int = 0
    all: int = 0
    cases: list[str] = field(default_factory=list)

    def count(self, good: bool, case: str) -> None:
        """Count one case."""
        self.all += 1
        self.good += good
        if not good:
            self.cases.append(case)

    def __str__(self) -> str:
        share = 100 * self.good / self.all if self.all else 0.0
        return f"{self.name:<46} {self.good:>6} / {self.all:<6} {share:7.2f} %   ({self.bound})"


def corpus() -> Path:
    """The folder of the measuring material."""
    root = os.environ.get("ALINEA_SHARED") or Path(__file__).resolve().parents[3] / "shared"
    return Path(root) / "corpus"


@cache
def texts() -> tuple[Text, ...]:
    """Every text of the material, parsed."""
    entries = [json.loads(line) for line in (corpus() / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    return tuple(_text(entry) for entry in entries)


def _text(entry: dict[str, object]) -> Text:
    path = corpus() / str(entry["file"])
    source = read(str(path), path.read_bytes())
    return Text(entry, source, parse_structure(source).resolutions)


def shape(resolution: Resolution) -> tuple[int, tuple[str, ...]]:
    """The number of preambular paragraphs and the ids of the operative ones with their sub-paragraphs."""
    preambular = sum(p.kind is Kind.PREAMBULAR and p.level == 0 for p in resolution.paragraphs)
    return preambular, tuple(p.id.partition("#")[2] for p in resolution.paragraphs if p.kind is Kind.OPERATIVE)


def pairs() -> Figure:
    """French and English versions of one resolution have the same paragraphs."""
    figure = Figure("FR/EN pairs with the same paragraphs", "at least 33 of 34")
    by_symbol: dict[str, dict[str, Text]] = defaultdict(dict)
    for text in texts():
        if text.entry["pair"]:
            by_symbol[str(text.entry["symbol"])][str(text.entry["lang"])] = text
    for symbol, pair in sorted(by_symbol.items()):
        shapes = [shape(r) for language in ("fr", "en") for r in pair[language].own[:1]]
        same = len(shapes) == 2 and shapes[0] == shapes[1]
        figure.count(same, f"{symbol}: {_difference(shapes)}")
    return figure


def _difference(shapes: list[tuple[int, tuple[str, ...]]]) -> str:
    if len(shapes) < 2:
        return "not both read"
    (pp_a, ops_a), (pp_b, ops_b) = shapes
    french, english = sorted(set(ops_a) - set(ops_b)), sorted(set(ops_b) - set(ops_a))
    return f"pp {pp_a}/{pp_b}, only fr {french[:6]}, only en {english[:6]}"


def continuity() -> Figure:
    """In texts marked clean the operative numbers run from 1 without a gap."""
    figure = Figure("clean texts with continuous numbers", "at least 99 %")
    for text in texts():
        if text.entry["clean"]:
            for resolution in text.own or text.resolutions:
                gaps = list(_gaps(resolution))
                figure.count(not gaps, f"{text.name} {resolution.symbol}: {', '.join(gaps[:4])}")
    return figure


def _gaps(resolution: Resolution) -> Iterator[str]:
    last: dict[tuple[str, ...], int] = {}
    for paragraph in resolution.paragraphs:
        if paragraph.kind is Kind.OPERATIVE and paragraph.level == 0 and paragraph.number.isdigit():
            scope = paragraph.locator.steps[:-1]
            if int(paragraph.number) != last.get(scope, 0) + 1:
                yield paragraph.id
            last[scope] = int(paragraph.number)


def _paragraphs(clean: bool) -> Iterator[tuple[Text, Paragraph]]:
    for text in texts():
        if text.entry["clean"] or not clean:
            for resolution in text.resolutions:
                for paragraph in resolution.paragraphs:
                    if paragraph.kind is not Kind.HEADING:
                        yield text, paragraph


def endings() -> Figure:
    """In texts marked clean every paragraph ends in punctuation.

    Left out: annexes (titles, tables, forms) and the targets of a text adopted within a resolution (« 1.1 … »), which
    the United Nations print without a full stop.
    """
    figure = Figure("paragraphs of clean texts that end closed", "at least 99.5 %")
    for text, paragraph in _paragraphs(clean=True):
        if paragraph.kind is not Kind.ANNEX and not _TARGET.fullmatch(paragraph.printed_number or ""):
            figure.count(paragraph.text.endswith(CLOSING), f"{text.name} {paragraph.id} …{paragraph.text[-60:]!r}")
    return figure


def furniture() -> Figure:
    """No paragraph holds what belongs to the page."""
    figure = Figure("paragraphs free of furniture and footnotes", "all")
    for text, paragraph in _paragraphs(clean=False):
        found = next((f"{n}: {m[0]!r}" for n, p in FORBIDDEN.items() if (m := p.search(paragraph.text))), "")
        pieces = [text.source.text[slice(*span)].strip() for span in paragraph.spans]
        found = found or next((f"stray letter: {piece}" for piece in pieces if re.fullmatch("[A-Z]", piece)), "")
        figure.count(not found, f"{text.name} {paragraph.id} {found}")
    return figure


def titles(late: bool) -> Figure:
    """The text's own symbol and title are found in it, not taken from its name."""
    period = "from session 50 on" if late else "before session 50"
    figure = Figure(f"own title found, {period}", "at least 99 %" if late else "at least 90 %")
    for text in texts():
        if "/RES" not in str(text.entry["symbol"]).upper() or _is_late(text) is not late:
            continue
        own = text.own
        named = any(w.code in ("symbol-from-file-name", "title-missing") for r in own for w in r.warnings)
        council = any(r.symbol.prefix == "S/RES" for r in own)
        good = bool(own) and (not named or (council and not any(w.code.startswith("symbol") for w in own[0].warnings)))
        figure.count(good, f"{text.name}: {[str(r.symbol) for r in text.resolutions]} {[r.title[:50] for r in own]}")
    return figure


def _is_late(text: Text) -> bool:
    symbol = Symbol.parse(str(text.entry["symbol"]))
    session = symbol.session_number
    return not (symbol.bracketed and symbol.prefix == "A/RES") and (
        session is None
        or session >= 1994
        or 50 <= session < 1000
        or (symbol.prefix != "A/RES" and session < 1000)
        or symbol.special != ""
    )


def accounting() -> Figure:
    """Every character that is not white space lies in exactly one place."""
    figure = Figure("resolutions with every character accounted for", "all")
    for text in texts():
        for resolution in text.resolutions:
            faults = accounted(resolution, text.source.text)
            figure.count(not faults, f"{text.name}: {faults[:2]}")
    return figure


def pdfs() -> Figure:
    """The paragraphs of each PDF are those of the English text of the same resolution, but for spaces."""
    figure = Figure("PDFs with the paragraphs of their text", "all 40")
    by_symbol = {str(t.entry["symbol"]): t for t in texts() if t.entry["lang"] == "en"}
    for path in sorted((corpus() / "pdf").glob("*.pdf")):
        parsed = parse_structure(read_source(path))
        text = by_symbol.get(str(parsed.resolutions[0].symbol)) if parsed.resolutions else None
        if text is None:
            figure.count(False, f"{path.name}: no text to compare with")
            continue
        ours, theirs = _squeezed(parsed.resolutions[0]), _squeezed(text.resolutions[0])
        differ = [key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)]
        figure.count(not differ, f"{path.name}: {', '.join(differ[:5])}")
    return figure


def _squeezed(resolution: Resolution) -> dict[str, str]:
    return {p.id: "".join(p.text.split()) for p in resolution.paragraphs}


def speed() -> str:
    """Megabytes a second on one core, with and without what the paragraphs say."""
    sources = [text.source for text in texts()]
    size = sum(len(s.text.encode("utf-8")) for s in sources) / 1e6
    started = time.process_time()
    for source in sources:
        parse_structure(source)
    bare = time.process_time() - started
    started = time.process_time()
    for source in sources:
        parse(source)
    whole = time.process_time() - started
    speeds = f"structure {size / bare:.2f} MB/s, with annotation {size / whole:.2f} MB/s"
    return f"speed, one core: {speeds} (at least 2), {size:.1f} MB"


def warnings() -> str:
    """How often each warning was given."""
    counts: dict[str, int] = defaultdict(int)
    for text in texts():
        for resolution in text.resolutions:
            for warning in resolution.warnings:
                counts[warning.code] += 1
    return "warnings: " + ", ".join(f"{code} {n}" for code, n in sorted(counts.items(), key=lambda x: -x[1]))


FIGURES = {
    "pairs": pairs,
    "continuity": continuity,
    "endings": endings,
    "furniture": furniture,
    "late": lambda: titles(True),
    "early": lambda: titles(False),
    "accounting": accounting,
    "pdfs": pdfs,
    "speed": speed,
    "warnings": warnings,
}


def main() -> None:
    """Print the figures asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=f"one of {', '.join(FIGURES)}")
    parser.add_argument("--list", type=int, default=0, metavar="N", help="name up to N cases behind each figure")
    arguments = parser.parse_args()
    if not corpus().is_dir():
        sys.exit(f"no measuring material at {corpus()} (set ALINEA_SHARED)")
    for name in arguments.figures or FIGURES:
        figure = FIGURES[name]()
        print(figure)
        if isinstance(figure, Figure):
            for case in figure.cases[: arguments.list]:
                print("   ", case)


if __name__ == "__main__":
    main()
