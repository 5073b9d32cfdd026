"""Header questions put into words: one sentence a fact, with the printed line in quotation marks."""

from __future__ import annotations

import datetime as dt

from assistant.answer_words import AnswerWords, answer_words
from assistant.citations import capitalised, label
from assistant.evidence import HeaderFact
from assistant.extractive.keys import Keys
from assistant.extractive.statements import quoted
from assistant.reference_words import NBSP, date_words, ordinal
from index.symbols import Locator

# Facts that are counted, not printed: the key alone stands behind them.
_COUNTED = ("vote", "count", "organ")
_SIDES = ("in_favour", "against", "abstaining")


def header_sentence(fact: HeaderFact, language: str, keys: Keys) -> str:
    """A fact of the header as a sentence that ends with its key."""
    words = answer_words(language)
    sentence = capitalised(_sentence(fact, words))
    form = "with_quote" if fact.quote and fact.printed and fact.field not in _COUNTED else "without_quote"
    quote = quoted(fact.quote, fact.resolution.language)
    return str(words.header[form]).format(sentence=sentence, quote=quote, key=keys.header(fact))


def _sentence(fact: HeaderFact, words: AnswerWords) -> str:
    resolution, language = fact.resolution, words.language
    holes: dict[str, object] = {
        "resolution": label(Locator(resolution.symbol), language),
        "organ": words.organ(resolution.body),
        **fact.values,
    }
    name = fact.field
    if isinstance(day := holes.get("date"), dt.date):
        holes["date"] = date_words(day, language).replace(NBSP, " ")
    if name == "session":
        number = int(str(fact.values["session"]))
        name, holes["session"] = ("session_year", number) if number > 1900 else (name, ordinal(number, language))
    if name == "count":
        for part in ("operative", "preambular"):
            holes[part] = words.count(words.header[part], int(str(fact.values[part])))
    if name == "vote":
        return _vote(fact, words, str(holes["resolution"]))
    if name == "report" and not fact.quote:
        return f"{words.header[name].format(**holes)} {holes['report']}"
    return str(words.header[name]).format(**holes)


def _vote(fact: HeaderFact, words: AnswerWords, resolution: str) -> str:
    """The counts, then the names where the source prints them; the whole line where it prints no count."""
    labels = {"in_favour": "vote_for", "against": "vote_against", "abstaining": "vote_abstaining"}
    counts = [
        words.header[labels[side]].format(n=fact.values[side]) for side in _SIDES if fact.values[side] is not None
    ]
    if not counts:
        line = quoted(fact.quote, fact.resolution.language) if fact.quote else ""
        return f"{words.header['vote_printed'].format(resolution=resolution)} : {line}".rstrip(" :")
    text = str(words.header["vote"]).format(resolution=resolution, counts=", ".join(counts))
    named = []
    for side in _SIDES if fact.values.get("names") else ():
        states = fact.values[f"states_{side}"]
        if isinstance(states, tuple) and states:
            named.append(f"{words.header[f'states_{side}']} : {', '.join(states)}")
    return "; ".join([text, *named]) if named else text
