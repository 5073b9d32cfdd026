"""Statements, quotations and support scores, worked out by hand. The sentences are invented."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from assistant.evaluation import support
from assistant.evaluation.statements import Statement, quotations, statements
from assistant.evaluation.support import Evidence
from index.embedding import Vectors

STATEMENTS = [
    # an answer's text, its statements with their keys
    (
        "Le Conseil prie le Secrétaire. [1] Il décide. [2]",
        [("Le Conseil prie le Secrétaire.", (1,)), ("Il décide.", (2,))],
    ),
    ("Selon le par. 8, il prie [1][3].", [("Selon le par. 8, il prie.", (1, 3))]),
    ("Il dit : « Un. Deux. » [1]. Fin.", [("Il dit : « Un. Deux. ».", (1,)), ("Fin.", ())]),
    # a lead-in belongs to the first line of its list
    ("Deux points :\n- prier [1]\n- décider [2]", [("Deux points : prier", (1,)), ("décider", (2,))]),
    ("Un. [1] Deux. [2]", [("Un.", (1,)), ("Deux.", (2,))]),  # short words are no abbreviations
    ("M. Dupont, nommé en 2007, parle. Oui.", [("M. Dupont, nommé en 2007, parle.", ()), ("Oui.", ())]),
    ("Rien ?! … [1]", [("Rien ?! …", (1,))]),
    ("", []),
]


@pytest.mark.parametrize(("text", "said"), STATEMENTS)
def test_statements(text: str, said: list[tuple[str, tuple[int, ...]]]) -> None:
    assert statements(text) == [Statement(*one) for one in said]


QUOTATIONS = [
    # a text, what stands in quotation marks
    ('Il « prie » et “demands” puis "decides".', ["prie", "demands", "decides"]),
    ("Il « prie l’organe dit « Conseil » de venir »", ["prie l’organe dit « Conseil » de venir"]),  # outermost only
    ("Il « prie", []),  # never closed
    ("«  »", []),
]


@pytest.mark.parametrize(("text", "quoted"), QUOTATIONS)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert quotations(text) == quoted


TEXT = "Prie le Secrétaire général de solliciter les vues des États Membres et d’en rendre compte"
VERBATIM = [
    ("solliciter les vues des États Membres", True),
    ("solliciter les vues des Etats Membres", False),  # accents are not folded
    ("d'en rendre compte", True),  # the apostrophe is
    ("Prie le Secrétaire général […] d’en rendre compte", True),
    ("d’en rendre compte […] Prie", False),  # out of order
    ("prie le Secrétaire général", False),  # nor is case
    ("solliciter  les\u00a0vues", True),
]


@pytest.mark.parametrize(("quotation", "verbatim"), VERBATIM)
def test_verbatim(quotation: str, verbatim: bool) -> None:
    assert support.is_verbatim(quotation, ["Autre texte", TEXT]) is verbatim


def test_sentences_cited() -> None:
    assert support.sentences_cited(statements("Un mot. [1] Deux mots.")) == 1 / 2
    assert support.sentences_cited([]) == 0.0


EVIDENCE = {1: Evidence(TEXT, "résolution 62/27, par. 8, adoptée le 5 décembre 2007"), 2: Evidence("Décide rien")}


def test_lexical_support() -> None:
    """« secrétaire, général, sollicite, avis »: three stems of four are in the paragraph; no key, no support."""
    assert support.support_lexical(statements("Le Secrétaire général sollicite un avis. [1]"), EVIDENCE, "fr") == 3 / 4
    assert support.support_lexical(statements("Le Secrétaire général sollicite."), EVIDENCE, "fr") == 0.0
    assert support.support_lexical([], EVIDENCE, "fr") == 0.0


FIGURES = [
    # what is said, with key 1, and the share of its figures that the evidence has
    ("Adopted on 5 December 2007. [1]", 1.0),  # the same date in another language
    ("Adoptée le 6 décembre 2007. [1]", 0.0),
    ("Le paragraphe huit de la résolution 62/27. [1]", 1.0),
    ("Le paragraphe 8 de la résolution 62/28. [1]", 1 / 2),
    ("La résolution 62/27.", 0.0),  # no citation
    ("Aucun chiffre. [1]", None),
]


@pytest.mark.parametrize(("text", "share"), FIGURES)
def test_figures(text: str, share: float | None) -> None:
    assert support.support_figures(statements(text), EVIDENCE) == share


class _Compass:
    """An embedder that knows two directions: texts about views, and all others."""

    name = "compass"
    dimension = 2

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.array([[1, 0] if "vues" in t else [0.6, 0.8] for t in texts], dtype=np.float32)

    def query(self, text: str) -> Vectors:
        return self.passages([text])[0]


def test_embedding_support() -> None:
    """First statement: its own direction against (1, 0): 0.6; second: both other texts, cosine 1; third: no key, 0."""
    said = statements("Il prie. [1] Il décide. [2] Il part.")
    assert support.support_embedding(said, EVIDENCE, _Compass()) == pytest.approx((0.6 + 1 + 0) / 3)
    assert support.support_embedding([], {}, _Compass()) == 0.0


def _word_entails(premise: str, hypothesis: str) -> bool:
    """Entailment for tests: every word of the hypothesis is in the premise."""
    return set(hypothesis.lower().strip(".").split()) <= set(premise.lower().split())


def test_alce() -> None:
    """Statement 1 needs both its sources, statement 2 only its first; none entails statement 3."""
    evidence = {1: Evidence("red fox"), 2: Evidence("blue bird"), 3: Evidence("nothing")}
    said = statements("Red bird. [1][2] Red fox. [1][3] Green. [3]")
    assert support.alce_recall(said, evidence, _word_entails) == pytest.approx(2 / 3)
    assert support.alce_precision(said, evidence, _word_entails) == pytest.approx(3 / 5)
    assert support.alce_precision([], {}, _word_entails) == 0.0


def test_figures_found() -> None:
    assert support.figures("le 1er mars 1999, 1 234 dollars, 62/27 et vingt-trois") == {
        "1999-03-01",
        "1234",
        "62/27",
        "23",
    }
    assert not math.isnan(support.support_lexical(statements("Ah. [1]"), EVIDENCE, "xx"))
