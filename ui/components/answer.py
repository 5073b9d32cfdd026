"""An answer as HTML: its paragraphs and lists, a chip for every citation with a card to look at, what was searched."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.answer import Answer, Citation, Near, Status, Withheld
from assistant.conversation import Turn
from assistant.extractive.coverage import searched_words
from ui import escape, links
from ui.components.resolution import messages_of, place
from ui.i18n import Messages

_KEY = re.compile(r"\s*\[(\d+)\]")
_CARD_LENGTH = 320


def question_html(turn: int, question: str, words: Messages) -> str:
    """The user's question, the `turn`-th of all."""
    you = escape.text(words.say("chat.you"))
    asked = escape.text(words.typeset(question))
    return f'<div class="ask" data-turn="{turn}"><span class="vh">{you}</span><p>{asked}</p></div>'


def answer_html(turn: Turn, answer: Answer, words: Messages) -> str:
    """The whole answer: text with chips, refusal with its nearest paragraphs, notices, what was withheld, coverage."""
    text = prose_html(answer.text, {c.n: chip_html(c, turn.id, words) for c in answer.citations}, answer, words)
    parts = [
        _standalone(answer, words),
        f'<div class="prose" lang="{escape.text(answer.language)}">{text}</div>',
        _nearest(answer.nearest, turn.id, words),
        "".join(f'<p class="notice">{escape.text(_notice(code, words))}</p>' for code in answer.notices),
        _model_error(answer),
        _withheld((*answer.withheld, *answer.refused), words),
        _foot(turn, answer, words),
    ]
    state = "refusal" if answer.status is not Status.ANSWERED else "answered"
    label = escape.text(words.say("chat.assistant"))
    return f'<article class="answer {state}" aria-label="{label}">{"".join(parts)}</article>'


def prose_html(text: str, chips: Mapping[int, str], answer: Answer, words: Messages) -> str:
    """Plain text of an answer as HTML: blank lines divide paragraphs, lines that begin with `- ` are a list."""
    typography = messages_of(answer.language, words)
    blocks = []
    for block in re.split(r"\n\s*\n", typography.typeset(text).strip()):
        blocks.append(_block(block.split("\n"), chips))
    return "".join(blocks)


def _block(lines: list[str], chips: Mapping[int, str]) -> str:
    out, items = [], []
    for line in lines:
        if line.startswith("- "):
            items.append(f"<li>{_line(line[2:], chips)}</li>")
            continue
        if items:
            out.append(f"<ul>{''.join(items)}</ul>")
            items = []
        out.append(f"<p>{_line(line, chips)}</p>")
    if items:
        out.append(f"<ul>{''.join(items)}</ul>")
    return "".join(out)


def _line(line: str, chips: Mapping[int, str]) -> str:
    parts, at = [], 0
    for key in _KEY.finditer(line):
        chip = chips.get(int(key[1]))
        if chip is not None:
            parts += [escape.text(line[at : key.start()]), chip]
            at = key.end()
    return "".join([*parts, escape.text(line[at:])])


def chip_html(citation: Citation, turn: int, words: Messages) -> str:
    """The numbered chip of a citation, a link to its paragraph, and the card it shows on hover or focus."""
    name = escape.text(words.say("source.chip", n=citation.n, label=place(citation.id, words)))
    href, ref = escape.text(links.paragraph(citation.id)), escape.text(citation.id)
    official = escape.text(links.official(citation.symbol, citation.language))
    card = f"card-{turn}-{citation.n}"
    return (
        f'<span class="cw"><a class="cite" href="{href}" data-ref="{ref}" data-turn="{turn}" data-n="{citation.n}" '
        f'data-official="{official}" aria-label="{name}" aria-describedby="{card}">{citation.n}</a>'
        f"{card_html(citation, card, words)}</span>"
    )


def card_html(citation: Citation, id: str, words: Messages) -> str:
    """What a chip shows before it is opened: the reference, its legal weight and verb, the quoted words."""
    quote = escape.text(excerpt(citation.quote, citation.language, words))
    return (
        f'<span class="card" role="tooltip" id="{id}"><b>{escape.text(place(citation.id, words))}</b>'
        f'<span class="weight">{escape.text(weight(citation, words))}</span>'
        f'<q lang="{escape.text(citation.language)}">{quote}</q></span>'
    )


def weight(citation: Citation, words: Messages) -> str:
    """Where the words stand and with which verb: « Dispositif · Prie »."""
    kind = words.say(f"kind.{citation.kind.value}") if citation.kind else words.say("kind.header")
    return f"{kind} · {citation.action}" if citation.action else kind


