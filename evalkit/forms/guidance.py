"""How an entry workbook is typed in, in a few sentences."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit import InstrumentUse, Message, say
from evalkit.forms.languages import FormLanguage
from evalkit.forms.typed import TICK, Typed

_ROW: dict[str, Message] = {
    "form": say("Une ligne par formulaire, dans l’ordre du papier."),
    "grid": say("Une ligne par réunion et par personne qui observe."),
    "guide": say(
        "Une ligne par extrait. Un entretien où personne n’a parlé des marqueurs garde une ligne, avec son seul numéro."
        " Un extrait qui ne va avec aucun marqueur est gardé : laissez le marqueur vide."
    ),
    "flower": say("Une ligne par séance, marqueur, moment et position, avec le nombre de gommettes ou de voix."),
}


def sentences(use: InstrumentUse, columns: Sequence[Typed], lang: FormLanguage) -> tuple[str, ...]:
    """The steps, in the order in which they are needed."""
    steps = [
        _ROW.get(use.plugin.layout, _ROW["form"]),
        say("Recopiez d’abord le numéro écrit sur le papier : il permet de retrouver le formulaire."),
        say("Alt + flèche bas ouvre la liste d’une case ; la touche Tab passe à la case suivante."),
    ]
    if any(word.says for column in columns for word in column.words):
        steps.append(say("Une échelle se tape par son chiffre ; ce qu’il veut dire s’affiche près de la case."))
    if any(word.typed == TICK for column in columns for word in column.words):
        steps.append(
            say("Une question à plusieurs réponses a une colonne par réponse : tapez x pour chaque case cochée.")
        )
    steps += [
        say("Rien n’est coché ou écrit sur le papier : laissez la case vide."),
        say("N’écrivez aucun nom, aucune adresse, aucun numéro de téléphone."),
        say("Ne changez pas les deux premières lignes. La feuille « Réponses possibles » dit tous les mots acceptés."),
        say("Enregistrez, puis déposez ce fichier dans le dossier data/VAGUE/{id}/ de l’évaluation.", id=use.id),
    ]
    return tuple(lang.say(step) for step in steps)
