"""House rules of the shared core, as a local plugin: they speak only to structures that are tied to it.

A structure copies this file into its folder, lists it under ``plugins:`` of evaluation.yaml and approves it once
(`evalkit plugins approve plugins/regles_du_socle.py`); `evalkit check` then asks what the department asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from evalkit import Evaluation, Problem, hookimpl, say

CORE = "socle-drome"


@hookimpl
def evalkit_checks(evaluation: Evaluation) -> Iterator[Problem]:
    """Each dimension is either tied to a marker or left alone on purpose: never forgotten."""
    core = evaluation.shared_core
    if core is None or core.id != CORE:
        return
    mappings = [node.maps_to for node in evaluation.framework.nodes.values() if node.maps_to]
    tied = {mapping.dimension for mapping in mappings}
    for dimension in core.dimensions:
        if dimension.id not in tied:
            yield Problem(
                "W901",
                say("Rien n’est rattaché à « {label} » du socle commun.", label=dimension.label),
                evaluation.where,
                say("Si c’est voulu, dites-le avec « extent: none » et une raison sur le critère le plus proche."),
            )
