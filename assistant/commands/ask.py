"""`alinea ask QUESTION`: an answer with exact citations."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assistant.answer import Answer
from assistant.answer_json import answer_to_json
from assistant.cli import Context, common_options
from assistant.errors import AssistantError
from assistant.extractive.coverage import carried, coverage_line
from assistant.model_words import notes_of
from assistant.reference_words import LANGUAGES


@click.command()
@click.argument("question")
@click.option(
    "--history",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with a JSON list of the earlier questions, oldest first.",
)
@click.option("--model", help="Who writes the answer: `extractive` or `provider:name` (ALINEA_MODEL).")
@common_options
def command(context: Context, question: str, history: Path | None, model: str | None) -> None:
    """Answer a question with exact citations, or say that the corpus has no answer."""
    from assistant.chain import Assistant

    earlier = _history(history) if history else ()
    answer = Assistant.open(context.settings).ask(question, earlier)
    for note in notes_of(answer, context.settings.lang):
        click.echo(note, err=True)
    context.emit(answer_to_json(answer), lambda: words_of(answer, context.settings.lang))


def words_of(answer: Answer, language: str) -> str:
    """An answer for the terminal: the text, its sources by key or the nearest paragraphs, and what was searched.

    `language` is used where that of the question has no words.
    """
    language = answer.language if answer.language in LANGUAGES else language
    lines = [answer.text, ""]
    if answer.standalone != answer.question:
        lines = [f"→ {answer.standalone}", "", *lines]
    lines += [f"[{c.n}] {c.label} ({c.id}) · {carried(c, language)}" for c in answer.citations]
    lines += [f"~ {n.label} ({n.id}): {n.text}" for n in answer.nearest]
    return "\n".join([*lines, "", coverage_line(answer, language)]).rstrip()


def _history(file: Path) -> tuple[str, ...]:
    """The earlier questions. Raises AssistantError naming the file when it holds anything else."""
    hint = 'Write it like ["Que dit la résolution 62/27 ?"].'
    try:
        questions = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise AssistantError(f"{file} cannot be read as JSON: {error}.", hint=hint) from error
    if not isinstance(questions, list) or not all(isinstance(q, str) for q in questions):
        raise AssistantError(f"{file} is not a JSON list of questions.", hint=hint)
    return tuple(questions)
