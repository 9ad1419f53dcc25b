"""The Romans example: its simulated answers are reproducible and agree with the report, its files name nobody."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ROMANS = EXAMPLES / "romans"
DATA = ROMANS / "data" / "2017-2018"
REPORT = {"adherents": 1350, "benevoles": 80, "salaries": 27, "passeports": 125, "comite-redaction": 13}

IDENTITIES = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE),
    "a telephone number": re.compile(r"(?<![\w,.-])(?:\+33[ .]?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)"),
    "a title before a name": re.compile(r"\b(?:M\.|MM\.|Mme|Mlle|Monsieur|Madame|Docteur)\s+[A-ZÉÈÀ]"),
    "a first name before a family name": re.compile(
        r"\b(?!Une? |Des |Les? |La |En )[A-ZÉÈ][a-zéèêëïîô]+[ \u00a0][A-ZÉÈ]{3,}\b"
    ),
}


def load(path: str) -> Any:
    return yaml.safe_load((ROMANS / path).read_text(encoding="utf-8"))


def rows(path: str, encoding: str = "utf-8-sig", delimiter: str = ";") -> list[dict[str, str]]:
    text = (DATA / path).read_bytes().decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def paper() -> list[dict[str, str]]:
    return rows("questionnaire/saisie-accueil.csv", "cp1252")


def online() -> list[dict[str, str]]:
    return rows("questionnaire/formulaire-en-ligne.csv", delimiter=",")


def sessions() -> list[dict[str, str]]:
    return rows("fleur/seances-2017.csv") + rows("fleur/seances-2018.csv")


def answers(item: str) -> list[str]:
    """What every person wrote to one question, paper first, each in the words of its file."""
    label = next(i["label"] for i in load("instruments/questionnaire.yaml")["items"] if i["id"] == item)
    heading = label.replace("\u00a0", " ")
    return [row[item] for row in paper()] + [row[heading] for row in online()]


def markers() -> list[dict[str, Any]]:
    return [m for c in load("framework.yaml")["criteria"] for i in c["indicators"] for m in i["markers"]]


def test_the_script_makes_the_committed_files_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", str(ROMANS / "simulate.py"), str(tmp_path)], check=True)
    made = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    committed = {
        p.relative_to(ROMANS / "data").as_posix(): p.read_bytes() for p in (ROMANS / "data").rglob("*") if p.is_file()
    }
    assert sorted(made) == sorted(committed)
    assert made == committed


def test_there_are_250_questionnaires_each_once() -> None:
    numbers = [row["N°"] for row in paper()] + [row["Numéro de réponse"] for row in online()]
    assert len(numbers) == 250
    assert len(set(numbers)) == 250


def test_half_of_the_members_belong_to_another_association() -> None:
    members = elsewhere = 0
    for member, other in zip(answers("adherent"), answers("autre-association"), strict=True):
        if member.lower() == "oui":
            members += 1
            elsewhere += other in ("une", "plusieurs", "Oui à une autre", "Oui à plusieurs autres")
        elif member:
            assert other in ("SO", "sans objet")
        else:
            assert other == ""
    assert members == 160
    assert elsewhere * 2 == members
    assert members <= REPORT["adherents"]


def test_the_nine_interviews_were_held_in_november_and_december_2017_and_one_is_silent() -> None:
    excerpts = rows("entretiens/extraits.csv")
    held = {row["Entretien"] for row in excerpts}
    speaking = {row["Entretien"] for row in excerpts if row["Extrait"]}
    assert len(held) == 9
    assert held - speaking == {"E-9"}
    assert {row["Date"][:7] for row in excerpts} == {"2017-11", "2017-12"}


def test_some_excerpts_fit_no_marker_and_one_interview_has_two_tones_on_one() -> None:
    excerpts = rows("entretiens/extraits.csv")
    tones: dict[tuple[str, str], set[str]] = {}
    for row in excerpts:
        if row["Marqueur"]:
            tones.setdefault((row["Entretien"], row["Marqueur"]), set()).add(row["Ton"])
    assert sum(1 for row in excerpts if row["Extrait"] and not row["Marqueur"]) == 4
    assert [place for place, found in tones.items() if len(found) > 1] == [("E-5", "habitants-decisions")]


def test_the_radio_board_has_thirteen_inhabitants() -> None:
    board = [row for row in sessions() if row["Projet"] == "La Bobine romanaise" and row["Groupe"] == "Habitants"]
    assert {row["Présents"] for row in board} == {str(REPORT["comite-redaction"])}
    meetings = [row for row in rows("observation/grilles.csv") if row["Action"] == "La Bobine romanaise"]
    assert max(int(row["personnes.habitants"]) for row in meetings) == REPORT["comite-redaction"]
    took_part = [a for a in answers("actions-faites") if "radio" in a or "La Bobine romanaise" in a]
    assert 0 < len(took_part) <= REPORT["comite-redaction"]


def test_no_group_is_larger_than_the_report_counts() -> None:
    boards = sum(row["Groupe"].lower() in ("administrateur", "administratrice", "ca") for row in paper())
    boards += sum(row["Vous êtes"] == "Administrateurs" for row in online())
    employees = sum(row["Groupe"].startswith("salarié") for row in paper())
    employees += sum(row["Vous êtes"] == "Salariés" for row in online())
    passports = sum("passeport-culture" in a or "Le Passeport culture" in a for a in answers("actions-faites"))
    assert (boards, employees, passports) == (24, 9, 58)
    assert boards <= REPORT["benevoles"]
    assert employees <= REPORT["salaries"]
    assert passports <= REPORT["passeports"]
    for row in rows("observation/grilles.csv"):
        assert int(row["personnes.salaries"]) <= REPORT["salaries"]
        assert int(row["personnes.administrateurs"]) <= REPORT["benevoles"]


def test_the_figures_held_against_the_data_are_those_of_the_context() -> None:
    context = {figure["id"]: figure["value"] for figure in load("evaluation.yaml")["context"]}
    assert {name: context[name] for name in REPORT} == REPORT
    assert context["questionnaires-traites"] == 250
    assert context["entretiens-menes"] == 9
    assert context["budget"] == "1,3k€"


def test_some_do_not_say_their_group_or_their_place() -> None:
    groups = [row["Groupe"] for row in paper()] + [row["Vous êtes"] for row in online()]
    places = [row["Maison"] for row in paper()] + [row["Votre maison de quartier"] for row in online()]
    assert (groups.count(""), places.count("")) == (16, 14)


def test_answers_are_missing_in_more_than_one_way() -> None:
    written = [cell for row in paper() for cell in row.values()] + [cell for row in online() for cell in row.values()]
    for kind in ("", "-", "NSP", "Ne sait pas", "SO", "sans objet", "illisible"):
        assert kind in written


def test_two_people_who_observe_one_meeting_differ_on_one_cell() -> None:
    seen: dict[str, list[dict[str, str]]] = {}
    for row in rows("observation/grilles.csv"):
        seen.setdefault(row["Réunion"], []).append(row)
    assert len(seen) == 14
    ((first, second),) = [pair for pair in seen.values() if len(pair) == 2]
    texts = ("Observation par", "deroule", "relations", "etonnement")
    assert [key for key in first if first[key] != second[key] and key not in texts] == ["idee-reprise"]


def test_voices_never_exceed_those_present_and_some_sessions_split() -> None:
    voices: dict[tuple[str, str, str], list[int]] = {}
    for row in sessions():
        place = (row["Séance"], row["Marqueur"], row["Moment"])
        voices.setdefault(place, []).append(int(row["Voix"] or 0))
        assert sum(voices[place]) <= int(row["Présents"])
    decided = {place: counts for place, counts in voices.items() if place[2] == "après" and len(counts) > 1}
    split = [place for place, counts in decided.items() if max(counts) * 2 <= sum(counts)]
    assert len({session for session, _, _ in voices}) == 14
    assert split
    assert {row["Moment"] for row in sessions()} == {"avant", "après"}
    assert {row["Manière"] for row in sessions()} == {"individuel", "consensus", "vote"}
    assert any(row["Désaccord"] for row in sessions())


def test_every_heading_is_an_item_or_a_field() -> None:
    files = {
        "questionnaire": [paper(), online()],
        "entretiens": [rows("entretiens/extraits.csv")],
        "observation": [rows("observation/grilles.csv")],
        "fleur": [sessions()],
    }
    for instrument, tables in files.items():
        declared = load(f"instruments/{instrument}.yaml")
        known = set()
        for item in declared.get("items", []):
            known |= {item["id"], item["label"].replace("\u00a0", " ")}
            if item.get("by_role"):
                known |= {f"{item['id']}.{role['id']}" for role in declared["roles"]}
        for names in declared["fields"].values():
            known |= {n.replace("\u00a0", " ") for n in ([names] if isinstance(names, str) else names)}
        for table in tables:
            assert set(table[0]) - known == set()


def test_every_online_answer_is_in_the_words_of_the_form() -> None:
    declared = load("instruments/questionnaire.yaml")
    for item in declared["items"]:
        if item["type"] not in ("choice", "choices", "scale"):
            continue
        categories = item.get("choices") or declared["scales"][item["scale"]]
        labels = {c["label"].replace("\u00a0", " ") for c in categories}
        heading = item["label"].replace("\u00a0", " ")
        given = {part for row in online() for part in row[heading].split(", ")}
        assert given - labels - {"", "Ne sait pas", "sans objet"} == set()


def test_every_marker_named_in_the_data_is_in_the_tree() -> None:
    known = {marker["id"] for marker in markers()}
    named = {row["Marqueur"] for row in [*sessions(), *rows("entretiens/extraits.csv")]} - {""}
    assert named - known == set()


def test_every_text_says_that_it_is_simulated() -> None:
    items = {i["id"]: i["label"].replace("\u00a0", " ") for i in load("instruments/questionnaire.yaml")["items"]}
    texts = [cell for item in ("change", "attentes") for cell in answers(item)]
    texts += [row[items["un-mot"]] for row in online()]
    texts += [row["Extrait"] for row in rows("entretiens/extraits.csv")]
    texts += [row["Désaccord"] for row in sessions()]
    texts += [row[item] for row in rows("observation/grilles.csv") for item in ("deroule", "relations", "etonnement")]
    written = [text for text in texts if text]
    assert len(written) > 200
    assert [text for text in written if not text.startswith("[texte simulé] ")] == []


def test_the_tree_is_whole_provisional_and_says_where_its_words_come_from() -> None:
    criteria = load("framework.yaml")["criteria"]
    indicators = [i for c in criteria for i in c["indicators"]]
    nodes = [*criteria, *indicators, *markers()]
    ids = [node["id"] for node in nodes]
    assert len(criteria) == 6
    assert 15 <= len(indicators) <= 25
    assert 40 <= len(markers()) <= 70
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not re.fullmatch(r"[a-z][a-z0-9-]*", i)] == []
    assert [node["id"] for node in nodes if node["provisional"] is not True] == []
    assert [node["id"] for node in nodes if "«" not in node["source"]] == []
    assert [m["label"] for m in markers() if len(m["label"]) > 90 or " et " in m["label"]] == []


def test_every_evidence_link_names_what_exists() -> None:
    items = {}
    for path in load("evaluation.yaml")["instruments"]:
        declared = load(path)
        items[declared["id"]] = {i["id"] for i in declared.get("items", [])} | {
            f"{i['id']}.{role['id']}"
            for i in declared.get("items", [])
            if i.get("by_role")
            for role in declared.get("roles", [])
        }
    looked = [len({link["instrument"] for link in marker["evidence"]}) for marker in markers()]
    for marker in markers():
        for link in marker["evidence"]:
            assert set(link.get("items", [])) - items[link["instrument"]] == set()
    assert looked.count(0) >= 3  # nobody looks there, and the flower says so
    assert sum(kinds >= 2 for kinds in looked) > len(looked) / 2


def test_findings_cite_known_figures_criteria_and_dimensions() -> None:
    context = {figure["id"] for figure in load("evaluation.yaml")["context"]}
    criteria = {c["id"] for c in load("framework.yaml")["criteria"]}
    core = yaml.safe_load((EXAMPLES / "drome" / "socle-commun.yaml").read_text(encoding="utf-8"))
    dimensions = {d["id"] for d in core["dimensions"]}
    for finding in load("findings.yaml"):
        assert set(finding["criteria"]) - criteria == set()
        assert set(finding["aims"]) - {"democratic", "strategic", "advocacy"} == set()
        assert finding["qualification"]
        for example in finding["examples"]:
            assert example["source"]
            assert set(example["context"]) - context == set()
    tree = load("framework.yaml")["criteria"]
    mapped = [n["maps_to"] for c in tree for n in (c, *c["indicators"]) if "maps_to" in n]
    assert {m["dimension"] for m in mapped} == dimensions
    assert all(m["reason"] for m in mapped)
    assert set(core["context"]) - context == set()


def test_the_shared_core_is_the_one_of_the_department() -> None:
    """Romans keeps its own copy, as a structure does: its folder can be taken elsewhere and run there."""
    copy = ROMANS / load("evaluation.yaml")["shared_core"]
    assert ROMANS == copy.parent
    assert (EXAMPLES / "drome" / "socle-commun.yaml").read_bytes() == copy.read_bytes()


def test_every_figure_has_its_source() -> None:
    sources = {figure["source"].split(",")[0] for figure in load("evaluation.yaml")["context"]}
    assert sources == {"rapport 2017/2018"}


def test_nothing_simulated_is_quoted() -> None:
    assert load("quotes.yaml") == []
    voices = [quote for finding in load("findings.yaml") for quote in finding["quotes"]]
    assert [quote["source"] for quote in voices] == ["rapport 2017/2018"] * 2


@pytest.mark.parametrize("folder", ["romans", "drome"])
@pytest.mark.parametrize("what", IDENTITIES)
def test_nobody_is_named(folder: str, what: str) -> None:
    found = []
    for path in sorted((EXAMPLES / folder).rglob("*")):
        if "out" in path.relative_to(EXAMPLES).parts:
            continue  # what `make romans` and `make drome` made is no part of the examples
        if path.suffix in (".yaml", ".csv", ".md", ".py"):
            raw = path.read_bytes()
            text = raw.decode("cp1252" if path.name == "saisie-accueil.csv" else "utf-8")
            found += [(path.name, match.group()) for match in IDENTITIES[what].finditer(text)]
    assert found == []
