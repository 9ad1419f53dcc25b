"""The shape of the house: what DESIGN promises of modules, names, sizes and imports, held by a machine."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

import evalkit

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "evalkit"
TEMPLATE = ROOT / "templates" / "cookiecutter-structure"
FILES = sorted(PACKAGE.rglob("*.py"))
BUILT_IN = ("instruments", "scorers", "readers", "syntheses", "forms", "checks", "sheets", "outputs")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LAYERS = PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
LEFTOVERS = {"utils", "util", "helpers", "helper", "common", "misc"}

# Imports each module named on stdin in a fork of an interpreter that has imported nothing of evalkit.
ALONE = """
import importlib, os, sys, traceback
import attrs, numpy  # slow to load, and they cannot hide a cycle of ours
for name in sys.stdin.read().split():
    child = os.fork()
    if not child:
        try:
            importlib.import_module(name)
        except BaseException:
            print(name, traceback.format_exc(), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


def dotted(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def of_each(fault, files=FILES) -> dict[str, object]:
    """The files of which *fault* says something, with what it says."""
    return {str(file.relative_to(ROOT)): said for file in files if (said := fault(file))}


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="forks, which Windows has not")
def test_each_module_imports_alone_and_warns_of_nothing():
    names = [dotted(file) for file in FILES if file.name != "__main__.py"]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ALONE], input=" ".join(names), capture_output=True, text=True, cwd=ROOT
    )
    assert ("", "", 0) == (done.stdout, done.stderr, done.returncode)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["run", "--help"]])
def test_help_loads_neither_numpy_nor_pandas(arguments):
    code = (
        "import sys\n"
        f"sys.argv = ['evalkit', *{arguments!r}]\n"
        "from evalkit.cli.main import main\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as end:\n"
        "    heavy = {'numpy', 'pandas', 'jinja2', 'yaml', 'xlsxwriter', 'rich'} & set(sys.modules)\n"
        "    print('left with', end.code or 0, sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert ["left with 0 []"] == done.stdout.splitlines()[-1:], done.stderr


def test_importing_the_public_face_loads_nothing_heavy():
    heavy = {"numpy", "pandas", "click", "yaml", "jinja2"}
    code = f"import sys, evalkit\nprint(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "[]" == done.stdout.strip()


def test_nothing_in_the_package_knows_the_reference_example():
    def mentions(file: Path) -> bool:
        return b"romans" in file.read_bytes().lower() or "romans" in file.name.lower()

    shipped = [
        file
        for folder in (PACKAGE, TEMPLATE)
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    ]
    assert len(shipped) > len(FILES)
    assert {} == of_each(mentions, shipped)


def test_each_module_says_in_one_sentence_what_it_is_for():
    def not_one_sentence(file: Path) -> str | None:
        first = (ast.get_docstring(tree(file)) or "no docstring").split("\n\n")[0]
        whole = first.endswith((".", "?"))
        return None if whole and not re.search(r"[.!?] +[A-ZÉÀ«]", first.replace("\n", " ")) else first

    assert {} == of_each(not_one_sentence)


def test_no_module_is_longer_than_four_hundred_lines():
    assert {} == of_each(lambda file: max(0, len(file.read_text(encoding="utf-8").splitlines()) - 400))


def test_no_module_is_a_drawer_for_leftovers():
    assert {} == of_each(lambda file: LEFTOVERS & {file.stem, *file.parts})


def imports(file: Path) -> set[str]:
    """The modules that a file names in an import, for type checkers or not, at the top or in a function."""
    found = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            near = dotted(file.parent / "x").split(".")[: -node.level] if node.level else []
            found.add(".".join([*near, *([node.module] if node.module else [])]))
    return found


def test_built_ins_see_only_the_public_face_and_their_own_package():
    def sees_more(file: Path) -> set[str]:
        own = f"evalkit.{file.relative_to(PACKAGE).parts[0].removesuffix('.py')}"
        return {
            name
            for name in imports(file)
            if name.startswith("evalkit.") and name != own and not name.startswith(own + ".")
        }

    built_in = [file for file in FILES if file.relative_to(PACKAGE).parts[0].removesuffix(".py") in BUILT_IN]
    assert built_in
    assert {} == of_each(sees_more, built_in)


def test_the_core_imports_no_library_but_attrs_numpy_and_for_data_frames_pandas():
    def others(file: Path) -> set[str]:
        roots = {name.split(".")[0] for name in imports(file)}
        return roots - sys.stdlib_module_names - {"attrs", "numpy", "pandas", "evalkit"}

    assert {} == of_each(others, sorted((PACKAGE / "core").rglob("*.py")))


def test_each_room_of_the_house_has_its_layer():
    layered = set(re.findall(r"evalkit(?:\.[a-z_]+)+", " ".join(LAYERS)))
    rooms = [dotted(file).split(".") for file in FILES if dotted(file) not in {"evalkit", "evalkit.plugins"}]
    # The package of plugins is the one that stands on two floors: its modules are placed one by one.
    places = {".".join(parts[: 3 if parts[1] == "plugins" else 2]) for parts in rooms}
    assert set() == places - layered


def described(name: str) -> bool:
    """A class, function or module has a docstring; a constant has a string below its assignment."""
    value = getattr(evalkit, name)
    if inspect.isclass(value) or inspect.isroutine(value) or inspect.ismodule(value):
        return bool((value.__doc__ or "").strip())
    body = tree(ROOT / f"{evalkit._HOME[name].replace('.', '/')}.py").body
    for node, below in pairwise(body):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if name in {getattr(target, "id", "") for target in targets}:
            return (
                isinstance(below, ast.Expr)
                and isinstance(below.value, ast.Constant)
                and isinstance(below.value.value, str)
            )
    return False


def test_the_public_names_resolve_and_are_documented():
    assert sorted(set(evalkit.__all__)) == sorted(evalkit.__all__)
    assert set() == set(evalkit.__all__) - set(dir(evalkit))
    assert [] == [name for name in evalkit.__all__ if not described(name)]


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no_such_name"):
        evalkit.no_such_name  # noqa: B018


def test_the_changelog_knows_the_version():
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {PYPROJECT['project']['version']}" in changes


def test_locks_name_no_place_to_download_from():
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"://|--(extra-)?index-url|--find-links|@ file", lock)
        assert lock.count("==") > 25
        assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z])", lock)[1:])


def test_the_runtime_lock_is_part_of_the_lock_for_development():
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([a-z][\w.-]*==\S+)", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))

    assert set() == pins("requirements.lock") - pins("requirements-dev.lock")


def test_the_locks_hold_what_the_project_asks_for():
    for lock, wanted in (
        ("requirements.lock", PYPROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PYPROJECT["dependency-groups"]["dev"]),
    ):
        locked = set(re.findall(r"^([a-z][\w.-]*)==", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE))
        assert set() == {re.split(r"[<>=\[]", name)[0].lower() for name in wanted} - locked
