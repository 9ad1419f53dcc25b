from pathlib import Path

import pytest

from evalkit.core.items import Missing
from evalkit.core.problems import Location
from evalkit.evaluation.loading import listed_plugins, load, load_core, worded
from evalkit.plugins.manager import Plugins
from tests.evaluation.offering import FILES, QUESTIONNAIRE, Flower, Offer, Share, Synthesis, project

ROOT = Path(__file__).resolve().parent.parent.parent


def words(message):
    return str(message).replace("\u00a0", " ")


def places(problems):
    return [(p.code, p.where.path, p.where.line, p.where.column) for p in problems]


@pytest.fixture
def sound(tmp_path):
    evaluation, problems = load(project(tmp_path), Offer())
    assert [] == problems
    return evaluation


def test_a_project_is_read_as_it_is_meant(sound):
    assert ("exemple", "fr", "triangulation") == (sound.structure.id, sound.language, sound.synthesis_name)
    assert Synthesis(gap=0.2) == sound.synthesis
    assert ["2025", "2026"] == [wave.id for wave in sound.waves]
    assert ("1", "2") == (sound.framework.version, sound.shared_core.version)
    assert 1350 == sound.context[0].value
    assert ["f1"] == [finding.id for finding in sound.findings]
    assert ("12", "08ab", True) == (sound.quotes[0].record, sound.quotes[0].hash, sound.quotes[0].cleared)
    assert (sound.outputs, sound.sheets) == (None, None)


def test_evidence_has_its_scorer_made(sound):
    first, second = sound.framework.markers["m1"].marker.evidence
    assert (("q1",), "share", 10) == (first.items, first.scorer.name, first.scorer.min_n)
    assert Share(agree=("4", "5")) == first.scorer.scorer
    assert ((), "after") == (second.items, second.scorer.phase)
    assert Location(path="framework.yaml", line=14, column=17) == first.where


def test_an_instrument_knows_all_that_it_asks(sound):
    use = sound.instrument("questionnaire")
    assert ["q1", "q2", "q3", "q4"] == [item.id for item in use.items]
    scale, presence, number, choices = use.items
    assert ("1", "4", "5") == scale.codes
    assert ((Missing.DONT_KNOW, "Ne sait pas"),) == tuple((m.missing, m.label) for m in scale.missing)
    assert ("2025",) == scale.comparable_with
    assert ("not_observed", "observed") == presence.codes
    assert (0, 168, "heures") == (number.minimum, number.maximum, number.unit)
    assert ("radio", "none") == choices.codes
    assert {"no_answer": ("", "-"), "dont_know": ("NSP",)} == use.file.missing
    assert {"record": ("N°",), "site": ("Maison", "Site")} == use.file.fields
    assert {"q1": ("Q1. Je décide",)} == use.file.columns
    expected = {"2025*.csv": {"encoding": "cp850", "header_row": 4, "reader": "limesurvey", "not_asked": ("q2",)}}
    assert expected == use.file.files


def test_a_missing_file_is_not_taken_for_one_that_is_listed(tmp_path):
    folder = project(tmp_path)
    file = folder / "evaluation.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("s/fleur.yaml", "s/questionnaires.yaml"), encoding="utf-8")
    (folder / "instruments" / "fleur.yaml").unlink()
    [missing] = (problem for problem in load(folder, Offer())[1] if problem.code == "E101")
    assert missing.hint is None
    (folder / "instruments" / "questionnaire-s.yaml").touch()
    [missing] = (problem for problem in load(folder, Offer())[1] if problem.code == "E101")
    assert "Vouliez-vous dire « questionnaire-s.yaml » ?" == words(missing.hint)


def test_an_instrument_whose_items_are_the_markers_asks_those_it_is_asked_about(sound):
    use = sound.instrument("fleur")
    assert isinstance(use.plugin, Flower)
    assert ["m1"] == [item.id for item in use.items]
    assert ("1", "2") == use.items[0].codes


