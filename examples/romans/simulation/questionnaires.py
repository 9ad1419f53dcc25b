"""The 250 invented questionnaires: typed from paper at the reception, and exported from an online form."""

from __future__ import annotations

import random

from simulation.dealing import SIMULATED, Row, deal

GROUPS = {"habitants": 190, "administrateurs": 24, "salaries": 9, "partenaires": 11, "": 16}
SITES = {"saint-nicolas": 74, "les-ors": 69, "maison-citoyenne": 66, "accorderie": 27, "": 14}
MEMBERS = {
    "habitants": {"oui": 121, "non": 64, "": 5},
    "administrateurs": {"oui": 24},
    "salaries": {"oui": 3, "non": 6},
    "partenaires": {"oui": 4, "non": 7},
    "": {"oui": 8, "non": 6, "": 2},
}
OTHER_ASSOCIATION = {"une": 50, "plusieurs": 30, "non": 80}  # half of the 160 members, as the report says

# How answers 1 to 5, « ne sait pas » and no answer are shared out, in hundredths.
SCALE = ("1", "2", "3", "4", "5", "NSP", "")
SCALES = {
    "bien-accueilli": (2, 4, 10, 38, 42, 1, 3),
    "appartenance": (3, 7, 14, 36, 34, 2, 4),
    "ma-place": (2, 6, 14, 40, 30, 3, 5),
    "pas-pour-moi": (38, 34, 12, 6, 4, 3, 3),
    "rencontres": (6, 12, 18, 34, 24, 2, 4),
    "avis-compte": (12, 22, 20, 24, 12, 6, 4),
    "sait-decision": (16, 26, 18, 20, 10, 7, 3),
    "capable-proposer": (8, 18, 20, 30, 16, 5, 3),
    "confiance": (4, 8, 20, 36, 22, 5, 5),
    "appris": (4, 10, 14, 36, 28, 3, 5),
    "gestes": (6, 14, 20, 33, 19, 4, 4),
    "utile-ville": (3, 6, 16, 38, 26, 8, 3),
}
# Where one group or one place answers otherwise.
ELSEWHERE = {
    ("avis-compte", "group", "administrateurs"): (2, 4, 8, 46, 38, 1, 1),
    ("capable-proposer", "group", "administrateurs"): (1, 4, 8, 44, 41, 1, 1),
    ("gestes", "site", "accorderie"): (2, 6, 12, 42, 34, 2, 2),
    ("rencontres", "site", "saint-nicolas"): (3, 7, 11, 40, 35, 1, 3),
}
CHOICES = {
    "frequence": {"semaine": 38, "mois": 27, "annee": 22, "premiere": 8, "": 5},
    "connait-cooperation": {"bien": 17, "de-nom": 27, "non": 52, "": 4},
    "autre-maison": {"souvent": 18, "parfois": 41, "jamais": 36, "": 5},
    "circulation": {"plus": 52, "autant": 27, "moins": 6, "NSP": 5, "": 10},
    "a-propose": {"oui": 22, "non": 72, "": 6},
}
AT_HOME = ("administrateurs", "salaries")  # those who run the houses know them, and come often
KNOWN_AT_HOME = {"bien": 90, "de-nom": 10}
OFTEN_AT_HOME = {"semaine": 80, "mois": 20}
HOURS = {"0": 40, "1": 8, "1,5": 4, "2": 14, "3": 8, "4": 7, "6": 4, "10": 2, "20": 1, "": 12}
# How many people ticked each answer; 13 inhabitants make the radio and 125 passports were used: fewer answered here.
TICKED = {
    "maisons-connues": {"saint-nicolas": 171, "les-ors": 158, "maison-citoyenne": 149, "accorderie": 96},
    "actions-connues": {"radio": 84, "conserverie": 131, "passeport-culture": 77, "au-fil-de-faire": 62, "agora": 103},
    "raisons-venue": {"accueil": 112, "activites": 139, "expositions": 45, "association": 51, "coup-de-main": 58},
    "actions-faites": {"radio": 11, "conserverie": 53, "passeport-culture": 58, "au-fil-de-faire": 31, "agora": 64},
}
UNTICKED = {"maisons-connues": 6, "actions-connues": 9, "raisons-venue": 12, "actions-faites": 15}

