"""Forms of reference that the finder of the index does not read, put into those it does, every offset kept.

« alinéa a) du paragraphe 5 » becomes « paragraphe 5 a) », « article premier » « article 1 », « deuxième annexe »
« annexe 2 », "paragraph 5 of the preamble" "pp 5", "UNGA Res 62/27" "Res 62/27"; the room left is spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from assistant.brief_words import table
from assistant.folding import plain
from assistant.lexicon import lexicon

_Change = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
_LABEL = r"(?:\(?[a-z]{1,4}\)(?:\s?\(?[ivx]{1,5}\))?|[a-z]\b(?!'))"
# "A/RES/62/27 (2007)": the year that journals put behind a symbol is no part of it.
_YEAR_BEHIND: _Change = (
    re.compile(r"(?:(?<=/\d)|(?<=/\d\d)|(?<=/\d\d\d)) ?\((?:19|20)\d\d\)"),
    lambda match: "",
)


def respelt(text: str, language: str) -> str:
    """The text in other words of the same length; what needs none is left as it is."""
    folded = plain(text)
    for pattern, change in (*_changes(language), _YEAR_BEHIND):
        found = [(match, change(match)) for match in pattern.finditer(folded)]
        fitting = [(match.span(), words.rjust(len(match[0]))) for match, words in found if len(words) <= len(match[0])]
        if fitting:
            text = _replaced(text, fitting)
            folded = plain(text)
    return text


def _replaced(text: str, changes: Sequence[tuple[tuple[int, int], str]]) -> str:
    """The text with words put in the place of spans, which are in order."""
    pieces, at = [], 0
    for (start, end), words in changes:
        pieces += [text[at:start], words]
        at = end
    return "".join([*pieces, text[at:]])


def listed_articles(folded: str, language: str) -> list[int]:
    """The numbers of « articles 3 et 4 », "articles 3 to 5", where there are several."""
    parts = lexicon(language).parts
    found = re.search(rf"{parts['article']}\s+(\d{{1,3}}(?:{_joined(language)}\d{{1,3}})+)(?!\s?[/\d])", folded)
    numbers: list[int] = []
    for item in re.finditer(r"(\D*)(\d+)", found[1] if found else ""):
        last, number = (numbers or [0])[-1], int(item[2])
        if numbers and re.fullmatch(rf"\s*{parts['range_to']}\s*", item[1]):
            numbers += range(last + 1, min(number, last + 40))
        numbers.append(number)
    return numbers


def filled(paths: tuple[str, ...], folded: str, language: str) -> tuple[str, ...]:
    """The paths with those that a range of labels leaves unsaid: « 5 a) à c) » names 5 b) too."""
    to = lexicon(language).parts["range_to"]
    whole: list[str] = []
    for path in paths:
        parent, _, label = path.rpartition(".")
        before, _, first = whole[-1].rpartition(".") if whole else ("", "", "")
        lettered = len(first) == len(label) == 1 and first.isalpha() and label.isalpha() and parent == before
        if lettered and re.search(rf"\b{first}\)\s*{to}\s*\(?{label}\)", folded):
            whole += [f"{parent}.{chr(code)}" for code in range(ord(first) + 1, ord(label))]
        whole.append(path)
    return tuple(whole)


@cache
def _joined(language: str) -> str:
    parts = lexicon(language).parts
    return rf"(?:\s*{parts['list_and']}\s*|\s*{parts['range_to']}\s*)"


@cache
def _changes(language: str) -> tuple[_Change, ...]:
    """What is respelt in a language, in order: each a pattern over folded text and the words to put in its place."""
    words, own = lexicon(language), table("checks", language)
    parts, ordinal = words.parts, words.ordinal
    paragraph, number = f"(?:{parts['paragraph']}|{own['respelt.paragraph']})", r"\d{1,3}"
    numbers = rf"(?P<numbers>{number}(?:{_joined(language)}{number})*)"
    preamble, labels = own["respelt.preamble"], rf"(?P<labels>{_LABEL}(?:{_joined(language)}{_LABEL})*)"

    def of(name: str | int) -> Callable[[re.Match[str]], str]:
        return lambda match: str(words.number_of(match[name]) or match[name])

    word, ordinals = own["respelt.word"], rf"{ordinal}(?:{_joined(language)}{ordinal})*"
    container = rf"{parts['section']}|{parts['annex']}"
    return (
        (
            re.compile(rf"{own['respelt.organ']}\s+(?:res\s+(?=\d|e?s-\d))?"),
            lambda match: "res. " if "res" in match[0] else "",
        ),
        (
            re.compile(
                rf"\b{own['respelt.sub_of']}\s+{labels}\s*{own['respelt.of_paragraph']}"
                rf"(?P<word>{paragraph})\s*(?P<number>{number})\b"
            ),
            lambda match: f"{word} {match['number']} {_bracketed(match['labels'])}",
        ),
        (re.compile(rf"(?:{preamble}\s*,\s*{paragraph}|\b{parts['preamble_after']})\s*{numbers}"), _preambular),
        (re.compile(rf"{paragraph}\s*{numbers}\s+{own['respelt.of_preamble']}"), _preambular),
        (
            re.compile(
                rf"(?P<number>{ordinals})\s+{own['respelt.in_short']}\s+{own['respelt.of_preamble']}"
                rf"|{preamble}\s*,\s*(?P<behind>{ordinals})\s+{paragraph}"
            ),
            lambda match: f"pp {re.sub(ordinal, of(0), match['number'] or match['behind'])}",
        ),
        (
            re.compile(rf"(?P<word>{parts['article']}|\barts?\.)\s+(?P<number>{ordinal})(?!\w)"),
            lambda match: f"{match['word']} {of('number')(match)}",
        ),
        (
            re.compile(rf"(?P<number>{ordinal})\s+(?P<word>{container})(?!\w)"),
            lambda match: f"{match['word']} {of('number')(match)}",
        ),
        (re.compile(rf"{own['respelt.paragraph']}\s+(?={number})"), lambda match: f"{word} "),
    )


def _bracketed(labels: str) -> str:
    """« b » as « b) », as labels are printed."""
    return re.sub(r"\b([a-z])(?!\w|\)|')", r"\1)", labels)


def _preambular(match: re.Match[str]) -> str:
    return f"pp {match['numbers']}"
