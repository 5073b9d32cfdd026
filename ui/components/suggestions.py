"""Questions to go on with, made of what was found: never of guesses about what the corpus might hold."""

from __future__ import annotations

from assistant import citations
from assistant.answer import Answer
from assistant.ports import Library
from index.symbols import Locator, Symbol
from ui.browsing import in_order
from ui.i18n import Messages
from ui.shelf import Shelf

_MOST = 3
_NEWEST = 2
_ADDRESSED = 5
"""An addressee as frequent as this has answers."""
_ADDRESSEES = {"Secretary-General": "chat.suggest_secretary", "Member States": "chat.suggest_members"}


def suggestions(answer: Answer, library: Library, words: Messages) -> list[str]:
    """Up to three questions about the resolutions that the answer cites, or that came near it; each has an answer."""
    ids = [c.id for c in answer.citations] or [n.id for n in answer.nearest]
    symbols = list(dict.fromkeys(id.partition("#")[0] for id in ids))
    asked = [_neighbour(id, words) for id in ids[:1]]
    for symbol in symbols[:2]:
        number = Symbol.parse(symbol).short
        if library.citing(symbol):
            asked.append(words.say("chat.suggest_citing", number=number))
        asked.append(words.say("chat.suggest_resolution", number=number))
    fresh = [q for q in asked if q and q.casefold() != answer.question.casefold()]
    return list(dict.fromkeys(fresh))[:_MOST]


def first_questions(shelf: Shelf, words: Messages) -> list[str]:
    """Questions to begin with, of several kinds, about what is there: its newest resolutions, those most addressed."""
    summaries = shelf.summaries()
    own = [s for s in summaries if s.language == words.language] or list(summaries)
    newest = in_order(own, oldest_first=False)[:_NEWEST]
    numbers = list(dict.fromkeys(Symbol.parse(s.symbol).short for s in newest))
    asked = [words.say("chat.suggest_resolution", number=number) for number in numbers[:1]]
    addressed = {name for name, _ in shelf.addressees(_ADDRESSED)}
    asked += [words.say(key) for name, key in _ADDRESSEES.items() if name in addressed]
    asked += [words.say("chat.suggest_adoption", number=number) for number in numbers[-1:]]
    return asked


def _neighbour(id: str, words: Messages) -> str:
    """What the cited paragraph says in full, asked by its place."""
    locator = Locator.parse(id)
    if not locator.steps or locator.steps[0] in ("header", "vote"):
        return ""
    return words.say("chat.suggest_paragraph", place=citations.running_text([locator], words.language))
