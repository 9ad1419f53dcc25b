"""The files that one run makes: each under a name of its own, put in place together, the manifest last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from attrs import define, field, frozen

from evalkit.core.message import say
from evalkit.core.problems import Problem
from evalkit.evaluation.keeping import changed, kept_in, kept_note
from evalkit.files.putting import MANIFEST, put_in_place, require_names


@frozen(kw_only=True)
class Made:
    """One file that was made; ``profile`` is empty where it has none (a form, a manifest)."""

    kind: str
    profile: str
    path: Path

    def told(self) -> dict[str, str]:
        """The same as ``--json`` tells it, without what does not apply."""
        told = {"kind": self.kind, "profile": self.profile, "path": str(self.path)}
        return {key: value for key, value in told.items() if value}


@define
class Deliverables:
    """What is to be written into *folder*. Nothing is on the disk before `put`."""

    folder: Path
    made: list[Made] = field(factory=list, init=False)
    notes: list[Problem] = field(factory=list, init=False)
    _files: dict[str, bytes] = field(factory=dict, init=False)

    @property
    def files(self) -> Mapping[str, bytes]:
        """What will be written, by name."""
        return self._files

    def add(self, kind: str, profile: str, files: Mapping[str, bytes]) -> list[Problem]:
        """Take the files of one output or form; E410 for each whose name is taken, which is then left out.

        Raises:
            TypeError: for what is no bytes under a name.
            ValueError: for a name that leads out of the folder.
        """
        require_names(files)
        if not all(isinstance(data, bytes) for data in files.values()):
            msg = "a file is given as bytes"
            raise TypeError(msg)
        problems = []
        for name, data in sorted(files.items()):
            if name in self._files or name == MANIFEST:
                message = say("Deux sorties veulent écrire le même fichier : {file}.", file=name)
                problems.append(Problem("E410", message))
                continue
            self._files[name] = data
            self.made.append(Made(kind=kind, profile=profile, path=self.folder / name))
        return problems

    def put(self, manifest: Mapping[str, object] | None = None) -> tuple[Made, ...]:
        """Write all files, and give them with their paths.

        What *manifest* says is written last, with the name and the sha256 of each file. A file there that somebody
        changed since it was made is kept under another name, with a note.

        Raises:
            ProblemsFound: E401 or E402 where one cannot be written; those that stood there are then untouched.
        """
        if manifest is None:
            put_in_place(self.folder, self._files, self.folder.as_posix())
            return tuple(self.made)
        outputs = [
            {"kind": one.kind, "profile": one.profile, "path": name, "sha256": hashlib.sha256(data).hexdigest()}
            for one, (name, data) in zip(self.made, self._files.items(), strict=True)
        ]
        found = changed(self.folder, self._files)
        self.notes += [kept_note(self.folder, one) for one in found]
        copies = {one.kept: one.data for one in found}
        kept = sorted({*copies, *(path.name for path in kept_in(self.folder) if path.exists())})
        said = {**manifest, "outputs": outputs, **({"kept": kept} if kept else {})}
        told = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
        put_in_place(self.folder, {**self._files, **copies, MANIFEST: told.encode()}, self.folder.as_posix())
        return *self.made, Made(kind="manifest", profile="", path=self.folder / MANIFEST)
