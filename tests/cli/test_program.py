from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import click
import pytest

from evalkit.cli import command as commands
from evalkit.cli import main as program
from evalkit.cli.command import Command, LazyGroup
from evalkit.cli.main import COMMANDS, cli
from evalkit.cli.screen import fitting, harmless
from evalkit.cli.session import Session
from evalkit.cli.words import asked_language, system_language
from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound
from tests.cli.calling import call


def every_command() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name in COMMANDS:
        found.append((name,))
        command = cli.get_command(click.Context(cli), name)
        if isinstance(command, LazyGroup):
            found += [(name, inner) for inner in command.lazy]
    return found


@pytest.fixture
def failing(monkeypatch):
    """Makes `evalkit check` end with an error of our choice."""

    def fail_with(error: BaseException):
        @click.command("check", cls=Command)
        @commands.common
        def command(session):
            raise error

        monkeypatch.setattr(program.cli, "get_command", lambda ctx, name: command)

    return fail_with


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_each_command_has_help_with_an_example_and_the_options_of_all(path):
    done = call(*path, "--help")
    assert 0 == done.exit_code
    assert f"Usage : evalkit {' '.join(path)} [OPTIONS]" in done.output
    examples = done.output.split("Exemples :")[1]
    assert f"  evalkit {' '.join(path)}" in examples
    for option in ("--json", "--lang", "--quiet", "--strict", "--no-local-plugins", "--help"):
        assert option in done.output


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_help_is_english_for_whoever_asks(path):
    done = call(*path, "--lang", "en", "--help")
    assert 0 == done.exit_code
    assert "Usage: evalkit" in done.output
    assert "Show this help." in done.output
    assert "Examples:" in done.output
    assert "Montrer" not in done.output


@pytest.mark.parametrize("path", [(), *every_command()], ids=" ".join)
def test_the_short_word_for_help_works_everywhere(path):
    assert call(*path, "--help").output == call(*path, "-h").output


def test_each_line_of_the_list_of_commands_is_in_the_help():
    done = call("--help")
    assert list(COMMANDS) == [
        line.split()[0]
        for line in done.output.split("Commandes :")[1].split("Exemples :")[0].splitlines()
        if line.strip()
    ]


def test_alone_it_says_where_to_begin(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = call()
    assert 0 == done.exit_code
    assert "evalkit new ma-structure" in done.output
    (tmp_path / "evaluation.yaml").write_text("evalkit: 1\n")
    done = call()
    assert "Ce dossier contient une évaluation." in done.output
    assert "evalkit new" not in done.output


def test_the_version_is_told():
    assert "evalkit 0." in call("--version").output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["chekc"], "La commande « chekc » n’existe pas. Vouliez-vous dire « check »"),
        (["zzzzz"], "La commande « zzzzz » n’existe pas."),
        (["run", "--wvae", "1"], "L’option « --wvae » n’existe pas. Vouliez-vous dire « --wave »"),
        (["run", "--wave"], "« --wave » est mal employée"),
        (["run", "--lang", "xx"], "--lang attend l’une de ces valeurs : fr, en."),
        (["run", "no-such-folder"], "DOSSIER : « no-such-folder » n’existe pas."),
        (["run", ".", "and", "more"], "En trop : and more"),
        (["plugins", "approve"], "Il manque "),
    ],
)
def test_wrong_use_is_told_in_plain_words_and_ends_with_two(args, said):
    done = call(*args)
    assert 2 == done.exit_code
    assert said in done.stderr
    assert "--help" in done.stderr
    assert "" == done.stdout


def test_a_reader_that_has_gone_is_no_fault():
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-m", "evalkit", "--help"], stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (0, b"") == (done.returncode, done.stderr)


def test_what_is_typed_is_shown_harmless():
    done = call("\x1b[31mcheck")
    assert "\x1b" not in done.stderr
    assert "\\x1b[31mcheck" in done.stderr


E101 = Problem("E101", say("Tout est faux."), Location(path="evaluation.yaml", line=3, column=5), say("Recommencez."))
W101 = Problem("W101", say("C’est à savoir."))


@pytest.mark.parametrize(
    ("codes", "strict", "status"),
    [
        ([], False, 0),
        (["W101"], False, 0),
        (["W101"], True, 1),
        (["E101", "W101"], False, 1),
        (["E101", "E305"], False, 3),
        (["E101", "E401"], False, 4),
        (["E401", "E305"], False, 3),
        (["E450"], False, 4),
        (["E251"], False, 2),
        (["E251", "W101"], True, 2),
        (["E101", "E251"], False, 1),
    ],
)
def test_the_exit_status_follows_the_gravest_problem(failing, codes, strict, status):
    failing(ProblemsFound([Problem(code, say("…")) for code in codes]))
    assert status == call("check", *["--strict"] * strict).exit_code


def test_problems_are_listed_with_place_code_message_and_way_out(failing):
    failing(ProblemsFound([W101, E101]))
    done = call("check")
    assert "" == done.stdout
    assert [
        "W101",
        "    C’est à savoir.",
        "evaluation.yaml:3:5 E101",
        "    Tout est faux.",
        "    → Recommencez.",
        "En tout : 1 problème et 1 remarque.",
    ] == done.stderr.splitlines()


def test_quiet_leaves_the_problems_only(failing):
    failing(ProblemsFound([W101, E101]))
    assert ["evaluation.yaml:3:5 E101", "    Tout est faux.", "    → Recommencez."] == call(
        "check", "--quiet"
    ).stderr.splitlines()


