"""For authors of plugins: contracts to inherit in a test, and a small project to run it on; needs pytest."""

from __future__ import annotations

import pytest

# Before they are imported: a contract that is not kept then shows both sides, as the author's own asserts do.
pytest.register_assert_rewrite("evalkit.testing.contracts", "evalkit.testing.projects")

from evalkit.testing.contracts import (  # noqa: E402
    FormContract,
    InstrumentContract,
    OutputContract,
    ReaderContract,
    ScorerContract,
    SynthesisContract,
)
from evalkit.testing.projects import ANSWERS, FILES, project, published, write_project  # noqa: E402

__all__ = [
    "ANSWERS",
    "FILES",
    "FormContract",
    "InstrumentContract",
    "OutputContract",
    "ReaderContract",
    "ScorerContract",
    "SynthesisContract",
    "project",
    "published",
    "write_project",
]
