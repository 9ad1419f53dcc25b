"""`evalkit new`: a structure's own evaluation, asked for step by step; or the next wave of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evalkit.cli.command import Command, common, option
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session
    from evalkit.scaffold.asking import StructureOptions

_KINDS = ("centre-social", "espace-de-vie-sociale", "maison-de-quartier", "other")


@click.command(
    "new",
    cls=Command,
    help=_(
        "Créer le dossier d’une évaluation, pas à pas : référentiel à réécrire, questionnaire, grille d’observation, "
        "guide d’entretien, fleur, fiche RGPD, guide de l’année. Avec « --wave », ouvrir une nouvelle vague dans une "
        "évaluation qui existe, et garder les mots de celle qui se ferme."
    ),
    examples=(
        ("evalkit new ma-structure", _("Répondre à quelques questions, puis créer « ma-structure ».")),
        (
            'evalkit new essai --no-input --name "Centre social Exemple" --demo',
            _("Sans question, avec des réponses simulées pour essayer."),
        ),
        ("evalkit new ma-structure --from atelier.xlsx", _("Partir du tableau d’un atelier.")),
        ("evalkit new ma-structure --wave 2028", _("Ouvrir la vague 2028.")),
    ),
)
@click.argument("target", metavar=_("[DOSSIER]"), required=False, type=click.Path(path_type=Path))
@option("--no-input", is_flag=True, help=_("Ne rien demander : ce qui n’est pas dit prend sa valeur habituelle."))
@option("--name", metavar=_("NOM"), help=_("Nom de la structure."))
@option("--kind", type=click.Choice(_KINDS), help=_("Sorte de structure."))
@option("--sites", metavar=_("NOMS"), help=_("Ses lieux, séparés par des points-virgules."))
@option("--groups", metavar=_("NOMS"), help=_("Les groupes, séparés par des points-virgules."))
@option("--criteria", metavar="N", help=_("Combien de critères pour commencer, de 1 à 12."))
@option(
    "--core",
    metavar=_("FICHIER"),
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Socle commun auquel se rattacher ; il est copié dans le dossier."),
)
@option(
    "--from",
    "workshop",
    metavar=_("FICHIER"),
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Tableau d’un atelier, une ligne par marqueur (.xlsx, .ods ou .csv)."),
)
@option("--year", metavar=_("ANNÉE"), help=_("Année de la première campagne ; sinon cette année."))
@option("--demo", is_flag=True, help=_("Ajouter des réponses simulées, pour essayer."))
@option("--wave", metavar=_("VAGUE"), help=_("Ouvrir cette vague dans l’évaluation du dossier."))
@common
def command(
    session: Session,
    target: Path | None,
    no_input: bool,
    name: str | None,
    kind: str | None,
    sites: str | None,
    groups: str | None,
    criteria: str | None,
    core: Path | None,
    workshop: Path | None,
    year: str | None,
    demo: bool,
    wave: str | None,
) -> int:
    """Make it."""
    given = {"name": name, "kind": kind, "sites": sites, "groups": groups, "criteria": criteria, "year": year}
    if wave is not None:
        beside = [*(f"--{key}" for key, value in given.items() if value is not None)]
        beside += [word for word, said in (("--core", core), ("--from", workshop), ("--demo", demo)) if said]
        if beside:
            message = session.say("« --wave » ouvre une vague, et ne va pas avec {options}.", options=", ".join(beside))
            raise click.UsageError(message, click.get_current_context())
        return _wave(session, target or Path(), wave)
    from datetime import UTC, datetime

    from evalkit.scaffold.asking import StructureOptions
    from evalkit.scaffold.baking import refuse_taken, slug
    from evalkit.scaffold.structure import new_evaluation
    from evalkit.scaffold.workshop import tree_of

    if target is not None:
        refuse_taken(target)  # before anything is asked
    usual = {
        "name": session.say("Maison de quartier Exemple"),
        "kind": _KINDS[0],
        "sites": "",
        "groups": session.say("Habitants; Bénévoles; Salariés; Partenaires"),
        "criteria": "4",
        "year": str(datetime.now(UTC).year),
    }
    tree, notes = tree_of(workshop) if workshop is not None else ((), ())
    if no_input:
        said = {key: value if value is not None else usual[key] for key, value in given.items()}
    else:
        said = _asked(session, given, usual, skip=("criteria", "year") if tree else ("year",))
        core = core if core is not None else _core(session)
    language = session.lang or session.language.code
    options = StructureOptions(**said, language=language, demo=demo)
    folder = target if target is not None else Path(slug(options.name, {"language": language}))
    names = new_evaluation(options, folder, core=core, tree=tree)
    _show(session, folder, options)
    return session.finish(notes, {"folder": folder.as_posix(), "files": list(names)})


def _show(session: Session, folder: Path, options: StructureOptions) -> None:
    from evalkit.scaffold.asking import parts

    guide = "LISEZ-MOI.md" if options.language == "fr" else "README.md"
    session.out(session.say("L’évaluation est prête dans {folder}.", folder=folder))
    for title, names in ((session.say("Lieux"), parts(options.sites)), (session.say("Groupes"), parts(options.groups))):
        if names:
            session.out("  " + session.pair(title, " · ".join(names)))
    session.out(session.say("Pour commencer, lisez {guide}, puis tapez :", guide=(folder / guide).as_posix()))
    session.out()
    shown = f'"{folder}"' if " " in str(folder) else folder
    session.out(f"  evalkit check {shown}")
    if options.demo:
        session.out(f"  evalkit run {shown}")


def _asked(
    session: Session, given: dict[str, str | None], usual: dict[str, str], *, skip: tuple[str, ...]
) -> dict[str, str]:
    """The answers, one question after the other; a wrong one is asked again."""
    from evalkit.scaffold.asking import fault_of

    questions = {
        "name": session.say("Comment s’appelle votre structure ?"),
        "kind": session.say("Quelle sorte de structure est-ce ?"),
        "sites": session.say("Ses lieux, séparés par des points-virgules (Entrée s’il n’y en a qu’un)"),
        "groups": session.say("Les groupes dont vous voulez distinguer la parole"),
        "criteria": session.say("Combien de critères pour commencer, de 1 à 12 ?"),
        "year": "",
    }
    kinds = {
        "centre-social": session.say("centre social"),
        "espace-de-vie-sociale": session.say("espace de vie sociale"),
        "maison-de-quartier": session.say("maison de quartier"),
        "other": session.say("autre"),
    }
    said: dict[str, str] = {}
    for key, question in questions.items():
        value = given[key]
        while value is None:
            if key in skip:
                value = usual[key]
            elif key == "kind":
                value = _chosen(session, question, kinds)
            else:
                typed = _prompt(session, question, default=usual[key], show_default=bool(usual[key]))
                fault = fault_of(key, typed)
                value = typed if fault is None else None
                if fault is not None:
                    session.warn("  " + fault.said_in(session.language))
        said[key] = value
    return said


def _core(session: Session) -> Path | None:
    """The shared core to be tied to, or None."""
    while True:
        question = session.say("Fichier du socle commun, si votre département en a un (Entrée sinon)")
        typed = _prompt(session, question, default="", show_default=False).strip().strip('"')
        if not typed or Path(typed).is_file():
            return Path(typed) if typed else None
        session.warn("  " + session.say("Ce fichier n’existe pas."))


def _prompt(session: Session, question: str, *, default: str, show_default: bool = True) -> str:
    """What a person types, the colon set as her language sets it."""
    typed: str = click.prompt(
        question, default=default, show_default=show_default, prompt_suffix=session.pair("", ""), err=True
    )
    return typed


def _chosen(session: Session, question: str, words: dict[str, str]) -> str | None:
    """One of a few, by its number or its name; None where what was typed is none of them."""
    from evalkit.core.names import fold

    session.warn(question)
    for number, word in enumerate(words.values(), 1):
        session.warn(f"  {number}. {word}")
    typed = _prompt(session, session.say("Son numéro"), default="1").strip()
    if typed.isdecimal() and 1 <= int(typed) <= len(words):
        return list(words)[int(typed) - 1]
    named = {fold(word): key for key, word in words.items()}
    if fold(typed) not in named:
        session.warn("  " + session.say("Tapez un numéro, de 1 à {n}.", n=len(words)))
    return named.get(fold(typed))


def _wave(session: Session, folder: Path, wave: str) -> int:
    from evalkit.scaffold.waves import open_wave

    opened = open_wave(folder, wave, local=session.local_plugins)
    session.out(session.say("La vague « {wave} » est ouverte dans {file}.", wave=wave, file=opened.file.as_posix()))
    if opened.wordings:
        session.out(session.say("Les mots de la vague « {wave} » sont gardés dans :", wave=opened.closing))
        for name in opened.wordings:
            session.out(f"  {name}")
    return session.finish(
        (), {"wave": wave, "closing": opened.closing, "files": [opened.file.as_posix(), *opened.wordings]}
    )
