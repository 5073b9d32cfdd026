"""Numbers of paragraphs as questions write them: lists and ranges, in figures or words, with sub-paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.lexicon import Lexicon

MOST_OF_A_RANGE = 40
_LABEL = r"\(?[a-z]{1,4}\)"
Numbered = tuple[str, tuple[str, ...]]
"""A number as printed, or "last", "before-last", "last-2", …; the labels of the sub-paragraph below it."""


def number_pattern(words: Lexicon) -> str:
    """One number with its sub-paragraphs: `52 d)`, `5 (a) (ii)`, `5a`, `5, alinea b)`."""
    named = rf"\s*,?\s*{words.parts['sub_of']}\s+(?:{_LABEL}|[a-z]\b(?!'))"
    return rf"\d{{1,3}}(?!\d)(?:[a-df-h]\b|(?:\s*{_LABEL}|\.[a-z]{{1,4}}\b|{named})*)"


def list_pattern(words: Lexicon) -> str:
    """Numbers in a list or range; a label alone is a further sub-paragraph of the number before it."""
    article = rf"(?:{words.parts['the']}\s*)?"  # « le paragraphe 5 et le 7 »
    one = number_pattern(words)
    return rf"{one}(?:{_joint(words)}{article}(?:{one}|{_LABEL}))*"


def ordinals_pattern(words: Lexicon) -> str:
    """Ordinals in a list or range, « dernier » among them."""
    one = _one_ordinal(words)
    article = rf"(?:{words.parts['the']}\s*)?"
    return rf"{one}(?:{_joint(words)}{article}{one})*"


def counted_ends_pattern(words: Lexicon) -> str:
    """`les trois premiers`, `the last two`: how many (groups `n1` or `n2`), and from which end (`e1` or `e2`)."""
    count, end = rf"(?:\d{{1,2}}|{words.cardinal})", rf"(?:{words.parts['first']}|{words.parts['last']})"
    return rf"(?:(?P<n1>{count})\s+(?P<e1>{end})|(?P<e2>{end})\s+(?P<n2>{count}))"


def read_numbers(text: str, words: Lexicon) -> Iterator[Numbered]:
    """The numbers of a list or range with their sub-labels: `9 et 10`, `35 a 37`, `52 d)`, `5 a) a c)`."""
    last: Numbered = ("", ())
    behind = 0
    for match in re.finditer(rf"{number_pattern(words)}|{_LABEL}", text):
        ranged = bool(last[0]) and _is_range(text[behind : match.start()], words)
        digits = re.match(r"\d+", match[0])
        found = (digits[0], _labels(match[0][digits.end() :])) if digits else (last[0], _beside(last[1], match[0]))
        yield from _between(last, found) if ranged else ()
        yield found
        last, behind = found, match.end()


def read_ordinals(text: str, words: Lexicon) -> Iterator[str]:
    """The numbers of ordinals in a list or range: `premier et deuxieme`, `troisieme a cinquieme`, `dernier`."""
    last, behind = "", 0
    for match in re.finditer(_one_ordinal(words), text):
        number = _ordinal(match[0], words)
        if last.isdigit() and number.isdigit() and _is_range(text[behind : match.start()], words):
            yield from (n for n, _ in _between((last, ()), (number, ())))
        yield number
        last, behind = number, match.end()


def read_counted_ends(match: re.Match[str], words: Lexicon) -> Iterator[str]:
    """The numbers of `les trois premiers` (1, 2, 3) or of `the last two` (before-last, last)."""
    count = match["n1"] or match["n2"]
    n = min(int(count) if count.isdecimal() else words.cardinals[count], MOST_OF_A_RANGE)
    if re.fullmatch(words.parts["first"], match["e1"] or match["e2"]):
        yield from (str(number) for number in range(1, n + 1))
    else:
        yield from (from_the_end(back) for back in range(n - 1, -1, -1))


def between(first: str, last: str) -> list[str]:
    """The numbers strictly between two, in figures; none where they are not in order."""
    if not (first.isdigit() and last.isdigit()):
        return []
    return [str(n) for n in range(int(first) + 1, min(int(last), int(first) + MOST_OF_A_RANGE))]


def from_the_end(back: int) -> str:
    """What stands for the last (0), the one before it (1), …"""
    return {0: "last", 1: "before-last"}.get(back, f"last-{back}")


def in_figures(text: str, words: Lexicon) -> str:
    """The text with numbers in words that follow a word of structure (`paragraphe quatre`) as figures; same length."""
    unit = rf"(?:{words.parts['paragraph']}|{words.parts['section']}|{words.parts['annex_number']})\s+"

    def figures(match: re.Match[str]) -> str:
        return match[1] + str(words.cardinals[match[2]]).ljust(len(match[2]))

    return re.sub(rf"(\b{unit})({words.cardinal})\b(?!-)", figures, text)


def _one_ordinal(words: Lexicon) -> str:
    return rf"(?:{words.parts['before_last']}|{words.parts['last']}|{words.ordinal})"


def _joint(words: Lexicon) -> str:
    return rf"(?:\s*{words.parts['list_and']}\s*|\s*{words.parts['range_to']}\s*)"


def _is_range(text: str, words: Lexicon) -> bool:
    return bool(re.fullmatch(rf"\s*{words.parts['range_to']}\s*(?:{words.parts['the']}\s*)?", text))


def _ordinal(text: str, words: Lexicon) -> str:
    if re.fullmatch(words.parts["before_last"], text):
        return "before-last"
    if re.fullmatch(words.parts["last"], text):
        return "last"
    return str(words.number_of(text))


def _labels(text: str) -> tuple[str, ...]:
    """The labels behind a number: `a) ii)`, `, alinea b)`, `.a`, `a`."""
    found = re.findall(r"\b([a-z]{1,4})\)|\.([a-z]{1,4})\b|(?:^|\s)([a-z])$", text)
    return tuple("".join(groups) for groups in found)


def _beside(subs: tuple[str, ...], label: str) -> tuple[str, ...]:
    """The labels of a sub-paragraph named by its last label alone, beside one named whole."""
    return (*subs[:-1], label.strip("()"))


def _between(first: Numbered, last: Numbered) -> Iterator[Numbered]:
    """What a range leaves out: whole numbers, or the letters between two sub-paragraphs of one paragraph."""
    if first[0] != last[0]:
        yield from ((n, ()) for n in between(first[0], last[0]))
        return
    one, other = (first[1] or ("",))[-1], (last[1] or ("",))[-1]
    if len(one) == len(other) == 1:
        yield from ((first[0], (*first[1][:-1], chr(c))) for c in range(ord(one) + 1, ord(other)))
