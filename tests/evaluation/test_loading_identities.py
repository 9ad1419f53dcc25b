import pytest

from evalkit.evaluation.loading import load
from tests.evaluation.offering import Offer, project

Q = "instruments/questionnaire.yaml"


def found(tmp_path, label):
    _, problems = load(project(tmp_path, {Q: ("label: Vu, type: presence", f"label: {label}, type: text")}), Offer())
    return [(p.code, p.where.path, p.where.line, p.where.column) for p in problems]


@pytest.mark.parametrize(
    "label",
    [
        "Nom",
        "PRÉNOM",
        "Votre nom ?",
        "Nom et prénom",
        "Courriel *",
        "E-mail",
        "N° de téléphone",
        "Votre adresse",
        "Address",
    ],
)
def test_an_item_that_asks_for_an_identity_is_refused(tmp_path, label):
    assert [("E121", Q, 15, 21)] == found(tmp_path, label)


@pytest.mark.parametrize("label", ["Quel est votre prénom ?", "Laissez votre courriel si vous voulez", "Votre nom ici"])
def test_an_item_that_may_ask_for_an_identity_is_noted(tmp_path, label):
    assert [("W105", Q, 15, 21)] == found(tmp_path, label)


@pytest.mark.parametrize(
    "label",
    ["Connaissez-vous ce lieu de nom ?", "À qui vous adressez-vous ?", "Nombre de personnes", "Renommée"],
)
def test_an_item_that_asks_for_none_is_left_alone(tmp_path, label):
    assert [] == found(tmp_path, label)
