"""One reading as people read it: a small drawing, a short sentence, and what stands behind it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen
from markupsafe import Markup

from evalkit import MASKED, Cell, flower, printing

from . import graphics, words
from .names import Names

Row = Mapping[str, Cell]

_SEPARATOR = "\N{NO-BREAK SPACE}· "


@frozen(kw_only=True)
class ShortReading:
    """One reading: ``state`` is given, masked or nothing; ``more`` are further words of less weight."""

    state: str
    graphic: Markup
    said: str
    more: tuple[str, ...] = ()
    status: str = ""


@frozen(kw_only=True)
class FullReading:
    """One reading in full, for its explanation: question, way of reading, and every answer with its count."""

    instrument: str
    question: str
    how: str
    said: str
    status: str
    answers: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]


def short_reading(row: Row, names: Names, *, brief: bool = False) -> ShortReading:
    """A row of ``readings`` in short; *brief* leaves out the words that a table of many segments has no room for."""
    language = names.language
    status = printing.word(printing.STATUSES, row["status"], language)
    if row["status"] == MASKED:
        return ShortReading(state="masked", graphic=graphics.mark(flower.Mark.MASKED), said=status, status=status)
    if not row["n"] and row["value"] is None:
        # Nobody in the segment answered: that is no zero.
        reason = printing.word(printing.REASONS, row["reason"], language) or status
        return ShortReading(
            state="nothing",
            graphic=graphics.mark(flower.Mark.NOT_LOOKED_FOR),
            said=reason,
            status=status,
        )
    graphic, said, more = _SAYERS.get(str(row["kind"]), _plainly)(row, names)
    reason = printing.word(printing.REASONS, row["reason"], language)
    extra = (*more[: 1 if brief else None], reason if row["reason"] != "texts" else "")
    return ShortReading(state="given", graphic=graphic, said=said, more=tuple(e for e in extra if e), status=status)


def full_reading(row: Row, names: Names) -> FullReading:
    """A row of ``readings`` with all that is published of it."""
    language = names.language
    instrument, item = str(row["instrument"]), str(row["item"])
    brief = short_reading(row, names)
    unit = names.unit(instrument)
    facts = []
    if brief.state == "given":
        facts.append(language.gettext("ont répondu : {n}").format(n=printing.units(unit, _whole(row["n"]), language)))
        if isinstance(row["records"], int):
            said = printing.units(unit, row["records"], language)
            facts.append(language.gettext("en tout : {n}").format(n=said))
        if isinstance(row["present"], int):
            facts.append(words.present(row["present"], language))
        facts += _interval(row, names)
        facts += _dissent(row, names)
    phase = printing.word(printing.PHASES, row["phase"], language)
    how = printing.word(words.SCORERS, row["scorer"], language)
    return FullReading(
        instrument=names.instrument(instrument),
        question=names.question(instrument, item),
        how=f"{how} ({phase})" if phase else how,
        said=brief.said,
        status=brief.status,
        answers=tuple((names.answer(instrument, item, code), printing.number(n, language)) for code, n in _counts(row)),
        facts=tuple(facts),
    )


def _share(row: Row, names: Names) -> tuple[Markup, str, tuple[str, ...]]:
    k, n = _whole(row["k"]), _whole(row["n"])
    return _some(k, n), printing.share(k, n, names.language), ()


def _some(k: int, n: int) -> Markup:
    if n <= graphics.DOTS_UP_TO:
        return graphics.dots([("yes", k), ("no", n - k)])
    return graphics.bar(k, n)


def _mentions(row: Row, names: Names) -> tuple[Markup, str, tuple[str, ...]]:
    language, counts = names.language, dict(_counts(row))
    held = _whole(row["records"]) or _whole(row["n"])
    silent = max(held - _whole(row["n"]), 0)
    tones = [(tone, counts.get(tone, 0)) for tone in ("favourable", "qualified", "contrary")]
    parts = [*tones, ("silent", silent)]
    graphic = graphics.dots(parts) if held <= graphics.DOTS_UP_TO else graphics.bar(_whole(row["k"]), held)
    said = language.gettext("{share} y sont favorables").format(share=printing.share(row["k"], held, language))
    more = [
        f"{printing.word(words.ANSWERS, tone, language)} {printing.number(n, language)}" for tone, n in tones[1:] if n
    ]
    if silent:
        more.append(language.gettext("n’en parlent pas {n}").format(n=printing.number(silent, language)))
    return graphic, said, tuple(more)


def _stages(row: Row, names: Names) -> tuple[Markup, str, tuple[str, ...]]:
    language = names.language
    instrument, item = str(row["instrument"]), str(row["item"])
    counts = _counts(row)
    said = _SEPARATOR.join(
        f"{names.answer(instrument, item, code)}\N{NO-BREAK SPACE}{printing.number(n, language)}"
        for code, n in counts
        if n
    )
    more = [printing.word(printing.SPREADS, row["spread"], language)]
    if row["median"] is not None:
        label = names.answer(instrument, item, str(row["median"]))
        more.append(language.gettext("au milieu : {answer}").format(answer=label))
    more.append(printing.units(names.unit(instrument), _whole(row["n"]), language))
    if isinstance(row["present"], int):
        more.append(words.present(row["present"], language))
    return graphics.columns([n for _, n in counts]), said, (*more, *_dissent(row, names))


def _shift(row: Row, names: Names) -> tuple[Markup, str, tuple[str, ...]]:
    language, counts = names.language, _counts(row)
    said = _SEPARATOR.join(
        f"{printing.word(words.ANSWERS, code, language)}\N{NO-BREAK SPACE}{printing.number(n, language)}"
        for code, n in reversed(counts)
        if n
    )
    moves = language.gettext("débat : {moves}").format(moves=said)
    return graphics.dots([(code, n) for code, n in reversed(counts)]), moves, tuple(_dissent(row, names))


def _count(row: Row, names: Names) -> tuple[Markup, str, tuple[str, ...]]:
    language = names.language
    said = " ".join(part for part in (printing.number(row["value"], language), str(row["value_unit"] or "")) if part)
    of = printing.units(names.unit(str(row["instrument"])), _whole(row["n"]), language)
    return Markup(""), said, (language.gettext("total sur {n}").format(n=of),)


def _mean(row: Row, names: Names) -> tuple[Markup, str, tuple[str, ...]]:
    language = names.language
    decimals = 1 if _whole(row["n"]) >= printing.DECIMAL_FROM else 0
    value = printing.number(row["value"], language, decimals)
    said = language.gettext("moyenne {value} {unit}").format(value=value, unit=row["value_unit"] or "").strip()
    of = printing.units(names.unit(str(row["instrument"])), _whole(row["n"]), language)
    return Markup(""), said, (language.gettext("choix de la structure"), of)


def _narrative(row: Row, names: Names) -> tuple[Markup, str, tuple[str, ...]]:
    language, k = names.language, _whole(row["k"])
    said = language.ngettext("{n} texte à lire", "{n} textes à lire", k).format(n=printing.number(k, language))
    return Markup(""), said, ()


def _plainly(row: Row, names: Names) -> tuple[Markup, str, tuple[str, ...]]:
    """A reading of a plugin's own kind: its quantity, else its share, else how many answered."""
    if row["value"] is not None:
        return _count(row, names)
    if isinstance(row["k"], int):
        return _share(row, names)
    return Markup(""), printing.units(names.unit(str(row["instrument"])), _whole(row["n"]), names.language), ()


