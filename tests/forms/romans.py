"""The Romans instruments, small, and a few answers to each: the same ones, however they are given."""

from __future__ import annotations

import csv
import shutil
import textwrap
from pathlib import Path

from evalkit import open_evaluation
from evalkit.evaluation.forming import write_forms

FILES = {
    "evaluation.yaml": """
        evalkit: 1
        structure:
          id: mq-essai
          name: Maison de quartier d’essai
          sites: [{id: nord, label: Site nord}, {id: sud, label: Site sud}]
        groups: [{id: habitants, label: Habitants}, {id: salaries, label: Salariés}]
        actions: [{id: jardin, label: Le jardin}, {id: radio, label: La radio}]
        waves: [{id: "2026", label: Campagne 2026}]
        framework: framework.yaml
        instruments: [instruments/avis.yaml, instruments/grille.yaml, instruments/paroles.yaml, instruments/fleur.yaml]
        privacy: {internal: 1, published: 1, reason: essai}
        """,
    "framework.yaml": """
        id: petit
        version: 1
        criteria:
          - id: liens
            label: Les liens
            indicators:
              - id: entraide
                label: L’entraide
                markers:
                  - id: aide
                    label: Des voisins s’entraident
                    evidence:
                      - {instrument: avis, items: [q1, q2], scorer: {name: share, agree: [4, 5], attested_from: 0.5}}
                      - {instrument: avis, items: [heures], scorer: {name: count, attested_from: 3}}
                      - {instrument: grille, items: [decision], scorer: {name: presence, attested_from: 0.5}}
                      - {instrument: grille, items: [personnes.habitants], scorer: {name: count, attested_from: 1}}
                      - {instrument: paroles, scorer: {name: mentions, attested_from: 1}}
                      - {instrument: fleur, scorer: {name: stages, attested_from: 2}}
                      - {instrument: fleur, scorer: {name: shift}}
                  - id: rencontres
                    label: Des habitants se rencontrent
                    evidence:
                      - {instrument: avis, items: [lieux], scorer: {name: share, agree: [radio], attested_from: 0.5}}
                      - {instrument: avis, items: [venue], scorer: {name: share, agree: [souvent], attested_from: 0.5}}
                      - {instrument: paroles, scorer: {name: mentions, attested_from: 1}}
                      - {instrument: fleur, scorer: {name: stages, attested_from: 2}}
          - id: place
            label: La place de chacun
            indicators:
              - id: decisions
                label: Les décisions
                markers:
                  - id: mots
                    label: Des habitants prennent la parole
                    evidence:
                      - {instrument: avis, items: [change], scorer: {name: narrative}}
                      - {instrument: grille, items: [tour], scorer: {name: presence, attested_from: 0.5}}
                      - {instrument: fleur, scorer: {name: stages, attested_from: 2}}
        """,
    "instruments/avis.yaml": """
        id: avis
        kind: questionnaire
        title: Votre avis
        unit: person
        notice: Ce questionnaire est anonyme ; il est facultatif.
        scales:
          accord:
            - {code: 1, label: Pas du tout d’accord}
            - {code: 2, label: Plutôt pas d’accord}
            - {code: 4, label: Plutôt d’accord}
            - {code: 5, label: Tout à fait d’accord}
            - {missing: dont_know, label: Ne sait pas}
        missing: {not_applicable: [SO], illegible: [illisible]}
        items:
          - {id: q1, label: "J’aide mes voisins", question: Diriez-vous que…, type: scale, scale: accord}
          - {id: q2, label: "Mes voisins m’aident", question: Diriez-vous que…, type: scale, scale: accord}
          - id: lieux
            label: Quels lieux connaissez-vous ?
            type: choices
            choices:
              - {id: radio, label: La radio}
              - {id: jardin, label: "Le jardin, la serre"}
              - {id: autre, label: Autre lieu}
              - {id: none, label: Aucun}
          - id: venue
            label: Venez-vous souvent ?
            type: choice
            choices: [{id: souvent, label: Oui souvent}, {id: parfois, label: Parfois}, {id: autre, label: Autre}]
          - {id: heures, label: Heures données, type: number, unit: heures, min: 0, max: 168}
          - {id: arrivee, label: Depuis quand venez-vous ?, type: date}
          - {id: change, label: Qu’est-ce qui a changé ?, type: text}
        fields: {record: N°, group: Vous êtes, site: Maison, date: Le, consent: Peut-on vous citer sans votre nom ?}
        """,
    "instruments/grille.yaml": """
        id: grille
        kind: observation-grid
        title: Observer une réunion
        unit: meeting
        notice: N’écrivez aucun nom.
        roles: [{id: habitants, label: Habitants}, {id: salaries, label: Salariés}]
        items:
          - {id: decision, label: Une décision est prise ensemble, section: Interactions, type: presence}
          - {id: tour, label: Chacun parle, section: Interactions, type: presence}
          - {id: personnes, label: Personnes, section: Interactions, type: number, min: 0, by_role: true}
          - {id: recit, label: Déroulé, section: Récit, type: text}
        fields: {record: Réunion, observer: Observation par}
        """,
    "instruments/paroles.yaml": """
        id: paroles
        kind: interview
        title: Entretien
        unit: interview
        notice: Vous pouvez vous arrêter quand vous voulez.
        group: salaries
        themes: [{id: lien, label: Le lien, prompts: [Qu’est-ce qui a changé ?, Pour qui ?]}]
        """,
    "instruments/fleur.yaml": """
        id: fleur
        kind: flower
        title: La fleur
        unit: collective
        notice: On garde la position du groupe, jamais un nom.
        stages: [{code: 1, label: Pas encore}, {code: 2, label: On commence}, {code: 3, label: C’est là}]
        fields: {record: Séance, present: Présents}
        """,
}