def test_problems_in_json_stand_alone_on_stdout(failing):
    failing(ProblemsFound([W101, E101]))
    done = call("check", "--json")
    assert 1 == done.exit_code
    assert "" == done.stderr
    assert {
        "problems": [
            {
                "code": "E101",
                "message": "Tout est faux.",
                "file": "evaluation.yaml",
                "line": 3,
                "column": 5,
                "hint": "Recommencez.",
            }
        ],
        "notes": [{"code": "W101", "message": "C’est à savoir."}],
    } == json.loads(done.stdout)
    assert done.stdout.isascii()


def test_a_place_in_a_workbook_is_pointed_at_by_sheet_and_cell(failing):
    where = Location(path="data/q.xlsx", sheet="Réponses", line=17, column="Q1", cell="D17")
    failing(
        ProblemsFound(
            [Problem("E201", say("…"), where), Problem("E201", say("…"), Location(path="a.csv", column="Q1", line=2))]
        )
    )
    done = call("check")
    assert "data/q.xlsx, feuille « Réponses », cellule D17 E201" in done.stderr
    assert "a.csv:2, colonne" in done.stderr


def test_nothing_from_a_file_can_colour_or_fake_a_line(failing):
    failing(ProblemsFound([Problem("E201", say("{x}", x="a\x1b[2J\nE999 faux\u202e"), Location(path="a\nb.csv"))]))
    lines = call("check").stderr.splitlines()
    assert not any("\x1b" in line or "\u202e" in line for line in lines)
    assert "    E999 faux\\u202e" in lines
    assert not any(line.startswith("b.csv") for line in lines)


def test_a_bug_of_ours_is_told_shortly(failing):
    failing(ValueError("Jeanne a répondu"))
    done = call("check")
    assert 70 == done.exit_code
    assert "ValueError, test_program.py:" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Jeanne" not in done.stderr
    assert "signaler" in done.stderr


def test_a_bug_is_shown_whole_on_request(failing, monkeypatch):
    monkeypatch.setenv("EVALKIT_DEBUG", "1")
    failing(ValueError("le détail"))
    done = call("check")
    assert 70 == done.exit_code
    assert "Traceback" in done.stderr
    assert "le détail" in done.stderr


def test_an_interruption_is_no_bug(failing):
    failing(KeyboardInterrupt())
    done = call("check")
    assert 130 == done.exit_code
    assert "Interrompu" in done.stderr


def test_whoever_leaves_with_a_status_keeps_it(failing):
    failing(SystemExit(5))
    assert 5 == call("check").exit_code


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["run", "--lang", "en"], "en"),
        (["--lang=en", "run"], "en"),
        (["run"], None),
        (["run", "--lang", "xx"], None),
        (["run", "--lang"], None),
        (["run", "--", "--lang", "en"], None),
    ],
)
def test_the_language_asked_for_is_known_before_anything_is_parsed(args, code):
    assert code == asked_language(args)


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "fr_FR", "LANG": "en_GB"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "C"}, "fr"),
        ({}, "fr"),
    ],
)
def test_else_the_system_decides_and_else_it_is_french(environment, code):
    assert code == system_language(environment)


def test_a_console_of_256_letters_is_written_in_its_own():
    console = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    assert "-> -3 ? é" == fitting("→ −3 ش é", console)
    assert "→" == fitting("→", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))


def test_accents_and_emoji_are_harmless():
    assert "L’Étoile « du » Nord 🌻 مرحبا" == harmless("L’Étoile « du » Nord 🌻 مرحبا")
    assert "a\\x07b\\u2028c d" == harmless("a\x07b\u2028c\td")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_any_console_can_show_help(encoding):
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-m", "evalkit.cli.main", "--help"], capture_output=True, env=env)
    assert (0, b"") == (done.returncode, done.stderr)
    assert "Commandes" in done.stdout.decode(encoding)


def test_a_reader_that_leaves_is_no_fault():
    command = f"{sys.executable} -m evalkit.cli.main --help | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert "" == done.stderr


def test_shells_can_complete_the_commands():
    env = {**os.environ, "_EVALKIT_COMPLETE": "bash_complete", "COMP_WORDS": "evalkit ch", "COMP_CWORD": "1"}
    done = subprocess.run(
        ["evalkit"], executable=sys.executable.replace("python", "evalkit"), env=env, capture_output=True, text=True
    )
    assert "plain,check" in done.stdout


def test_strict_shows_the_notes_that_made_it_fail(failing):
    failing(ProblemsFound([W101]))
    done = call("check", "--quiet", "--strict")
    assert 1 == done.exit_code
    assert ["W101", "    C’est à savoir."] == done.stderr.splitlines()


class Terminal(io.StringIO):
    """A stream that a person watches."""

    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.mark.parametrize(("args", "shown"), [([], True), (["quiet"], False), (["json"], False)])
def test_progress_is_shown_on_a_terminal_only_and_shown_harmless(monkeypatch, args, shown):
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    session = Session([])
    for name in args:
        setattr(session, name, True)
    with session.progress("Lecture de") as step:
        step("a\x07[red].csv")
    assert shown == ("Lecture de" in stream.getvalue())
    assert "\x07" not in stream.getvalue()
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with session.progress("Lecture de") as step:
        step("a.csv")
    assert "" == stream.getvalue()


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["check", "nadi"], "DOSSIER : « nadi » n’existe pas. Vouliez-vous dire « nadia » ?"),
        (["check", "note's.txt"], "DOSSIER : « note's.txt » est un fichier, pas un dossier."),
        (["draft", "nadia"], "FICHIER : « nadia » est un dossier, pas un fichier."),
    ],
)
def test_a_path_that_was_mistyped_is_told_as_it_was_typed(args, expected, tmp_path, monkeypatch):
    (tmp_path / "nadia").mkdir()
    (tmp_path / "note's.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert expected in call(*args).stderr
