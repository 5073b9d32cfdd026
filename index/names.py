"""What canonical names of verbs and addressees are called in a language: the first form of the word lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from index.analysis import fold, languages
from index.grammar.forms import expand, load

_CANONICAL = "en"
"""The language that the canonical names are in."""


def act_in(language: str, act: str) -> str:
    """A canonical verb or opening as the language says it: `requests` is « prie »; itself where it has no word."""
    own = {} if language == _CANONICAL else _acts(language)
    return own.get(act, act.replace("_", " "))


def addressee_in(language: str, name: str) -> str:
    """A canonical addressee as the language names it: `Secretary-General` is « Secrétaire général »."""
    return _addressees(language).get(name, name)


def meant(given: str, canonical: Iterable[str], name_in: Callable[[str, str], str]) -> str | None:
    """Which of these canonical names a person means who writes one, or what a language calls it (`name_in`), in any
    letter case, with or without accents, with hyphens or spaces; None if none of them."""
    wanted = _plain(given)
    for name in canonical:
        if wanted in {_plain(name), *(_plain(name_in(language, name)) for language in languages())}:
            return name
    return None


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("_", " ").replace("-", " ").split())


@cache
def _acts(language: str) -> dict[str, str]:
    named: dict[str, str] = {}
    for act in load(language, "actions")["act"]:
        for name, forms in ((act.get("name"), act.get("verbs")), (act.get("opening"), act.get("openings"))):
            if name and forms:
                named.setdefault(name, _first(forms[0]))
    return named


@cache
def _addressees(language: str) -> dict[str, str]:
    names = load(language, "addressees")["names"]
    return {name: _first(forms[0]) for name, forms in names.items() if forms}


def _first(form: str) -> str:
    return next(expand(form))
