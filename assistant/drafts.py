"""What a language model wrote, taken apart: tolerant of how it is written, so that the check can be strict.

`tidy` guarantees: no control, format or private-use character but line breaks is left (bidirectional marks, zero
widths, tags), no thinking aloud, no emphasis, heading or code marks; a heading is a line that introduces what follows;
quotation marks are « » or “ ”; every spelling of a key (`[1, 2]`, `[1-3]`, `【1】`, `[^1]`, `[source 1]`, `(1)` and
`[1` where a sentence ends) is `[1]`; list lines begin with "- ". Words are never changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.checking import quotations
from assistant.evaluation.statements import statements

KEY = re.compile(r"\[(\d{1,4})\]")
_THINKING = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_BRACKETS = str.maketrans({"【": "[", "】": "]", "［": "[", "］": "]", "〔": "[", "〕": "]"})
_MARKS = str.maketrans({"„": "“", "‟": "“", "「": "“", "」": "”", "『": "“", "』": "”", "＂": '"'})
_FENCE = re.compile(r"^\s*(?:```|~~~)[^\n]*$", re.MULTILINE)
_QUOTED_LINE = re.compile(r"^\s{0,3}(?:>\s*)+", re.MULTILINE)
# A line set off as a heading, by signs or by being all in bold, without the stop of a sentence.
_HEADING = re.compile(
    r"^[ ]{0,3}(?:#{1,6}[ ]+(?:\*\*|__)?([^\n]*?[^\n.!?:;*_\]\s])(?:\*\*|__)?"
    r"|(?:\*\*|__)([^\n*]*[^\n.!?:;*\]\s])(?:\*\*|__))"
    r"[ :#]*$",
    re.MULTILINE,
)
_SIGNS = re.compile(r"^[ ]{0,3}#{1,6}[ ]+", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:[*+•–—▪◦]|\d{1,2}[.)])\s+(?=\S)", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|`)")
_DRAFT_MARKS = re.compile(r"^[ ]{0,3}#{1,6}[ ]+|\*\*|__|^\s*(?:```|~~~)[^\n]*\n", re.MULTILINE)
_PERHAPS_MARKS = re.compile(r"(?:^[ ]{0,3}(?:#{1,6}[ ]*|[`~]+[^\n]*)|[*_<]|<[a-z]*)?\Z", re.MULTILINE)
_ANGLES = re.compile(r"‹([^‹›\n]*)›")  # one alone is a hyphen of a scan
_STRAIGHT = re.compile(r'"([^"\n]*)"')
# One pair of brackets around numbers: a word before them, and what may stand between them.
_NUMBERS = r"\d{1,4}(?:\s*(?:[,;&/+–—-]|\b[^\W\d]{1,3}\b|\s)*\s*\d{1,4})*"
_BRACKETED = re.compile(rf"\[{{1,3}}\s*(?:\^|[^\W\d_]{{1,12}}[.:°]?\s*|#\s*|№\s*)?({_NUMBERS})\s*\]{{1,3}}")
_UNCLOSED = re.compile(rf"\[({_NUMBERS})(?=\s*(?:[.;,!?]|$))", re.MULTILINE)
_ROUND = re.compile(r"\((\d{1,4}(?:\s*[,;]\s*\d{1,4})*)\)(?=\s*(?:[.;!?]|\[|$))", re.MULTILINE)
_RANGE = re.compile(r"(\d{1,4})\s*[-–—]\s*(\d{1,4})")
_LONGEST_RANGE = 20
# Keys with a word or a comma between them, at the end of what they prove.
_JOINED = re.compile(r"(?<=\])\s*(?:[,;&]|[^\W\d]{2,3})\s*(?=\[\d{1,4}\]\s*(?:[.;,!?\[]|$))", re.MULTILINE)
# A key that a model put before the closing mark belongs after it.
_KEYS_INSIDE = re.compile(r"((?:\s*\[\d{1,4}\])+)(\s*[»”])")
_ENDED = re.compile(r"(?:[.!?…:;»”)]|\[\d{1,4}\])\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its `text` without keys, and the keys in order. `lead` is the line that introduces its list."""

    text: str
    keys: tuple[int, ...]
    lead: str = ""
    item: bool = False
    line: int = 0
    """The line it stands in: sentences of one line stay together."""