QUESTIONS = {  # in the order of the form, with the wording of instruments/questionnaire.yaml
    "maisons-connues": "Quels lieux connaissez-vous au moins de nom ?",
    "connait-cooperation": "Avant aujourd’hui aviez-vous entendu parler de la Coopération ?",
    "actions-connues": "De quelles actions avez-vous entendu parler ?",
    "frequence": "À quelle fréquence venez-vous ?",
    "raisons-venue": "Qu’est-ce qui vous fait venir ?",
    "adherent": "Êtes-vous adhérent ?",
    "autre-association": "Si vous êtes adhérent ici, adhérez-vous aussi à une autre association ?",
    "bien-accueilli": "Ici, je suis bien accueilli",
    "appartenance": "Cette maison est aussi la mienne",
    "ma-place": "J’y trouve ma place",
    "pas-pour-moi": "Ces lieux ne sont pas faits pour des gens comme moi",
    "rencontres": "J’y rencontre des personnes d’autres quartiers",
    "avis-compte": "Mon avis compte dans les décisions",
    "sait-decision": "Je saurais expliquer comment une décision est prise",
    "capable-proposer": "Je me sens capable de proposer une idée",
    "confiance": "J’ai pris confiance en moi",
    "appris": "J’ai appris quelque chose que je ne pensais pas apprendre",
    "gestes": "J’ai changé une habitude pour moins gaspiller",
    "utile-ville": "La Coopération est utile à toute la ville",
    "autre-maison": "Depuis un an êtes-vous allé dans la maison d’un autre quartier ?",
    "circulation": "Allez-vous dans les autres quartiers plus qu’avant ?",
    "actions-faites": "À quelles actions avez-vous pris part ?",
    "a-propose": "Depuis un an avez-vous proposé une action nouvelle ?",
    "heures-benevolat": "Combien d’heures avez-vous données le mois dernier ?",
    "sortie-culturelle": "Grâce au Passeport culture êtes-vous entré dans un lieu pour la première fois ?",
    "covoiturage": "Avez-vous partagé une voiture pour une sortie du Passeport culture ?",
    "change": "Qu’est-ce que cela a changé pour vous ?",
    "attentes": "Qu’attendez-vous d’une maison de quartier ?",
    "un-mot": "En un mot, une maison de quartier, c’est…",
}
CONSENT = "Acceptez-vous que vos mots soient cités sans votre nom ?"
ACTIONS = {
    "radio": "La Bobine romanaise",
    "conserverie": "La Conserverie",
    "passeport-culture": "Le Passeport culture",
    "au-fil-de-faire": "Au fil de faire",
    "agora": "L’Agora",
}
PLACES = {
    "saint-nicolas": "Maison de quartier St Nicolas",
    "les-ors": "Maison de quartier des Ors",
    "maison-citoyenne": "Maison citoyenne",
    "accorderie": "L’Accorderie",
}
PEOPLE = {
    "habitants": "Habitants",
    "administrateurs": "Administrateurs",
    "salaries": "Salariés",
    "partenaires": "Partenaires",
}
YES_NO = {"oui": "Oui", "non": "Non"}
WORDS = {  # what an online form prints for each code
    "maisons-connues": {**PLACES, "none": "Aucun de ces lieux"},
    "connait-cooperation": {"bien": "Oui je vois ce que c’est", "de-nom": "Oui mais seulement de nom", "non": "Non"},
    "actions-connues": {**ACTIONS, "none": "Aucune"},
    "frequence": {
        "semaine": "Chaque semaine ou presque",
        "mois": "Une à trois fois par mois",
        "annee": "Quelques fois par an",
        "premiere": "C’est la première fois",
    },
    "raisons-venue": {
        "accueil": "Passer à l’accueil",
        "activites": "Une activité",
        "expositions": "Une exposition",
        "association": "La réunion d’une association",
        "coup-de-main": "Donner un coup de main",
        "none": "Rien de tout cela",
    },
    "adherent": YES_NO,
    "autre-association": {"une": "Oui à une autre", "plusieurs": "Oui à plusieurs autres", "non": "Non"},
    "autre-maison": {"souvent": "Oui souvent", "parfois": "Oui parfois", "jamais": "Jamais"},
    "circulation": {"plus": "Plus qu’avant", "autant": "Autant qu’avant", "moins": "Moins qu’avant"},
    "actions-faites": {**ACTIONS, "none": "Aucune"},
    "a-propose": YES_NO,
    "sortie-culturelle": YES_NO,
    "covoiturage": YES_NO,
}
AGREEMENT = {
    "1": "Pas du tout d’accord",
    "2": "Plutôt pas d’accord",
    "3": "Ni d’accord ni pas d’accord",
    "4": "Plutôt d’accord",
    "5": "Tout à fait d’accord",
}
TYPED = {  # how volunteers type a group or a house from paper
    "habitants": ("habitant", "Habitante", "habitants", "usager"),
    "administrateurs": ("administrateur", "Administratrice", "CA"),
    "salaries": ("salarié", "salariée"),
    "partenaires": ("partenaire",),
    "saint-nicolas": ("St Nicolas", "Saint-Nicolas"),
    "les-ors": ("Les Ors", "les ors"),
    "maison-citoyenne": ("Maison citoyenne",),
    "accorderie": ("Accorderie", "L'Accorderie"),
}


