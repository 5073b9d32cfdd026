"""The report of `alinea check` as one HTML page: no script, nothing loaded, every word of a document escaped."""

from __future__ import annotations

from html import escape

from assistant.brief_words import say
from assistant.check_words import Figures, counts, label
from index.report import FileReport

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --bad: #b3261e; --some: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --bad: #ffb4ab; --some: #ffc46b; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 0 2rem }
.bad { color: var(--bad) } .some { color: var(--some) } .path { overflow-wrap: anywhere; font-size: .85em; opacity: .8 }
ul { margin: .2rem 0; padding-left: 1.2rem }
"""


def page(reports: list[FileReport], shown: Figures, lang: str) -> str:
    """The whole report, self-contained."""
    title = escape(say("check", lang, "title"))
    blocks = [
        ("in_all", shown.summary),
        ("paragraphs", shown.paragraphs),
        ("warnings", shown.warnings),
        ("characters", shown.characters),
    ]
    tables = "".join(f"<section><h2>{_say(key, lang)}</h2>{_rows(rows, lang)}</section>" for key, rows in blocks)
    pairs = "".join(f"<li>{escape(line)}</li>" for line in shown.pairs)
    failed = "".join(f"<li class=bad>{escape(report.error)}</li>" for report in reports if report.error)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1><p>{_say('intro', lang)}</p>"
        f'<div class="grid">{tables}</div>'
        f"<h2>{_say('failed', lang)}</h2>{_list(failed, lang)}"
        f"<h2>{_say('pairs', lang)}</h2>{_list(pairs, lang)}"
        f"<h2>{_say('by_document', lang)}</h2>{_documents(reports, lang)}</main></body></html>\n"
    )


def _say(key: str, lang: str) -> str:
    return escape(say("check", lang, key))


def _rows(rows: list[tuple[str, str]], lang: str) -> str:
    cells = "".join(f'<tr><td>{escape(name)}</td><td class="n">{escape(value)}</td></tr>' for name, value in rows)
    return f"<table>{cells}</table>" if cells else f"<p>{_say('none', lang)}</p>"


def _list(items: str, lang: str) -> str:
    return f"<ul>{items}</ul>" if items else f"<p>{_say('none', lang)}</p>"


def _documents(reports: list[FileReport], lang: str) -> str:
    heads = (_say("document", lang), _say("counts_help", lang), _say("header_found", lang), _say("warnings", lang))
    head = "".join(f"<th scope=col>{words}</th>" for words in heads)
    rows = "".join(_document(report, lang) for report in reports)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _document(report: FileReport, lang: str) -> str:
    path = f'<div class="path">{escape(report.path)}</div>'
    if report.error or not report.resolutions:
        what = escape(report.error or say("check", lang, "no_resolution"))
        return f'<tr><td>{path}</td><td colspan="3" class="bad">{what}</td></tr>'
    rows = []
    for resolution in report.resolutions:
        found = _say("found" if resolution.header_found else "missing", lang)
        doubts = "".join(
            f"<li>{escape(label('warning', code, lang))} ×{count}</li>" for code, count in resolution.warnings.items()
        )
        risk = (
            ""
            if report.ocr_risk == "none"
            else f'<li class="some">OCR: {escape(label("risk", report.ocr_risk, lang))}</li>'
        )
        rows.append(
            f"<tr><td><strong>{escape(resolution.symbol)}</strong> ({escape(resolution.language)})"
            f"<div>{escape(resolution.title)}</div>{path}</td>"
            f'<td class="n">{escape(counts(resolution, lang))}</td><td>{found}</td>'
            f"<td><ul>{risk}{doubts}</ul></td></tr>"
        )
    return "".join(rows)
