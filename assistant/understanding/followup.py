"""Follow-ups made standalone: « Et le suivant ? » becomes a question that can be asked by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.citations import mention, running_text
from assistant.folding import plain
from assistant.lexicon import Lexicon
from assistant.understanding.intents import header_fields
from assistant.understanding.numbers import from_the_end
from assistant.understanding.organs import organs_named
from assistant.understanding.reading import Intent, Part, PlaceAsked, Reading
from assistant.understanding.times import find_times
from index.errors import SymbolError
from index.symbols import Locator, Symbol

_ENOUGH = 3
"""Words (a closing mark among them in French) that can be searched by themselves."""
_MANY = 100
"""Paragraphs of a range that are asked for at most."""
_WORD = re.compile(r"\w[\w'-]*")
_NOTHING = re.compile(r"[\W_]*")


def leans(question: str, words: Lexicon) -> bool:
    """Whether a question says that it leans on what was asked before: « Et … », « … -t-elle », no verb of its own."""
    text = plain(question).strip()
    if words.followup["leans"].search(text):
        return True
    return len(_WORD.findall(text)) <= words.short and not words.followup["verb"].search(text)


def may_lean(question: str, own: Reading, words: Lexicon) -> bool:
    """Whether a question that does not say so may lean on the one before all the same: a short one, of no organ."""
    short = len(plain(question).split()) <= words.short or len(own.terms) <= 3
    return short and not (own.told or own.understood.filters.bodies)


def points_back(question: str, own: Reading, words: Lexicon) -> bool:
    """Whether a question points to somebody or something named before (« cette fonction », "its members")."""
    if own.symbols or own.told or own.understood.filters.bodies:
        return False
    return bool(words.followup["pronoun"].search(plain(question)))


def searched_of(content: str, words: Lexicon) -> str:
    """What of a follow-up is searched by meaning: without what only leads to it, where enough is left."""
    bare = words.followup["lead_in"].sub("", content)
    return bare if len(bare.split()) >= _ENOUGH else content


def standalone(question: str, own: Reading, before: Reading, words: Lexicon) -> str:
    """The question with what it takes from the one `before` it; `own` is its reading by itself.

    A question that names its own resolution and asks something of it stands already and is given back.
    """
    text = plain(question)
    if own.symbols or own.documents:
        return _of_another(question, text, own, before, words)
    for step in _STEPS:
        if whole := step(question, text, own, before, words):
            return whole
    return question


def _of_another(question: str, text: str, own: Reading, before: Reading, words: Lexicon) -> str:
    """A question that names a document of its own: compared with the one before, or asked what that one was asked."""
    symbols = [s for s in before.symbols if s not in own.symbols and _parsed(s)]
    if symbols and _asks_whether_cited(text, own, words):
        right, form = (*own.symbols, *own.documents)[0], "cites" if own.symbols else "cites_document"
        return words.templates[form].format(left=_named(symbols[0], words), right=_named(right, words))
    if words.followup["same_place"].search(text) and len(own.symbols) == 1 and _can_be_named(before.places):
        return _lookup(replace(before, symbols=own.symbols), before.places, words)
    if symbols and len(own.symbols) == 1 and words.followup["compare_with"].search(text):
        return words.templates["compare"].format(left=_named(symbols[0], words), right=_named(own.symbols[0], words))
    again = _asked_again(text, words) or bool(words.followup["elliptical"].search(plain(own.content)))
    asks = bool((own.terms and not again) or own.places or own.fields)
    if asks or not (before.symbols or before.documents) or _stands(text, own, before, words):
        return question
    whole = _with_symbol(own, before)
    return f"{whole} ({said})" if own.terms and (said := _said_more(own.content, words)) else whole


def _asks_whether_cited(text: str, own: Reading, words: Lexicon) -> bool:
    """« Cette résolution rappelle-t-elle la 1325 ? », "does it cite A/62/133 too?" of the one before."""
    one = len(own.symbols) + len(own.documents) == 1 and not own.places
    return one and bool(words.followup["leans"].search(text) and words.intents["cites_one"].search(text))


def _can_be_named(places: Sequence[PlaceAsked]) -> bool:
    return bool(places) and all(place.numbered for place in places)


def _said_more(content: str, words: Lexicon) -> str:
    """What a question says beside its document and the words that join it to the one before."""
    if words.followup["elliptical"].search(plain(content)):
        return ""
    joining = rf"(?:{words.followup['filler'].pattern}|\W)+"
    joined = re.match(joining, plain(content))
    return content[joined.end() if joined else 0 :].rstrip(" ?.!")


def _asked_again(text: str, words: Lexicon) -> bool:
    """Whether a question names a document and asks nothing of its own, though it says more: « Et la 1919 (2010), pour
    la mission au Soudan ? »."""
    follow = words.followup
    return bool(follow["joined"].search(text)) and not (
        follow["verb"].search(text) or words.intents["on_subject"].search(text)
    )


def _stands(text: str, own: Reading, before: Reading, words: Lexicon) -> bool:
    """Whether a question about a document asks something by itself: « Que dit la résolution 77/96 ? ».

    One that is joined to the question before (« Et que dit la 77/96 ? ») takes its subject over, never its paragraph.
    """
    if words.followup["elliptical"].search(plain(own.content)):
        return False
    return bool(before.places) or not words.followup["joined"].search(text)


def _with_symbol(own: Reading, before: Reading) -> str:
    """The question before, asked of another resolution."""
    text = before.understood.standalone
    new = ", ".join(own.symbols or own.documents)
    for old in (*before.symbols, *before.documents):
        for spelling in (old, Symbol.parse(old).short if _parsed(old) else old):
            printed = r"\s?".join(re.escape(part) for part in re.split(r"\s|(?=\()", spelling))
            typed, times = re.subn(rf"(?<![\w/])(?:[A-Za-z]\w*/(?:[A-Za-z.]+/)*)?{printed}", new, text)
            if times:
                return typed
    return f"{text} ({new})"


def _same_containers(question: str, text: str, own: Reading, before: Reading, words: Lexicon) -> str | None:
    """« Et le paragraphe 6 ? » after one of an annex or a section is asked of the same."""
    if not own.places or not before.places or not _resolution(before):
        return None
    last = before.places[-1]
    annexed = last.annex is not None and all(p.article and p.annex is None for p in own.places)
    if annexed and not own.symbols:
        inside = Locator(Symbol.parse(before.symbols[0]), (f"annex{last.annex}",))
        return f"{question.strip()} ({running_text(inside, before.language)})"
    free = not any(p.contained for p in own.places)
    numbered = all(p.numbered and p.part is Part.OPERATIVE for p in own.places)
    if not (free and numbered and last.contained):
        return None
    places = [replace(p, section=last.section, annex=last.annex, article=last.article) for p in own.places]
    return _lookup(before, places, words)


def _beside(question: str, text: str, own: Reading, before: Reading, words: Lexicon) -> str | None:
    """« Et le 7 ? », « Et l'alinéa b) ? », « Et les deux suivants ? », « Et le dernier ? » after a numbered place."""
    last = before.places[-1] if before.places else None
    if last is None or not last.number or not _resolution(before):
        return None
    follow = words.followup
    if (found := follow["sub"].search(text)) and last.numbered:
        label = next(group for group in found.groups() if group)
        return _lookup(before, [replace(last, subs=(*last.subs[:-1], label))], words)
    if own.places or own.fields:
        return None
    if found := follow["number"].search(text):
        return _lookup(before, [replace(last, number=found[1], subs=())], words)
    if found := follow["numbers"].search(text):
        return _lookup(before, [replace(last, number=n, subs=()) for n in _numbers(found)], words)
    if follow["last"].search(text):
        return _lookup(before, [replace(last, number=from_the_end(0), subs=())], words)
    numbers = _moved(last, text, words)
    return _lookup(before, [replace(last, number=n, subs=()) for n in numbers], words) if numbers else None


