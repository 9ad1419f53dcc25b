"""Small published results for tests of outputs: made by hand, of no structure that exists."""
# ruff: noqa: E501  (the rows of tables read best as rows)

from __future__ import annotations

from attrs import evolve

from evalkit import MASKED, SCHEMA, SEAL_OF, TABLES, Published, Table, fill, language, seal_of

FRENCH = language("fr")
CRITERIA = {
    "gouvernance": "Une gouvernance partagée",
    "liens": "Des liens d’ici et d’au-delà",
    "pouvoir-agir": "Le développement du pouvoir d’agir des habitants du quartier",
}
STATUSES = ("attested", "contested", "not_attested", "not_looked_for", "masked")


def published(**rows: list[tuple[object, ...]]) -> Published:
    """Results whose tables are the usual ones, but for those given by name."""
    tables = {name: fill(name, rows.get(name, made), FRENCH) for name, made in usual().items()}
    return sealed(tables, rows.get("about", ABOUT))


def sealed(tables: dict[str, Table], about: list[tuple[object, ...]]) -> Published:
    """The tables behind an ``about`` that holds their hashes."""
    seals = [(f"{SEAL_OF}{name}", f"Empreinte de {name}", seal_of(table)) for name, table in tables.items()]
    first = fill("about", [*about, *seals], FRENCH)
    own = fill("about", [(f"{SEAL_OF}about", "Empreinte", seal_of(first))], FRENCH)
    return Published(tables_by_name={"about": evolve(first, rows=first.rows + own.rows), **tables})


ABOUT: list[tuple[object, ...]] = [
    ("schema", "Version", SCHEMA),
    ("structure", "Structure", "mq-essai"),
    ("structure_name", "Nom", "Maison de quartier d’essai"),
    ("wave", "Vague", "2026"),
    ("wave_label", "Campagne", "Campagne 2026"),
    ("question", "Question", "« À quoi ça sert ? »"),
    ("profile", "Profil", "published"),
    ("simulated", "Données simulées", "yes"),
    ("provisional", "Critères provisoires", "yes"),
    ("floor_published", "Seuil", 11),
]


def usual() -> dict[str, list[tuple[object, ...]]]:
    """Rows of every table but ``about``."""
    markers = [
        (c, f"{c}-i", f"{c}-m{n}", STATUSES[(n + at) % 5]) for at, c in enumerate(CRITERIA) for n in range(4 + at)
    ]
    return {
        "charter": [("no-rank", "Ces résultats situent des structures les unes à côté des autres. Ils ne les classent jamais.")],
        "context": [
            ("adherents", "Adhérents", 1350, "personnes", "rapport d’activité", None),
            ("budget", "Budget consolidé", "1,3k€", None, "rapport d’activité", "Sans doute 1,3 M€ : tel qu’imprimé."),
        ],
        "framework": [
            *((c, "criterion", None, label, "rapport", "yes", "gouvernance", "full", None) for c, label in CRITERIA.items()),
            *((f"{c}-i", "indicator", c, f"Indicateur de {label}", None, "no", None, None, None) for c, label in CRITERIA.items()),
            *((m, "marker", i, f"Des habitants changent quelque chose, cas {m}", None, "no", None, None, None) for _, i, m, _ in markers),
        ],
        "criteria": [(c, label, "yes", *counted(c, markers)) for c, label in CRITERIA.items()],
        "indicators": [(c, f"{c}-i", f"Indicateur de {label}", "no", *counted(c, markers)) for c, label in CRITERIA.items()],
        "markers": [
            (c, i, m, f"Des habitants changent quelque chose, cas {m}", "yes", "all", None, status, "common", 2 if status == "attested" else 0,
             "questionnaire : constaté\nfleur : constaté", "2 sur 3")
            for c, i, m, status in markers
        ],
        "readings": [
            *readings(markers),
        ],
        "findings": [
            ("f1", "claim", "La gouvernance donne une place aux habitants.", "gouvernance", "advocacy", None, "rapport", "rapport 2017/2018"),
            ("f1", "qualification", "La prise d’initiatives des habitants reste encore timide.", None, None, None, "rapport", None),
        ],
        "quotes": [("entretiens", "gouvernance-m0", "« Je suis venue pour voir, et je suis restée. »", "anonymous")],
        "unexpected": [],
        "instruments": [
            ("questionnaire", "questionnaire", "Questionnaire grand public", "person", "convenience", None, "q1", "Je me sens écouté·e", "scale",
             "1 Pas du tout d’accord; 5 Tout à fait d’accord", 250, 231, "2026-01-12", "2026-03-30", "0f1e2d3c", None),
        ],
        "coverage": [("gouvernance-m0", "fleur", "habitants", "looked"), ("gouvernance-m1", "fleur", "unspecified", "not_looked")],
        "masked": [("questionnaire", "group", "floor", 6)],
        "dictionary": [
            (name, column, str(kind), str(label), str(meaning))
            for name, columns in TABLES.items() for column, kind, label, meaning in columns.columns
        ],
    }  # fmt: skip


def counted(criterion: str, markers: list[tuple[str, str, str, str]]) -> tuple[int, ...]:
    """The counts of a criterion's statuses, those informed, and all."""
    own = [status for c, _, _, status in markers if c == criterion]
    counts = [own.count(status) for status in STATUSES]
    return (*counts, sum(counts[:3]), len(own))


def readings(markers: list[tuple[str, str, str, str]]) -> list[tuple[object, ...]]:
    """A share, a mean, a masked cell and a count with its unit for each marker."""
    found: list[tuple[object, ...]] = []
    for at, (_, _, m, _) in enumerate(markers):
        q = (m, "questionnaire", "share", "q1", "share", "after")
        found += [
            (*q, "all", None, "attested", None, 137, 231, 250, None, "1=12; 2=22; 3=60; 4=90; 5=47", None, "4", "divided", None, None, 0.53, 0.65, 0),
            (*q, "group", "habitants", "not_attested", None, 0, 14, 15, None, "1=14", None, None, None, None, None, None, None, 0),
            (*q, "group", "unspecified", "masked", None, *[MASKED] * 13),
            (m, "observation", "count", "prises", "count", None, "all", None, None, None, None, 9, 9, 61, None, None, None, None, 12.5 + at, "heures", None, None, 0),
            (m, "questionnaire", "mean", "q9", "mean", None, "all", None, None, "texts", None, 57, 60, None, None, None, None, None, 3.47368421053, None, None, None, 0),
        ]  # fmt: skip
    return found
