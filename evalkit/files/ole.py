"""The old container of Microsoft Office: the streams that tell an xls from what is locked or is no workbook."""

from __future__ import annotations

import re

_STREAMS = ("EncryptedPackage", "Workbook", "Book", "WordDocument", "PowerPoint Document")


def streams(data: bytes) -> frozenset[str]:
    """Which of the known streams the container's directory names."""
    return frozenset(
        name for name in _STREAMS if re.search(re.escape(name.encode("utf-16-le")) + b"\0\0", data) is not None
    )
