"""`alinea brief …`: make, order, verify and export briefs. Every change is kept at once; `undo` takes it back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from assistant.brief import Brief, new_brief
from assistant.brief_check import check_brief, counts
from assistant.brief_items import Heading, Item, Note, new_key
from assistant.brief_listing import brief_as_text, finding_as_text, finding_to_json
from assistant.brief_store import BriefStore, brief_to_json
from assistant.brief_words import say
from assistant.cli import Context, common_options
from assistant.errors import BriefError
from assistant.export.formats import FORMATS, export
from assistant.opening import open_library
from assistant.quoting import quote, reference
from assistant.typed import locators_typed
from index.errors import NoIndex


@click.group()
@common_options
def command(context: Context) -> None:
    """Make, verify and export briefs. BRIEF is a key or a title; ITEM a key or a number from 1."""


@command.command("list")
@common_options
def list_(context: Context) -> None:
    """List the briefs of the home."""
    kept = _store(context).kept()
    rows = [{"key": k.key, "title": k.title, "items": k.items, "changed": k.changed, "damage": k.damage} for k in kept]
    lines = [
        _say(context, "damaged" if k.damage else "listed", key=k.key, title=k.title, n=k.items, damage=k.damage)
        for k in kept
    ]
    context.emit({"briefs": rows}, "\n".join(lines) or _say(context, "none"))


@command.command()
@click.argument("title")
@common_options
def new(context: Context, title: str) -> None:
    """Make an empty brief; its references are in the language of --lang."""
    _emit(context, _store(context).save(new_brief(title, context.settings.lang)))


@command.command()
@click.argument("brief")
@common_options
def show(context: Context, brief: str) -> None:
    """Print a brief with its items numbered."""
    _emit(context, _store(context).load(brief))


@command.command()
@click.argument("brief")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--words", multiple=True, help="Only these words of the paragraph; may be repeated, “[…]” marks a cut.")
@click.option("--language", help="Language of the text, where there are several.")
@click.option("--beside", help="The same paragraph in this language beside it.")
@click.option("--reference", "alone", is_flag=True, help="The reference alone, without the words.")
@click.option("--heading", help="A heading.")
@click.option("--note", help="Words of your own; [[A/RES/62/27#op8]] in them becomes a footnote.")
@click.option("--at", type=click.IntRange(1), help="Place of the first new item, from 1 (default: the end).")
@common_options
def add(context: Context, brief: str, ids: tuple[str, ...], at: int | None, **given: Any) -> None:
    """Add a heading, words of your own, quotations or references, in this order."""
    store = _store(context)
    made = store.load(brief)
    place = at - 1 if at else len(made.items)
    for text, kind in ((given["heading"], Heading), (given["note"], Note)):
        if text is not None:
            made = made.with_item(kind(new_key(), text), at=place)
            place += 1
    if ids:
        made = _with_places(context, made, ids, place, given)
    _emit(context, store.save(made))


def _with_places(context: Context, brief: Brief, ids: tuple[str, ...], place: int, given: dict[str, Any]) -> Brief:
    language = given["language"] or brief.language
    locators = [locator for one in ids for locator in locators_typed(one, context.settings.lang)]
    with open_library(context.settings) as library:
        for n, locator in enumerate(locators):
            if given["alone"] or not locator.steps:
                item, sources = reference(library, locator, language)
                brief = brief.with_item(item, *sources, at=place + n)
            else:
                quoted, sources = quote(library, locator, language, given["words"], beside=given["beside"])
                brief = brief.with_item(quoted, *sources, at=place + n)
    return brief


@command.command()
@click.argument("brief")
@click.argument("item")
@click.argument("place", type=click.IntRange(1))
@common_options
def move(context: Context, brief: str, item: str, place: int) -> None:
    """Put an item at another place, counted from 1."""
    _change(context, brief, lambda made: made.moved(_key(made, item), place - 1))


@command.command()
@click.argument("brief")
@click.argument("item")
@common_options
def remove(context: Context, brief: str, item: str) -> None:
    """Take an item out."""
    _change(context, brief, lambda made: made.without(_key(made, item)))


@command.command()
@click.argument("brief")
@click.argument("item")
@common_options
def duplicate(context: Context, brief: str, item: str) -> None:
    """Put a copy of an item after it."""
    _change(context, brief, lambda made: made.duplicated(_key(made, item)))


@command.command()
@click.argument("brief")
@click.argument("item")
@click.argument("text")
@common_options
def edit(context: Context, brief: str, item: str, text: str) -> None:
    """Change the text of a heading or of words of your own; quoted words are the source's."""
    _change(context, brief, lambda made: made.replaced(_reworded(made.item(_key(made, item)), text)))


