"""How many tokens a request may take: counting, the model's window, what fits.

Counts never fall short of what the model reads. OpenAI's models are counted exactly, with tiktoken; the newer ones,
where the table of their tokenizer is not installed (extra `openai`), with that of the older ones, which makes more
tokens, and a margin. For every other model the tokenizer is
unknown, and a text counts as its UTF-8 bytes: tokenizers with a byte alphabet or a byte fallback (all that chat models
use) never make more tokens than that. It is about four times too many for French or English: where a model's window
is small and its tokens are known to be near OpenAI's, set `model_tokenizer = "cl100k"`.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from assistant.o200k import o200k
from assistant.settings import Settings
from index.chunks import count_tokens

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


@dataclass(frozen=True, slots=True)
class Window:
    """What one model can read and write: `size` tokens in all, `reply` of them kept for its answer.

    `tokenizer` says how tokens are counted: `cl100k`, `o200k` or `bytes`.
    """

    size: int
    reply: int
    tokenizer: str

    @property
    def room(self) -> int:
        """Tokens left for what the model reads."""
        return max(self.size - self.reply, 0)

    def count(self, text: str) -> int:
        """Upper bound of the tokens of a text."""
        if self.tokenizer == "bytes":
            return len(text.encode("utf-8", "surrogatepass"))
        if self.tokenizer == "cl100k":
            return count_tokens(text)
        encoding = o200k()
        if encoding is None:
            return math.ceil(count_tokens(text) * (1 + float(_table()["margin"])))
        return len(encoding.encode(text, disallowed_special=()))

    def count_messages(self, messages: Sequence[BaseMessage]) -> int:
        """Upper bound of the tokens of messages, with what a chat template adds."""
        overhead = int(_table()["message_overhead"])
        return sum(self.count(str(message.content)) + overhead for message in messages)


def window_of(settings: Settings) -> Window:
    """The window of the chosen model: as set, else by its name, else the smallest that is common today."""
    name = settings.model.partition(":")[2].rpartition("/")[2]
    row: dict[str, Any] = next((row for row in _table()["model"] if re.match(row["name"], name)), {})
    size = settings.model_window or row.get("window", _table()["default_window"])
    known = row.get("tokenizer", "bytes")
    tokenizer = known if settings.model_tokenizer == "auto" else settings.model_tokenizer
    # A reply may take half of a small window: nothing could be read otherwise.
    return Window(size, min(settings.model_max_tokens, size // 2), tokenizer)


def fitting(sizes: Sequence[int], room: int) -> list[int]:
    """Indices of what fits into `room`, first ones first; what is too large is left out, smaller ones still go in."""
    taken = []
    for at, size in enumerate(sizes):
        if size <= room:
            taken.append(at)
            room -= size
    return taken


def trim_history(turns: Sequence[tuple[str, str]], room: int, window: Window) -> list[BaseMessage]:
    """The last turns (question, answer) that fit into `room` tokens, as messages; a turn goes in whole or not at all.

    A turn without an answer is its question alone.
    """
    from assistant.tracing import keep_prompts_here

    keep_prompts_here()
    from langchain_core.messages import AIMessage, HumanMessage, trim_messages

    messages: list[BaseMessage] = []
    for question, answer in turns:
        messages += [HumanMessage(question), *([AIMessage(answer)] if answer else [])]
    if not messages or room <= 0:
        return []
    return trim_messages(
        messages,
        max_tokens=room,
        token_counter=lambda part: window.count_messages(part),
        strategy="last",
        start_on="human",
        allow_partial=False,
    )


@cache
def _table() -> dict[str, Any]:
    file = resources.files("assistant") / "model_windows.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
