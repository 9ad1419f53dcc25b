"""Items that ask who someone is: evalkit holds no identity, so it asks for none."""

from __future__ import annotations

import re
from typing import Final

from evalkit.core.message import say
from evalkit.core.names import fold
from evalkit.core.text import Text
from evalkit.documents.structuring import Structurer
from evalkit.evaluation.shapes import ItemShape

_WHOLE: Final = """
nom, noms, nom de famille, nom d’usage, prénom, prénoms, nom et prénom, nom prénom, prénom nom, prénom et nom, courriel,
e-mail, email, mail, mél, adresse mail, adresse e-mail, adresse électronique, adresse courriel, téléphone, tél, tel,
numéro de téléphone, n° de téléphone, adresse, adresse postale, date de naissance, numéro de sécurité sociale, n° de
sécurité sociale, numéro d’allocataire, n° d’allocataire, name, first name, last name, surname, full name, phone, phone
number, telephone, address, postal address, email address, date of birth
"""
WHOLE: Final = frozenset(fold(word) for word in _WHOLE.split(","))
"""What an item may not ask: the whole of its label, an article or a possessive before it apart."""

_ARTICLE = re.compile(r"^(?:votre|vos|ton|tes|le|la|les|your|the|l')\s*")
_END = re.compile(r"[\s:?*.!]+$")
_CONTAINED = re.compile(
    r"\b(?:prénoms?|courriels?|e-?mails?|téléphones?|adresse (?:postale|mail|e-mail|électronique)|date de naissance"
    r"|(?:votre|vos|ton|son|leurs?|le|et|ou) (?:adresse|nom)s?|noms? (?:de famille|et|ou)|phone|surname|date of birth"
    r"|numéro de sécurité sociale|your (?:name|address))\b"
)


def check_identities(structurer: Structurer, items: tuple[ItemShape, ...]) -> None:
    """Refuse the items that ask for an identity, note those that may."""
    for item in items:
        where = structurer.place(item, "label")
        if any(asks_identity(label) for label in item.label.variants):
            message = say("L’item « {item} » demande « {label} » : evalkit ne garde aucune identité.", item=item.id,
                          label=item.label)  # fmt: skip
            structurer.fault("E121", message, where, say("Ôtez cet item ; la colonne du fichier ne sera pas lue."))
        elif any(_CONTAINED.search(fold(label)) for label in item.label.variants):
            message = say("L’item « {item} » semble demander qui répond.", item=item.id)
            hint = say("Si c’est le cas, ôtez-le : evalkit ne garde aucune identité.")
            structurer.fault("W105", message, where, hint)


def asks_identity(label: Text | str) -> bool:
    """True for a label that asks who someone is, and nothing else."""
    words = _END.sub("", fold(label))
    return words in WHOLE or _ARTICLE.sub("", words) in WHOLE
