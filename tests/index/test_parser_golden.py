"""Golden files: a source goes out as JSON and must come back the same.

`REGENERATE_GOLDEN=1 pytest tests/index/test_parser_golden.py` writes them anew; look at the diff before you commit it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from index.jsonform import resolution_from_json, resolution_to_json
from index.parser import parse_structure
from index.parsing.accounting import accounted
from index.readers.text import source_of_text

HERE = Path(__file__).parent / "golden"
SAMPLE = Path(__file__).resolve().parents[2] / "index" / "sample"
SOURCES = sorted([*SAMPLE.glob("*.txt"), *HERE.glob("*.txt")])


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_golden(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")
    parsed = parse_structure(source_of_text(path.name, raw))
    found = {
        "resolutions": [resolution_to_json(r) for r in parsed.resolutions],
        "warnings": [f"{w.code}: {w.message}" for w in parsed.warnings],
    }
    golden = HERE / f"{path.stem}.json"
    if os.environ.get("REGENERATE_GOLDEN"):
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))
    for resolution in parsed.resolutions:
        assert accounted(resolution, raw) == []
        assert resolution_from_json(resolution_to_json(resolution)) == resolution