_SAYERS = {
    "share": _share,
    "presence": _share,
    "mentions": _mentions,
    "stages": _stages,
    "shift": _shift,
    "count": _count,
    "mean": _mean,
    "narrative": _narrative,
}


def _interval(row: Row, names: Names) -> list[str]:
    low, high, n = row["low"], row["high"], row["n"]
    if not isinstance(low, int | float) or not isinstance(high, int | float) or _whole(n) < printing.PERCENT_FROM:
        return []
    decimals = 1 if _whole(n) >= printing.DECIMAL_FROM else 0
    bounds = {
        "low": printing.number(100 * low, names.language, decimals),
        "high": printing.number(100 * high, names.language, decimals),
    }
    return [names.language.gettext("tirage au hasard : entre {low} et {high} %").format(**bounds)]


def _dissent(row: Row, names: Names) -> list[str]:
    n = row["dissent"]
    if not isinstance(n, int) or not n:
        return []
    number = printing.number(n, names.language)
    return [names.language.ngettext("{n} désaccord écrit", "{n} désaccords écrits", n).format(n=number)]


def _counts(row: Row) -> list[tuple[str, int]]:
    if row["distribution"] is None or row["distribution"] is MASKED:
        return []
    pairs = (part.rpartition("=") for part in str(row["distribution"]).split("; "))
    return [(code, int(n)) for code, _, n in pairs if n.isdecimal()]


def _whole(value: Cell) -> int:
    return value if isinstance(value, int) else 0
