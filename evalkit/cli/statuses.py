"""How a call of the command line ends: the exit statuses that programs rely on."""

from __future__ import annotations

from typing import Final

FINE: Final = 0
PROBLEMS: Final = 1
"""Something in the centre's files is to be mended."""
USAGE: Final = 2
"""The command line itself could not be understood."""
PLUGIN: Final = 3
UNWRITTEN: Final = 4
"""An output could not be written; the previous one is intact."""
BUG: Final = 70
INTERRUPTED: Final = 130
"""Stopped from the keyboard."""
