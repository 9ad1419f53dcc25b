from __future__ import annotations

import pytest

from evalkit import ProblemsFound, open_evaluation
from evalkit.scaffold.asking import StructureOptions
from evalkit.scaffold.structure import new_evaluation
from evalkit.scaffold.waves import open_wave

LINE = '  - {id: "2026", label: Campagne 2026, simulated: true}'
NEW = '{id: "2028", label: Campagne 2028, simulated: false}'
STYLES = {
    "dashes": (f"waves:\n{LINE}\n", f"waves:\n{LINE}\n  - {NEW}\n"),
    "dashes without indent": (
        'waves:\n- {id: "2026", label: Campagne 2026, simulated: true}\n',
        f'waves:\n- {{id: "2026", label: Campagne 2026, simulated: true}}\n- {NEW}\n',
    ),
    "block": (
        'waves:\n  - id: "2026"\n    label: Campagne 2026\n    simulated: true   # essai\n\n  # après\n',
        f'waves:\n  - id: "2026"\n    label: Campagne 2026\n    simulated: true   # essai\n  - {NEW}\n\n  # après\n',
    ),
    "folded": (
        'waves:\n  - id: "2026"\n    simulated: true\n    label: >-\n      Campagne\n      2026\n',
        f'waves:\n  - id: "2026"\n    simulated: true\n    label: >-\n      Campagne\n      2026\n  - {NEW}\n',
    ),
    "brackets": (
        'waves: [{id: "2026", label: Campagne 2026, simulated: true}]  # toutes\n',
        f'waves: [{{id: "2026", label: Campagne 2026, simulated: true}}, {NEW}]  # toutes\n',
    ),
    "brackets over lines": (
        'waves: [\n  {id: "2026", label: Campagne 2026, simulated: true},\n]\n',
        f'waves: [\n  {{id: "2026", label: Campagne 2026, simulated: true}},\n  {NEW},\n]\n',
    ),
}


@pytest.fixture
def folder(tmp_path):
    new_evaluation(StructureOptions(name="L’Étoile « du » Nord", year="2026", demo=True), tmp_path / "made")
    return tmp_path / "made"


def restyled(folder, old):
    text = (folder / "evaluation.yaml").read_text(encoding="utf-8")
    text = text.replace(f"waves:\n{LINE}\n", old)
    (folder / "evaluation.yaml").write_bytes(text.encode())
    return text


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_wave_is_one_entry_more_whatever_the_style(folder, style, line_break, mark):
    old, new = STYLES[style]
    text = restyled(folder, old)
    file = folder / "evaluation.yaml"
    file.write_bytes(mark + text.replace("\n", line_break).encode())
    done = open_wave(folder, "2028")
    assert mark + text.replace(old, new).replace("\n", line_break).encode() == file.read_bytes()
    assert "2026" == done.closing
    assert ["2026", "2028"] == [wave.id for wave in open_evaluation(folder).evaluation.waves]


def test_the_last_line_of_a_file_may_lack_its_end(folder):
    text = restyled(folder, "")
    file = folder / "evaluation.yaml"
    file.write_bytes((text + "waves:\n" + LINE).encode())
    open_wave(folder, "2028")
    assert (text + "waves:\n" + LINE + "\n  - " + NEW).encode() == file.read_bytes()


def test_the_closing_wording_is_kept_byte_for_byte_and_read_again(folder):
    before = open_evaluation(folder).publish("2026")
    done = open_wave(folder, "2028")
    for name in ("questionnaire", "observation", "entretiens", "fleur"):
        kept = folder / "data" / "2026" / name / "instrument.yaml"
        assert (folder / "instruments" / f"{name}.yaml").read_bytes() == kept.read_bytes()
        assert (folder / "data" / "2028" / name).is_dir()
    assert 4 == len(done.wordings)
    questionnaire = folder / "instruments" / "questionnaire.yaml"
    words = questionnaire.read_text(encoding="utf-8")
    questionnaire.write_text(words.replace("Mon avis compte", "Mon avis est entendu"), encoding="utf-8")
    after = open_evaluation(folder)
    assert before.tables()["readings"].equals(after.publish("2026").tables()["readings"])
    items = {item.id: item.label for item in after.worded("2028").instrument("questionnaire").items}
    assert "Mon avis est entendu dans les décisions" == items["q-decision-partagee"]


def test_a_wording_that_stands_is_left_alone(folder):
    kept = folder / "data" / "2026" / "fleur" / "instrument.yaml"
    kept.write_bytes((folder / "instruments" / "fleur.yaml").read_bytes() + b"# a word\n")
    done = open_wave(folder, "2028")
    assert kept.read_bytes().endswith(b"# a word\n")
    assert "data/2026/fleur/instrument.yaml" not in done.wordings


@pytest.mark.parametrize(("wave", "code"), [("2026", "E476"), ("été 2028", "E111"), ("con", "E111"), ("a/b", "E111")])
def test_an_id_that_cannot_be_is_refused(folder, wave, code):
    before = (folder / "evaluation.yaml").read_bytes()
    with pytest.raises(ProblemsFound) as caught:
        open_wave(folder, wave)
    assert [code] == [problem.code for problem in caught.value.problems]
    assert before == (folder / "evaluation.yaml").read_bytes()


def test_a_wave_declared_already_is_shown_among_the_others(folder):
    with pytest.raises(ProblemsFound) as caught:
        open_wave(folder, "2026")
    lines = (folder / "evaluation.yaml").read_text(encoding="utf-8").splitlines()
    where = caught.value.problems[0].where
    assert lines[where.line - 1].startswith("waves:")


def test_a_list_that_cannot_be_completed_is_refused_with_the_line_to_add(folder):
    restyled(folder, "")
    file = folder / "evaluation.yaml"
    text = file.read_text(encoding="utf-8").replace("actions: []", 'actions: &a [{id: "2026", label: Campagne 2026}]')
    file.write_text(text + "waves: *a\n", encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(ProblemsFound) as caught:
        open_wave(folder, "2028")
    (problem,) = caught.value.problems
    assert "E477" == problem.code
    assert NEW in str(problem.hint)
    assert before == file.read_bytes()
    assert not (folder / "data" / "2028").exists()


def test_an_evaluation_in_english_names_its_wave_in_english(tmp_path):
    new_evaluation(StructureOptions(name="Star", language="en", year="2026"), tmp_path / "made")
    open_wave(tmp_path / "made", "2028")
    assert "Campaign 2028" == open_evaluation(tmp_path / "made").evaluation.waves[-1].label