def _numbers(found: re.Match[str]) -> list[str]:
    """The numbers of a list or of a range."""
    if found["list"]:
        return re.findall(r"\d+", found["list"])
    first, last = int(found["first"]), int(found["last"])
    return [str(n) for n in range(first, min(last, first + _MANY) + 1)] or [str(first), str(last)]


def _moved(last: PlaceAsked, text: str, words: Lexicon) -> list[str]:
    """The numbers after or before the last place asked for, as many as are asked for."""
    forward, back = words.followup["next"].search(text), words.followup["previous"].search(text)
    if not last.number.rpartition(".")[2].isdigit() or not (forward or back):
        return []
    many = re.search(rf"\b(\d|{words.cardinal})\b", text)
    count = (int(many[1]) if many[1].isdecimal() else words.cardinals[many[1]]) if many else 1
    goal, point, printed = last.number.rpartition(".")
    at = int(printed)
    numbers = range(at + 1, at + count + 1) if forward else range(max(1, at - count), at)
    return [f"{goal}{point}{n}" for n in numbers if n > 0]


def _of_place(question: str, text: str, own: Reading, before: Reading, words: Lexicon) -> str | None:
    """« À qui s'adresse-t-il ? » after a numbered place asks of that place."""
    if own.places or before.intent is not Intent.LOOKUP or not _resolution(before):
        return None
    if not words.followup["of_place"].search(text) or not all(p.numbered for p in before.places):
        return None
    return f"{question.strip()} ({_in_words(before, before.places, before.language)})"


