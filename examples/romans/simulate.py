"""Make the simulated answers of the Romans example: seeded, without a clock, the same bytes on every machine.

The report of 2017/2018 publishes totals and findings, never an answer. This script invents answers that agree with
every total they touch: 250 questionnaires, 9 interviews held in November and December 2017, exactly half of the members
who answered in another association, a radio board of 13 inhabitants, no more people than the report counts. All else
(who answered what, where, on which day) is invented and says nothing of the four associations. Every text begins with
« [texte simulé] ».

    python simulate.py            writes data/2017-2018/ beside this script
    python simulate.py FOLDER     writes it in FOLDER
"""

from __future__ import annotations

import csv
import io
import random
import sys
from pathlib import Path

from simulation.dealing import Row
from simulation.flowers import flowers
from simulation.interviews import interviews
from simulation.meetings import meetings
from simulation.questionnaires import ACTIONS, PEOPLE, PLACES, online, paper, questionnaires

SEED = 2017
WAVE = "2017-2018"
FIRST_SESSIONS = 7  # the flowers were typed in two goes


def written(rows: list[Row], encoding: str, delimiter: str = ";", end: str = "\n") -> bytes:
    """Rows as a CSV file with one line of headings."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def files() -> dict[str, bytes]:
    """Every answer file by its path under data/, each instrument with a generator of its own."""
    people = questionnaires(random.Random(SEED))
    sessions = flowers(random.Random(SEED + 2), ACTIONS, PLACES, PEOPLE)
    early = [row for row in sessions if int(row["Séance"][2:]) <= FIRST_SESSIONS]
    late = [row for row in sessions if int(row["Séance"][2:]) > FIRST_SESSIONS]
    grid = meetings(random.Random(SEED + 1), ACTIONS, PLACES)
    made = {
        "questionnaire/saisie-accueil.csv": written(paper(random.Random(SEED + 3), people), "cp1252", end="\r\n"),
        "questionnaire/formulaire-en-ligne.csv": written(online(random.Random(SEED + 4), people), "utf-8-sig", ","),
        "entretiens/extraits.csv": written(interviews(ACTIONS), "utf-8-sig"),
        "observation/grilles.csv": written(grid, "utf-8-sig"),
        "fleur/seances-2017.csv": written(early, "utf-8-sig"),
        "fleur/seances-2018.csv": written(late, "utf-8-sig"),
    }
    return {f"{WAVE}/{path}": content for path, content in made.items()}


def main(folder: Path) -> None:
    """Write every file in *folder*."""
    for path, content in files().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent / "data")
