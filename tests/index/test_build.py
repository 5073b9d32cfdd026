"""A build costs nothing for what did not change, loses nothing, and shows a new index whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.build import BuildReport, Event, build, rebuild
from index.catalogue import Catalogue
from index.embedding import Vectors
from index.errors import EmbedderMismatch, HomeError, IndexLocked, UnreadableSource
from index.library import Library
from index.readers.source import SourceText
from index.resolution import Resolution
from index.search import Query
from index.snapshot import load_snapshot
from index.status import status_of
from index.vectors import ChromaSettings
from index.writing import writer_lock
from tests.index.made import Shelf, WordsEmbedder, library_of, made

PEACE = made("A/RES/62/27", "Paix", ["Souligne la paix", "Décide de rester saisie de la question"])
WATER = made("A/RES/64/10", "Eau", ["Reconnaît le droit à l'eau", "Décide de rester saisie de la question"])


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "files")


@pytest.fixture
def embedder() -> WordsEmbedder:
    return WordsEmbedder()


def _ids(home: Path, words: str = "question paix eau") -> set[str]:
    with Library.open(home, WordsEmbedder()) as library:
        hits = library.search(Query(words, 50, "fr")).hits
        return {i for hit in hits for i in (hit.id, *hit.duplicates)}


def _sound(home: Path) -> bool:
    return bool(status_of(home, ChromaSettings())["integrity"]["ok"])


def test_the_second_build_does_nothing(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    shelf.put("a.txt", PEACE)
    shelf.put("b.txt", WATER)
    first = build([shelf.folder], home, embedder, read=shelf.read)
    assert (first.added, first.paragraphs, first.embedded) == (2, 4, 4)
    made_before, generation = embedder.made, Library.open(home, embedder).generation
    second = build([shelf.folder], home, embedder, read=shelf.read)
    assert (second.added, second.updated, second.unchanged, second.embedded) == (0, 0, 2, 0)
    assert embedder.made == made_before
    assert Library.open(home, embedder).generation == generation


def test_a_changed_file_replaces_what_it_gave(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    shelf.put("a.txt", PEACE)
    build([shelf.folder], home, embedder, read=shelf.read)
    shelf.put("a.txt", made("A/RES/62/27", "Paix", ["Souligne la paix", "Salue un texte nouveau", "Prend fin"]))
    report = build([shelf.folder], home, embedder, read=shelf.read)
    assert (report.added, report.updated, report.paragraphs, report.embedded, report.cached) == (0, 1, 3, 2, 1)
    with Library.open(home, embedder) as library:
        assert [p.text for p in library.resolution("A/RES/62/27").paragraphs][1] == "Salue un texte nouveau"
        assert not [h for h in library.search(Query("rester saisie question", 9)).hits if "saisie" in h.text]
    assert _sound(home)


def test_a_touched_file_is_read_but_not_replaced(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    path = shelf.put("a.txt", PEACE)
    build([shelf.folder], home, embedder, read=shelf.read)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert build([shelf.folder], home, embedder, read=shelf.read).unchanged == 1


def test_a_vanished_file_stays_until_it_is_pruned(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    shelf.put("a.txt", PEACE)
    gone = shelf.put("b.txt", WATER)
    build([shelf.folder], home, embedder, read=shelf.read)
    gone.unlink()
    assert build([shelf.folder], home, embedder, read=shelf.read).removed == 0
    assert "A/RES/64/10#op1" in _ids(home)
    assert build([shelf.folder], home, embedder, read=shelf.read, prune=True).removed == 1
    assert _ids(home) == {"A/RES/62/27#op1", "A/RES/62/27#op2"}
    assert _sound(home)


def test_pruning_one_folder_leaves_the_others_alone(home: Path, tmp_path: Path, embedder: WordsEmbedder) -> None:
    one, other = Shelf(tmp_path / "one"), Shelf(tmp_path / "other")
    one.put("a.txt", PEACE)
    path = other.put("b.txt", WATER)
    build([one.folder], home, embedder, read=one.read)
    build([other.folder], home, embedder, read=other.read)
    path.unlink()
    assert build([one.folder], home, embedder, read=one.read, prune=True).removed == 0


def test_a_bad_file_is_reported_and_the_rest_goes_on(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    bad = shelf.put("a.txt", PEACE)
    worse = shelf.put("b.txt", PEACE)
    shelf.put("c.txt", WATER)

    def read(path: Path) -> tuple[object, Sequence[Resolution]]:
        if path == bad:
            raise UnreadableSource(f"{path}: the file is empty.")
        if path == worse:
            raise RecursionError("too deep")
        return shelf.read(path)

    report = build([shelf.folder, shelf.folder / "none.txt"], home, embedder, read=read)  # type: ignore[arg-type]
    assert [Path(f.path).name for f in report.failed] == ["a.txt", "b.txt", "none.txt"]
    assert "too deep" in report.failed[1].reason
    assert report.added == 1
    assert _ids(home) == {"A/RES/64/10#op1", "A/RES/64/10#op2"}


def test_a_file_that_was_read_before_and_is_bad_now_keeps_what_it_gave(
    home: Path, shelf: Shelf, embedder: WordsEmbedder
) -> None:
    path = shelf.put("a.txt", PEACE)
    build([shelf.folder], home, embedder, read=shelf.read)
    path.write_text("")

    def refuse(path: Path) -> tuple[object, Sequence[Resolution]]:
        raise UnreadableSource(f"{path}: the file is empty.")

    assert build([shelf.folder], home, embedder, read=refuse).failed  # type: ignore[arg-type]
    assert len(_ids(home)) == 2


class TestTwoFiles:
    """Of two files that give one resolution, the better is shown; when it goes, the other is."""

    def test_the_one_with_more_paragraphs_wins(self, home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
        shelf.put("a.txt", made("A/RES/62/27", "Paix", ["Souligne la paix"]))
        whole = shelf.put("b.txt", PEACE)
        report = build([shelf.folder], home, embedder, read=shelf.read)
        assert report.paragraphs == 2
        assert len(_ids(home)) == 2
        whole.unlink()
        build([shelf.folder], home, embedder, read=shelf.read, prune=True)
        assert _ids(home) == {"A/RES/62/27#op1"}
        assert _sound(home)

    def test_a_worse_file_added_later_waits(self, home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
        shelf.put("b.txt", PEACE)
        build([shelf.folder], home, embedder, read=shelf.read)
        shelf.put("a.txt", made("A/RES/62/27", "Paix", ["Souligne la paix"]))
        report = build([shelf.folder], home, embedder, read=shelf.read)
        assert report.superseded == ["A/RES/62/27"]
        assert len(_ids(home)) == 2

    def test_an_older_reading_of_the_same_text_makes_way(
        self, home: Path, shelf: Shelf, embedder: WordsEmbedder
    ) -> None:
        shelf.put("a.txt", PEACE)
        build([shelf.folder], home, embedder, read=shelf.read)
        with Catalogue(home).write() as db:
            db.execute("UPDATE source SET grammar = 'another', sha256 = 'same'")
        path = shelf.put("moved.txt", made("A/RES/62/27", "Paix", ["Souligne la paix"]))

        def read(path: Path) -> tuple[SourceText, Sequence[Resolution]]:
            source, resolutions = shelf.read(path)
            return replace(source, sha256="same"), resolutions

        assert build([path], home, embedder, read=read).superseded == []
        assert _ids(home) == {"A/RES/62/27#op1"}
        assert _sound(home)


def test_a_file_named_in_two_ways_is_one_file(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    shelf.put("a.txt", PEACE)
    build([shelf.folder], home, embedder, read=shelf.read)
    (shelf.folder / "inside").mkdir()
    report = build([shelf.folder / "inside" / ".." / "a.txt"], home, embedder, read=shelf.read)
    assert (report.added, report.unchanged) == (0, 1)


def test_texts_that_are_the_same_are_embedded_once(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    same = ["Souligne la paix", "Décide de rester saisie de la question"]
    shelf.put("a.txt", made("A/RES/62/27", "Paix", same))
    shelf.put("b.txt", made("A/RES/63/27", "Paix", same, adopted=dt.date(2008, 12, 5)))
    report = build([shelf.folder], home, embedder, read=shelf.read)
    assert (report.embedded, report.cached, embedder.made) == (2, 2, 2)


def test_ctrl_c_leaves_the_old_index_and_the_next_build_goes_on(home: Path, shelf: Shelf) -> None:
    shelf.put("a.txt", PEACE)
    embedder = WordsEmbedder()
    build([shelf.folder], home, embedder, read=shelf.read)
    shelf.put("b.txt", WATER)

    def interrupt(event: Event) -> None:
        if event.stage == "indexing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([shelf.folder], home, embedder, read=shelf.read, on_event=interrupt)
    assert len(_ids(home)) == 2
    made_before = embedder.made
    report = build([shelf.folder], home, embedder, read=shelf.read)
    assert (report.unchanged, report.embedded) == (2, 0)
    assert embedder.made == made_before
    assert len(_ids(home)) == 4
    assert _sound(home)


def test_an_embedder_that_fails_costs_only_the_last_texts(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    class Failing(WordsEmbedder):
        def passages(self, texts: Sequence[str]) -> Vectors:
            raise OSError("gone")

    shelf.put("a.txt", PEACE)
    with pytest.raises(OSError, match="gone"):
        build([shelf.folder], home, Failing(), read=shelf.read)
    assert build([shelf.folder], home, embedder, read=shelf.read).paragraphs == 2
    assert len(_ids(home)) == 2


def test_a_second_writer_is_told_who_holds_the_lock(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    with writer_lock(home), pytest.raises(IndexLocked, match=f"process {os.getpid()}"):
        build([shelf.folder], home, embedder, read=shelf.read)


def test_a_second_writer_may_wait(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with writer_lock(home):
            held.set()
            release.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    threading.Timer(0.2, release.set).start()
    shelf.put("a.txt", PEACE)
    assert build([shelf.folder], home, embedder, read=shelf.read, wait=10).added == 1
    holder.join()


def test_another_embedder_is_refused_until_a_rebuild(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    shelf.put("a.txt", PEACE)
    build([shelf.folder], home, embedder, read=shelf.read)
    other = WordsEmbedder("words/32", 32)
    with pytest.raises(EmbedderMismatch, match="--rebuild"):
        build([shelf.folder], home, other, read=shelf.read)
    with pytest.raises(EmbedderMismatch, match="words/64"):
        Library.open(home, other)
    with Library.open(home, embedder) as reader:
        assert reader.search(Query("paix")).hits
        report = rebuild(home, other)
        assert (report.embedded, report.paragraphs) == (2, 2)
    with Library.open(home, other) as library:
        assert library.search(Query("paix")).hits[0].id == "A/RES/62/27#op1"
    assert rebuild(home, embedder).embedded == 0  # its vectors are still in the cache
    assert _sound(home)


def test_a_reader_sees_a_new_generation_without_reopening(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    with library_of(home, shelf, PEACE, embedder=embedder) as library:
        assert not [h for h in library.search(Query("eau", 9)).hits if "eau" in h.text]
        shelf.put("z.txt", WATER)
        build([shelf.folder], home, embedder, read=shelf.read)
        assert library.search(Query("eau", 9)).hits[0].id == "A/RES/64/10#op1"
        rebuild(home, embedder)
        assert library.search(Query("eau", 9)).hits[0].id == "A/RES/64/10#op1"


def test_readers_during_builds_see_one_generation_whole(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    """Every version says its own number in each of its paragraphs: a mixture would show two numbers."""

    def version(n: int) -> Resolution:
        return made("A/RES/62/27", "Version", [f"Texte numéro{n} partie{part}" for part in range(6)])

    path = shelf.put("a.txt", version(0))
    build([path], home, embedder, read=shelf.read)
    wrong: list[str] = []
    done = threading.Event()

    def look() -> None:
        with Library.open(home, WordsEmbedder()) as library:
            while not done.is_set():
                texts = [hit.text for hit in library.search(Query("texte partie", 9)).hits]
                if len(texts) != 6 or len({text.split()[1] for text in texts}) != 1:
                    wrong.append(str(texts))

    reader = threading.Thread(target=look)
    reader.start()
    for n in range(1, 8):
        shelf.put("a.txt", version(n))
        build([path], home, embedder, read=shelf.read)
    done.set()
    reader.join()
    assert not wrong


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeError, match="cannot be written"):
        build([shelf.folder], tmp_path / "file" / "home", embedder, read=shelf.read)


@pytest.mark.parametrize(("version", "words"), [(999, "a newer version.*Update"), (0, "an older version.*Remove")])
def test_an_index_of_another_version_is_refused_by_name(
    home: Path, shelf: Shelf, embedder: WordsEmbedder, version: int, words: str
) -> None:
    shelf.put("a.txt", PEACE)
    build([shelf.folder], home, embedder, read=shelf.read)
    with Catalogue(home).write() as db:
        db.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(HomeError, match=words):
        Library.open(home, embedder)


@pytest.mark.parametrize(("version", "updated"), [(1, 1), (2, 0)])  # version 1 did not say which parser read the file
def test_an_index_of_an_older_version_is_upgraded_by_the_next_build(
    home: Path, shelf: Shelf, embedder: WordsEmbedder, version: int, updated: int
) -> None:
    shelf.put("a.txt", PEACE)
    build([shelf.folder], home, embedder, read=shelf.read)
    with Catalogue(home).write() as db:
        db.execute("DROP INDEX document_listed")
        db.execute("DROP INDEX chunk_searched")
        if version == 1:
            db.execute("ALTER TABLE source DROP COLUMN grammar")
        db.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(HomeError, match=r"an older version.*alinea index"):
        Library.open(home, embedder)
    report = build([shelf.folder], home, embedder, read=shelf.read)
    assert (report.updated, report.embedded) == (updated, 0)
    assert _tables_opened(home) == []
    Library.open(home, embedder).close()


def _tables_opened(home: Path) -> list[str]:
    """What opening reads of the big tables themselves, by SQLite's plan of each statement; indexes hold all of it."""
    with Catalogue(home).read() as db:
        statements: list[str] = []
        db.set_trace_callback(statements.append)
        load_snapshot(db, 1, "words", 8)
        db.set_trace_callback(None)
        plans = [row[3] for said in statements for row in db.execute(f"EXPLAIN QUERY PLAN {said}")]
    assert any("chunk_searched" in plan for plan in plans)
    return [plan for plan in plans if "COVERING" not in plan and "SCAN name" not in plan]


def test_a_file_that_another_parser_read_is_read_again_but_not_embedded_again(
    home: Path, shelf: Shelf, embedder: WordsEmbedder
) -> None:
    shelf.put("a.txt", PEACE)
    shelf.put("b.txt", WATER)
    build([shelf.folder], home, embedder, read=shelf.read)
    with Catalogue(home).write() as db:
        db.execute("UPDATE source SET grammar = 'another' WHERE path LIKE '%a.txt'")
    assert status_of(home, ChromaSettings())["outdated"] == 1
    report = build([shelf.folder], home, embedder, read=shelf.read)
    assert (report.updated, report.unchanged, report.embedded) == (1, 1, 0)
    assert build([shelf.folder], home, embedder, read=shelf.read).unchanged == 2


def test_the_report_says_what_was_done(home: Path, shelf: Shelf, embedder: WordsEmbedder) -> None:
    shelf.put("a.txt", PEACE)
    events: list[Event] = []
    report = build([shelf.folder], home, embedder, read=shelf.read, on_event=events.append)
    assert isinstance(report, BuildReport)
    assert report.seconds > 0
    stages = [event.stage for event in events]
    assert stages == sorted(stages, key=["reading", "embedding", "indexing"].index)
    assert all(event.done <= event.total for event in events)
