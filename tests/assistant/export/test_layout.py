"""The layout: first mentions, footnotes, quotation marks, languages, cautions, the list of cited documents."""

# ruff: noqa: E501 - one case a line, whatever its length

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.brief import new_brief
from assistant.brief_check import check_brief
from assistant.brief_items import Mention, Note, Passage, Quotation, Version
from assistant.export.laying_out import lay_out
from assistant.export.layout import (
    CautionBlock,
    HeadingBlock,
    Layout,
    QuoteBlock,
    TextBlock,
    clean,
    is_right_to_left,
)
from assistant.folding import fold, occurs
from index.resolution import Span
from tests.assistant.export.made import HOSTILE, TODAY, full_brief, laid_out, notes, of_items, with_quotation
from tests.assistant.made import MemoryLibrary, changed, corpus

NBSP = "\u00a0"


def _texts(layout: Layout) -> list[str]:
    return ["".join(run.text for run in block.runs) for block in layout.blocks if isinstance(block, TextBlock)]


def _quotes(layout: Layout) -> list[str]:
    return [
        "\n".join("".join(run.text for run in line.runs) for line in column.lines)
        for block in layout.blocks
        if isinstance(block, QuoteBlock)
        for column in block.columns
    ]


def _plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_the_first_mention_names_organ_and_date_later_ones_do_not() -> None:
    texts = [_plain(text) for text in _texts(laid_out(full_brief()))]
    assert texts == [
        "Résolution 70/900 de l'Assemblée générale, en date du 5 décembre 2015 :",
        "Mes mots ici ; et là.",
        "Deux !",
        "Paragraphe 2 de la résolution 71/901 de l'Assemblée générale, en date du 1er décembre 2016.",
        "Paragraphe 3 de la résolution 71/901.",
    ]


def test_the_first_mention_in_english() -> None:
    texts = [_plain(text) for text in _texts(laid_out(full_brief("en")))]
    assert texts[0] == "General Assembly resolution 70/900 of 5 December 2015:"
    assert texts[-2:] == [
        "Paragraph 2 of General Assembly resolution 71/901 of 1 December 2016.",
        "Paragraph 3 of resolution 71/901.",
    ]


def test_footnotes_are_in_the_form_of_the_house_and_repeat_it_in_full() -> None:
    assert [_plain(note) for note in laid_out(full_brief()).notes] == [
        "Résolution 70/900, par. 1.",
        "Résolution 70/900, par. 3.",
        "Résolution 70/900, par. 3.",
        "Résolution 70/900, par. 1 et 2.",
        "Résolution 70/900, par. 2.",
        "Résolution 70/900, deuxième alinéa du préambule. (Notes de l'original omises.)",
        "Résolution 71/901, par. 2.",
    ]
    assert [_plain(note) for note in laid_out(full_brief("en")).notes][:3] == [
        "Resolution 70/900, para. 1.",
        "Resolution 70/900, para. 3.",
        "Resolution 70/900, paras. 1 and 2.",
    ]


def test_every_footnote_has_one_mark_and_they_come_in_order() -> None:
    layout = laid_out(full_brief())
    runs = []
    for block in layout.blocks:
        match block:
            case TextBlock():
                runs += block.runs
            case QuoteBlock():
                runs += [run for column in block.columns for line in column.lines for run in line.runs]
    assert [run.note for run in runs if run.note] == list(range(1, len(layout.notes) + 1))


def test_quotations_stand_in_the_marks_of_their_language_without_their_last_stop() -> None:
    quotes = _quotes(laid_out(full_brief()))
    assert quotes[0] == (f"«{NBSP}Réaffirme que chaque phare en service est un bien commun des gens de mer{NBSP}»")
    assert _plain(quotes[1]) == "« Prie le Secrétaire général […] l'état des phares »"
    assert _plain(quotes[2]) == (
        "« Invite les États côtiers :\na) À tenir un inventaire public de leurs phares ;\n"
        "b) À rallumer sans délai les feux éteints »"
    )
    assert _plain(quotes[3]).startswith("“Invites coastal States:\n(a) To keep")
    assert quotes[3].endswith("went out”")


def test_spaces_that_must_not_break_do_not_and_nothing_else_changes() -> None:
    quote = _quotes(laid_out(full_brief()))[2]
    assert f"côtiers{NBSP}:" in quote
    assert f"phares{NBSP};" in quote
    assert f"a){NBSP}À tenir" in quote
    assert occurs(quote.split("\n")[0].strip(f"« {NBSP}»"), "Invite les États côtiers :")


