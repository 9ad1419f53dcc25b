"""Walks a page of the documentation as its reader would: types its commands, writes its files, compares what is shown.

A block ```` ```console ```` holds commands after ``$`` and what they show; ``…`` stands for anything. A block with
``title="path"`` is a file to write. A comment ``<!-- avant : … -->`` holds commands that other pages have already told.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from attrs import define

BLOCK = re.compile(
    r"^```(?P<head>[^\n`]+)\n(?P<body>.*?)^```$|^<!-- avant : (?P<before>[^\n]*) -->$", re.MULTILINE | re.DOTALL
)
ADD = " (add)"
TITLE = re.compile(r'title="([^"]+)"')


@define
class Walker:
    """Someone who reads a page with a terminal beside; ``room`` is where she stands."""

    room: Path
    language: str = "fr"

    def walk(self, page: Path) -> list[str]:
        """Type and write all that the page says; the commands that were typed.

        Raises:
            AssertionError: where a command shows something else than the page.
        """
        typed = []
        for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
            if block["before"]:
                for command in block["before"].split(" && "):
                    self.type(command)
                continue
            head, body = block["head"], block["body"]
            if title := TITLE.search(head):
                self.write(title[1], body)
            elif head.strip() == "console":
                for command, shown in session(body):
                    typed.append(command)
                    assert re.fullmatch(pattern(shown), plain(self.type(command))), (
                        f"{page.name}: $ {command}\n--- the page\n{shown}\n--- shown\n{self.last}"
                    )
        return typed

    last: str = ""

    def type(self, command: str) -> str:
        """What a command shows, results and messages together."""
        words = shlex.split(command)
        if words[0] == "cd":
            self.room = self.room / words[1]
            return ""
        if words[0] in ("pytest", "python"):
            words[:1] = [sys.executable, *(["-m", "pytest"] if words[0] == "pytest" else [])]
        else:
            assert "evalkit" == words[0], f"the page types something else than evalkit: {command}"
            words[:1] = [sys.executable, "-m", "evalkit"]
        done = subprocess.run(
            words,
            cwd=self.room,
            env={**os.environ, "LANGUAGE": self.language, "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.last = done.stdout
        return done.stdout

    def write(self, name: str, text: str) -> None:
        """Write a file as the page shows it; « (add) » after its name adds to what is there."""
        path = self.room / name.removesuffix(ADD)
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if name.endswith(ADD) else ""
        path.write_text(before + text, encoding="utf-8")


def session(body: str) -> list[tuple[str, str]]:
    """The commands of a block, each with what the page says it shows."""
    found: list[tuple[str, str]] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        else:
            command, shown = found.pop()
            found.append((command, f"{shown}{line}\n"))
    return found


def plain(text: str) -> str:
    """Text without what an eye does not see: kinds of spaces, spaces at the ends of lines, empty lines at both ends."""
    return "\n".join(re.sub(r"[\u00a0\u202f]", " ", line).rstrip() for line in text.strip("\n").splitlines())


def pattern(shown: str) -> str:
    """What the page shows as a pattern, where ``…`` stands for anything; all of it where the page shows nothing."""
    if not shown.strip():
        return r"(?s:.*)"
    return "".join(r"(?s:.*?)" if part == "…" else re.escape(part) for part in re.split("(…)", plain(shown)))