_ANSWERS = {
    "avis": """
        record;group;site;action;date;q1;q2;lieux;lieux/other_text;venue;venue/other_text;heures;arrivee;change;consent
        1;habitants;nord;jardin;2026-03-01;5;4;radio jardin;;souvent;;3.5;2019-09-01;"J’ose parler ; beaucoup";anonymous
        2;habitants;sud;radio;2026-03-02;1;dont_know;none;;autre;le mardi;0;;;no
        3;salaries;nord;;2026-03-02;4;;autre;Le four, au parc;parfois;;not_applicable;2021-01-31;=1+1;
        """,
    "grille": """
        record;observer;group;site;action;date;present;decision;tour;personnes.habitants;personnes.salaries;recit
        R1;A;habitants;nord;jardin;2026-02-03;9;observed;not_asked;7;2;Tour de table
        R1;B;habitants;nord;jardin;2026-02-03;9;observed;not_observed;7;;
        R2;A;salaries;sud;radio;2026-02-10;4;not_observed;observed;0;4;
        """,
    "paroles": """
        record;site;action;date;marker;tone;text;consent
        E1;nord;radio;2026-01-05;aide;favourable;On s’aide;anonymous
        E1;nord;radio;2026-01-05;;;Une surprise;no
        E2;sud;jardin;2026-01-06;rencontres;contrary;Pas ici;
        E3;sud;;2026-01-07;;;;
        """,
    "fleur": """
        record;group;site;action;date;present;marker;phase;position;voices;mode;dissent
        S1;habitants;nord;jardin;2026-04-01;8;aide;before;1;6;individual;
        S1;habitants;nord;jardin;2026-04-01;8;aide;before;2;2;individual;
        S1;habitants;nord;jardin;2026-04-01;8;aide;after;3;;consensus;
        S1;habitants;nord;jardin;2026-04-01;8;rencontres;after;2;4;vote;Deux ne sont pas d’accord
        S1;habitants;nord;jardin;2026-04-01;8;rencontres;after;3;4;vote;Deux ne sont pas d’accord
        S2;salaries;sud;radio;2026-04-02;5;mots;after;2;;consensus;
        """,
}


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(textwrap.dedent(text).strip().splitlines(), delimiter=";"))


ANSWERS = {instrument: _rows(text) for instrument, text in _ANSWERS.items()}
"""Answers by the names of fields and items, in codes; a way of having no answer by its code."""

_TYPED = {"not_applicable": "SO", "not_asked": "pas regardé", "dont_know": "Ne sait pas"}


def project(folder: Path) -> Path:
    """The evaluation, without answers."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
    return folder


def with_csv(folder: Path, instrument: str) -> Path:
    """The evaluation with the answers to one instrument as a CSV of codes: what every other way is held against."""
    rows = ANSWERS[instrument]
    names = dict.fromkeys(name for row in rows for name in row)
    lines = [";".join(names)]
    lines += [";".join(_quoted(_TYPED.get(row.get(name, ""), row.get(name, ""))) for name in names) for row in rows]
    target = project(folder) / "data" / "2026" / instrument
    target.mkdir(parents=True)
    (target / "reponses.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(' ;"') else cell


def told(folder: Path) -> dict[str, list[dict[str, object]]]:
    """What is read of a project: published tables, and every answer without the place where it stood."""
    opened = open_evaluation(folder)
    published = opened.publish("2026", "internal")
    answers = opened.answers("2026").to_pandas().drop(columns=["file", "sheet", "line"])
    # In the order of their words: a tool may send its submissions in any order.
    said = sorted((str(sorted(row.items(), key=str)), row) for row in answers.astype(object).to_dict("records"))
    names = ("readings", "markers", "coverage", "instruments", "unexpected")
    found = {name: [dict(row) for row in published[name].records()] for name in names}
    return {**found, "answers": [{"said": key} for key, _ in said]}


def notes(folder: Path) -> list[str]:
    """The codes of all that is noted about the data."""
    return sorted(p.code for p in open_evaluation(folder).collect("2026").problems)


def put(folder: Path, instrument: str, file: Path) -> Path:
    """The evaluation whose only answers are in *file*."""
    target = project(folder) / "data" / "2026" / instrument
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, target / file.name)
    return folder


def form(folder: Path, instrument: str, kind: str) -> Path:
    """The one form of this kind of an instrument, written by the engine."""
    made = write_forms(open_evaluation(project(folder)), [kind], instruments=[instrument], folder=folder / "forms")
    return made[0].path
