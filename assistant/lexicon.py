"""The words in which people ask, from `words/questions.<language>.toml`: patterns over `plain` text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.folding import plain
from assistant.reference_words import LANGUAGES, ordinal_numbers, reference_words

Patterns = Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class OrganWords:
    """An organ in sentences: its `name` with the article, and how people spell it."""

    name: str
    feminine: bool
    spelt: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is read in a question of one language.

    `parts` are fragments from which `places` and `times` build patterns; `ordinals` gives the number of an ordinal as
    `plain` text, `ordinal` a pattern for any of them (figures with an ending included).
    """

    language: str
    marks: frozenset[str]
    stop: frozenset[str]
    spelling: frozenset[str]
    organs: Mapping[str, OrganWords]
    parts: Mapping[str, str]
    times: Mapping[str, str]
    months: tuple[str, ...]
    ordinals: Mapping[str, int]
    ordinal: str
    cardinals: Mapping[str, int]
    """Small numbers in words, as `plain` text; `cardinal` is a pattern for any of them."""
    cardinal: str
    header: Patterns
    header_noun: Patterns
    header_sure: Patterns
    chatter: Patterns
    """The header fields by name alone."""
    texts_in: Patterns
    """By language: what asks for texts of that language alone."""
    detail: Patterns
    intents: Patterns
    wanted: Patterns
    holds: Patterns
    counted: Patterns
    """`asked`: what a question counts, as its group; `number`: a number in a text that may count it."""
    provisions: Patterns
    """By kind of numbered provision: its name before the number."""
    followup: Patterns
    procedure: Patterns
    """`holds`: what a paragraph of mere procedure says (agenda, reports); `asked`: a question after such things."""
    header_subject: re.Pattern[str]
    templates: Mapping[str, str]
    acts: Sequence[tuple[re.Pattern[str], frozenset[str]]]
    short: int

    def number_of(self, words: str) -> int | None:
        """The number of an ordinal in words or figures (`troisieme`, `3e`, `twenty-first`), or None."""
        digits = re.match(r"\d+", words)
        return int(digits[0]) if digits else self.ordinals.get(" ".join(words.split()))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language. Raises FileNotFoundError for one that has none."""
    file = resources.files("assistant") / "words" / f"questions.{language}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    ordinals = {plain(words): number for words, number in ordinal_numbers(language).items()}
    ordinals |= data["ordinals"]["also"]
    followup = dict(data["followup"])
    times = {key: value for key, value in data["times"].items() if isinstance(value, str)}
    return Lexicon(
        language=language,
        marks=frozenset(data["language"]["marks"]),
        stop=frozenset(data["language"]["stop"]),
        spelling=frozenset(data["language"]["spelling"]),
        organs={
            body: OrganWords(entry["name"], entry["feminine"], re.compile("|".join(entry["spelt"])))
            for body, entry in data["organs"].items()
        },
        parts=data["understanding"],
        times=times,
        months=tuple(plain(month) for month in reference_words(language).months),
        ordinals=ordinals,
        ordinal=_ordinal_pattern(ordinals, data["ordinals"]["endings"]),
        cardinals=data["cardinals"],
        cardinal=rf"(?:{'|'.join(sorted(data['cardinals'], key=len, reverse=True))})",
        header=_compiled(data["header"]),
        header_noun=_compiled(data["header_noun"]),
        header_sure=_compiled(data["header_sure"]),
        chatter=_compiled(data["chatter"]),
        texts_in=_compiled(data["texts_in"]),
        detail=_compiled(data["header_detail"]),
        intents=_compiled(data["intents"] | {"listing_subject": _listing_subject(data["listing_subject"])}),
        wanted=_compiled(data["wanted"]),
        holds=_compiled(data["holds"]),
        counted=_compiled(data["counted"]),
        provisions=_compiled(data["provisions"]),
        short=followup.pop("short"),
        followup=_compiled(followup),
        procedure=_compiled(data["procedure"]),
        header_subject=re.compile(data["understanding"]["header_subject"]),
        templates=data["templates"],
        acts=tuple((re.compile(entry["words"]), frozenset(entry["means"])) for entry in data["acts"]),
    )


@cache
def lexicon_for_text(language: str) -> Lexicon:
    """The lexicon to read a text with: that of its language; French for one that has none."""
    return lexicon(language if language in LANGUAGES else LANGUAGES[0])


def lexicons() -> tuple[Lexicon, ...]:
    """The lexicons of every language that has words, French first."""
    return tuple(lexicon(language) for language in LANGUAGES)


def _compiled(table: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """Compiled patterns; an empty one matches nothing."""
    return {name: re.compile(pattern or r"(?!)") for name, pattern in table.items()}


def _listing_subject(parts: Mapping[str, str]) -> str:
    """The pattern of a question for the texts on a subject, which it names `subject`: what asks, the texts, what they
    are about, the subject, nothing else."""
    small = rf"(?:[ ,]*(?<![\w-])(?:{parts['elided']}|(?:{parts['between']})(?![\w'-])))*"
    leading = rf"(?:[ ]*(?:{parts['elided']}|(?:{parts['articles']})(?![\w'-])))*"
    several = rf"(?:{parts['which']})[ ]*{parts['text']}|(?:{parts['asks']})[ ]*{parts['texts']}"
    texts = rf"(?:{several}|{parts['exists']})(?!\w)"
    about = rf"[ ,]*(?:{parts['about']})(?![\w-])"
    subject = rf"(?P<subject>(?=\w)(?:(?!\b(?:{parts['other']})(?!\w))[^?;])+?)"
    return rf"^\W*{texts}{small}{about}{leading}[ ]*{subject}{small}\W*$"


def _ordinal_pattern(ordinals: Mapping[str, int], endings: str) -> str:
    longest_first = sorted(ordinals, key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, longest_first))}|\d{{1,3}}\s*{endings}\b)"
