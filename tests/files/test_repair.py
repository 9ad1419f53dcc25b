from pathlib import Path

from evalkit.files.repair import repaired_source
from tests.files.building import notes, opened


def test_a_file_encoded_twice_is_repaired_whole_and_said(tmp_path: Path) -> None:
    twice = "id;groupe\n1;salarié\n2;à l’été\n".encode().decode("cp1252").encode()

    better = repaired_source(opened(tmp_path, twice, "a.csv"))

    assert better is not None
    assert [["id", "groupe"], ["1", "salarié"], ["2", "à l’été"]] == better.sheets[0].rows
    assert ["W216"] == notes(better)


def test_a_sound_or_mixed_file_is_left_alone(tmp_path: Path) -> None:
    for text in ("id;groupe\n1;salarié\n", "id;groupe\n1;salariÃ©\n2;salarié\n", "id;groupe\n1;a\n"):
        assert repaired_source(opened(tmp_path, text.encode(), "a.csv")) is None
