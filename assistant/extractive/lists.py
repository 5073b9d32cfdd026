"""Lists of resolutions in words: how many there are, what was counted, then each with its title or a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer_words import AnswerWords, answer_words
from assistant.citations import inside, mention
from assistant.evidence import Found, HeaderFact, Listed, Passage
from assistant.extractive.keys import Keys
from assistant.extractive.statements import Statements, quoted


def listed_under_filters(found: Found, language: str, keys: Keys) -> str:
    """The resolutions that there are, by title."""
    words = answer_words(language)
    n = found.counted[0] if found.counted else len(found.facts)
    shown = words.say["listing_shown"].format(n=len(found.facts)) if len(found.facts) < n else ""
    head = words.count(words.say["listing"], n).replace("{shown}", shown)
    return "\n".join([head, *_titles(found.facts, words, keys)])


def listed_on_subject(found: Found, listed: Listed, language: str, keys: Keys) -> list[str]:
    """How many resolutions have the subject in their title, how many in their text, what that means, and both lists."""
    words = answer_words(language)
    parts = [_counts(listed, len(found.facts) + len(found.passages), words), _meant(listed, words)]
    if found.facts:
        parts.append("\n".join([words.lists["in_title"], *_titles(found.facts, words, keys)]))
    if found.passages:
        lines = _paragraphs(found.passages, listed, words, Statements(language, keys))
        parts.append("\n".join([words.lists[_form("in_text", listed)], *lines]))
    return parts


def _counts(listed: Listed, shown: int, words: AnswerWords) -> str:
    """« 12 résolutions ont ce sujet dans leur titre ; 34 autres en parlent dans leur texte (20 sont montrées). »"""
    said = words.count(words.lists["titled"], listed.titled) if listed.titled else words.lists["none_titled"]
    if listed.told:
        others = words.lists[_form("others" if listed.titled else "told", listed)]
        said = words.lists["both"].format(titled=said, told=words.count(others, listed.told))
    if shown < listed.titled + listed.told:
        said += words.lists["shown"].format(n=shown)
    return f"{said}."


def _meant(listed: Listed, words: AnswerWords) -> str:
    """What was counted."""
    return str(words.lists[_form("meant", listed)]).format(words=", ".join(listed.words))


def _form(name: str, listed: Listed) -> str:
    """Which form is used: a text that has several words need not speak of what they mean together."""
    return name if len(listed.words) == 1 else f"{name}_words"


def _titles(facts: Sequence[HeaderFact], words: AnswerWords, keys: Keys) -> list[str]:
    """A line for each resolution, with its title."""
    return [
        words.say["listing_item"].format(
            mention=mention(fact.resolution.symbol, words.language, fact.resolution.adopted, named=False),
            quote=quoted(fact.quote, fact.resolution.language),
            key=keys.header(fact),
        )
        for fact in facts
    ]


def _paragraphs(passages: Sequence[Passage], listed: Listed, words: AnswerWords, statements: Statements) -> list[str]:
    """A line for each resolution, with its first paragraph on the subject and how many there are."""
    lines = []
    for passage, count in zip(passages, listed.paragraphs, strict=True):
        resolution = passage.resolution
        quote, key = statements.quote(resolution, passage.paragraph, *passage.extent)
        lines.append(
            words.lists["item"].format(
                mention=mention(resolution.symbol, words.language, resolution.adopted, named=False),
                place=inside(passage.paragraph.locator, words.language),
                quote=quote,
                key=key,
                count=words.count(words.lists[_form("paragraphs", listed)], count),
            )
        )
    return lines
