"""A brief as PDF with true footnotes, by Typst (the extra `pdf`): no other program, no network.

The layout goes to `brief.typ` as JSON data, so no text can be taken for markup.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from typing import Any

from assistant.brief_words import say
from assistant.errors import BriefError
from assistant.export.layout import Block, CautionBlock, HeadingBlock, Layout, QuoteBlock, TextBlock, is_right_to_left

_TYPES = {HeadingBlock: "heading", TextBlock: "text", QuoteBlock: "quote", CautionBlock: "caution"}


def pdf(layout: Layout) -> bytes:
    """The PDF file of a laid-out brief. Raises BriefError where Typst is not installed."""
    try:
        import typst  # 77 MB, an extra: imported where used
    except ImportError as error:
        raise BriefError(
            "PDF export needs the package typst.", hint="Install it: pip install 'alinea[pdf]'."
        ) from error
    template = resources.files("assistant.export") / "brief.typ"
    made: bytes = typst.compile(template.read_bytes(), sys_inputs={"brief": json.dumps(_data(layout))})
    return made


def _rtl(block: Block) -> bool:
    return isinstance(block, TextBlock) and is_right_to_left("".join(run.text for run in block.runs))


def _data(layout: Layout) -> dict[str, Any]:
    blocks = [{"type": _TYPES[type(block)], "rtl": _rtl(block), **asdict(block)} for block in layout.blocks]
    heading = say("briefs", layout.language, "cited_documents")
    return {**asdict(layout), "blocks": blocks, "cited_documents": heading}