Q, F, E = "instruments/questionnaire.yaml", "framework.yaml", "evaluation.yaml"
FAULTS = [
    (E, "evalkit: 1", "evalkit: 2", "E118", (1, 10)),
    (E, "language: fr", "language: français", "E109", (2, 11)),
    (E, "language: fr", "language: ar", "E109", (2, 11)),
    (E, "sites: [{id: centre,", "sites: [{id: unspecified,", "E111", (6, 16)),
    (E, "language: fr", "langage: fr", "E106", (2, 1)),
    (E, "id: exemple", "id: la maison", "E111", (4, 7)),
    (E, "{id: centre, label: Centre}", "{id: centre}", "E107", (6, 11)),
    (E, "also: [habitant]}", "also: [habitant]}\n  - {id: habitants, label: B}", "E112", (9, 10)),
    (E, "also: [habitant]}", "also: [habitant]}\n  - {id: b, label: Habitant}", "E115", (9, 5)),
    (E, "{id: 2025, label: Avant}", "{id: con, label: Avant}", "E111", (11, 10)),
    (E, "{id: 2025, label: Avant}", "{id: 2026, label: Avant}", "E112", (12, 10)),
    (E, "waves:\n  - {id: 2025, label: Avant}\n  - {id: 2026, label: Campagne}\n", "waves: []\n", "E107", (10, 8)),
    (E, "  - instruments/fleur.yaml", "  - instruments/fleurs.yaml", "E101", (15, 5)),
    (E, "shared_core: socle.yaml", "shared_core: autre.yaml", "E101", (16, 14)),
    (E, "shared_core:", "framework: arbre.docx\nshared_core:", "E101", (16, 12)),
    (E, "shared_core:", "synthesis: triangle\nshared_core:", "E114", (16, 12)),
    (E, "shared_core:", "synthesis: [triangulation]\nshared_core:", "E108", (16, 12)),
    (E, "shared_core:", "synthesis: {name: [triangulation]}\nshared_core:", "E108", (16, 19)),
    (E, "shared_core:", "synthesis: {name: triangulation, gapp: 1}\nshared_core:", "E106", (16, 34)),
    (E, "shared_core:", "outputs: [workbook, poster]\nshared_core:", "E114", (16, 21)),
    (E, "shared_core:", "outputs: [workbook, report, workbook]\nshared_core:", "E112", (16, 29)),
    (E, "shared_core:", "outputs: [workbook, comparison]\nshared_core:", "E114", (16, 21)),
    (E, "shared_core:", "aims: [democratique]\nshared_core:", "E109", (16, 8)),
    (E, "shared_core:", "privacy: {internal: 3}\nshared_core:", "E119", (16, 21)),
    (E, "shared_core:", "privacy: {published: 10, reason: ''}\nshared_core:", "E119", (16, 22)),
    (E, "shared_core:", "privacy: {published: 0, reason: non}\nshared_core:", "E109", (16, 22)),
    (F, "id: arbre\n", "", "E107", (1, 1)),
    (F, "id: m2", "id: c1", "E112", (16, 17)),
    (F, "dimension: d1", "dimension: d9", "E113", (6, 26)),
    (F, "instrument: questionnaire", "instrument: questionaire", "E113", (14, 30)),
    (F, "items: [q1]", "items: [q9]", "E113", (14, 53)),
    (F, "items: [q1]", "items: [q3]", "E120", (14, 66)),
    (F, "items: [q1], ", "", "E107", (14, 17)),
    (F, "name: share, agree: [4", "name: sahre, agree: [4", "E114", (14, 73)),
    (F, "agree: [4, 5]", "agree: [4, 6]", "E140", (14, 66)),
    (F, "agree: [4, 5]", "agre: [4, 5]", "E106", (14, 80)),
    (F, "min_n: 10", "attested_from: 50", "E109", (14, 110)),
    (F, "min_n: 10", "attested_from: 0,5", "E110", (14, 110)),
    (F, "min_n: 10", "min_n: 0", "E109", (14, 102)),
    (F, "phase: after", "phase: plus-tard", "E109", (15, 78)),
    (F, "min_n: 10", "phase: before", "E120", (14, 66)),
    (F, "agree: [2], phase: after", "agree: [7]", "E140", (15, 45)),
    (Q, "kind: questionnaire", "kind: questionaire", "E114", (2, 7)),
    (Q, "title: Q", "titel: Q", "E106", (3, 1)),
    (Q, "unit: person", "unit: personne", "E109", (4, 7)),
    (Q, "unit: person", "unit: person\nsample: census", "E116", (5, 9)),
    (Q, "unit: person", "unit: person\npopulation: 12", "E116", (5, 13)),
    (Q, "group: habitants", "group: habitant", "E113", (5, 8)),
    (Q, "group: habitants", "site: nord", "E113", (5, 7)),
    (Q, "group: habitants", "themes: []", "E106", (5, 1)),
    (Q, "{code: 4,", "{code: 5,", "E112", (10, 7)),
    (Q, "{code: 4, label: Plutôt}", "{code: 4, label: oui}", "E115", (10, 7)),
    (Q, "{code: 4, label: Plutôt}", "{label: Plutôt}", "E116", (9, 7)),
    (Q, "{code: 4,", "{code: 'a;b',", "E111", (9, 7)),
    (Q, "dont_know: NSP", "dont_no: NSP", "E109", (12, 33)),
    (Q, "scale: accord, c", "scale: acord, c", "E113", (14, 52)),
    (Q, "scale: accord, c", "c", "E116", (14, 5)),
    (Q, "comparable_with: [2025]", "comparable_with: [2024]", "E113", (14, 78)),
    (Q, "type: presence", "type: présence", "E109", (15, 31)),
    (Q, "type: presence", "type: presence, min: 0", "E116", (15, 46)),
    (Q, "type: presence", "type: choice", "E116", (15, 5)),
    (Q, "id: q2", "id: q1", "E112", (15, 10)),
    (Q, "max: 168", "max: -1", "E116", (16, 70)),
    (Q, "{id: none, label: Aucune}", "{id: agora, label: Agora}", "W103", (17, 54)),
    (Q, "{q1: ", "{q7: ", "E113", (18, 11)),
    (Q, "record: N°", "recor: N°", "E113", (19, 10)),
    (Q, "reader: limesurvey", "reader: lime", "E113", (20, 63)),
    (Q, "not_asked: [q2]", "not_asked: [q8]", "E113", (20, 87)),
    (Q, "header_row: 4", "header_row: 0", "E109", (20, 52)),
    ("instruments/fleur.yaml", "id: fleur", "id: Questionnaire", "E112", (1, 1)),
    ("instruments/fleur.yaml", "stages: [{code: 1, label: Pas encore}, ", "stages: [", "E109", (5, 9)),
    ("instruments/fleur.yaml", "kind: flower", "kind: broken", "E305", None),
    ("findings.yaml", "criteria: [c1]", "criteria: [c2]", "E113", (3, 14)),
    ("findings.yaml", "aims: [advocacy]", "aims: [plaidoyer]", "E113", (4, 10)),
    ("findings.yaml", "context: [adherents]", "context: [adherent]", "E113", (5, 47)),
    ("findings.yaml", "consent: published", "consent: oui", "E113", (6, 54)),
    ("findings.yaml", "claim: Une", "claim: Une : la", "E104", (2, 10)),
    ("quotes.yaml", "instrument: questionnaire", "instrument: autre", "E113", (1, 16)),
    ("quotes.yaml", "wave: 2026", "wave: 2027", "E113", (1, 96)),
    ("quotes.yaml", "cleared: yes", "cleared: peut-être", "E108", (1, 74)),
    ("socle.yaml", "id: d2", "id: d1", "E112", (4, 49)),
    ("socle.yaml", "[{id: d1, label: Gouvernance}, {id: d2, label: Environnement}]", "[]", "E107", (4, 13)),
]


