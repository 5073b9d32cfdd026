"""The `alinea` command: a group whose commands are loaded when called, and the one place where errors become words.

Exit codes: 0 done (an honest refusal is 0), 1 the user must mend something, 2 wrong usage, 3 internal error,
4 a threshold of an evaluation failed, 130 interrupted.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from assistant.errors import AssistantError
from assistant.settings import Settings, load_settings
from index.errors import IndexingError

# Command name → its one-line help; the module `assistant.commands.<name>` defines `command`.
COMMANDS = {
    "index": "Index files or folders of resolutions.",
    "status": "Say what is indexed and whether it is sound.",
    "check": "Parse files without indexing and report.",
    "show": "Print a resolution or one paragraph of it.",
    "search": "Search paragraphs by words and meaning.",
    "ask": "Answer a question with exact citations.",
    "quote": "Print the reference and words of paragraphs.",
    "brief": "Make, verify and export briefs.",
    "check-citations": "Check the references and quotations of a draft.",
    "eval": "Run a set of test questions.",
    "chat": "Open the chat in the browser.",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What every command gets: the settings in force and whether to print one JSON document."""

    settings: Settings
    json: bool

    def emit(self, document: Any, text: str | Callable[[], str]) -> None:
        """Print the result: the JSON document with `--json`, else the words."""
        if self.json:
            click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            click.echo(text() if callable(text) else text)


class LazyGroup(click.Group):
    """Loads a command's module only when it is called: chromadb alone takes a second to import."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return [name for name in COMMANDS if _module_exists(name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None when there is none of this name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"assistant.commands.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help's list, from the table: no command is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="alinea")
def cli() -> None:
    """Alinéa: answers from United Nations resolutions, with the exact paragraph under every statement."""


def common_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options every command takes; the command receives a `Context` as its first argument."""

    @click.option("--home", type=click.Path(path_type=Path), help="Folder of the index (ALINEA_HOME).")
    @click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of messages (ALINEA_LANG).")
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
    @click.pass_context
    def wrapper(ctx: click.Context, /, home: Path | None, lang: str | None, as_json: bool, **rest: Any) -> Any:
        above = ctx.parent.params if ctx.parent else {}  # `alinea brief --json list` is `alinea brief list --json`
        home, lang = home or above.get("home"), lang or above.get("lang")
        context = Context(
            load_settings(home=home, lang=lang, **_overrides(rest)), as_json or above.get("as_json", False)
        )
        return ctx.invoke(function, context, **rest)

    wrapper.__name__ = function.__name__
    wrapper.__doc__ = function.__doc__
    wrapper.__click_params__ = wrapper.__click_params__ + getattr(function, "__click_params__", [])  # type: ignore[attr-defined]
    return wrapper


def _overrides(options: dict[str, Any]) -> dict[str, Any]:
    """The options of a command that are settings too (`--model`, `--k`, `--port`)."""
    return {name: value for name, value in options.items() if name in Settings.model_fields}


def _module_exists(name: str) -> bool:
    return importlib.util.find_spec(f"assistant.commands.{name.replace('-', '_')}") is not None


def main(arguments: list[str] | None = None) -> None:
    """Entry point of the console script: runs the command and turns whatever ends it into an exit code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit code; messages go to standard error."""
    try:
        code = cli.main(args=arguments, prog_name="alinea", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.Abort:
        return _fail("Interrupted.", 130)
    except KeyboardInterrupt:
        return _fail("Interrupted.", 130)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (IndexingError, AssistantError) as error:
        return _fail(str(error), 1)
    except Exception:  # noqa: BLE001 - the outer edge: an unforeseen error still becomes an exit code and a report
        traceback.print_exc()
        return _fail("This is an error in Alinéa, not in your input.", 3)


def _fail(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code
