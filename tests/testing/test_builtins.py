"""What is built in keeps the contracts that are asked of plugins."""

from __future__ import annotations

from attrs import evolve

from evalkit import SHIFTS, TONES, Category, Item, ItemType, Published, Text
from evalkit.core.vocabulary import PRESENCE
from evalkit.plugins.manager import Plugins
from evalkit.testing import (
    FormContract,
    InstrumentContract,
    OutputContract,
    ReaderContract,
    ScorerContract,
    project,
    published,
)

__all__ = ["project", "published"]

PLUGINS = Plugins(installed=False)
CATEGORIES = tuple(Category(code=code, label=Text(f"réponse {code}")) for code in "1234")
SCALE = Item(id="q", label=Text("Question"), type=ItemType.SCALE, categories=CATEGORIES)
NUMBER = Item(id="q", label=Text("Heures"), type=ItemType.NUMBER)
SCORERS = {
    "count": ({"attested_from": 10}, NUMBER),
    "mean": ({"attested_from": 2.5}, SCALE),
    "mentions": ({"attested_from": 3}, evolve(SCALE, type=ItemType.CHOICE, categories=TONES)),
    "narrative": ({}, evolve(NUMBER, type=ItemType.TEXT)),
    "presence": ({"attested_from": 0.5}, evolve(SCALE, type=ItemType.PRESENCE, categories=PRESENCE)),
    "share": ({"agree": ("3", "4"), "attested_from": 0.5}, SCALE),
    "shift": ({}, evolve(SCALE, categories=SHIFTS)),
    "stages": ({"attested_from": "3"}, SCALE),
}
HEADS = {
    "framaforms": "Numéro;SID;Heure de soumission;Brouillon;Adresse IP;UID;Nom d'utilisateur;q1",
    "google-forms": "Horodateur;q1",
    "grist": "id;manualSort;q1",
    "kobo": "start;end;q1;_id;_uuid;_submission_time;_index",
    "limesurvey": "ID de la réponse;Date de soumission;Dernière page;Langue de départ;q1",
    "microsoft-forms": "ID;Heure de début;Heure de fin;Adresse de messagerie;Nom;q1",
    "nextcloud-forms": "ID utilisateur;Nom d'affichage de l'utilisateur;Horodatage;q1",
    "odk-central": "SubmissionDate;meta-instanceID;q1;KEY;ReviewState",
    "sphinx": "CLE;DATE_SAISIE;PROGRESSION;q1",
    "surveymonkey": "Respondent ID;Collector ID;q1",
}
MARKER = "id: essai\nversion: 1\ncriteria:\n  - id: c\n    label: C\n    indicators:\n      - id: i\n        label: I\n"
TREE = (
    MARKER + "        markers:\n          - id: m\n            label: Des voisins se parlent\n            evidence:\n"
    "              - {instrument: essai, scorer: {name: %s, attested_from: 1}}\n"
)
INSTRUMENTS = {
    "flower": {
        "file": "id: essai\nkind: flower\ntitle: E\nunit: collective\n"
        "stages: [{code: 1, label: Pas encore}, {code: 2, label: Là}]\n"
        "fields: {record: N°, marker: Marqueur, phase: Moment, position: Position, voices: Voix, present: Présents}\n",
        "answers": "N°;Marqueur;Moment;Position;Voix;Présents\n1;m;avant;1;5;8\n1;m;avant;2;3;8\n1;m;après;2;8;8\n",
        "framework": TREE % "stages",
    },
    "interview": {
        "file": "id: essai\nkind: interview\ntitle: E\nunit: interview\n"
        "fields: {record: N°, marker: Marqueur, tone: Ton, text: Extrait}\n",
        "answers": "N°;Marqueur;Ton;Extrait\n1;m;favorable;a\n1;m;contraire;b\n2;;;inattendu\n3;m;favorable;c\n",
        "framework": TREE % "mentions",
    },
    "observation-grid": {
        "file": "id: essai\nkind: observation-grid\ntitle: E\nunit: meeting\nroles: [{id: r, label: R}]\n"
        "items:\n  - {id: e1, label: Vu, type: presence}\n  - {id: e2, label: Combien, type: number, by_role: true}\n"
        "fields: {record: N°, observer: Qui, present: Présents}\n",
        "answers": "N°;Qui;Présents;e1;e2.r\n1;a;8;observé;3\n1;b;8;observé;3\n2;a;5;non observé;\n",
    },
    "questionnaire": {
        "file": "id: essai\nkind: questionnaire\ntitle: E\nunit: person\n"
        "items:\n  - {id: e1, label: A, type: choice, choices: [{id: oui, label: Oui}, {id: non, label: Non}]}\n"
        "fields: {record: N°, group: Vous êtes}\n",
        "answers": "N°;Vous êtes;e1\n1;Habitants;Oui\n2;Bénévoles;Non\n3;Habitants;\n",
    },
}


def contract(kind, name, base, **given):
    globals()[f"Test{kind}_{name.replace('-', '_')}"] = type(f"Test{kind}_{name}", (base,), given)


for _name, (_options, _item) in SCORERS.items():
    contract("Scorer", _name, ScorerContract, scorer=PLUGINS.scorers[_name](**_options), item=_item)
for _name, _heads in HEADS.items():
    _sample = (_heads + "\n" + ";".join("1" for _ in _heads.split(";")) + "\n").encode()
    contract("Reader", _name, ReaderContract, reader=PLUGINS.readers[_name](), sample=_sample, file_name="r.csv",
             known=frozenset({"q1"}))  # fmt: skip
for _name, _given in INSTRUMENTS.items():
    contract("Instrument", _name, InstrumentContract, **_given)
for _name in PLUGINS.forms:
    contract("Form", _name, FormContract, form=PLUGINS.forms[_name]())
for _name in PLUGINS.default_outputs():
    if PLUGINS.outputs[_name].takes is Published:
        contract("Output", _name, OutputContract, output=PLUGINS.outputs[_name]())


def test_no_built_in_is_forgotten():
    """The generic reader recognises nothing by design, two others need a file of their own shape."""
    assert set(SCORERS) == set(PLUGINS.scorers)
    assert set(INSTRUMENTS) == set(PLUGINS.instruments)
    assert {"entry-sheet", "generic", "qualtrics"} == set(PLUGINS.readers) - set(HEADS)