@pytest.mark.parametrize(("file", "before", "after", "code", "place"), FAULTS)
def test_each_fault_is_found_at_its_place(tmp_path, file, before, after, code, place):
    evaluation, problems = load(project(tmp_path, {file: (before, after)}), Offer())
    if place is None:
        assert code in [p.code for p in problems]
    else:
        assert (code, file, *place) in places(problems)
    assert (evaluation is None) == code.startswith("E")


def test_one_fault_is_said_once(tmp_path):
    for number, (file, before, after, code, _) in enumerate(FAULTS):
        folder = tmp_path / str(number)
        folder.mkdir()
        _, problems = load(project(folder, {file: (before, after)}), Offer())
        found = [p.code for p in problems if p.code != "E113" or code == "E113"]  # a name that went is missed elsewhere
        assert [code] == found, (file, after)


def test_all_files_are_read_whatever_is_wrong_with_the_first(tmp_path):
    changes = {
        "evaluation.yaml": ("name: Maison Exemple", "name: Maison : Exemple"),
        "framework.yaml": ("label: Gouvernance", "labl: Gouvernance"),
        "instruments/questionnaire.yaml": ("unit: person", "unit: personne"),
        "instruments/fleur.yaml": ("title: Fleur", "title: 'L'arbre'"),
        "findings.yaml": ("aims: [advocacy]", "aims: [plaidoyer]"),
        "quotes.yaml": ("cleared: yes", "cleared: peut-être"),
        "socle.yaml": ("version: 2\n", ""),
    }
    evaluation, problems = load(project(tmp_path, changes), Offer())
    assert evaluation is None
    assert set(changes) == {p.where.path for p in problems}