def scales(rng: random.Random, people: list[Row]) -> None:
    """Answers to the statements, with the groups and the places that answer otherwise."""
    for item, base in SCALES.items():
        rest = list(people)
        for (concerned, part, segment), shares in ELSEWHERE.items():
            if concerned == item:
                deal(rng, [p for p in rest if p[part] == segment], item, dict(zip(SCALE, shares, strict=True)))
                rest = [p for p in rest if p[part] != segment]
        deal(rng, rest, item, dict(zip(SCALE, base, strict=True)))


def ticks(rng: random.Random, people: list[Row], item: str) -> None:
    """A question with several answers: some leave it blank, some tick « aucun », the others one answer or more."""
    blank = UNTICKED[item]
    deal(rng, people, "", {"blank": blank, "": len(people) - blank})
    answering = [p for p in people if not p[""]]
    ticked: dict[int, list[str]] = {id(p): [] for p in answering}
    for choice, count in TICKED[item].items():
        deal(rng, answering, "", {choice: count, "": len(answering) - count})
        for person in answering:
            if person[""]:
                ticked[id(person)].append(choice)
    for person in people:
        person[item] = ", ".join(ticked[id(person)] or ["none"]) if id(person) in ticked else ""


def free_texts(rng: random.Random, people: list[Row]) -> None:
    """Invented words, which no one could take for a person's."""
    subjects = {
        "change": (
            "un changement",
            38,
            ("les rencontres", "les sorties", "les gestes", "la confiance", "rien de précis"),
        ),
        "attentes": ("une attente", 30, ("les horaires", "l’accueil", "les jeunes", "les sorties", "le jardin")),
        "un-mot": ("un mot", 55, ("premier mot", "deuxième mot", "troisième mot", "quatrième mot")),
    }
    for item, (what, percent, abouts) in subjects.items():
        asked = [p for p in people if item != "un-mot" or p["channel"] == "online"]
        deal(rng, asked, "", {"yes": percent, "": 100 - percent})
        number = 0
        for person in asked:
            person[item] = ""
            if person[""]:
                number += 1
                about = abouts[rng.randrange(len(abouts))]
                person[item] = f"{SIMULATED} Exemple n° {number:03d} : {what}, sur le thème « {about} »."
    writing = [p for p in people if p["change"] or p["attentes"] or p.get("un-mot")]
    deal(rng, writing, "consent", {"oui": 52, "non": 27, "": 21})


