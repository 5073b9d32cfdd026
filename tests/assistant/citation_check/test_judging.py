"""The checker on invented drafts: each row breaks a citation in one way, or in none."""

# ruff: noqa: E501 - one case a line, whatever its length

from __future__ import annotations

import time

import pytest

from assistant.citation_check.drafts import text_draft
from assistant.citation_check.judging import check_draft
from assistant.citation_check.verdicts import Judgement, Verdict
from tests.assistant.made import MemoryLibrary

OP1 = "Réaffirme que chaque phare en service est un bien commun des gens de mer"


def _judge(text: str) -> list[Judgement]:
    return list(check_draft(text_draft(text), MemoryLibrary()).judgements)


def _only(text: str, kind: str) -> Judgement:
    found = [one for one in _judge(text) if one.kind == kind]
    assert len(found) == 1, found
    return found[0]


# what it is · draft · ids cited · verdict
REFERENCES = [
    ("there", "Voir la résolution 70/900.", "A/RES/70/900", Verdict.EXISTS),
    ("a paragraph that is there", "Voir la résolution 70/900, par. 3.", "A/RES/70/900#op3", Verdict.EXISTS),
    ("in running text", "Au paragraphe 3 de la résolution 70/900, l'Assemblée prie.", "A/RES/70/900#op3", Verdict.EXISTS),
    ("in English", "See paragraph 3 of General Assembly resolution 70/900.", "A/RES/70/900#op3", Verdict.EXISTS),
    ("by symbol", "Voir A/RES/70/900, par. 2 a).", "A/RES/70/900#op2.a", Verdict.EXISTS),
    ("several", "Voir la résolution 70/900, par. 1 et 3.", "A/RES/70/900#op1 A/RES/70/900#op3", Verdict.EXISTS),
    ("the preamble", "Voir le troisième alinéa du préambule de la résolution 70/900.", "A/RES/70/900#pp3", Verdict.EXISTS),
    ("negotiators' jargon", "See OP3 of A/RES/70/900.", "A/RES/70/900#op3", Verdict.EXISTS),
    ("jargon for the preamble", "Voir PP2 de la résolution 70/900.", "A/RES/70/900#pp2", Verdict.EXISTS),
    ("a paragraph sign", "(rés. 70/900, § 3)", "A/RES/70/900#op3", Verdict.EXISTS),
    ("the Security Council", "Security Council resolution 9001 (2016), para. 2, decides.", "S/RES/9001(2016)#op2", Verdict.EXISTS),
    ("a section", "Voir la section II, paragraphe 2, de la résolution 72/902.", "A/RES/72/902#s2.op2", Verdict.EXISTS),
    ("a section left out", "Voir la résolution 72/902, par. 2.", "A/RES/72/902#op2", Verdict.EXISTS),
    ("an annex", "Voir le paragraphe 2 de l'annexe à la résolution 72/902.", "A/RES/72/902#annex.p2", Verdict.EXISTS),
    ("an article of an annex", "Voir l'article 2 de l'annexe à la résolution 72/902.", "A/RES/72/902#annex.art2", Verdict.EXISTS),
    ("an article in words that is not there", "Voir l'article premier de l'annexe à la résolution 72/902.", "A/RES/72/902#annex.art1", Verdict.NO_SUCH_PARAGRAPH),
    ("an article too many", "See article 1 of the annex to resolution 72/902.", "A/RES/72/902#annex.art1", Verdict.NO_SUCH_PARAGRAPH),
    ("a sub-paragraph first", "Voir l'alinéa b) du paragraphe 2 de la résolution 70/900.", "A/RES/70/900#op2.b", Verdict.EXISTS),
    ("another document's paragraph", "Au paragraphe 40 du rapport sur la résolution 70/900, le Secrétaire général le note.", "A/RES/70/900", Verdict.EXISTS),
    ("named twice, as journals do", "UNGA Res 70/900 (5 December 2015) UN Doc A/RES/70/900, para 3.", "A/RES/70/900#op3", Verdict.EXISTS),
    ("the right date", "La résolution 70/900 du 5 décembre 2015 le dit.", "A/RES/70/900", Verdict.EXISTS),
    ("the right date in English", "General Assembly resolution 70/900 of 5 December 2015 says so.", "A/RES/70/900", Verdict.EXISTS),
    ("« 1er »", "La résolution 71/901 de l'Assemblée générale, en date du 1er décembre 2016, le dit.", "A/RES/71/901", Verdict.EXISTS),
    ("a wrong date", "La résolution 70/900 du 6 décembre 2015 le dit.", "A/RES/70/900", Verdict.WRONG_DATE),
    ("a wrong date behind the organ", "La résolution 70/900 de l'Assemblée générale, en date du 5 novembre 2015, le dit.", "A/RES/70/900", Verdict.WRONG_DATE),
    ("the date of something else", "La résolution 70/900 et le rapport du 3 mai 2016 le disent.", "A/RES/70/900", Verdict.EXISTS),
    ("a date in the words quoted", "La résolution 70/900 se lit :\n\n> du 3 mai 2014 sur les phares de toutes les côtes", "A/RES/70/900", Verdict.EXISTS),
    ("a wrong date, organ behind", "Resolution 70/900 of the General Assembly of 6 December 2015 says so.", "A/RES/70/900", Verdict.WRONG_DATE),
    ("no date known", "La résolution 73/903 du 6 décembre 2018 le dit.", "A/RES/73/903", Verdict.EXISTS),
    ("a paragraph too many", "Voir la résolution 70/900, par. 12.", "A/RES/70/900#op12", Verdict.NO_SUCH_PARAGRAPH),
    ("a sub-paragraph too many", "Voir la résolution 70/900, par. 2 f).", "A/RES/70/900#op2.f", Verdict.NO_SUCH_PARAGRAPH),
    ("a preambular paragraph too many", "Voir le neuvième alinéa du préambule de la résolution 70/900.", "A/RES/70/900#pp9", Verdict.NO_SUCH_PARAGRAPH),
    ("one of several", "Voir la résolution 70/900, par. 3 et 12.", "A/RES/70/900#op12", Verdict.NO_SUCH_PARAGRAPH),
    ("not in the corpus", "Voir la résolution 64/12, par. 3.", "A/RES/64/12#op3", Verdict.NOT_IN_CORPUS),
    ("another organ's number", "Voir la résolution 70/900 du Conseil des droits de l'homme.", "A/HRC/RES/70/900", Verdict.NOT_IN_CORPUS),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "ids", "verdict"), REFERENCES, ids=[row[0] for row in REFERENCES])
