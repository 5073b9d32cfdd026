"""`alinea index PATH…`: bring the index up to date with files and folders."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import click

from assistant.cli import Context, common_options
from assistant.commands.progress import Progress
from assistant.opening import chroma_of, embedder_of
from index.build import BuildReport, build, rebuild
from index.sample import sample_paths

_WORDS = {
    "fr": {
        "report": "{added} fichiers ajoutés, {updated} remplacés, {unchanged} inchangés, {removed} retirés ;"
        " {paragraphs} paragraphes dans l'index ; {embedded} textes vectorisés, {cached} déjà connus ; {seconds} s.",
        "failed": "Laissé de côté : {reason}",
        "superseded": "{count} résolutions sont mieux données par un autre fichier.",
        "model-file": "Préparation du modèle de vecteurs (une seule fois, quelques secondes).",
        "slow-engine": "Le moteur rapide n'est pas disponible : vectorisation trois fois plus lente, et une question"
        " posée en d'autres mots que le texte le trouve moins bien.",
        "nothing": "Indiquez des fichiers ou des dossiers, ou --sample pour les deux résolutions fournies.",
    },
    "en": {
        "report": "{added} files added, {updated} replaced, {unchanged} unchanged, {removed} removed;"
        " {paragraphs} paragraphs in the index; {embedded} texts embedded, {cached} known already; {seconds} s.",
        "failed": "Left out: {reason}",
        "superseded": "{count} resolutions are better given by another file.",
        "model-file": "Preparing the embedding model (once, a few seconds).",
        "slow-engine": "The fast engine is not available: embedding takes three times as long, and a question in"
        " other words than the text finds it less well.",
        "nothing": "Name files or folders, or --sample for the two resolutions that come with the package.",
    },
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="Index the two resolutions that come with the package.")
@click.option("--prune", is_flag=True, help="Take out what was indexed from these folders and is there no more.")
@click.option("--rebuild", "afresh", is_flag=True, help="Make the search indexes again from the catalogue.")
@click.option("--wait", type=float, default=0.0, help="Seconds to wait for another process that is writing.")
@common_options
def command(context: Context, paths: tuple[Path, ...], sample: bool, prune: bool, afresh: bool, wait: float) -> int:
    """Index files or folders of resolutions. What did not change costs nothing."""
    settings, words = context.settings, _WORDS[context.settings.lang]
    wanted = [*paths, *(sample_paths() if sample else ())]
    if not wanted and not afresh:
        raise click.UsageError(words["nothing"])
    embedder = embedder_of(settings, lambda code: click.echo(words[code], err=True))
    chroma = chroma_of(settings)
    report = BuildReport()
    with Progress(settings.lang, sys.stderr) as progress:
        if afresh:
            report = rebuild(settings.home, embedder, chroma=chroma, on_event=progress, wait=wait)
        if wanted:
            report = build(wanted, settings.home, embedder, prune=prune, chroma=chroma, on_event=progress, wait=wait)
    context.emit(_json(report), words["report"].format(**dataclasses.asdict(report)))
    if report.superseded:
        click.echo(words["superseded"].format(count=len(report.superseded)), err=True)
    for failure in report.failed:
        click.echo(words["failed"].format(reason=failure.reason), err=True)
    return 1 if report.failed else 0


def _json(report: BuildReport) -> dict[str, object]:
    return dataclasses.asdict(report)
