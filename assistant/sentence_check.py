"""Whether a sentence of a language model may be shown: judged by the paragraphs it cites and by nothing else.

Words, names and figures are compared with the cited paragraphs and with what heads them (title, date, organ). The
question proves nothing: what is asked of one State must not come back as said of it. A sentence about a paragraph in
another language must carry its words in quotation marks, and so must one about a paragraph that gives orders to a
machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.checking import quotations
from assistant.drafts import Sentence, balanced, outside_quotations
from assistant.figures import missing_figures
from assistant.folding import fold, occurs, plain
from assistant.given import Given
from assistant.lexicon import lexicons
from assistant.names import missing_names, without_names
from assistant.quotations import locate_parts, parts_of
from assistant.sentence_words import SentenceWords, act_of, level_in, sentence_words, word_set
from index.analysis import analyser
from index.resolution import Kind, Span

# What would reach out of the answer, or act on the screen that shows it.
_MARKUP = re.compile(
    r"!\[|\]\s*\(|<\s*[/!?a-z][^>]*>?|\b(?:https?|ftp|file|data|javascript|mailto)\s*:|\bwww\.|&#?\w+;|\{\{|\$\(|\[\[",
    re.I,
)
_PREFIX = 6
"""Words that share so many first letters count as forms of one word."""
_FEWEST_QUOTED = 3
"""Words of the original that a sentence about a text in another language must quote."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a sentence may not be shown: a code of `words/models.*.toml` (`withheld`), and what is wrong."""

    reason: str
    detail: str = ""


def judge(sentence: Sentence, given: Mapping[int, Given], language: str) -> list[Objection]:
    """What speaks against a sentence of an answer in `language`; nothing when it may be shown.

    Keys that were not given count as none.
    """
    said = f"{sentence.lead} {sentence.text}".strip()
    told = outside_quotations(said)
    if found := _MARKUP.search(told):
        return [Objection("markup", found[0])]
    sources = [given[key] for key in sentence.keys if key in given]
    if not sources:
        unknown = ", ".join(f"[{key}]" for key in sentence.keys)
        return [Objection("unknown-key", unknown) if unknown else Objection("no-citation")]
    words = sentence_words(language)
    return [
        *_quotations(said, sources),
        *_language(told, language),
        *_figures(told, sources, words),
        *_names(told, sources, words),
        *_strength(told, sources, words),
        *_negation(told, sources, words),
        *_support(said, told, sources, words),
    ]


def quoted_spans(text: str, given: Given) -> list[Span]:
    """Where the quotations of a sentence stand in a paragraph; those that are not there are left out."""
    found: list[Span] = []
    for quotation in quotations(text):
        found += locate_parts(parts_of(quotation), given.paragraph.text) or []
    return found


def _quotations(said: str, sources: Sequence[Given]) -> list[Objection]:
    if not balanced(said):
        return [Objection("not-verbatim", said[-60:])]
    return [
        Objection("not-verbatim", quotation)
        for quotation in quotations(said)
        if not any(_is_verbatim(quotation, source.paragraph.text) for source in sources)
    ]


def _is_verbatim(quotation: str, text: str) -> bool:
    """Whether the words stand there, from the first letter of a word to the last of one; cuts in order."""
    if not any(c.isalnum() for c in quotation):
        return False
    parts = parts_of(quotation)
    if len(parts) > 1:
        return locate_parts(parts, text) is not None
    at_words = rf"(?<!\w){re.escape(fold(quotation))}(?!\w)"
    return occurs(quotation, text) and re.search(at_words, fold(text)) is not None


def _language(told: str, language: str) -> list[Objection]:
    """Whether common words of another language outnumber those of the answer's."""
    tokens = re.findall(r"[^\W\d_]+", plain(told))
    counts = {lexicon.language: sum(token in lexicon.marks for token in tokens) for lexicon in lexicons()}
    own = counts.pop(language, 0)
    other = max(counts.values(), default=0)
    return [Objection("wrong-language")] if other >= 2 and other > own else []


