"""The sentences that stand, put together again: keys numbered by the code, one for each quotation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.drafts import Sentence
from assistant.extractive.keys import Keys, trimmed
from assistant.given import Given
from assistant.sentence_check import quoted_spans

_STOP = re.compile(r"\s*([.;!?…]+)$")


def compose_text(kept: Sequence[Sentence], given: Mapping[int, Given], keys: Keys) -> str:
    """The text of an answer: paragraphs divided by blank lines, list lines below the line that introduces them."""
    blocks: list[str] = []
    lead, line = "", -1
    for sentence in kept:
        words = _with_keys(sentence, given, keys)
        if sentence.line == line:
            blocks[-1] += f" {words}"
        elif sentence.item:
            opened = bool(blocks) and lead == sentence.lead and blocks[-1].rsplit("\n", 1)[-1].startswith("- ")
            if not opened and sentence.lead:
                blocks.append(sentence.lead)
                opened = True
            blocks = [*blocks[:-1], f"{blocks[-1]}\n- {words}"] if opened else [*blocks, f"- {words}"]
            lead = sentence.lead
        else:
            blocks.append(words)
            lead = ""
        line = sentence.line
    return "\n\n".join(blocks)


def _with_keys(sentence: Sentence, given: Mapping[int, Given], keys: Keys) -> str:
    """The sentence with its keys before its last stop."""
    marks: list[str] = []
    for n in sentence.keys:
        if n not in given:
            continue
        source = given[n]
        spans = quoted_spans(sentence.text, source) or [trimmed(source.paragraph.text, source.start, source.end)]
        marks += [keys.paragraph(source.resolution, source.paragraph, start, end) for start, end in spans]
    stop = _STOP.search(sentence.text)
    body = sentence.text[: stop.start()] if stop else sentence.text
    return f"{body} {''.join(dict.fromkeys(marks))}{stop[1] if stop else ''}"
