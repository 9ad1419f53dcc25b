from __future__ import annotations

import pytest

from evalkit.evaluation.whereabouts import whereabouts


@pytest.mark.parametrize(
    ("made", "asked", "expected"),
    [
        ("evaluation.yaml.txt", ".", "Il s’appelle ici « evaluation.yaml.txt »"),
        ("Evaluation.yml", ".", "Il s’appelle ici « Evaluation.yml »"),
        ("nos tilleuls/evaluation.yaml", ".", 'dans « nos tilleuls » : entrez dans ce dossier (cd "nos tilleuls")'),
        ("evaluation.yaml", "data/2026", "« cd ../.. »"),
        ("autre.txt", ".", "« evalkit new » en crée un"),
    ],
)
def test_somebody_in_another_folder_is_told_the_way(tmp_path, made, asked, expected):
    target = tmp_path / "centre" / made
    target.parent.mkdir(parents=True)
    target.write_text("x", encoding="utf-8")
    folder = tmp_path / "centre" / asked
    folder.mkdir(parents=True, exist_ok=True)

    assert expected in str(whereabouts(folder, "evaluation.yaml")).replace("\u00a0", " ")
