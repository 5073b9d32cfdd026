"""What a parse found and doubted, counted: per file, per resolution, in total, and between two languages."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from index.errors import UnreadableSource
from index.jsonform import resolution_to_json
from index.parser import parse
from index.readers import read_source
from index.resolution import Kind, Resolution, Span

# Signs that a text was scanned badly, each a place where print has none: a digit, capital or odd mark inside a word,
# a broken word, a lost character.
_SCAN_DAMAGE = re.compile(
    r"[^\W\d_]\d[^\W\d_]{2}|[a-zà-ÿ]{2}[A-ZÀ-Þ][a-zà-ÿ]|[^\W\d_][\\<>{}|~^¢£§›»][^\W\d_]|[^\W\d_][›\u00ad]\s|\ufffd"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_RISKS = ((1.5, "none"), (8.0, "some"), (float("inf"), "high"))
"""Signs of damage in a thousand words, up to which the risk is so called."""
_KINDS = (Kind.PREAMBULAR.value, Kind.OPERATIVE.value, "sub-paragraph", Kind.ANNEX.value, Kind.HEADING.value)
# Reasons that another resolution of the file overrules.
_OTHERS = ("neighbour", "another resolution")
_GAPS = frozenset(("numbering-gap", "number-out-of-sequence", "duplicate-number"))
_NO_HEADER = frozenset(("title-missing", "symbol-from-file-name"))


@dataclass(frozen=True, slots=True)
class ResolutionReport:
    """One resolution: its paragraphs by kind (sub-paragraphs of the operative part apart), its warnings by code.

    `header_found` says that the symbol and title were read from the text itself; `operative` lists the numbers of the
    operative part, sub-paragraphs too, as id paths.
    """

    symbol: str
    language: str
    title: str
    header_found: bool
    paragraphs: dict[str, int]
    operative: tuple[str, ...]
    numbering_gaps: int
    neighbours_cut: int
    references: int
    warnings: dict[str, int]


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file. `characters` are those that are not white space; `kept` of them stand in a paragraph, footnote or
    field of some resolution, `dropped` counts the others by reason. `error` says why it could not be read."""

    path: str
    format: str = ""
    pages: int = 0
    characters: int = 0
    kept: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    ocr_risk: str = "none"
    ocr_signs: float = 0.0
    resolutions: tuple[ResolutionReport, ...] = ()
    warnings: dict[str, int] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """The French and English texts of one resolution: whether they have the same paragraphs, and what differs."""

    symbol: str
    paths: dict[str, str]
    preambular: dict[str, int]
    agree: bool
    only_in: dict[str, tuple[str, ...]]


def check_file(path: str, with_json: bool = False) -> tuple[FileReport, list[str]]:
    """The report of a file, and its resolutions as JSON lines if wanted. A file that cannot be read gives an error."""
    try:
        source = read_source(Path(path))
    except UnreadableSource as error:
        return FileReport(path, error=str(error)), []
    parsed = parse(source)
    warnings = Counter(w.code for r in parsed.resolutions for w in r.warnings)
    warnings.update(w.code for w in parsed.warnings)
    messages = [f"{r.symbol}: {w.message}" for r in parsed.resolutions for w in r.warnings]
    characters = _printed(source.text, [Span(0, len(source.text))])
    dropped = _dropped(source.text, parsed.resolutions, parsed.dropped)
    signs = 1000 * len(_SCAN_DAMAGE.findall(source.text)) / max(1, len(_WORD.findall(source.text)))
    report = FileReport(
        path=path,
        format=source.format,
        pages=len(source.pages),
        characters=characters,
        kept=characters - sum(dropped.values()),
        dropped=dropped,
        ocr_risk=next(name for bound, name in _RISKS if signs < bound),
        ocr_signs=round(signs, 1),
        resolutions=tuple(map(_resolution_report, parsed.resolutions)),
        warnings=dict(warnings),
        messages=tuple(dict.fromkeys([*messages, *(w.message for w in parsed.warnings)])),
    )
    lines = [json.dumps(resolution_to_json(r), ensure_ascii=False) for r in parsed.resolutions] if with_json else []
    return report, lines


def _resolution_report(resolution: Resolution) -> ResolutionReport:
    kinds = dict.fromkeys(_KINDS, 0)
    operative = []
    for paragraph in resolution.paragraphs:
        below = paragraph.kind is Kind.OPERATIVE and paragraph.level > 0
        kinds["sub-paragraph" if below else str(paragraph.kind)] += 1
        if paragraph.kind is Kind.OPERATIVE:
            operative.append(".".join(paragraph.locator.steps))
    codes = Counter(w.code for w in resolution.warnings)
    return ResolutionReport(
        symbol=str(resolution.symbol),
        language=resolution.language,
        title=resolution.title,
        header_found=bool(resolution.title) and not codes.keys() & _NO_HEADER,
        paragraphs=kinds,
        operative=tuple(operative),
        numbering_gaps=sum(codes[code] for code in _GAPS),
        neighbours_cut=codes["neighbour-cut"],
        references=sum(len(p.references) for p in resolution.paragraphs),
        warnings=dict(codes),
    )


