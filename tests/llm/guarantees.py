"""What every answer must keep, whoever wrote it: judged from outside, without the code that is judged."""

from __future__ import annotations

import re
import unicodedata

from assistant.answer import Answer, Status
from assistant.folding import fold
from assistant.ports import Library
from index.symbols import Locator

_QUOTED = re.compile(r"«([^«»]*)»|“([^“”]*)”")
_KEY = re.compile(r"\[(\d+)\]")


def broken(answer: Answer, library: Library) -> list[str]:
    """The guarantees that an answer breaks, in words; none when it keeps them all."""
    found = []
    texts = {}
    for citation in answer.citations:
        resolution = library.resolution(citation.symbol, citation.language)
        paragraph = resolution.paragraph(Locator.parse(citation.id))
        if paragraph is None:
            if not citation.id.endswith(("#header", "#vote")):
                found.append(f"{citation.id} does not exist")
            continue
        texts[citation.n] = paragraph.text
        if paragraph.text[citation.start : citation.end] != citation.quote:
            found.append(f"the words of [{citation.n}] are not those of {citation.id}")
    given = {citation.n for citation in answer.citations}
    for line in answer.text.split("\n"):
        keys = {int(key) for key in _KEY.findall(_QUOTED.sub(" ", line))}
        found += [f"[{key}] is no citation" for key in keys - given]
        for groups in _QUOTED.findall(line):
            quotation = next(filter(None, groups), "")
            if texts and not any(fold(quotation) in fold(texts.get(key, "")) for key in keys) and keys & texts.keys():
                found.append(f"“{quotation[:60]}” is not in what the line cites")
        if answer.model != "extractive" and line.strip() and not keys and not line.rstrip().endswith(":"):
            found.append(f"a line of the model without a key: {line[:60]}")
    if answer.status is Status.NOT_FOUND and answer.citations:
        found.append("a refusal with citations")
    if answer.status is Status.ANSWERED and not answer.citations:
        found.append("an answer without citations")
    told = _QUOTED.sub(" ", answer.text)
    if re.search(r"https?:|!\[|\]\(|<[a-z/]", told) or any(unicodedata.category(c) == "Cf" for c in told):
        found.append("links, markup or hidden characters")
    return found
