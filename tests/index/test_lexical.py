"""The analyser gives equal terms to equal words; the lexical index finds by words, phrases, symbols and filters."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from index.analysis import analyser, fold, phrases
from index.errors import DamagedIndex
from index.lexical import Entry, Lexical
from index.resolution import Kind
from index.search import Filters

SAME = [
    # what differs, one, other
    ("accents and case", "fr", "Énergies Renouvelables", "energies renouvelables"),
    ("ligature", "fr", "mise en œuvre", "mise en oeuvre"),
    ("capital ligature", "fr", "ŒUVRE", "oeuvre"),
    ("apostrophe and elision", "fr", "l’eau d'Israël", "eau Israël"),
    ("elided que", "fr", "qu'elle jusqu’à aujourd’hui", ""),
    ("plural", "fr", "les résolutions pertinentes", "résolution pertinente"),
    ("composed and decomposed", "fr", "sécurité", "se\u0301curite\u0301"),
    ("no-break spaces in a number", "fr", "28\u00a0422\u202f000 dollars", "28 422 000 dollars"),
    ("English and French thousands", "en", "28,422,000", "28 422 000"),
    ("English plural", "en", "Member States", "member state"),
    ("possessive", "en", "the Council's report", "Council report"),
    ("spelling of a symbol", "fr", "A/RES/62/27", "62/27"),
    ("spaces in a symbol", "fr", "résolution 2341(2017)", "résolution 2341 (2017)"),
    ("soft hyphen", "fr", "désarme\u00adment", "désarmement"),
    ("typographic hyphen", "fr", "non\u2011prolifération", "non-prolifération"),
]
OTHER = [
    # what must stay apart, language, one, other
    ("numbers", "fr", "résolution 62/27", "résolution 62/28"),
    ("letters of a composite resolution", "fr", "50/221 A", "50/221 B"),
    ("decimals", "fr", "12,5", "125"),
]


@pytest.mark.parametrize(("what", "language", "one", "other"), SAME, ids=lambda v: v if len(v) > 2 else "")
def test_equal_words_give_equal_terms(what: str, language: str, one: str, other: str) -> None:
    assert analyser(language).terms(one) == analyser(language).terms(other)


@pytest.mark.parametrize(("what", "language", "one", "other"), OTHER, ids=lambda v: v if len(v) > 2 else "")
def test_other_words_give_other_terms(what: str, language: str, one: str, other: str) -> None:
    assert analyser(language).terms(one) != analyser(language).terms(other)


def test_words_leave_nothing_out() -> None:
    assert analyser("fr").words("Décide de rester saisie de la question") == [
        *["decide", "de", "rester", "saisie", "de", "la", "question"]
    ]


def test_a_language_without_words_of_its_own_still_has_terms() -> None:
    assert analyser("xx").terms("Zukunft der Organisation") == ["zukunft", "der", "organis"]


def test_phrases_are_taken_out_of_a_question() -> None:
    assert phrases("où est « le droit à l'eau » et “other words” ?")[0] == ["le droit à l'eau", "other words"]


def test_folding_keeps_the_number_of_words() -> None:
    assert fold("Œuvre ŒUVRE ß É") == "oeuvre oeuvre ss e"


ENTRIES = [
    ("Prie le Secrétaire général de solliciter les vues des États Membres", "Désarmement", "A/RES/62/27", "fr"),
    ("Invite les États Membres à solliciter le Secrétaire général", "Désarmement", "A/RES/63/50", "fr"),
    ("Approuve un montant de 28 422 000 dollars", "Financement", "A/RES/58/297", "fr"),
    ("Decides to remain seized of the matter", "Peace", "S/RES/2341(2017)", "en"),
    ("Rappelle sa résolution 2341 (2017)", "Paix", "S/RES/2400(2018)", "fr"),
]


@pytest.fixture
def lexical(tmp_path: Path) -> Lexical:
    index = Lexical.create(tmp_path / "lexical")
    with index.writing() as writer:
        writer.add(_entry(number, *fields) for number, fields in enumerate(ENTRIES, 1))
    return index


def _entry(chunk: int, text: str, context: str, symbol: str, language: str) -> Entry:
    body = symbol[0]
    year = {"A/RES/62/27": 2007, "A/RES/63/50": 2008, "A/RES/58/297": 2004}.get(symbol, 2017)
    session = int(symbol.split("/")[2]) if body == "A" else None
    adopted = dt.date(year, 12, chunk)
    named = ("secretary-general",) if "Secrétaire" in text else ()
    return Entry(chunk, text, context, symbol, language, body, "operative", session, year, adopted, "requests", named)


FOUND = [
    # what is looked for, query, filters, chunks found, the order left aside
    ("a word in another form", "sollicitent", Filters(), {1, 2}),
    ("a word of the title", "désarmement", Filters(), {1, 2}),
    ("a phrase word for word", "« solliciter les vues »", Filters(), {1}),
    ("a phrase whose words stand apart", "« solliciter vues »", Filters(), set()),
    ("a phrase in other case and accents", '"SECRETAIRE GENERAL de solliciter"', Filters(), {1}),
    ("a number", "28\u00a0422\u00a0000", Filters(), {3}),
    ("a symbol in a text", "2341(2017)", Filters(), {5}),
    ("nothing but function words", "est-ce que le", Filters(), set()),
    ("by organ", "résolution États Membres", Filters(bodies=("S",)), {5}),
    ("by session", "solliciter", Filters(sessions=(60, 62)), {1}),
    ("by year", "solliciter", Filters(years=(2008, 2020)), {2}),
    ("adopted until", "solliciter", Filters(adopted=(None, dt.date(2007, 12, 31))), {1}),
    ("adopted from", "solliciter", Filters(adopted=(dt.date(2007, 12, 2), None)), {2}),
    ("by symbol", "solliciter", Filters(symbols=("A/RES/63/50", "A/RES/1/1")), {2}),
    ("by language", "matter résolution", Filters(languages=("en",)), {4}),
    ("by kind", "solliciter", Filters(kinds=(Kind.PREAMBULAR,)), set()),
    ("by act and addressee", "solliciter", Filters(acts=("requests",), addressees=("secretary-general",)), {1, 2}),
    ("by an addressee that is nowhere", "solliciter", Filters(addressees=("nobody",)), set()),
]


@pytest.mark.parametrize(("what", "query", "filters", "chunks"), FOUND, ids=[row[0] for row in FOUND])
def test_finds(lexical: Lexical, what: str, query: str, filters: Filters, chunks: set[int]) -> None:
    assert {chunk for chunk, _ in lexical.search(query, 10, None, ["en", "fr"], filters)} == chunks


def test_order_is_by_score_then_chunk(lexical: Lexical) -> None:
    with lexical.writing() as writer:
        writer.add([_entry(9, *ENTRIES[0]), _entry(7, *ENTRIES[0])])
    found = lexical.search("solliciter les vues", 10, "fr", ["fr"], Filters())
    assert [chunk for chunk, _ in found] == [1, 7, 9, 2]
    assert found[0][1] == found[2][1] > found[3][1]


def test_what_was_taken_out_is_not_found(lexical: Lexical) -> None:
    with lexical.writing() as writer:
        writer.remove([1, 99])
    assert {chunk for chunk, _ in lexical.search("solliciter", 10, "fr", ["fr"], Filters())} == {2}


def test_what_was_not_committed_is_not_there(lexical: Lexical) -> None:
    def cut_off() -> None:
        with lexical.writing() as writer:
            writer.remove([1])
            raise KeyError

    with pytest.raises(KeyError):
        cut_off()
    assert lexical.chunks == len(ENTRIES)


def test_a_truncated_index_is_refused_by_name(lexical: Lexical) -> None:
    (lexical.folder / "meta.json").write_text("{")
    with pytest.raises(DamagedIndex, match="alinea index --rebuild"):
        Lexical(lexical.folder)


def test_frequencies_count_the_chunks_that_hold_a_term(lexical: Lexical) -> None:
    asked, money, nowhere = analyser("fr").terms("sollicitant dollar disquette")
    assert lexical.frequencies([asked, money, nowhere]) == {asked: 2, money: 1, nowhere: 0}
