"""`make bench-answers`: the figures of answers on the measuring questions, by type.

    python -m tests.bench.answers [--home DIR] [--questions FILE] [--only TYPE] [--show]
                                  [--model NAME] [--save FILE] [--answers FILE]

The home is an index of the measuring corpus; `BENCH_HOME` or a folder of the temporary directory if not given, and
built there if it is not yet. `--model provider:name` has a language model write (`ALINEA_MODEL_URL` and the other
settings hold), `--model scripted` one on loopback that quotes what fits the question. `--save` keeps the answers,
`--answers` scores kept ones, whoever wrote them, without asking anything.

`others.jsonl` beside this file: 148 more questions on the same texts by people who did not know the program, 36 of
them without an answer and most of these near misses. `alike.jsonl`: 86 as the measuring questions are, in kind, mix and
nearness to the texts' words, on other documents; those with s2 were first asked when all work was done.
`near_misses.jsonl`: 360 on 120 paragraphs, a topic, a question on the named resolution and a near miss for each, hard
ones; when an amount is doubted and from what chance a topic is answered was set on these (b apart) and on
`others.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Citation, Status
from assistant.chain import Assistant
from assistant.checking import quotations
from assistant.evaluation import metrics
from assistant.evaluation.formats import load_questions
from assistant.evaluation.matching import Expected
from assistant.evaluation.questions import Question
from assistant.evaluation.words import contains_share
from assistant.folding import occurs
from assistant.settings import Settings, load_settings
from index.errors import NotIndexed, SymbolError
from index.symbols import Locator
from tests.bench.answer_sets import read_answers, save_answers
from tests.bench.competent import competent_model

SCRIPTED = "scripted"
COLUMNS = ("n", "recall", "recall_any", "precision", "contains", "abstain", "false_abst", "exist", "verbatim")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question, its answer and the measures that apply to it."""

    question: Question
    answer: Answer
    values: dict[str, float | None]
    ms: float


def main() -> int:
    """Ask every question and print the table."""
    arguments = _arguments()
    home = _home(arguments)
    questions = [
        q for q in load_questions(arguments.questions).questions if not arguments.only or q.type == arguments.only
    ]
    with ExitStack() as stack:
        assistant = Assistant.open(_settings(home, arguments, stack))
        if arguments.answers:
            outcomes = [scored(assistant, *row) for row in read_answers(arguments.answers, questions)]
        else:
            outcomes = list(outcomes_of(assistant, questions))
    if arguments.save:
        save_answers(arguments.save, [(o.question, o.answer) for o in outcomes])
    if arguments.show:
        for outcome in outcomes:
            _show(outcome)
    print(table(outcomes))
    if any(o.answer.usage or o.answer.withheld for o in outcomes):
        print(written_by(outcomes))
    return 0


def written_by(outcomes: Sequence[Outcome]) -> str:
    """Who wrote how many of the answers, and what was withheld for which reason."""
    writers = Counter(o.answer.model for o in outcomes)
    notices = Counter(notice for o in outcomes for notice in o.answer.notices)
    reasons = Counter(w.reason for o in outcomes for w in (*o.answer.withheld, *o.answer.refused))
    rows = (("written by", writers), ("notices", notices), ("withheld", reasons))
    return "\n".join(f"{name}: {', '.join(f'{what} {n}' for what, n in count.most_common())}" for name, count in rows)


def outcomes_of(assistant: Assistant, questions: Sequence[Question]) -> Iterator[Outcome]:
    """Every question asked, one after the other."""
    for question in questions:
        started = time.perf_counter()
        answer = assistant.ask(question.q, question.history)
        ms = (time.perf_counter() - started) * 1000
        yield scored(assistant, question, answer, ms)


def scored(assistant: Assistant, question: Question, answer: Answer, ms: float | None = None) -> Outcome:
    """The measures of one answer; `ms` is what it took, where the answer itself does not say."""
    ms = answer.took_ms.get("total", 0.0) if ms is None else ms
    return Outcome(question, answer, _values(assistant, question, answer), ms)


def _settings(home: Path, arguments: argparse.Namespace, stack: ExitStack) -> Settings:
    """The settings in force; a scripted model is served while `stack` is open."""
    if arguments.model != SCRIPTED or arguments.answers:
        return load_settings(home=home, model=None if arguments.answers else arguments.model)
    url = stack.enter_context(competent_model())
    return load_settings(
        home=home, model="openai:scripted", model_url=url, model_window=16_000, model_tokenizer="cl100k"
    )


