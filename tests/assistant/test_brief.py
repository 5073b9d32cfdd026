"""Briefs: made from the index, edited, undone, kept, brought in and out."""

from __future__ import annotations

import datetime as dt
import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.answer import Answer, Citation, Status
from assistant.brief import Brief, Desk, new_brief
from assistant.brief_items import Heading, Mention, Note, Passage, Quotation, new_key, note_parts, runs, shown
from assistant.brief_store import BriefStore, brief_from_json, brief_to_json
from assistant.errors import BriefError
from assistant.quoting import from_citation, quote, quote_span, reference, with_answer
from index.errors import NotIndexed
from index.resolution import Kind, Span
from index.symbols import Locator
from tests.assistant.made import MemoryLibrary

LIBRARY = MemoryLibrary()


def _at(text: str) -> Locator:
    return Locator.parse(text)


def _brief() -> Brief:
    quotation, sources = quote(LIBRARY, _at("70/900#op3"), "fr")
    return new_brief("Phares", "fr").with_item(Heading("aa", "Un")).with_item(quotation, *sources)


# --- making items


def test_a_whole_paragraph_is_quoted_with_its_sub_paragraphs() -> None:
    quotation, sources = quote(LIBRARY, _at("70/900#op2"), "fr")
    version = quotation.versions[0]
    assert [p.id.partition("#")[2] for p in version.passages] == ["op2", "op2.a", "op2.b"]
    assert version.whole
    assert version.words.startswith("Invite les États côtiers :\nÀ tenir")
    assert (version.sha256, version.path) == (sources[0].sha256, sources[0].path)
    assert sources[0].adopted == dt.date(2015, 12, 5)


# words asked for · words quoted, cuts shown
SELECTIONS = [
    (["Prie le Secrétaire général"], "Prie le Secrétaire général […]"),
    (["sa soixante-douzième session"], "[…] sa soixante-douzième session […]"),
    (["Prie", "l'état des phares"], "Prie […] l'état des phares"),
    (["Prie […] l’état des phares"], "Prie […] l'état des phares"),
    (["un rapport sur l'état des phares ;"], "[…] un rapport sur l'état des phares ;"),
]


@pytest.mark.parametrize(("words", "expected"), SELECTIONS)
def test_selected_words_show_their_cuts(words: list[str], expected: str) -> None:
    quotation, _ = quote(LIBRARY, _at("70/900#op3"), "fr", words)
    assert quotation.versions[0].words == expected


def test_words_of_one_sub_paragraph_are_cited_as_that() -> None:
    quotation, _ = quote(LIBRARY, _at("70/900#op2"), "fr", ["inventaire public"])
    assert quotation.id == "A/RES/70/900#op2.a"


def test_words_through_sub_paragraphs() -> None:
    quotation, _ = quote(LIBRARY, _at("70/900#op2"), "fr", ["Invite les États", "rallumer"])
    assert quotation.id == "A/RES/70/900#op2"
    assert quotation.versions[0].words == "Invite les États […]\n[…] rallumer […]"


# why · id · words
REFUSED = [
    ("not in the paragraph", "70/900#op3", ["un fleuve"]),
    ("in another paragraph", "70/900#op3", ["bien commun"]),
    ("in the wrong order", "70/900#op3", ["phares", "Prie"]),
    ("no such paragraph", "70/900#op9", []),
]


