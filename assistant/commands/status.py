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
        "sizes": "Tailles (octets)",
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
        "sizes": "Sizes (bytes)",
        "integrity": "Integrity",
    },
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
    context.emit(status, lambda: "\n".join([_words(status, _LABELS[context.settings.lang]), told]))
    return 0 if status["integrity"]["ok"] and model.ready else 1


def _words(status: dict[str, Any], labels: dict[str, str]) -> str:
    lines = [f"{label} : {_value(status[key])}" for key, label in labels.items()]
    return "\n".join([*lines, *status["integrity"]["problems"]])


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {inner}" for key, inner in value.items() if not isinstance(inner, list))
    return str(value)