def table(outcomes: Sequence[Outcome]) -> str:
    """The means by type and over all, and the times."""
    rows = defaultdict(list)
    for outcome in outcomes:
        rows[outcome.question.type].append(outcome)
    lines = ["type          " + " ".join(f"{name:>10}" for name in COLUMNS)]
    for kind, group in [*sorted(rows.items()), ("ALL", list(outcomes))]:
        cells = [f"{len(group):>10}"] + [_cell([o.values.get(name) for o in group]) for name in COLUMNS[1:]]
        lines.append(f"{kind:<14}" + " ".join(cells))
    times = sorted(o.ms for o in outcomes)
    if times:
        p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
        lines.append(f"time: p50 {statistics.median(times):.0f} ms, p95 {p95:.0f} ms")
    return "\n".join(lines)


def _values(assistant: Assistant, question: Question, answer: Answer) -> dict[str, float | None]:
    cited = [c.id for c in answer.citations]
    expected = question.cited_expected
    answered = answer.status is Status.ANSWERED
    either = Expected((), (*expected.all, *expected.any)) if expected else expected
    sources = {c.n: text for c in answer.citations if (text := _source(assistant, c)) is not None}
    quoted = quotations(answer.text) if answered else []
    return {
        "recall": metrics.citation_recall(cited, expected),
        "recall_any": max(
            metrics.citation_recall(cited, expected) or 0.0, metrics.citation_recall(cited, either) or 0.0
        )
        if expected
        else None,
        "precision": metrics.citation_precision(cited, expected),
        "contains": contains_share(answer.text if answered else "", question.contains),
        "abstain": metrics.true_abstention(answer.status is Status.NOT_FOUND, should_refuse=question.abstain),
        "false_abst": None if question.abstain else float(answer.status is not Status.ANSWERED),
        "exist": float(not answer.refused and len(sources) == len(answer.citations)) if answered else None,
        "verbatim": (
            sum(any(occurs(q, text) for text in sources.values()) for q in quoted) / len(quoted) if quoted else None
        ),
    }


def _source(assistant: Assistant, citation: Citation) -> str | None:
    """The text a citation points into; None where there is none."""
    try:
        there = assistant.library.resolution(citation.symbol, citation.language).paragraph(Locator.parse(citation.id))
        return assistant.source(citation) if there or citation.id.endswith(("#header", "#vote")) else None
    except (NotIndexed, SymbolError):
        return None


def _cell(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{statistics.fmean(known):>10.3f}" if known else f"{'–':>10}"


def _show(outcome: Outcome) -> None:
    """A question that went wrong, on standard error."""
    v, q = outcome.values, outcome.question
    wrong = [n for n in ("recall", "precision", "contains", "abstain") if (v[n] if v[n] is not None else 1.0) < 1.0]
    if not wrong:
        return
    understood = outcome.answer.understood
    line = {
        "id": q.id,
        "q": q.q,
        "wrong": wrong,
        "intent": understood.intent if understood else "",
        "reason": outcome.answer.reason,
        "all": [str(x) for x in q.expected.all],
        "cited": [c.id for c in outcome.answer.citations] or [f"~{n.id}" for n in outcome.answer.nearest],
    }
    print(json.dumps(line, ensure_ascii=False), file=sys.stderr)


def _home(arguments: argparse.Namespace) -> Path:
    home = Path(arguments.home or os.environ.get("BENCH_HOME") or Path(tempfile.gettempdir()) / "alinea-bench")
    if not (home / "catalogue.sqlite").exists():
        from assistant.cli import run

        code = run(["index", str(_shared() / "corpus" / "fr"), str(_shared() / "corpus" / "en"), "--home", str(home)])
        if code not in (0, 1):
            raise SystemExit(code)
    return home


def _shared() -> Path:
    return Path(os.environ.get("ALINEA_SHARED") or Path(__file__).resolve().parents[3] / "shared")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--questions", type=Path, default=_shared() / "questions" / "dev.jsonl")
    parser.add_argument("--only", help="Only questions of this type.")
    parser.add_argument("--show", action="store_true", help="List the questions that went wrong on standard error.")
    parser.add_argument("--model", help=f"Who writes the answers: provider:name, or {SCRIPTED}.")
    parser.add_argument("--save", type=Path, help="Keep the answers in this file, one JSON document a line.")
    parser.add_argument("--answers", type=Path, help="Score the answers of this file instead of asking.")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
