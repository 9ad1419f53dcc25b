"""Refuses answers from which no evaluation can be made; makes nothing and changes nothing."""

import json
import re
import sys

ANSWERS = json.loads(r"""{{ {
    'name': cookiecutter.name, 'sites': cookiecutter.sites, 'groups': cookiecutter.groups, 'core': cookiecutter.core,
    'criteria': cookiecutter.criteria | string, 'year': cookiecutter.year | string, 'folder': cookiecutter.folder,
} | jsonify }}""")


def parts(text):
    return [part.strip() for part in text.split(";" if ";" in text else ",") if part.strip()]


def faults():
    for key, text in sorted(ANSWERS.items()):
        if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029{}]", text):
            yield f"« {key} » contient un caractère qui ne peut pas s’écrire dans les fichiers (retour à la ligne, accolade…)."
    if not ANSWERS["name"].strip():
        yield "Il manque le nom de la structure."
    if not re.fullmatch(r"[1-9]|1[0-2]", ANSWERS["criteria"].strip()):
        yield "Le nombre de critères va de 1 à 12."
    if not re.fullmatch(r"20\d\d", ANSWERS["year"].strip()):
        yield "L’année de la campagne s’écrit en quatre chiffres, comme 2026."
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", ANSWERS["folder"]):
        yield "Le nom du dossier s’écrit sans accent ni espace."
    if not parts(ANSWERS["groups"]):
        yield "Il faut au moins un groupe."
    for key in ("sites", "groups"):
        names = [name.casefold() for name in parts(ANSWERS[key])]
        if len(set(names)) < len(names):
            yield f"« {key} » dit deux fois le même nom."


found = list(faults())
for fault in found:
    sys.stderr.buffer.write((fault + "\n").encode())
sys.exit(bool(found))
