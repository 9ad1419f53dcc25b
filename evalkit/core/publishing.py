"""From answers to published tables: the one way that results take out of an evaluation."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from evalkit.core import about, listing, results
from evalkit.core.answers import Answers
from evalkit.core.evaluation import Evaluation
from evalkit.core.interfaces import Profile
from evalkit.core.message import Translator
from evalkit.core.protected import protect, whole_rule
from evalkit.core.published import MASKED, SEAL_OF, Published, Table, seal_of
from evalkit.core.quoting import cleared_quotes
from evalkit.core.schema import TABLES, described, fill
from evalkit.core.tally import Tallies


@frozen(kw_only=True)
class Inputs:
    """What one instrument's answers were read from, without a file's name."""

    instrument: str
    files: int
    records: int
    sha256: str


@frozen(kw_only=True)
class Stamp:
    """One plugin that took part: its name, and its version or, for a local file, its sha256."""

    name: str
    version: str


@frozen(kw_only=True)
class Difference:
    """A cell in which two observers of one meeting differ."""

    instrument: str
    record: str
    item: str
    answers: str


def publish(
    evaluation: Evaluation,
    answers: Answers,
    *,
    profile: Profile,
    translator: Translator,
    version: str,
    inputs: Sequence[Inputs] = (),
    plugins: Sequence[Stamp] = (),
    differences: Sequence[Difference] = (),
    tallies: Tallies | None = None,
) -> Published:
    """The tables of one wave for one profile, in the order of the workbook.

    ``version`` is evalkit's own, ``tallies`` those of *answers* where they were made already. Labels and titles are in
    the translator's language, ids and codes in none.
    """
    tallies = tallies if tallies is not None else Tallies(answers)
    protected = protect(evaluation, tallies, profile)
    persons = evaluation.privacy.published if profile == "published" else evaluation.privacy.internal
    quotes = cleared_quotes(evaluation, answers)
    language = translator.code
    rows: dict[str, list[tuple[object, ...]]] = {
        "charter": about.charter(translator),
        "context": listing.context(evaluation, language),
        "framework": listing.framework(evaluation, language),
        "criteria": results.criteria(evaluation, protected, language),
        "indicators": results.indicators(evaluation, protected, language),
        "markers": results.markers(evaluation, protected, language),
        "readings": results.readings(protected),
        "findings": listing.findings(evaluation, language),
        "quotes": listing.quotes(quotes),
        "unexpected": listing.unexpected(evaluation, answers, tallies, quotes, persons),
        "instruments": listing.instruments(evaluation, answers, tallies, persons, language),
        "coverage": results.coverage(evaluation, tallies, protected),
        "masked": results.masked(protected),
    }
    if profile == "internal":
        rows["differences"] = [(d.instrument, d.record, d.item, d.answers) for d in differences]
    tables = {name: fill(name, found, translator) for name, found in rows.items()}
    facts = about.facts(evaluation, answers.wave, profile, version, language, protected.suppressed)
    for read in inputs:
        hidden = whole_rule(evaluation.instrument(read.instrument), tallies, persons) is not None
        records = MASKED.value if hidden else read.records
        facts.append((f"input.{read.instrument}", f"files={read.files}; records={records}; sha256={read.sha256}"))
    facts += [(f"plugin.{stamp.name}", stamp.version) for stamp in plugins]
    return completed(tables, facts, translator)


def completed(tables: dict[str, Table], facts: Sequence[tuple[str, object]], translator: Translator) -> Published:
    """The published results that have these tables: with ``about``, their seals, and the dictionary."""
    told_of = {name: columns for name, columns in TABLES.items() if name in tables or name in ("about", "dictionary")}
    tables = {**tables, "dictionary": fill("dictionary", described(told_of, translator), translator)}
    seals = [(f"{SEAL_OF}{name}", seal_of(table)) for name, table in tables.items()]
    told = [(key, about.label(key, translator), value) for key, value in (*facts, *seals)]
    # The last row seals the others of its own table: nobody takes « simulated » away unseen.
    own = f"{SEAL_OF}about"
    told.append((own, about.label(own, translator), seal_of(fill("about", told, translator))))
    every = {"about": fill("about", told, translator), **tables}
    order = [name for name in TABLES if name in every]
    return Published(tables_by_name={name: every[name] for name in order})
