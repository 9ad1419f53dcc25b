"""What a structure says of each dimension of the shared core: what the department will read of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import evalkit
from evalkit import Cell, Field, Kind, Published, Table, language, printing, table

NAME = "core_dimensions"

_COUNTED = ("attested", "contested", "not_attested", "not_looked_for", "masked")
_SAID = ("attested", "contested", "not_attested")


@evalkit.hookimpl
def evalkit_sheets(published: Published) -> Iterable[Table]:
    """One row per dimension of the shared core; no sheet where the structure has none."""
    about = published.about
    labels = {key.removeprefix("dimension."): str(v) for key, v in about.items() if key.startswith("dimension.")}
    if not labels:
        return []
    said = language(str(about["language"]))
    statuses = _statuses(published)
    counted = [Field(name, printing.word(printing.STATUSES, name, said), Kind.WHOLE) for name in _COUNTED]
    fields = (
        Field("dimension", said.gettext("Dimension du socle commun"), Kind.ID),
        Field("label", said.gettext("Libellé"), Kind.TEXT),
        Field("markers", said.gettext("Marqueurs"), Kind.WHOLE),
        Field("informed", said.gettext("Renseignés"), Kind.WHOLE),
        *counted,
    )
    rows = [_row(dimension, label, statuses.get(dimension, [])) for dimension, label in labels.items()]
    purpose = said.gettext("Statuts des marqueurs comptés par dimension du socle commun.")
    return [table(NAME, said.gettext("Dimensions du socle"), fields, rows, purpose=purpose)]


def _statuses(published: Published) -> Mapping[str, list[Cell]]:
    """The status of each marker for the whole, by the dimension that its structure ties it to."""
    nodes = {str(row["id"]): row for row in published["framework"].records()}
    found: dict[str, list[Cell]] = {}
    for row in published["markers"].records():
        mapping = nodes[str(row["marker"])]
        if row["dimension"] == "all" and mapping["maps_to"] is not None and mapping["extent"] != "none":
            found.setdefault(str(mapping["maps_to"]), []).append(row["status"])
    return found


def _row(dimension: str, label: str, statuses: list[Cell]) -> tuple[object, ...]:
    informed = sum(statuses.count(status) for status in _SAID)
    return (dimension, label, len(statuses), informed, *(statuses.count(status) for status in _COUNTED))
