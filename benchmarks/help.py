"""`evalkit --help` beside the help of a bare click command: the median ratio of runs taken in turn.

python -m benchmarks.help [RUNS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.beside import ratio

BARE = '''
import click


@click.command()
@click.argument("name")
def main(name: str) -> None:
    """Says a name."""
    click.echo(name)


main()
'''


def main(runs: int = 21) -> None:
    """Print the ratio. The promise is 1.6 at most."""
    command = Path(sys.executable).with_name("evalkit")
    with tempfile.TemporaryDirectory() as room:
        bare = Path(room) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        ratio(
            "evalkit --help",
            [str(command), "--help"],
            "a bare click command",
            [sys.executable, str(bare), "--help"],
            runs,
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