@pytest.mark.parametrize(
    ("file", "before", "after", "hint"),
    [
        (F, "instrument: questionnaire", "instrument: questionaire", "Vouliez-vous dire « questionnaire » ?"),
        (Q, "kind: questionnaire", "kind: questionaire", "Vouliez-vous dire « questionnaire » ?"),
        (E, "id: exemple", "id: L'été à la maison", "Par exemple : l-ete-a-la-maison"),
        (E, "instruments/fleur.yaml", "instruments/fleurs.yaml", "Vouliez-vous dire « fleur.yaml » ?"),
        (F, "min_n: 10", "attested_from: 0,5", "agree: [4, 5], attested_from: 0.5}}"),
    ],
)
def test_the_way_out_is_said(tmp_path, file, before, after, hint):
    _, problems = load(project(tmp_path, {file: (before, after)}), Offer())
    assert any(hint in words(p.hint) for p in problems)


def test_what_is_in_a_broken_part_is_no_second_fault(tmp_path):
    changes = {Q: ("{id: q1, label: Je décide,", "{id: q1,")}
    _, problems = load(project(tmp_path, changes), Offer())
    assert [("E107", Q, 14, 5)] == places(problems)


def test_a_lowered_floor_with_its_reason_is_read(tmp_path):
    lowered = "privacy: {published: 8, reason: Petit quartier}\nshared_core:"
    evaluation, problems = load(project(tmp_path, {E: ("shared_core:", lowered)}), Offer())
    assert [] == problems
    assert (8, "Petit quartier") == (evaluation.privacy.published, evaluation.privacy.reason)


def test_a_node_may_say_that_no_dimension_is_its_own(tmp_path):
    none = 'maps_to: {dimension: "", extent: none, reason: propre au quartier}'
    _, problems = load(project(tmp_path, {F: ("maps_to: {dimension: d1}", none)}), Offer())
    assert [] == problems


def test_a_mapping_that_is_not_whole_says_why(tmp_path):
    for number, said in enumerate(("{dimension: d1, extent: partial}", '{dimension: "", extent: none}')):
        folder = tmp_path / str(number)
        folder.mkdir()
        evaluation, problems = load(project(folder, {F: ("maps_to: {dimension: d1}", f"maps_to: {said}")}), Offer())
        assert ["W108"] == [problem.code for problem in problems]
        assert problems[0].hint is not None
        assert evaluation is not None


