"""Makes the generated pages of the documentation; with --check, says which are not what the code makes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from making import commands, face, hooks, layers, scorers, settings, tables  # noqa: E402

HEAD = "<!-- Made by docs/generate.py: change the code, or docs/making/keys.yaml, and run it again. -->\n\n"


def pages() -> dict[str, str]:
    """Each generated file by its path in docs, with what it holds."""
    return {
        "en/commands.md": HEAD + commands.page("en"),
        "en/configuration.md": HEAD + settings.page("en"),
        "en/hooks.md": HEAD + hooks.page(),
        "en/python.md": HEAD + face.page(),
        "en/scorers.md": HEAD + scorers.page(),
        "en/tables.md": HEAD + tables.page("en"),
        "fr/commandes.md": HEAD + commands.page("fr"),
        "fr/reglages.md": HEAD + settings.page("fr"),
        "fr/tables.md": HEAD + tables.page("fr"),
        "images/layers.svg": layers.picture(),
    }


def main() -> int:
    """Write what differs, or name it."""
    for name in ("LANG", "LC_ALL", "LANGUAGE"):
        os.environ.pop(name, None)
    stale = {
        name: text
        for name, text in pages().items()
        if not (HERE / name).is_file() or (HERE / name).read_text(encoding="utf-8") != text
    }
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"docs/{name} is not what the code makes: run python docs/generate.py")
        return 1 if stale else 0
    for name, text in stale.items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