def questionnaires(rng: random.Random) -> list[Row]:
    """The 250 people who answered, with the codes of their answers."""
    people: list[Row] = [{"group": group} for group, count in GROUPS.items() for _ in range(count)]
    deal(rng, people, "site", SITES)
    deal(rng, people, "channel", {"paper": 165, "online": 85})
    for group, shares in MEMBERS.items():
        deal(rng, [p for p in people if p["group"] == group], "adherent", shares)
    members = [p for p in people if p["adherent"] == "oui"]
    deal(rng, members, "autre-association", OTHER_ASSOCIATION)
    for person in people:
        if person["adherent"] == "non":
            person["autre-association"] = "SO"
    for item, weights in CHOICES.items():
        deal(rng, people, item, weights)
    deal(rng, [p for p in people if p["group"] in AT_HOME], "connait-cooperation", KNOWN_AT_HOME)
    deal(rng, [p for p in people if p["group"] in AT_HOME], "frequence", OFTEN_AT_HOME)
    scales(rng, people)
    for item in TICKED:
        ticks(rng, people, item)
    deal(rng, people, "heures-benevolat", HOURS)
    travellers = [p for p in people if "passeport-culture" in p["actions-faites"]]
    deal(rng, travellers, "sortie-culturelle", {"oui": 41, "non": 14, "": 3})
    deal(rng, travellers, "covoiturage", {"oui": 33, "non": 21, "": 4})
    for person in people:
        done, known = person["actions-faites"], person["actions-connues"]
        if done and "passeport-culture" not in done:
            person["sortie-culturelle"] = person["covoiturage"] = "SO"
        if known and done not in ("", "none"):  # nobody takes part in what she has never heard of
            person["actions-connues"] = ", ".join(a for a in ACTIONS if a in known.split(", ") + done.split(", "))
        if person["maisons-connues"] and person["site"]:
            named = person["maisons-connues"].split(", ")
            person["maisons-connues"] = ", ".join(
                place for place in PLACES if place in named or place == person["site"]
            )
    free_texts(rng, people)
    rng.shuffle(people)
    return people


def day(rng: random.Random, first_month: int) -> tuple[int, int]:
    """An invented month and day of early 2018."""
    return first_month + rng.randrange(3), 1 + rng.randrange(28)


def paper(rng: random.Random, people: list[Row]) -> list[Row]:
    """What volunteers type at the reception: ids as headings, codes, a dash or nothing for no answer."""
    rows = []
    illegible = {(11, "rencontres"), (58, "heures-benevolat"), (103, "avis-compte")}
    for number, person in enumerate((p for p in people if p["channel"] == "paper"), 1):
        month, date = day(rng, 1)
        row = {"N°": f"P-{number:03d}", "Date": f"{date:02d}/{month:02d}/2018"}
        for heading, key in (("Groupe", "group"), ("Maison", "site")):
            names = TYPED.get(person[key], ("",))
            row[heading] = names[rng.randrange(len(names))]
        for item in QUESTIONS:
            if item == "un-mot":
                continue  # added online, after the paper was printed
            value = person.get(item, "")
            if (number, item) in illegible:
                value = "illisible"
            elif not value and item in SCALES and rng.randrange(3) == 0:
                value = "-"
            row[item] = value
        row[CONSENT] = person.get("consent", "")
        rows.append(row)
    return rows


def online(rng: random.Random, people: list[Row]) -> list[Row]:
    """What an online form exports: whole questions as headings, whole words as answers."""
    rows = []
    for number, person in enumerate((p for p in people if p["channel"] == "online"), 1):
        month, date = day(rng, 2)
        row = {"Numéro de réponse": f"W-{number:03d}", "Date de réponse": f"2018-{month:02d}-{date:02d}"}
        row["Vous êtes"] = PEOPLE.get(person["group"], "")
        row["Votre maison de quartier"] = PLACES.get(person["site"], "")
        for item, question in QUESTIONS.items():
            value = person.get(item, "")
            words = AGREEMENT if item in SCALES else WORDS.get(item, {})
            parts = [words.get(part, part) for part in value.split(", ")] if words else [value]
            row[question] = ", ".join({"NSP": "Ne sait pas", "SO": "sans objet"}.get(part, part) for part in parts)
        row[CONSENT] = person.get("consent", "")
        rows.append(row)
    return rows
