"""Whom a paragraph addresses: the names between its verb and what they are asked to do, in canonical form."""

from __future__ import annotations

import re
from typing import Any

from index.grammar.forms import either, expand, fold

_REACH = 420
"""Characters after the verb within which those addressed are named."""
_WORD = re.compile(r"\w+(?:-\w+)*")


class Addressees:
    """The names of those addressed, in one language. All texts given to it are folded."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._names: dict[str, list[tuple[str, str]]] = {}
        for canonical, forms in table["names"].items():
            for spelling in (fold(s) for form in forms for s in expand(form)):
                first = _WORD.match(spelling)
                self._names.setdefault(first[0] if first else spelling, []).append((spelling, canonical))
        for names in self._names.values():
            names.sort(key=lambda name: -len(name[0]))
        infinitive = (
            rf"(?:{_bound(table['before_infinitive'])})(?:{_bound(table['pronouns']) or '(?!)'})*"
            rf"(?!(?:{either(table['no_infinitives'])})(?!\w))[\w-]*(?:{either(table['infinitives'])})(?!\w)"
        )
        self._stop = re.compile(rf"(?:{either(table['until'])})(?![\w-])|{infinitive}")
        others = _bound(table["after_others"])
        self._of_another = re.compile(rf"(?:(?P<stands>{either(table['stand_for'])})\s+)?(?<!\w)(?:{others})$")

    def find(self, folded: str, start: int) -> tuple[str, ...]:
        """Canonical names of those addressed in a paragraph whose verb ends at `start`, in order, each once."""
        window = re.split("[:;.]", folded[start : start + _REACH], maxsplit=1)[0]
        found: dict[str, None] = {}
        behind, first = 0, True
        for word in _WORD.finditer(window):
            at = word.start()
            if at < behind:
                continue
            if name := self._name_at(window, at, word[0]):
                behind = at + len(name[0])
                before = self._of_another.search(window, max(0, at - 60), at)
                if before is None or before["stands"]:
                    found[name[1]] = None
            elif not first and self._stop.match(window, at):
                break
            first = False
        return tuple(found)

    def _name_at(self, window: str, at: int, word: str) -> tuple[str, str] | None:
        """The longest name that begins here."""
        for spelling, canonical in self._names.get(word, ()):
            end = at + len(spelling)
            if window.startswith(spelling, at) and not window[end : end + 1].isalnum():
                return spelling, canonical
        return None


def _bound(words: list[str]) -> str:
    """A pattern of words with what binds them to the next: a space, nothing after an apostrophe."""
    plain = [word for word in words if not word.endswith("'")]
    elided = [word for word in words if word.endswith("'")]
    return "|".join(part for part in (f"(?:{either(plain)})\\s+" if plain else "", either(elided)) if part)
