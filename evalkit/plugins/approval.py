"""Which local plugins a person has read and approved on this computer."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

FILE = "approved.json"


def home(environment: Mapping[str, str] = os.environ) -> Path:
    """Where evalkit keeps what belongs to a person: ``$EVALKIT_HOME``, else her configuration folder."""
    if environment.get("EVALKIT_HOME"):
        return Path(environment["EVALKIT_HOME"])
    if sys.platform == "win32" and environment.get("APPDATA"):
        return Path(environment["APPDATA"]) / "evalkit"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "evalkit"
    configuration = environment.get("XDG_CONFIG_HOME")
    return (Path(configuration) if configuration else Path.home() / ".config") / "evalkit"


def sha256(content: bytes) -> str:
    """The fingerprint under which a file is approved: another content is another file."""
    return hashlib.sha256(content).hexdigest()


def approved(folder: Path | None = None) -> dict[str, str]:
    """The approved fingerprints, each with the name of the file as it was approved; none where nothing was kept.

    A damaged file approves nothing: the worst it can do is to ask again.
    """
    try:
        kept = json.loads(((folder or home()) / FILE).read_text(encoding="utf-8"))
        return {str(digest): str(name) for digest, name in kept["approved"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def approve(file: Path, folder: Path | None = None) -> str:
    """Approve *file* as it is now, and give its fingerprint back.

    Raises:
        OSError: where the file cannot be read or the approval not be kept.
    """
    digest = sha256(file.read_bytes())
    folder = folder or home()
    folder.mkdir(parents=True, exist_ok=True)
    kept = {"approved": dict(sorted({**approved(folder), digest: file.name}.items()))}
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{FILE}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(json.dumps(kept, ensure_ascii=False, indent=2) + "\n")
        Path(temporary).replace(folder / FILE)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest
