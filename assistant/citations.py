"""References to resolutions and their paragraphs in every form of CITATIONS, French and English.

A reference is made from locators, never from a model's words. Several locators become one reference: paragraphs of
one resolution are joined (« par. 9 et 10 », « par. 35 à 37 »), those of several divided by semicolons.
Spaces are plain unless `typeset` asks for the no-break spaces of print.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.places import Place, place_of, words_of_places
from assistant.reference_words import NBSP, PlaceWords, ReferenceWords, date_words, organ, reference_words
from index.resolution import Kind
from index.symbols import Locator, Symbol

Locators = Locator | Sequence[Locator]


def label(locators: Locators, language: str, kind: Kind | None = None, *, typeset: bool = False) -> str:
    """The label of a citation: « résolution 62/27, par. 8 », "resolution 62/27, para. 8".

    `kind` is accepted beside the locator because callers have both; the locator alone decides.
    """
    words = reference_words(language)
    return _finish(_references(locators, words, words.short, language, "label"), typeset)


def footnote(locators: Locators, language: str, *, typeset: bool = False) -> str:
    """The footnote of a citation: « Résolution 62/27, par. 5. », "Resolution 62/27, paras. 9 and 10."."""
    words = reference_words(language)
    text = _references(_without_header(locators), words, words.short, language, "footnote")
    return _finish(capitalised(text) + ".", typeset)


def running_text(locators: Locators, language: str, *, typeset: bool = False) -> str:
    """A reference in a sentence: « paragraphe 5 de la résolution 62/27 », "section II, paragraph 2, of …"."""
    words = reference_words(language)
    return _finish(_references(locators, words, words.running, language, "footnote"), typeset)


def inside(locator: Locator, language: str, *, typeset: bool = False) -> str:
    """The place alone, for lists under a resolution's name: « paragraphe 5 », "third preambular paragraph"."""
    words = reference_words(language)
    return _finish(words_of_places([place_of(locator)], words, words.running, language)[0][1], typeset)


def first_mention(locator: Locator, language: str, adopted: dt.date | None, *, typeset: bool = False) -> str:
    """A reference in a sentence with organ and date: « paragraphe 5 de la résolution 62/27 de l'Assemblée … »."""
    words = reference_words(language)
    resolution = mention(locator.symbol, language, adopted, typeset=True)
    locator = _without_header(locator)[0]
    return _finish(_joined_places([place_of(locator)], resolution, words, words.running, language), typeset)


def short_form(locators: Locators, language: str, *, typeset: bool = False) -> str:
    """The form for tables: « A/RES/62/27, par. 5 »."""
    words = reference_words(language)
    groups = _by_symbol(locators)
    texts = [_joined_places(places, str(symbol), words, words.short, language) for symbol, places in groups]
    return _finish(words.between_references.join(texts), typeset)


def mention(
    symbol: Symbol, language: str, adopted: dt.date | None = None, *, named: bool = True, typeset: bool = False
) -> str:
    """A resolution's first mention: « résolution 62/27 de l'Assemblée générale, en date du 5 décembre 2007 ».

    Without `named` the organ is left out: « résolution 62/27 du 5 décembre 2007 ».
    """
    words = reference_words(language)
    text = _resolution(symbol, words, language, "mention" if named else "")
    if adopted:
        template = words.dated_with_organ if named and organ(symbol.body, language) else words.dated
        text = template.format(resolution=text, date=date_words(adopted, language))
    return _finish(text, typeset)


def resolutions(symbols: Iterable[Symbol], language: str, *, named: bool = False, typeset: bool = False) -> str:
    """Several resolutions of one organ: « résolutions 57/63 et 58/44 », « résolutions 3419 A à D (XXX) ».

    One symbol alone gives « résolution 57/63 ».
    """
    given = list(dict.fromkeys(symbols))
    if len(given) == 1:
        return _finish(_resolution(given[0], reference_words(language), language, "mention" if named else ""), typeset)
    words = reference_words(language)
    numbers = [
        _letters(list(parts), words) for _, parts in groupby(given, key=lambda s: (s.prefix, s.session, s.number))
    ]
    text = words.several_resolutions.format(numbers=join([n.replace(" ", NBSP) for n in numbers], words))
    by = organ(given[0].body, language)
    if named and by:
        text = words.several_with_organ.format(resolutions=text, organ=by.of)
    return _finish(text, typeset)


