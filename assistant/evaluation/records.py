"""Files of questions as plain records, each with the place it stands at: JSONL, JSON, CSV, TSV, XLSX, YAML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import QuestionSetError


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a file: its fields as the file has them, and where it stands (`line 3`, `row 2`, `entry 5`)."""

    fields: dict[str, Any]
    where: str
    tabular: bool = False
    """From a spreadsheet: every value is text, lists are written into one cell."""


def read_records(path: Path) -> list[Record]:
    """The records of a file, chosen by its name. Raises QuestionSetError with file and line."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise QuestionSetError(
            f"{path}: a file of questions cannot end in “{path.suffix}”.", hint=f"Use one of {', '.join(_READERS)}."
        )
    try:
        return list(reader(path))
    except OSError as error:
        raise QuestionSetError(f"{path} cannot be read: {error.strerror}.") from error


def _jsonl(path: Path) -> Iterator[Record]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line.strip():
            yield Record(_object(_loads(line, path, f"line {number}"), path, f"line {number}"), f"line {number}")


def _json(path: Path) -> Iterator[Record]:
    yield from _entries(_loads(_text(path), path, ""), path)


def _yaml(path: Path) -> Iterator[Record]:
    import yaml

    try:
        data = yaml.safe_load(_text(path))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise QuestionSetError(f"{path}{where}: this is not YAML ({getattr(error, 'problem', error)}).") from error
    yield from _entries(data, path)


def _entries(data: Any, path: Path) -> Iterator[Record]:
    """The entries of a list, or of the one list that an object holds its tests in."""
    if isinstance(data, dict):
        lists = [key for key in ("tests", "goldens", "examples", "questions", "test_cases") if key in data]
        if not lists:
            raise QuestionSetError(
                f"{path}: there is no list of questions in it.",
                hint="A JSON or YAML file is a list, or has one under “questions”, “tests”, “goldens” or “examples”.",
            )
        data = data[lists[0]]
    if not isinstance(data, list):
        raise QuestionSetError(f"{path}: a list of questions was expected.")
    for number, entry in enumerate(data, 1):
        yield Record(_object(entry, path, f"entry {number}"), f"entry {number}")


def _csv(path: Path) -> Iterator[Record]:
    text = _text(path)
    first = text.split("\n", 1)[0]
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, line = [], 1
    for row in reader:
        rows.append((line, row))
        line = reader.line_num + 1
    yield from _table(rows, path, "line")


def _xlsx(path: Path) -> Iterator[Record]:
    from zipfile import BadZipFile

    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError) as error:
        raise QuestionSetError(f"{path}: this is not an Excel workbook.") from error
    try:
        cells = [["" if v is None else str(v) for v in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    finally:
        book.close()
    yield from _table(list(enumerate(cells, 1)), path, "row")


def _table(rows: list[tuple[int, list[str]]], path: Path, word: str) -> Iterator[Record]:
    filled = [(number, row) for number, row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise QuestionSetError(f"{path} is empty.")
    head = [name.strip() for name in filled[0][1]]
    for number, row in filled[1:]:
        if len(row) > len(head) and any(cell.strip() for cell in row[len(head) :]):
            raise QuestionSetError(
                f"{path}, {word} {number}: there are {len(row)} cells under {len(head)} headings.",
                hint="A text with the separator in it must stand in quotation marks.",
            )
        padded = [*row, *[""] * (len(head) - len(row))]
        yield Record(dict(zip(head, padded, strict=False)), f"{word} {number}", tabular=True)


def _text(path: Path) -> str:
    """UTF-8 with or without its mark, else what older spreadsheets write in western Europe."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n")


def _loads(text: str, path: Path, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        at = where or f"line {error.lineno}"
        raise QuestionSetError(f"{path}, {at}, column {error.colno}: this is not JSON ({error.msg}).") from error


def _object(value: Any, path: Path, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise QuestionSetError(f"{path}, {where}: an object with named fields was expected, not {_kind(value)}.")
    return value


def _kind(value: object) -> str:
    names = {list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "nothing" if value is None else type(value).__name__)


_READERS: dict[str, Callable[[Path], Iterable[Record]]] = {
    ".jsonl": _jsonl,
    ".json": _json,
    ".csv": _csv,
    ".tsv": _csv,
    ".xlsx": _xlsx,
    ".yaml": _yaml,
    ".yml": _yaml,
}
