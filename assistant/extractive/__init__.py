"""Answers made of the texts themselves: no model, nothing invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.answer import Draft, Status
from assistant.answer_words import AnswerWords, answer_words
from assistant.answering import Composition
from assistant.citations import capitalised, inside, join, label, mention
from assistant.evidence import Found, HeaderFact, Pair, Passage
from assistant.extractive.headers import header_sentence
from assistant.extractive.keys import Keys, near
from assistant.extractive.lists import listed_on_subject, listed_under_filters
from assistant.extractive.refusals import merged, refusal_sentence, refusal_text
from assistant.extractive.statements import Statements, quoted
from assistant.folding import fold
from assistant.reference_words import reference_words
from assistant.retrieval.compare import changes
from assistant.understanding.reading import Intent, Reading
from assistant.understanding.symbols import is_symbol
from index.resolution import Kind
from index.symbols import Locator, Symbol

_MOST_CHANGES = 6
"""More changed runs of words than these are not listed: the two quotations are read instead."""


class Extractive:
    """The answerer that needs no model. Gives no drafts."""

    name = "extractive"

    def write(self, found: Found) -> Iterator[Draft | Composition]:
        """The one composition."""
        yield compose(found)


def compose(found: Found) -> Composition:
    """What was found, in words."""
    language = found.reading.language
    if found.refusal:
        return Composition(
            Status.NOT_FOUND,
            refusal_text(found, found.refusal, language),
            nearest=tuple(near(p, language) for p in found.refusal.near[:3]),
            reason=found.refusal.why.value,
            notices=found.notices,
        )
    keys = Keys(language)
    if found.listed:
        parts = listed_on_subject(found, found.listed, language, keys)
    elif found.facts and found.reading.intent is Intent.LISTING:
        parts = [listed_under_filters(found, language, keys)]
    elif found.facts:
        parts = [" ".join(header_sentence(fact, language, keys) for fact in _once(found.facts))]
    elif found.pairs:
        parts = _compared(found.pairs, language, keys)
    elif found.reading.intent is Intent.CITING:
        parts = _citing(found, language, keys)
    elif found.reading.intent is Intent.CITED and found.counted:
        parts = _cited(found, language, keys)
    else:
        parts = _statements(found, language, keys)
    if found.reading.intent is Intent.CONTENTS and found.counted and found.counted[0] > len(found.passages):
        words, more = answer_words(language), found.counted[0] - len(found.passages)
        parts.append(words.count(words.say["contents_more"], more))
    parts += [refusal_sentence(one, language) for one in merged(found.missing)]
    return Composition(Status.ANSWERED, "\n\n".join(parts), keys.citations, notices=found.notices)


def _once(facts: Sequence[HeaderFact]) -> list[HeaderFact]:
    """The facts without the organ where its date of adoption names it anyway."""
    dated = {str(fact.resolution.symbol) for fact in facts if fact.field == "adopted"}
    return [fact for fact in facts if fact.field != "organ" or str(fact.resolution.symbol) not in dated]


def _statements(found: Found, language: str, keys: Keys) -> list[str]:
    """One passage as a sentence; several grouped by resolution, in the order given."""
    statements = Statements(language, keys)
    place = found.reading.intent is Intent.LOOKUP
    by_resolution: dict[str, list[Passage]] = {}
    for passage in found.passages:
        by_resolution.setdefault(str(passage.resolution.symbol), []).append(passage)
    parts = []
    for passages in _newest_first(list(by_resolution.values()), found.reading):
        if place or len(passages) == 1:
            parts += [statements.one(p, place=place) for p in passages]
        else:
            parts.append(statements.group(_in_order(passages)))
    return parts


def _newest_first(groups: list[list[Passage]], reading: Reading) -> list[list[Passage]]:
    """The groups of a broad answer, the newest resolutions first; those of a precise one in the order given, but
    resolutions of one title, which repeat each other from year to year, side by side and newest first."""
    if reading.intent is not Intent.TOPIC:
        return groups

    def newest(group: list[Passage]) -> int:
        adopted = group[0].resolution.adopted
        return -adopted.toordinal() if adopted else 0

    if reading.broad or reading.told:
        return sorted(groups, key=newest)
    first: dict[str, int] = {}
    for n, group in enumerate(groups):
        first.setdefault(fold(group[0].resolution.title).casefold(), n)
    return sorted(groups, key=lambda g: (first[fold(g[0].resolution.title).casefold()], newest(g)))


def _in_order(passages: Sequence[Passage]) -> list[Passage]:
    """Passages of one resolution in the order of the text, operative ones first."""
    order = {p.id: n for n, p in enumerate(passages[0].resolution.paragraphs)}
    return sorted(passages, key=lambda p: (p.paragraph.kind is Kind.PREAMBULAR, order[p.paragraph.id]))


def _citing(found: Found, language: str, keys: Keys) -> list[str]:
    words, statements = answer_words(language), Statements(language, keys)
    n, resolutions = found.counted or (len(found.passages), len({str(p.resolution.symbol) for p in found.passages}))
    shown = words.say["citing_shown"].format(n=len(found.passages)) if len(found.passages) < n else ""
    many = words.count(words.say["citing_resolutions"], resolutions)
    form = words.say["citing_one" if n == 1 else "citing_many"]
    subject = _cited_name((*found.reading.documents, *found.reading.symbols), words)
    lines = [capitalised(form.format(subject=subject, n=n, resolutions=many, shown=shown))]
    for passage in found.passages:
        resolution = passage.resolution
        quote, key = statements.quote(resolution, passage.paragraph, *passage.extent)
        name = mention(resolution.symbol, language, resolution.adopted, named=False)
        place = inside(passage.paragraph.locator, language)
        lines.append(words.say["citing_item"].format(mention=name, place=place, quote=quote, key=key))
    return ["\n".join(lines)]


def _cited_name(names: Sequence[str], words: AnswerWords) -> str:
    """What is cited, as the subject of a sentence."""
    told = [label(Locator(Symbol.parse(name)), words.language) if is_symbol(name) else name for name in names]
    form = "citing_texts" if len(names) > 1 else "citing_resolution" if is_symbol(names[0]) else "citing_document"
    return str(words.say[form]).format(name=join(told, reference_words(words.language)))


def _cited(found: Found, language: str, keys: Keys) -> list[str]:
    """The places where each resolution cites documents, under its name."""
    words, statements = answer_words(language), Statements(language, keys)
    parts = []
    for _, passages in groupby(found.passages, key=lambda p: p.resolution.symbol):
        several = list(passages)
        resolution = several[0].resolution
        name = mention(resolution.symbol, language, resolution.adopted, named=False)
        lines = [capitalised(words.say["cited_group"].format(mention=name))]
        for passage in several:
            quote, key = statements.quote(resolution, passage.paragraph, *passage.extent)
            place = inside(passage.paragraph.locator, language)
            lines.append(words.say["cited_item"].format(place=place, quote=quote, key=key))
        parts.append("\n".join(lines))
    return parts


def _compared(pairs: Sequence[Pair], language: str, keys: Keys) -> list[str]:
    """What both say, what changes, what only one says."""
    words, statements = answer_words(language), Statements(language, keys)
    left = next(p.left for p in pairs if p.left) if any(p.left for p in pairs) else None
    right = next((p.right for p in pairs if p.right), None)
    names = [label(Locator(side.resolution.symbol), language) if side else "" for side in (left, right)]
    parts = [capitalised(words.compare["intro"].format(left=names[0], right=names[1]))]
    both = [_pair_line(p, words, statements, "item_both", names) for p in pairs if p.same]
    changed = [_pair_line(p, words, statements, "changed_item", names) for p in pairs if _is_change(p)]
    parts += _section(words.compare["same"], both) + _section(words.compare["changed"], changed)
    for side, name in (("left", names[0]), ("right", names[1])):
        alone = [getattr(p, side) for p in pairs if getattr(p, side) and not (p.left and p.right)]
        lines = [_alone_line(passage, words, statements) for passage in alone]
        parts += _section(words.compare["only"].format(resolution=name), lines)
    return parts


def _is_change(pair: Pair) -> bool:
    return bool(pair.left and pair.right and not pair.same)


def _section(heading: str, lines: list[str]) -> list[str]:
    return ["\n".join([heading, *lines])] if lines else []


def _pair_line(pair: Pair, words: AnswerWords, statements: Statements, form: str, names: list[str]) -> str:
    assert pair.left
    assert pair.right
    quote, key = statements.quote(pair.left.resolution, pair.left.paragraph, *pair.left.extent)
    other, other_key = statements.quote(pair.right.resolution, pair.right.paragraph, *pair.right.extent)
    line = words.compare[form].format(
        quote=quote,
        left_quote=quote,
        left_key=key,
        right_quote=other,
        right_key=other_key,
        left=names[0],
        right=names[1],
    )
    return line if pair.same else line + _word_changes(pair.left, pair.right, words)


def _word_changes(left: Passage, right: Passage, words: AnswerWords) -> str:
    """What changed word for word, where it is little enough to be read."""
    one, other = left.paragraph.text, right.paragraph.text
    said = []
    for a, b in changes(one, other):
        old, new = one[a.start : a.end], other[b.start : b.end]
        form = "became" if old and new else ("dropped" if old else "added")
        said.append(
            words.compare[form].format(
                old=quoted(old, left.resolution.language), new=quoted(new, right.resolution.language)
            )
        )
    if not said or len(said) > _MOST_CHANGES:
        return ""
    return words.compare["word_changes"].format(changes=", ".join(said))


def _alone_line(passage: Passage, words: AnswerWords, statements: Statements) -> str:
    quote, key = statements.quote(passage.resolution, passage.paragraph, *passage.extent)
    return words.compare["item"].format(quote=quote, key=key)


__all__ = ["Extractive", "compose", "quoted"]