def test_references(why: str, text: str, ids: str, verdict: Verdict) -> None:
    judged = _only(text, "reference")
    assert judged.verdict is verdict
    assert set(judged.cited) == set(ids.split())
    assert text[judged.start : judged.end] == judged.text


# what it is · draft · verdict · id found
QUOTATIONS = [
    # word for word
    ("reference before", f"Dans la résolution 70/900, par. 1, l'Assemblée « {OP1} ».", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("reference before, another behind", f"Dans la résolution 70/900, par. 1, elle « {OP1} », ce que suit la résolution 71/901, par. 2.", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("reference in brackets behind", f"L'Assemblée « {OP1} » (résolution 70/900, par. 1).", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("place in brackets, resolution before", f"Dans la résolution 70/900, l'Assemblée « {OP1} » (par. 1).", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("reference in a footnote", f"L'Assemblée « {OP1} »[1].\n\n[1] Résolution 70/900, par. 1.", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("a Markdown footnote", f"L'Assemblée « {OP1} »[^a].\n\n[^a]: Résolution 70/900, par. 1.", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("lead-in and block quotation", f"La résolution 70/900 dit au paragraphe 1 :\n\n« {OP1} ; »", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("next sentence, place alone", f"La résolution 70/900 est nette. Au paragraphe 1, elle « {OP1} ».", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("pointing back", f"Voir la résolution 70/900. Au paragraphe 1 de cette résolution, l'Assemblée « {OP1} ».", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("English marks", "In paragraph 1 of resolution 70/900 it “Reaffirms that every lighthouse in service is a common good of seafarers”.", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("straight marks", 'In resolution 70/900, para. 1, it "Reaffirms that every lighthouse in service".', Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("whole resolution cited", f"La résolution 70/900 « {OP1} ».", Verdict.VERBATIM, "A/RES/70/900"),
    ("its title", "La résolution 70/900, intitulée « Protection des phares côtiers », est récente.", Verdict.VERBATIM, "A/RES/70/900"),
    ("a cut", "La résolution 70/900, par. 1, « Réaffirme que chaque phare […] est un bien commun ».", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("a cut with full stops", "La résolution 70/900, par. 1, « Réaffirme que chaque phare (...) est un bien commun ».", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("words put in", "La résolution 70/900, par. 1, « Réaffirme que chaque phare [allumé] en service est un bien commun ».", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("typographic apostrophe and no-break space", "La résolution 70/900, par. 3, « un rapport sur l’état des phares\u00a0; ».", Verdict.VERBATIM, "A/RES/70/900#op3"),
    ("the writer's own stop", "La résolution 70/900, par. 3, « un rapport sur l'état des phares. »", Verdict.VERBATIM, "A/RES/70/900#op3"),
    ("small initial", "Au paragraphe 1 de la résolution 70/900, elle « réaffirme que chaque phare en service ».", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("marked initial", "Au paragraphe 1 de la résolution 70/900, elle « [r]éaffirme que chaque phare en service ».", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("through sub-paragraphs", "Au paragraphe 2 de la résolution 70/900, l'Assemblée « Invite les États côtiers :\na) À tenir un inventaire public de leurs phares ;\nb) À rallumer sans délai les feux éteints ».", Verdict.VERBATIM, "A/RES/70/900#op2"),
    ("a sub-paragraph", "(résolution 70/900, par. 2 b) : « rallumer sans délai les feux éteints »", Verdict.VERBATIM, "A/RES/70/900#op2.b"),
    ("nested marks", "La résolution 70/900, par. 4, « la question intitulée « Phares côtiers » ».", Verdict.VERBATIM, "A/RES/70/900#op4"),
    ("the preamble", "Le troisième alinéa du préambule de la résolution 70/900 parle de « l'extinction de nombreux feux ».", Verdict.VERBATIM, "A/RES/70/900#pp3"),
    ("a resolution quoted in the words", "Le premier alinéa du préambule de la résolution 70/900 : « Rappelant sa résolution 69/800 du 3 décembre 2014 ».", Verdict.VERBATIM, "A/RES/70/900#pp1"),
    ("two references, the second right", f"Voir les résolutions 71/901, par. 1, et 70/900, par. 1 : « {OP1} ».", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("an annex", "Selon le paragraphe 2 de l'annexe à la résolution 72/902, « Le son est répété toutes les deux minutes ».", Verdict.VERBATIM, "A/RES/72/902#annex.p2"),
    # set off without quotation marks
    ("Markdown", f"Le paragraphe 1 de la résolution 70/900 se lit ainsi :\n\n> {OP1} ;", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("Markdown, reference at its end", f"On lit :\n\n> {OP1} (résolution 70/900, par. 1).", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("Markdown, reference below", f"On lit :\n\n> {OP1}.\n> — Résolution 70/900, par. 1", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("indented", f"Le paragraphe 1 de la résolution 70/900 se lit ainsi :\n\n    {OP1} ;", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("behind a colon", f"La résolution 70/900 dispose au paragraphe 1 :\n\n{OP1}.", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("indented, its footnote at the end", f"On lit ceci :\n\n    {OP1}.[1]\n\n[1] Résolution 70/900, par. 1.", Verdict.VERBATIM, "A/RES/70/900#op1"),
    ("indented and altered", "Le paragraphe 1 de la résolution 70/900 se lit ainsi :\n\n    Réaffirme que chaque phare en service est un bien privé des gens de mer.", Verdict.ALTERED, "A/RES/70/900#op1"),
    ("Markdown and invented", "Le paragraphe 1 de la résolution 70/900 se lit ainsi :\n\n> Interdit la pêche au lamparo dans tous les ports du monde.", Verdict.NOT_FOUND, ""),
    ("Markdown, the wrong paragraph", f"Le paragraphe 3 de la résolution 70/900 se lit ainsi :\n\n> {OP1}.", Verdict.WRONG_PARAGRAPH, "A/RES/70/900#op1"),
    # altered words
    ("a word changed", "La résolution 70/900, par. 1, « Réaffirme que chaque phare en service est un bien privé des gens de mer ».", Verdict.ALTERED, "A/RES/70/900#op1"),
    ("a word left out", "La résolution 70/900, par. 1, « Réaffirme que chaque phare est un bien commun des gens de mer ».", Verdict.ALTERED, "A/RES/70/900#op1"),
    ("a negation put in", "La résolution 70/900, par. 1, « Réaffirme que chaque phare en service n'est pas un bien commun des gens de mer ».", Verdict.ALTERED, "A/RES/70/900#op1"),
    ("a figure changed", "La résolution 71/901, par. 2, « signaler toute bouée à la dérive dans les dix jours ».", Verdict.ALTERED, "A/RES/71/901#op2"),
    ("an accent lost", "La résolution 70/900, par. 1, « Reaffirme que chaque phare en service est un bien commun ».", Verdict.ALTERED, "A/RES/70/900#op1"),
    ("a capital inside", "La résolution 70/900, par. 1, « Réaffirme que chaque Phare en service est un bien commun ».", Verdict.ALTERED, "A/RES/70/900#op1"),
    ("a comma put in", "La résolution 70/900, par. 1, « Réaffirme que chaque phare, en service, est un bien commun ».", Verdict.ALTERED, "A/RES/70/900#op1"),
    ("order turned", "La résolution 70/900, par. 1, « est un bien commun […] chaque phare en service ».", Verdict.ALTERED, "A/RES/70/900#op1"),
    # the right words in the wrong place
    ("wrong paragraph", f"La résolution 70/900, par. 3, « {OP1} ».", Verdict.WRONG_PARAGRAPH, "A/RES/70/900#op1"),
    ("a paragraph that is not there", f"La résolution 70/900, par. 12, « {OP1} ».", Verdict.WRONG_PARAGRAPH, "A/RES/70/900#op1"),
    ("preamble as operative", "Au paragraphe 3 de la résolution 70/900, « l'extinction de nombreux feux au large des côtes ».", Verdict.PREAMBLE_AS_OPERATIVE, "A/RES/70/900#pp3"),
    ("operative as preamble", f"Le premier alinéa du préambule de la résolution 70/900 : « {OP1} ».", Verdict.OPERATIVE_AS_PREAMBLE, "A/RES/70/900#op1"),
    ("the chapeau's sub-paragraph", "La résolution 70/900, par. 2 a), « rallumer sans délai les feux éteints ».", Verdict.WRONG_PARAGRAPH, "A/RES/70/900#op2.b"),
    ("number right, resolution wrong", f"La résolution 71/901, par. 1, « {OP1} ».", Verdict.WRONG_RESOLUTION, "A/RES/70/900#op1"),
    ("both wrong", f"La résolution 71/901, par. 3, « {OP1} ».", Verdict.WRONG_RESOLUTION, "A/RES/70/900#op1"),
    # nowhere
    ("invented words", "La résolution 70/900, par. 1, « interdit la pêche au lamparo dans tous les ports du monde ».", Verdict.NOT_FOUND, ""),
    ("resolution not in the corpus", "La résolution 64/12, par. 1, « interdit la pêche au lamparo dans tous les ports ».", Verdict.UNVERIFIABLE, ""),
    ("not in the corpus, but the words are", f"La résolution 64/12, par. 1, « {OP1} ».", Verdict.UNVERIFIABLE, "A/RES/70/900#op1"),
    ("no reference, words of the corpus", f"On sait que « {OP1} ».", Verdict.UNATTRIBUTED, "A/RES/70/900#op1"),
    ("no reference, no source", "On dit que « la mer est plus grande que tous les ports du monde réunis ».", Verdict.NO_SOURCE, ""),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "verdict", "found"), QUOTATIONS, ids=[row[0] for row in QUOTATIONS])
def test_quotations(why: str, text: str, verdict: Verdict, found: str) -> None:
    judged = _only(text, "quotation")
    assert judged.verdict is verdict
    assert judged.found[:1] == ((found,) if found else ())


# what alone differs · words in the draft
DETAILS = [
    ("accents", "Reaffirme que chaque phare en service est un bien commun"),
    ("case", "Réaffirme que chaque Phare en service est un bien commun"),
    ("punctuation", "Réaffirme que chaque phare, en service, est un bien commun"),
    ("words", "Réaffirme que chaque phare en service est un bien privé"),
]


@pytest.mark.parametrize(("detail", "words"), DETAILS)
def test_what_was_altered_is_said_with_the_words_of_the_source(detail: str, words: str) -> None:
    judged = _only(f"La résolution 70/900, par. 1, « {words} ».", "quotation")
    assert judged.detail == detail
    assert judged.source.startswith("Réaffirme que chaque phare en service est un bien commun"[:40])
    assert {change.kind for change in judged.difference} >= {"removed", "added"} or detail == "punctuation"


# Left alone: terms, irony, titles without a reference; numbers that are no resolutions
LEFT_ALONE = [
    "Le terme « phare » est ancien.",
    "On parle de « bien commun des mers ».",
    "Ouvert 24/7, le service VIH/sida compte 3/4 des cas.",
    "",
    "« Une citation qui ne se ferme jamais",
    '»»» ««« “““ "',
    # a point of the writer's own, indented or behind a colon
    "Trois raisons :\n\n    La première est que le port est fermé depuis dix ans déjà.",
    "Il faut donc conclure ainsi :\n\nLe port est fermé depuis dix ans et personne ne le regrette vraiment.",
    "> Une ligne courte",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_citation_is_left_alone(text: str) -> None:
    assert _judge(text) == []


def test_references_inside_quoted_words_are_not_the_drafts() -> None:
    text = "La résolution 70/900, par. 3, « Rappelant sa résolution 64/12, par. 9 »."
    assert [one.cited for one in _judge(text) if one.kind == "reference"] == [("A/RES/70/900#op3",)]


def test_paragraphs_set_off_in_a_row_share_their_lead_in() -> None:
    text = (
        "Les paragraphes 1 et 2 de la résolution 70/900 sont ainsi conçus :\n\n"
        f"> {OP1} ;\n\n> Invite les États côtiers :\n\n> a) À tenir un inventaire public de leurs phares ;\n\n"
        "Rien de plus."
    )
    quotations = [one for one in _judge(text) if one.kind == "quotation"]
    assert [(one.verdict, one.found[:1]) for one in quotations] == [
        (Verdict.VERBATIM, ("A/RES/70/900#op1",)),
        (Verdict.VERBATIM, ("A/RES/70/900#op2",)),
    ]


def test_a_word_far_from_the_rest_does_not_hide_what_was_altered() -> None:
    """The chance match « le » at the beginning of the paragraph is no part of the stretch compared."""
    judged = _only("La résolution 70/900, par. 3, « le bref rapport sur l'état des phares ».", "quotation")
    assert (judged.verdict, judged.source) == (Verdict.ALTERED, ", un rapport sur l'état des phares")


def test_sentences_are_kept_apart() -> None:
    text = (
        f"La résolution 71/901, par. 3, convoque une réunion. Dans la résolution 70/900, l'Assemblée « {OP1} » (par. 1). "
        "La résolution 71/901, par. 2, « Demande aux armateurs de signaler toute bouée »."
    )
    quotations = [one for one in _judge(text) if one.kind == "quotation"]
    assert [(one.verdict, one.found) for one in quotations] == [
        (Verdict.VERBATIM, ("A/RES/70/900#op1",)),
        (Verdict.VERBATIM, ("A/RES/71/901#op2",)),
    ]


def test_judgements_come_in_the_order_of_the_text_and_are_counted() -> None:
    report = check_draft(text_draft(f"Résolution 64/12. La résolution 70/900, par. 1, « {OP1} »."), MemoryLibrary())
    assert [one.start for one in report.judgements] == sorted(one.start for one in report.judgements)
    assert report.counts["verbatim"] == 1
    assert report.counts["not_in_corpus"] == 1
    assert sum(report.counts.values()) == len(report.judgements)
    assert report.problems == []


def test_a_long_paragraph_is_read_in_time_that_grows_with_it() -> None:
    """Four times the text takes some four times as long, not sixteen."""
    one = f"Dans la résolution 70/900, par. 1, l'Assemblée « {OP1} », et la séance continue. "
    times = []
    for times_as_long in (40, 160):
        draft = text_draft(one * times_as_long)
        begun = time.process_time()
        assert len(check_draft(draft, MemoryLibrary()).judgements) == 2 * times_as_long
        times.append(time.process_time() - begun)
    assert times[1] < 9 * times[0]
