"""The space in which vectors are compared: what it takes out, and what that is good for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.e5.space import Space, space
from index.embedders import CentredEmbedder, FastBundledEmbedder
from index.embedding import Embedder, Vectors

# A passage, the same in the other language, and a question in each that it answers.
SAID = [
    (
        "Prie les États côtiers de repeindre leurs phares tous les sept ans.",
        "Requests coastal States to repaint their lighthouses every seven years.",
        "À quelle fréquence faut-il rafraîchir la peinture des feux de mer ?",
        "How often must the paint of beacons be renewed?",
    ),
    (
        "Décide de créer un fonds pour la formation des gardiens.",
        "Decides to establish a fund for the training of keepers.",
        "D'où viendra l'argent pour instruire le personnel ?",
        "Where will money to teach the staff come from?",
    ),
    (
        "Condamne le pillage des épaves et la vente de leurs cloches.",
        "Condemns the looting of wrecks and the sale of their bells.",
        "Peut-on revendre ce qui a été pris sur un bateau coulé ?",
        "May things taken from a sunken ship be sold?",
    ),
    (
        "Invite les écoles à enseigner l'histoire de la navigation.",
        "Invites schools to teach the history of navigation.",
        "Que doivent apprendre les élèves sur les voyages en mer ?",
        "What should pupils learn about sea voyages?",
    ),
    (
        "Recommande de limiter à dix nœuds la vitesse dans les chenaux.",
        "Recommends limiting speed in channels to ten knots.",
        "À quelle allure les navires ont-ils le droit de passer ?",
        "How fast are vessels allowed to pass?",
    ),
]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def model(models: Path) -> FastBundledEmbedder:
    return FastBundledEmbedder(models)


@pytest.fixture(scope="module")
def centred(models: Path) -> CentredEmbedder:
    return CentredEmbedder(models)


def test_vectors_have_length_one(centred: CentredEmbedder) -> None:
    passages = centred.passages([row[0] for row in SAID])
    assert passages.shape == (5, 384)
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)
    assert np.linalg.norm(centred.query(SAID[0][2])) == pytest.approx(1, abs=1e-5)


def test_it_is_one_linear_map_of_what_the_model_gives(model: FastBundledEmbedder, centred: CentredEmbedder) -> None:
    made = Space(np.ones(2, np.float32), np.zeros(2, np.float32), np.array([[0, 2], [3, 0]], np.float32))
    assert made.passages(np.array([[1.5, 1]], np.float32)).tolist() == [[0, 1]]  # the mean goes, then the map
    assert made.query(np.array([0, 2], np.float32)).tolist() == [1, 0]
    texts = [row[0] for row in SAID]
    assert np.allclose(space().passages(model.passages(texts)), centred.passages(texts), atol=1e-6)
    assert np.allclose(space().query(model.question(texts[0])), centred.query(texts[0]), atol=1e-6)


def test_its_vectors_never_mix_with_those_of_the_bare_model(
    model: FastBundledEmbedder, centred: CentredEmbedder
) -> None:
    assert centred.name.startswith(f"{model.name}/space-")


def test_a_question_lies_nearer_to_its_answer_in_the_other_language_than_to_another_in_its_own(
    model: FastBundledEmbedder, centred: CentredEmbedder
) -> None:
    assert _first_across(centred) > _first_across(model)
    assert _first_across(centred) >= 8


def test_what_has_nothing_in_common_is_far_apart(model: FastBundledEmbedder, centred: CentredEmbedder) -> None:
    """Any two texts have a cosine above 0.7 by the bare model."""
    assert _unrelated(model).min() > 0.7
    assert np.abs(_unrelated(centred)).max() < 0.6


def _first_across(embedder: Embedder) -> int:
    """For how many of the ten questions the answer in the other language comes before all other texts, of both."""
    first = 0
    for asked, answer in ((2, 1), (3, 0)):
        texts = [text for n, row in enumerate(SAID) for text in (row[answer], row[1 - answer])]
        vectors = embedder.passages(texts)
        for n, row in enumerate(SAID):
            scores = vectors @ embedder.query(row[asked])
            others = [m for m in range(len(texts)) if m // 2 != n]
            first += int(scores[2 * n] > scores[others].max())
    return first


def _unrelated(embedder: Embedder) -> Vectors:
    vectors = embedder.passages([row[0] for row in SAID])
    cosines: Vectors = (vectors @ vectors.T)[np.triu_indices(len(SAID), 1)]
    return cosines
