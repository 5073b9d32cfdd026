"""Answers of a language model, under the guarantees of the extractive ones.

The model puts paragraphs into words, nothing else: refusals, header facts, comparisons word for word and lists of
places are exact already and stay with the extractive answerer. What the model writes is shown as a draft while it
comes; only sentences that stood the check become the answer. Where too little stands, or the model fails, the answer
is the extractive one and a notice says why.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from assistant.answer import Draft, Status
from assistant.answering import Answerer, Composition
from assistant.budget import Window, trim_history, window_of
from assistant.composing import compose_text
from assistant.drafts import draft_view, visible
from assistant.errors import ModelUnavailable
from assistant.evidence import Found, Refusal, Why
from assistant.extractive import Extractive
from assistant.extractive.keys import Keys
from assistant.extractive.refusals import refusal_sentence
from assistant.given import Material, in_one_line, material_of
from assistant.model_stream import Limits, Reply, attempt
from assistant.model_words import model_words
from assistant.models import open_model, says_end, unavailable
from assistant.prompting import Prompt, read_prompt
from assistant.review import Review, Reviewer, better, fault_lines
from assistant.settings import Settings
from assistant.tracing import keep_prompts_here
from assistant.understanding.reading import Intent

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_WORDED = (Intent.LOOKUP, Intent.CONTENTS, Intent.TOPIC, Intent.COMPARISON)
"""Questions whose paragraphs a model may put into words."""
_CHARACTERS_PER_TOKEN = 12
"""More than any tokenizer packs into one: a reply that is longer ignores its limit."""
_HOPELESS = 8
"""Finished sentences of which none stands: the model is not read any further."""
_HISTORY_SHARE = 0.25
"""At most so much of the room goes to earlier questions."""
_CUT = {"length", "max_tokens", "model_length", "hopeless"}
_FILTERED = {"content_filter", "refusal", "safety", "recitation", "prohibited_content", "blocklist"}
_NOTICES = {
    "timeout": "model-timeout",
    "unreachable": "model-unreachable",
    "rate-limited": "model-rate-limited",
}


@dataclass(slots=True)
class _Round:
    """One question to the model: what it carries, what came back, and what went otherwise than asked."""

    found: Found
    window: Window
    material: Material
    messages: list[BaseMessage]
    prompts: list[Prompt]
    notices: list[str]
    ends: float
    replies: list[Reply] = field(default_factory=list)
    repaired: bool = False


class ModelAnswerer:
    """Writes answers with the chosen model. Safe to use from several threads."""

    def __init__(
        self, settings: Settings, *, model: BaseChatModel | None = None, extractive: Answerer | None = None
    ) -> None:
        """`model`, when given, is used instead of opening the one that the settings name."""
        self._settings = settings
        self._model = model
        self._says_end = model is None and says_end(settings)
        self._extractive = extractive or Extractive()
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """`provider:name`."""
        return self._settings.model

    def write(self, found: Found) -> Iterator[Draft | Composition]:
        """Drafts as the model writes, then the checked composition."""
        if not found.passages or found.refusal or found.reading.intent not in _WORDED:
            yield from self._instead(found)
            return
        try:
            model = self._opened()
        except ModelUnavailable as error:
            usage = {"model": self._settings.model, "error": str(error)}
            yield from self._instead(found, ["model-unavailable"], usage=usage)
            return
        asking = self._prepare(found)
        if not asking.material.given:
            yield from self._instead(found, [*asking.notices, "window-too-small"])
            return
        reviewer = Reviewer(asking.material, found.reading.language)
        yield from self._drafts(model, asking, reviewer)
        review = self._repaired(model, asking, reviewer)
        yield from self._ended(asking, review)

    def _opened(self) -> BaseChatModel:
        with self._lock:
            if self._model is None:
                self._model = open_model(self._settings)
            return self._model

    def _prepare(self, found: Found) -> _Round:
        """The request: as many paragraphs as fit, the last questions, the question."""
        keep_prompts_here()
        from langchain_core.messages import HumanMessage, SystemMessage

        language = found.reading.language
        system, user = read_prompt("answer", language), read_prompt("question", language)
        question = in_one_line(found.reading.understood.standalone)
        window = window_of(self._settings)
        empty = Material((), (), "0" * 12)
        frame = [SystemMessage(_system(system, empty)), HumanMessage(_user(user, empty, question))]
        room = window.room - window.count_messages(frame)
        history = trim_history([(in_one_line(q), "") for q in found.history], int(room * _HISTORY_SHARE), window)
        material = material_of(found, window, room - window.count_messages(history))
        notices = ["history-trimmed"] if len(history) < len(found.history) else []
        notices += ["paragraphs-left-out"] if material.left_out and material.given else []
        messages = [SystemMessage(_system(system, material)), *history]
        messages.append(HumanMessage(_user(user, material, question)))
        ends = time.monotonic() + self._settings.model_time_limit
        return _Round(found, window, material, messages, [system, user], notices, ends)

    def _drafts(self, model: BaseChatModel, asking: _Round, reviewer: Reviewer) -> Iterator[Draft]:
        """The first reply, shown as it comes; not read on when nothing of it stands."""
        reply = Reply()
        asking.replies.append(reply)
        shown = ""
        limits, retries = self._limits(asking), self._settings.model_retries
        for words in attempt(lambda: model.stream(asking.messages), limits, retries, reply, says_end=self._says_end):
            view = draft_view(reply.text)
            hidden = asking.material.nonce in view or asking.material.refusal.startswith(view.strip())
            if not hidden and view.startswith(shown) and len(view) > len(shown):
                yield Draft(view[len(shown) :])
                shown = view
            if words.rstrip().endswith((".", "]", "\n")) and reviewer.hopeless(reply.text, _HOPELESS):
                reply.finish = "hopeless"
                return

    def _repaired(self, model: BaseChatModel, asking: _Round, reviewer: Reviewer) -> Review:
        """The review of the first reply, or of a second one that names its errors, whichever stands better."""
        first = asking.replies[0]
        review = reviewer.review(first.text, cut=_was_cut(first))
        if review.spotless or first.fault or first.finish in _FILTERED or _was_cut(first):
            return review
        more = self._repair_messages(asking, review)
        # What the model wrote itself is known to have no more tokens than it was allowed.
        size = asking.window.count_messages([*asking.messages, more[-1]]) + asking.window.reply
        if size > asking.window.room or asking.ends <= time.monotonic():
            return review
        messages = [*asking.messages, *more]
        second = Reply()
        asking.replies.append(second)
        for _ in attempt(lambda: model.stream(messages), self._limits(asking), 0, second, says_end=self._says_end):
            pass
        chosen = better(review, reviewer.review(second.text, cut=_was_cut(second)))
        asking.repaired = chosen is not review
        return chosen

    def _repair_messages(self, asking: _Round, review: Review) -> list[BaseMessage]:
        from langchain_core.messages import AIMessage, HumanMessage

        language = asking.found.reading.language
        prompt, reasons = read_prompt("repair", language), model_words(language).withheld
        asking.prompts.append(prompt)
        faults = "\n".join(fault_lines(review, dict(reasons), reasons["empty"]))
        text = prompt.fill(faults=visible(faults), refusal=asking.material.refusal)
        said = asking.replies[0].text.strip()
        return [*([AIMessage(said)] if said else []), HumanMessage(text)]

    def _ended(self, asking: _Round, review: Review) -> Iterator[Draft | Composition]:
        """The composition of what stands, or the extractive one and why."""
        chosen = asking.replies[-1] if asking.repaired else asking.replies[0]
        usage = self._usage(asking)
        if review.declined:
            yield from self._declined(asking, usage)
            return
        if not review.enough:
            code = review.trouble
            if chosen.fault:
                code = _NOTICES.get(chosen.fault.code, "model-failed")
                usage["error"] = str(unavailable(chosen.fault, self._settings))
            elif chosen.finish.lower() in _FILTERED:
                code = "model-refused"
            yield from self._instead(asking.found, [*asking.notices, code], review, usage)
            return
        notices = [*asking.found.notices, *asking.notices]
        notices += ["model-repaired"] if asking.repaired else []
        notices += ["model-cut-off"] if _was_cut(chosen) else []
        keys = Keys(asking.found.reading.language)
        text = compose_text(review.kept, {g.n: g for g in asking.material.given}, keys)
        parts = [text, *(refusal_sentence(one, asking.found.reading.language) for one in asking.found.missing)]
        yield Composition(
            Status.ANSWERED,
            "\n\n".join(parts),
            keys.citations,
            notices=tuple(notices),
            withheld=review.withheld,
            refused=review.refused,
            usage=usage,
        )

    def _declined(self, asking: _Round, usage: dict[str, Any]) -> Iterator[Draft | Composition]:
        """The refusal in the house's words, with the paragraphs that the model found no answer in."""
        found = asking.found
        symbols = found.reading.symbols
        why = Why.SAYS_NOTHING if symbols else Why.OFF_CORPUS
        refusal = Refusal(why, {"symbol": symbols[0]} if symbols else {}, found.passages[:3])
        for piece in self._extractive.write(replace(found, passages=(), missing=(), refusal=refusal)):
            if isinstance(piece, Composition):
                yield replace(piece, usage=usage, notices=(*piece.notices, *asking.notices))

    def _instead(
        self,
        found: Found,
        notices: list[str] | None = None,
        review: Review | None = None,
        usage: dict[str, Any] | None = None,
    ) -> Iterator[Draft | Composition]:
        """The extractive answer, with what went wrong."""
        review = review or Review()
        for piece in self._extractive.write(found):
            if isinstance(piece, Composition):
                yield replace(
                    piece,
                    model=self._extractive.name,
                    notices=(*piece.notices, *(notices or [])),
                    withheld=(*piece.withheld, *review.withheld),
                    refused=(*piece.refused, *review.refused),
                    usage=usage,
                )

    def _usage(self, asking: _Round) -> dict[str, Any]:
        """Tokens and cost of all requests, and what the answer was made with."""
        settings = self._settings
        answered = [reply for reply in asking.replies if reply.text or not reply.fault]
        estimated = any(not reply.tokens_in for reply in answered)
        read = sum(reply.tokens_in or asking.window.count_messages(asking.messages) for reply in answered)
        written = sum(reply.tokens_out or asking.window.count(reply.text) for reply in asking.replies)
        cost = (read * settings.model_price_in + written * settings.model_price_out) / 1_000_000
        priced = settings.model_price_in or settings.model_price_out
        return {
            "model": settings.model,
            "prompts": [prompt.label for prompt in asking.prompts],
            "temperature": settings.model_temperature,
            "max_tokens": asking.window.reply,
            "window": asking.window.size,
            "tokenizer": asking.window.tokenizer,
            "input_tokens": read,
            "output_tokens": written,
            "estimated": estimated,
            "requests": sum(reply.requests for reply in asking.replies),
            "repaired": asking.repaired,
            "paragraphs": [g.paragraph.id for g in asking.material.given],
            "left_out": list(asking.material.left_out),
            "cost": round(cost, 6) if priced else None,
            "currency": settings.model_currency if priced else None,
        }

    def _limits(self, asking: _Round) -> Limits:
        left = max(asking.ends - time.monotonic(), 0.001)
        return Limits(self._settings.model_timeout, left, asking.window.reply * _CHARACTERS_PER_TOKEN)


def _was_cut(reply: Reply) -> bool:
    """Whether a reply broke off: by a fault, at its limit, or because it was not read any further."""
    return reply.fault is not None or reply.finish.lower() in _CUT


def _system(prompt: Prompt, material: Material) -> str:
    return prompt.fill(opening=material.opening, closing=material.closing, refusal=material.refusal)


def _user(prompt: Prompt, material: Material, question: str) -> str:
    return prompt.fill(opening=material.opening, closing=material.closing, paragraphs=material.text, question=question)
