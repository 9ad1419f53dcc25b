from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlsxwriter
import yaml

from evalkit.core.problems import ProblemsFound
from evalkit.evaluation.drafting import draft
from evalkit.evaluation.summary import summary
from evalkit.languages import language
from evalkit.plugins.manager import Plugins

LSS = """<?xml version="1.0" encoding="UTF-8"?>
<document><LimeSurveyDocType>Survey</LimeSurveyDocType>
<groups><rows><row><gid>1</gid><group_name><![CDATA[Le quartier]]></group_name><language>fr</language>
</row></rows></groups>
<questions><rows>
<row><qid>1</qid><parent_qid>0</parent_qid><gid>1</gid><type>F</type><title>LS</title><question_order>1</question_order>
 <question><![CDATA[<p>Diriez-vous que&hellip;</p>]]></question><language>fr</language></row>
<row><qid>2</qid><parent_qid>0</parent_qid><gid>1</gid><type>M</type><title>act</title><other>Y</other>
 <question_order>2</question_order><question>À quoi participez-vous ?</question><language>fr</language></row>
<row><qid>3</qid><parent_qid>0</parent_qid><gid>1</gid><type>X</type><title>intro</title><question_order>3</question_order>
 <question>Bonjour</question><language>fr</language></row>
</rows></questions>
<subquestions><rows>
<row><qid>11</qid><parent_qid>1</parent_qid><title>SQ001</title><question>J’ose parler</question>
 <language>fr</language></row>
<row><qid>21</qid><parent_qid>2</parent_qid><title>asl</title><question>Ateliers</question><language>fr</language></row>
</rows></subquestions>
<answers><rows>
<row><qid>1</qid><code>A1</code><answer>Non</answer><sortorder>1</sortorder><language>fr</language></row>
<row><qid>1</qid><code>A2</code><answer>Oui</answer><sortorder>2</sortorder><language>fr</language></row>
<row><qid>1</qid><code>A3</code><answer>Ne sait pas</answer><sortorder>3</sortorder><language>fr</language></row>
</rows></answers></document>
"""


@pytest.fixture(scope="module")
def plugins():
    return Plugins(installed=False)


def drafted(path: Path, plugins: Plugins) -> str:
    return draft(path, plugins, language("fr"), id_="q").text


def checked(project, plugins, path: Path):
    """The answers of *path* read by the instrument that is drafted from it."""
    text = drafted(path, plugins)
    first = re.search(r"^  - id: (\S+)", text, re.MULTILINE)[1]
    framework = (project.folder / "framework.yaml").read_text()
    scorer = 'scorer: {name: share, agree: ["3", "4"], attested_from: 0.5}'
    project.write("framework.yaml", framework.replace("q1", first).replace(scorer, "scorer: {name: narrative}"))
    project.write("instruments/q.yaml", text)
    project.write(f"data/2026/q/{path.name}", path.read_bytes())
    return project


def test_a_file_of_answers_is_read_by_its_own_draft(project, plugins, tmp_path):
    rows = [
        (
            "02/03/2026 13:57",
            "Plutôt d’accord",
            "Oui",
            "Accueil, Ateliers",
            str(20 + i),
            f"Un texte libre numéro {i}",
            "a@b.fr",
        )
        for i in range(20)
    ]
    rows += [
        ("15/03/2026 13:57", "Tout à fait d’accord", "Non", name, "30", "", "")
        for name in ("Accueil", "Ateliers", "Radio") * 3
    ]
    heads = (
        "Horodateur",
        "Je connais mes voisins",
        "Êtes-vous d’ici ?",
        "Activités",
        "Votre âge",
        "Un mot",
        "Courriel",
    )
    path = tmp_path / "reponses.csv"
    path.write_text("\n".join(";".join(f'"{c}"' for c in row) for row in (heads, *rows)), encoding="utf-8")

    text = drafted(path, plugins)
    collected = checked(project, plugins, path).collect()

    assert [] == [(p.code, str(p.message)) for p in collected.problems if not p.is_note]
    found = summary(collected)["q"]
    assert 29 == found["records"]
    assert {"1": 20, "2": 9} == found["items"]["je-connais-mes-voisins"]["counts"]
    assert {"accueil": 23, "ateliers": 23, "radio": 3} == found["items"]["activites"]["counts"]
    assert {"oui": 20, "non": 9} == found["items"]["etes-vous-d-ici"]["counts"]
    assert 20 == found["items"]["un-mot"]["texts"]
    assert "courriel" not in found["items"]
    assert "# - Courriel (identité" in text


def test_the_columns_of_options_are_one_question(project, plugins, tmp_path):
    path = tmp_path / "reponses.csv"
    path.write_text(
        "id;submitdate;Activités [Accueil];Activités [Autre]\n1;2026-03-02;Oui;\n"
        "2;2026-03-03;Non;la fanfare\n3;2026-03-03;N/A;\n",
        encoding="utf-8",
    )

    collected = checked(project, plugins, path).collect()

    assert {"accueil": 1, "autre": 1} == summary(collected)["q"]["items"]["activites"]["counts"]
    assert "la fanfare" in collected.answers.texts


