"""Words compared: the folding of quotations, loose folding, and numbers written in letters."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise, product
from typing import Any

_LARGEST_IN_LETTERS = 999_999
_LINK = "&"
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u2032]")
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_SOFT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_FOOTNOTE_MARKS = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
# 28 422 000, 28,422,000 and 32.700: one separator between groups of three digits.
_THOUSANDS = re.compile(r"(?<=\d)[ .,](?=\d{3}(?!\d))")


def fold_quotation(text: str) -> str:
    """The one folding under which a quotation must be a substring of its paragraph (CITATIONS, "Quotations").

    NFC; every run of white space one space; typographic apostrophes and hyphens plain; footnote marks dropped.
    Case, accents, punctuation and spelling errors stay.
    """
    text = _FOOTNOTE_MARKS.sub("", unicodedata.normalize("NFC", text))
    return " ".join(_HYPHENS.sub("-", _APOSTROPHES.sub("'", text)).split())


def fold(text: str) -> str:
    """`text` without case, accents, ligatures, soft hyphens and typographic signs; groups of thousands closed up."""
    text = fold_quotation(_SOFT.sub("", text)).casefold().translate(_LIGATURES)
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return _THOUSANDS.sub("", bare)


def contains_share(text: str, strings: Sequence[str]) -> float | None:
    """Strings that occur in `text` / strings asked for, accents and case folded; None where none is asked for.

    A string's digits must not be part of a longer number or symbol (55/63 is not in 155/63; 46 is in "46e"), but a
    number may be said with its decimals: 856 is in "856,4 millions", as sets ask for what French and English print
    alike. A bare number may also stand in letters, in any language we know. Source: exact match of answer strings, as
    in open-domain question answering (Chen et al., Reading Wikipedia to Answer Open-Domain Questions, 2017).
    """
    if not strings:
        return None
    return sum(contains(text, wanted) for wanted in strings) / len(strings)


def contains(text: str, wanted: str) -> bool:
    """Whether one string occurs in `text`, as `contains_share` counts it."""
    needle, hay = fold(wanted), fold(text)
    if not needle:
        return True
    before = r"(?<![\w/])(?<!\d[.,])" if needle[0].isdigit() else ""
    after = r"(?![\d/])" if needle[-1].isdigit() else ""
    if re.search(before + re.escape(needle) + after, hay):
        return True
    return needle.isdecimal() and int(needle) in numbers_in_letters(hay, also_one=True)


def numbers_in_letters(text: str, *, also_one: bool = False) -> set[int]:
    """The numbers that `text` writes in letters ("vingt-trois", "two hundred and five"), up to 999,999.

    Part of a longer number or of an ordinal is no number of its own. "un" and "one" count only with `also_one`, and
    there only where they count things ("un seul", "only one").
    """
    folded = fold(text)
    found = {n for run in _number_runs(folded) for n in _values(run) if n != 1}
    if also_one and any(_has_word(folded, way) for table in word_tables().values() for way in table["one"]):
        found.add(1)
    return found


def month_number(name: str) -> int | None:
    """1 to 12 for the name of a month in any language we know."""
    return _months().get(fold(name))


@lru_cache(maxsize=1)
def word_tables() -> Mapping[str, Mapping[str, Any]]:
    """The tables of `words.toml`, by language."""
    tables = tomllib.loads(files("assistant.evaluation").joinpath("words.toml").read_text(encoding="utf-8"))
    for table in tables.values():
        for key in ("units", "one", "months"):
            table[key] = [fold(word) for word in table[key]]
        table["tens"] = {int(value): fold(word) for value, word in table["tens"].items()}
    return tables


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {name: n for table in word_tables().values() for n, name in enumerate(table["months"], 1)}


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, str]:
    """Number word → its singular, over all languages."""
    words: dict[str, str] = {}
    for table in word_tables().values():
        phrases = [*table["units"], *table["tens"].values(), table["hundred"], table["thousand"]]
        words |= {word: word for phrase in phrases for word in phrase.split()} | table["plurals"]
    return words


def _number_runs(folded: str) -> Iterator[tuple[str, ...]]:
    """The longest runs of number words, singular, "et" and "and" as `_LINK`; runs that an ordinal ends are left out."""
    vocabulary = _vocabulary()
    links = {table["and"] for table in word_tables().values()}
    endings = tuple(e for table in word_tables().values() for e in table["ordinal_endings"])
    for clause in re.split(r"[^\w\s'-]", folded):
        run: list[str] = []
        words = re.findall(r"\w+", clause)
        for word, after in pairwise([*words, ""]):
            if word in vocabulary:
                run.append(vocabulary[word])
            elif word in links and run and (after in vocabulary or after.endswith(endings)):
                run.append(_LINK)
            else:
                if run and not word.endswith(endings):
                    yield tuple(run)
                run = []
        if run:
            yield tuple(run)


def _values(run: tuple[str, ...]) -> list[int]:
    """The numbers of a run, each as long as the words allow: "vingt et un" is one, "deux et trois" are two."""
    parts = [tuple(part.split()) for part in " ".join(run).split(f" {_LINK} ")]
    found: list[int] = []
    while parts:
        for end in range(len(parts), 0, -1):
            value = _value(sum(parts[:end], ()))
            if value is not None:
                found.append(value)
                break
        parts = parts[max(end, 1) :]
    return found


def _value(run: tuple[str, ...]) -> int | None:
    """The number that a run of number words writes, or None ("deux trois" is none)."""
    for language in word_tables():
        small = _small_numbers(language).get(run)
        value = _with_thousands(run, language) if small is None else small
        if value is not None:
            return value
    return None


def _with_thousands(run: tuple[str, ...], language: str) -> int | None:
    thousand = word_tables()[language]["thousand"]
    if thousand not in run:
        return None
    at = run.index(thousand)
    small = _small_numbers(language)
    many, rest = (1 if at == 0 else small.get(run[:at])), (small.get(run[at + 1 :]) if run[at + 1 :] else 0)
    if many is None or rest is None:
        return None
    total = many * 1000 + rest
    return total if total <= _LARGEST_IN_LETTERS else None


@lru_cache(maxsize=8)
def _small_numbers(language: str) -> dict[tuple[str, ...], int]:
    """Every spelling of 0 to 999 in one language → its value."""
    table = word_tables()[language]
    below = {tuple(words.split()): n for n, words in enumerate(table["units"])}
    for value, word in table["tens"].items():
        rests = range(20) if value + 10 not in table["tens"] and value < 90 else range(10)
        below |= {(*word.split(), *(_units(table, rest))): value + rest for rest in rests}
    numbers = dict(below)
    hundreds = [((table["hundred"],), 1)] + [((*w, table["hundred"]), n) for w, n in below.items() if 1 <= n <= 9]
    for (words, many), (rest_words, rest) in product(hundreds, [((), 0), *below.items()]):
        numbers[(*words, *rest_words)] = many * 100 + rest
    return numbers


def _units(table: Mapping[str, Any], n: int) -> tuple[str, ...]:
    """The words of a unit after a ten; none for 0."""
    return tuple(table["units"][n].split()) if n else ()


def _has_word(folded: str, phrase: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", folded) is not None
