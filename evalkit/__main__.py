"""`python -m evalkit`: the command, where its own name is not on the path."""

from __future__ import annotations

from evalkit.cli.main import main

if __name__ == "__main__":
    main()
