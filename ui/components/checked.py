"""A report on a draft as HTML: its text with what was judged marked, and what is said of it."""

from __future__ import annotations

from assistant.citation_check.report import message
from assistant.citation_check.verdicts import Judgement, Report
from assistant.citations import label
from index.symbols import Locator
from ui import escape, links
from ui.components.annotate import Mark, annotated
from ui.i18n import Messages


def report_html(report: Report, words: Messages) -> str:
    """Counts, the judgements that need a look first, then the marked text."""
    return f"{_counts(report, words)}{_judgements(report, words)}{_text(report, words)}"


def _counts(report: Report, words: Messages) -> str:
    counts = {
        "sound": sum(one.sound for one in report.judgements),
        "wrong": len(report.problems),
        "unchecked": sum(one.unchecked for one in report.judgements),
    }
    said = " · ".join(words.say(f"checker.{name}", n=n) for name, n in counts.items())
    return f'<p class="report" role="status">{escape.text(said)}</p>'


def _judgements(report: Report, words: Messages) -> str:
    rows = [
        f'<li class="{_class(one)}"><a href="#judged-{n}" data-jump="judged-{n}">{escape.text(_short(one.text))}</a>'
        f"<p>{escape.text(message(one, words.language))} {_links(one, words)}</p></li>"
        for n, one in enumerate(report.judgements)
        if not one.sound
    ]
    title = escape.text(words.say("checker.to_look_at"))
    return f'<h2 class="side-title">{title}</h2><ul class="judgements">{"".join(rows)}</ul>' if rows else ""


def _links(judgement: Judgement, words: Messages) -> str:
    """Links that open the right places in the panel."""
    return " ".join(
        f'<a class="near" href="{escape.text(links.paragraph(one))}" data-ref="{escape.text(one)}">'
        f"{escape.text(label(Locator.parse(one), words.language, typeset=True))}</a>"
        for one in judgement.found
    )


def _text(report: Report, words: Messages) -> str:
    marks = [
        Mark(one.start, one.end, _opening(n, one, words), "</mark>", rank=n) for n, one in enumerate(report.judgements)
    ]
    title = escape.text(words.say("checker.text"))
    return f'<h2 class="side-title">{title}</h2><div class="draft-text">{annotated(report.draft.text, marks)}</div>'


def _opening(n: int, one: Judgement, words: Messages) -> str:
    said = escape.text(message(one, words.language))
    return f'<mark id="judged-{n}" tabindex="-1" class="{_class(one)}" title="{said}">'


def _class(judgement: Judgement) -> str:
    return "sound" if judgement.sound else "unchecked" if judgement.unchecked else "wrong"


def _short(text: str, limit: int = 90) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