def _reworded(old: Item, text: str) -> Heading | Note:
    match old:
        case Heading() | Note():
            return replace(old, text=text)
        case _:
            raise BriefError("Only headings and notes can be edited.", hint="Remove the quotation and add it again.")


@command.command()
@click.argument("brief")
@click.argument("title")
@common_options
def rename(context: Context, brief: str, title: str) -> None:
    """Give a brief another title."""
    _change(context, brief, lambda made: made.renamed(title))


@command.command()
@click.argument("brief")
@common_options
def undo(context: Context, brief: str) -> None:
    """Take the last change back; a second time brings it back."""
    _emit(context, _store(context).undo(brief))


@command.command()
@click.argument("brief")
@common_options
def verify(context: Context, brief: str) -> None:
    """Compare every quotation with the index: unchanged, source changed since, not found."""
    made = _store(context).load(brief)
    with open_library(context.settings) as library:
        findings = check_brief(made, library)
    document = {"brief": made.key, "counts": counts(findings), "findings": [finding_to_json(f) for f in findings]}
    context.emit(
        document,
        "\n".join(finding_as_text(f, context.settings.lang) for f in findings) or _say(context, "nothing_cited"),
    )


@command.command("export")
@click.argument("brief")
@click.option("-f", "--format", "name", type=click.Choice(list(FORMATS)), default="word", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), help="“-”: output.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@common_options
def export_(context: Context, brief: str, name: str, output: Path | None, force: bool) -> None:
    """Write a brief as a document or as records, verified against the index if there is one."""
    made = _store(context).load(brief)
    with ExitStack() as stack:
        try:
            library = stack.enter_context(open_library(context.settings))
        except NoIndex:
            library = None
        exported = export(made, name, library)
    if str(output) == "-":
        click.echo(exported.content, nl=False)
        return
    path = output or Path(exported.file_name)
    if path.exists() and not force:
        raise BriefError(f"{path} is there already.", hint="Name another file with -o, or write over it with --force.")
    try:
        path.write_bytes(exported.content)
    except OSError as error:
        raise BriefError(f"{path} cannot be written: {error.strerror}.", hint="Name another file with -o.") from error
    size = len(exported.content)
    found = None if exported.findings is None else counts(exported.findings)
    lines = [_say(context, "exported", file=path, bytes=size)]
    lines += [] if library else [_say(context, "unverified")]
    context.emit({"file": str(path), "format": name, "bytes": size, "verification": found}, "\n".join(lines))


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common_options
def import_(context: Context, file: Path) -> None:
    """Keep a brief that was exported as JSON."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BriefError(f"{file} cannot be read: {error}.") from error
    _emit(context, _store(context).adopt(text, str(file)))


@command.command()
@click.argument("brief")
@common_options
def delete(context: Context, brief: str) -> None:
    """Delete a brief."""
    gone = _store(context).delete(brief)
    context.emit({"deleted": gone.key, "title": gone.title}, _say(context, "deleted", title=gone.title))


def _store(context: Context) -> BriefStore:
    return BriefStore(context.settings.home / "briefs")


def _change(context: Context, brief: str, change: Callable[[Brief], Brief]) -> None:
    """Load a brief, change it, keep it, and print what came of it."""
    store = _store(context)
    _emit(context, store.save(change(store.load(brief))))


def _key(brief: Brief, item: str) -> str:
    """The key of an item named by key or by its number from 1."""
    numbered = item.isdigit() and item not in {one.key for one in brief.items}
    return brief.items[int(item) - 1].key if numbered and 1 <= int(item) <= len(brief.items) else item


def _emit(context: Context, brief: Brief) -> None:
    context.emit(brief_to_json(brief), lambda: brief_as_text(brief, context.settings.lang))


def _say(context: Context, message: str, **holes: object) -> str:
    return say("briefs", context.settings.lang, f"command.{message}", **holes)
