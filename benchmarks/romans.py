"""`evalkit run examples/romans` beside `import pandas`: the median ratio of runs taken in turn.

python -m benchmarks.romans [RUNS]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.beside import ratio

ROOT = Path(__file__).resolve().parent.parent


def main(runs: int = 9) -> None:
    """Print the ratio with workbook and report, whose promise is 4 at most, then with every built-in output."""
    command = Path(sys.executable).with_name("evalkit")
    pandas = [sys.executable, "-c", "import pandas"]
    with tempfile.TemporaryDirectory() as room:
        examples = Path(room) / "examples"
        shutil.copytree(ROOT / "examples", examples, ignore=shutil.ignore_patterns("out", "__pycache__"))
        file = examples / "romans" / "evaluation.yaml"
        declared = file.read_text(encoding="utf-8")
        for name, outputs in (("workbook and report", "outputs: [workbook, report]\n"), ("all outputs", "")):
            file.write_text(declared + outputs, encoding="utf-8")
            run = [str(command), "run", str(file.parent), "--quiet"]
            ratio(f"evalkit run examples/romans, {name}", run, "import pandas", pandas, runs)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
