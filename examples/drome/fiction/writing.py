"""One invented structure written down as a project: its files, and simulated answers that lean as its spec says."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from .bank import BANK, SCALES, Sign
from .structures import Invented

GROUPS = (("habitants", "Habitants"), ("benevoles", "Bénévoles"), ("salaries", "Salariés"))
FIGURES = (
    ("adherents", "Adhérents", "personnes"),
    ("usagers", "Usagers", "personnes"),
    ("benevoles", "Bénévoles", "personnes"),
    ("salaries", "Salariés", "personnes"),
    ("etp", "Équivalents temps plein", "ETP"),
    ("equipements", "Équipements", ""),
)
STAGES = (("1", "Pas encore"), ("2", "On commence"), ("3", "C’est là"), ("4", "C’est solide"))
_TALKED, _SEEN, _ASKED, _DRAWN = "ac", "ac", "acns", "acn"
Row = dict[str, Any]


def project(one: Invented, folder: Path, core: str) -> None:
    """Write the whole project of *one* into *folder*; *core* is the path of the shared core as seen from there."""
    instruments = dict(_instruments(one))
    files: dict[str, Any] = {
        "evaluation.yaml": _evaluation(one, core, list(instruments)),
        "framework.yaml": _framework(one),
        "findings.yaml": _findings(one),
    }
    files |= {f"instruments/{name}.yaml": made for name, made in instruments.items()}
    for name, made in files.items():
        text = yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=110)
        _write(folder / name, text)
    makers: dict[str, Callable[[Invented, str], list[Row]]] = {
        "questionnaire": _asked, "observation": _seen, "entretiens": _talked, "fleur": _placed,
    }  # fmt: skip
    for wave in one.waves:
        for name in instruments:
            _write(folder / "data" / wave / name / "simule.csv", _csv(makers[name](one, wave)))


def _evaluation(one: Invented, core: str, instruments: list[str]) -> Row:
    told = [
        {"id": name, "label": label, "value": value, "unit": unit, "source": "inventé pour l’exemple"}
        for (name, label, unit), value in zip(FIGURES, one.figures, strict=True)
        if value != ""
    ]
    return {
        "evalkit": 1,
        "language": "fr",
        "structure": {"id": one.id, "name": one.name, "kind": one.kind},
        "question": "« À quoi ça sert ? »",
        "groups": [{"id": name, "label": label} for name, label in GROUPS],
        "waves": [{"id": wave, "label": f"Campagne {wave}", "simulated": True} for wave in one.waves],
        "framework": "framework.yaml",
        "shared_core": core,
        "instruments": [f"instruments/{name}.yaml" for name in instruments],
        "outputs": ["workbook"],
        "findings": "findings.yaml",
        "context": told,
        "privacy": {"internal": 5, "published": one.floor, "reason": one.floor_reason},
    }


def _framework(one: Invented) -> Row:
    return {"id": f"arbre-{one.id}", "version": 1, "criteria": [_criterion(one, name) for name in one.themes]}


def _criterion(one: Invented, name: str) -> Row:
    theme = BANK[name]
    mapping = {"dimension": theme.dimension, "extent": theme.extent, "reason": theme.reason}
    markers = [
        {"id": sign.id, "label": sign.label, "evidence": list(_evidence(one, sign, leaning, place))}
        for place, (sign, leaning) in enumerate(zip(theme.signs, one.themes[name], strict=True))
    ]
    return {
        "id": name,
        "label": one.labels.get(name, theme.label),
        "source": "inventé pour l’exemple",
        "maps_to": mapping,
        "indicators": [{"id": f"{name}-vu", "label": theme.indicator, "markers": markers}],
    }


def _evidence(one: Invented, sign: Sign, leaning: str, place: int) -> Iterator[Row]:
    asked, seen, talked, drawn = one.counts
    codes = [code for code, _ in SCALES[one.scale]]
    if asked and leaning in _ASKED:
        scorer = {"name": "share", "agree": codes[-2:] if len(codes) > 3 else codes[-1:], "attested_from": 0.5}
        yield {"instrument": "questionnaire", "items": [f"q-{sign.id}"], "scorer": {**scorer, "min_n": 10}}
    if leaning == "-":
        return
    if seen and sign.see:
        yield {
            "instrument": "observation",
            "items": [f"o-{sign.id}"],
            "scorer": {"name": "presence", "attested_from": 0.5},
        }
    if talked:
        yield {"instrument": "entretiens", "scorer": {"name": "mentions", "attested_from": 2}}
    if drawn and place == 0:
        yield {"instrument": "fleur", "scorer": {"name": "stages", "attested_from": 3}}


def _findings(one: Invented) -> list[Row]:
    return [
        {
            "id": f"constat-{number}",
            "claim": found.claim,
            "criteria": [found.theme],
            "examples": [{"text": found.example, "source": "inventé pour l’exemple"}],
            "qualification": found.qualification,
            "origin": "exemple inventé",
        }
        for number, found in enumerate(one.findings, 1)
    ]


def _instruments(one: Invented) -> Iterator[tuple[str, Row]]:
    notice = "Anonyme et facultatif ; n’écrivez aucun nom. Les enfants répondent avec l’accord de leurs parents."
    asked, seen, talked, drawn = one.counts
    if asked:
        yield "questionnaire", {
            "id": "questionnaire", "kind": "questionnaire", "title": "Questionnaire aux habitants", "unit": "person",
            "sample": "convenience", "notice": notice,
            "scales": {"reponse": [{"code": code, "label": label} for code, label in SCALES[one.scale]]},
            "items": [
                {"id": f"q-{sign.id}", "label": sign.ask, "type": "scale", "scale": "reponse"}
                for sign, leaning in signs(one) if leaning != "-"
            ],
            "fields": {"record": "N°", "group": "Vous êtes"},
        }  # fmt: skip
    if seen:
        yield "observation", {
            "id": "observation", "kind": "observation-grid", "title": "Grille d’observation", "unit": "meeting",
            "sample": "convenience", "notice": notice,
            "items": [
                {"id": f"o-{sign.id}", "label": sign.see, "type": "presence"}
                for sign, leaning in signs(one) if leaning != "-" and sign.see
            ],
            "fields": {"record": "Réunion", "present": "Présents", "date": "Date"},
        }  # fmt: skip
    if talked:
        yield "entretiens", {
            "id": "entretiens", "kind": "interview", "title": "Entretiens avec des partenaires", "unit": "interview",
            "sample": "convenience", "notice": notice,
            "themes": [{"id": "changement", "label": "Ce qui change", "prompts": ["Qu’avez-vous vu changer ?"]}],
            "fields": {"record": "Entretien", "marker": "Marqueur", "tone": "Ton", "text": "Extrait"},
        }  # fmt: skip
    if drawn:
        yield "fleur", {
            "id": "fleur", "kind": "flower", "title": "Fleur de l’utilité sociale", "unit": "collective",
            "sample": "convenience", "notice": notice,
            "stages": [{"code": code, "label": label} for code, label in STAGES],
            "fields": {
                "record": "Séance", "group": "Groupe", "marker": "Marqueur", "phase": "Moment", "position": "Position",
                "mode": "Manière", "present": "Présents",
            },
        }  # fmt: skip


def signs(one: Invented) -> Iterator[tuple[Sign, str]]:
    """Every marker of the structure with its leaning."""
    for name, leanings in one.themes.items():
        yield from zip(BANK[name].signs, leanings, strict=True)


def _asked(one: Invented, wave: str) -> list[Row]:
    codes = [code for code, _ in SCALES[one.scale]]
    high, low = (codes[-2:], codes[:-2]) if len(codes) > 3 else (codes[-1:], codes[:-1])
    groups = _groups(one)
    rows: list[Row] = [{"N°": number, "Vous êtes": label} for number, label in enumerate(groups, 1)]
    for sign, leaning in signs(one):
        if leaning == "-":
            continue
        draw = _seeded(one, wave, "q", sign.id)
        later = wave != one.waves[0]
        for number, row in enumerate(rows):
            agree = {"a": 0.74, "n": 0.3, "s": 0.8, "c": 0.86 if row["Vous êtes"] == "Habitants" else 0.22}[leaning]
            agree += 0.3 if later and leaning == "n" and sign.id in _BETTER else 0
            silent = number >= 6 if leaning == "s" else draw.random() < 0.06
            row[f"q-{sign.id}"] = "" if silent else draw.choice(high if draw.random() < agree else low)
    return rows


_BETTER = ("ages", "ordre-jour")
"""What moved between the two waves of the structure that has two."""


def _groups(one: Invented) -> list[str]:
    people, (_, volunteers, employees) = one.counts[0], one.shares
    later = [label for (_, label), share in zip(GROUPS[1:], (volunteers, employees), strict=True)
             for _ in range(people * share // 100)]  # fmt: skip
    return ["Habitants"] * (people - len(later)) + later


def _seen(one: Invented, wave: str) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, one.counts[1] + 1):
        draw = _seeded(one, wave, "o", str(number))
        row: Row = {
            "Réunion": f"R{number}",
            "Présents": draw.randint(5, 19),
            "Date": f"{wave}-0{number % 6 + 2}-1{number % 9}",
        }
        for sign, leaning in signs(one):
            if leaning != "-" and sign.see:
                often = {"a": 0.8, "c": 0.7, "n": 0.25, "s": 0.6}[leaning]
                row[f"o-{sign.id}"] = "observé" if draw.random() < often else "non observé"
        rows.append(row)
    return rows


def _talked(one: Invented, wave: str) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, one.counts[2] + 1):
        draw = _seeded(one, wave, "e", str(number))
        own: list[Row] = []
        for place, (sign, leaning) in enumerate(signs(one)):
            tones = {"a": ["favorable"], "c": ["favorable", "contraire"], "n": ["contraire", "nuancé"]}.get(leaning)
            if tones and (number + place) % 3 != 1 and draw.random() < 0.7:
                own.append({"Marqueur": sign.id, "Ton": draw.choice(tones), "Extrait": "[texte simulé]"})
        rows += [{"Entretien": f"E{number}", **row} for row in own or [{"Marqueur": "", "Ton": "", "Extrait": ""}]]
    return rows


def _placed(one: Invented, wave: str) -> list[Row]:
    rows: list[Row] = []
    firsts = [(BANK[name].signs[0], leanings[0]) for name, leanings in one.themes.items()]
    for number in range(1, one.counts[3] + 1):
        draw = _seeded(one, wave, "f", str(number))
        present = draw.randint(5, 14)
        for sign, leaning in firsts:
            if leaning not in _DRAWN:
                continue
            after = {"a": draw.choice([3, 3, 4]), "n": draw.choice([1, 2, 2]), "c": 4 if number % 2 else 1}[leaning]
            before = max(1, after - draw.choice([0, 1, 1]))
            for moment, position in (("avant", before), ("après", after)):
                rows.append(
                    {
                        "Séance": f"S{number}", "Groupe": GROUPS[number % 2][1], "Marqueur": sign.id, "Moment": moment,
                        "Position": STAGES[position - 1][1], "Manière": "consensus", "Présents": present,
                    }
                )  # fmt: skip
    return rows


def _seeded(one: Invented, *place: str) -> random.Random:
    """A source of chance of its own for each place, so that a structure that changes moves no other."""
    return random.Random("/".join((one.id, *place)))


def _csv(rows: list[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(dict.fromkeys(name for row in rows for name in row)), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.replace("\r\n", "\n").encode())
