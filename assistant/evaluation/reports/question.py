"""One question of a run as HTML: verdict and why, the answer, expected and found side by side, words marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from assistant.answer import Status
from assistant.evaluation.measures import Pooling, measure
from assistant.evaluation.reports.marking import Pieces, mark_quotation, mark_shared, mark_strings
from assistant.evaluation.reports.words import Words
from assistant.evaluation.rows import Place, Row


def question_html(row: Row, words: Words) -> str:
    """One question: verdict and why, the answer, expected and found side by side."""
    verdict = words("pass") if row.passed else words("fail")
    sign = '<span class="good">✓</span>' if row.passed else '<span class="bad">✗</span>'
    why = " ".join(failing.code.value for failing in row.reasons)
    return (
        f'<details class="question" id="{escape(row.question.id, quote=True)}" '
        f'data-type="{escape(row.question.type, quote=True)}" data-verdict="{"pass" if row.passed else "fail"}" '
        f'data-language="{row.question.lang}" data-why="{why}"{"" if row.passed else " open"}>'
        f'<summary>{sign} <span class="verdict">{escape(verdict)}</span> <span class="id">{escape(row.question.id)}'
        f'</span> <span class="soft">{escape(words.kind(row.question.type))}</span> {escape(row.question.q)}</summary>'
        f"{question_body(row, words)}</details>"
    )


def _code(identifier: str) -> str:
    return f"<code>{escape(identifier)}</code>"


def question_body(row: Row, words: Words, named: Callable[[str], str] = _code) -> str:
    """What is under the line of a question. `named` makes HTML of a paragraph's id, such as a link to it."""
    asked = "".join(f"<li>{escape(turn)}</li>" for turn in row.question.history)
    understood = row.standalone if row.standalone not in ("", row.question.q) else ""
    return "".join(
        (
            f"<h3>{escape(words('history'))}</h3><ol>{asked}</ol>" if asked else "",
            f'<p class="soft">{escape(words("understood"))}{words.colon}{escape(understood)}</p>' if understood else "",
            _reasons(row, words),
            _answer(row, words),
            f'<div class="sides"><div>{_expected(row, words, named)}</div><div>{_found(row, words, named)}</div></div>',
            _question_figures(row, words),
        )
    )


def _reasons(row: Row, words: Words) -> str:
    items = []
    for failing in row.reasons:
        about = " · ".join(failing.about)
        items.append(f"<li>{escape(words.fault(failing.code.value))}{words.colon if about else ''}{escape(about)}</li>")
    if row.error:
        items.append(f"<li>{escape(row.error)}</li>")
    return f'<ul class="bad">{"".join(items)}</ul>' if items else ""


def _answer(row: Row, words: Words) -> str:
    kind = words("refused") if row.status is Status.NOT_FOUND else words("answer")
    return f'<h3>{escape(kind)}</h3><div class="text">{_marked(mark_strings(row.text, row.question.contains))}</div>'


def _expected(row: Row, words: Words, named: Callable[[str], str]) -> str:
    found = {place.id: place.quote for place in row.found}
    others = [place.quote or place.text for place in row.found]
    shown = [f"<h3>{escape(words('expected'))}</h3>"]
    if row.question.abstain:
        shown.append(f"<p>{escape(words('expected_refusal'))}</p>")
    if row.question.contains:
        shown.append(
            f"<p>{escape(words('expected_words'))}{words.colon}{escape(' · '.join(row.question.contains))}</p>"
        )
    for place in row.expected:
        quoted = found.get(place.id)
        pieces = mark_quotation(place.text, quoted) if quoted else mark_shared(place.text, others)
        rank = f"{words('rank')}{words.colon}{place.rank}" if place.rank else words("not_ranked")
        told = [words("cited") if place.right else words("not_cited"), rank]
        told += [] if place.required else [words("acceptable")]
        good = place.right or not place.required
        shown.append(_place(place, pieces, told, good, words, named(place.id)))
    return "".join(shown)


def _found(row: Row, words: Words, named: Callable[[str], str]) -> str:
    shown = [f"<h3>{escape(words('found'))}</h3>"]
    for place in row.found:
        told = [place.label] if place.label else []
        told += [words("right") if place.right else words("unexpected")]
        told += [] if place.verbatim else [words("not_verbatim")]
        good = place.right and place.exists and place.verbatim
        shown.append(_place(place, mark_quotation(place.text, place.quote), told, good, words, named(place.id)))
    if not row.found:
        shown.append(f"<p>{escape(words('nothing_cited'))}</p>")
    if row.nearest:
        near = " · ".join(row.nearest)
        shown.append(f'<p class="soft">{escape(words("nearest"))}{words.colon}{escape(near)}</p>')
    return "".join(shown)


def _place(place: Place, pieces: Pieces, told: Iterable[str], good: bool, words: Words, name: str) -> str:
    text = f'<div class="text">{_marked(pieces)}</div>' if place.exists else ""
    missing = "" if place.exists else f'<p class="bad">{escape(words("not_in_index"))}</p>'
    altered = "" if place.verbatim else f'<div class="text bad">« {escape(place.quote)} »</div>'
    return (
        f'<div class="place {"right" if good else "wrong"}">{name} '
        f'<span class="soft">{escape(", ".join(told))}</span>{missing}{altered}{text}</div>'
    )


def _question_figures(row: Row, words: Words) -> str:
    shown = {name: value for name, value in row.values.items() if value is not None and name != "passed"}
    # Tokens and cost of an answer that no language model wrote are no news.
    told = [
        f"{words.measure(name)}{words.colon}{words.figure(name, value)}"
        for name, value in shown.items()
        if value or not (known := measure(name)) or known.pooling is not Pooling.SUM
    ]
    told += [f"{words.stage(stage)}{words.colon}{value:.0f} ms" for stage, value in row.took_ms.items()]
    return f'<h3>{escape(words("figures"))}</h3><p class="soft">{escape(" · ".join(told))}</p>'


def _marked(pieces: Pieces) -> str:
    return "".join(f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in pieces)
