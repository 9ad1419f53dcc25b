"""Every tally of the reference evaluation, counted again with plain loops over its files and its YAML."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from evalkit.core.tally import Tallies
from evalkit.evaluation.opened import open_evaluation

ROMANS = Path(__file__).resolve().parents[2] / "examples" / "romans"
WAVE = "2017-2018"
SEGMENTS = {"group": "groups", "action": "actions"}


def plain(words: object) -> str:
    """Words without the differences that do not matter here: case, apostrophes, kinds of spaces."""
    text = str(words).casefold().replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    return " ".join(text.split())


def read_yaml(name: str) -> dict[str, Any]:
    return yaml.safe_load((ROMANS / name).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


EVALUATION = read_yaml("evaluation.yaml")


def named(entries: list[dict[str, Any]]) -> dict[str, str]:
    return {plain(name): e["id"] for e in entries for name in (e["id"], e["label"], *e.get("also", []))}


PEOPLE = {
    "group": named(EVALUATION["groups"]),
    "site": named(EVALUATION["structure"]["sites"]),
    "action": named(EVALUATION["actions"]),
}


def rows(instrument: str) -> list[dict[str, str]]:
    """All rows of an instrument's files, under their own headings."""
    found = []
    for path in sorted((ROMANS / "data" / WAVE / instrument).glob("*.csv")):
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252")
        delimiter = ";" if text.splitlines()[0].count(";") > text.splitlines()[0].count(",") else ","
        found += list(csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter))
    return found


def value(row: dict[str, str], names: object) -> str:
    """The cell of a row under one of these headings."""
    wanted = {plain(name) for name in (names if isinstance(names, list) else [names])}
    return next((cell.strip() for heading, cell in row.items() if plain(heading) in wanted and cell), "")


def places(row: dict[str, str], fields: dict[str, Any]) -> dict[str, str]:
    """The segment of each dimension in which a row counts."""
    said = {d: plain(value(row, fields[d])) if d in fields else "" for d in PEOPLE}
    return {"all": ""} | {d: PEOPLE[d].get(word, "unspecified") for d, word in said.items()}


def headings(item: dict[str, Any]) -> list[str]:
    question = item.get("question", "")
    stems = [f"{question} [{item['label']}]", f"{question} {item['label']}"] if question else []
    return [item["id"], item["label"], *stems, *item.get("also", [])]


@pytest.fixture(scope="module")
def tallies() -> Tallies:
    return Tallies(open_evaluation(ROMANS).answers(WAVE))


@pytest.fixture(scope="module")
def asked() -> dict[str, dict[str, Any]]:
    evaluation = open_evaluation(ROMANS).evaluation
    return {use.id: {item.id: item for item in use.items} for use in evaluation.instruments}


def test_the_questionnaire(tallies: Tallies, asked: dict[str, dict[str, Any]]) -> None:
    file = read_yaml("instruments/questionnaire.yaml")
    scales = file["scales"]
    table = rows("questionnaire")
    assert 250 == len(table)
    missing_words = {plain(word) for words in file.get("missing", {}).values() for word in words}
    compared = 0
    for item in file["items"]:
        kind = item["type"]
        if kind not in ("scale", "choice", "choices", "number"):
            continue
        entries = scales[item["scale"]] if kind == "scale" else item.get("choices", [])
        codes = {
            plain(name): str(e.get("code", e.get("id")))
            for e in entries
            if "missing" not in e
            for name in (e.get("code", e.get("id")), e["label"], *e.get("also", []))
        }
        gone = missing_words | {
            plain(w) for e in entries if "missing" in e for w in (e["missing"], e["label"], *e.get("also", []))
        }
        counts: dict[tuple[str, str], Counter[object]] = defaultdict(Counter)
        n: Counter[tuple[str, str]] = Counter()
        for row in table:
            cell = value(row, [*headings(item), *_columns(file, item["id"])])
            if not cell or plain(cell) in gone:
                continue
            parts = (
                [float(cell.replace(",", "."))]
                if kind == "number"
                else [codes[plain(part)] for part in cell.split(", ")]
                if kind == "choices"
                else [codes[plain(cell)]]
            )
            for place in places(row, file["fields"]).items():
                counts[place].update(parts)
                n[place] += 1
        for (dimension, segment), expected in counts.items():
            found = tallies.tally("questionnaire", asked["questionnaire"][item["id"]], "", dimension, segment)
            got = {c: k for c, k in zip(found.codes, found.counts, strict=True) if k}
            if item.get("reverse"):
                order = list(found.codes)
                got = {order[len(order) - 1 - order.index(c)]: k for c, k in got.items()}
            assert expected == got, (item["id"], dimension, segment)
            assert n[dimension, segment] == found.n
            compared += 1
    assert compared > 100


def _columns(file: dict[str, Any], item: str) -> list[str]:
    named_so = file.get("columns", {}).get(item, [])
    return named_so if isinstance(named_so, list) else [named_so]


