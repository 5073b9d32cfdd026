"""What the documents say is what the program does. With `UPDATE_DOCS=1` the made parts are written anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from assistant.cli import COMMANDS, run
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SETTINGS = ROOT / "docs" / "SETTINGS.md"
HEAD = """# Settings

Each can be given as an environment variable, as a key of `alinea.toml` in the current folder (else in the home), and
some as an option of a command. Arguments win over variables, variables over the file. An unknown name is refused.

| variable | key | default | what it sets |
|---|---|---|---|
"""


def _settings_page() -> str:
    rows = []
    for name, field in Settings.model_fields.items():
        default = "" if field.is_required() or field.default_factory else str(field.default)
        shown = f"`{default}`" if default.strip("*") else "the platform's user data folder" if name == "home" else ""
        rows.append(f"| `ALINEA_{name.upper()}` | `{name}` | {shown} | {field.description} |\n")
    return HEAD + "".join(rows)


def test_every_setting_is_documented() -> None:
    page = _settings_page()
    if os.environ.get("UPDATE_DOCS"):
        SETTINGS.write_text(page, encoding="utf-8")
    assert SETTINGS.read_text(encoding="utf-8") == page


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"| `alinea {name}` | {COMMANDS[name]} |" in README.read_text(encoding="utf-8")


def test_the_readme_shows_real_answers(
    sample_index: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALINEA_HOME", str(sample_index))
    text = README.read_text(encoding="utf-8")
    examples = re.findall(r'```console\n(\$ \.venv/bin/alinea ask "(.+?)"\n)(.*?)```', text, re.S)
    assert len(examples) == 2
    for command, question, shown in examples:
        assert run(["ask", question]) == 0
        answer = capsys.readouterr().out.strip("\n") + "\n"
        if os.environ.get("UPDATE_DOCS"):
            text = text.replace(command + shown, command + answer)
            README.write_text(text, encoding="utf-8")
        else:
            assert shown == answer, f"UPDATE_DOCS=1 writes the answer to “{question}” anew"
