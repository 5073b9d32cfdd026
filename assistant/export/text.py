"""A brief as plain text: notes as [1] in the text and in full at its end, quotations indented, no line cut."""

from __future__ import annotations

from assistant.brief_words import say
from assistant.export.layout import Block, CautionBlock, HeadingBlock, Layout, QuoteBlock, Run, TextBlock

_INDENT = "    "


def text(layout: Layout) -> str:
    """The plain text of a laid-out brief."""
    parts = [_underlined(layout.title, "="), *(_block(block) for block in layout.blocks)]
    if layout.cited:
        parts.append(_underlined(say("briefs", layout.language, "cited_documents"), "-"))
        parts += ["\n".join([entry.text, *(_INDENT + detail for detail in entry.details)]) for entry in layout.cited]
    parts += layout.closing
    if layout.notes:
        parts.append("\n".join(f"[{n}] {note}" for n, note in enumerate(layout.notes, start=1)))
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    match block:
        case HeadingBlock():
            return _underlined(block.text, "-")
        case TextBlock():
            return _runs(block.runs)
        case CautionBlock():
            return f"*** {block.text}"
        case QuoteBlock():
            return "\n\n".join(
                "\n".join(_INDENT * (line.level + 1) + _runs(line.runs) for line in column.lines)
                for column in block.columns
            )


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(f"[{run.note}]" if run.note else run.text for run in runs)


def _underlined(words: str, mark: str) -> str:
    return f"{words}\n{mark * min(len(words), 78)}"
