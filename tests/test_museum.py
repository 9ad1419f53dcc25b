"""The bug museum of the field: defects of other tools, one test a row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import evalkit
from evalkit import MASKED, Missing, Published
from evalkit.core.answers import merged
from evalkit.core.audit import audit
from evalkit.core.publishing import publish
from evalkit.core.rows import Entry
from evalkit.core.tally import Tallies
from evalkit.languages import language
from evalkit.scorers.mean import Mean
from evalkit.scorers.narrative import Narrative
from tests.core.building import WAVE, answered, choices, evaluation, instrument, link, number, rows, scale, text, tree

QUEST = instrument("quest", scale("q"), choices("m", "x y none"), number("h"), text("t"))
EVALUATION = evaluation(tree({"m1": [link("quest", "q")]}), QUEST)


def tallies(*filled: dict[str, Any]) -> Tallies:
    return Tallies(answered(EVALUATION, {"quest": filled}))


def published(*filled: dict[str, Any]) -> Published:
    answers = answered(EVALUATION, {"quest": filled})
    return publish(EVALUATION, answers, profile="published", translator=language("fr"), version="0")


def groups(results: Published, column: str) -> dict[Any, Any]:
    return {r["segment"]: r[column] for r in results["readings"].records() if r["dimension"] == "group" and r["item"]}


# Projects on disk, for what happens on the way from a file.

PROJECT = {
    "evaluation.yaml": """
evalkit: 1
structure: {id: acacias, name: Les Acacias}
groups: [{id: habitants, label: Habitants}, {id: salaries, label: Salariés}]
waves: [{id: "2026", label: Campagne}]
framework: framework.yaml
instruments: [instruments/q.yaml]
""",
    "framework.yaml": """
id: arbre
version: 1
criteria:
  - id: c1
    label: Lien
    indicators:
      - id: i1
        label: Entraide
        markers:
          - id: m1
            label: Des habitants s’entraident
            evidence: [{instrument: q, items: [heures], scorer: {name: mean, attested_from: 2}}]
""",
    "instruments/q.yaml": """
id: q
kind: questionnaire
title: Questionnaire
unit: person
notice: Vos réponses sont anonymes.
items:
  - {id: heures, label: Combien d’heures ?, type: number, unit: heures}
  - id: appris
    label: Qu’avez-vous découvert ?
    type: choices
    choices: [{id: ecoute, label: L’écoute}, {id: autre, label: Autre}, {id: none, label: Aucun}]
