"""A brief as Markdown with footnotes (`[^1]`, as pandoc, GitHub and others read them).

Every character that Markdown could take for markup is escaped: rendered, the text is that of the brief.
"""

from __future__ import annotations

import re

from assistant.brief_words import say
from assistant.export.layout import Block, CautionBlock, HeadingBlock, Layout, QuoteBlock, Run, TextBlock

_ANYWHERE = re.compile(r"([\\`*_{}\[\]<>#|~$^&!@])")
_AT_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))", re.MULTILINE)
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)


def markdown(layout: Layout) -> str:
    """The Markdown text of a laid-out brief."""
    parts = [f"# {_one_line(layout.title)}", *(_block(block) for block in layout.blocks)]
    if layout.cited:
        parts.append(f"# {_one_line(say('briefs', layout.language, 'cited_documents'))}")
        parts.append("\n".join(_cited(entry.text, entry.details) for entry in layout.cited))
    parts += [_one_line(text) for text in layout.closing]
    parts += [f"[^{n}]: {_one_line(note)}" for n, note in enumerate(layout.notes, start=1)]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """The text with everything escaped that Markdown would not show as it is."""
    escaped = _ANYWHERE.sub(r"\\\1", text)
    escaped = _ADDRESS.sub(lambda found: "\\" + found[0], escaped)
    return _AT_START.sub(_escape_start, escaped)


def _escape_start(found: re.Match[str]) -> str:
    """A list mark at the start of a line: a number is escaped behind it, as `7\\.`."""
    space, mark = found[1], found[2]
    return f"{mark}\\" if mark.isdigit() else f"{' ' if space else ''}\\{mark}"


def _block(block: Block) -> str:
    match block:
        case HeadingBlock():
            return f"{'#' * (min(block.level, 5) + 1)} {_one_line(block.text)}"
        case TextBlock():
            return _runs(block.runs)
        case CautionBlock():
            return f"**{_one_line(block.text)}**"
        case QuoteBlock():
            return "\n\n".join(
                "\n>\n".join(f"> {_runs(line.runs)}" for line in column.lines) for column in block.columns
            )


def _runs(runs: tuple[Run, ...]) -> str:
    """Runs in one line. Italic words get their asterisks inside the spaces, where Markdown wants them."""
    text = ""
    for run in runs:
        if run.note:
            text += f"[^{run.note}]"
        elif run.italic and run.text.strip():
            before = run.text[: len(run.text) - len(run.text.lstrip())]
            after = run.text[len(run.text.rstrip()) :]
            text += f"{before}*{_one_line(run.text.strip())}*{after}"
        else:
            text += _ANYWHERE.sub(r"\\\1", run.text)
    text = _ADDRESS.sub(lambda found: "\\" + found[0], " ".join(text.split("\n")).strip(" "))
    return _AT_START.sub(_escape_start, text)


def _cited(text: str, details: tuple[str, ...]) -> str:
    return "\n".join([f"- {_one_line(text)}", *(f"  - {_one_line(detail)}" for detail in details)])


def _one_line(text: str) -> str:
    return escape(" ".join(text.split("\n")).strip(" \t"))
