"""The report of `alinea check` in words: rows for the terminal, and for the page that a librarian opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.brief_words import say, table
from index.report import FileReport, Pair, ResolutionReport, Totals


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a report shows, as (label, value) rows in one language."""

    summary: list[tuple[str, str]]
    paragraphs: list[tuple[str, str]]
    warnings: list[tuple[str, str]]
    characters: list[tuple[str, str]]
    pairs: list[str]


def figures(totals: Totals, pairs: list[Pair], seconds: float, lang: str) -> Figures:
    """The totals in words."""
    agree = say("check", lang, "pairs_agree", agree=sum(p.agree for p in pairs), all=len(pairs))
    risk = ", ".join(f"{label('risk', name, lang)} {count}" for name, count in totals.ocr_risk.items() if count)
    languages = ", ".join(f"{code} {count}" for code, count in sorted(totals.languages.items()))
    summary = [
        ("files", str(totals.files)),
        ("failed", str(totals.failed)),
        ("resolutions", f"{totals.resolutions} ({languages})" if languages else "0"),
        ("header_found", _of(totals.headers_found, totals.resolutions, lang)),
        ("neighbours_cut", str(totals.neighbours_cut)),
        ("numbering_gaps", str(totals.numbering_gaps)),
        ("references", str(totals.references)),
        ("ocr_risk", risk or "–"),
        ("pairs", agree),
        ("seconds", say("check", lang, "seconds_value", seconds=_decimal(f"{seconds:.1f}", lang))),
    ]
    kept = [(say("check", lang, "kept"), _share(totals.kept, totals.characters, lang))]
    dropped = [
        (say("check", lang, "dropped", reason=label("reason", reason, lang)), _share(count, totals.characters, lang))
        for reason, count in totals.dropped.most_common()
    ]
    return Figures(
        summary=[(say("check", lang, key), value) for key, value in summary],
        paragraphs=[(label("kind", kind, lang), str(count)) for kind, count in totals.paragraphs.items()],
        warnings=[(_warning(code, lang), str(count)) for code, count in totals.warnings.most_common()],
        characters=kept + dropped,
        pairs=[difference(pair, lang) for pair in pairs if not pair.agree],
    )


def as_text(reports: list[FileReport], shown: Figures, lang: str) -> str:
    """The report for a terminal: a line or two a document, then the totals."""
    lines = [line for report in reports for line in document_lines(report, lang)]
    for key, rows in (
        ("in_all", shown.summary),
        ("paragraphs", shown.paragraphs),
        ("warnings", shown.warnings),
        ("characters", shown.characters),
    ):
        width = max((len(name) for name, _ in rows), default=0)
        lines += ["", say("check", lang, key), *(f"  {name:{width}}  {value}" for name, value in rows)]
    if shown.pairs:
        lines += ["", say("check", lang, "pairs"), *(f"  {difference}" for difference in shown.pairs)]
    return "\n".join(lines)


def document_lines(report: FileReport, lang: str) -> list[str]:
    """What the terminal says of one file: a line a resolution, its doubts below."""
    if report.error:
        return [say("check", lang, "line", path=report.path, what=say("check", lang, "error", error=report.error))]
    if not report.resolutions:
        return [say("check", lang, "line", path=report.path, what=say("check", lang, "no_resolution"))]
    lines = []
    for resolution in report.resolutions:
        parts = [
            f"{resolution.symbol} ({resolution.language})",
            counts(resolution, lang),
            _share(report.kept, report.characters, lang) + " " + say("check", lang, "kept"),
        ]
        if report.ocr_risk != "none":
            parts.append(f"OCR {label('risk', report.ocr_risk, lang)}")
        lines.append(say("check", lang, "line", path=report.path, what=" · ".join(parts)))
        lines += [f"    {_warning(code, lang)} ×{count}" for code, count in resolution.warnings.items()]
    return lines


def counts(resolution: ResolutionReport, lang: str) -> str:
    """`21 + 17 (4) + 0`: preambular, operative (sub-paragraphs), annex."""
    p = resolution.paragraphs
    numbers = {"preambular": p["preambular"], "operative": p["operative"], "annex": p["annex"]}
    return say("check", lang, "counts", sub=p.get("sub-paragraph", 0), **numbers)


def difference(pair: Pair, lang: str) -> str:
    """What differs between the two texts of a resolution."""
    preambular = ", ".join(f"{code} {count}" for code, count in sorted(pair.preambular.items()))
    only = [
        say(
            "check",
            lang,
            "only_in",
            language=code,
            numbers=", ".join(numbers[:12]) + (" …" if len(numbers) > 12 else ""),
        )
        for code, numbers in sorted(pair.only_in.items())
    ]
    return say("check", lang, "pair_differs", symbol=pair.symbol, preambular=preambular, only=", ".join(only) or "–")


def label(group: str, name: str, lang: str) -> str:
    """The words for a code; the code itself where the tables have none."""
    words: Mapping[str, str] = table("check", lang)
    return words.get(f"{group}.{name}", name)


def _warning(code: str, lang: str) -> str:
    words = label("warning", code, lang)
    return words if words == code else f"{words} ({code})"


def _share(part: int, whole: int, lang: str) -> str:
    shown = f"{100 * part / whole:.2f}" if whole else "0.00"
    return say("check", lang, "share", share=_decimal(shown, lang))


def _decimal(number: str, lang: str) -> str:
    return number.replace(".", say("check", lang, "decimal"))


def _of(part: int, whole: int, lang: str) -> str:
    return f"{part}/{whole} ({_share(part, whole, lang)})"
