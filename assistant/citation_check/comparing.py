"""Words of a draft against texts of the corpus: the same, nearly the same, or not."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.folding import fold
from assistant.quotations import locate, parts_of

# Words put in by the writer, as « [l'Assemblée] » or « [sic] »; a single letter is a changed capital: « [p]rie ».
_INSERTED = re.compile(r"\[(?!\s*(?:…|\.))[^\[\]]{2,80}\]")
_CAPITAL = re.compile(r"\[(\w)\]")
_LABEL = re.compile(r"^\s*(?:\(?[a-zA-Z]{1,4}\)|\d{1,3}\s?[.)])\s+")
_END = " \u00a0\u202f.,;:"
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Match:
    """How words match a text: `exact` or with only the `initial` capital changed; else the nearest stretch of the text
    (`source`) and how near it is, from 0 to 1."""

    exact: bool
    initial: bool = False
    nearness: float = 1.0
    source: str = ""


def pieces_of(words: str) -> list[str]:
    """A quotation cut where the writer cut or put something in, at line ends, and without the labels of lists or its
    final stop, which is the writer's."""
    pieces = []
    for part in parts_of(_INSERTED.sub(" […] ", words)):
        for line in part.split("\n"):
            piece = _LABEL.sub("", _CAPITAL.sub(r"\1", line)).strip(_END)
            pieces += [piece] if piece else []
    return pieces


def match_exactly(words: str, texts: Sequence[str]) -> Match | None:
    """Whether the words stand in the texts (a paragraph and those below it), in order; None where they do not."""
    pieces = pieces_of(words)
    if not pieces:
        return None
    if _in_order(pieces, texts) or _in_order(pieces, [" ".join(texts)]):
        return Match(exact=True)
    swapped = [_other_initial(pieces[0]), *pieces[1:]]
    changed = [_other_initial(piece) if f"[{piece[:1]}]" in words else piece for piece in pieces]
    if _in_order(swapped, texts) or _in_order(changed, texts):
        return Match(exact=True, initial=True)
    return None


def match_nearly(words: str, text: str) -> Match:
    """The stretch of a text nearest to the words, by the tokens they share in order."""
    wanted = _tokens(" ".join(pieces_of(words)))
    spans = [(found.start(), found.end()) for found in _TOKEN.finditer(text)]
    given = [fold(text[start:end]) for start, end in spans]
    if not wanted or not given or _shared(wanted, given) < 0.4 * len(wanted):
        return Match(exact=False, nearness=0.0)
    matcher = difflib.SequenceMatcher(None, wanted, given, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    nearness, first, last = _stretch(blocks, len(wanted), len(given))
    # A small word that stands far from the rest is a chance: without it the stretch is the one meant.
    while len(blocks) > 1:
        best = max((blocks[1:], blocks[:-1]), key=lambda rest: _stretch(rest, len(wanted), len(given))[0])
        better = _stretch(best, len(wanted), len(given))
        if better[0] <= nearness:
            break
        blocks, (nearness, first, last) = best, better
    return Match(exact=False, nearness=nearness, source=text[spans[first][0] : spans[last - 1][1]])


def _stretch(blocks: Sequence[difflib.Match], wanted: int, given: int) -> tuple[float, int, int]:
    """How near the stretch of these blocks is to the words, and its first and last token."""
    first = max(0, blocks[0].b - blocks[0].a)
    last = min(given, blocks[-1].b + wanted - blocks[-1].a)
    return 2 * sum(block.size for block in blocks) / (wanted + last - first), first, last


def kind_of_change(words: str, source: str) -> str:
    """What alone differs: `punctuation`, `case`, `accents`, or `words`."""
    given, own = " ".join(pieces_of(words)), " ".join(pieces_of(source))
    for kind, change in (("case", str.casefold), ("accents", _without_accents), ("punctuation", _letters)):
        if fold(change(given)) == fold(change(own)):
            return kind
    return "words"


def _in_order(pieces: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether each piece stands in a text, at or after where the one before it ended."""
    at, offset = 0, 0
    for piece in pieces:
        found = next(_places(piece, texts, at, offset), None)
        if found is None:
            return False
        at, offset = found
    return True


def _places(piece: str, texts: Sequence[str], at: int, offset: int) -> Iterator[tuple[int, int]]:
    for n in range(at, len(texts)):
        if span := locate(piece, texts[n], offset if n == at else 0):
            yield n, span.end


def _other_initial(piece: str) -> str:
    first = piece[:1]
    return (first.lower() if first.isupper() else first.upper()) + piece[1:]


def _tokens(text: str) -> list[str]:
    return [fold(token) for token in _TOKEN.findall(text)]


def _shared(wanted: list[str], given: list[str]) -> int:
    return (Counter(wanted) & Counter(given)).total()


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))
