"""The check of single sentences: what may be shown, and the reason where it may not."""
# ruff: noqa: E501 - a case is one line

from __future__ import annotations

import pytest

from assistant.budget import Window
from assistant.drafts import sentences, tidy
from assistant.given import Given, material_of
from assistant.sentence_check import judge
from tests.assistant.inventions import ALL, found_in

PLACES = {
    language: {".".join(p.locator.steps): n for n, p in enumerate(of.paragraphs, 1)} for language, of in ALL.items()
}

# Language, sentence with the place it cites in braces, the reason it is withheld ("" when it stands).
CASES = [
    # -- what stands
    ("fr", "L'Assemblée générale prie le Secrétaire général de présenter un rapport sur l'état des digues {op1}.", ""),
    ("fr", "Elle demande au Secrétaire général un rapport sur l'état des digues maritimes {op1}.", ""),
    ("fr", "Elle décide d'affecter 3 200 dollars à l'inspection annuelle des digues {op3}.", ""),
    ("fr", "L'Assemblée encourage les États à « planter des oyats sur les dunes » {op2}.", ""),
    ("fr", "Au paragraphe 3 de la résolution 88/41 du 5 décembre 2033, l'Assemblée décide d'affecter 3 200 dollars {op3}.", ""),
    ("fr", "Les communes littorales sont invitées à former 12 surveillants par canton {op5.b}.", ""),
    ("fr", "Le rapport est attendu à la 89e session {op1}.", ""),
    ("fr", "Dans le préambule, l'Assemblée se dit convaincue que les États riverains doivent partager leurs relevés {pp2}.", ""),
    ("fr", "Les États ne doivent pas extraire de sable au pied des digues {op4}.", ""),
    ("fr", "Le pillage des pierres de parement est condamné {op6}.", ""),
    ("fr", "« Condamne le pillage […] de parement » {op6}.", ""),  # a marked cut
    ("fr", "L'Assemblée rappelle sa résolution 87/12 {pp1}.", ""),
    ("en", "The General Assembly requests the Secretary-General to submit a report on the state of river dykes {op1}.", ""),
    ("en", "It decides to allocate 4,500 dollars to the yearly inspection of dykes {op3}.", ""),
    ("en", "States must not dig sand at the foot of dykes {op4}.", ""),
    ("en", "The Assembly encourages States to “plant willows beside the dykes” {op2}.", ""),
    ("fr", "Au paragraphe 3 de la résolution A/RES/88/41, l'Assemblée décide d'affecter 3 200 dollars {op3}.", ""),
    # -- keys
    ("fr", "L'Assemblée condamne le pillage des pierres.", "no-citation"),
    ("fr", "L'Assemblée condamne le pillage des pierres [99].", "unknown-key"),
    # -- quotation marks
    ("fr", "L'Assemblée « décide de détruire les digues » {op3}.", "not-verbatim"),
    ("fr", "L'Assemblée « Prie le Secrétaire général de présenter » {op1}.", "not-verbatim"),  # words left out unmarked
    ("fr", "Elle parle de « igues » {op3}.", "not-verbatim"),  # half a word
    ("fr", "Elle condamne « le pillage des pierres {op6}.", "not-verbatim"),  # never closed
    ("fr", "Elle encourage à « planter des oyats » {op3}.", "not-verbatim"),  # right words, wrong paragraph
    ("en", "It “decides to allocate 4,500 euros” {op3}.", "not-verbatim"),
    ("fr", "Elle « décide de « planter des oyats » partout » {op2}.", "not-verbatim"),  # the outer marks count
    # -- figures, dates, symbols
    ("fr", "Elle décide d'affecter 3 300 dollars à l'inspection annuelle des digues {op3}.", "unsupported-figure"),
    ("fr", "Elle décide d'affecter trois millions de dollars à l'inspection {op3}.", "unsupported-figure"),
    ("fr", "L'Assemblée rappelle sa résolution 87/13 {pp1}.", "unsupported-figure"),
    ("fr", "L'Assemblée rappelle sa résolution du 4 décembre 2032 {pp1}.", "unsupported-figure"),
    ("fr", "Le rapport est attendu à la quatre-vingt-dixième session {op1}.", "unsupported-figure"),
    ("fr", "Au paragraphe 2, l'Assemblée décide d'affecter 3 200 dollars {op3}.", "unsupported-figure"),  # it is 3
    ("fr", "Elle encourage 2 États riverains à planter des oyats {op2}.", "unsupported-figure"),  # 2 is only its number
    ("en", "It decides to allocate 4,600 dollars to the inspection of dykes {op3}.", "unsupported-figure"),
    ("fr", "Elle décide d'affecter 5 dollars à l'inspection annuelle des digues {op3}.", "unsupported-figure"),  # a day of its date
    # -- names
    ("fr", "Le rapport sur l'état des digues est établi avec le Comité du désarmement {op1}.", "unsupported-name"),
    ("fr", "L'Assemblée prie l'UNESCO de présenter un rapport sur l'état des digues {op1}.", "unsupported-name"),
    ("fr", "Le rapport sur l'état des digues concerne la Ruritanie {op1}.", "unsupported-name"),
    ("en", "The report on the state of dykes is prepared with the Committee on Conferences {op1}.", "unsupported-name"),
    ("en", "The Assembly requests Professor Moriarty to submit a report on the state of dykes {op1}.", "unsupported-name"),
    # -- verbs stronger than the text
    ("fr", "L'Assemblée décide de planter des oyats sur les dunes voisines des digues {op2}.", "stronger-than-source"),
    ("fr", "Les États riverains doivent planter des oyats sur les dunes {op2}.", "stronger-than-source"),
    ("fr", "Les États riverains sont tenus de planter des oyats {op2}.", "stronger-than-source"),
    ("fr", "L'Assemblée prie les États riverains de planter des oyats {op2}.", "stronger-than-source"),
    ("fr", "Tous les États riverains doivent partager leurs relevés de houle {pp2}.", "stronger-than-source"),  # preamble
    ("fr", "L'Assemblée exige un rapport sur l'état des digues maritimes {op1}.", "stronger-than-source"),
    ("fr", "Les communes littorales doivent tenir un registre public des brèches {op5.a}.", "stronger-than-source"),
    ("en", "Riparian States must plant willows beside the dykes {op2}.", "stronger-than-source"),
    ("en", "All riparian States shall share their flood records {pp1}.", "stronger-than-source"),
    ("en", "The Assembly demands a report on the state of river dykes {op1}.", "stronger-than-source"),
    # -- denied and affirmed
    ("fr", "L'Assemblée n'encourage pas les États riverains à planter des oyats {op2}.", "negated"),
    ("fr", "Les États doivent extraire du sable au pied des digues {op4}.", "negated"),
    ("fr", "L'Assemblée ne réaffirme pas que les États ne doivent pas extraire de sable {op4}.", "negated"),  # twice
    ("en", "The Assembly does not encourage States to plant willows beside the dykes {op2}.", "negated"),
    ("en", "States must dig sand at the foot of dykes {op4}.", "negated"),
    # -- words from nowhere
    ("fr", "Les chats dorment au soleil {op1}.", "unsupported-words"),
    ("fr", "Le Secrétaire général est un menteur corrompu {op1}.", "unsupported-words"),
    ("fr", "L'Assemblée félicite le Secrétaire général de son état {op6}.", "unsupported-words"),
    ("en", "The moon is made of cheese {op1}.", "unsupported-words"),
    # -- another language
    ("fr", "The General Assembly requests a report on the state of the dykes {op1}.", "wrong-language"),
    ("en", "L'Assemblée générale prie le Secrétaire général de présenter un rapport sur les digues {op1}.", "wrong-language"),
    # -- what is no prose
    ("fr", "![digues](http://evil.example/x.png) {op1}.", "markup"),
    ("fr", "Voir https://evil.example/digues {op1}.", "markup"),
    ("fr", "Un rapport sur l'état des <b>digues</b> {op1}.", "markup"),
    ("en", "See [the report](http://evil.example) {op1}.", "markup"),
]  # fmt: skip


