"""A scripted model that does what a good one does: it quotes the given paragraphs that the question is about.

It reads the request as a model would, on loopback through OpenAI's API; nothing of the questions' answers is known to
it. `python -m tests.bench.answers --model scripted`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from index.analysis import analyser
from tests.assistant.llm_server import LlmServer, Say

_BLOCK = re.compile(r"^\w{12} \[(\d+)\] ([^\n]*)\n([^\n]*)$", re.MULTILINE)
_SAID = {"fr": ("Il est dit : « {} » [{}].", "Dans le préambule : « {} » [{}]."), "en": ("It says: “{}” [{}].",) * 2}
_PREAMBLE = ("préambule", "preambular")
_MOST, _NEAR_BEST = 3, 0.6
"""Paragraphs quoted at most, and the share of the best one's words that another must have in common."""


@contextmanager
def competent_model() -> Iterator[str]:
    """The base URL of the model, while the block runs."""
    with LlmServer(_answer) as server:
        yield server.url


def _answer(messages: list[dict[str, str]]) -> Say:
    language = "fr" if messages[0]["content"].startswith("Tu ") else "en"
    user = messages[-1]["content"]
    question = user.rpartition("\n")[2]
    wanted = {term for one in ("fr", "en") for term in analyser(one).terms(question)}
    scored = []
    for key, about, text in _BLOCK.findall(user):
        terms = {term for one in ("fr", "en") for term in analyser(one).terms(f"{about} {text}")}
        scored.append((len(wanted & terms), -int(key), about, text))
    scored.sort(reverse=True)
    if not scored or not scored[0][0]:
        refusal = re.search(r"NO-ANSWER-\w+", messages[0]["content"])
        return Say(refusal[0] if refusal else "")
    best = [row for row in scored if row[0] >= _NEAR_BEST * scored[0][0]][:_MOST]
    said = []
    for _, key, about, text in best:
        form = _SAID[language][any(word in about for word in _PREAMBLE)]
        said.append(form.format(text.rstrip(" ;,."), -key))
    return Say("\n\n".join(said), size=4000)
