"""`alinea quote ID…`: the reference and words of paragraphs, ready to paste."""

from __future__ import annotations

from typing import Any

import click

from assistant.brief import Cited
from assistant.brief_items import LEFT_OFF, Quotation
from assistant.brief_words import say
from assistant.citations import first_mention, footnote, label, running_text, short_form
from assistant.cli import Context, common_options
from assistant.opening import open_library
from assistant.quoting import quote
from assistant.reference_words import LANGUAGES
from assistant.typed import locators_typed
from index.symbols import Locator


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--words", multiple=True, help="Only these words of the paragraph; may be repeated, “[…]” marks a cut.")
@click.option("--language", help="Language of the text, where there are several.")
@click.option("--beside", help="The same paragraph in this language too.")
@common_options
def command(
    context: Context, ids: tuple[str, ...], words: tuple[str, ...], language: str | None, beside: str | None
) -> None:
    """Print the words of paragraphs with their references.

    ID is a paragraph id (A/RES/62/27#op8) or a reference as written (“résolution 62/27, par. 8”).
    """
    lang = context.settings.lang
    locators = [locator for one in ids for locator in locators_typed(one, lang)]
    with open_library(context.settings) as library:
        made = [quote(library, locator, language or lang, words, beside=beside) for locator in locators]
    context.emit(
        {"quotations": [quotation_to_json(quotation, sources[0], lang) for quotation, sources in made]},
        lambda: "\n\n".join(_words(quotation, lang) for quotation, _ in made),
    )


def quotation_to_json(quotation: Quotation, source: Cited, language: str) -> dict[str, Any]:
    """A quotation with its reference in every form."""
    locator = Locator.parse(quotation.id)
    return {
        "id": quotation.id,
        "symbol": str(locator.symbol),
        "label": label(locator, language),
        "footnote": footnote(locator, language),
        "running_text": running_text(locator, language),
        "first_mention": first_mention(locator, language, source.adopted),
        "short_form": short_form(locator, language),
        "versions": [
            {
                "language": version.language,
                "words": version.words,
                "whole": version.whole,
                "passages": [
                    {"id": passage.id, "text": passage.text, "spans": [list(span) for span in passage.spans]}
                    for passage in version.passages
                ],
                "source": {"path": version.path, "sha256": version.sha256},
            }
            for version in quotation.versions
        ],
    }


def _words(quotation: Quotation, language: str) -> str:
    lines = []
    for version in quotation.versions:
        marks = version.language if version.language in LANGUAGES else "en"
        opened, closed = (say("briefs", marks, key) for key in ("open_quote", "close_quote"))
        lines.append(f"{opened}{version.words.rstrip(LEFT_OFF)}{closed}")
    return "\n".join([*lines, footnote(Locator.parse(quotation.id), language, typeset=True)])