def _printed(text: str, spans: Iterable[Span]) -> int:
    """Characters of the spans that are not white space."""
    return sum(len("".join(text[start:end].split())) for start, end in spans)


def _dropped(text: str, resolutions: Iterable[Resolution], whole: Iterable[Any]) -> dict[str, int]:
    """Characters that no resolution of the file keeps, by the reason the first resolution gives.

    A resolution drops the others of its file as neighbours: those characters are kept, by the others.
    """
    kept_all: set[tuple[int, int]] | None = None
    reasons: dict[tuple[int, int], str] = {}
    for resolution in resolutions:
        spans = {(d.span.start, d.span.end): d.reason for d in resolution.dropped}
        kept_all = set(spans) if kept_all is None else _overlap(kept_all, set(spans))
        for span, reason in spans.items():
            reasons.setdefault(span, reason)
    counted: Counter[str] = Counter()
    for start, end in kept_all or ():
        inside = [reason for (a, b), reason in reasons.items() if a <= start and end <= b]
        reason = min(inside, key=lambda reason: reason in _OTHERS, default=_OTHERS[0])
        counted[reason] += _printed(text, [Span(start, end)])
    for dropped in whole:
        counted[dropped.reason] += _printed(text, [dropped.span])
    return dict(counted)


def _overlap(one: set[tuple[int, int]], other: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """What two sets of disjoint ranges have in common."""
    common = set()
    left, right = sorted(one), sorted(other)
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if start < end:
            common.add((start, end))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return common


def pairs_of(reports: Iterable[FileReport]) -> list[Pair]:
    """The resolutions that are there in two languages, and whether their paragraphs are the same; by symbol."""
    texts: defaultdict[str, dict[str, tuple[str, ResolutionReport]]] = defaultdict(dict)
    for report in reports:
        for resolution in report.resolutions:
            texts[resolution.symbol].setdefault(resolution.language, (report.path, resolution))
    return [_pair(symbol, texts[symbol]) for symbol in sorted(texts) if len(texts[symbol]) > 1]


def _pair(symbol: str, texts: dict[str, tuple[str, ResolutionReport]]) -> Pair:
    preambular = {language: resolution.paragraphs["preambular"] for language, (_, resolution) in texts.items()}
    numbers = {language: resolution.operative for language, (_, resolution) in texts.items()}
    common = set.intersection(*map(set, numbers.values()))
    only = {language: tuple(n for n in own if n not in common) for language, own in numbers.items()}
    return Pair(
        symbol=symbol,
        paths={language: path for language, (path, _) in texts.items()},
        preambular=preambular,
        agree=len(set(preambular.values())) == 1 and len(set(numbers.values())) == 1,
        only_in={language: own for language, own in only.items() if own},
    )


@dataclass(slots=True)
class Totals:
    """The sums over all files."""

    files: int = 0
    failed: int = 0
    resolutions: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    paragraphs: Counter[str] = field(default_factory=Counter)
    references: int = 0
    warnings: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    numbering_gaps: int = 0
    headers_found: int = 0
    neighbours_cut: int = 0
    ocr_risk: Counter[str] = field(default_factory=Counter)

    def add(self, report: FileReport) -> None:
        """Count one file."""
        self.files += 1
        self.failed += report.error is not None
        self.warnings.update(report.warnings)
        self.characters += report.characters
        self.kept += report.kept
        self.dropped.update(report.dropped)
        self.ocr_risk[report.ocr_risk] += report.error is None
        for resolution in report.resolutions:
            self.resolutions += 1
            self.languages[resolution.language] += 1
            self.paragraphs.update(resolution.paragraphs)
            self.references += resolution.references
            self.numbering_gaps += resolution.numbering_gaps
            self.headers_found += resolution.header_found
            self.neighbours_cut += resolution.neighbours_cut


def report_to_json(reports: list[FileReport], totals: Totals, pairs: list[Pair], seconds: float) -> dict[str, Any]:
    """The JSON document of `alinea check --json`."""
    return {
        "files": [asdict(report) for report in reports],
        # Not asdict: it would make Counters of the pairs of a Counter.
        "totals": {f.name: _plain(getattr(totals, f.name)) for f in fields(totals)},
        "pairs": [asdict(pair) for pair in pairs],
        "seconds": round(seconds, 2),
    }


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Counter) else value
