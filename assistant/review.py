"""A model's whole text read against the paragraphs it was given: what stands, what is withheld, what was refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Withheld
from assistant.drafts import Sentence, sentences, tidy, without_last
from assistant.given import Material
from assistant.quotation_marks import settled
from assistant.sentence_check import Objection, judge
from assistant.sentence_words import is_prose_refusal

_LEAST_SHARE = 1 / 3
"""Share of what was written below which what stands is too little to be the answer."""


@dataclass(frozen=True, slots=True)
class Review:
    """`kept` are the sentences that may be shown; `declined`: the line agreed on said that there is no answer.

    `withheld` are sentences, with the first objection to each; `refused` are keys that were not given.
    """

    kept: tuple[Sentence, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    refused: tuple[Withheld, ...] = ()
    declined: bool = False
    prose_refusal: bool = False
    empty: bool = False

    @property
    def enough(self) -> bool:
        """Whether what stands can be the answer."""
        return bool(self.kept) and len(self.kept) >= _LEAST_SHARE * (len(self.kept) + len(self.withheld))

    @property
    def spotless(self) -> bool:
        """Whether there is nothing to mend."""
        return self.declined or (bool(self.kept) and not self.withheld and not self.refused)

    @property
    def trouble(self) -> str:
        """Why nothing of it can be shown: a code of `notice` in `words/models.*.toml`."""
        if self.empty:
            return "model-empty"
        if self.prose_refusal:
            return "model-refused"
        reasons = [w.reason for w in self.withheld]
        foreign = reasons.count("wrong-language")
        return "model-wrong-language" if foreign and 2 * foreign >= len(reasons) else "model-unsupported"


class Reviewer:
    """Reviews texts written from one material; what was judged once is not judged again."""

    def __init__(self, material: Material, language: str) -> None:
        self._given = {g.n: g for g in material.given}
        self._language = language
        self._nonce = material.nonce
        self._declining = re.compile(rf"\bno[ _-]{{0,3}}answer[ _-]{{0,3}}{material.nonce}", re.IGNORECASE)
        self._judged: dict[Sentence, list[Objection]] = {}

    def review(self, text: str, *, cut: bool = False) -> Review:
        """What stands of a text; `cut` says that it broke off, so that its last sentence may be unfinished."""
        lines = text.split("\n")
        answering = [line for line in lines if not self._declining.search(line)]
        declined = len(answering) < len(lines)
        body = tidy("\n".join(answering), self._given)
        body, tail = without_last(body) if cut else (body, "")
        kept, withheld, refused = [], [], []
        for written in sentences(body):
            sentence = self._settled(written)
            objections = self._objections(sentence)
            unknown = [key for key in sentence.keys if key not in self._given]
            refused += [Withheld(f"[{key}]", "unknown-key", sentence.text) for key in unknown]
            if objections:
                withheld.append(Withheld(sentence.text, objections[0].reason, objections[0].detail))
            else:
                kept.append(sentence)
        if tail:
            withheld.append(Withheld(tail, "cut-off"))
        return Review(
            kept=tuple(kept),
            withheld=tuple(withheld),
            refused=tuple(refused),
            declined=declined and not kept,
            prose_refusal=not kept and is_prose_refusal(body),
            empty=not kept and not withheld,
        )

    def hopeless(self, text: str, most: int) -> bool:
        """Whether the finished sentences of a text so far are at least `most`, and none of them stands."""
        finished, _ = without_last(tidy(text, self._given))
        so_far = list(sentences(finished))
        return len(so_far) >= most and all(self._objections(self._settled(one)) for one in so_far)

    def _settled(self, sentence: Sentence) -> Sentence:
        """The sentence with its quotation marks on the words of the paragraphs it cites."""
        texts = [self._given[key].paragraph.text for key in sentence.keys if key in self._given]
        text = settled(sentence.text, texts)
        return sentence if text == sentence.text else replace(sentence, text=text)

    def _objections(self, sentence: Sentence) -> list[Objection]:
        if sentence not in self._judged:
            objections = judge(sentence, self._given, self._language)
            if self._nonce in sentence.text:  # the marks around the data are no words of an answer
                objections = [Objection("not-an-answer", self._nonce)]
            self._judged[sentence] = objections
        return self._judged[sentence]


def better(one: Review, other: Review) -> Review:
    """The review of which more stands, and less had to be withheld."""

    def merit(review: Review) -> tuple[bool, int, int]:
        return (review.enough, len(review.kept), -len(review.withheld) - len(review.refused))

    return other if merit(other) > merit(one) else one


def fault_lines(review: Review, reasons: dict[str, str] | None, empty: str) -> Sequence[str]:
    """What is wrong with a text, a line for each, for the model to mend it."""
    words = reasons or {}
    lines = [f"- {w.text} → {words.get(w.reason, w.reason).format(detail=w.detail)}" for w in (*review.withheld,)]
    lines += [f"- {w.text} → {words.get(w.reason, w.reason).format(detail=w.text)}" for w in review.refused]
    return list(dict.fromkeys(lines)) or [f"- {empty}"]
