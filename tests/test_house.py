"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Package → packages of ours that it may import (besides itself).
MAY_IMPORT = {"index": set(), "assistant": {"index", "prompts"}, "ui": {"assistant", "index"}, "prompts": set()}
# Library → the only modules that may import it.
ONLY_IN = {"tantivy": {"index/lexical.py"}, "chromadb": {"index/vectors.py"}, "langchain_chroma": {"index/vectors.py"}}


def _modules() -> list[Path]:
    return [path for package in MAY_IMPORT for path in sorted((ROOT / package).rglob("*.py"))]


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    ours = _imports(path) & MAY_IMPORT.keys() - {package}
    assert ours <= MAY_IMPORT[package], f"{package} may not import {ours - MAY_IMPORT[package]}"


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_stores_are_imported_in_one_place(path: Path) -> None:
    where = str(path.relative_to(ROOT))
    for library in ONLY_IN.keys() & _imports(path):
        assert where in ONLY_IN[library], f"{library} is imported in {where}"


def test_corpus_text_never_goes_through_markdown() -> None:
    calls = re.compile(r"\bst(?:reamlit)?\.(markdown|write|caption)\(")
    for path in sorted((ROOT / "ui").rglob("*.py")):
        assert not calls.search(path.read_text(encoding="utf-8")), f"{path}: use st.html with escaped text"
