"""For developers of the department: python -m pytest. The evaluation reads, every wave can be published."""

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