def excerpt(text: str, language: str, words: Messages) -> str:
    """The beginning of a text, set in its language's typography."""
    cut = text if len(text) <= _CARD_LENGTH else text[:_CARD_LENGTH].rpartition(" ")[0].rstrip(" ,;:") + "…"
    return messages_of(language, words).typeset(cut)


def copied_text(answer: Answer, words: Messages) -> str:
    """The answer with its references below, as plain text for the clipboard."""
    if not answer.citations:
        return answer.text
    rows = [f"[{c.n}] {place(c.id, words)} ({c.id})" for c in answer.citations]
    return "\n".join([answer.text, "", words.say("source.sources"), *rows])


def _standalone(answer: Answer, words: Messages) -> str:
    if not answer.standalone or answer.standalone.strip() == answer.question.strip():
        return ""
    said = words.say("chat.standalone", question=answer.standalone)
    return f'<p class="standalone">{escape.text(said)}</p>'


def _nearest(nearest: tuple[Near, ...], turn: int, words: Messages) -> str:
    if not nearest:
        return ""
    title = escape.text(words.say("refusal.nearest"))
    rows = "".join(_near(near, turn, words) for near in nearest)
    return f'<div class="nearest"><h3>{title}</h3><ul>{rows}</ul></div>'


def _near(near: Near, turn: int, words: Messages) -> str:
    href, ref = escape.text(links.paragraph(near.id)), escape.text(near.id)
    label = escape.text(place(near.id, words))
    text = escape.text(excerpt(near.text, near.language, words))
    return (
        f'<li><a class="near" href="{href}" data-ref="{ref}" data-turn="{turn}">{label}</a>'
        f'<p lang="{escape.text(near.language)}">{text}</p></li>'
    )


def _withheld(withheld: tuple[Withheld, ...], words: Messages) -> str:
    if not withheld:
        return ""
    title = escape.text(words.say("chat.withheld", n=len(withheld)))
    rows = "".join(f"<li>{escape.text(w.text)} <i>({escape.text(_reason(w, words))})</i></li>" for w in withheld)
    return f'<details class="withheld"><summary>{title}</summary><ul>{rows}</ul></details>'


def _reason(withheld: Withheld, words: Messages) -> str:
    key = f"reason.{withheld.reason}"
    said = words.say(key) if words.has(key) else words.say("reason.unnamed", code=withheld.reason)
    return words.say("reason.detailed", said=said, detail=withheld.detail) if withheld.detail else said


def _notice(code: str, words: Messages) -> str:
    key = f"notice.{code}"
    return words.say(key) if words.has(key) else words.say("notice.unnamed", code=code)


def _model_error(answer: Answer) -> str:
    """What a language model's failure needs to be mended, where it failed."""
    error = (answer.usage or {}).get("error")
    return f'<p class="notice">{escape.text(str(error))}</p>' if error else ""


def _usage(answer: Answer, words: Messages) -> str:
    """The tokens that a language model read and wrote, and what they cost where its price is set."""
    usage = answer.usage or {}
    if "input_tokens" not in usage:
        return ""
    key = "chat.usage_about" if usage["estimated"] else "chat.usage"
    said = words.say(key, model=usage["model"], read=usage["input_tokens"], written=usage["output_tokens"])
    if usage["cost"] is None:
        return said
    cost = f"{usage['cost']:.4f}".replace(".", words.rules["decimal"])
    return f"{said}, {words.say('chat.cost', cost=cost, currency=usage['currency'])}"


def _foot(turn: Turn, answer: Answer, words: Messages) -> str:
    copy, hint = escape.text(words.say("chat.copy")), escape.text(words.say("chat.copy_hint"))
    text = escape.text(copied_text(answer, words))
    parts = [
        f'<button type="button" class="link" data-copy="{text}" data-done="{escape.text(words.say("chat.copied"))}" '
        f'title="{hint}">{copy}</button>'
    ]
    if total := answer.took_ms.get("total"):
        seconds = f"{total / 1000:.1f}".replace(".", words.rules["decimal"])
        parts.append(f'<span class="coverage">{escape.text(words.say("chat.took", seconds=seconds))}</span>')
    if used := _usage(answer, words):
        parts.append(f'<span class="coverage">{escape.text(used)}</span>')
    if answer.coverage:
        searched = searched_words(answer.coverage, words.language)
        parts.append(f'<span class="coverage">{escape.text(searched)}</span>')
    return f'<p class="foot">{" ".join(parts)}</p>'