def _figures(told: str, sources: Sequence[Given], words: SentenceWords) -> list[Objection]:
    """Numbers must be in the paragraphs or what heads them; a paragraph's own number only where one is named."""
    texts = [part for s in sources for part in (s.paragraph.text, s.lead, s.facts)]
    places = "\n".join(source.places for source in sources)
    without_places = told
    for match in words.place["paragraph"].finditer(plain(told)):
        if not missing_figures(match[1], [places]):
            at, end = match.span(1)
            without_places = without_places[:at] + " " * (end - at) + without_places[end:]
    for name in sorted({place for s in sources for place in s.places.split("\n")}, key=len, reverse=True):
        without_places = re.sub(re.escape(name), " ", without_places, flags=re.IGNORECASE)
    missing = missing_figures(without_places, texts, [s.mentions for s in sources])
    return [Objection("unsupported-figure", ", ".join(missing))] if missing else []


def _names(told: str, sources: Sequence[Given], words: SentenceWords) -> list[Objection]:
    texts = [part for s in sources for part in (s.paragraph.text, s.lead, s.facts, s.mentions, s.places)]
    missing = missing_names(told, texts, words)
    return [Objection("unsupported-name", ", ".join(missing))] if missing else []


def _strength(told: str, sources: Sequence[Given], words: SentenceWords) -> list[Objection]:
    """A verb may be as strong as the strongest of the cited paragraphs, no stronger."""
    folded = plain(told)
    said = max((level for level, pattern in words.strong.items() if pattern.search(folded)), default=0)
    of_preamble = words.place["preamble"].search(folded) is not None
    if said <= max(_level(source, of_preamble) for source in sources):
        return []
    verb = words.strong[said].search(folded)
    return [Objection("stronger-than-source", verb[0] if verb else "")]


def _level(source: Given, of_preamble: bool) -> int:
    """How strongly a paragraph speaks. The preamble obliges nobody, unless the sentence says that it quotes it."""
    written = level_in(f"{source.lead}\n{source.paragraph.text}", source.resolution.language)
    if source.paragraph.kind is Kind.PREAMBULAR:
        return written if of_preamble else 0
    return max(written, act_of(source.act).level)


def _negation(told: str, sources: Sequence[Given], words: SentenceWords) -> list[Objection]:
    """What the text affirms is not denied, nor denied twice; what « ne doit pas » forbids is not ordered."""
    folded = plain(told)
    denied = [match[0] for match in words.negation["any"].finditer(folded)]
    if len(denied) > sum(_denials(source) for source in sources):
        return [Objection("negated", denied[0])]
    modal = words.negation["modal"].search(folded)
    if modal and not denied and all(_only_denied(source) for source in sources):
        return [Objection("negated", modal[0])]
    return []


def _denials(source: Given) -> int:
    patterns = sentence_words(source.resolution.language).negation
    return len(patterns["any"].findall(plain(f"{source.lead} {source.paragraph.text}")))


def _only_denied(source: Given) -> bool:
    """Whether every verb of obligation or permission in the text is denied there."""
    patterns = sentence_words(source.resolution.language).negation
    text = plain(source.paragraph.text)
    modals = len(patterns["modal"].findall(text))
    return 0 < modals <= len(patterns["negated_modal"].findall(text))


def _support(said: str, told: str, sources: Sequence[Given], words: SentenceWords) -> list[Objection]:
    """The common words of a sentence must be those of its paragraphs, one in four excepted."""
    foreign = all(source.resolution.language != words.language for source in sources)
    if foreign and sum(len(word_set(q)) for q in quotations(said)) < _FEWEST_QUOTED:
        return [Objection("unsupported-words", sources[0].label)]
    terms = [t for t in _terms(without_names(told, words), words.language) if t not in words.neutral]
    there = {term for source in sources for term in source.terms}
    there |= {term for source in sources for term in words.kin[act_of(source.act).kin]}
    if any(source.paragraph.kind is Kind.PREAMBULAR for source in sources):
        there |= words.kin[act_of(None).kin]
    stems = {term[:_PREFIX] for term in there if len(term) >= _PREFIX}
    missing = [t for t in dict.fromkeys(terms) if t not in there and (len(t) < _PREFIX or t[:_PREFIX] not in stems)]
    allowed = round(len(set(terms)) / 4)
    return [Objection("unsupported-words", ", ".join(missing))] if len(missing) > allowed else []


def _terms(text: str, language: str) -> list[str]:
    return [term for term in analyser(language).terms(text) if not any(c.isdigit() for c in term) and len(term) > 1]
