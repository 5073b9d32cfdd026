"""Whether a sentence of a language model may be shown: judged by the paragraphs it cites and by nothing else.

Words, names and figures are compared with the cited paragraphs and with what heads them (title, date, organ). The
question proves nothing: what is asked of one State must not come back as said of it. A sentence about a paragraph in
another language must carry its words in quotation marks, and so must one about a paragraph that gives orders to a
machine.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.checking import quotations
from assistant.contrasts import missing_contrasts
from assistant.drafts import Sentence, balanced, outside_quotations
from assistant.evaluation.words import numbers_in_letters
from assistant.figures import missing_figures
from assistant.folding import plain
from assistant.given import Given
from assistant.lexicon import lexicons
from assistant.names import missing_names, without_names
from assistant.quotation_marks import is_verbatim
from assistant.quotations import locate_parts, parts_of
from assistant.sentence_words import SentenceWords, act_of, sentence_words, word_set
from assistant.strength import denied_otherwise, stronger_verb
from index.analysis import analyser
from index.resolution import Kind, Span

# What would reach out of the answer, or act on the screen that shows it.
_MARKUP = re.compile(
    r"!\[|\]\s*\(|<\s*[/!?a-z][^>]*>?|\b(?:https?|ftp|file|data|javascript|mailto)\s*:|\bwww\.|&#?\w+;|\{\{|\$\(|\[\[",
    re.I,
)
_NUMBER_WORD = re.compile(r"[^\W\d_]{3,}")
_PREFIX = 6
"""Words that share so many first letters count as forms of one word."""
_LONGEST = 1200
"""Characters of a sentence outside its quotations: what is longer is none, and would take long to judge."""
_ROOT, _LONGEST_ENDING = 5, 4
"""Letters of a root and of an ending."""
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
    if len(told) > _LONGEST:
        return [Objection("not-an-answer")]
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
        *_contrasts(told, sources, words),
        *_support(sentence, sources, words),
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
        if not any(is_verbatim(quotation, source.paragraph.text) for source in sources)
    ]


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
    verb = stronger_verb(told, sources, words)
    return [Objection("stronger-than-source", verb)] if verb else []


def _negation(told: str, sources: Sequence[Given], words: SentenceWords) -> list[Objection]:
    denied = denied_otherwise(told, sources, words)
    return [Objection("negated", denied)] if denied else []


def _contrasts(told: str, sources: Sequence[Given], words: SentenceWords) -> list[Objection]:
    missing = missing_contrasts(told, sources, words)
    return [Objection("unsupported-words", ", ".join(missing))] if missing else []


def _support(sentence: Sentence, sources: Sequence[Given], words: SentenceWords) -> list[Objection]:
    """The common words of a sentence must be those of its paragraphs, or worth the same, one in five excepted; of the
    line that introduces a list, one in two."""
    said = f"{sentence.lead} {sentence.text}"
    foreign = all(source.resolution.language != words.language for source in sources)
    if foreign and sum(len(word_set(q)) for q in quotations(said)) < _FEWEST_QUOTED:
        return [Objection("unsupported-words", sources[0].label)]
    there = {term for source in sources for term in source.terms}
    there |= {term for source in sources for term in words.kin[act_of(source.act).kin]}
    if any(source.paragraph.kind is Kind.PREAMBULAR for source in sources):
        there |= words.kin[act_of(None).kin]
    missing, allowed = _unsupported(sentence.text, there, words)
    of_lead, allowed_of_lead = _unsupported(sentence.lead, there, words)
    if len(missing) <= allowed // 5 and len(of_lead) <= allowed_of_lead // 2:
        return []
    return [Objection("unsupported-words", ", ".join(dict.fromkeys([*of_lead, *missing])))]


def _unsupported(text: str, there: set[str], words: SentenceWords) -> tuple[list[str], int]:
    """The terms of a text, outside quotation marks, that stand for none of those there, and how many it has."""
    told = _NUMBER_WORD.sub(
        lambda m: " " if numbers_in_letters(m[0]) else m[0], without_names(outside_quotations(text), words)
    )
    terms = {t: None for t in _terms(told, words.language) if t not in words.neutral}
    known = there.union(*(group for group in words.same if not group.isdisjoint(there)))
    stems = {term[:_PREFIX] for term in known if len(term) >= _PREFIX}
    return [t for t in terms if t not in known and t[:_PREFIX] not in stems and not _inflected(t, known)], len(terms)


def _inflected(term: str, known: Collection[str]) -> bool:
    """Whether an ending that the stemmer leaves is all that a term has beside a known one: « honorent », « honor »."""
    return any(term[:size] in known for size in range(max(_ROOT, len(term) - _LONGEST_ENDING), len(term)))


def _terms(text: str, language: str) -> list[str]:
    return [term for term in analyser(language).terms(text) if not any(c.isdigit() for c in term) and len(term) > 1]