def test_a_limesurvey_structure_gives_its_questions(plugins, tmp_path):
    path = tmp_path / "enquete.lss"
    path.write_text(LSS, encoding="utf-8")

    text = drafted(path, plugins)

    assert (
        "  - id: LS_SQ001\n    question: Diriez-vous que…\n    label: J’ose parler\n    section: Le quartier\n" in text
    )
    assert 'also: ["LS[SQ001]"]' in text
    assert "- {code: A1, label: Non}" in text
    assert "- {missing: dont_know, label: Ne sait pas, also: [A3]}" in text
    assert "      - {id: asl, label: Ateliers}\n      - {id: autre, label: Autre" in text
    assert "# - intro (texte affiché ou calcul, sans réponse)" in text


def test_the_tab_separated_structure_says_the_same(plugins, tmp_path):
    path = tmp_path / "enquete.txt"
    rows = [
        ("class", "type/scale", "name", "relevance", "text", "help", "language", "other"),
        ("SL", "", "surveyls_title", "", "Enquête", "", "fr", ""), ("G", "G0", "Le quartier", "1", "", "", "fr", ""),
        ("Q", "F", "LS", "1", "<b>Diriez-vous</b>", "", "fr", "N"),
        ("SQ", "0", "SQ001", "", "J’ose parler", "", "fr", ""),
        ("A", "0", "A1", "", "Non", "", "fr", ""), ("A", "0", "A2", "", "Oui", "", "fr", ""),
    ]  # fmt: skip
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8-sig")

    text = drafted(path, plugins)

    assert "title: Enquête" in text
    assert "  - id: LS_SQ001\n    question: Diriez-vous\n    label: J’ose parler\n    section: Le quartier\n" in text


def test_a_structure_with_entities_is_refused(plugins, tmp_path):
    path = tmp_path / "bombe.lss"
    path.write_text('<!DOCTYPE x [<!ENTITY a "a">]>' + LSS.partition("?>")[2], encoding="utf-8")

    with pytest.raises(ProblemsFound) as refused:
        drafted(path, plugins)

    assert ["E247"] == [p.code for p in refused.value.problems]


def test_an_xlsform_gives_its_questions_in_their_languages(plugins, tmp_path):
    path = tmp_path / "form.xlsx"
    sheets = {
        "survey": [
            ("type", "name", "label::Français (fr)", "label::English (en)"), ("start", "start", "", ""),
            ("begin_group", "g", "Le quartier", "The area"), ("select_one ac", "q1", "Je connais", "I know"),
            ("select_one ac", "q2", "J’ose", "I dare"), ("end_group", "", "", ""),
            ("select_multiple act", "act", "Activités", "Activities"), ("integer", "age", "Âge", "Age"),
            ("note", "merci", "Merci", "Thanks"),
        ],
        "choices": [
            ("list_name", "name", "label::Français (fr)", "label::English (en)"), ("ac", "1", "Non", "No"),
            ("ac", "2", "Un peu", "A bit"), ("ac", "3", "Oui", "Yes"), ("act", "asl", "Ateliers", "Workshops"),
        ],
        "settings": [("form_title", "default_language"), ("Enquête", "Français (fr)")],
    }  # fmt: skip
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)

    text = drafted(path, plugins)

    assert "title: Enquête" in text
    assert "    - {code: 2, label: {fr: Un peu, en: A bit}}" in text
    assert (
        "  - id: q2\n    label: {fr: J’ose, en: I dare}\n    section: {fr: Le quartier, en: The area}\n    type: scale"
        in text
    )
    assert "  - id: age\n    label: {fr: Âge, en: Age}\n    type: number" in text
    assert "# - merci (type « note », sans réponse à compter)" in text


def test_what_a_person_must_decide_is_said(project, plugins, tmp_path):
    path = tmp_path / "reponses.csv"
    path.write_text("q1\n" + "\n".join(["1", "2", "5"] * 5), encoding="utf-8")

    text = drafted(path, plugins)

    assert "À décider : est-ce un nombre, ou les codes d’une échelle (1, 2, 5) ?" in text


@pytest.fixture
def real(shared: Path) -> Path:
    return shared / "fixtures/real"


@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("538_steak-risk-survey.csv", 550), ("formpack_restaurant_profile_french.csv", 8),
        ("formpack_restaurant_profile_french.xlsx", 8), ("kobocruncher_data_likert.xlsx", 120),
        ("qualtRics_sample_de.csv", 1), ("rcommunity2018_es_form-responses-1.tsv", 295), ("selectMultiple.zip", 2),
        ("singlerepeat.zip", 3), ("unil_patrimoine_results-survey4914.xlsx", 348),
    ],
)  # fmt: skip
def test_every_real_file_of_answers_is_read_by_its_own_draft(project, plugins, real, name, records):
    collected = checked(project, plugins, real / name).collect()

    assert [] == [(p.code, str(p.message)) for p in collected.problems if not p.is_note]
    assert records == summary(collected)["q"]["records"]