def test_a_figure_that_the_shared_core_asks_for_is_missed(tmp_path):
    folder = project(tmp_path, {"socle.yaml": ("context: [adherents]", "context: [adherents, salaries]")})
    evaluation, problems = load(folder, Offer())
    assert [("W104", E, 18, 3)] == places(problems)
    assert evaluation is not None


def test_a_folder_without_an_evaluation_says_where_to_begin(tmp_path):
    evaluation, problems = load(tmp_path, Offer())
    assert evaluation is None
    assert ["E101"] == [p.code for p in problems]
    assert "evalkit new" in str(problems[0].hint)


def test_findings_and_quotes_may_be_absent_or_empty(tmp_path):
    folder = project(tmp_path)
    (folder / "findings.yaml").unlink()
    (folder / "quotes.yaml").write_text("# rien encore\n", encoding="utf-8")
    evaluation, problems = load(folder, Offer())
    assert [] == problems
    assert ((), ()) == (evaluation.findings, evaluation.quotes)


def test_listed_plugins_are_known_before_the_rest(tmp_path):
    folder = project(tmp_path, {E: ("evalkit: 1", "plugins: [plugins/a.py, plugins/b.py]")})
    assert ("plugins/a.py", "plugins/b.py") == listed_plugins(folder)
    assert () == listed_plugins(tmp_path / "nowhere")


def test_a_shared_core_is_read_by_itself(tmp_path):
    folder = project(tmp_path)
    core, problems = load_core(folder / "socle.yaml", "socle.yaml")
    assert [] == problems
    assert ("socle", ("d1", "d2")) == (core.id, tuple(d.id for d in core.dimensions))
    assert ["E101"] == [p.code for p in load_core(folder / "x.yaml", "x.yaml")[1]]


def test_a_wave_has_its_own_wording(tmp_path):
    folder = project(tmp_path)
    old = folder / "data" / "2025" / "questionnaire" / "instrument.yaml"
    old.parent.mkdir(parents=True)
    old.write_text(QUESTIONNAIRE.replace("Je décide", "Je décidais", 1), encoding="utf-8")
    evaluation, _ = load(folder, Offer())
    then, problems = worded(evaluation, "2025", Offer())
    assert [] == problems
    assert "Je décidais" == then.instrument("questionnaire").items[0].label
    assert evaluation.instrument("fleur") == then.instrument("fleur")
    assert (evaluation, []) == worded(evaluation, "2026", Offer())


def test_a_wording_of_another_instrument_is_refused(tmp_path):
    folder = project(tmp_path)
    old = folder / "data" / "2025" / "questionnaire" / "instrument.yaml"
    old.parent.mkdir(parents=True)
    old.write_text(QUESTIONNAIRE.replace("id: questionnaire", "id: autre", 1), encoding="utf-8")
    evaluation, _ = load(folder, Offer())
    then, problems = worded(evaluation, "2025", Offer())
    assert [("E117", "data/2025/questionnaire/instrument.yaml", 1, 1)] == places(problems)
    assert evaluation == then


@pytest.mark.parametrize("name", ["fixtures/thirty/project", "badinputs/project"])
def test_projects_that_nobody_here_wrote_are_read(shared, name):
    evaluation, problems = load(shared / name, Offer())
    assert [] == [p for p in problems if p.code not in ("W103", "E114")]
    assert evaluation is not None or "E114" in {p.code for p in problems}


def test_the_reference_example_is_read_with_the_plugins_that_ship():
    evaluation, problems = load(ROOT / "examples" / "romans", Plugins(installed=False))
    assert [] == problems
    assert 50 < len(evaluation.framework.markers)


def test_the_files_of_the_project_under_test_are_all_broken_somewhere():
    assert set(FILES) == {fault[0] for fault in FAULTS}
