"""A run as one HTML page: self-contained, no network, printable, readable by people who wrote no line of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files
from pathlib import PurePath

from assistant.evaluation.compare import Comparison
from assistant.evaluation.measures import MEASURES, full_name
from assistant.evaluation.reports.charts import bars, differences
from assistant.evaluation.reports.question import question_html
from assistant.evaluation.reports.words import Words
from assistant.evaluation.rows import Row
from assistant.evaluation.session import Outcome
from assistant.evaluation.summary import Figure

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_CARDS = ("citation_recall", "citation_precision", "citation_existence", "verbatim_rate", "true_abstention")
_BY_TYPE = ("passed", "citation_recall", "recall")


def html_report(outcome: Outcome, lang: str) -> str:
    """The page of a run, in French or English."""
    words, run = Words(lang, outcome.run.about.currency), outcome.run
    title = f"{words('title')}{words.colon}{run.name}"
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="soft">{escape(_conditions_line(outcome, words))}</p>',
        _cards(outcome, words),
        _thresholds(outcome, words),
        _charts(outcome, words),
        _comparison(outcome.comparison, words) if outcome.comparison else "",
        _measures(outcome, words),
        _filters(run.rows, words),
        f'<p class="soft">{escape(words("marks"))}</p>',
        *(question_html(row, words) for row in run.rows),
        _conditions(outcome, words),
    ]
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><title>{escape(title)}</title>'
        f"<style>{_file('style.css')}</style></head><body><main>{''.join(parts)}</main>"
        f"<script>{_file('filter.js')}</script></body></html>\n"
    )


def _conditions_line(outcome: Outcome, words: Words) -> str:
    about = outcome.run.about
    index = words("index_told", resolutions=about.resolutions, paragraphs=about.paragraphs, generation=about.generation)
    return f"{PurePath(about.set_path).name} · {about.model} · {index} · {words.when(about.started)}"


def _cards(outcome: Outcome, words: Words) -> str:
    summary = outcome.summary
    cards = [(words("passed"), f"{summary.passed} / {summary.questions}")]
    for name in _CARDS:
        if figure := summary.figures.get(name):
            cards.append((words.measure(name), words.figure(name, figure.value)))
    shown = (f'<div class="card"><strong>{escape(value)}</strong>{escape(label)}</div>' for label, value in cards)
    return f'<div class="cards">{"".join(shown)}</div>'


def _thresholds(outcome: Outcome, words: Words) -> str:
    if not outcome.missed:
        return ""
    items = "".join(
        f"<li>{escape(str(one))} ({escape(words.measure(one.threshold.name))})</li>" for one in outcome.missed
    )
    return (
        f'<div class="notice"><strong class="bad">{escape(words("thresholds_missed"))}</strong><ul>{items}</ul></div>'
    )


def _charts(outcome: Outcome, words: Words) -> str:
    drawn = []
    for measure in MEASURES:
        name = full_name(measure, outcome.run.about.k)
        if measure.name not in _BY_TYPE:
            continue
        by_type = [(kind, found[name]) for kind, found in outcome.summary.by_type.items() if name in found]
        rows = [(words.kind(kind), f.value, f"{words.share(f.value)} ({f.n})") for kind, f in by_type]
        if rows:
            drawn.append(bars(words.measure(name), rows))
    return f'<h2>{escape(words("by_type"))}</h2><div class="charts">{"".join(drawn)}</div>'


def _comparison(comparison: Comparison, words: Words) -> str:
    rows = [(words.kind(kind), value, words.points(value)) for kind, value in comparison.by_type.items()]
    listed = "".join(
        f"<p>{escape(words(name))} ({len(ids)}){words.colon}{_links(ids)}</p>"
        for name, ids in (("fixed", comparison.fixed), ("broken", comparison.broken))
    )
    remarks = "".join(f'<p class="soft">{escape(remark)}</p>' for remark in comparison.remarks)
    return (
        f"<h2>{escape(words('compared_with'))} {escape(comparison.old)}</h2>{remarks}{listed}"
        f'<div class="charts">{differences(words.measure("passed"), rows)}</div>'
    )


def _links(ids: Sequence[str]) -> str:
    return ", ".join(f'<a href="#{escape(i, quote=True)}">{escape(i)}</a>' for i in ids) or "–"


def _measures(outcome: Outcome, words: Words) -> str:
    compared = outcome.comparison is not None
    heads = ["measure", "value", "interval", "n", *(("difference", "interval", "p") if compared else ())]
    head = "".join(f'<th scope="col"{_numeric(n)}>{escape(words(name))}</th>' for n, name in enumerate(heads))
    rows = []
    for name, figure in outcome.summary.figures.items():
        cells = [words.measure(name), words.figure(name, figure.value), _interval(name, figure, words), str(figure.n)]
        cells += _difference_cells(outcome.comparison, name, words) if outcome.comparison else []
        shown = "".join(f"<td{_numeric(n)}>{escape(cell)}</td>" for n, cell in enumerate(cells))
        rows.append(f"<tr>{shown}</tr>")
    return (
        f'<h2>{escape(words("all_measures"))}</h2><div class="scroll"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _numeric(column: int) -> str:
    return ' class="number"' if column else ""


def _interval(name: str, figure: Figure, words: Words) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{words.figure(name, figure.low)} – {words.figure(name, figure.high)}"


def _difference_cells(comparison: Comparison, name: str, words: Words) -> list[str]:
    difference = comparison.differences.get(name)
    if difference is None:
        return ["", "", ""]
    interval = difference.interval
    bounds = f"{words.points(interval.low)} – {words.points(interval.high)}"
    return [words.points(interval.mean), bounds, f"{difference.p:.3f}"]


def _filters(rows: Sequence[Row], words: Words) -> str:
    kinds = {row.question.type: words.kind(row.question.type) for row in rows}
    verdicts = {"pass": words("pass"), "fail": words("fail")}
    faults = {f.code.value: words.fault(f.code.value) for row in rows for f in row.reasons}
    languages = {row.question.lang: row.question.lang for row in rows if row.question.lang}
    chosen = (("type", kinds), ("verdict", verdicts), ("why", faults), ("language", languages))
    selects = "".join(_select(name, options, words) for name, options in chosen)
    return (
        f"<h2>{escape(words('questions').capitalize())}</h2>"
        f'<form class="filters">{selects}<label>{escape(words("search"))}<input type="search" name="search"></label>'
        f'<span class="soft"><output id="shown">{len(rows)}</output> {escape(words("shown"))}</span></form>'
    )


def _select(name: str, options: Mapping[str, str], words: Words) -> str:
    shown = "".join(f'<option value="{escape(v, quote=True)}">{escape(t)}</option>' for v, t in options.items())
    return (
        f'<label>{escape(words(name))}<select name="{name}"><option value="">{escape(words("any"))}</option>'
        f"{shown}</select></label>"
    )


def _conditions(outcome: Outcome, words: Words) -> str:
    about = outcome.run.about
    rows = {
        words("set"): f"{about.set_path} ({about.set_format})",
        words("hash"): about.set_sha256,
        words("model"): about.model,
        words("started"): words.when(about.started),
        words("finished"): words.when(about.finished) if about.finished else words("unfinished"),
        words("versions"): ", ".join(f"{name} {version}" for name, version in about.versions.items()),
    }
    shown = "".join(f'<tr><th scope="row">{escape(k)}</th><td>{escape(v)}</td></tr>' for k, v in rows.items())
    return f"<h2>{escape(words('settings'))}</h2><table><tbody>{shown}</tbody></table>"


@lru_cache(maxsize=2)
def _file(name: str) -> str:
    return files("assistant.evaluation.reports").joinpath(name).read_text(encoding="utf-8")