@pytest.mark.parametrize(
    ("name", "items"), [("kobocruncher_form_likert.xlsx", 18), ("pyxform_field-list.xlsx", 1),
     ("ssi2017_nl_structure.tsv.txt", 68)]
)  # fmt: skip
def test_every_real_form_gives_an_instrument(plugins, real, name, items):
    assert items == draft(real / name, plugins, language("fr")).items


def test_real_answers_are_read_by_the_draft_of_their_form(project, plugins, real):
    project.write("instruments/q.yaml", drafted(real / "kobocruncher_form_likert.xlsx", plugins))
    framework = (project.folder / "framework.yaml").read_text().replace("q1", "return_ven")
    project.write("framework.yaml", framework.replace('"3", "4"', "likely"))
    data = (real / "kobocruncher_data_likert.xlsx").read_bytes()
    project.write("data/2026/q/a.xlsx", data)

    assert 120 == project.read()["records"]


def items_of(text: str) -> dict[str, dict[str, object]]:
    return {item["id"]: item for item in yaml.safe_load(text)["items"]}


def test_framaforms_options_scales_and_single_questions_are_told_apart(plugins, tmp_path):
    rows = [
        ["Nos jeudis", *[""] * 8],
        ["Détails de la soumission", "", "", "", "Diriez-vous que…", "", "Vous venez pour", "", ""],
        [
            "Numéro",
            "SID",
            "Heure de soumission",
            "Votre lieu",
            "Je me sens chez moi",
            "Mon avis compte",
            "Le repas, à midi",
            "Les jeux",
            "Âge",
        ],
    ]
    accord = ("Plutôt d’accord", "Tout à fait d’accord", "Ne sait pas", "Pas du tout d’accord")
    for n in range(12):
        place, tick = ("Nord", "X") if n % 2 else ("Sud", "")
        rows.append(
            [
                str(n),
                f"70{n}",
                f"{n + 10}/03/2026 - 13:57",
                place,
                accord[n % 4],
                accord[(n + 1) % 4],
                tick,
                "X" if n % 3 else "",
                f"{20 + n}",
            ]
        )
    path = tmp_path / "export.csv"
    path.write_text("\n".join(";".join(f'"{cell}"' for cell in row) for row in rows), encoding="utf-8")

    text = drafted(path, plugins)
    items = items_of(text)

    assert ["votre-lieu", "je-me-sens-chez-moi", "mon-avis-compte", "vous-venez-pour"] == list(items)[:4]
    assert "Votre lieu" == items["votre-lieu"]["label"]
    assert ("Diriez-vous que…", "scale") == tuple(items["mon-avis-compte"][key] for key in ("question", "type"))
    assert "{missing: dont_know, label: Ne sait pas}" in text
    assert ["Le repas, à midi", "Les jeux"] == [c["label"] for c in items["vous-venez-pour"]["choices"]]
    assert "choices" == items["vous-venez-pour"]["type"]
    assert "question" not in list(items.values())[-1]


@pytest.mark.parametrize(
    "cells",
    [
        (
            "Accueil, écoute;",
            "Ateliers;",
            "Accueil, écoute;Ateliers;",
            "Sorties ; séjours;",
            "Ateliers;Sorties ; séjours;",
        ),
        (
            "Accueil, écoute",
            "Ateliers",
            "Accueil, écoute, Ateliers",
            "Sorties ; séjours",
            "Ateliers, Sorties ; séjours",
        ),
    ],
    ids=["microsoft", "google"],
)
def test_joined_answers_whose_options_hold_separators_are_several_choices(plugins, tmp_path, cells):
    path = tmp_path / "export.csv"
    lines = [
        "N°,Activités,Racontez",
        *(f'{n},"{cells[n % 5]}","J’ai rencontré {"ma voisine" if n % 2 else "un ami"}"' for n in range(20)),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")

    items = items_of(drafted(path, plugins))

    choices = next(item for item in items.values() if item["label"] == "Activités")
    assert ["Accueil, écoute", "Ateliers", "Sorties ; séjours"] == [c["label"] for c in choices["choices"]]
    assert "choices" == choices["type"]
    assert "text" == next(item for item in items.values() if item["label"] == "Racontez")["type"]


def test_answers_in_the_place_of_headings_become_no_question(plugins, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Durand,Oui,marie@example.org\nMartin,Oui,\nPetit,Non,paul@example.org\n", encoding="utf-8")

    with pytest.raises(ProblemsFound) as found:
        draft(path, plugins, language("fr"), id_="q")

    assert ["E231"] == [problem.code for problem in found.value.problems]
    assert "marie" not in str(found.value)