def test_italics_are_those_of_the_source() -> None:
    (block,) = [
        b for b in laid_out(with_quotation(new_brief("T", "fr"), "70/900#op1")).blocks if isinstance(b, QuoteBlock)
    ]
    assert [run.text for run in block.columns[0].lines[0].runs if run.italic] == ["Réaffirme"]


def test_cited_documents_are_listed_by_symbol_with_the_files_quoted() -> None:
    cited = laid_out(full_brief()).cited
    assert [_plain(entry.text) for entry in cited] == [
        "A/RES/70/900 : résolution 70/900 de l'Assemblée générale, en date du 5 décembre 2015, « Protection des phares côtiers »",
        "A/RES/71/901 : résolution 71/901 de l'Assemblée générale, en date du 1er décembre 2016, « Bouées dérivantes »",
    ]
    french, english = (_plain(detail) for detail in cited[0].details)
    assert french.startswith("français, 900.fr.txt, SHA-256 ")
    assert french.endswith(", cité le 22 novembre 2026")
    assert english.startswith("anglais, 900.en.txt")


def test_the_verification_is_said() -> None:
    closing = [_plain(text) for text in laid_out(full_brief()).closing]
    assert closing[0].startswith("Citations vérifiées le 22 novembre 2026 dans le corpus indexé : 11 inchangées.")
    assert "compté" in closing[1]  # the ordinal of a preambular paragraph is ours
    assert "n'ont pas été vérifiées" in laid_out(full_brief(), verified=False).closing[0]


def test_what_no_longer_stands_is_marked_where_it_is_quoted() -> None:
    brief = with_quotation(with_quotation(new_brief("T", "fr"), "70/900#op1"), "70/900#op3")
    library = MemoryLibrary([changed(r, "op1", "Autre chose.") for r in corpus() if str(r.symbol) == "A/RES/70/900"])
    blocks = lay_out(brief, check_brief(brief, library), TODAY).blocks
    kinds = [type(block) for block in blocks]
    assert kinds == [TextBlock, QuoteBlock, CautionBlock, QuoteBlock]


def test_an_empty_brief_says_so() -> None:
    layout = laid_out(new_brief("Rien", "en"))
    assert _texts(layout) == ["This brief holds nothing yet."]
    assert layout.closing == ()


# words of a note · the blocks they become
NOTES = [
    ("un\n\ndeux", ["un", "deux"]),
    ("un\r\ndeux\x0btrois", ["un", "deux", "trois"]),
    ("[[pommes]] reste", ["[[pommes]] reste"]),
    ("[[A/RES/70/900#op1]]", [""]),
    ("  ", []),
    (HOSTILE, ["ab", "c", "defg"]),
    ("Quoi ? « Oui » !", [f"Quoi{NBSP}? «{NBSP}Oui{NBSP}»{NBSP}!"]),
]


@pytest.mark.parametrize(("words", "expected"), NOTES)
def test_the_users_words(words: str, expected: list[str]) -> None:
    assert _texts(laid_out(notes(words))) == expected


@given(st.text())
def test_any_words_are_laid_out_and_hold_nothing_forbidden(words: str) -> None:
    version = Version("fr", (Passage("A/RES/1/1#op1", words, (Span(0, len(words)),)),), "0", words, TODAY)
    layout = lay_out(of_items(Note("a", words), Quotation("b", "A/RES/1/1#op1", (version,)), Mention("c", "A/RES/1/1")))
    shown = "".join([*_texts(layout), *_quotes(layout)])
    assert clean(shown) == shown


def test_control_characters_do_not_join_words() -> None:
    assert fold(clean("un\x0bdeux\x0ctrois\x85quatre\u2028cinq")) == "un deux trois quatre cinq"


def test_headings_keep_their_level() -> None:
    headings = [(b.text, b.level) for b in laid_out(full_brief()).blocks if isinstance(b, HeadingBlock)]
    assert headings == [("Les phares", 1), ("Les bouées", 2)]


def test_the_direction_of_words() -> None:
    assert is_right_to_left("1. « مرحبا » hello")
    assert not is_right_to_left("1. hello مرحبا")
    assert not is_right_to_left("12 + 3")