fields: {record: N°, group: Vous êtes}
""",
}


def project(folder: Path, content: str, *, encoding: str = "utf-8", settings: str = "") -> evalkit.Answers:
    """The answers of a project with one answer file."""
    for path, words in PROJECT.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(words, encoding="utf-8")
    with (folder / "instruments/q.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    data = folder / "data" / "2026" / "q" / "saisie.csv"
    data.parent.mkdir(parents=True, exist_ok=True)
    data.write_bytes(content.encode(encoding))
    return evalkit.open_evaluation(folder).answers("2026")


HEAD = "N°;Vous êtes;heures;appris\r\n"


# The rows of the museum.


def test_missing_is_not_averaged_as_zero() -> None:
    """TEAMMATES 11200, survey-analytics 253: N/A, null or skipped answers averaged as 0."""
    found = tallies({"h": 4}, {"h": 2}, {"h": None}, {"h": Missing.NOT_APPLICABLE}, {"h": Missing.NOT_ASKED}, {"h": 0})
    tally = found.tally("quest", QUEST.items[2], "", "all", "")
    assert (3, 2) == (tally.n, Mean().read(tally, QUEST.items[2]).value)
    assert {"no_answer": 1, "not_applicable": 1, "not_asked": 1} == dict(tally.missing)
    assert 1 == tally.count(0.0)


def test_none_apply_is_an_answer_and_unanswered_is_not() -> None:
    """StateOfJS 23: « none apply » and unanswered confused."""
    tally = tallies({"m": ["none"]}, {"m": []}, {"m": ["x", "y"]}).tally("quest", QUEST.items[1], "", "all", "")
    assert ({"x": 1, "y": 1, "none": 1}, 2) == (dict(zip(tally.codes, tally.counts, strict=True)), tally.n)
    assert ((Missing.NO_ANSWER, 1),) == tally.missing


def test_masked_is_neither_zero_nor_missing() -> None:
    """OpenSAFELY 504: suppressed numerators replaced by zero; sdcMicro 257: suppressed and missing counted together."""
    results = published(*({"q": "5", "group": "a"} for _ in range(12)), *({"q": "1", "group": "b"} for _ in range(4)))
    row = next(r for r in results["readings"].records() if r["segment"] == "b" and r["item"])
    assert [MASKED] * 4 == [row[name] for name in ("k", "n", "records", "distribution")]
    few = published({"q": "5"}, {"q": "5"})
    (criterion,) = few["criteria"].records()
    assert (1, 0, 0) == (criterion["masked"], criterion["not_looked_for"], criterion["not_attested"])
    silent = published(*({"q": None} for _ in range(12)))
    (criterion,) = silent["criteria"].records()
    assert (0, 1) == (criterion["masked"], criterion["not_looked_for"])


def test_masking_comes_before_rounding() -> None:
    """EHDEN 37: rounded before the threshold, so that nothing was masked. Ten is not eleven, nor « about ten »."""
    ten = published(*({"q": "5", "group": "a"} for _ in range(10)), *({"q": "5", "group": "b"} for _ in range(30)))
    assert {"a": MASKED, "b": MASKED} == groups(ten, "n")
    eleven = published(*({"q": "5", "group": "a"} for _ in range(11)), *({"q": "5", "group": "b"} for _ in range(30)))
    assert {"a": 11, "b": 30} == groups(eleven, "n")


def test_a_total_and_its_parts_do_not_give_a_masked_part_back() -> None:
    """gtsummary 1691: 180 - 177 = 3 found from a title and a total; cohort-extractor 759: between months."""
    people = [*({"q": str(n % 5 + 1), "group": "a"} for n in range(177)), *({"q": "1", "group": "b"} for _ in range(3))]
    results = published(*people)
    assert {"a": MASKED, "b": MASKED} == groups(results, "n")
    assert () == audit(results)
    told = [cell for table in results.tables_by_name.values() for row in table.rows for cell in row]
    assert 177 not in told
    assert 3 not in [cell for row in results["readings"].rows for cell in row]
    third = published(*people, *({"q": "5", "group": "c"} for _ in range(20)))
    assert {"a": 177, "b": MASKED, "c": MASKED} == groups(third, "n")


def test_records_without_a_group_are_a_group() -> None:
    """TolaActivity 665: totals drop the records without a group, 42 for 756."""
    results = published(*({"q": "5", "group": "a"} for _ in range(42)), *({"q": "5"} for _ in range(714)))
    assert {"a": 42, "unspecified": 714} == groups(results, "n")
    assert [756] == [r["n"] for r in results["readings"].records() if r["dimension"] == "all" and r["item"]]


def test_words_in_a_numeric_field_are_refused_with_their_place(tmp_path: Path) -> None:
    """Akvo 2809: « yes », « see description » in a numeric field."""
    with pytest.raises(evalkit.ProblemsFound) as found:
        project(tmp_path, HEAD + "1;Habitants;3;Aucun\r\n2;Habitants;voir description;Aucun\r\n")
    (problem,) = [p for p in found.value.problems if not p.is_note]
    assert problem.where is not None
    assert ("data/2026/q/saisie.csv", 3, "heures") == (problem.where.path, problem.where.line, problem.where.column)
    assert problem.hint is not None


def test_a_typed_missing_is_taken_where_a_number_was_asked(tmp_path: Path) -> None:
    """The way out of the last: words may be declared a way of having no answer, never a number."""
    content = HEAD + "1;Habitants;3;Aucun\r\n2;Habitants;voir description;Aucun\r\n"
    answers = project(tmp_path, content, settings="missing: {not_applicable: [voir description]}\n")
    tally = Tallies(answers).tally("q", answers.items[0].item, "", "all", "")
    assert (1, ((Missing.NOT_APPLICABLE, 1),)) == (tally.n, tally.missing)


def test_words_are_counted_where_there_are_only_words() -> None:
    """Akvo 3418: a qualitative parent shows « no updates »."""
    scorer = evalkit.ScorerUse(name="narrative", scorer=Narrative())
    found = evaluation(tree({"m1": [evalkit.Evidence(instrument="quest", items=("t",), scorer=scorer)]}), QUEST)
    made = rows(found, QUEST, [{"t": f"texte {n}"} for n in range(12)])
    stray = made.from_entries((), [Entry(row=0, item=-1, part=evalkit.Part.TEXT, text="inattendu")])
    answers = merged(WAVE, [made.to_answers(), stray])
    results = publish(found, answers, profile="published", translator=language("fr"), version="0")
    row = next(r for r in results["readings"].records() if r["item"] == "t")
    assert ("texts", 12, 12) == (row["reason"], row["k"], row["n"])
    assert ["looked"] == [r["state"] for r in results["coverage"].records() if r["group"] is None]
    assert (("quest", 1, None),) == results["unexpected"].rows


def test_words_beside_a_ticked_choice_hide_nothing(tmp_path: Path) -> None:
    """decidim 6087: free text hides the ticked choice. Here they are two columns of the answers."""
    filled = answered(EVALUATION, {"quest": [{"m": ["x"], "t": "et le jardin"}]})
    frame = filled.to_pandas()
    assert ["x"] == frame[frame.item == "m"]["value"].tolist()
    assert ["et le jardin"] == frame["text"].dropna().tolist()
    beside = rows(EVALUATION, QUEST, [{}]).from_entries(
        (evalkit.AskedItem(instrument="quest", item=QUEST.items[1], values=("x", "y", "none")),),
        [Entry(row=0, item=0, code=1, text="autre : le jardin")],
    )
    tally = Tallies(beside).tally("quest", QUEST.items[1], "", "all", "")
    assert (1, 1, 1) == (tally.count("y"), tally.n, tally.texts)


def test_an_id_used_again_for_another_question_is_another_question() -> None:
    """delphi-epidata 830: an item id reused for another question."""
    before = scale("q")
    after = evalkit.Item(id="q", label=evalkit.Text("Autre question"), type=before.type, categories=before.categories)
    assert before.wording_hash != after.wording_hash
    wordings = {r["item"]: r["wording"] for r in published({"q": "1"})["instruments"].records()}
    assert before.wording_hash == wordings["q"]


def test_no_identity_is_stored_at_all(tmp_path: Path) -> None:
    """LimeSurvey 4389, EUSurvey 324: anonymity as a flag that fails."""
    content = (
        "N°;Vous êtes;heures;appris;Adresse IP;Nom;Courriel\r\n"
        "1;Habitants;3;Aucun;192.0.2.7;Zoé Canari;zoe@canari.example\r\n"
    )
    answers = project(tmp_path, content)
    stored = repr(answers.to_pandas().to_dict()) + repr(
        evalkit.open_evaluation(tmp_path).publish("2026").tables_by_name
    )
    assert not [word for word in ("192.0.2.7", "Canari", "canari.example") if word in stored]


ENCODINGS = {"utf-8": "", "utf-8-sig": "", "cp1252": "", "utf-16": "", "mac-roman": "mac_roman", "cp850": "cp850"}
"""How French tools write, and what a person must say where no program can tell."""


@pytest.mark.parametrize(("encoding", "said"), ENCODINGS.items())
def test_every_encoding_of_french_excel_is_read(encoding: str, said: str, tmp_path: Path) -> None:
    """LimeSurvey's manual: a UTF-8 CSV opens as mojibake in French Excel."""
    settings = f'files: {{"*": {{encoding: {said}}}}}\n' if said else ""
    content = HEAD + "1;Salariés;3;L'écoute\r\n2;Salariés;5;L'écoute, Autre\r\n"
    frame = project(tmp_path, content, encoding=encoding, settings=settings).to_pandas()
    assert {"salaries"} == set(frame["group"])
    assert ["ecoute", "ecoute", "autre"] == frame[frame.item == "appris"]["value"].tolist()