@pytest.mark.parametrize(("why", "identifier", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_not_there_is_not_quoted(why: str, identifier: str, words: list[str]) -> None:
    with pytest.raises(BriefError):
        quote(LIBRARY, _at(identifier), "fr", words)


def test_a_missing_resolution_is_said() -> None:
    with pytest.raises(NotIndexed):
        quote(LIBRARY, _at("64/12#op1"), "fr")


def test_two_languages_side_by_side_where_both_are_there() -> None:
    quotation, sources = quote(LIBRARY, _at("70/900#op1"), "fr", beside="en")
    assert [v.language for v in quotation.versions] == ["fr", "en"]
    assert len(sources) == 2
    alone, _ = quote(LIBRARY, _at("71/901#op1"), "fr", beside="en")
    assert [v.language for v in alone.versions] == ["fr"]


def test_a_selection_on_screen_is_trimmed_to_its_words() -> None:
    text = LIBRARY.resolution("A/RES/70/900").paragraphs[3].text
    quotation, _ = quote_span(LIBRARY, _at("70/900#op1"), "fr", Span(9, text.index("bien") + 5))
    assert quotation.versions[0].words == "[…] que chaque phare en service est un bien […]"
    with pytest.raises(BriefError):
        quote_span(LIBRARY, _at("70/900#op1"), "fr", Span(500, 600))


def test_a_chat_citation_becomes_its_words_or_a_reference() -> None:
    op3 = LIBRARY.resolution("A/RES/70/900").paragraph(_at("70/900#op3"))
    assert op3
    cited = Citation(1, op3.id, "A/RES/70/900", "fr", Kind.OPERATIVE, "", op3.text[:26], 0, 26)
    item, _ = from_citation(LIBRARY, cited)
    assert isinstance(item, Quotation)
    assert item.versions[0].words == "Prie le Secrétaire général […]"
    header, _ = from_citation(LIBRARY, replace(cited, id="A/RES/70/900#header", kind=None))
    assert isinstance(header, Mention)


def test_a_whole_answer_keeps_its_citations() -> None:
    cited = Citation(1, "A/RES/70/900#op1", "A/RES/70/900", "fr", Kind.OPERATIVE, "", "x", 0, 1)
    answer = Answer("Qui ?", "Qui ?", "fr", Status.ANSWERED, "extractive", "L'Assemblée le dit [1] et [7].", (cited,))
    brief = with_answer(new_brief("T", "fr"), LIBRARY, answer)
    assert [item.type for item in brief.items] == ["heading", "note"]
    assert brief.items[1].text == "L'Assemblée le dit[[A/RES/70/900#op1]] et."  # type: ignore[union-attr]
    assert [c.symbol for c in brief.sources] == ["A/RES/70/900"]


def test_a_reference_needs_its_place() -> None:
    for there in ("70/900", "70/900#op3", "70/900#header", "70/900#vote", "72/902#annex", "72/902#s2"):
        assert reference(LIBRARY, _at(there), "fr")[0].id == str(_at(there))
    with pytest.raises(BriefError):
        reference(LIBRARY, _at("70/900#annex"), "fr")


def test_runs_keep_italics_inside_a_cut() -> None:
    passage = Passage("x", "Prie également le Secrétaire", (Span(5, 14), Span(18, 28)), emphasis=(Span(0, 14),))
    assert runs(passage) == [
        ("[…] ", False),
        ("également", True),
        (" […] ", False),
        ("Secrétaire", False),
    ]
    assert shown(passage) == "[…] également […] Secrétaire"


def test_marks_of_notes() -> None:
    assert note_parts("un [[A]] deux[[B]]") == [("un ", "A"), (" deux", "B")]
    assert note_parts("un [[ouvert") == [("un [[ouvert", None)]
    assert note_parts("") == [("", None)]


# --- editing


def test_editing_is_undone_and_redone() -> None:
    desk = Desk(_brief())
    edited = desk.done(desk.brief.with_item(Note("bb", "Mots"))).done(desk.brief.renamed("Autre"))
    assert edited.brief.title == "Autre"
    assert len(edited.undone().brief.items) == 3
    assert edited.undone().undone().brief.items == desk.brief.items
    assert edited.undone().redone().brief.title == "Autre"
    assert desk.undone() is desk
    assert desk.redone() is desk
    assert edited.undone().done(desk.brief).future == ()


def test_items_are_moved_copied_and_taken_out() -> None:
    brief = _brief().with_item(Note("bb", "Mots"), at=0)
    assert [item.type for item in brief.items] == ["note", "heading", "quotation"]
    assert [item.type for item in brief.moved("bb", 2).items] == ["heading", "quotation", "note"]
    assert brief.moved("bb", 99).items[-1].key == "bb"
    assert brief.moved("aa", -5).items[0].key == "aa"
    doubled = brief.duplicated("aa")
    assert [item.type for item in doubled.items] == ["note", "heading", "heading", "quotation"]
    assert len({item.key for item in doubled.items}) == 4
    assert doubled.replaced(Heading("aa", "Deux")).item("aa") == Heading("aa", "Deux")
    with pytest.raises(BriefError, match="zz"):
        brief.without("zz")


def test_sources_are_those_still_cited() -> None:
    brief = _brief()
    assert [c.symbol for c in brief.sources] == ["A/RES/70/900"]
    assert brief.without(brief.items[1].key).sources == ()


# --- keeping


def _store(home: Path) -> BriefStore:
    return BriefStore(home / "briefs")


def test_a_brief_comes_back_as_it_was(home: Path) -> None:
    store = _store(home)
    quotation, sources = quote(LIBRARY, _at("70/900#op2"), "fr", ["Invite", "rallumer"], beside="en")
    brief = _brief().with_item(quotation, *sources).with_item(Note("bb", "« [[A/RES/70/900]] » \u202e\x07"))
    saved = store.save(brief.with_item(Mention("cc", "A/RES/70/900#pp1")))
    assert store.load(saved.key) == saved
    assert store.load("PHARES") == saved
    assert brief_from_json(json.dumps(brief_to_json(saved)), "x") == saved


def test_several_briefs_are_listed_last_changed_first(home: Path) -> None:
    store = _store(home)
    first = store.save(new_brief("Un", "fr"))
    second = store.save(new_brief("Deux", "en"))
    assert [kept.key for kept in store.kept()] == [second.key, first.key]
    store.save(first.renamed("Un encore"))
    assert [kept.title for kept in store.kept()] == ["Un encore", "Deux"]
    store.delete("Deux")
    assert [kept.title for kept in store.kept()] == ["Un encore"]


def test_a_damaged_file_is_said_and_hides_no_other(home: Path) -> None:
    store = _store(home)
    kept = store.save(new_brief("Un", "fr"))
    (store.folder / "broken.json").write_text("{", encoding="utf-8")
    assert {one.damage != "" for one in store.kept()} == {True, False}
    assert store.load(kept.key).title == "Un"


def test_the_last_change_is_undone_from_disk(home: Path) -> None:
    store = _store(home)
    brief = store.save(_brief())
    store.save(brief.without("aa"))
    assert [i.type for i in store.undo(brief.key).items] == ["heading", "quotation"]
    assert [i.type for i in store.undo(brief.key).items] == ["quotation"]
    fresh = store.save(new_brief("Neuf", "fr"))
    with pytest.raises(BriefError, match="Nothing to undo"):
        store.undo(fresh.key)


def test_a_second_window_does_not_overwrite_silently(home: Path) -> None:
    store = _store(home)
    brief = store.save(_brief())
    store.save(brief.renamed("Ici"))
    with pytest.raises(BriefError, match="another window"):
        store.save(brief.renamed("Là"))
    assert store.load(brief.key).title == "Ici"


def test_a_failing_disk_leaves_the_old_brief(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = _store(home)
    brief = store.save(_brief())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BriefError, match="No space"):
        store.save(brief.renamed("Perdu"))
    assert store.load(brief.key) == brief
    assert not list(store.folder.glob("*.tmp"))


def test_a_brief_held_by_another_program_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = _store(home)
    brief = store.save(_brief())
    monkeypatch.setattr("assistant.brief_store._PATIENCE", 0.01)
    with FileLock(store.folder / f"{brief.key}.lock"), pytest.raises(BriefError, match="Another program"):
        store.save(brief)


def test_saves_from_many_threads_keep_every_one_or_refuse(home: Path) -> None:
    store = _store(home)
    brief = store.save(new_brief("Un", "fr"))
    kept: list[Brief] = []

    def add() -> None:
        try:
            kept.append(store.save(store.load(brief.key).with_item(Note(new_key(), "x"))))
        except BriefError:
            return

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.load(brief.key).items) == len(kept) > 0


def test_an_imported_brief_gets_a_key_of_its_own(home: Path) -> None:
    store = _store(home)
    brief = store.save(_brief())
    text = json.dumps(brief_to_json(brief))
    again = store.adopt(text, "x.json")
    assert again.key != brief.key
    assert again.items == brief.items
    evil = json.dumps(brief_to_json(replace(brief, key="../../evil")))
    assert store.adopt(evil, "x.json").key.isalnum()


def _file(item: str) -> str:
    return f'{{"format": "alinea-brief", "version": 1, "key": "a", "title": "t", "language": "fr", "items": [{item}]}}'


# what is wrong · file
NOT_BRIEFS = [
    ("not JSON", "{"),
    ("a list", "[]"),
    ("something else", '{"a": 1}'),
    ("another version", '{"format": "alinea-brief", "version": 99}'),
    ("no title", '{"format": "alinea-brief", "version": 1, "key": "a", "language": "fr"}'),
    ("an unknown item", _file('{"type": "x"}')),
    ("a reference to nothing", _file('{"type": "mention", "key": "b", "id": "pommes"}')),
]


@pytest.mark.parametrize(("why", "text"), NOT_BRIEFS, ids=[row[0] for row in NOT_BRIEFS])
def test_what_is_no_brief_is_refused_by_name(why: str, text: str) -> None:
    with pytest.raises(BriefError, match=r"x\.json"):
        brief_from_json(text, "x.json")
