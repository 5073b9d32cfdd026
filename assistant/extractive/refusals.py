"""Refusals put into words: what is missing, what there is instead, what was searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer_words import AnswerWords, answer_words
from assistant.citations import capitalised, join, label, running_text
from assistant.evidence import Found, Refusal, Why
from assistant.extractive.coverage import corpus_words
from assistant.reference_words import NBSP, ordinal, reference_words
from assistant.understanding.reading import Part
from index.errors import SymbolError
from index.search import Coverage
from index.symbols import Locator, Symbol

_NOT_SEARCHED = (Why.INSTRUCTIONS, Why.NO_QUESTION, Why.NO_INDEX, Why.WHICH_RESOLUTION)


def refusal_text(found: Found, refusal: Refusal, language: str) -> str:
    """The refusal of a whole question."""
    words = answer_words(language)
    text = " ".join(dict.fromkeys(refusal_sentence(one, language) for one in merged(found.missing or (refusal,))))
    if refusal.why is Why.NO_QUESTION and found.coverage:
        text += f" {corpus_words(found.coverage, language)}"
    if refusal.why in _NOT_SEARCHED:
        return text
    if found.coverage:
        text += _searched(found.coverage, words)
    return text + (str(words.refusal["near"]) if refusal.near else "")


def refusal_sentence(refusal: Refusal, language: str) -> str:
    """Why there is no answer, as a sentence."""
    words = answer_words(language)
    values = refusal.values
    symbol = str(values.get("symbol", ""))
    holes: dict[str, object] = {"symbol": _short(symbol), "resolution": _named(symbol, language)}
    if refusal.why is Why.NOT_INDEXED:
        holes["indexed"] = _indexed(values.get("indexed"), words)
    elif refusal.why is Why.NO_SUCH_PARAGRAPH:
        holes |= (_sub_paragraph_holes if "labels" in values else _paragraph_holes)(refusal, words)
    elif refusal.why is Why.NO_SUCH_SECTION:
        holes |= {"asked": _roman(str(values.get("asked", ""))), "sections": _instead(values, words, "sections")}
    elif refusal.why is Why.NO_SUCH_ANNEX:
        holes |= {"asked": _roman(str(values.get("asked", ""))), "annexes": _instead(values, words, "annexes")}
    elif refusal.why is Why.NO_SUCH_ARTICLE:
        holes |= {"asked": str(values.get("asked", "")), "articles": _instead(values, words, "articles")}
    elif refusal.why is Why.CITES_NOT:
        holes["documents"] = _short(str(values["documents"]))
    elif refusal.why is Why.NOT_IN_LANGUAGE:
        holes |= {name: words.languages[str(values[name])] for name in ("asked", "there")}
    elif refusal.why is Why.NOT_PRINTED:
        holes["field"] = words.fields[str(values["field"])]
    form = refusal.why.value
    if values.get("container"):
        form += "-inside" if values["inside"] else "-unnumbered"
    elif "labels" in values:
        form += "-sub"
    text = str(words.refusal[form]).format(**holes)
    return capitalised(" ".join(text.replace(" .", ".").split()))


def merged(missing: Sequence[Refusal]) -> list[Refusal]:
    """The refusals with the paragraphs that one resolution lacks said together: « n'a pas de paragraphes 10 à 12 »."""
    given: list[Refusal] = []
    for refusal in missing:
        last = given[-1] if given else None
        if last and _lack_alike(last, refusal):
            numbers = (*_numbers(last), *_numbers(refusal))
            given[-1] = replace(last, values={**last.values, "asked": numbers})
        elif refusal not in given:
            given.append(refusal)
    return given


def _lack_alike(one: Refusal, other: Refusal) -> bool:
    """Whether two refusals say that numbered paragraphs of one place are not there."""
    if one.why is not Why.NO_SUCH_PARAGRAPH or other.why is not Why.NO_SUCH_PARAGRAPH:
        return False
    same = "labels" not in one.values and all(
        one.values.get(name) == other.values.get(name) for name in ("symbol", "part", "container")
    )
    return same and not one.values.get("subs") and not other.values.get("subs")


