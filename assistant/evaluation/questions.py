"""Questions with what a right answer cites and contains, and the sets they come in."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from assistant.errors import QuestionSetError
from assistant.evaluation.matching import Expected, place
from index.errors import SymbolError

LANGUAGES = ("fr", "en")
_MISSPELT = 0.75


@dataclass(frozen=True, slots=True)
class Question:
    """One test question. `all` are the ids that a complete answer cites, `any` ids that are also acceptable,
    `never` ids that a right answer does not cite, `contains` strings that it contains; `abstain`: the corpus has no
    answer. `history` are the user's
    earlier turns. `reference` is an answer written by a person, `origin` says who made the question where it was not
    a person (`generated`, `feedback`). `lang` is `fr`, `en`, or "" where the set does not say."""

    id: str
    q: str
    lang: str = ""
    type: str = "topic"
    history: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    abstain: bool = False
    reference: str = ""
    note: str = ""
    origin: str = ""

    @property
    def expected(self) -> Expected:
        """The places that a right answer cites."""
        return Expected.of(self.all, self.any)

    @property
    def cited_expected(self) -> Expected:
        """The places by which citations and rankings are judged. None for a question about the header that names the
        words of a right answer: it is judged by these words."""
        header_only = all(place(identifier).steps == ("header",) for identifier in self.all)
        return Expected() if self.all and header_only and self.contains else self.expected

    def to_json(self) -> dict[str, Any]:
        """The question as a line of our JSONL; empty optional fields are left out."""
        always = ("id", "lang", "type", "q", "all", "any", "contains")
        return {f: v for f, v in asdict(self).items() if v or f in always}


FIELDS = tuple(f.name for f in fields(Question))


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions of one file. `format` names what the file was taken for, `remarks` say what of it was not used."""

    path: Path
    format: str
    questions: tuple[Question, ...]
    remarks: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Hash of what is asked and expected; the file's format and layout do not enter."""
        lines = [json.dumps(q.to_json(), ensure_ascii=False, sort_keys=True) for q in self.questions]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def question_from(values: Mapping[str, Any], where: str, names: Mapping[str, str] | None = None) -> Question:
    """A checked question from our field names. `where` is file and line, `names` the fields as the file calls them.

    Raises QuestionSetError naming file, line and field.
    """
    check = _Check(where, names or {})
    for name in unused_fields(values):
        if meant := get_close_matches(name, FIELDS, n=1, cutoff=_MISSPELT):
            check.fail(name, f"there is no such field; “{meant[0]}” may be meant.", f"Fields: {', '.join(FIELDS)}.")
    question = Question(
        id=check.text(values, "id"),
        q=check.text(values, "q", needed=True),
        lang=check.language(values),
        type=check.text(values, "type") or "topic",
        history=check.texts(values, "history"),
        all=check.ids(values, "all"),
        any=check.ids(values, "any"),
        never=check.ids(values, "never"),
        contains=check.texts(values, "contains"),
        abstain=check.flag(values, "abstain"),
        reference=check.text(values, "reference"),
        note=check.text(values, "note"),
        origin=check.text(values, "origin"),
    )
    check.agreement(question)
    return question


def unused_fields(values: Mapping[str, Any]) -> list[str]:
    """The fields of a record that no question has. Those spelt much like one of ours are refused as mistakes."""
    return sorted(values.keys() - set(FIELDS))


def numbered(questions: Sequence[tuple[Question, str]]) -> tuple[Question, ...]:
    """The questions with an id each: their own, or `q001`, `q002` … by position. Raises on an id used twice."""
    named = [(q if q.id else _with_id(q, f"q{n:03}"), where) for n, (q, where) in enumerate(questions, 1)]
    counts = Counter(q.id for q, _ in named)
    for question, where in named:
        if counts[question.id] > 1:
            raise QuestionSetError(f"{where}, field “id”: “{question.id}” is used {counts[question.id]} times.")
    return tuple(q for q, _ in named)


def write_questions(questions: Iterable[Question], path: Path) -> None:
    """Write a set as our JSONL."""
    lines = (json.dumps(q.to_json(), ensure_ascii=False) + "\n" for q in questions)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")


def _with_id(question: Question, identifier: str) -> Question:
    return Question(**{**{f: getattr(question, f) for f in FIELDS}, "id": identifier})


@dataclass(frozen=True, slots=True)
class _Check:
    """Reads fields of one record; a wrong one ends it with file, line and field."""

    where: str
    names: Mapping[str, str]

    def fail(self, field: str, what: str, hint: str = "") -> None:
        """End the reading, naming file, line and field."""
        raise QuestionSetError(f"{self.where}, field “{self.names.get(field, field)}”: {what}", hint=hint)

    def text(self, values: Mapping[str, Any], field: str, *, needed: bool = False) -> str:
        """A text without spaces around it, "" where there is none."""
        value = values.get(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            if needed:
                self.fail(field, "it is empty.", "Every entry needs a question.")
            return ""
        if isinstance(value, int) and field == "id":
            return str(value)
        if not isinstance(value, str):
            self.fail(field, "a text was expected.")
        return str(value).strip()

    def texts(self, values: Mapping[str, Any], field: str) -> tuple[str, ...]:
        """A list of texts that are not blank."""
        value = values.get(field)
        if value is None or value == "":
            return ()
        if isinstance(value, str) or not isinstance(value, Sequence):
            self.fail(field, "a list of texts was expected.")
            return ()
        for entry in value:
            if not isinstance(entry, str) or not entry.strip():
                self.fail(field, f"its entry {entry!r} is not a text.")
        return tuple(entry.strip() for entry in value)

    def ids(self, values: Mapping[str, Any], field: str) -> tuple[str, ...]:
        """A list of paragraph ids, as the file spells them."""
        found = self.texts(values, field)
        for identifier in found:
            try:
                place(identifier)
            except SymbolError as error:
                self.fail(field, error.message, "Ids look like A/RES/62/27#op8; a bare symbol means the header.")
        return found

    def flag(self, values: Mapping[str, Any], field: str) -> bool:
        """True or false; false where nothing is said."""
        value = values.get(field)
        if value not in (None, True, False):
            self.fail(field, "true or false was expected.")
        return bool(value)

    def language(self, values: Mapping[str, Any]) -> str:
        """A language we know, or ""."""
        language = self.text(values, "lang").lower()
        if language and language not in LANGUAGES:
            self.fail("lang", f"“{language}” is not one of {', '.join(LANGUAGES)}.")
        return language

    def agreement(self, question: Question) -> None:
        """What is expected must be something, and must not contradict itself."""
        expects = question.all or question.any or question.never or question.contains or question.reference
        if question.abstain and (question.all or question.any):
            self.fail("abstain", "a question without an answer cannot have paragraphs to cite.")
        if not question.abstain and not expects:
            self.fail("all", "nothing is expected of an answer.", "Name paragraphs or words, or set “abstain”.")
