"""Answers and resolutions as HTML: chips, lists, marks, and no power in any text."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
import re

import pytest

from assistant.answer import Answer, Citation, Status, Withheld
from assistant.conversation import Turn, TurnState
from index.resolution import HeaderField, Kind, Resolution
from tests.ui.fakes import citation, sample
from ui.components.answer import answer_html, copied_text, prose_html, question_html
from ui.components.extras import contents_html, parallel_html, warnings_html
from ui.components.resolution import Shown, resolution_html
from ui.i18n import messages

FR, EN = messages("fr"), messages("en")
ATTACK = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
ANSWER = Answer("q", "q", "fr", Status.ANSWERED, "extractive", "")
TURN = Turn(7, "c", "q", TurnState.DONE, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))

# text, what comes out (C1 stands for the chip of citation 1)
PROSE = [
    ("Un.\n\nDeux.", "<p>Un.</p><p>Deux.</p>"),
    ("Voici :\n- a [1] ;\n- b.", "<p>Voici\u00a0:</p><ul><li>aC1\u202f;</li><li>b.</li></ul>"),
    # a key without a citation is plain text, and so is all markup
    ("a [9] <b>*x*</b>", "<p>a [9] &lt;b&gt;*x*&lt;/b&gt;</p>"),
    ("- seul", "<ul><li>seul</li></ul>"),
    ("Fin [1][1].", "<p>FinC1C1.</p>"),
]


@pytest.mark.parametrize(("text", "wanted"), PROSE)
def test_prose(text: str, wanted: str) -> None:
    assert prose_html(text, {1: "C1"}, ANSWER, FR) == wanted


def test_a_chip_links_to_its_paragraph_and_says_which() -> None:
    paragraph = sample()[0].paragraphs[18]
    answer = dataclasses.replace(ANSWER, text="Ceci [1].", citations=(citation(1, paragraph),))
    out = answer_html(TURN, answer, EN)
    assert 'href="./?c=A/RES/62/27&amp;p=op5"' in out
    assert 'data-ref="A/RES/62/27#op5" data-turn="7" data-n="1"' in out
    assert 'aria-label="Source 1: resolution 62/27, para. 5"' in out.replace("\u00a0", " ")
    assert "Operative part · Demande de nouveau" in out


def test_no_text_of_an_answer_has_any_power() -> None:
    cited = Citation(1, "A/RES/62/27#op5", "A/RES/62/27", "fr", Kind.OPERATIVE, ATTACK, ATTACK, 0, 5, ATTACK)
    answer = dataclasses.replace(
        ANSWER, text=f"{ATTACK} [1]", citations=(cited,), notices=(ATTACK,), standalone=ATTACK,
        withheld=(Withheld(ATTACK, ATTACK, ATTACK),),
    )  # fmt: skip
    out = answer_html(TURN, answer, FR) + question_html(7, ATTACK, FR)
    assert "<img" not in out
    assert "<script" not in out
    assert ATTACK not in html.unescape(re.sub(r"&[^;]+;", "", out))


def test_what_is_copied_has_its_references() -> None:
    paragraph = sample()[0].paragraphs[18]
    answer = dataclasses.replace(ANSWER, text="Ceci [1].", citations=(citation(1, paragraph),))
    assert copied_text(answer, EN).replace("\u00a0", " ") == (
        "Ceci [1].\n\nSources of the answer\n[1] resolution 62/27, para. 5 (A/RES/62/27#op5)"
    )


def test_the_cited_paragraph_and_the_quoted_words_are_marked() -> None:
    out = resolution_html(sample()[0], Shown("op5", 0, 18), FR)
    found = re.search(r'<p id="par-op5" class="par operative level0 hit".*?</p>', out)
    assert found is not None
    assert '<mark class="cited"><mark class="quoted"><em>Demande de nouveau</em></mark></mark>' in found[0]
    assert out.count('class="par operative level0 hit"') == 1


def test_a_preambular_ordinal_is_marked_as_computed_and_stays_out_of_the_text() -> None:
    out = resolution_html(sample()[0], Shown(), FR)
    assert 'data-n="5" title="Alinéa 5 du préambule (numéro calculé, non imprimé)"' in out
    assert '<span class="no">5.</span>' in out


def test_a_cited_header_line_is_marked() -> None:
    resolution = dataclasses.replace(sample()[0], fields=(HeaderField("adopted", "Résolution adoptée le 5", ()),))
    out = resolution_html(resolution, Shown("header", quote="Résolution adoptée le 5"), FR)
    assert '<mark class="quoted">Résolution adoptée le 5</mark>' in out
    assert 'id="par-header" open' in out


def test_references_in_the_corpus_are_links_and_others_are_not() -> None:
    out = resolution_html(sample()[0], Shown(), FR, lambda symbol: symbol == "A/RES/60/59")
    assert out.count('data-ref="A/RES/60/59"') == 2
    assert 'data-ref="A/RES/57/63"' not in out


def attacked() -> Resolution:
    resolution = sample()[0]
    first = dataclasses.replace(resolution.paragraphs[0], text=ATTACK)
    return dataclasses.replace(
        resolution, title=ATTACK, language=ATTACK, paragraphs=(first, *resolution.paragraphs[1:])
    )


def test_no_text_of_a_resolution_has_any_power() -> None:
    out = (
        resolution_html(attacked(), Shown("pp1", 0, 4), FR)
        + contents_html(attacked(), FR)
        + warnings_html(attacked(), FR)
    )
    assert "<img" not in out
    assert "<script" not in out


def test_the_contents_name_the_parts() -> None:
    out = contents_html(sample()[0], EN)
    assert re.findall(r'data-jump="([^"]+)">([^<]+)<', out) == [("par-pp1", "Preamble"), ("par-op1", "Operative part")]


def test_the_same_paragraph_in_another_language_stands_below_the_cited_one() -> None:
    resolution = sample()[0]
    other = dataclasses.replace(resolution.paragraphs[18], text="An <invented> translation")
    beside = parallel_html(other, "en", FR)
    out = resolution_html(resolution, Shown("op5"), FR, beside=beside)
    assert "Le même paragraphe en anglais" in beside
    assert '<p lang="en">An &lt;invented&gt; translation</p>' in beside
    assert out.index('id="par-op5"') < out.index(beside) < out.index('id="par-op6"')
