"""Prompts: holes and arguments are the same, versions are kept, nothing is filled twice."""

from __future__ import annotations

from importlib import resources

import pytest

from assistant.errors import PromptError
from assistant.prompting import Prompt, parse_prompt, read_prompt
from assistant.reference_words import LANGUAGES

NAMES = ("answer", "question", "repair")


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_has_the_same_holes_and_version_in_every_language(name: str) -> None:
    read = [read_prompt(name, language) for language in LANGUAGES]
    assert len({prompt.holes for prompt in read}) == 1
    assert len({prompt.version for prompt in read}) == 1
    assert read[0].label == f"{name}.{LANGUAGES[0]}/{read[0].version}"


def test_every_prompt_file_is_one_that_is_used() -> None:
    files = {f.name for f in resources.files("prompts").iterdir() if f.name.endswith(".md")}
    assert files == {f"{name}.{language}.md" for name in NAMES for language in LANGUAGES}


# What is put in, and what the error must name.
WRONG = [
    ({"one": "1"}, "$two"),  # a hole that nothing fills
    ({"one": "1", "two": "2", "three": "3"}, "three"),  # a value without a hole
    ({"one": "1", "tow": "2"}, "$two"),  # a misspelling is both
    ({"one": "1", "tow": "2"}, "tow"),
]


@pytest.mark.parametrize(("values", "named"), WRONG)
def test_holes_and_arguments_must_be_equal(values: dict[str, str], named: str) -> None:
    prompt = parse_prompt("version: 3\n\n$one and ${two}", "trial", "en")
    with pytest.raises(PromptError, match=named.replace("$", r"\$")):
        prompt.fill(**values)


def test_what_is_filled_in_is_not_read_for_holes() -> None:
    prompt = Prompt("trial", "en", 1, "$question / $paragraphs")
    assert prompt.fill(question="$paragraphs $$ ${x}", paragraphs="P") == "$paragraphs $$ ${x} / P"


# A file's words, and what the error must say.
BROKEN = [
    ("Answer $question", "version"),  # no version
    ("version: x\n\nAnswer", "version"),
    ("version: 1\n\nIt costs 5 $ a day", r"\$"),  # a sign that opens no hole
]


@pytest.mark.parametrize(("text", "named"), BROKEN)
def test_a_broken_file_is_named(text: str, named: str) -> None:
    with pytest.raises(PromptError, match=named):
        parse_prompt(text, "trial", "en")


def test_a_missing_prompt_is_named() -> None:
    with pytest.raises(PromptError, match="nothing"):
        read_prompt("nothing", "fr")