def _other_time(question: str, text: str, own: Reading, before: Reading, words: Lexicon) -> str | None:
    """« et en 2015 ? », « et depuis 2020 ? »: the question before with another time."""
    times = find_times(text, words)
    if own.places or not times.read or not _only(text, times.read, words):
        return None
    phrase = " ".join(question[start:end] for start, end in times.read)
    old = before.understood.standalone
    for start, end in reversed(find_times(plain(old), words).read):
        return f"{old[:start]}{phrase}{old[end:]}"
    return f"{old.rstrip(' ?')} {phrase} ?" if " ?" in old else f"{old.rstrip(' ?')} {phrase}?"


def _other_organ(question: str, text: str, own: Reading, before: Reading, words: Lexicon) -> str | None:
    """« Et le Conseil de sécurité ? »: the question before, asked of another organ."""
    named = organs_named(text)
    old = before.understood.standalone
    there = organs_named(plain(old))
    bound = before.symbols and before.intent is not Intent.CITED
    if len(named) != 1 or not there or bound or not _only(text, [(a, b) for a, b, _ in named], words):
        return None
    (start, end, _), (a, b, _) = named[0], there[0]
    return f"{old[:a]}{question[start:end]}{old[b:]}"


def _other_language(question: str, text: str, own: Reading, before: Reading, words: Lexicon) -> str | None:
    """« Et en anglais ? »: the question before, of texts in that language alone."""
    found = words.followup["language"].search(text)
    old = before.understood.standalone.rstrip(" ?.!")
    return words.templates["in_language"].format(question=old, language=found[1]) if found else None


def _other_subject(question: str, text: str, own: Reading, before: Reading, words: Lexicon) -> str | None:
    """« Et sur la pêche ? » after a list of resolutions on a subject: the same list on another."""
    found = words.followup["other_subject"].search(text) if before.intent is Intent.ABOUT else None
    old, subject = before.understood.standalone, before.content
    if not found or not subject:
        return None
    new = question[slice(*found.span("subject"))]
    whole, times = re.subn(rf"{words.followup['article'].pattern}{re.escape(subject)}", lambda _: new, old, count=1)
    return whole if times else None


