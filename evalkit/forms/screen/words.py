"""What the page says while it is used: the sentences that its script fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from evalkit import Message, say

WORDS: Final[Mapping[str, Message]] = {
    "add": say("{stage} : poser une gommette. Gommettes : {n}"),
    "take": say("{stage} : retirer une gommette"),
    "choose": say("{stage} : position du groupe"),
    "placed": say("{marker} – {stage}, gommettes : {n}"),
    "chosen": say("{marker} – position du groupe : {stage}"),
    "cleared": say("{marker} – aucune position"),
    "how": say("Comment se prend la position sur « {marker} »"),
    "before": say("Avant : {said}"),
    "nothing": say("rien"),
    "dots": say("{stage} × {n}"),
    "petal": say("{label} : {n} sur {total}"),
    "heart": say("{n} sur {total}"),
    "dissent": say("Noter un désaccord"),
    "dissent_label": say("Ce qui fait désaccord sur « {marker} », en quelques mots, sans aucun nom"),
    "too_many": say("Il y a plus de gommettes que de présents sur « {marker} »."),
    "lonely": say("Un désaccord est noté sur « {marker} » sans aucune position : posez-en une pour qu’il soit gardé."),
    "empty": say("Rien n’est encore placé."),
    "ready": say("Positions à enregistrer : {n}"),
    "saved": say("Fichier « {file} » enregistré dans les téléchargements de cet appareil."),
    "unkept": say("Cet appareil ne garde rien en mémoire : enregistrez souvent, et ne fermez pas la page."),
    "session": say("{record} – {date} – positions : {n}"),
    "open": say("Reprendre {record}"),
    "remove": say("Effacer {record} de cet appareil"),
    "sure": say("Effacer la séance {record} de cet appareil ? Ce qui n’est pas enregistré sera perdu."),
    "split": say("partagé"),
    "none": say("pas encore de position"),
    "current": say("en cours"),
}