def _given(language: str) -> dict[int, Given]:
    material = material_of(found_in(ALL[language]), Window(100_000, 1000, "bytes"), 90_000)
    assert [g.n for g in material.given] == sorted(PLACES[language].values())
    return {g.n: g for g in material.given}


@pytest.mark.parametrize(("language", "text", "reason"), CASES, ids=[case[1][:60] for case in CASES])
def test_sentences(language: str, text: str, reason: str) -> None:
    given = _given(language)
    for place, n in PLACES[language].items():
        text = text.replace(f"{{{place}}}", f"[{n}]")
    (sentence,) = sentences(tidy(text, given))
    objections = judge(sentence, given, language)
    assert reason in [o.reason for o in objections] if reason else objections == []


# What the text says in one language, asked about in the other: only its own words in quotation marks prove it.
ACROSS = [
    (
        "In resolution 88/41, the General Assembly decides: « d'affecter 3 200 dollars à l'inspection annuelle » [1].",
        "",
    ),
    ("The General Assembly allocates money to the inspection of sea dykes [1].", "unsupported-words"),
    (
        "The Assembly allocates « 3 200 dollars à l'inspection annuelle » and hates cheese makers everywhere [1].",
        "unsupported-words",
    ),
]


@pytest.mark.parametrize(("text", "reason"), ACROSS)
def test_paragraphs_of_another_language_are_quoted(text: str, reason: str) -> None:
    found = found_in(ALL["fr"], places="op3")
    given = {g.n: g for g in material_of(found, Window(100_000, 1000, "bytes"), 90_000).given}
    (sentence,) = sentences(tidy(text, given))
    given = {n: Given(g.n, g.resolution, g.paragraph, g.above, g.start, g.end, "en") for n, g in given.items()}
    objections = judge(sentence, given, "en")
    assert [o.reason for o in objections] == ([reason] if reason else [])
