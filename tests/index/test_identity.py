"""The identity of the parser covers everything that decides what a file says."""

from __future__ import annotations

import subprocess
import sys

from index.grammar.identity import grammar_identity, parts

PROGRAM = """
import sys
import index.parser, index.readers.html, index.readers.pdf, index.readers.text, index.readers.word
print(*(m.__file__ for name, m in sys.modules.items() if name.startswith("index.")), sep="\\n")
"""


def test_every_module_that_parsing_imports_is_part_of_it() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert set(done.stdout.split("\n")) - {str(path) for path in parts()} - {"", "None"} == set()


def test_the_words_of_the_languages_are_part_of_it() -> None:
    names = {path.as_posix().rpartition("index/")[2] for path in parts()}
    assert {"grammar/fr/structure.toml", "grammar/en/actions.toml"} <= names
    assert len(grammar_identity()) == 16
