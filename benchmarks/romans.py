"""`evalkit run examples/romans`, workbook and report, beside `import pandas`: the median ratio of runs taken in turn.

python -m benchmarks.romans [RUNS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.beside import ratio

ROOT = Path(__file__).resolve().parent.parent


def main(runs: int = 9) -> None:
    """Print the ratio. The promise is 4 at most."""
    command = Path(sys.executable).with_name("evalkit")
    with tempfile.TemporaryDirectory() as room:
        run = [str(command), "run", str(ROOT / "examples" / "romans"), "-o", room, "--quiet"]
        ratio("evalkit run examples/romans", run, "import pandas", [sys.executable, "-c", "import pandas"], runs)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