def test_the_interviews(tallies: Tallies, asked: dict[str, dict[str, Any]]) -> None:
    file = read_yaml("instruments/entretiens.yaml")
    fields = file["fields"]
    tones = {"favorable": "favourable", "nuancé": "qualified", "contraire": "contrary"}
    heard: dict[tuple[str, str], set[str]] = defaultdict(set)
    held, excerpts, stray = set(), Counter[str](), 0
    for row in rows("entretiens"):
        record, marker = value(row, fields["record"]), value(row, fields["marker"])
        held.add(record)
        if marker:
            heard[marker, record].add(tones[plain(value(row, fields["tone"]))])
            excerpts[marker] += bool(value(row, fields["text"]))
        else:
            stray += bool(value(row, fields["text"]))
    assert 9 == len(held) == tallies.records("entretiens")
    assert stray > 0
    for marker in {marker for marker, _ in heard}:
        said = [t if len(t) == 1 else {"qualified"} for (m, _), t in heard.items() if m == marker]
        expected = Counter(next(iter(tones)) for tones in said)
        found = tallies.tally("entretiens", asked["entretiens"][marker], "", "all", "")
        assert expected == {c: k for c, k in zip(found.codes, found.counts, strict=True) if k}
        assert (len(said), excerpts[marker]) == (found.n, found.texts)


def test_the_flower(tallies: Tallies, asked: dict[str, dict[str, Any]]) -> None:
    file = read_yaml("instruments/fleur.yaml")
    fields = file["fields"]
    codes = {plain(name): str(s["code"]) for s in file["stages"] for name in (s["code"], s["label"])}
    phases = {"avant": "before", "après": "after"}
    voices: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    where: dict[str, dict[str, str]] = {}
    for row in rows("fleur"):
        session = value(row, fields["record"])
        key = session, value(row, fields["marker"]), phases[plain(value(row, fields["phase"]))]
        voices[key][codes[plain(value(row, fields["position"]))]] += int(value(row, fields["voices"]) or 1)
        where[session] = places(row, fields)
    positions = {}
    for key, held in voices.items():
        code, most = held.most_common(1)[0]
        positions[key] = code if 2 * most > sum(held.values()) else "split"
    assert "split" in positions.values()
    counts: dict[tuple[str, str, str, str], Counter[str]] = defaultdict(Counter)
    order = [str(s["code"]) for s in file["stages"]]
    for (session, marker, phase), code in positions.items():
        for dimension, segment in where[session].items():
            counts[marker, phase, dimension, segment][code] += 1
    for session, marker in {(s, m) for s, m, _ in positions}:
        before, after = positions.get((session, marker, "before")), positions.get((session, marker, "after"))
        if before in order and after in order:
            moved = order.index(after) - order.index(before)
            for dimension, segment in where[session].items():
                direction = "up" if moved > 0 else "down" if moved < 0 else "same"
                counts[marker, "shift", dimension, segment][direction] += 1
    for (marker, phase, dimension, segment), expected in counts.items():
        found = tallies.tally("fleur", asked["fleur"][marker], phase, dimension, segment)
        assert expected == {c: k for c, k in zip(found.codes, found.counts, strict=True) if k}, (marker, phase)
        assert sum(expected.values()) == found.n
    assert len(counts) > 200


def test_the_grid(tallies: Tallies, asked: dict[str, dict[str, Any]]) -> None:
    file = read_yaml("instruments/observation.yaml")
    words = {"observé": "observed", "non observé": "not_observed"}
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    numbers: dict[tuple[str, str], list[float]] = defaultdict(list)
    meetings = set()
    for row in rows("observation"):
        record = value(row, file["fields"]["record"])
        meetings.add(record)
        for item in asked["observation"].values():
            cell = value(row, item.id)
            if item.type == "presence" and plain(cell) in words:
                seen[item.id, record].append(words[plain(cell)])
            elif item.type == "number" and cell:
                numbers[item.id, record].append(float(cell.replace(",", ".")))
    assert len(meetings) == tallies.records("observation")
    differing = [key for key, answers in seen.items() if len(set(answers)) > 1]
    assert [("idee-reprise", "R-05")] == differing
    for name, item in asked["observation"].items():
        if item.type == "presence":
            agreed = [a[0] for (i, _), a in seen.items() if i == name and len(set(a)) == 1]
            found = tallies.tally("observation", item, "", "all", "")
            assert Counter(agreed) == {c: k for c, k in zip(found.codes, found.counts, strict=True) if k}
        elif item.type == "number":
            agreed_numbers = [a[0] for (i, _), a in numbers.items() if i == name and len(set(a)) == 1]
            found = tallies.tally("observation", item, "", "all", "")
            assert sum(agreed_numbers) == sum(float(c) * k for c, k in zip(found.codes, found.counts, strict=True))
