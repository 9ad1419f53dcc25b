"""The two marks that tie a function to evalkit's hooks."""

from __future__ import annotations

import pluggy

hookspec = pluggy.HookspecMarker("evalkit")
hookimpl = pluggy.HookimplMarker("evalkit")
"""Marks a function of a plugin as an answer to the hook of the same name."""
