"""Refusals put into words: what is missing, what there is instead, what was searched."""

from __future__ import annotations

from assistant.answer_words import AnswerWords, answer_words, counted
from assistant.citations import capitalised, label
from assistant.evidence import Found, Refusal, Why
from assistant.reference_words import ordinal
from assistant.understanding.reading import Part
from index.errors import SymbolError
from index.search import Coverage
from index.symbols import Locator, Symbol

_NOT_SEARCHED = (Why.INSTRUCTIONS, Why.NO_QUESTION, Why.NO_INDEX, Why.WHICH_RESOLUTION)


def refusal_text(found: Found, refusal: Refusal, language: str) -> str:
    """The refusal of a whole question."""
    words = answer_words(language)
    text = refusal_sentence(refusal, language)
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
        holes |= _paragraph_holes(refusal, words)
    elif refusal.why is Why.NO_SUCH_SECTION:
        holes |= {"asked": _roman(str(values.get("asked", ""))), "sections": _instead(values, words, "sections")}
    elif refusal.why is Why.NO_SUCH_ANNEX:
        holes |= {"asked": _roman(str(values.get("asked", ""))), "annexes": _instead(values, words, "annexes")}
    elif refusal.why is Why.NOT_PRINTED:
        holes["field"] = words.fields[str(values["field"])]
    text = str(words.refusal[refusal.why.value]).format(**holes)
    return capitalised(" ".join(text.replace(" .", ".").split()))


def _paragraph_holes(refusal: Refusal, words: AnswerWords) -> dict[str, object]:
    values = refusal.values
    number = str(values["asked"])
    subs = values.get("subs") or ()
    label = number + "".join(f" {sub})" for sub in subs) if isinstance(subs, tuple) else number
    preamble = values["part"] == Part.PREAMBLE.value
    asked = words.refusal["asked_preamble" if preamble else "asked_operative"]
    ordered = ordinal(int(number), words.language) if preamble and number.isdigit() else label
    return {
        "asked": asked.format(n=ordered),
        "operative": counted(words.counted["operative"], int(str(values["operative"]))),
        "preambular": counted(words.counted["preambular"], int(str(values["preambular"]))),
        "annexed": words.refusal["annexed"] if values.get("annexed") else "",
    }


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
    return str(forms[min(n, 2)]).format(paragraphs=coverage.searched, resolutions=n)


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