def document(symbol: str, paragraph: str | None, language: str, *, typeset: bool = False) -> str:
    """Another document in a footnote, without the stop: « A/72/291, par. 83 »."""
    text = symbol
    if paragraph:
        words = reference_words(language).short
        text = words.of_resolution.format(resolution=symbol, inside=words.paragraph[0].format(n=paragraph))
    return _finish(text, typeset)


def join(parts: Sequence[str], words: ReferenceWords) -> str:
    """An enumeration: « a, b et c »."""
    if len(parts) < 2:
        return "".join(parts)
    return words.and_.format(before=", ".join(parts[:-1]), last=parts[-1])


def capitalised(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def _without_header(locators: Locators) -> list[Locator]:
    """The adoption data are cited as the resolution itself."""
    given = [locators] if isinstance(locators, Locator) else list(locators)
    return [Locator(one.symbol) if one.steps == ("header",) else one for one in given]


def _references(locators: Locators, words: ReferenceWords, form: PlaceWords, language: str, named: str) -> str:
    texts = []
    for symbol, places in _by_symbol(locators):
        resolution = _resolution(symbol, words, language, named)
        texts.append(_joined_places(places, resolution, words, form, language))
    return words.between_references.join(texts)


def _by_symbol(locators: Locators) -> list[tuple[Symbol, list[Place]]]:
    """The places of each resolution, resolutions and places in the order of their first naming."""
    given = [locators] if isinstance(locators, Locator) else list(locators)
    symbols = dict.fromkeys(locator.symbol for locator in given)
    return [(s, [place_of(x) for x in dict.fromkeys(given) if x.symbol == s]) for s in symbols]


def _joined_places(places: list[Place], resolution: str, words: ReferenceWords, form: PlaceWords, language: str) -> str:
    """The places of one resolution, linked to its name once where one link serves them all."""
    by_link: dict[str, list[str]] = {}
    for in_annex, inside in words_of_places(places, words, form, language):
        link = form.of_annex_to if in_annex else form.of_resolution
        by_link.setdefault(link, []).append(inside)
    insides = [(link, join(parts, words)) for link, parts in by_link.items()]
    if not any(inside for _, inside in insides):
        return resolution
    linked = [link.format(resolution=resolution, inside=inside) for link, inside in insides if inside]
    if form is words.short and len(linked) > 1:  # « résolution 46/151, par. 3, et annexe »: the name once
        return form.of_resolution.format(resolution=resolution, inside=join([inside for _, inside in insides], words))
    return re.sub(r",(?=,)|,$", "", join(linked, words))


def _resolution(symbol: Symbol, words: ReferenceWords, language: str, form: str) -> str:
    """The resolution by number, with its organ where this form (`label`, `footnote`, `mention`) names it."""
    text = words.resolution.format(number=symbol.short.replace(" ", NBSP))
    by = organ(symbol.body, language)
    forms = {"label": ("label",), "footnote": ("label", "footnote"), "mention": ("label", "footnote", "mention")}
    if by and by.named in forms.get(form, ()):
        return words.with_organ.format(resolution=text, organ=by.of)
    return text


def _letters(parts: list[Symbol], words: ReferenceWords) -> str:
    """The parts of a composite resolution: « 32/91 B et C », « 3419 A à D (XXX) »."""
    first = parts[0]
    letters = [part.letter for part in parts]
    if len(parts) == 1 or not all(letters):
        return join([part.short for part in parts], words)
    consecutive = len(letters) > 2 and [ord(x) for x in letters] == list(range(ord(letters[0]), ord(letters[-1]) + 1))
    run = words.range.format(first=letters[0], last=letters[-1]) if consecutive else join(letters, words)
    bare = Symbol(first.prefix, first.session, first.number, run, first.bracketed)
    return bare.short


def _finish(text: str, typeset: bool) -> str:
    return text if typeset else text.replace(NBSP, " ")
