"""`alinea status`: what is indexed, with what, how big, and whether the stores agree."""

from __future__ import annotations

from typing import Any

import click

from assistant.cli import Context, common_options
from assistant.models import probe, status_line
from assistant.opening import chroma_of
from index.status import status_of

_LABELS = {
    "fr": {
        "home": "Dossier",
        "documents": "Résolutions",
        "paragraphs": "Paragraphes",
        "languages": "Langues",
        "bodies": "Organes",
        "embedder": "Vectorisation",
        "generation": "Génération",
        "sizes": "Tailles (Mo)",
        "integrity": "Intégrité",
    },
    "en": {
        "home": "Folder",
        "documents": "Resolutions",
        "paragraphs": "Paragraphs",
        "languages": "Languages",
        "bodies": "Organs",
        "embedder": "Embedder",
        "generation": "Generation",
        "sizes": "Sizes (MB)",
        "integrity": "Integrity",
    },
}
_SOUND = {"fr": ("intacte", "atteinte, voir ci-dessous"), "en": ("sound", "damaged, see below")}
_OUTDATED = {
    "fr": "{n} fichiers ont été lus par une autre version d'Alinéa : `alinea index CHEMIN` les relit.",
    "en": "{n} files were read by another version of Alinéa: `alinea index PATH` reads them again.",
}


@click.command()
@common_options
def command(context: Context) -> int:
    """Say what is indexed and whether the three stores agree, and test the language model if one is chosen.

    Ends with 1 when the stores do not agree or the model does not answer.
    """
    status = status_of(context.settings.home, chroma_of(context.settings))
    model = probe(context.settings)
    status["model"] = {"name": model.model, "ready": model.ready, "message": model.message, "hint": model.hint}
    told = status_line(model, context.settings.lang)
    context.emit(status, lambda: "\n".join([*_words(status, context.settings.lang), told]))
    return 0 if status["integrity"]["ok"] and model.ready else 1


def _words(status: dict[str, Any], language: str) -> list[str]:
    sound, damaged = _SOUND[language]
    shown = {
        **status,
        "languages": _counts(status["languages"]),
        "bodies": _counts(status["bodies"]),
        "sizes": ", ".join(f"{store} {size / 1e6:.1f}" for store, size in status["sizes"].items()),
        "integrity": sound if status["integrity"]["ok"] else damaged,
    }
    lines = [f"{label} : {shown[key]}" for key, label in _LABELS[language].items()]
    if status["outdated"]:
        lines.append(_OUTDATED[language].format(n=status["outdated"]))
    return [*lines, *status["integrity"]["problems"]]


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())
