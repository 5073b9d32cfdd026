"""What canonical names of verbs and addressees are called in a language: the first form of the word lists."""

from __future__ import annotations

from functools import cache

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
