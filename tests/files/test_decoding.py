import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core.problems import ProblemsFound
from evalkit.files.decoding import decoded, read_otherwise, repaired, unreadable

TEXT = "nom;avis\r\nÉlodie;très bien à l’école\r\n"


def refusal(data: bytes, encoding: str | None = None) -> tuple[str, int | None]:
    with pytest.raises(ProblemsFound) as found:
        decoded(data, "data/réponses.csv", encoding)
    (problem,) = found.value.problems
    assert problem.hint is not None
    assert "data/réponses.csv" == problem.where.path
    return problem.code, problem.where.line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_or_sound_utf8_decides_and_nothing_is_said(encoding: str) -> None:
    text = decoded(TEXT.encode(encoding), "f")

    assert (TEXT, ()) == (text.text, text.notes)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_mark_of_utf16_before_utf8_is_passed_over_and_said(mark: bytes) -> None:
    text = decoded(mark + TEXT.encode(), "f")

    assert (TEXT, "utf-8", ["W219"]) == (text.text, text.encoding, [note.code for note in text.notes])
    assert "UTF-16" in str(text.notes[0].message)
    assert ("E208", 2) == refusal(mark + TEXT.encode("cp1252"))


def test_what_is_not_utf8_is_read_as_windows_does_and_said() -> None:
    text = decoded(TEXT.encode("cp1252"), "f")

    assert TEXT == text.text
    assert ["W201"] == [note.code for note in text.notes]
    assert 2 == text.notes[0].where.line
    assert not unreadable(text)


def test_letters_that_windows_does_not_know_are_told_from_words() -> None:
    assert unreadable(decoded("Éric\nèvre".encode("mac_roman"), "f"))


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp1252", "utf-16-le", "latin-1"])
def test_a_declared_encoding_is_taken_at_its_word(encoding: str) -> None:
    text = TEXT.replace("’", "'")

    assert (text, ()) == decoded(text.encode(encoding), "f", encoding)[::2]


def test_a_declared_encoding_leaves_no_mark_in_the_text() -> None:
    assert TEXT == decoded(TEXT.encode("utf-8-sig"), "f", "utf-8").text
    assert TEXT == decoded(TEXT.encode("utf-16"), "f", "utf-16").text


def test_an_unknown_encoding_is_refused() -> None:
    assert ("E212", None) == refusal(b"a", "utf8000")
    assert ("E212", None) == refusal(b"a", "base64")


def test_a_declared_encoding_that_does_not_fit_is_refused_at_its_line() -> None:
    assert ("E208", 2) == refusal("a\né".encode("cp1252") + b"\nb", "utf-8")


def test_utf16_without_its_mark_is_refused_and_its_name_proposed() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        with pytest.raises(ProblemsFound) as found:
            decoded(TEXT.encode(encoding), "f")
        assert encoding in str(found.value.problems[0].hint)


def test_one_bad_byte_does_not_make_another_encoding() -> None:
    data = bytearray(TEXT.encode())
    data[data.index("à".encode())] = 0xFF

    assert ("E208", 2) == refusal(bytes(data))


def test_a_file_cut_inside_a_letter_is_cut() -> None:
    assert ("E210", 3) == refusal((TEXT + "é").encode()[:-1])
    assert ("E210", 3) == refusal((TEXT + "é").encode("utf-16")[:-1])


def test_a_last_letter_of_windows_is_no_cut() -> None:
    assert "a;né" == decoded("a;né".encode("cp1252"), "f").text


def test_a_nul_in_a_text_is_damage() -> None:
    assert ("E209", 2) == refusal(TEXT.encode().replace(b"bien", b"bi\0n"))
    assert ("E209", 2) == refusal(TEXT.replace("bien", "bi\0n").encode("utf-16"))
    assert ("E209", 3) == refusal(TEXT.encode() + b"\0" * 5000)


@given(st.text(st.characters(codec="cp1252", exclude_characters="\0"), min_size=1))
def test_what_was_encoded_twice_is_repaired(text: str) -> None:
    assert text == repaired(text.encode().decode("latin-1")) or text.isascii()


def test_sound_words_need_no_repair() -> None:
    assert repaired("à l’été") is None
    assert "bon" == repaired("bon")


def test_other_readings_are_proposed() -> None:
    assert "salarié" == read_otherwise("salariŽ")["mac_roman"]
    assert "salarié" == read_otherwise("salari‚")["cp850"]
    assert {} == read_otherwise("ő")
