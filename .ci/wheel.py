"""Build the wheel and look that it carries all that is no Python: a forgotten template is seen only by a user."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {"__pycache__", "out"}


def wanted() -> set[str]:
    """Every file of the package, and of the template under the place where a wheel has it."""
    found = set()
    for folder, place in (
        ("evalkit", "evalkit"),
        ("templates/cookiecutter-structure", "evalkit/templates/cookiecutter-structure"),
    ):
        tracked = subprocess.run(
            ["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split("\0")
        found |= {
            place + name.removeprefix(folder) for name in tracked if name and not LEFT_OUT & set(Path(name).parts)
        }
    return found


def main() -> int:
    """0 where the wheel has them all, 1 where some are missing, which are named."""
    with tempfile.TemporaryDirectory() as room:
        subprocess.run(
            [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", room, str(ROOT)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (wheel,) = Path(room).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            held = set(archive.namelist())
    missing = sorted(wanted() - held)
    print(*(f"not in the wheel: {name}" for name in missing), f"{len(held)} files in {wheel.name}", sep="\n")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())
