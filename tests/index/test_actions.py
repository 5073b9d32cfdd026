"""What a paragraph says: verbs and openings, addressees, what is due, inheritance (invented text)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.actions import annotate_resolution
from index.grammar.forms import fold, load
from index.readers.text import source_of_text
from index.resolution import Footnote, Kind, Paragraph, Resolution, Source, Span
from index.symbols import Locator, Symbol

FR, EN = "fr", "en"
OP, PP = Kind.OPERATIVE, Kind.PREAMBULAR


def _resolution(language: str, *paragraphs: Paragraph, symbol: str = "A/RES/62/27") -> Resolution:
    own = Symbol.parse(symbol)
    placed = tuple(replace(p, locator=Locator(own, p.locator.steps)) for p in paragraphs)
    adopted = dt.date(2007, 12, 5)
    return Resolution(own, language, "An invented title", Source("a.txt", ""), placed, adopted=adopted)


def _paragraph(text: str, kind: Kind = OP, steps: tuple[str, ...] = ("op1",), **more: object) -> Paragraph:
    locator = Locator(Symbol.parse("A/RES/62/27"), steps)
    return Paragraph(locator, kind, "1", text, (Span(0, len(text)),), level=len(steps) - 1, **more)  # type: ignore[arg-type]


def _annotated(language: str, text: str, kind: Kind = OP, symbol: str = "A/RES/62/27") -> Paragraph:
    return annotate_resolution(_resolution(language, _paragraph(text, kind), symbol=symbol)).paragraphs[0]


@pytest.mark.parametrize(
    ("language", "text", "action", "act"),
    [
        (FR, "Prie le Secrétaire général de faire rapport ;", "Prie", "requests"),
        (FR, "Prie également le Secrétaire général", "Prie également", "requests"),
        (FR, "Prie instamment les États", "Prie instamment", "urges"),
        (FR, "Demande instamment à tous les États", "Demande instamment", "urges"),
        (FR, "Demande de nouveau aux États", "Demande de nouveau", "calls_upon"),
        (FR, "Prend acte avec satisfaction du rapport", "Prend acte avec satisfaction", "welcomes"),
        (FR, "Prend également note avec intérêt du rapport", "Prend également note avec intérêt", "takes_note"),
        (FR, "Note avec une vive préoccupation que", "Note avec une vive préoccupation", "expresses_concern"),
        (FR, "Se déclare profondément préoccupée par", "Se déclare profondément préoccupée", "expresses_concern"),
        (FR, "Se félicite, à cet égard, des efforts", "Se félicite", "welcomes"),
        (FR, "Fait siennes les conclusions", "Fait siennes", "endorses"),
        (FR, "Lance un appel pressant à tous", "Lance un appel pressant", "appeals"),
        (FR, "Nous engageons les États à agir", "engageons", "calls_upon"),
        (FR, "Nous nous engageons à agir", "Nous nous engageons", "commits"),
        (FR, "« Décide » de rien", "Décide", "decides"),
        (FR, "Decide egalement de", "Decide egalement", "decides"),  # a scan without accents
        (FR, "Décide, à cette fin, de créer", "Décide", "decides"),
        (FR, "L'Assemblée générale prie le Comité", "prie", "requests"),
        (FR, "Les États devraient agir", None, None),
        (EN, "Requests the Secretary-General", "Requests", "requests"),
        (EN, "Also requests the Secretary-General", "Also requests", "requests"),
        (EN, "Once again strongly urges all States", "Once again strongly urges", "urges"),
        (EN, "Takes note with appreciation of the report", "Takes note with appreciation", "welcomes"),
        (EN, "Notes with grave concern that", "Notes with grave concern", "expresses_concern"),
        (EN, "Notes, in this regard, with concern the", "Notes, in this regard, with concern", "expresses_concern"),
        (EN, "Calls once again upon the parties", "Calls once again upon", "calls_upon"),
        (
            EN,
            "Expresses its deep appreciation to the Office",
            "Expresses its deep appreciation",
            "expresses_appreciation",
        ),
        (EN, "Reiterates its request to the Secretary-General", "Reiterates its request", "requests"),
        (EN, "Recognises that", "Recognises", "recognizes"),
        (EN, "We commit to action", "commit", "commits"),
        (EN, "Member States should act", None, None),
    ],
)
def test_operative_verbs(language: str, text: str, action: str | None, act: str | None) -> None:
    found = _annotated(language, text)
    assert (found.action, found.act) == (action, act)


@pytest.mark.parametrize(
    ("language", "text", "action", "act"),
    [
        (FR, "Rappelant également sa résolution", "Rappelant également", "recalling"),
        (FR, "Profondément préoccupée par la situation", "Profondément préoccupée", "concerned"),
        (FR, "Notant avec satisfaction que", "Notant avec satisfaction", "welcoming"),
        (FR, "Ayant examiné le rapport", "Ayant examiné", "having_considered"),
        (FR, "Consciente qu'il importe", "Consciente", "recognizing"),
        (FR, "Convaincue que", "Convaincue", "convinced"),
        (EN, "Recalling also its resolution", "Recalling also", "recalling"),
        (EN, "Deeply concerned that", "Deeply concerned", "concerned"),
        (EN, "Bearing in mind the Charter", "Bearing in mind", "bearing_in_mind"),
        (EN, "Noting with concern the", "Noting with concern", "concerned"),
    ],
)
def test_openings_of_the_preamble(language: str, text: str, action: str, act: str) -> None:
    found = _annotated(language, text, PP)
    assert (found.action, found.act) == (action, act)


def test_the_action_is_the_first_of_several() -> None:
    assert _annotated(EN, "Recognizes the role of the Fund and requests it to act").act == "recognizes"


def test_both_languages_know_the_same_acts() -> None:
    names = [{(act["name"], act["opening"]) for act in load(language, "actions")["act"]} for language in (FR, EN)]
    assert names[0] == names[1]


def test_both_languages_know_the_same_addressees() -> None:
    assert load(FR, "addressees")["names"].keys() == load(EN, "addressees")["names"].keys()


@pytest.mark.parametrize(
    ("language", "text", "addressees"),
    [
        (FR, "Prie le Secrétaire général de lui présenter un rapport", ["Secretary-General"]),
        (
            FR,
            "Demande à tous les États Membres et aux institutions spécialisées de coopérer avec l'Organisation",
            ["Member States", "specialized agencies"],
        ),
        (FR, "Engage tous les États à ratifier la Convention", ["all States"]),
        (FR, "Invite les États parties à la Convention", ["States parties"]),
        (
            FR,
            "Prie le Représentant spécial du Secrétaire général de",
            ["Special Representative of the Secretary-General"],
        ),
        (
            FR,
            "Prie le Haut-Commissariat des Nations Unies aux droits de l'homme d'aider",
            ["Office of the United Nations High Commissioner for Human Rights"],
        ),
        (FR, "Demande à Israël, Puissance occupante, de", ["Israel", "occupying Power"]),
        (FR, "Invite le Gouvernement du Mali à", ["Mali"]),
        (FR, "Prend note du rapport du Secrétaire général", []),
        (FR, "Encourage la poursuite des travaux du Comité", []),
        (FR, "Demande que le Conseil de sécurité examine", ["Security Council"]),
        (EN, "Requests the Secretary-General, in consultation with Member States, to", ["Secretary-General"]),
        (EN, "Calls upon all States to respect", ["all States"]),
        (
            EN,
            "Urges Member States, the United Nations Development Programme and civil society to act with all",
            ["Member States", "United Nations Development Programme", "civil society"],
        ),
        (EN, "Expresses its appreciation to the Government of Norway for", ["Norway"]),
        (EN, "Requests that the Secretary-General report", ["Secretary-General"]),
        (EN, "Takes note of the report of the Secretary-General", []),
    ],
)
def test_addressees(language: str, text: str, addressees: list[str]) -> None:
    assert list(_annotated(language, text).addressees) == addressees


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        (
            FR,
            "Prie le Comité de faire rapport à sa soixante-troisième session",
            [("à sa soixante-troisième session", 63, None, None)],
        ),
        (
            FR,
            "Décide d'examiner à ses soixante-troisième et soixante-cinquième sessions la question",
            [("à ses soixante-troisième et soixante-cinquième sessions", n, None, None) for n in (63, 65)],
        ),
        (
            FR,
            "Décide d'inscrire à sa soixante et onzième session",
            [("à sa soixante et onzième session", 71, None, None)],
        ),
        (FR, "Prie le Secrétaire général de compléter le rapport présenté à sa soixantième session", []),  # past
        (
            FR,
            "Prie le Secrétaire général de répondre d'ici au 1er mars 2008",
            [("d'ici au 1er mars 2008", None, "2008-03-01", None)],
        ),
        (FR, "Prie le Secrétaire général d'agir d'ici à 2015", [("d'ici à 2015", None, "2015", None)]),
        (FR, "Prie le Secrétaire général de rappeler la Conférence de juin 2002", []),  # past
        (
            FR,
            "Prie le Secrétaire général de lui présenter chaque année un rapport",
            [("chaque année", None, None, "annual")],
        ),
        (
            FR,
            "Prie le Secrétaire général de répondre dans un délai de 90 jours",
            [("dans un délai de 90 jours", None, None, None)],
        ),
        (FR, "Rappelle le rapport présenté à sa soixante-troisième session", []),  # nothing is asked
        (
            EN,
            "Requests the Secretary-General to report at its sixty-third session",
            [("at its sixty-third session", 63, None, None)],
        ),
        (EN, "Decides to include in the agenda of its 64th session", [("of its 64th session", 64, None, None)]),
        (
            EN,
            "Requests a report no later than 30 June 2009",
            [("no later than 30 June 2009", None, "2009-06-30", None)],
        ),
        (EN, "Requests the Office to report every two years", [("every two years", None, None, "biennial")]),
        (EN, "Decides to hold in September 2017 a conference", [("in September 2017", None, "2017-09", None)]),
        (EN, "Requests implementation of the 2030 Agenda", []),
    ],
)
def test_what_is_due(language: str, text: str, due: list[tuple[str, int | None, str | None, str | None]]) -> None:
    found = _annotated(language, text).due
    assert [(d.text, d.session, d.date, d.every) for d in found] == due
    assert all(text[d.start : d.end] == d.text for d in found)


def test_sessions_of_a_body_that_numbers_none_are_not_compared() -> None:
    text = "Requests the Secretary-General to report at its sixty-third session"
    assert [d.session for d in _annotated(EN, text, symbol="S/RES/2341(2017)").due] == [63]


def test_a_sub_paragraph_without_a_verb_takes_the_act_above_it() -> None:
    resolution = _resolution(
        FR,
        _paragraph("Prie le Secrétaire général :"),
        _paragraph("De lui faire rapport d'ici à 2010 ;", steps=("op1", "a")),
        _paragraph("Invite les États à agir.", steps=("op1", "b")),
    )
    chapeau, plain, own = annotate_resolution(resolution).paragraphs
    assert (plain.action, plain.act, plain.addressees) == (None, "requests", chapeau.addressees)
    assert [d.date for d in plain.due] == ["2010"]
    assert (own.action, own.act, own.addressees) == ("Invite", "invites", ("States",))


def test_footnotes_are_read_too() -> None:
    note = Footnote("1", "Voir résolution 55/2.", offset=7)
    found = annotate_resolution(_resolution(FR, _paragraph("Décide de rappeler A/62/391.", footnotes=(note,))))
    assert [(r.symbol, r.footnote) for r in found.paragraphs[0].references] == [("A/62/391", None), ("A/RES/55/2", "1")]


def test_another_language_is_left_without_verbs() -> None:
    found = _annotated("es", "Pide al Secretario General A/62/391")
    assert (found.action, found.act, found.addressees) == (None, None, ())
    assert [r.symbol for r in found.references] == ["A/62/391"]


@given(st.text(max_size=120))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(
    st.text(st.sampled_from("Prie Décide notes with concern à sa session 63 1er mars 2010 les États «»:"), max_size=120)
)
def test_any_text_is_annotated(text: str) -> None:
    for language in (FR, EN):
        found = _annotated(language, text)
        assert found.action is None or found.action in text
        assert all(text[d.start : d.end] == d.text for d in found.due)


@pytest.mark.corpus
def test_most_operative_paragraphs_of_the_material_have_an_act(shared: Path) -> None:
    from index.parser import parse

    files = (
        sorted((shared / "corpus" / "fr").glob("A_RES_6*.txt"))[::4]
        + sorted((shared / "corpus" / "en").glob("*.txt"))[::8]
    )
    paragraphs = [
        p
        for file in files
        for r in parse(source_of_text(file.name, file.read_text(encoding="utf-8"))).resolutions
        for p in r.paragraphs
        if p.kind is OP and not p.level
    ]
    assert sum(p.act is not None for p in paragraphs) >= 0.97 * len(paragraphs) > 100