def visible(text: str) -> str:
    """The text without characters that are not seen or that change how others are seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Cn"))


def draft_view(text: str) -> str:
    """What is shown of a text while it is written: without thinking aloud and marks of layout, as a beginning of what
    will be shown later."""
    shown = _DRAFT_MARKS.sub("", visible(_THINKING.sub("", text)))
    return shown[: len(shown) - len(_PERHAPS_MARKS.search(shown)[0])]  # type: ignore[index]


def tidy(text: str, given: Collection[int]) -> str:
    """What the model wrote, in the one form that `sentences` reads. `given` are the keys it was given."""
    text = visible(_THINKING.sub("", text)).translate(_BRACKETS).translate(_MARKS)
    text = _QUOTED_LINE.sub("", _FENCE.sub("", text))
    text = _HEADING.sub(lambda m: f"{m[1] or m[2]} :", text)
    text = _ITEM.sub("- ", _SIGNS.sub("", text))
    text = _ANGLES.sub(r"«\1»", _STRAIGHT.sub(r"“\1”", _EMPHASIS.sub("", text)))
    text = _KEYS_INSIDE.sub(r"\2\1", text)
    return "".join(piece if quoted else _keys(piece, given) for piece, quoted in _by_quotation(text))


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a tidied text in order.

    A line that ends in a colon introduces the list lines after it, and is judged with each; one that introduces other
    lines states nothing, and is left out."""
    lead = ""
    for number, raw in enumerate(text.split("\n")):
        line = raw.strip()
        item = line.startswith("- ")
        line = line.removeprefix("- ").strip()
        if not line:
            continue
        if line.endswith(":") and not item:
            lead = line
            continue
        lead = lead if item else ""
        for statement in statements(line):
            yield Sentence(statement.text, statement.keys, lead, item, number)


def finished(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return not text.strip() or _ENDED.search(text) is not None


def without_last(text: str) -> tuple[str, str]:
    """A text that breaks off, without its last and unfinished sentence; and that sentence."""
    if finished(text):
        return text, ""
    cut = max((m.end() for m in re.finditer(r"[.!?…](?:[»”\s]|\[\d{1,4}\])*(?=\s)|\n", text)), default=0)
    return text[:cut], text[cut:].strip()


def outside_quotations(text: str) -> str:
    """The text with what stands in quotation marks taken out."""
    return "".join(" " if quoted else piece for piece, quoted in _by_quotation(text))


def balanced(text: str) -> bool:
    """Whether every quotation mark has its partner."""
    depth = {"«": 0, "“": 0}
    for char in text:
        if char in depth:
            depth[char] += 1
        elif char in "»”":
            mark = "«" if char == "»" else "“"
            depth[mark] -= 1
            if depth[mark] < 0:
                return False
    return not any(depth.values())


def _by_quotation(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, those in quotation marks told apart; a mark without partner opens nothing past its line."""
    for at, line in enumerate(text.split("\n")):
        if at:
            yield "\n", False
        rest = line
        for quotation in quotations(line) if balanced(line) else []:
            before, _, rest = rest.partition(quotation)
            yield before, False
            yield quotation, True
        yield rest, False


def _keys(text: str, given: Collection[int]) -> str:
    """Every spelling of a key outside quotation marks as `[n]`."""
    text = _BRACKETED.sub(lambda m: _spelt(m[1]), text)
    text = _UNCLOSED.sub(lambda m: _spelt(m[1]), text)
    text = _ROUND.sub(lambda m: _spelt(m[1]) if all(n in given for n in _listed(m[1])) else m[0], text)
    return _JOINED.sub("", text)


def _spelt(numbers: str) -> str:
    return "".join(f"[{n}]" for n in _listed(numbers))


def _listed(numbers: str) -> list[int]:
    """The numbers of `1, 3-5`."""

    def spread(match: re.Match[str]) -> str:
        first, last = int(match[1]), int(match[2])
        within = first <= last < first + _LONGEST_RANGE
        return " ".join(map(str, range(first, last + 1))) if within else f"{first} {last}"

    return list(dict.fromkeys(int(n) for n in re.findall(r"\d+", _RANGE.sub(spread, numbers))))
