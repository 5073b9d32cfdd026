"""Places inside a document as prose names them (« par. 4 b) de l'annexe », "section II, paragraph 2") → id paths."""

from __future__ import annotations

import re
from typing import Any

from index.grammar.forms import either, fold
from index.symbols import roman_to_int

_MOST = 40
"""Paragraphs that one range may name; « paragraphes 1 à 900 » is a slip of the page, not a citation."""
_NUMBER = r"\d{1,3}(?:\s?(?:bis|ter))?(?:\s?\(?[a-z]{1,2}\))?(?:\s?\(?[ivx]{1,5}\))?"
_LETTERED = r"\(?[a-z]{1,2}\)(?:\s?\(?[ivx]{1,5}\))?"
_ROMAN = r"[ivxl]{1,6}|\d{1,2}"
_STEP = re.compile(r"\d{1,3}|[a-z]{1,5}(?=\))")


class Places:
    """The words for places in one language. All texts given to it are folded."""

    def __init__(self, table: dict[str, Any], numbers: dict[str, Any]) -> None:
        words = table["place"]
        self._range = re.compile(rf"\s*(?:(?:{either(table['to'])})\s+|[-–])\s*")
        glue = rf"\s*(?:,|\b(?:{either(table['and'])})\b|\b(?:{either(table['to'])})\b|[-–])\s*"
        listed = rf"{_NUMBER}(?:{glue}(?:{_NUMBER}|{_LETTERED}))*(?!\w)"
        ordinals = [either([form]) for form in numbers["ordinals"]]
        self._ordinals = [re.compile(form) for form in ordinals]
        join = rf"(?:{either(words['join'])})\s*"
        paragraph = rf"(?:{either(words['paragraph'])})\s*(?P<paragraphs>{listed})"
        section = rf"(?:{either(words['section'])})\s*(?P<section>{_ROMAN})(?:[\s.]{{0,2}}[a-h])?(?!\w)"
        annex = rf"(?:{either(words['annex'])})(?:\s+(?P<annex>{_ROMAN})(?!\w))?"
        article = rf"(?:{either(words['article'])})\s*(?P<article>\d{{1,3}}|[ivxl]{{1,6}})(?!\w)"
        preamble = rf"(?P<ordinal>{'|'.join(ordinals)})\s+(?:{either(words['preambular'])})"
        parts = f"(?P<p>{paragraph})|(?P<pp>{preamble})|(?P<s>{section})|(?P<x>{annex})|(?P<a>{article})"
        self._part = re.compile(parts)
        unnamed = re.sub(r"\?P<\w+>", "?:", parts)
        # Up to three places, small to large or large to small, before the word for the document, or after its number.
        self._before = re.compile(rf"(?<!\w)(?:(?:{unnamed})[\s,]*(?:{join})?){{1,3}}$")
        self._after = re.compile(rf",\s*(?:(?:{unnamed})(?:\s*,\s*)?){{1,3}}(?<!,)(?<!\s)")
        self._joined = re.compile(rf"[\s,]*{join}(?!\w)")
        self._plain = re.compile(rf"\)?,\s*(?P<place>(?:{either(words['paragraph'])})\s*{listed})")

    def before(self, folded: str, end: int) -> tuple[tuple[str, ...], int] | None:
        """The places named just before `end`, where the words for the document begin, and where they start."""
        base = max(0, end - 160)
        if found := self._before.search(folded[base:end]):
            return self._paths(found[0]), base + found.start()
        return None

    def after(self, folded: str, start: int) -> tuple[tuple[str, ...], int] | None:
        """The places named just after `start`, where the number of the document ends, and where they end."""
        found = self._after.match(folded, start)
        if found is None or self._joined.match(folded, found.end()):
            return None  # « résolution 73/279 A, section VI de sa résolution … »: the place is in the next one
        return self._paths(found[0]), found.end()

    def printed_after(self, folded: str, start: int) -> tuple[int, int] | None:
        """The span of « par. 83 » after the symbol of another document."""
        found = self._plain.match(folded, start)
        return found.span("place") if found else None

    def _paths(self, words: str) -> tuple[str, ...]:
        """The id paths that the words name: `op5`, `s2.op4`, `annex.p8`; several for several paragraphs."""
        found = {part.lastgroup: part for part in self._part.finditer(words)}
        large = []
        if annex := found.get("x"):
            large.append(f"annex{_ordinal_suffix(annex['annex'])}")
        if section := found.get("s"):
            large.append(f"s{_arabic(section['section'])}")
        if article := found.get("a"):
            large.append(f"art{_arabic(article['article'])}")
        if preamble := found.get("pp"):
            large.append(f"pp{self._value(preamble['ordinal'])}")
        if paragraphs := found.get("p"):
            letter = "p" if annex or article else "op"
            return tuple(".".join([*large, letter + step]) for step in self._listed(paragraphs["paragraphs"]))
        return (".".join(large),)

    def _listed(self, words: str) -> list[str]:
        """The numbers of a list: `4 b) et c), 9 à 11` gives 4.b, 4.c, 9, 10, 11."""
        numbers: list[str] = []
        end = 0
        for item in re.finditer(rf"{_NUMBER}|{_LETTERED}", words):
            steps = _STEP.findall(item[0])
            if steps[:1] and not steps[0].isdigit() and numbers:
                steps.insert(0, numbers[-1].partition(".")[0])
            first, last = (numbers[-1], steps[-1]) if numbers else ("", "")
            if self._range.fullmatch(words[end : item.start()]) and first.isdigit() and last.isdigit():
                numbers += [str(n) for n in range(int(first) + 1, min(int(last), int(first) + _MOST))]
            numbers.append(".".join(steps))
            end = item.end()
        return numbers

    def _value(self, ordinal: str) -> int:
        return next(n for n, pattern in enumerate(self._ordinals, 1) if pattern.fullmatch(fold(ordinal)))


def _arabic(number: str) -> str:
    return number if number.isdigit() or number in "abcdefgh" else str(roman_to_int(number))


def _ordinal_suffix(number: str | None) -> str:
    """`annex` for the first or only one, `annex2` for the second, as the ids have it."""
    arabic = _arabic(number) if number else ""
    return "" if arabic == "1" else arabic
