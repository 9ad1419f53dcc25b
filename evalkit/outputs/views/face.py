"""The face of a page: whose it is, what it asks, and what nobody may miss."""

from __future__ import annotations

from attrs import frozen

from evalkit import Language, Published, printing

OWN = "plugin.evalkit"
"""The key of ``about`` that tells evalkit's own version; any other ``plugin.`` key is a module from outside."""


@frozen(kw_only=True)
class Face:
    """What every page says of itself. ``question`` is without its quotation marks."""

    structure: str
    wave: str
    question: str
    profile: str
    profile_word: str
    stamps: tuple[str, ...]
    simulated: bool
    provisional: bool


def face_of(published: Published, language: Language) -> Face:
    """The face of these results, in one language."""
    about = published.about
    say = language.gettext
    simulated, provisional = about.get("simulated") == "yes", about.get("provisional") == "yes"
    profile = str(about.get("profile") or "published")
    stamps = [printing.word(printing.PROFILES, profile, language)]
    stamps += [say("données simulées")] * simulated + [say("critères provisoires")] * provisional
    outside = [key.partition(".")[2] for key in about if key.startswith("plugin.") and key != OWN]
    if outside:
        names = ", ".join(outside)
        stamps.append(
            language.ngettext("avec le module {names}", "avec les modules {names}", len(outside)).format(names=names)
        )
    if about.get("floor_reason"):
        stamps.append(say("seuil abaissé : {reason}").format(reason=about["floor_reason"]))
    return Face(
        structure=str(about.get("structure_name") or about.get("structure") or ""),
        wave=str(about.get("wave_label") or about.get("wave") or ""),
        question=bare(str(about.get("question") or "")),
        profile=profile,
        profile_word=printing.word(printing.PROFILES, profile, language),
        stamps=tuple(stamp[:1].upper() + stamp[1:] for stamp in stamps),
        simulated=simulated,
        provisional=provisional,
    )


@frozen(kw_only=True)
class Founding:
    """The structure's own founding text; each part empty where it gave none."""

    aim: str
    ideals: str
    principles: str
    source: str


def founding_of(published: Published) -> Founding | None:
    """The founding text, where the structure gave one."""
    about = published.about
    aim, ideals, principles, source = (
        str(about.get(f"foundation.{key}") or "") for key in ("aim", "values", "principles", "source")
    )
    listed = [words.replace("; ", ", ") for words in (ideals, principles)]
    made = Founding(aim=aim, ideals=listed[0], principles=listed[1], source=source)
    return made if aim or ideals or principles else None


def bare(words: str) -> str:
    """Words without the quotation marks around the whole of them.

    >>> bare("« À quoi ça sert ? »")
    'À quoi ça sert ?'
    """
    said = words.strip()
    whole = said.startswith("«") and said.endswith("»") and said.count("«") == said.count("»") == 1
    return said[1:-1].strip() if whole else said