def _numbers(refusal: Refusal) -> tuple[str, ...]:
    asked = refusal.values["asked"]
    return asked if isinstance(asked, tuple) else (str(asked),)


def _paragraph_holes(refusal: Refusal, words: AnswerWords) -> dict[str, object]:
    values = refusal.values
    numbers = _numbers(refusal)
    preamble = values["part"] == Part.PREAMBLE.value
    labels = _labels(values.get("subs"), words)
    named = [ordinal(int(n), words.language) if preamble and n.isdecimal() else f"{n}{labels}" for n in numbers]
    target = not preamble and all("." in n for n in numbers)
    forms = words.refusal["asked_preamble" if preamble else "asked_target" if target else "asked_operative"]
    container = values.get("container")
    return {
        "asked": forms[min(len(numbers), 2) - 1].format(n=join(named, reference_words(words.language))),
        "operative": words.count(words.counted["operative"], int(str(values["operative"]))),
        "preambular": words.count(words.counted["preambular"], int(str(values["preambular"]))),
        "annexed": words.refusal["annexed"] if values.get("annexed") else "",
        "place": running_text(container, words.language) if isinstance(container, Locator) else "",
        "inside": words.count(words.counted["operative"], int(str(values.get("inside", 0)))),
    }


def _sub_paragraph_holes(refusal: Refusal, words: AnswerWords) -> dict[str, object]:
    values, place = refusal.values, refusal.values["place"]
    labels = values.get("labels")
    there = [_labels((label,), words).strip() for label in labels] if isinstance(labels, tuple) else []
    assert isinstance(place, Locator)
    forms = words.refusal["subs"]
    return {
        "at": words.at(running_text(place, words.language)),
        "asked": _labels(values.get("subs"), words).strip(),
        "subs": str(forms[min(len(there), 2)]).format(labels=join(there, reference_words(words.language))),
    }


def _labels(subs: object, words: AnswerWords) -> str:
    """The labels of a sub-paragraph as the language prints them, each with a space before it: ` a) ii)`."""
    if not isinstance(subs, tuple):
        return ""
    return "".join(" " + reference_words(words.language).sub.format(label=sub) for sub in subs).replace(NBSP, " ")


def _instead(values: object, words: AnswerWords, name: str) -> str:
    n = int(str(values["sections"])) if isinstance(values, dict) and "sections" in values else 0
    forms = words.refusal[name]
    return str(forms[min(n, 2)]).format(n=n)


def _indexed(symbols: object, words: AnswerWords) -> str:
    if not isinstance(symbols, tuple) or not symbols:
        return ""
    return str(words.refusal["indexed"]).format(symbols=", ".join(_short(s) for s in symbols))


def _searched(coverage: Coverage, words: AnswerWords) -> str:
    forms, n = words.refusal["searched"], coverage.searched_resolutions
    return str(forms[min(n, 2)]).format(paragraphs=words.number(coverage.searched), resolutions=words.number(n))


def _short(symbols: str) -> str:
    """Symbols as prose writes them; what is none stays."""
    parts = []
    for text in symbols.split(", "):
        try:
            symbol = Symbol.parse(text)
            parts.append(symbol.short if symbol.prefix in ("A/RES", "S/RES", "E/RES") else str(symbol))
        except SymbolError:
            parts.append(text)
    return ", ".join(parts)


def _named(symbol: str, language: str) -> str:
    try:
        return label(Locator(Symbol.parse(symbol)), language)
    except SymbolError:
        return symbol


def _roman(number: str) -> str:
    if not number.isdigit():
        return number
    value, text = int(number), ""
    for size, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        times, value = divmod(value, size)
        text += letters * times
    return text
