"""`alinea search QUERY`: paragraphs by words and meaning."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import click

from assistant.citations import label
from assistant.cli import Context, common_options
from assistant.opening import open_library
from index.library import Library
from index.names import act_in, addressee_in, meant
from index.resolution import Kind
from index.search import Filters, Hit, Query, SearchResult
from index.symbols import Locator, Symbol

_ALL = 100_000
_SAID = {
    "fr": {
        "nothing": "Aucun paragraphe trouvé.",
        "unknown": "« {name} » ne se trouve pas dans l'index. Les plus fréquents : {often}.",
    },
    "en": {
        "nothing": "No paragraph found.",
        "unknown": "“{name}” is not in the index. The most frequent: {often}.",
    },
}


@click.command()
@click.argument("query")
@click.option("-k", "--k", type=click.IntRange(1, 100), help="Paragraphs wanted (default: the setting).")
@click.option("--language", type=str, help="Language of the query, if it is known.")
@click.option("--symbol", multiple=True, help="Only in this resolution; may be repeated.")
@click.option("--body", multiple=True, help="Only of this organ (A, S, HRC, E); may be repeated.")
@click.option("--session", type=(int, int), help="Only of these sessions, first and last.")
@click.option("--year", type=(int, int), help="Only adopted in these years, first and last.")
@click.option("--adopted", type=(click.DateTime(), click.DateTime()), help="Only adopted between these days.")
@click.option("--kind", multiple=True, type=click.Choice([k.value for k in Kind]), help="Only such paragraphs.")
@click.option("--act", multiple=True, help="Only paragraphs with this act (requests, decides, …).")
@click.option("--addressee", multiple=True, help="Only paragraphs addressed to this one (Secretary-General, …).")
@click.option("--in", "languages", multiple=True, help="Only texts in this language (fr, en).")
@common_options
def command(context: Context, query: str, k: int | None, language: str | None, **given: Any) -> None:
    """Search paragraphs. Words in quotation marks must occur exactly."""
    lang = context.settings.lang
    with open_library(context.settings) as library:
        result = library.search(Query(query, k or context.settings.k, language, _filters(given, library, lang)))
    found = (_words(hit, lang) for hit in result.hits)
    context.emit(_json(result, lang), lambda: "\n\n".join(found) if result.hits else _SAID[lang]["nothing"])


def _filters(given: dict[str, Any], library: Library, lang: str) -> Filters:
    adopted = given["adopted"]
    return Filters(
        symbols=tuple(str(Symbol.parse(symbol)) for symbol in given["symbol"]),
        bodies=given["body"],
        sessions=given["session"],
        years=given["year"],
        adopted=(adopted[0].date(), adopted[1].date()) if adopted else None,
        kinds=tuple(Kind(kind) for kind in given["kind"]),
        acts=_meant(given["act"], library.acts(_ALL), act_in, lang),
        addressees=_meant(given["addressee"], library.addressees(_ALL), addressee_in, lang),
        languages=given["languages"],
    )


def _meant(
    given: Sequence[str], known: Sequence[tuple[str, int]], name_in: Callable[[str, str], str], lang: str
) -> tuple[str, ...]:
    """The canonical names that a person means. Raises click.BadParameter with the most frequent ones."""
    names = [name for name, _ in known]
    found = {written: meant(written, names, name_in) for written in given}
    if unknown := [written for written, name in found.items() if name is None]:
        often = ", ".join(name_in(lang, name) for name in names[:8])
        raise click.BadParameter(_SAID[lang]["unknown"].format(name=unknown[0], often=often))
    return tuple(name for name in found.values() if name)


def _json(result: SearchResult, language: str) -> dict[str, Any]:
    query = result.query
    filters = {name: value for name, value in dataclasses.asdict(query.filters).items() if value}
    if adopted := filters.get("adopted"):
        filters["adopted"] = [day.isoformat() if day else None for day in adopted]
    return {
        "query": query.text,
        "language": query.language,
        "filters": filters,
        "hits": [_hit(hit, language) for hit in result.hits],
        "took_ms": result.took_ms,
        "notices": list(result.notices),
    }


def _hit(hit: Hit, language: str) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "id": hit.id,
        "symbol": hit.symbol,
        "kind": hit.kind.value,
        "label": _label(hit, language),
        "title": hit.title,
        "text": hit.text,
        "score": hit.score,
        "dense_rank": hit.dense_rank,
        "lexical_rank": hit.lexical_rank,
        "language": hit.language,
        "similarity": hit.similarity,
        "duplicates": list(hit.duplicates),
    }


def _words(hit: Hit, language: str) -> str:
    also = f"\n  = {', '.join(hit.duplicates)}" if hit.duplicates else ""
    return f"{hit.rank}. {hit.id} ({_label(hit, language)}, {hit.language}) {hit.title}\n  {hit.text}{also}"


def _label(hit: Hit, language: str) -> str:
    return label(Locator.parse(hit.id), language, hit.kind)
