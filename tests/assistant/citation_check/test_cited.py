"""References in drafts: each form of `forms.txt` names just the places written beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.citation_check.cited import read_setting
from assistant.citation_check.drafts import text_draft
from assistant.citation_check.respelt import respelt
from assistant.folding import plain


def _forms() -> list[tuple[str, str, str]]:
    """(language, words, ids) of every row."""
    rows, language = [], ""
    for line in Path(__file__).with_name("forms.txt").read_text(encoding="utf-8").splitlines():
        words, arrow, ids = line.partition(" =>")
        if arrow:
            rows.append((language, words, ids.strip()))
        elif line.startswith("# ") and len(line) == 4:
            language = line[2:]
    return rows


FORMS = _forms()


def test_both_languages_have_many_forms() -> None:
    assert min(sum(row[0] == language for row in FORMS) for language in ("fr", "en")) > 80


@pytest.mark.parametrize(("language", "words", "ids"), FORMS, ids=[row[1] for row in FORMS])
def test_form(language: str, words: str, ids: str) -> None:
    cited = read_setting(text_draft(words), language, []).cited
    named = [(c.symbol, path) for c in cited for path in c.paths or ("",) if path or not c.back]
    found = [f"{symbol}#{path}" if path else symbol for symbol, path in named]
    assert sorted(found) == sorted(ids.split())


@pytest.mark.parametrize(("language", "words", "ids"), FORMS, ids=[row[1] for row in FORMS])
def test_respelling_keeps_every_offset(language: str, words: str, ids: str) -> None:
    """Same length, and the number of the resolution where it was."""
    other = respelt(words, language)
    assert len(other) == len(words)
    number = next((n for n in ("62/27", "60/147", "70/1") if n in words), "")
    assert plain(other).find(number) == plain(words).find(number)
