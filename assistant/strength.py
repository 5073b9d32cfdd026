"""Whether a verb of a sentence is stronger than those of the paragraphs it cites, or denies what they affirm.

A verb may be as strong as the act of a paragraph; a stronger one only where the paragraph has a verb of its family
itself (« Souligne que la remise en eau doit … »), and after the act's own verb where that asks (« recommande
d'interdire »). The preamble obliges nobody: its verbs are repeated only as what the organ thinks, or as its words.
Of several paragraphs the one counts that the words after the verb are of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.folding import plain
from assistant.given import Given
from assistant.sentence_words import SentenceWords, StrongVerb, act_of, sentence_words, strong_verbs
from index.analysis import analyser
from index.resolution import Kind

# A noun of duty may stand for a verb of duty, not the other way round.
_BACKED_BY = {"duty": ("duty", "must"), "charge": ("charge", "must")}
_OF_THE_ORGAN = ("decide", "ask", "urge")
"""Verbs that the organ itself says, even after another one: « Prie … et décide … »."""
_STEM = 5
"""Letters by which a denied verb is known again."""


def stronger_verb(told: str, sources: Sequence[Given], words: SentenceWords) -> str:
    """The first verb that is stronger than its source; "" where none is."""
    folded = plain(told)
    verbs = strong_verbs(told, words.language)
    for at, verb in enumerate(verbs):
        after = next((other.start for other in verbs[at + 1 :] if other.start >= verb.end), len(told))
        backing = _spoken_of(told[verb.end : after] or told, sources, words)
        reported = words.place["preamble"].search(folded) or words.place["attribution"].search(folded[: verb.start])
        asked = min((other.level for other in verbs[:at]), default=0)
        if not any(_allows(source, verb, reported=bool(reported), asked=asked) for source in backing):
            return told[verb.start : verb.end].strip()
    return ""


def denied_otherwise(told: str, sources: Sequence[Given], words: SentenceWords) -> str:
    """A denial of what the text affirms, or an affirmation of what it denies; "" where there is none.

    What the text affirms is not denied, nor denied twice; what « ne doit pas » forbids is not ordered; what it says is
    not done is not said to be done.
    """
    folded = plain(told)
    denied = [match[0] for match in words.negation["any"].finditer(folded)]
    if len(denied) > sum(len(_denials(source)) for source in sources):
        return denied[0]
    if denied or any(words.negation[name].search(folded) for name in ("negated_modal", "avoids")):
        return ""
    modal = words.negation["modal"].search(folded)
    if modal and all(_only_denied(source) for source in sources):
        return modal[0]
    return next(_affirmed(folded, sources), "")


def _spoken_of(clause: str, sources: Sequence[Given], words: SentenceWords) -> Sequence[Given]:
    """The paragraphs that a clause shares most terms with: all of them where it shares none with any."""
    terms = set(analyser(words.language).terms(clause)) - words.neutral
    shared = [len(terms & source.terms) for source in sources]
    return [source for source, count in zip(sources, shared, strict=True) if count == max(shared)]


def _allows(source: Given, verb: StrongVerb, *, reported: bool, asked: int) -> bool:
    """Whether a paragraph is as strong as a verb. `reported`: the sentence says that it only repeats what is thought;
    `asked` is the level of the weakest verb before this one, 0 where none is."""
    of_preamble, level = source.paragraph.kind is Kind.PREAMBULAR, act_of(source.act).level
    if not of_preamble and level >= verb.level:
        return True
    families = {v.family for v in strong_verbs(_text(source), source.resolution.language)}
    if families.isdisjoint(_BACKED_BY.get(verb.family, (verb.family,))):
        return False
    if of_preamble:
        return reported
    # « Recommande d'interdire » forbids nothing: who repeats the second verb says the first one too.
    return act_of(source.act).kin != "asks" or verb.family in _OF_THE_ORGAN or 0 < asked <= level


def _denials(source: Given) -> list[str]:
    pattern = sentence_words(source.resolution.language).negation["any"]
    return [match[0] for match in pattern.finditer(plain(_text(source)))]


def _only_denied(source: Given) -> bool:
    """Whether every verb of obligation or permission in the text is denied there."""
    patterns = sentence_words(source.resolution.language).negation
    text = plain(source.paragraph.text)
    modals = len(patterns["modal"].findall(text))
    return 0 < modals <= len(patterns["negated_modal"].findall(text))


def _affirmed(folded: str, sources: Sequence[Given]) -> Iterator[str]:
    """Verbs that a sentence without denial shares with its paragraphs, which only deny them."""
    text = plain("\n".join(_text(source) for source in sources))
    for source in sources:
        pattern = sentence_words(source.resolution.language).negation["denied_verb"]
        for match in pattern.finditer(text):
            stem = next(filter(None, match.groups()), "")[:_STEM]
            elsewhere = text[: match.start()] + text[match.end() :]
            if len(stem) == _STEM and (said := re.search(rf"\b{stem}\w*", folded)) and stem not in elsewhere:
                yield said[0]


def _text(source: Given) -> str:
    return f"{source.lead}\n{source.paragraph.text}"