def _header_of(question: str, text: str, own: Reading, before: Reading, words: Lexicon) -> str | None:
    """« Et par qui ? », « À quelle séance ? » after a question about the header."""
    if before.intent is not Intent.HEADER or own.fields or not _resolution(before):
        return None
    bare = words.followup["lead"].sub("", question.strip()).rstrip(" ?.!")
    sides = (words.detail[side].search(text) for side in ("against", "for", "abstaining"))
    if "vote" in before.fields and any(sides):
        return words.templates["vote"].format(resolution=_named(before.symbols[0], words), question=bare)
    whole = words.templates["adopted"].format(question=bare, resolution=_named(before.symbols[0], words))
    return whole if header_fields(plain(whole), words) else None


def _both(question: str, text: str, own: Reading, before: Reading, words: Lexicon) -> str | None:
    """« Quelles différences entre les deux ? »: the question, with the two resolutions named last."""
    if len(before.recalled) < 2 or not words.followup["both"].search(text):
        return None
    return f"{question.strip()} ({', '.join(_named(symbol, words) for symbol in before.recalled[-2:])})"


def _with_resolution(question: str, text: str, own: Reading, before: Reading, words: Lexicon) -> str | None:
    """The question, with the resolution that the one before was about."""
    symbols = [s for s in before.symbols if _parsed(s)]
    if symbols:
        return f"{question.strip()} ({', '.join(_named(s, words) for s in symbols)})"
    return f"{before.understood.standalone} {question.strip()}" if own.fields and not own.terms else None


_Step = Callable[[str, str, Reading, Reading, Lexicon], str | None]
_STEPS: Sequence[_Step] = (
    _other_language,
    _beside,
    _same_containers,
    _of_place,
    _other_time,
    _other_organ,
    _other_subject,
    _header_of,
    _both,
    _with_resolution,
)


def _only(text: str, spans: Sequence[tuple[int, int]], words: Lexicon) -> bool:
    """Whether nothing else is said than what was read at `spans`, beside the words that join it."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return bool(_NOTHING.fullmatch(words.followup["filler"].sub(" ", text)))


def _lookup(before: Reading, places: Sequence[PlaceAsked], words: Lexicon) -> str:
    """The question that looks up places of the resolution before."""
    form = "lookup" if len(places) == 1 else "lookup_several"
    if places[0].numbered:
        form = "lookup_target" if form == "lookup" and places[0].target else form
        return words.templates[form].format(place=_in_words(before, places, words.language))
    end = "last_preambular" if places[0].part is Part.PREAMBLE else "last_operative"
    inside = running_text(Locator(Symbol.parse(before.symbols[0]), _containers(places[0])), words.language)
    return words.templates[end].format(inside=inside)


def _in_words(before: Reading, places: Sequence[PlaceAsked], language: str) -> str:
    symbol = Symbol.parse(before.symbols[0])
    return running_text([Locator(symbol, _place_steps(p)) for p in places], language)


def _place_steps(place: PlaceAsked) -> tuple[str, ...]:
    prefix = "pp" if place.part is Part.PREAMBLE else ("p" if place.annex is not None else "op")
    unit = place.target or (f"{prefix}{place.number}",)
    return (*_containers(place), *unit, *place.subs)


def _containers(place: PlaceAsked) -> tuple[str, ...]:
    return (
        *((f"annex{place.annex}",) if place.annex is not None else ()),
        *((f"s{place.section}",) if place.section is not None else ()),
        *((f"art{place.article}",) if place.article is not None else ()),
    )


def _named(symbol: str, words: Lexicon) -> str:
    return mention(Symbol.parse(symbol), words.language) if _parsed(symbol) else symbol


def _resolution(before: Reading) -> bool:
    return bool(before.symbols) and _parsed(before.symbols[0])


def _parsed(symbol: str) -> bool:
    try:
        Symbol.parse(symbol)
    except SymbolError:
        return False
    return True
