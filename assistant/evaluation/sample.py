"""The questions that come with the program, on its two bundled resolutions."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def sample_questions() -> Path:
    """The file of the bundled questions: every type, French and English, refusals and typing errors among them."""
    return Path(str(files("assistant.evaluation"))) / "sample_questions.jsonl"
