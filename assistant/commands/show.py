"""`alinea show ID`: a resolution or one of its paragraphs, as it is in the index."""

from __future__ import annotations

import click

from assistant.cli import Context, common_options
from assistant.opening import open_library
from index.errors import NotIndexed
from index.jsonform import paragraph_to_json, resolution_to_json
from index.resolution import Kind, Paragraph, Resolution
from index.symbols import Locator


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--language", type=str, help="Language of the text, where there are several.")
@common_options
def command(context: Context, identifier: str, language: str | None) -> None:
    """Print a resolution (A/RES/62/27) or one paragraph of it (A/RES/62/27#op8)."""
    locator = Locator.parse(identifier)
    with open_library(context.settings) as library:
        resolution = library.resolution(str(locator.symbol), language or context.settings.lang)
    if not locator.steps:
        context.emit(resolution_to_json(resolution), lambda: _whole(resolution))
        return
    paragraph = resolution.paragraph(locator)
    if paragraph is None:
        raise NotIndexed(f"{locator.symbol} has no paragraph {'.'.join(locator.steps)}.", hint=_range(resolution))
    context.emit(paragraph_to_json(paragraph), lambda: _one(paragraph))


def _whole(resolution: Resolution) -> str:
    head = [f"{resolution.symbol} ({resolution.language})", resolution.title]
    return "\n\n".join([*head, *(_one(p) for p in resolution.paragraphs)])


def _one(paragraph: Paragraph) -> str:
    number = paragraph.printed_number or (f"[{paragraph.number}]" if paragraph.kind is Kind.PREAMBULAR else "")
    return "  " * paragraph.level + f"{number} {paragraph.text}".strip()


def _range(resolution: Resolution) -> str:
    ids = [p.locator.steps[-1] for p in resolution.paragraphs if not p.level and p.kind is not Kind.HEADING]
    return f"It has {ids[0]} to {ids[-1]}." if ids else ""
