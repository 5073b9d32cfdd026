"""`alinea index` in a terminal: a bar with rate and time left, Ctrl-C, the next run, a second writer, `--prune`."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import run
from index.writing import writer_lock

pty = pytest.importorskip("pty", reason="left out: needs a terminal of Unix")

ROOT = Path(__file__).resolve().parents[3]
FILES = 44
INVENTED = """Assemblée générale

Résolution adoptée par l'Assemblée générale le 4 mars 2010

64/{number}. Échange inventé numéro {number}

L'Assemblée générale,

Rappelant le texte inventé {number} sur les phares,

{paragraphs}

50e séance plénière
4 mars 2010
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Invented resolutions whose 396 paragraphs take some seconds to embed."""
    folder = tmp_path / "files"
    folder.mkdir()
    for n in range(1, FILES + 1):
        paragraphs = [
            f"{i}. Prie le Secrétaire général de faire peindre le phare {n}-{i} en bleu ;" for i in range(1, 9)
        ]
        text = INVENTED.format(number=n, paragraphs="\n\n".join(paragraphs))
        (folder / f"{n:02}.txt").write_text(text, encoding="utf-8")
    return folder


class Terminal:
    """A command in a terminal of its own, and what it wrote there so far."""

    def __init__(self, arguments: list[str]) -> None:
        self.written = ""
        self._pid, self._end = pty.fork()
        if self._pid == 0:  # pragma: no cover - the child
            os.chdir(ROOT)
            environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"}
            os.execve(sys.executable, [sys.executable, "-m", "assistant", *arguments], environment)

    def until(self, pattern: str, seconds: float = 90) -> None:
        """Read until a pattern was written."""
        last = time.monotonic() + seconds
        while not re.search(pattern, self.written):
            assert time.monotonic() < last, f"{pattern} was not written: {self.written[-2000:]}"
            if not self._read():
                raise AssertionError(f"it ended without {pattern}: {self.written[-2000:]}")

    def type(self, keys: bytes) -> None:
        """Type into the terminal."""
        os.write(self._end, keys)

    def code(self) -> int:
        """Read to the end; gives the exit code."""
        while self._read():
            pass
        os.close(self._end)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def _read(self) -> bool:
        if not select.select([self._end], [], [], 1)[0]:
            return True
        try:
            data = os.read(self._end, 65536)
        except OSError:  # how Linux says that the other side is closed
            return False
        self.written = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.written + data.decode("utf-8", "replace"))
        return bool(data)


def _ended(capsys: pytest.CaptureFixture[str], arguments: list[str], code: int = 0) -> Any:
    """What a command printed: its JSON, or its message where it must fail."""
    capsys.readouterr()
    assert run([*arguments, "--json"]) == code
    printed = capsys.readouterr()
    return json.loads(printed.out) if not code else printed.err


def test_a_bar_with_rate_and_time_left_then_ctrl_c_then_the_rest(
    folder: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal(["index", str(folder), "--home", str(home), "--lang", "fr"])
    terminal.until(r"Vectorisation")
    terminal.until(r"(128|256|384)/396 +\d+/s +\d:\d\d:\d\d")
    terminal.type(b"\x03")
    assert terminal.code() == 130
    assert "Traceback" not in terminal.written
    report = _ended(capsys, ["index", str(folder), "--home", str(home)])
    assert report["paragraphs"] == FILES * 9
    assert 0 < report["embedded"] < FILES * 9, "what was embedded before Ctrl-C is not embedded again"
    assert _ended(capsys, ["status", "--home", str(home)])["integrity"]["ok"]


def test_no_bar_where_there_is_no_terminal(folder: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in list(folder.iterdir())[2:]:
        path.unlink()
    assert run(["index", str(folder), "--home", str(home), "--lang", "fr"]) == 0
    printed = capsys.readouterr()
    assert "\x1b" not in printed.out + printed.err
    assert "18 paragraphes" in printed.out


def test_prune_takes_out_what_is_gone_and_nothing_else(
    folder: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    files = sorted(folder.iterdir())
    for path in files[3:]:
        path.unlink()
    (kept / "04.txt").write_text(INVENTED.format(number=99, paragraphs="1. Décide de tout repeindre."), "utf-8")
    assert _ended(capsys, ["index", str(folder), str(kept), "--home", str(home)])["paragraphs"] == 3 * 9 + 2
    files[0].unlink()
    assert _ended(capsys, ["index", str(folder), "--home", str(home)])["removed"] == 0
    report = _ended(capsys, ["index", str(folder), "--prune", "--home", str(home)])
    assert (report["removed"], report["paragraphs"]) == (1, 2 * 9 + 2)
    assert "not in the index" in _ended(capsys, ["show", "64/1", "--home", str(home)], code=1)
    assert _ended(capsys, ["show", "64/99", "--home", str(home)])["symbol"] == "A/RES/64/99"
    assert _ended(capsys, ["status", "--home", str(home)])["integrity"]["ok"]


def test_a_second_writer_is_told_who_writes_or_waits(
    folder: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in list(folder.iterdir())[1:]:
        path.unlink()
    arguments = ["index", str(folder), "--home", str(home)]
    with writer_lock(home):
        told = _ended(capsys, arguments, code=1)
        assert f"process {os.getpid()}" in told
        waiting = subprocess.Popen(
            [sys.executable, "-m", "assistant", *arguments, "--wait", "60", "--json"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        time.sleep(1)
        assert waiting.poll() is None
    assert json.loads(waiting.communicate(timeout=60)[0])["paragraphs"] == 9


def test_a_killed_writer_leaves_no_lock(folder: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-m", "assistant", "index", str(folder), "--home", str(home)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(600):
        if (home / "write.holder.json").exists():
            break
        time.sleep(0.05)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    for path in list(folder.iterdir())[1:]:
        path.unlink()
    assert _ended(capsys, ["index", str(folder), "--prune", "--home", str(home)])["paragraphs"] == 9
