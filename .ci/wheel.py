"""Build the wheel, look that it carries every file of the package, and run it with the runtime lock alone.

A forgotten template, or a library that only the development lock has, is otherwise first seen by a user.
"""

import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {"__pycache__", "out"}


def wanted() -> set[str]:
    """Every file of the package, and of the template under the place where a wheel has it."""
    found = set()
    for folder, place in (
        ("evalkit", "evalkit"),
        ("templates/cookiecutter-plugin", "evalkit/templates/cookiecutter-plugin"),
        ("templates/cookiecutter-structure", "evalkit/templates/cookiecutter-structure"),
    ):
        tracked = subprocess.run(
            ["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split("\0")
        found |= {
            place + name.removeprefix(folder) for name in tracked if name and not LEFT_OUT & set(Path(name).parts)
        }
    return found


def missing(wheel: Path) -> list[str]:
    """What the wheel should carry and does not."""
    with zipfile.ZipFile(wheel) as archive:
        return sorted(wanted() - set(archive.namelist()))


def installed(wheel: Path, room: Path) -> Path:
    """The command of the wheel, installed as README says into an environment of its own."""
    venv.create(room, with_pip=True)
    python = room / "bin" / "python"
    for what in (["-r", str(ROOT / "requirements.lock")], ["--no-deps", str(wheel)]):
        subprocess.run([python, "-m", "pip", "--disable-pip-version-check", "-qq", "install", *what], check=True)
    return room / "bin" / "evalkit"


def main() -> int:
    """0 where the wheel has all and works, 1 where files are missing, which are named; a step that fails raises."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, str(ROOT)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        (wheel,) = room.glob("*.whl")
        faults = missing(wheel)
        print(*(f"not in the wheel: {name}" for name in faults), f"built {wheel.name}", sep="\n")
        command = installed(wheel, room / "venv")
        project = room / "mon-evaluation"
        # From another folder than the checkout, so that nothing is found there by chance.
        for arguments in (
            ["run", ROOT / "examples" / "romans", "-o", room / "out"],
            ["new", project, "--no-input"],
            ["check", project],
        ):
            subprocess.run([command, *map(str, arguments)], check=True, cwd=room, stdout=subprocess.DEVNULL)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
