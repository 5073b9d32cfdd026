"""Conversations kept: turns, their answers, reports on citations.

Any SQLAlchemy URL will do (`sqlite:///…` in the home by default; a server's database when several instances of the
chat serve one corpus). Every call names the user, and sees and changes that user's conversations only.
"""

from __future__ import annotations

import datetime as dt
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from assistant.answer import Answer

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

_META = sa.MetaData()
_CONVERSATIONS = sa.Table(
    "conversations",
    _META,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("user", sa.String(200), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False),
    sa.Column("created", sa.Float, nullable=False),
    sa.Column("updated", sa.Float, nullable=False),
)
_TURNS = sa.Table(
    "turns",
    _META,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("conversation", sa.String(32), sa.ForeignKey("conversations.id"), nullable=False, index=True),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("answer", sa.Text),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("asked", sa.Float, nullable=False),
)
_REPORTS = sa.Table(
    "reports",
    _META,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("turn", sa.Integer, sa.ForeignKey("turns.id"), nullable=False, index=True),
    sa.Column("paragraph", sa.Text, nullable=False),
    sa.Column("verdict", sa.String(32), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)

_RUNNING = {"state": "running", "detail": ""}


class TurnState(StrEnum):
    """How far a turn has come. A turn found `running` that nobody is working on was cut off by a crash."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class Verdict(StrEnum):
    """What a reader found wrong with a citation."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    IRRELEVANT = "irrelevant"


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation of a user; times are UTC."""

    id: str
    title: str
    created: dt.datetime
    updated: dt.datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and how it ended. `answer` is there when `state` is done, `detail` says what failed."""

    id: int
    conversation: str
    question: str
    state: TurnState
    asked: dt.datetime
    answer: Answer | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A reader's report on a citation, with the question and the questions before it: a candidate for a test."""

    turn: int
    question: str
    paragraph: str
    verdict: Verdict
    at: dt.datetime
    history: tuple[str, ...] = ()


class Conversations:
    """The store. Safe to call from several threads; each call is one transaction."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Conversations:
        """Open the database at an SQLAlchemy URL, and make its tables if it has none."""
        engine = sa.create_engine(url)
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", _prepare_sqlite)
        _META.create_all(engine)
        return cls(engine)

    @classmethod
    def in_home(cls, home: Path) -> Conversations:
        """The store of a home: `conversations.sqlite`."""
        home.mkdir(parents=True, exist_ok=True)
        return cls.open(f"sqlite:///{(home / 'conversations.sqlite').as_posix()}")

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def begin(self, user: str, title: str) -> Conversation:
        """A new conversation. Its id cannot be guessed."""
        now, number = _now(), secrets.token_hex(8)
        row = {"id": number, "user": user, "title": title, "folded": fold(title), "created": now, "updated": now}
        with self._engine.begin() as db:
            db.execute(_CONVERSATIONS.insert().values(row))
        return Conversation(number, title, _time(now), _time(now))

    def conversation(self, user: str, conversation: str) -> Conversation | None:
        """One conversation, or None when the user has none of this id."""
        found = self._conversations(_CONVERSATIONS.c.user == user, _CONVERSATIONS.c.id == conversation)
        return found[0] if found else None

    def conversations(self, user: str, words: str = "", limit: int = 200) -> Sequence[Conversation]:
        """The user's conversations, latest first; with `words`, those whose title or questions hold them all,
        whatever their case and accents."""
        conditions: list[sa.ColumnElement[bool]] = [_CONVERSATIONS.c.user == user]
        for word in fold(words).split():
            asked = sa.select(_TURNS.c.conversation).where(_TURNS.c.folded.contains(word, autoescape=True))
            titled = _CONVERSATIONS.c.folded.contains(word, autoescape=True)
            conditions.append(titled | _CONVERSATIONS.c.id.in_(asked))
        return self._conversations(*conditions, limit=limit)

    def rename(self, user: str, conversation: str, title: str) -> None:
        """Give a conversation another title."""
        with self._engine.begin() as db:
            db.execute(
                _CONVERSATIONS.update().where(_owned(user, conversation)).values(title=title, folded=fold(title))
            )

    def delete(self, user: str, conversation: str) -> None:
        """Remove a conversation with its turns and reports."""
        mine = sa.select(_CONVERSATIONS.c.id).where(_owned(user, conversation))
        turns = sa.select(_TURNS.c.id).where(_TURNS.c.conversation.in_(mine))
        with self._engine.begin() as db:
            db.execute(_REPORTS.delete().where(_REPORTS.c.turn.in_(turns)))
            db.execute(_TURNS.delete().where(_TURNS.c.conversation.in_(mine)))
            db.execute(_CONVERSATIONS.delete().where(_owned(user, conversation)))

    def ask(self, user: str, conversation: str, question: str) -> Turn:
        """Add a running turn. Raises LookupError when the user has no such conversation."""
        now = _now()
        row = {"conversation": conversation, "question": question, "folded": fold(question), "asked": now}
        with self._engine.begin() as db:
            changed = db.execute(_CONVERSATIONS.update().where(_owned(user, conversation)).values(updated=now))
            if not changed.rowcount:
                raise LookupError(f"no conversation {conversation}")
            number = db.execute(_TURNS.insert().values(row | _RUNNING)).inserted_primary_key
        assert number is not None
        return Turn(int(number[0]), conversation, question, TurnState.RUNNING, _time(now))

    def finish(self, turn: int, state: TurnState, answer: Answer | None = None, detail: str = "") -> None:
        """Record how a turn ended. A turn removed meanwhile stays removed."""
        stored = _answers().dump_json(answer).decode() if answer else None
        with self._engine.begin() as db:
            values = {"state": state.value, "answer": stored, "detail": detail}
            db.execute(_TURNS.update().where(_TURNS.c.id == turn).values(values))

    def turns(self, user: str, conversation: str) -> tuple[Turn, ...]:
        """The turns of a conversation in the order they were asked; none when it is not the user's."""
        query = sa.select(_TURNS).join(_CONVERSATIONS).where(_owned(user, conversation)).order_by(_TURNS.c.id)
        with self._engine.connect() as db:
            return tuple(_turn(row) for row in db.execute(query).mappings())

    def turn(self, user: str, turn: int) -> Turn | None:
        """One turn by its number; None when the user has none of this number."""
        query = sa.select(_TURNS).join(_CONVERSATIONS).where(_CONVERSATIONS.c.user == user, _TURNS.c.id == turn)
        with self._engine.connect() as db:
            row = db.execute(query).mappings().first()
        return _turn(row) if row else None

    def drop_from(self, user: str, conversation: str, turn: int) -> None:
        """Remove a turn and all after it: the question will be asked again."""
        mine = sa.select(_CONVERSATIONS.c.id).where(_owned(user, conversation))
        dropped = _TURNS.c.conversation.in_(mine) & (_TURNS.c.id >= turn)
        with self._engine.begin() as db:
            turns = sa.select(_TURNS.c.id).where(dropped)
            db.execute(_REPORTS.delete().where(_REPORTS.c.turn.in_(turns)))
            db.execute(_TURNS.delete().where(dropped))

    def report(self, user: str, turn: int, paragraph: str, verdict: Verdict) -> None:
        """Keep a report on a citation of one of the user's turns; a later verdict replaces an earlier one."""
        mine = sa.select(_TURNS.c.id).join(_CONVERSATIONS).where(_CONVERSATIONS.c.user == user, _TURNS.c.id == turn)
        same = (_REPORTS.c.turn == turn) & (_REPORTS.c.paragraph == paragraph)
        with self._engine.begin() as db:
            if db.execute(mine).first():
                db.execute(_REPORTS.delete().where(same))
                row = {"turn": turn, "paragraph": paragraph, "verdict": verdict.value, "at": _now()}
                db.execute(_REPORTS.insert().values(row))

    def reports(self) -> Sequence[Report]:
        """All reports of all users, without their names: candidates for test questions."""
        query = sa.select(_REPORTS, _TURNS.c.question, _TURNS.c.conversation).join(_TURNS).order_by(_REPORTS.c.id)
        with self._engine.connect() as db:
            rows = db.execute(query).mappings().all()
            before = {r["turn"]: _questions_before(db, r["conversation"], r["turn"]) for r in rows}
        return [
            Report(r["turn"], r["question"], r["paragraph"], Verdict(r["verdict"]), _time(r["at"]), before[r["turn"]])
            for r in rows
        ]

    def _conversations(self, *conditions: sa.ColumnElement[bool], limit: int = 1) -> list[Conversation]:
        query = sa.select(_CONVERSATIONS).where(*conditions).order_by(_CONVERSATIONS.c.updated.desc()).limit(limit)
        with self._engine.connect() as db:
            rows = db.execute(query).mappings().all()
        return [Conversation(r["id"], r["title"], _time(r["created"]), _time(r["updated"])) for r in rows]


def earlier_questions(turns: Sequence[Turn], before: int | None = None, most: int = 20) -> list[str]:
    """The user's questions of a conversation, oldest first, those before the turn `before`, at most `most`."""
    asked = [turn.question for turn in turns if before is None or turn.id < before]
    return asked[-most:]


def fold(text: str) -> str:
    """The text without case and accents: databases disagree on both, so it is stored beside the words."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def stored_form(answer: Answer) -> Any:
    """The whole answer as plain JSON values, as it is stored."""
    return _answers().dump_python(answer, mode="json")


def _questions_before(db: sa.Connection, conversation: str, turn: int) -> tuple[str, ...]:
    asked = sa.select(_TURNS.c.question).where(_TURNS.c.conversation == conversation, _TURNS.c.id < turn)
    return tuple(db.execute(asked.order_by(_TURNS.c.id)).scalars())


def _turn(row: sa.RowMapping) -> Turn:
    answer = _parsed(row["answer"]) if row["answer"] else None
    state = TurnState(row["state"])
    return Turn(row["id"], row["conversation"], row["question"], state, _time(row["asked"]), answer, row["detail"])


@lru_cache(maxsize=4096)
def _parsed(stored: str) -> Answer:
    """An answer as stored; kept, since a long conversation is read again with every click."""
    return _answers().validate_json(stored)


def _owned(user: str, conversation: str) -> sa.ColumnElement[bool]:
    return (_CONVERSATIONS.c.id == conversation) & (_CONVERSATIONS.c.user == user)


@cache
def _answers() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _now() -> float:
    return dt.datetime.now(dt.UTC).timestamp()


def _time(stamp: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(stamp, dt.UTC)
