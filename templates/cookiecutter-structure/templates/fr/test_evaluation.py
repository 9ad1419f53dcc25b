"""Pour qui développe au département : python -m pytest. L’évaluation se lit, chaque vague se publie."""

from pathlib import Path

import evalkit

FOLDER = Path(__file__).parent.parent


def test_the_evaluation_reads() -> None:
    opened = evalkit.open_evaluation(FOLDER)
    assert opened.evaluation.framework.markers


def test_every_wave_with_answers_can_be_published() -> None:
    opened = evalkit.open_evaluation(FOLDER)
    for wave in opened.evaluation.waves:
        if opened.has_data(wave.id):
            assert len(opened.publish(wave.id).tables()["markers"]) > 0
