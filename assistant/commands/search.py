"""`alinea search QUERY`: paragraphs by words and meaning."""

from __future__ import annotations

import dataclasses
from typing import Any

import click

from assistant.citations import label
from assistant.cli import Context, common_options
from assistant.opening import open_library
from index.resolution import Kind
from index.search import Filters, Hit, Query, SearchResult
from index.symbols import Locator, Symbol


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
@click.option("--addressee", multiple=True, help="Only paragraphs addressed to this one (secretary-general, …).")
@click.option("--in", "languages", multiple=True, help="Only texts in this language (fr, en).")
@common_options
def command(context: Context, query: str, k: int | None, language: str | None, **given: Any) -> None:
    """Search paragraphs. Words in quotation marks must occur exactly."""
    wanted = Query(query, k or context.settings.k, language, _filters(given))
    with open_library(context.settings) as library:
        result = library.search(wanted)
    lang = context.settings.lang
    context.emit(_json(result, lang), lambda: "\n\n".join(_words(hit, lang) for hit in result.hits))


def _filters(given: dict[str, Any]) -> Filters:
    adopted = given["adopted"]
    return Filters(
        symbols=tuple(str(Symbol.parse(symbol)) for symbol in given["symbol"]),
        bodies=given["body"],
        sessions=given["session"],
        years=given["year"],
        adopted=(adopted[0].date(), adopted[1].date()) if adopted else None,
        kinds=tuple(Kind(kind) for kind in given["kind"]),
        acts=given["act"],
        addressees=given["addressee"],
        languages=given["languages"],
    )


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
