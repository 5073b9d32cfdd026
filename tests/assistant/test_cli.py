"""The frame of the command: exit codes, messages on standard error, every command with its help."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.cli import COMMANDS, cli, run


def test_every_command_of_the_table_is_there() -> None:
    assert cli.list_commands(None) == list(COMMANDS)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_common_options(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    help_text = capsys.readouterr().out
    assert all(option in help_text for option in ("--home", "--lang", "--json"))


ENDS = [
    # how it ends, arguments, exit code, word of the message
    ("an unknown command", ["frobnicate"], 2, "frobnicate"),
    ("an unknown option", ["status", "--frobnicate"], 2, "--frobnicate"),
    ("a symbol that is none", ["show", "pommes"], 1, "pommes"),
    ("a setting out of bounds", ["search", "x", "-k", "100000"], 2, "100000"),
]


@pytest.mark.parametrize(("why", "arguments", "code", "word"), ENDS, ids=[row[0] for row in ENDS])
def test_endings(why: str, arguments: list[str], code: int, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == code
    captured = capsys.readouterr()
    assert word in captured.err
    assert captured.out == ""


def test_help_is_quick_because_commands_load_when_called() -> None:
    loaded = "sorted(set(sys.modules) & {'chromadb', 'langchain_core', 'streamlit'})"
    program = f"import sys, assistant.cli as c; c.run(['--help']); print({loaded})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
